import { type Compartment, compartmentOf, type Label, nationalOwner } from '../../domain/labels';
import type { SessionClock } from '../../domain/protocol/socket';
import type { EventKind, StoredEvent } from '../../domain/records';
import { applyEvent, type CompartmentView, emptyView } from '../../domain/view';
import { type Audience, type From, heldFrom, joinedSince, type Members, WHOLE } from './members';

/**
 * Release: what leaves the centre, for whom. Default deny. It stands in the way of every byte out: events, join
 * snapshots and frames. The policy is fixed for now (owner sees own, members see SHARED from where they joined, all
 * participants see NOTIF); releases by decision come into `canSee`, who holds a stream from where into `heldFrom`, nowhere else.
 */

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
    'undertaking.set',
    'member.joined',
    'key.registered',
    'key.revoked',
    'act.taken',
    'member.left',
    'regime.changed',
    'decision.changed',
    'report.given',
    'launch.changed',
    'claim.changed',
    'statement.changed',
    'alert.changed',
    'consultation.changed',
    'desk.changed',
    'receipt.given',
    'log.written',
  ]),
  NOTIF: new Set<EventKind>([
    'session.opened',
    'session.gap',
    'session.finished',
    'member.joined',
    'member.left',
    'notification.changed',
  ]),
  NAT: new Set<EventKind>([
    'act.taken',
    'claim.changed',
    'statement.drafted',
    'alert.changed',
    'consultation.changed',
    'track.changed',
    'sensor.changed',
    'shift.changed',
    'release.changed',
    'released.changed',
    'receipt.given',
    'log.written',
  ]),
};

/** Fields of each body that may leave; what is not named here stays. */
const FIELDS: { [K in EventKind]: readonly string[] } = {
  'session.opened': ['id', 'mode', 'title', 'scenario', 'parties', 'notify', 'epochMs', 'engineVersion'],
  'session.clock': ['speed', 'heldBy', 'wantedSpeed'],
  'session.gap': ['fromMs', 'toMs'],
  'session.finished': ['atMs'],
  'catalogue.set': ['sensors'],
  'undertaking.set': ['undertakings'],
  'member.joined': ['participant'],
  'key.registered': ['participant', 'user', 'name', 'keyId', 'jwk', 'command', 'value', 'supersedes'],
  'key.revoked': ['participant', 'user', 'keyId', 'by', 'reason'],
  'act.taken': ['id', 'name', 'payload', 'participant', 'user', 'signature', 'unsigned'],
  'member.left': ['participant'],
  'regime.changed': ['scope', 'scopeSinceMs', 'membership', 'membershipSinceMs', 'members'],
  'decision.changed': [
    ...['id', 'number', 'rev', 'kind', 'participant', 'membership', 'scope', 'reason', 'proposedBy'],
    ...['answers', 'requiredParties', 'state', 'openedMs', 'lapsesMs', 'updatedMs'],
  ],
  'notification.changed': [
    ...['id', 'number', 'rev', 'receivedMs', 'status', 'matchedMs', 'reference', 'by', 'byName', 'vehicle'],
    ...['window', 'launchArea', 'azimuthDeg', 'azimuthToleranceDeg', 'impactArea', 'purpose'],
    ...['recognised', 'ahead', 'postLaunch'],
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
    ...['corridor', 'classes', 'phenomenologies', 'looksIn30s', 'validUntilMs', 'givenMs', 'coarse'],
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
    ...[
      'notificationNumber',
      'candidates',
      'finding',
      'undertakings',
      'aliasOf',
      'method',
      'reports',
      'firstReportMs',
      'updatedMs',
      'endedMs',
    ],
  ],
  'claim.changed': [
    ...['id', 'number', 'rev', 'form', 'by', 'source', 'sourceName', 'kinds', 'objects', 'place', 'flight'],
    ...['lifecycle', 'finding', 'firstMs', 'updatedMs', 'endedMs'],
  ],
  'statement.drafted': [
    ...['id', 'number', 'kind', 'place', 'sensor', 'window', 'sensors', 'confidence', 'seen', 'drafted'],
    'signedAs',
  ],
  'statement.changed': [
    ...[
      'id',
      'number',
      'rev',
      'by',
      'kind',
      'place',
      'sensor',
      'window',
      'confidence',
      'signed',
      'withdrawn',
    ],
    'updatedMs',
  ],
  'alert.changed': [
    ...[
      'id',
      'key',
      'grp',
      'seq',
      'number',
      'code',
      'policy',
      'requiredParties',
      'severity',
      'mostSevere',
      'rev',
    ],
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
    ...[
      'latched',
      'offDelayS',
      'answers',
      'archivedAnswers',
      'absent',
      'escalation',
      'suppression',
      'shelves',
    ],
    ...['proposals', 'assessment', 'assessDue', 'consult', 'lifecycle'],
  ],
  'consultation.changed': [
    ...['id', 'number', 'rev', 'subject', 'alerts', 'forum', 'state', 'cause', 'requestedBy', 'requestedMs'],
    ...['joined', 'turn', 'closeByMs', 'late', 'thread', 'joint', 'closed', 'updatedMs'],
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
      'residuals',
      'firstLookMs',
      'lastLookMs',
      'evidence',
      'why',
      'reportedAs',
    ],
  ],
  'shift.changed': [
    ...['id', 'number', 'rev', 'participant', 'state', 'fromMs', 'list', 'remarks', 'outgoing', 'signedOut'],
    ...['signedIn', 'changes', 'draftedMs', 'lapsesMs', 'updatedMs'],
  ],
  'release.changed': [
    ...['id', 'number', 'rev', 'of', 'to', 'coarsen', 'reason', 'by', 'state', 'withdrawn', 'updatedMs'],
  ],
  'released.changed': [
    ...['id', 'number', 'rev', 'from', 'kind', 'record', 'coarsen', 'reason', 'state', 'withdrawnFor'],
    'updatedMs',
  ],
  'sensor.changed': ['sensor', 'status', 'stale', 'lastLookMs', 'sinceMs'],
  'desk.changed': ['participant', 'role', 'occupant', 'name', 'officers', 'robot'],
  'receipt.given': ['receipts'],
  'log.written': ['id', 'atMs', 'msg', 'params', 'text', 'by', 'about', 'seen', 'corrects'],
};

