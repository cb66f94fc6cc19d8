/**
 * A consultation about a launch or an alert (ALERTS §1.2): the record and its plain reducer. No clock, no I/O; timers are
 * data that a TICK fires. It is asked for by an officer or by the engine, joined, spoken in by turns with a clock on each,
 * and closed by a joint statement that every member signs, or without one.
 */
import type { CommandResult } from './alert';
import { canonicalJson } from './canonical';
import type { ParticipantId } from './labels';
import type { Principal } from './participants';
import type { Refusal } from './refusals';
import type { Regime } from './regime';
import { asks, PHRASES, type Phrase } from './vocabulary';
import type { Language } from './words';

export const FORUMS = ['BILATERAL', 'BIG8', 'PARTNERS', 'OPEN'] as const;
/** A named set of participants. What is said in it is for its members only. */
export interface Forum {
  name: (typeof FORUMS)[number];
  members: ParticipantId[];
}
/** What it is about: a launch, or an alert that is about none. Members hold both in common. */
export interface Subject {
  kind: 'launch' | 'alert';
  id: string;
  number: number;
  /** Of a launch: the undertaking that it touches and that is to be talked of. */
  undertaking?: string;
}
/** Why it was asked for: an officer's wish, or what the alert machine says of an alert. */
export type ConsultCause = 'OFFICER' | 'DISSENT' | 'DISPUTE' | 'ESCALATION';
export interface Speaker {
  party: ParticipantId;
  user: string;
  nameEn: string;
  nameRu: string;
  robot: boolean;
  atMs: number;
}
/** One act of a member, as the thread shows it. `no` is the joint statement that was proposed or signed. */
export interface ThreadEntry extends Speaker {
  act: 'JOINED' | 'SAID' | 'PROPOSED' | 'SIGNED' | 'CLOSED';
  no: number | null;
  phrases: Phrase[];
  /** A person's own words, in one language, never translated. */
  text: { body: string; language: Language } | null;
}
/** What all are to sign; another proposal takes its place, and the signatures under the old one lapse. */
export interface JointStatement {
  no: number;
  phrases: Phrase[];
  proposedBy: ParticipantId;
  signatures: Speaker[];
}
export interface Consultation {
  id: string;
  number: number;
  rev: number;
  subject: Subject;
  /** Alerts whose consultation it is: they close after it. */
  alerts: string[];
  forum: Forum;
  state: 'REQUESTED' | 'OPEN' | 'ANSWERED' | 'OVERDUE' | 'CLOSED';
  cause: ConsultCause;
  requestedBy: ParticipantId | 'ENGINE';
  requestedMs: number;
  /** Members that have joined, spoken, proposed or signed. */
  joined: ParticipantId[];
  /** Whose word is awaited, since when and until when; null: nobody's. */
  turn: { of: ParticipantId[]; fromMs: number; dueMs: number } | null;
  /** When it should be closed. */
  closeByMs: number;
  /** What has run out: the turn, the whole. Each is said once. */
  late: { turn: boolean; whole: boolean };
  /** The last acts, oldest first; the journal keeps them all. */
  thread: ThreadEntry[];
  joint: JointStatement | null;
  closed: { atMs: number; outcome: 'JOINT' | 'NONE'; by: ParticipantId | null } | null;
  updatedMs: number;
}

export type ConsultationEvent =
  | { type: 'JOIN'; by: Principal }
  | { type: 'STATE'; by: Principal; phrases: Phrase[]; text: ThreadEntry['text'] }
  | { type: 'PROPOSE'; by: Principal; phrases: Phrase[] }
  | { type: 'SIGN'; by: Principal; no: number; phrases: Phrase[] }
  | { type: 'CLOSE'; by: Principal }
  /** What it was asked for about has been answered by all. */
  | { type: 'LAPSE' }
  /** A member is a member of the center no longer. */
  | { type: 'LEFT'; party: ParticipantId }
  | { type: 'TICK' };
