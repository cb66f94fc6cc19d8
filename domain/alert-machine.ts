/**
 * The alert machine (ALERTS §1.2): a plain reducer over orthogonal regions. No clock, no timers, no I/O: time comes in,
 * timers are data that a TICK fires. `requiredParties` is frozen at raise; who is on duty never changes it.
 */
import {
  type AckPolicy,
  type Alert,
  type AlertCode,
  type AlertFacts,
  type Answer,
  type CommandResult,
  type FactChange,
  type Severity,
  severityRank,
} from './alert';
import { factChanges, isWorse, readsDifferently } from './alert-changes';
import type { ParticipantId } from './labels';
import type { Role } from './participants';
import type { Refusal } from './refusals';
import type { Regime } from './regime';

export interface Raise {
  type: 'RAISE';
  key: string;
  grp?: string;
  seq: number;
  number: number;
  code: AlertCode;
  policy: AckPolicy;
  requiredParties: ParticipantId[];
  severity: Severity;
  facts: AlertFacts;
}
export interface AnswerCommand {
  type: 'ANSWER';
  kind: 'ACK' | 'DISSENT';
  commandId: string;
  party: ParticipantId;
  role: Role;
  user: string;
  nameEn: string;
  nameRu: string;
  robot: boolean;
  seq: number;
  seenRev: number;
  reason: string | null;
}
export type AlertEvent =
  /** What the rules say now. A code or policy, where given, replaces a milder one: what was notified may turn out not to be. */
  | { type: 'UPDATE'; severity: Severity; facts: AlertFacts; code?: AlertCode; policy?: AckPolicy }
  | { type: 'RTN' }
  | { type: 'BACK' }
  | { type: 'RETRACT'; reason: string }
  /** Its escalation has run out: it sounds again, nothing else. */
  | { type: 'REMIND' }
  /** The consultation about it: asked for by the engine, opened, answered, closed. */
  | { type: 'CONSULT'; to: 'REQUESTED' | 'OPEN' | 'ANSWERED' | 'CLOSED'; by: ParticipantId | 'ENGINE' }
  | { type: 'TICK' }
  | AnswerCommand;

export type Effect =
  | 'ALARM'
  | 'REVISED'
  | 'ANSWERED'
  | 'SETTLED'
  | 'CLOSED'
  | 'WITHDRAWN'
  | 'CONSULT'
  | 'CONSULT_OVERDUE';
export interface Reduced {
  state: Alert;
  result: CommandResult;
  effects: Effect[];
}
export interface MachineContext {
  nowMs: number;
  regime: Regime['alert'];
}

const OK: CommandResult = { code: 'OK' };

/** A new occurrence. */
export function raiseAlert(raise: Raise, ctx: MachineContext): Alert {
  const { nowMs } = ctx;
  const { type: _, ...parts } = raise;
  return {
    ...parts,
    id: `${raise.key}#${raise.seq}`,
    mostSevere: raise.severity,
    rev: 1,
    materialRev: 1,
    changes: [],
    count: 1,
    raisedMs: nowMs,
    updatedMs: nowMs,
    alarmedMs: nowMs,
    dueMs: dueAfter(raise.severity, ctx),
    condition: { state: 'ACTIVE' },
    ack: { state: 'UNACKED' },
    answers: [],
    archivedAnswers: [],
    suppression: { state: 'NONE' },
    assessment: { state: 'NONE' },
    consult: { state: 'NONE' },
    lifecycle: { state: 'OPEN' },
  };
}

