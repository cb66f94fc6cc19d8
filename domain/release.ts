/**
 * Releases of national records by their owner: to named Parties, with a reason, as coarse as he says, until he withdraws
 * them. The rules and the table of what may leave; copies are made by the engine's release desk.
 */
import type { Alert, CommandResult } from './alert';
import { canonicalJson } from './canonical';
import { type Coarsening, coarseKinematics, coarsePlace, coarseRegion } from './coarsen';
import type { ParticipantId, SessionId } from './labels';
import type { LogEntry, LogMessage } from './log';
import type { Participant, Principal } from './participants';
import type { Claim, EventBodies, EventKind, NationalTrack, SensorState } from './records';
import type { Refusal } from './refusals';
import type { Signed } from './statements';

export const RELEASE_KINDS = ['track', 'claim', 'alert', 'sensor', 'log'] as const;
export type ReleaseKind = (typeof RELEASE_KINDS)[number];
/** Classes of fields that a release or a Party's report policy may hold back. */
export const FIELD_CLASSES = ['impact', 'class', 'phenomenology', 'looks', 'objects'] as const;
export type FieldClass = (typeof FIELD_CLASSES)[number];

interface Bodies {
  track: NationalTrack;
  claim: Claim;
  alert: Alert;
  sensor: SensorState;
  log: LogEntry;
}
interface ReleaseRule<K extends ReleaseKind> {
  event: EventKind;
  /** Who sees such a record without a release. */
  byDefault: 'owner';
  /** Fields that a released copy holds; what is not named stays. */
  gives: readonly (keyof Bodies[K] & string)[];
  /** Classes that the owner may hold back, with their fields. */
  classes: { [C in FieldClass]?: readonly (keyof Bodies[K] & string)[] };
  /** Fields with places, which a grid makes coarse. */
  places: readonly string[];
}

/** The one table of national records that may be released (docs/releasability.md prints it). */
export const RELEASE_RULES: { [K in ReleaseKind]: ReleaseRule<K> } = {
  track: {
    ...{ event: 'track.changed', byDefault: 'owner' },
    gives: [
      ...(['status', 'phase', 'kinematics', 'launchPoint', 'azimuthDeg', 'impact', 'corridor'] as const),
      ...(['classes', 'phenomenologies', 'firstLookMs', 'lastLookMs'] as const),
    ],
    classes: {
      impact: ['impact', 'corridor'],
      class: ['classes'],
      phenomenology: ['phenomenologies'],
      looks: ['firstLookMs', 'lastLookMs'],
    },
    places: ['kinematics', 'launchPoint', 'impact', 'corridor'],
  },
  claim: {
    ...{ event: 'claim.changed', byDefault: 'owner' },
    gives: [
      ...(['form', 'kinds', 'objects', 'place', 'flight', 'lifecycle'] as const),
      ...(['firstMs', 'updatedMs', 'endedMs'] as const),
    ],
    classes: { phenomenology: ['kinds'], objects: ['objects'] },
    places: ['place'],
  },
  alert: {
    ...{ event: 'alert.changed', byDefault: 'owner' },
    gives: ['code', 'severity', 'condition', 'lifecycle', 'raisedMs'],
    ...{ classes: {}, places: [] },
  },
  sensor: {
    ...{ event: 'sensor.changed', byDefault: 'owner' },
    gives: ['sensor', 'status', 'stale', 'sinceMs'],
    ...{ classes: {}, places: [] },
  },
  log: {
    ...{ event: 'log.written', byDefault: 'owner' },
    gives: ['atMs', 'msg', 'params', 'text'],
    ...{ classes: {}, places: [] },
  },
};
/** Kinds that a class of fields can be held back of. */
export const classesOf = (kind: ReleaseKind): FieldClass[] =>
  FIELD_CLASSES.filter((c) => Object.hasOwn(RELEASE_RULES[kind].classes, c));

