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
import { factChanges, isWorse } from './alert-changes';
import type { ParticipantId } from './labels';
import type { Role } from './participants';
import type { Refusal } from './refusals';
import type { Regime } from './regime';

export interface Raise {
  type: 'RAISE';
  key: string;
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
  | { type: 'UPDATE'; severity: Severity; facts: AlertFacts; match?: boolean }
  | { type: 'RTN' }
  | { type: 'BACK' }
  | { type: 'RETRACT'; reason: string }
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
  | 'OVERDUE';
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

/** ISA-18.2 display letter: B unacknowledged, C acknowledged, D gone but unacknowledged, G shelved, H suppressed, I out of service. */
export function displayLetter(alert: Alert): 'A' | 'B' | 'C' | 'D' | 'G' | 'H' | 'I' {
  const quiet = { SHELVED: 'G', SUPPRESSED: 'H', OUT_OF_SERVICE: 'I' } as const;
  if (alert.suppression.state !== 'NONE') return quiet[alert.suppression.state];
  if (alert.condition.state === 'INACTIVE') return isAwaited(alert) ? 'D' : 'A';
  return isAwaited(alert) ? 'B' : 'C';
}

function update(state: Alert, event: Extract<AlertEvent, { type: 'UPDATE' }>, ctx: MachineContext): Reduced {
  if (state.lifecycle.state !== 'OPEN') return same(state);
  const changes = factChanges(state, event, ctx.regime);
  if (changes.length === 0) {
    if (sameFacts(state.facts, event.facts)) return same(state);
    // The facts that answers are bound to stay what they were until a change is material: small steps add up.
    const impact = state.facts.impact ?? event.facts.impact;
    return changed(state, { facts: { ...event.facts, impact }, rev: state.rev + 1 }, ctx, ['REVISED']);
  }
  const worse = isWorse(changes, state, event);
  const rev = state.rev + 1;
  // Where answers stand and the impact is not what changed, they stay bound to the one that was answered.
  const moved = worse || changes.some((c) => c.field === 'impact');
  const impact = moved ? event.facts.impact : (state.facts.impact ?? event.facts.impact);
  const next = {
    facts: { ...event.facts, impact },
    severity: event.severity,
    mostSevere:
      severityRank(event.severity) > severityRank(state.mostSevere) ? event.severity : state.mostSevere,
    rev,
    materialRev: rev,
    changes,
  };
  if (!worse) {
    const dueMs = isAwaited(state) ? (state.dueMs ?? dueAfter(event.severity, ctx)) : null;
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
    a.kind === 'DISSENT' && state.consult.state === 'NONE'
      ? { state: 'REQUESTED' as const, by: party, atMs: ctx.nowMs, dueMs: ctx.nowMs + 120_000 }
      : state.consult;
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

function tick(state: Alert, ctx: MachineContext): Reduced {
  let reduced = same(state);
  const { condition } = state;
  if (condition.state === 'OFF_DELAY' && ctx.nowMs >= condition.dueMs)
    reduced = closeIfDone(
      changed(state, { condition: { state: 'INACTIVE', latched: false } }, ctx, ['REVISED']),
      ctx,
    );
  return reduced;
}

/** Acknowledged by all and gone: closed. Answered with a dissent: only its consultation closes it. Never while un-acknowledged. */
function closeIfDone(reduced: Reduced, ctx: MachineContext): Reduced {
  const { state } = reduced;
  const done =
    state.condition.state === 'INACTIVE' && state.ack.state === 'ACKED' && state.lifecycle.state !== 'CLOSED';
  if (!done) return reduced;
  const closed: Alert = { ...state, lifecycle: { state: 'CLOSED', atMs: ctx.nowMs } };
  return { ...reduced, state: closed, effects: [...reduced.effects, 'CLOSED'] };
}

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

function sameFacts(a: AlertFacts, b: AlertFacts): boolean {
  return JSON.stringify({ ...a, launchRev: null }) === JSON.stringify({ ...b, launchRev: null });
}