export function reduceAlert(state: Alert, event: AlertEvent, ctx: MachineContext): Reduced {
  switch (event.type) {
    case 'UPDATE':
      return update(state, event, ctx);
    case 'ANSWER':
      return answer(state, event, ctx);
    case 'RTN':
      return state.condition.state === 'ACTIVE' && state.lifecycle.state === 'OPEN'
        ? changed(
            state,
            { condition: { state: 'OFF_DELAY', dueMs: ctx.nowMs + ctx.regime.offDelayS * 1000 } },
            ctx,
          )
        : same(state);
    case 'BACK':
      return state.condition.state !== 'ACTIVE' && state.lifecycle.state === 'OPEN'
        ? changed(state, { condition: { state: 'ACTIVE' }, count: state.count + 1 }, ctx)
        : same(state);
    case 'RETRACT':
      return retract(state, event.reason, ctx);
    case 'REMIND':
      return isAwaited(state) ? changed(state, { alarmedMs: ctx.nowMs }, ctx) : same(state);
    case 'CONSULT':
      return consult(state, event, ctx);
    case 'TICK':
      return tick(state, ctx);
  }
}

/** True while somebody's answer is missing. */
export function isAwaited(alert: Alert): boolean {
  return (
    alert.lifecycle.state !== 'CLOSED' && (alert.ack.state === 'UNACKED' || alert.ack.state === 'PARTIAL')
  );
}

/** Parties whose answer is missing, in the order of `requiredParties`. */
export function awaitedParties(alert: Alert): ParticipantId[] {
  if (!isAwaited(alert)) return [];
  return alert.requiredParties.filter((p) => !alert.answers.some((a) => a.party === p));
}

/** By whether the condition is there, gone or latched: the ISA-18.2 letter while an answer is awaited, and after. */
const LETTERS = { there: ['B', 'C'], gone: ['D', 'A'], latched: ['E', 'F'] } as const;
const QUIET = { SHELVED: 'G', SUPPRESSED: 'H', OUT_OF_SERVICE: 'I' } as const;

/**
 * ISA-18.2 display letter: A normal, B unacknowledged, C acknowledged, D gone but unacknowledged, E and F latched, G shelved,
 * H suppressed, I out of service.
 */
export function displayLetter(alert: Alert): 'A' | 'B' | 'C' | 'D' | 'E' | 'F' | 'G' | 'H' | 'I' {
  const { condition, suppression } = alert;
  if (suppression.state !== 'NONE') return QUIET[suppression.state];
  const inactive = condition.state === 'INACTIVE' ? (condition.latched ? 'latched' : 'gone') : 'there';
  return LETTERS[inactive][isAwaited(alert) ? 0 : 1];
}

function update(state: Alert, event: Extract<AlertEvent, { type: 'UPDATE' }>, ctx: MachineContext): Reduced {
  if (state.lifecycle.state !== 'OPEN') return same(state);
  const changes = factChanges(state, event, ctx.regime);
  const policy = stricter(state.policy, event.policy);
  if (changes.length === 0 && policy === state.policy) {
    // The facts that answers are bound to stay what they were until a change is material: small steps add up.
    const facts = { ...event.facts, impact: state.facts.impact ?? event.facts.impact };
    if (!readsDifferently(state.facts, facts)) return same(state);
    return changed(state, { facts, rev: state.rev + 1 }, ctx, ['REVISED']);
  }
  const worse = policy !== state.policy || isWorse(changes, state, event);
  const rev = state.rev + 1;
  // Where answers stand and the impact is not what changed, they stay bound to the one that was answered.
  const moved = worse || changes.some((c) => c.field === 'impact');
  const impact = moved ? event.facts.impact : (state.facts.impact ?? event.facts.impact);
  const next = {
    facts: { ...event.facts, impact },
    policy,
    code: policy === event.policy ? (event.code ?? state.code) : state.code,
    severity: event.severity,
    mostSevere:
      severityRank(event.severity) > severityRank(state.mostSevere) ? event.severity : state.mostSevere,
    rev,
    materialRev: rev,
    changes,
  };
  if (!worse) {
    const due = dueAfter(event.severity, ctx);
    const dueMs = isAwaited(state) && due !== null ? (state.dueMs ?? due) : null;
    return changed(state, { ...next, dueMs }, ctx, ['REVISED']);
  }
  return changed(state, { ...next, ...alarmAgain(state, event.severity, ctx) }, ctx, ['REVISED', 'ALARM']);
}