export type GivenRecord<K extends ReleaseKind> = Partial<Bodies[K]>;
export interface ReleaseSubject {
  kind: ReleaseKind;
  id: string;
}
/** The owner's own record of what he has released (NATIONAL). */
export interface Release {
  id: string;
  number: number;
  rev: number;
  of: ReleaseSubject;
  /** Who is given it; of one that is over, who was. */
  to: ParticipantId[];
  coarsen: Coarsening;
  reason: string;
  by: Signed;
  /** ENDED: its owner, or every receiver, has left the center. */
  state: 'ACTIVE' | 'WITHDRAWN' | 'ENDED';
  withdrawn: (Signed & { reason: string }) | null;
  updatedMs: number;
}
/**
 * What a receiver is given: the release and the record, in one marked copy in his own stream, under an id and a number of that
 * stream. Once it is withdrawn, or has ended, the copy says so and holds no record.
 */
export type Released = { [K in ReleaseKind]: ReleasedOf<K> }[ReleaseKind];
export interface ReleasedOf<K extends ReleaseKind> {
  id: string;
  number: number;
  rev: number;
  from: ParticipantId;
  kind: K;
  record: GivenRecord<K> | null;
  coarsen: Coarsening;
  reason: string;
  state: Release['state'];
  /** Why it was withdrawn; null while it is not. */
  withdrawnFor: string | null;
  updatedMs: number;
}

export type HeldRecord = { [K in ReleaseKind]: { kind: K; body: Bodies[K] } }[ReleaseKind];

/** Numbers of a Party's own records that a line names: they stay with it, as its ids do. */
const OWN_NUMBERS = new Set(['track', 'claim', 'alert', 'shift', 'draft', 'release', 'copy']);
/** Lines of what others gave: they lie in the receiver's stream as copies and are not his to give on. */
const OF_COPIES: ReadonlySet<string> = new Set<LogMessage>([
  ...(['log.release.received', 'log.release.taken', 'log.release.copyEnded'] as const),
]);
/** Whether a line of a Party's own stream is its own to release. */
export const isOwnLine = ({ msg }: Pick<LogEntry, 'msg'>): boolean => !OF_COPIES.has(msg);

/** The record of an event, if it is of a kind that may be released: what of it may leave at all. */
export function releasable(event: { kind: EventKind; body: EventBodies[EventKind] }): {
  kind: ReleaseKind;
  id: string;
  fields: Record<string, unknown>;
} | null {
  const kind = RELEASE_KINDS.find((k) => RELEASE_RULES[k].event === event.kind);
  if (!kind) return null;
  const body = event.body as unknown as Record<string, unknown>;
  // What a single look has founded may be nothing.
  if (kind === 'track' && body.status === 'tentative') return null;
  const fields = Object.fromEntries(RELEASE_RULES[kind].gives.map((f) => [f, body[f]]));
  if (kind === 'log') fields.params = named(body.params as LogEntry['params']);
  return { kind, id: String(kind === 'sensor' ? body.sensor : body.id), fields };
}

const named = (params: LogEntry['params']): LogEntry['params'] =>
  Object.fromEntries(Object.entries(params).filter(([name]) => !OWN_NUMBERS.has(name)));

/** The record as a release gives it: without the classes held back, its places on the grid of `object`. */
export function givenOf(
  kind: ReleaseKind,
  fields: Readonly<Record<string, unknown>>,
  { gridM, withheld }: Coarsening,
  object: string,
): Record<string, unknown> {
  const classes: Record<string, readonly string[]> = RELEASE_RULES[kind].classes;
  const { places } = RELEASE_RULES[kind];
  const kept = withheld.flatMap((c) => classes[c] ?? []);
  const given: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(fields)) {
    if (kept.includes(name)) continue;
    given[name] = gridM > 0 && places.includes(name) ? coarseField(name, value, gridM, object) : value;
  }
  return given;
}