export type ConsultationEffect = ThreadEntry['act'] | 'AGREED' | 'TURN_OVERDUE' | 'WHOLE_OVERDUE';
export interface ReducedConsultation {
  state: Consultation;
  result: CommandResult;
  effects: ConsultationEffect[];
}
export interface ConsultationContext {
  nowMs: number;
  times: Regime['consult'];
}
/** Acts of a thread that a record carries. */
export const THREAD_KEPT = 100;

export type ConsultationRequest = Pick<
  Consultation,
  'id' | 'number' | 'subject' | 'alerts' | 'forum' | 'cause' | 'requestedBy'
>;

/** A new consultation: every other member's word is awaited. */
export function openConsultation(request: ConsultationRequest, ctx: ConsultationContext): Consultation {
  const { requestedBy, forum } = request;
  return {
    ...request,
    rev: 1,
    state: 'REQUESTED',
    requestedMs: ctx.nowMs,
    joined: requestedBy === 'ENGINE' ? [] : [requestedBy],
    turn: turnOf(
      forum.members.filter((m) => m !== requestedBy),
      ctx,
    ),
    closeByMs: ctx.nowMs + ctx.times.closeWithinS * 1000,
    late: { turn: false, whole: false },
    thread: [],
    joint: null,
    closed: null,
    updatedMs: ctx.nowMs,
  };
}

export function reduceConsultation(
  state: Consultation,
  event: ConsultationEvent,
  ctx: ConsultationContext,
): ReducedConsultation {
  if (event.type === 'TICK') return tick(state, ctx);
  if (event.type === 'LAPSE') return lapse(state, ctx);
  if (event.type === 'LEFT') return left(state, event.party, ctx);
  const refusal = mayAct(state, event.by);
  if (refusal) return { state, result: refusal, effects: [] };
  switch (event.type) {
    case 'JOIN':
      return join(state, event.by, ctx);
    case 'STATE':
      return speak(state, event, ctx);
    case 'PROPOSE':
      return propose(state, event, ctx);
    case 'SIGN':
      return sign(state, event, ctx);
    case 'CLOSE':
      return act(state, closing('NONE', event.by.participant, ctx), event.by, { act: 'CLOSED' }, ctx);
  }
}

/** Only a supervisor of a member speaks, signs and closes, and only while it is not closed. */
function mayAct(state: Consultation, by: Principal): CommandResult | null {
  if (!state.forum.members.includes(by.participant)) return { code: 'NOT_FOUND' };
  if (by.role !== 'supervisor') return { code: 'FORBIDDEN', reason: 'supervisorOnly' satisfies Refusal };
  if (state.state === 'CLOSED') return { code: 'NOT_ACKABLE', reason: 'closed' satisfies Refusal };
  return null;
}

/** To join is to take one's seat: the word that was awaited stays awaited. */
function join(state: Consultation, by: Principal, ctx: ConsultationContext): ReducedConsultation {
  const { participant } = by;
  if (state.joined.includes(participant)) return same(state);
  const next = { joined: [...state.joined, participant] };
  return act(state, { ...next, state: stateOf({ ...state, ...next }) }, by, { act: 'JOINED' }, ctx);
}

function speak(
  state: Consultation,
  { by, phrases, text }: Extract<ConsultationEvent, { type: 'STATE' }>,
  ctx: ConsultationContext,
): ReducedConsultation {
  const wrong = phrases.findIndex((p) => PHRASES[p.msg].use === 'JOINT');
  if (wrong >= 0) return refused(state, `phrases.${wrong}.msg`, 'a joint phrase is proposed, not said');
  if (phrases.length === 0 && !text) return refused(state, 'phrases', 'nothing is said');
  const astray = elsewhere(state, phrases);
  if (astray) return refused(state, astray, 'not what is consulted about');
  const turn = asks(phrases) ? turnOf(othersThan(state, by), ctx) : undefined;
  return act(state, heard(state, by, turn), by, { act: 'SAID', phrases, text }, ctx);
}

