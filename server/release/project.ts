import { type Compartment, compartmentOf, type Label, nationalOwner } from '../../domain/labels';
import { compartmentsOf, type Principal } from '../../domain/participants';
import type { SessionClock } from '../../domain/protocol/socket';
import type { EventKind, StoredEvent } from '../../domain/records';
import { applyEvent, type CompartmentView, emptyView } from '../../domain/view';

/**
 * Release: what leaves the centre, for whom. Default deny. It stands in the way of every byte out: events, join
 * snapshots and frames. The policy is fixed for now (owner sees own, members see SHARED, all participants see NOTIF);
 * releases by decision come into `canSee`, nowhere else.
 */
type Audience = Pick<Principal, 'participant' | 'kind'>;

/** True if the audience may see a record with this label. */
export function canSee(audience: Audience, label: Label): boolean {
  if (label.copyTo !== undefined)
    return audience.kind === 'PARTY' && label.copyTo === audience.participant && label.basis === 'release';
  if (label.owner === audience.participant) return audience.kind === 'PARTY' || label.cls === 'NOTIFICATION';
  if (label.cls === 'NATIONAL') return false;
  if (label.cls === 'NOTIFICATION') return label.relTo.includes('PARTICIPANTS');
  return audience.kind === 'PARTY' && label.relTo.includes('MEMBERS');
}

/** Which kinds of record may lie in which kind of compartment: a kind in the wrong one never leaves. */
const KINDS: Record<'SHARED' | 'NOTIF' | 'NAT', ReadonlySet<EventKind>> = {
  SHARED: new Set<EventKind>([
    'session.opened',
    'session.clock',
    'session.gap',
    'session.finished',
    'catalogue.set',
    'report.given',
    'launch.changed',
    'claim.changed',
    'alert.changed',
    'desk.changed',
    'log.written',
  ]),
  NOTIF: new Set<EventKind>(['session.opened', 'session.gap', 'session.finished', 'notification.changed']),
  NAT: new Set<EventKind>([
    'claim.changed',
    'alert.changed',
    'track.changed',
    'sensor.changed',
    'log.written',
  ]),
};

/** Fields of each body that may leave; what is not named here stays. */
const FIELDS: { [K in EventKind]: readonly string[] } = {
  'session.opened': ['id', 'mode', 'title', 'scenario', 'parties', 'epochMs', 'engineVersion'],
  'session.clock': ['speed', 'heldBy', 'wantedSpeed'],
  'session.gap': ['fromMs', 'toMs'],
  'session.finished': ['atMs'],
  'catalogue.set': ['sensors'],
  'notification.changed': [
    ...['id', 'number', 'rev', 'receivedMs', 'status', 'matchedMs', 'reference', 'by', 'byName', 'vehicle'],
    ...['window', 'launchArea', 'azimuthDeg', 'azimuthToleranceDeg', 'impactArea', 'purpose'],
  ],
  'report.given': [
    ...[
      'id',
      'party',
      'series',
      'reportNo',
      'withdrawn',
      'kinematics',
      'phase',
      'launchPoint',
      'azimuthDeg',
      'impact',
    ],
    ...['corridor', 'classes', 'phenomenologies', 'looksIn30s', 'validUntilMs', 'givenMs'],
  ],
  'launch.changed': [
    ...[
      'id',
      'number',
      'rev',
      'materialRev',
      'reason',
      'lifecycle',
      'status',
      'corroboration',
      'phase',
      'kinematics',
    ],
    ...[
      'launchPoint',
      'azimuthDeg',
      'impact',
      'corridor',
      'classes',
      'phenomenologies',
      'match',
      'notification',
    ],
    ...['notificationNumber', 'finding', 'method', 'reports', 'firstReportMs', 'updatedMs', 'endedMs'],
  ],
  'claim.changed': [
    ...['id', 'number', 'rev', 'form', 'by', 'source', 'sourceName', 'kinds', 'objects', 'place', 'flight'],
    ...['lifecycle', 'finding', 'firstMs', 'updatedMs', 'endedMs'],
  ],
  'alert.changed': [
    ...['id', 'key', 'seq', 'number', 'code', 'policy', 'requiredParties', 'severity', 'mostSevere', 'rev'],
    ...[
      'materialRev',
      'changes',
      'count',
      'facts',
      'raisedMs',
      'updatedMs',
      'alarmedMs',
      'dueMs',
      'condition',
      'ack',
    ],
    ...['answers', 'archivedAnswers', 'suppression', 'assessment', 'consult', 'lifecycle'],
  ],
  'track.changed': [
    ...[
      'id',
      'number',
      'rev',
      'status',
      'phase',
      'kinematics',
      'launchPoint',
      'azimuthDeg',
      'impact',
      'corridor',
    ],
    ...[
      'classes',
      'score',
      'phenomenologies',
      'sensors',
      'firstLookMs',
      'lastLookMs',
      'evidence',
      'reportedAs',
    ],
  ],
  'sensor.changed': ['sensor', 'status', 'stale', 'lastLookMs', 'sinceMs'],
  'desk.changed': ['participant', 'role', 'occupant', 'name', 'robot'],
  'log.written': ['id', 'atMs', 'msg', 'params', 'text', 'by', 'about'],
};