/** A release and the revisions of its record that wait for its delay, oldest first. */
export interface Giving {
  release: Release;
  waiting: { dueMs: number; fields: Record<string, unknown> }[];
}
/** One revision as the receivers are given it; `text` tells whether that changes anything of what they hold. */
export interface DueRevision {
  record: Record<string, unknown>;
  text: string;
  dueMs: number;
}

/** A revision that was made now waits as long as the release says. */
export function putOff({ release, waiting }: Giving, fields: Record<string, unknown>, nowMs: number): void {
  waiting.push({ dueMs: nowMs + release.coarsen.delayS * 1000, fields });
}
/** Takes out what is due, oldest first; the grids of its places are those of the record in this session. */
export function takeDue({ release, waiting }: Giving, session: SessionId, nowMs: number): DueRevision[] {
  const due: DueRevision[] = [];
  for (let next = waiting[0]; next && next.dueMs <= nowMs; next = waiting[0]) {
    waiting.shift();
    const record = givenOf(release.of.kind, next.fields, release.coarsen, `${session} ${release.of.id}`);
    due.push({ record, text: canonicalJson(record), dueMs: next.dueMs });
  }
  return due;
}

function coarseField(name: string, value: unknown, gridM: number, object: string): unknown {
  if (value === null || typeof value !== 'object') return value;
  switch (name) {
    case 'kinematics':
      return coarseKinematics(value as NationalTrack['kinematics'], gridM, object);
    case 'launchPoint':
    case 'impact':
      return coarseRegion(value as NationalTrack['launchPoint'], gridM, `${object} ${name}`);
    case 'place':
      return coarsePlace(value as NonNullable<Claim['place']>, gridM, object);
    // A ring of places has no covariance that could tell what was taken from it.
    case 'corridor':
      return null;
    default:
      return value;
  }
}

/** Why this release may not be given; null if it may. Whether the record is there is the desk's to know. */
export function releaseFault(
  by: Principal,
  asked: Pick<Release, 'of' | 'to' | 'coarsen'>,
  participants: readonly Participant[],
  isMember: (party: ParticipantId) => boolean,
): CommandResult | null {
  if (by.kind !== 'PARTY' || by.role !== 'supervisor') return forbidden('supervisorOnly');
  for (const [i, to] of asked.to.entries()) {
    const fault = receiverFault(to, by.participant, participants);
    if (fault || asked.to.indexOf(to) !== i) return faulty(`to.${i}`, fault ?? 'named twice');
  }
  // One that waits at the door, or that has left: what is exchanged is exchanged between members.
  if (!asked.to.every(isMember)) return forbidden('receiverNoMember');
  if (asked.to.length === 0) return faulty('to', 'name who is to receive it');
  const unknown = asked.coarsen.withheld.findIndex(
    (c) => !classesOf(asked.of.kind).includes(c as FieldClass),
  );
  if (unknown >= 0) return faulty(`coarsen.withheld.${unknown}`, 'no class of such a record');
  return null;
}

/** An observer is given notifications, and those need no release. */
function receiverFault(to: ParticipantId, owner: ParticipantId, all: readonly Participant[]): string | null {
  if (to === owner) return 'the owner holds it';
  const participant = all.find((p) => p.id === to);
  if (!participant) return 'no such participant';
  return participant.kind === 'PARTY' ? null : 'observers are given notifications only';
}

/** Who has it already, of the same record, under a release that stands. */
export const alreadyGiven = (release: Release, { of, to }: Pick<Release, 'of' | 'to'>): boolean =>
  release.state === 'ACTIVE' &&
  release.of.kind === of.kind &&
  release.of.id === of.id &&
  to.some((p) => release.to.includes(p));

const forbidden = (reason: Refusal): CommandResult => ({ code: 'FORBIDDEN', reason });
const faulty = (field: string, message: string): CommandResult => ({
  ...{ code: 'BAD_REQUEST', field: `payload.${field}`, message },
});
