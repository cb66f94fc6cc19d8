/**
 * A consultation about a launch: a plain reducer (no clock, no I/O; timers are data that a TICK fires). It is opened by a
 * person or by the engine, joined, spoken in by turns with a clock on each, and closed by a joint statement that all
 * members sign, or without one.
 */
import type { CommandResult } from './alert';
import type { ParticipantId } from './labels';
import type { Principal } from './participants';
import type { Refusal } from './refusals';
import { asks, PHRASES, type Phrase } from './vocabulary';

export const FORUMS = ['BILATERAL', 'BIG8', 'PARTNERS', 'OPEN'] as const;
/** A named set of participants. What is said in it is for its members only. */
export interface Forum {
  name: (typeof FORUMS)[number];
  members: ParticipantId[];
}
interface Speaker {
  party: ParticipantId;
  user: string;
  nameEn: string;
  nameRu: string;
  robot: boolean;
  atMs: number;
}
export interface Statement extends Speaker {
  phrases: Phrase[];
  /** A person's own words, in one language. */
  text: { body: string; language: 'en' | 'ru' } | null;
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
  launch: string;
  launchNumber: number;
  alert: string | null;
  forum: Forum;
  state: 'REQUESTED' | 'OPEN' | 'OVERDUE' | 'CLOSED';
  requestedBy: ParticipantId | 'ENGINE';
  requestedMs: number;
  /** Members that have spoken, signed or joined. */
  joined: ParticipantId[];
  /** Whose word is awaited, and until when; null: nobody's. */
  turn: { of: ParticipantId[]; dueMs: number } | null;
  /** When it should be closed. */
  closeByMs: number;
  statements: Statement[];
  joint: JointStatement | null;
  closed: { atMs: number; outcome: 'JOINT' | 'NONE'; by: ParticipantId | null } | null;
}

export interface ConsultationTimes {
  /** Seconds for a member to answer a request or a question, and until the whole should be closed. */
  answerWithinS: number;
  closeWithinS: number;
}
export type ConsultationEvent =
  | { type: 'JOIN'; by: Principal }
  | { type: 'STATE'; by: Principal; phrases: Phrase[]; text: Statement['text'] }
  | { type: 'PROPOSE'; by: Principal; phrases: Phrase[] }
  | { type: 'SIGN'; by: Principal; no: number }
  | { type: 'CLOSE'; by: Principal }
  | { type: 'TICK' };
export type ConsultationEffect =
  | 'JOINED'
  | 'STATED'
  | 'PROPOSED'
  | 'SIGNED'
  | 'AGREED'
  | 'CLOSED'
  | 'OVERDUE';
export interface ReducedConsultation {
  state: Consultation;
  result: CommandResult;
  effects: ConsultationEffect[];
}
export interface ConsultationContext {
  nowMs: number;
  times: ConsultationTimes;
}

export interface ConsultationRequest {
  id: string;
  number: number;
  launch: string;
  launchNumber: number;
  alert: string | null;
  forum: Forum;
  by: ParticipantId | 'ENGINE';
}

/** A new consultation: every other member's word is awaited. */
export function openConsultation(r: ConsultationRequest, ctx: ConsultationContext): Consultation {
  const { by, ...rest } = r;
  const of = r.forum.members.filter((m) => m !== by);
  return {
    ...rest,
    rev: 1,
    state: 'REQUESTED',
    requestedBy: by,
    requestedMs: ctx.nowMs,
    joined: by === 'ENGINE' ? [] : [by],
    turn: { of, dueMs: ctx.nowMs + ctx.times.answerWithinS * 1000 },
    closeByMs: ctx.nowMs + ctx.times.closeWithinS * 1000,
    statements: [],
    joint: null,
    closed: null,
  };
}

export function reduceConsultation(
  state: Consultation,
  event: ConsultationEvent,
  ctx: ConsultationContext,
): ReducedConsultation {
  if (event.type === 'TICK') return tick(state, ctx);
  const refusal = mayAct(state, event.by);
  if (refusal) return { state, result: refusal, effects: [] };
  const party = event.by.participant;
  switch (event.type) {
    case 'JOIN':
      return state.joined.includes(party)
        ? same(state)
        : changed(state, { ...heard(state, party), joined: [...state.joined, party] }, ['JOINED']);
    case 'STATE':
      return speak(state, event, ctx);
    case 'PROPOSE':
      return propose(state, event, ctx);
    case 'SIGN':
      return sign(state, event, ctx);
    case 'CLOSE':
      return close(state, 'NONE', party, ctx);
  }
}

/** Only a supervisor of a member speaks, signs and closes, and only while it is not closed. */
function mayAct(state: Consultation, by: Principal): CommandResult | null {
  if (!state.forum.members.includes(by.participant)) return { code: 'NOT_FOUND' };
  if (by.role !== 'supervisor') return { code: 'FORBIDDEN', reason: 'supervisorOnly' satisfies Refusal };
  if (state.state === 'CLOSED') return { code: 'NOT_ACKABLE', reason: 'closed' satisfies Refusal };
  return null;
}