const kindOf = (compartment: Compartment): 'SHARED' | 'NOTIF' | 'NAT' =>
  nationalOwner(compartment) === null ? (compartment as 'SHARED' | 'NOTIF') : 'NAT';

/** Whom a compartment's stream is sent to when no single console is meant: the room has one entitlement. */
function audienceOf(compartment: Compartment): Audience {
  const owner = nationalOwner(compartment);
  if (owner !== null) return { participant: owner, kind: 'PARTY' };
  return { participant: '', kind: compartment === 'SHARED' ? 'PARTY' : 'OBSERVER' };
}

/** The event as it may leave in this compartment's stream, or null if it may not. */
export function project(event: StoredEvent, compartment: Compartment): StoredEvent | null {
  if (compartmentOf(event.label) !== compartment) return null;
  if (!KINDS[kindOf(compartment)].has(event.kind)) return null;
  if (!canSee(audienceOf(compartment), event.label)) return null;
  const source = event.body as unknown as Record<string, unknown>;
  const body: Record<string, unknown> = {};
  for (const field of FIELDS[event.kind]) if (source[field] !== undefined) body[field] = source[field];
  const { owner, cls, relTo, basis, mode, copyTo } = event.label;
  return {
    v: event.v,
    seq: event.seq,
    atMs: event.atMs,
    kind: event.kind,
    label: { owner, cls, relTo, basis, mode, ...(copyTo === undefined ? {} : { copyTo }) },
    body,
  } as unknown as StoredEvent;
}

/** True if the principal's console may hold this compartment at all: asked at join and again at each send. */
export function mayJoin(principal: Audience, compartment: Compartment): boolean {
  return compartmentsOf(principal).includes(compartment);
}

/**
 * A join snapshot is the fold of projected events; a view that was folded so is safe for its compartment only. Gives back
 * the event as it was folded, which is also what leaves; null if nothing may.
 */
export function foldProjected(view: CompartmentView, event: StoredEvent): StoredEvent | null {
  const out = project(event, view.compartment);
  if (out) applyEvent(view, out);
  return out;
}

/** The view of a compartment as it may go to the principal; null if it may not. */
export function projectView(view: CompartmentView, principal: Audience): CompartmentView | null {
  return mayJoin(principal, view.compartment) ? view : null;
}

/** A packed frame carries the states of one compartment: it goes to whoever may hold that, and there is none in NOTIF. */
export function mayHaveFrames(principal: Audience, compartment: Compartment): boolean {
  return mayJoin(principal, compartment) && kindOf(compartment) !== 'NOTIF';
}

/**
 * The session's clock as it may go to the principal. What holds it is a shared record: who is no member learns neither that
 * nor what was asked for. That session time runs slower is inherent in one clock for all.
 */
export function projectClock(clock: SessionClock, principal: Audience): SessionClock {
  if (mayJoin(principal, 'SHARED')) return clock;
  return { ...clock, heldBy: null, wantedSpeed: clock.speed };
}

export const freshView = (compartment: Compartment): CompartmentView => emptyView(compartment);
