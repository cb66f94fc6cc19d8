/**
 * How a launch came to be what it is: each revision's motion and belief, what own sensors' looks left over, and who was shown
 * each alarm. Made of stored events and of what a console sees come; both say the same, so that a console that joins late
 * reads what one that was there has seen.
 */
import type { Alert } from './alert';
import type { ClassProbabilities } from './classes';
import { ecefToGeodetic } from './geodesy';
import type { ParticipantId } from './labels';
import type { Receipt } from './receipts';
import type {
  EventKind,
  FindingCode,
  FlightPhase,
  Launch,
  NationalTrack,
  SensorResidual,
  StoredEvent,
} from './records';
import { stateSpread } from './state-spread';

/** The kinds of event that a series is made of. */
export const SERIES_EVENTS = [
  'launch.changed',
  'track.changed',
  'alert.changed',
  'receipt.given',
] as const satisfies readonly EventKind[];

/** One revision of a launch. ± (`…Half…`) is half of the 90 % interval; heights are m above the ellipsoid, speeds m/s to the Earth. */
export interface LaunchPoint {
  rev: number;
  /** Epoch of its state, and when it was told; epoch ms. */
  atMs: number;
  toldMs: number;
  reason: Launch['reason'];
  material: boolean;
  phase: FlightPhase;
  heightM: number;
  heightHalfM: number;
  speedMS: number;
  speedHalfMS: number;
  classes: ClassProbabilities;
  finding: FindingCode;
  confidence: number;
  reports: { party: ParticipantId; reportNo: number; givenMs: number }[];
}
/** One telling of an own track (NATIONAL). */
export interface OwnPoint {
  track: string;
  number: number;
  rev: number;
  toldMs: number;
  lastLookMs: number;
  residuals: SensorResidual[];
}
/** An alert about the launch that asks for answers: a material revision of it. That it sounds again is no other alarm. */
export interface Alarm {
  alert: string;
  rev: number;
  launchRev: number | null;
  alarmedMs: number;
}
/** That a Party was given a revision of an alert, and when it stood on the first of its screens. */
export interface Painted {
  alert: string;
  party: ParticipantId;
  rev: number;
  deliveredMs: number;
  displayedMs: number | null;
}
export interface LaunchSeries {
  /** Each in the order of its time. */
  points: LaunchPoint[];
  own: OwnPoint[];
  alarms: Alarm[];
  painted: Painted[];
}
export const NO_SERIES: LaunchSeries = { points: [], own: [], alarms: [], painted: [] };

export function launchPoint(launch: Launch): LaunchPoint {
  const { kinematics, rev, reports, finding } = launch;
  const { heightM, speedMS } = stateSpread(kinematics);
  const [, , , vx = 0, vy = 0, vz = 0] = kinematics.x;
  return {
    ...{ rev, atMs: kinematics.epochMs, toldMs: launch.updatedMs, reason: launch.reason },
    ...{ material: launch.materialRev === rev, phase: launch.phase },
    heightM: Math.round(ecefToGeodetic(kinematics.x).heightM),
    heightHalfM: Math.round(heightM),
    speedMS: round1(Math.hypot(vx, vy, vz)),
    speedHalfMS: round1(speedMS),
    classes: launch.classes,
    finding: finding.code,
    confidence: finding.confidence,
    reports: reports.map(({ party, reportNo, givenMs }) => ({ party, reportNo, givenMs })),
  };
}
const round1 = (v: number): number => Math.round(v * 10) / 10;

/** A track is told for the time at which it is told: that is its state's epoch. */
export const ownPoint = (track: NationalTrack): OwnPoint => ({
  ...{ track: track.id, number: track.number, rev: track.rev, toldMs: track.kinematics.epochMs },
  ...{ lastLookMs: track.lastLookMs, residuals: track.residuals ?? [] },
});

export const alarmOf = ({ id, materialRev, alarmedMs, facts }: Alert): Alarm => ({
  ...{ alert: id, rev: materialRev, launchRev: facts.launchRev, alarmedMs },
});
/** The alarm that this telling of the alert made, if it made one: what reads otherwise or is answered alarms nobody. */
export const newAlarm = (alert: Alert): Alarm[] =>
  alert.updatedMs === alert.alarmedMs && alert.rev === alert.materialRev ? [alarmOf(alert)] : [];

export const paintedOf = ({ id, party, rev, deliveredMs, displayedMs }: Receipt): Painted => ({
  ...{ alert: id, party, rev, deliveredMs, displayedMs },
});

/** What these events say of a launch; tracks are those that have been reported as it. */
export function seriesOf(
  events: readonly StoredEvent[],
  { id, number }: Pick<Launch, 'id' | 'number'>,
): LaunchSeries {
  const tracks = new Set<string>();
  const alerts = new Set<string>();
  for (const { kind, body } of events) {
    if (kind === 'track.changed' && body.reportedAs === number) tracks.add(body.id);
    if (kind === 'alert.changed' && body.facts.launch === id) alerts.add(body.id);
  }
  const all: LaunchSeries = { points: [], own: [], alarms: [], painted: [] };
  for (const { kind, body } of events) {
    if (kind === 'launch.changed' && body.id === id) all.points.push(launchPoint(body));
    // What is over is told as it was last: that is no look and no new belief.
    if (kind === 'track.changed' && tracks.has(body.id) && body.status !== 'ended' && body.status !== 'lost')
      all.own.push(ownPoint(body));
    if (kind === 'alert.changed' && alerts.has(body.id)) all.alarms.push(...newAlarm(body));
    if (kind === 'receipt.given')
      all.painted.push(...body.receipts.filter((r) => alerts.has(r.id)).map(paintedOf));
  }
  return mergeSeries(NO_SERIES, all);
}

/** How many revisions between the first and the last are not there: a console sees the last of those that come at once. */
export function lackingIn(points: readonly LaunchPoint[]): number {
  const [first, last] = [points[0], points.at(-1)];
  return first && last ? last.rev - first.rev + 1 - points.length : 0;
}

/** Both together, each thing once: of what both have, what the second says. */
export function mergeSeries(a: LaunchSeries, b: LaunchSeries): LaunchSeries {
  return {
    points: merged(
      a.points,
      b.points,
      (p) => String(p.rev),
      (p) => p.toldMs,
    ),
    own: merged(
      a.own,
      b.own,
      (p) => `${p.track} ${p.rev}`,
      (p) => p.toldMs,
    ),
    // What sounds or is revised again is the same alarm: as it was first.
    alarms: merged(
      b.alarms,
      a.alarms,
      (p) => `${p.alert} ${p.rev}`,
      (p) => p.alarmedMs,
      first,
    ),
    painted: merged(
      a.painted,
      b.painted,
      (p) => `${p.alert} ${p.party} ${p.rev}`,
      (p) => p.deliveredMs,
    ),
  };
}
const first = (held: Alarm, next: Alarm): Alarm => (byTime(next, held) < 0 ? next : held);
const byTime = (a: Alarm, b: Alarm): number =>
  a.alarmedMs - b.alarmedMs || (a.launchRev ?? 0) - (b.launchRev ?? 0);

function merged<T>(
  a: readonly T[],
  b: readonly T[],
  key: (item: T) => string,
  time: (item: T) => number,
  pick: (held: T, next: T) => T = (_, next) => next,
): T[] {
  const all = new Map<string, T>();
  for (const item of [...a, ...b]) {
    const held = all.get(key(item));
    all.set(key(item), held === undefined ? item : pick(held, item));
  }
  return [...all.values()].sort((p, q) => time(p) - time(q));
}