function propose(
  state: Consultation,
  { by, phrases }: Extract<ConsultationEvent, { type: 'PROPOSE' }>,
  ctx: ConsultationContext,
): ReducedConsultation {
  if (phrases.length === 0) return refused(state, 'phrases', 'nothing is proposed');
  const wrong = phrases.findIndex((p) => PHRASES[p.msg].use !== 'JOINT');
  if (wrong >= 0) return refused(state, `phrases.${wrong}.msg`, 'only a joint phrase can be signed by all');
  const astray = elsewhere(state, phrases);
  if (astray) return refused(state, astray, 'not what is consulted about');
  const no = (state.joint?.no ?? 0) + 1;
  const joint = { no, phrases, proposedBy: by.participant, signatures: [speaker(by, ctx)] };
  const next = { ...heard(state, by, turnOf(othersThan(state, by), ctx)), joint };
  return act(state, next, by, { act: 'PROPOSED', no, phrases }, ctx);
}

/** The parameter of a phrase that names another launch or alert than the one that is consulted about, as a path. */
function elsewhere({ subject }: Consultation, phrases: readonly Phrase[]): string | null {
  for (const [i, { params }] of phrases.entries())
    for (const kind of ['launch', 'alert'] as const)
      if (kind in params && (kind !== subject.kind || params[kind] !== subject.number))
        return `phrases.${i}.params.${kind}`;
  return null;
}

function sign(
  state: Consultation,
  { by, no, phrases }: Extract<ConsultationEvent, { type: 'SIGN' }>,
  ctx: ConsultationContext,
): ReducedConsultation {
  const refuse = (result: CommandResult): ReducedConsultation => ({ state, result, effects: [] });
  const { joint } = state;
  if (!joint) return refuse({ code: 'NOT_FOUND' });
  if (no !== joint.no) return refuse({ code: 'WRONG_SEQ', open: joint.no });
  if (canonicalJson(phrases) !== canonicalJson(joint.phrases))
    return refused(state, 'phrases', 'not what was proposed');
  const mine = joint.signatures.find((s) => s.party === by.participant);
  if (mine) {
    const { user, nameEn, nameRu, atMs } = mine;
    return refuse({ code: 'ALREADY', by: user, nameEn, nameRu, atMs });
  }
  if (joint.signatures.some((s) => s.user === by.userId))
    return refuse({ code: 'FORBIDDEN', reason: 'onePersonOneParty' satisfies Refusal });
  const signatures = [...joint.signatures, speaker(by, ctx)];
  const next = { ...heard(state, by), joint: { ...joint, signatures } };
  const signed = { act: 'SIGNED', no, phrases: joint.phrases } as const;
  if (!state.forum.members.every((m) => signatures.some((s) => s.party === m)))
    return act(state, next, by, signed, ctx);
  const over = act(state, { ...next, ...closing('JOINT', null, ctx) }, by, signed, ctx);
  return { ...over, effects: ['SIGNED', 'AGREED', 'CLOSED'] };
}

const closing = (outcome: 'JOINT' | 'NONE', by: ParticipantId | null, ctx: ConsultationContext) => ({
  state: 'CLOSED' as const,
  turn: null,
  closed: { atMs: ctx.nowMs, outcome, by },
});

/** What was asked for because answers did not come is over once they have, unless somebody has taken part. */
function lapse(state: Consultation, ctx: ConsultationContext): ReducedConsultation {
  if (state.state === 'CLOSED' || state.cause !== 'ESCALATION' || state.joined.length > 0) return same(state);
  const next = { ...closing('NONE', null, ctx), rev: state.rev + 1, updatedMs: ctx.nowMs };
  return { state: { ...state, ...next }, result: { code: 'OK' }, effects: ['CLOSED'] };
}

/** Nobody waits for who has left; what he said and signed stands. One member alone consults with nobody. */
function left(state: Consultation, party: ParticipantId, ctx: ConsultationContext): ReducedConsultation {
  if (state.state === 'CLOSED' || !state.forum.members.includes(party)) return same(state);
  const members = state.forum.members.filter((m) => m !== party);
  const of = state.turn?.of.filter((m) => m !== party) ?? [];
  const turn = state.turn && of.length > 0 ? { ...state.turn, of } : null;
  const late = { ...state.late, turn: turn !== null && state.late.turn };
  const fewer = { ...state, forum: { ...state.forum, members }, turn, late };
  const signed = state.joint?.signatures ?? [];
  const all = signed.length > 0 && members.every((m) => signed.some((s) => s.party === m));
  const over = members.length < 2 || all;
  const next = over ? closing(all ? 'JOINT' : 'NONE', null, ctx) : { state: stateOf(fewer) };
  return {
    state: { ...fewer, ...next, rev: state.rev + 1, updatedMs: ctx.nowMs },
    result: { code: 'OK' },
    effects: over ? ['CLOSED'] : [],
  };
}

