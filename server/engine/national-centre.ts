import type { CountSummary, ExternalReport, FeedInput } from '../../domain/inputs';
import type { ParticipantId, SessionId } from '../../domain/labels';
import type { LaunchReport, SensorState } from '../../domain/records';
import { DEFAULT_REGIME, type Regime } from '../../domain/regime';
import type { Sensor } from '../../domain/sensors';
import { couldHaveSeen, type NotificationBody } from '../assessment';
import { type ClaimChange, type Claims, createClaims, type Watch } from '../assessment/claims';
import { sigmaM } from '../assessment/launch-facts';
import { createPicture, type Picture, type TrackChange } from '../fusion';
import { createReporter, type Reporter } from '../fusion/report';
import { published } from './digits';
import { SensorHealth } from './sensor-health';
import { type StillSpot, StillSpots } from './still-spots';

export interface NationalOutput {
  tracks: TrackChange[];
  reports: LaunchReport[];
  sensors: SensorState[];
  claims: ClaimChange[];
}

/**
 * One national centre: its sensors' looks in, its own picture, the launch reports that it gives, and what its sites and
 * computers claim beside that picture.
 */
export class NationalCentre {
  readonly participant: ParticipantId;
  readonly picture: Picture;
  readonly #reporter: Reporter;
  readonly #health: SensorHealth;
  readonly #claims: Claims;
  readonly #spots: StillSpots;
  readonly #stillForMs: number;
  readonly #match: Regime['match'];
  /** Tracks that rest on a spot that does not move: their reports are taken back. */
  readonly #doubted: Set<string>;

  constructor(
    session: SessionId,
    participant: ParticipantId,
    sensors: Sensor[],
    epochMs: number,
    stored?: NationalSnapshot,
    own: { regime: Regime; claimNumber: () => number } = { regime: DEFAULT_REGIME, claimNumber: () => 0 },
  ) {
    const { regime, claimNumber } = own;
    this.participant = participant;
    this.picture = createPicture({
      picture: `national:${participant}`,
      session,
      owner: participant,
      sensors,
    });
    this.#reporter = createReporter({ session, party: participant, picture: this.picture });
    this.#health = new SensorHealth(sensors, epochMs, stored?.health as never);
    const holder = participant;
    this.#claims = createClaims({ session, holder, sensors, regime, numberFor: claimNumber });
    const infrared = sensors.filter((s) => s.kind === 'ir');
    this.#spots = new StillSpots(infrared, stored?.spots);
    this.#match = regime.match;
    this.#stillForMs = regime.claim.stillForS * 1000;
    this.#doubted = new Set(stored?.doubted);
    if (stored) {
      this.picture.restore(stored.picture);
      this.#reporter.restore(stored.reporter);
      this.#claims.restore(stored.claims);
    }
  }

  ingest(input: FeedInput, nowMs: number): NationalOutput {
    if (input.kind === 'externalReport' || input.kind === 'countSummary')
      return { tracks: [], reports: [], sensors: [], claims: this.#claimed(input, nowMs) };
    const sensors = this.#health.take(input, nowMs);
    if (input.kind === 'detection') this.#spots.detection(input);
    if (input.kind === 'scan') this.#spots.scan(input.sensor, input.atMs);
    const plot = input.kind === 'detection' || input.kind === 'scan' || input.kind === 'sensorStatus';
    const tracks = plot ? this.picture.ingest(input, nowMs) : [];
    for (const { track, reason } of tracks)
      if (reason === 'confirmed' && track.why) track.why.without = this.picture.without(track.id);
    const claims = this.#unseen(tracks, nowMs);
    if (input.kind !== 'scan') return { tracks, reports: [], sensors, claims };
    const reports = [...this.#doubt(nowMs, claims), ...this.#reporter.update(nowMs, tracks)].map(published);
    return { tracks, reports, sensors, claims };
  }

  advance(nowMs: number): NationalOutput {
    const tracks = this.picture.advance(nowMs);
    const claims = this.#unseen(tracks, nowMs);
    if (this.#claims.waiting()) claims.push(...this.#claims.advance(nowMs, this.#watch(nowMs)));
    return {
      tracks,
      reports: this.#reporter.update(nowMs, tracks).map(published),
      sensors: this.#health.advance(nowMs),
      claims,
    };
  }

  #claimed(input: ExternalReport | CountSummary, nowMs: number): ClaimChange[] {
    return input.kind === 'externalReport'
      ? this.#claims.takeReport(input, nowMs)
      : this.#claims.takeCount(input, nowMs);
  }

  /** A track that one satellite alone shows, on a spot that does not move: the Party takes back what it reported of it. */
  #doubt(nowMs: number, claims: ClaimChange[]): LaunchReport[] {
    const reports: LaunchReport[] = [];
    for (const t of this.picture.tracks()) {
      const [only] = t.sensors;
      const alone =
        t.sensors.length === 1 && only?.looks !== undefined && !t.phenomenologies.includes('RADAR');
      if (this.#doubted.has(t.id)) {
        if (alone) continue;
        // Somebody else sees it too: then it is no spot.
        this.#doubted.delete(t.id);
        this.#reporter.resume(t.id);
        continue;
      }
      if (!alone || this.#spots.behind(t.evidence, this.#stillForMs).length === 0) continue;
      this.#doubted.add(t.id);
      const report = this.#reporter.withdraw(t, nowMs);
      if (report) reports.push(report);
      claims.push(...this.#claims.unsee(t.id, nowMs));
    }
    return reports;
  }

  #watch(nowMs: number): Watch {
    const seen = this.picture.tracks().flatMap(({ id, launchPoint: p }) => {
      if (this.#doubted.has(id)) return [];
      return [{ id, lat: p.lat, lon: p.lon, launchMs: p.atMs, sigmaM: sigmaM(p) }];
    });
    return { seen, looking: this.#health.looking(nowMs), still: this.#spots.places(this.#stillForMs) };
  }

  /** A track that proved false bears nothing out. */
  #unseen(changes: TrackChange[], nowMs: number): ClaimChange[] {
    const gone = changes.filter((c) => c.reason === 'refuted' || c.reason === 'dissolved');
    return gone.flatMap(({ track }) => this.#claims.unsee(track.id, nowMs));
  }

  /** Opaque name under which a track is reported, or null if it is not. */
  seriesOf(trackId: string): string | null {
    return this.#reporter.seriesOf(trackId);
  }

  /** How many of its own sensors could have seen a launch as announced. */
  couldHaveSeen(notification: NotificationBody, nowMs: number): number {
    return couldHaveSeen(this.#health.lookingSince(nowMs), notification, this.#match).length;
  }

  forgive(nowMs: number): void {
    this.#health.forgive(nowMs);
  }

  snapshot(): NationalSnapshot {
    return {
      picture: this.picture.snapshot(),
      reporter: this.#reporter.snapshot(),
      health: this.#health.snapshot(),
      claims: this.#claims.snapshot(),
      spots: this.#spots.snapshot(),
      doubted: [...this.#doubted],
    };
  }
}

export interface NationalSnapshot {
  picture: unknown;
  reporter: unknown;
  health: unknown;
  claims: unknown;
  spots: StillSpot[];
  doubted: string[];
}