function alarmAgain(state: Alert, severity: Severity, ctx: MachineContext): Partial<Alert> {
  return {
    ack: { state: 'UNACKED' },
    answers: [],
    archivedAnswers: [...state.archivedAnswers, ...state.answers],
    alarmedMs: ctx.nowMs,
    dueMs: dueAfter(severity, ctx),
    condition: { state: 'ACTIVE' },
  };
}

function answer(state: Alert, a: AnswerCommand, ctx: MachineContext): Reduced {
  const refuse = (result: CommandResult): Reduced => ({ state, result, effects: [] });
  if (a.seq !== state.seq)
    return refuse({ code: 'WRONG_SEQ', open: state.lifecycle.state === 'OPEN' ? state.seq : null });
  if (!state.requiredParties.includes(a.party))
    return refuse({ code: 'FORBIDDEN', reason: 'notAsked' satisfies Refusal });
  if (a.role !== 'supervisor' && !(state.policy === 'NOTE' && a.role === 'duty' && a.kind === 'ACK'))
    return refuse({ code: 'FORBIDDEN', reason: 'supervisorOnly' satisfies Refusal });
  const mine = state.answers.find((b) => b.party === a.party);
  if (mine)
    return refuse({
      code: 'ALREADY',
      by: mine.user,
      nameEn: mine.nameEn,
      nameRu: mine.nameRu,
      atMs: mine.atMs,
    });
  if (!isAwaited(state)) return refuse({ code: 'NOT_ACKABLE', reason: whyNot(state) });
  if (a.seenRev < state.materialRev || a.seenRev > state.rev)
    return refuse({
      code: 'STALE_REV',
      currentRev: state.rev,
      materialRev: state.materialRev,
      changes: state.changes,
    });
  if (state.answers.some((b) => b.user === a.user))
    return refuse({ code: 'FORBIDDEN', reason: 'onePersonOneParty' satisfies Refusal });
  if (a.kind === 'DISSENT' && !a.reason)
    return refuse({ code: 'BAD_REQUEST', field: 'reason', message: 'a dissent has a reason' });
  const { commandId, party, user, nameEn, nameRu, robot, reason } = a;
  const one: Answer = {
    kind: a.kind,
    party,
    user,
    nameEn,
    nameRu,
    robot,
    atMs: ctx.nowMs,
    rev: a.seenRev,
    reason,
    commandId,
  };
  const answers = [...state.answers, one];
  const all = settled(state, answers);
  const ack = all ? (answers.every((b) => b.kind === 'ACK') ? 'ACKED' : 'ANSWERED') : 'PARTIAL';
  const consult =
    a.kind === 'DISSENT' && state.consult.state === 'NONE' ? requested(party, ctx) : state.consult;
  const effects: Effect[] = [
    'ANSWERED',
    ...(all ? (['SETTLED'] as const) : []),
    ...(consult !== state.consult ? (['CONSULT'] as const) : []),
  ];
  return closeIfDone(
    changed(state, { answers, ack: { state: ack }, consult, dueMs: all ? null : state.dueMs }, ctx, effects),
    ctx,
  );
}

function whyNot(state: Alert): Refusal {
  if (state.lifecycle.state === 'WITHDRAWN') return 'withdrawn';
  return state.lifecycle.state === 'CLOSED' ? 'closed' : 'settled';
}

/** SINGLE and NOTE need one answer; JOINT and OWN need every required Party's. */
function settled(state: Alert, answers: Answer[]): boolean {
  if (state.policy === 'SINGLE' || state.policy === 'NOTE') return answers.length > 0;
  return state.requiredParties.every((p) => answers.some((a) => a.party === p));
}

function retract(state: Alert, reason: string, ctx: MachineContext): Reduced {
  if (state.lifecycle.state !== 'OPEN') return same(state);
  const rev = state.rev + 1;
  const changes: FactChange[] = [{ field: 'retracted', from: '', to: reason }];
  const next: Partial<Alert> = {
    ...alarmAgain(state, state.severity, ctx),
    rev,
    materialRev: rev,
    changes,
    condition: { state: 'INACTIVE', latched: false },
    lifecycle: { state: 'WITHDRAWN', atMs: ctx.nowMs, reason },
  };
  return changed(state, next, ctx, ['WITHDRAWN', 'ALARM']);
}