/** Says once that a word is overdue, and once that the whole is. */
function tick(state: Consultation, { nowMs }: ConsultationContext): ReducedConsultation {
  if (state.state === 'CLOSED') return same(state);
  const turn = state.turn !== null && nowMs >= state.turn.dueMs;
  const whole = nowMs >= state.closeByMs;
  const effects: ConsultationEffect[] = [
    ...(turn && !state.late.turn ? (['TURN_OVERDUE'] as const) : []),
    ...(whole && !state.late.whole ? (['WHOLE_OVERDUE'] as const) : []),
  ];
  if (effects.length === 0) return same(state);
  const late = { turn, whole };
  const next = { late, state: 'OVERDUE' as const, rev: state.rev + 1, updatedMs: nowMs };
  return { state: { ...state, ...next }, result: { code: 'OK' }, effects };
}

/** A member has spoken: its word is no longer awaited. A new turn, where one is given, takes the place of the old one. */
function heard(
  state: Consultation,
  { participant }: Principal,
  turn?: NonNullable<Consultation['turn']>,
): Pick<Consultation, 'turn' | 'state' | 'joined' | 'late'> {
  const left = state.turn?.of.filter((m) => m !== participant) ?? [];
  const next = turn ?? (state.turn && left.length > 0 ? { ...state.turn, of: left } : null);
  const joined = state.joined.includes(participant) ? state.joined : [...state.joined, participant];
  const late = { ...state.late, turn: turn === undefined && next !== null && state.late.turn };
  return { turn: next, joined, late, state: stateOf({ ...state, turn: next, joined, late }) };
}

/** Until a second member is there it is only asked for; then it is open while somebody's word is awaited. */
function stateOf(c: Pick<Consultation, 'turn' | 'joined' | 'late' | 'requestedBy'>): Consultation['state'] {
  if (c.late.turn || c.late.whole) return 'OVERDUE';
  if (c.joined.every((m) => m === c.requestedBy)) return 'REQUESTED';
  return c.turn ? 'OPEN' : 'ANSWERED';
}

const turnOf = (of: ParticipantId[], ctx: ConsultationContext): NonNullable<Consultation['turn']> => ({
  of,
  fromMs: ctx.nowMs,
  dueMs: ctx.nowMs + ctx.times.answerWithinS * 1000,
});
const othersThan = (state: Consultation, by: Principal): ParticipantId[] =>
  state.forum.members.filter((m) => m !== by.participant);
const speaker = (by: Principal, { nowMs }: ConsultationContext): Speaker => ({
  party: by.participant,
  user: by.userId,
  nameEn: by.name.en,
  nameRu: by.name.ru,
  robot: by.robot,
  atMs: nowMs,
});
const refused = (state: Consultation, field: string, message: string): ReducedConsultation => ({
  state,
  result: { code: 'BAD_REQUEST', field, message },
  effects: [],
});
const same = (state: Consultation): ReducedConsultation => ({ state, result: { code: 'OK' }, effects: [] });

/** An act of a member: the change that it makes, and its place in the thread. */
function act(
  state: Consultation,
  next: Partial<Consultation>,
  by: Principal,
  said: Pick<ThreadEntry, 'act'> & Partial<ThreadEntry>,
  ctx: ConsultationContext,
): ReducedConsultation {
  const entry: ThreadEntry = { no: null, phrases: [], text: null, ...said, ...speaker(by, ctx) };
  const thread = [...state.thread, entry].slice(-THREAD_KEPT);
  return {
    state: { ...state, ...next, thread, rev: state.rev + 1, updatedMs: ctx.nowMs },
    result: { code: 'OK' },
    effects: [said.act],
  };
}
