import type { FeedInput, Rejection } from '../../domain/inputs';
import {
  type Compartment,
  national,
  nationalLabel,
  type ParticipantId,
  sharedLabel,
} from '../../domain/labels';
import type { EngineEvent } from '../../domain/records';
import { couldHaveSeen, type NotificationBody } from '../assessment';
import type { Centre } from './centre';
import type { FrameObject } from './frames';
import { NationalCentre, type NationalOutput, type NationalSnapshot } from './national-centre';
import type { CouldHaveSeen } from './notice-desk';
import type { Numbers } from './numbers';
import type { SensorTable } from './sensor-table';
import type { OwnWatchOf } from './statement-desk';
import { TrackBook, type TrackBookSnapshot } from './track-book';
import type { EngineConfig } from './types';

export interface NationsSnapshot {
  national: Record<ParticipantId, NationalSnapshot>;
  tracks: TrackBookSnapshot;
}

/** The national centres of a session: what each gives out becomes events of its own compartment, and goes on to the joint one. */
export class Nations {
  readonly #config: EngineConfig;
  readonly #numbers: Numbers;
  readonly #sensors: SensorTable;
  readonly #centre: Centre;
  readonly #all = new Map<ParticipantId, NationalCentre>();
  readonly #tracks: TrackBook;
  readonly #isMember: (participant: ParticipantId) => boolean;

  constructor(
    config: EngineConfig,
    {
      numbers,
      sensors,
      centre,
      isMember,
    }: {
      numbers: Numbers;
      sensors: SensorTable;
      centre: Centre;
      isMember: (participant: ParticipantId) => boolean;
    },
    stored?: NationsSnapshot,
  ) {
    this.#config = config;
    this.#isMember = isMember;
    this.#numbers = numbers;
    this.#sensors = sensors;
    this.#centre = centre;
    for (const p of config.participants)
      if (p.kind === 'PARTY') this.#all.set(p.id, this.#centreOf(p.id, stored?.national[p.id]));
    this.#tracks = new TrackBook(config.mode, numbers, stored?.tracks);
  }

  has(participant: ParticipantId): boolean {
    return this.#all.has(participant);
  }

  /** What a Party's own centre knows of its watch; null where there is none. */
  watchOf(participant: ParticipantId, nowMs: number): OwnWatchOf | null {
    const centre = this.#all.get(participant);
    return centre ? (subject) => centre.watched(subject, nowMs) : null;
  }

  parties(): ReadonlySet<ParticipantId> {
    return new Set(this.#all.keys());
  }

  ingest(owner: ParticipantId, input: FeedInput, nowMs: number, events: EngineEvent[]): void {
    const centre = this.#all.get(owner);
    if (centre) this.#given(owner, centre, centre.ingest(input, nowMs), nowMs, events);
  }

  advance(nowMs: number, events: EngineEvent[]): void {
    for (const [owner, centre] of this.#all) this.#given(owner, centre, centre.advance(nowMs), nowMs, events);
  }

  /** Its list of sensors is another: it goes on from what it held. */
  reassigned(party: ParticipantId): void {
    this.#all.set(party, this.#centreOf(party, this.#all.get(party)?.snapshot()));
  }

  /** A record of a Party's sources that the door refused. */
  refused(owner: ParticipantId, said: string, rejection: Rejection, nowMs: number): void {
    this.#all.get(owner)?.refused(said, rejection, nowMs);
  }

  /** After an outage of the centre itself no sensor is to blame for silence. */
  forgive(nowMs: number): void {
    for (const centre of this.#all.values()) centre.forgive(nowMs);
  }

  /** Each Party by itself, with what it knows of its own sensors; and all of them by the catalogue alone. */
  couldHaveSeen(notification: NotificationBody, nowMs: number): CouldHaveSeen {
    // Of a window that opened before the session nobody is asked: he was not there.
    const asked = notification.window.fromMs >= this.#config.epochMs ? [...this.#all] : [];
    const inTime = this.#sensors.now().map((sensor) => ({ sensor, sinceMs: sensor.serviceFromMs }));
    return {
      byCatalogue: couldHaveSeen(inTime, notification, this.#config.regime.match).length,
      own: asked.map(([owner, centre]) => ({
        ...{ owner, sensors: centre.couldHaveSeen(notification, nowMs) },
      })),
    };
  }

  frameObjects(nowMs: number): { compartment: Compartment; objects: FrameObject[] }[] {
    return [...this.#all].map(([owner, centre]) => ({
      compartment: national(owner),
      objects: this.#tracks.frameObjects(owner, centre.picture.tracks(), nowMs),
    }));
  }

  snapshot(): NationsSnapshot {
    return {
      national: Object.fromEntries([...this.#all].map(([id, c]) => [id, c.snapshot()])),
      tracks: this.#tracks.snapshot(),
    };
  }

  #centreOf(party: ParticipantId, stored: NationalSnapshot | undefined): NationalCentre {
    const { session, epochMs, regime } = this.#config;
    return new NationalCentre(session, party, this.#sensors.of(party), epochMs, stored, {
      regime,
      claimNumber: () => this.#numbers.next(national(party), 'CL'),
    });
  }

  #given(
    owner: ParticipantId,
    centre: NationalCentre,
    out: NationalOutput,
    nowMs: number,
    events: EngineEvent[],
  ): void {
    const { mode } = this.#config;
    const label = nationalLabel(owner, mode);
    for (const state of out.sensors) {
      events.push({ kind: 'sensor.changed', label, body: state });
      const gap = state.stale && centre.leavesGap(state.sensor, nowMs);
      events.push(...this.#centre.takeSensor(owner, state, gap, nowMs));
    }
    for (const claim of out.claims) events.push(...this.#centre.takeNationalClaim(owner, claim, nowMs));
    for (const fault of out.faults) events.push(...this.#centre.takeFault(owner, fault, nowMs));
    for (const differ of out.differs) events.push(...this.#centre.takeDiffer(owner, differ, nowMs));
    // Who is no member gives nothing: what its centre finds stays there.
    for (const report of this.#isMember(owner) ? out.reports : []) {
      events.push({ kind: 'report.given', label: sharedLabel(owner, mode), body: report });
      events.push(...this.#centre.takeReport(report, nowMs));
    }
    for (const change of out.tracks) {
      const series = centre.seriesOf(change.track.id);
      const reportedAs = series === null ? null : this.#centre.launchNumberOf(series);
      events.push(this.#tracks.change(owner, change, reportedAs));
    }
  }
}