const requested = (by: ParticipantId | 'ENGINE', ctx: MachineContext): Alert['consult'] => ({
  ...{ state: 'REQUESTED', by, atMs: ctx.nowMs, dueMs: ctx.nowMs + ctx.regime.consultWithinS * 1000 },
});

/** A consultation goes forward only; one that nobody asked for does not begin. */
const CONSULT_STEPS = ['NONE', 'REQUESTED', 'OVERDUE', 'OPEN', 'ANSWERED', 'CLOSED'] as const;

function consult(
  state: Alert,
  event: Extract<AlertEvent, { type: 'CONSULT' }>,
  ctx: MachineContext,
): Reduced {
  const was = state.consult;
  const forward = CONSULT_STEPS.indexOf(event.to) > CONSULT_STEPS.indexOf(was.state);
  if (state.lifecycle.state === 'CLOSED' || !forward) return same(state);
  if (event.to === 'REQUESTED')
    return changed(state, { consult: requested(event.by, ctx) }, ctx, ['CONSULT']);
  if (was.state === 'NONE') return same(state);
  return closeIfDone(changed(state, { consult: { ...was, state: event.to, dueMs: null } }, ctx), ctx);
}

/** Fires the timers that are due, however late, once each. */
function tick(state: Alert, ctx: MachineContext): Reduced {
  const { condition, consult: talk, lifecycle } = state;
  if (lifecycle.state === 'CLOSED') return same(state);
  const next: Partial<Alert> = {};
  const effects: Effect[] = [];
  if (condition.state === 'OFF_DELAY' && ctx.nowMs >= condition.dueMs)
    next.condition = { state: 'INACTIVE', latched: false };
  if (talk.state === 'REQUESTED' && talk.dueMs !== null && ctx.nowMs >= talk.dueMs) {
    next.consult = { ...talk, state: 'OVERDUE' };
    effects.push('CONSULT_OVERDUE');
  }
  if (!next.condition && !next.consult) return same(state);
  return closeIfDone(changed(state, next, ctx, ['REVISED', ...effects]), ctx);
}

/**
 * Gone and acknowledged by all: closed. Answered with a dissent: its consultation comes first. Never while somebody's answer
 * is missing.
 */
function closeIfDone(reduced: Reduced, ctx: MachineContext): Reduced {
  const { state } = reduced;
  const { condition, ack, lifecycle } = state;
  const gone = condition.state === 'INACTIVE' && !condition.latched && lifecycle.state !== 'CLOSED';
  const said = ack.state === 'ACKED' || (ack.state === 'ANSWERED' && state.consult.state === 'CLOSED');
  if (!gone || !said) return reduced;
  const closed: Alert = { ...state, lifecycle: { state: 'CLOSED', atMs: ctx.nowMs } };
  return { ...reduced, state: closed, effects: [...reduced.effects, 'CLOSED'] };
}

const STRICTNESS: AckPolicy[] = ['NOTE', 'SINGLE', 'OWN', 'JOINT'];
/** A policy only ever asks for more while the alert is open. */
const stricter = (a: AckPolicy, b: AckPolicy = a): AckPolicy =>
  STRICTNESS.indexOf(b) > STRICTNESS.indexOf(a) ? b : a;

function dueAfter(severity: Severity, ctx: MachineContext): number | null {
  const s = ctx.regime.answerWithinS[severity];
  return s === null ? null : ctx.nowMs + s * 1000;
}

const same = (state: Alert): Reduced => ({ state, result: OK, effects: [] });
const changed = (
  state: Alert,
  next: Partial<Alert>,
  ctx: MachineContext,
  effects: Effect[] = ['REVISED'],
): Reduced => ({
  state: { ...state, ...next, updatedMs: ctx.nowMs },
  result: OK,
  effects,
});
