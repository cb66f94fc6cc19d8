import type { FeedInput } from '../../domain/inputs';
import type { ParticipantId, SessionId } from '../../domain/labels';
import type { LaunchReport, SensorState } from '../../domain/records';
import type { Sensor } from '../../domain/sensors';
import { createPicture, type Picture, type TrackChange } from '../fusion';
import { createReporter, type Reporter } from '../fusion/report';
import { SensorHealth } from './sensor-health';

export interface NationalOutput {
  tracks: TrackChange[];
  reports: LaunchReport[];
  sensors: SensorState[];
}

/** One national centre: its sensors' looks in, its own picture, and the launch reports that it gives. */
export class NationalCentre {
  readonly participant: ParticipantId;
  readonly picture: Picture;
  readonly #reporter: Reporter;
  readonly #health: SensorHealth;

  constructor(
    session: SessionId,
    participant: ParticipantId,
    sensors: Sensor[],
    epochMs: number,
    stored?: NationalSnapshot,
  ) {
    this.participant = participant;
    this.picture = createPicture({
      picture: `national:${participant}`,
      session,
      owner: participant,
      sensors,
    });
    this.#reporter = createReporter({ session, party: participant, picture: this.picture });
    this.#health = new SensorHealth(sensors, epochMs, stored?.health as never);
    if (stored) {
      this.picture.restore(stored.picture);
      this.#reporter.restore(stored.reporter);
    }
  }

  ingest(input: FeedInput, nowMs: number): NationalOutput {
    const sensors = this.#health.take(input, nowMs);
    const plot = input.kind === 'detection' || input.kind === 'scan' || input.kind === 'sensorStatus';
    const tracks = plot ? this.picture.ingest(input, nowMs) : [];
    const reports = input.kind === 'scan' ? this.#reporter.update(nowMs, tracks) : [];
    return { tracks, reports, sensors };
  }

  advance(nowMs: number): NationalOutput {
    const tracks = this.picture.advance(nowMs);
    return {
      tracks,
      reports: this.#reporter.update(nowMs, tracks),
      sensors: this.#health.advance(nowMs),
    };
  }

  /** Opaque name under which a track is reported, or null if it is not. */
  seriesOf(trackId: string): string | null {
    return this.#reporter.seriesOf(trackId);
  }

  forgive(nowMs: number): void {
    this.#health.forgive(nowMs);
  }

  snapshot(): NationalSnapshot {
    return {
      picture: this.picture.snapshot(),
      reporter: this.#reporter.snapshot(),
      health: this.#health.snapshot(),
    };
  }
}

export interface NationalSnapshot {
  picture: unknown;
  reporter: unknown;
  health: unknown;
}