function speak(
  state: Consultation,
  event: Extract<ConsultationEvent, { type: 'STATE' }>,
  ctx: ConsultationContext,
): ReducedConsultation {
  const wrong = event.phrases.findIndex((p) => PHRASES[p.msg].use === 'JOINT');
  if (wrong >= 0) return refused(state, `phrases.${wrong}.msg`, 'a joint phrase is proposed, not said');
  if (event.phrases.length === 0 && !event.text) return refused(state, 'phrases', 'nothing is said');
  const party = event.by.participant;
  const others = state.forum.members.filter((m) => m !== party);
  const turn = asks(event.phrases)
    ? { of: others, dueMs: ctx.nowMs + ctx.times.answerWithinS * 1000 }
    : heard(state, party).turn;
  const statement: Statement = { ...speaker(event.by, ctx), phrases: event.phrases, text: event.text };
  return changed(
    state,
    {
      ...heard(state, party),
      turn,
      statements: [...state.statements, statement],
      joined: join(state, party),
    },
    ['STATED'],
  );
}

function propose(
  state: Consultation,
  event: Extract<ConsultationEvent, { type: 'PROPOSE' }>,
  ctx: ConsultationContext,
): ReducedConsultation {
  const wrong = event.phrases.findIndex((p) => PHRASES[p.msg].use !== 'JOINT');
  if (event.phrases.length === 0) return refused(state, 'phrases', 'nothing is proposed');
  if (wrong >= 0) return refused(state, `phrases.${wrong}.msg`, 'only a joint phrase can be signed by all');
  const party = event.by.participant;
  const joint: JointStatement = {
    no: (state.joint?.no ?? 0) + 1,
    phrases: event.phrases,
    proposedBy: party,
    signatures: [speaker(event.by, ctx)],
  };
  const of = state.forum.members.filter((m) => m !== party);
  const turn = { of, dueMs: ctx.nowMs + ctx.times.answerWithinS * 1000 };
  return changed(state, { ...heard(state, party), turn, joint, joined: join(state, party) }, ['PROPOSED']);
}

function sign(
  state: Consultation,
  event: Extract<ConsultationEvent, { type: 'SIGN' }>,
  ctx: ConsultationContext,
): ReducedConsultation {
  const { joint } = state;
  if (!joint) return { state, result: { code: 'NOT_FOUND' }, effects: [] };
  if (event.no !== joint.no) return { state, result: { code: 'WRONG_SEQ', open: joint.no }, effects: [] };
  const party = event.by.participant;
  const mine = joint.signatures.find((s) => s.party === party);
  if (mine) {
    const { user, nameEn, nameRu, atMs } = mine;
    return { state, result: { code: 'ALREADY', by: user, nameEn, nameRu, atMs }, effects: [] };
  }
  if (joint.signatures.some((s) => s.user === event.by.userId)) {
    const result = { code: 'FORBIDDEN', reason: 'onePersonOneParty' satisfies Refusal } as const;
    return { state, result, effects: [] };
  }
  const signatures = [...joint.signatures, speaker(event.by, ctx)];
  const signed = changed(
    state,
    { ...heard(state, party), joint: { ...joint, signatures }, joined: join(state, party) },
    ['SIGNED'],
  );
  if (!state.forum.members.every((m) => signatures.some((s) => s.party === m))) return signed;
  const over = close(signed.state, 'JOINT', null, ctx);
  return {
    ...over,
    state: { ...over.state, rev: signed.state.rev },
    effects: ['SIGNED', 'AGREED', 'CLOSED'],
  };
}

function close(
  state: Consultation,
  outcome: 'JOINT' | 'NONE',
  by: ParticipantId | null,
  ctx: ConsultationContext,
): ReducedConsultation {
  const closed = { atMs: ctx.nowMs, outcome, by };
  return changed(state, { state: 'CLOSED', turn: null, closed }, ['CLOSED']);
}

/** Fires once when a word is overdue, and once when the whole is. */
function tick(state: Consultation, ctx: ConsultationContext): ReducedConsultation {
  if (state.state === 'CLOSED' || state.state === 'OVERDUE') return same(state);
  const late = (state.turn !== null && ctx.nowMs >= state.turn.dueMs) || ctx.nowMs >= state.closeByMs;
  return late ? changed(state, { state: 'OVERDUE' }, ['OVERDUE']) : same(state);
}

/** A member has spoken: its word is no longer awaited; when nobody's is, nothing is overdue. */
function heard(state: Consultation, party: ParticipantId): Pick<Consultation, 'turn' | 'state'> {
  const of = state.turn?.of.filter((m) => m !== party) ?? [];
  const turn = of.length > 0 && state.turn ? { ...state.turn, of } : null;
  const isFirst = state.state === 'REQUESTED' && party === state.requestedBy;
  if (isFirst) return { turn, state: 'REQUESTED' };
  return { turn, state: state.state === 'OVERDUE' && turn ? 'OVERDUE' : 'OPEN' };
}

const join = (state: Consultation, party: ParticipantId): ParticipantId[] =>
  state.joined.includes(party) ? state.joined : [...state.joined, party];
const speaker = (by: Principal, ctx: ConsultationContext): Speaker => ({
  party: by.participant,
  user: by.userId,
  nameEn: by.name.en,
  nameRu: by.name.ru,
  robot: by.robot,
  atMs: ctx.nowMs,
});
const refused = (state: Consultation, field: string, message: string): ReducedConsultation => ({
  state,
  result: { code: 'BAD_REQUEST', field, message },
  effects: [],
});
const same = (state: Consultation): ReducedConsultation => ({ state, result: { code: 'OK' }, effects: [] });
const changed = (
  state: Consultation,
  next: Partial<Consultation>,
  effects: ConsultationEffect[],
): ReducedConsultation => ({
  state: { ...state, ...next, rev: state.rev + 1 },
  result: { code: 'OK' },
  effects,
});