const kindOf = (compartment: Compartment): 'SHARED' | 'NOTIF' | 'NAT' =>
  nationalOwner(compartment) === null ? (compartment as 'SHARED' | 'NOTIF') : 'NAT';

/** Whom a compartment's stream is sent to when no single console is meant: the room has one entitlement. */
function audienceOf(compartment: Compartment): Audience {
  const owner = nationalOwner(compartment);
  if (owner !== null) return { participant: owner, kind: 'PARTY' };
  return { participant: '', kind: compartment === 'SHARED' ? 'PARTY' : 'OBSERVER' };
}

/** The event as it may leave in this compartment's stream to who holds it from there on, or null if it may not. */
export function project(
  event: StoredEvent,
  compartment: Compartment,
  from: From = WHOLE,
): StoredEvent | null {
  if (event.seq < from.seq) return null;
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

/** What a stream has come to: for who holds it whole, and for each that holds it from a later record on, by its sequence. */
export interface Folded {
  readonly compartment: Compartment;
  view: CompartmentView;
  readonly later: Map<number, CompartmentView>;
}

/**
 * A join snapshot is the fold of projected events, of those from where its receiver holds the stream; a view that was folded
 * so is safe for its compartment only. Gives back the event as it was folded, which is also what leaves; null if nothing may.
 */
export function foldProjected(stream: Folded, event: StoredEvent): StoredEvent | null {
  const out = project(event, stream.compartment);
  if (!out) return null;
  applyEvent(stream.view, out);
  const since = joinedSince(stream.view.members);
  for (const from of since) foldLater(stream, from, out);
  // A membership that is over keeps no picture: what was held then is read from the journal.
  for (const seq of stream.later.keys())
    if (!since.some((from) => from.seq === seq)) stream.later.delete(seq);
  return out;
}

/** Folds one event into the view of those who hold the stream from there on. */
function foldLater(stream: Folded, from: From, event: StoredEvent): void {
  const out = project(event, stream.compartment, from);
  if (!out) return;
  const view = stream.later.get(from.seq) ?? emptyView(stream.compartment);
  stream.later.set(from.seq, view);
  applyEvent(view, out);
}

/** The view of a compartment as it may go to the principal; null if it may not. */
export function projectView(stream: Folded, principal: Audience, members: Members): CompartmentView | null {
  const from = heldFrom(principal, stream.compartment, members);
  if (!from) return null;
  return from.seq <= WHOLE.seq ? stream.view : (stream.later.get(from.seq) ?? null);
}

/** A packed frame carries the states of one compartment: it goes to whoever may hold that, and there is none in NOTIF. */
export function mayHaveFrames(principal: Audience, compartment: Compartment, members: Members): boolean {
  return heldFrom(principal, compartment, members) !== null && kindOf(compartment) !== 'NOTIF';
}

/**
 * The session's clock as it may go to the principal. What holds it is a shared record: who does not hold that learns neither
 * that nor what was asked for. That session time runs slower is inherent in one clock for all.
 */
export function projectClock(
  clock: SessionClock,
  principal: Audience,
  members: Members,
  shared: Folded | undefined,
): SessionClock {
  const from = heldFrom(principal, 'SHARED', members);
  if (from && from.seq <= WHOLE.seq) return clock;
  const held = shared && projectView(shared, principal, members);
  if (held && (clock.heldBy === null || Object.hasOwn(held.alerts, clock.heldBy))) return clock;
  return { ...clock, heldBy: null, wantedSpeed: clock.speed };
}

export const freshFold = (compartment: Compartment): Folded => ({
  ...{ compartment, view: emptyView(compartment), later: new Map() },
});
