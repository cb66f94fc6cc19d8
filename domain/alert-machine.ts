/**
 * The alert machine (ALERTS §1.2): a plain reducer over orthogonal regions. No clock, no timers, no I/O: time comes in,
 * timers are data that a TICK fires. `requiredParties` is frozen at raise, less who leaves the center; who is on duty
 * never changes it. The moves of the
 * regions are data in alert-table.ts.
 */
import type { Alert } from './alert';
import { assess, propose, refuse, shelve, unshelve } from './alert-acts';
import { absence, answer, consult, release, requested, returned } from './alert-answers';
import type { AlertEvent, Effect, Raise } from './alert-events';
import {
  changed,
  closeIfDone,
  dueAfter,
  isAwaited,
  type MachineContext,
  type Reduced,
  same,
} from './alert-regions';
import { ACCEPTS, CONDITION, CONSULT, SUPPRESSION } from './alert-table';
import { alarmAgain, dropped, takeBack, update } from './alert-updates';

export type { AlertEvent, AnswerCommand, Effect, Raise } from './alert-events';
export {
  absenceOf,
  awaitedParties,
  displayLetter,
  isAwaited,
  type MachineContext,
  ownAnswer,
  type Reduced,
  shelfOf,
  wantsAssessment,
} from './alert-regions';

/** A new occurrence. */
export function raiseAlert(raise: Raise, ctx: MachineContext): Alert {
  const { nowMs } = ctx;
  const { type: _, onDelayS = 0, offDelayS = ctx.regime.offDelayS, latched = false, ...parts } = raise;
  const pending = onDelayS > 0;
  return {
    ...parts,
    ...{ id: `${raise.key}#${raise.seq}`, mostSevere: raise.severity, latched, offDelayS },
    ...{ rev: 1, materialRev: 1, changes: [], count: 1, raisedMs: nowMs, updatedMs: nowMs, alarmedMs: nowMs },
    dueMs: pending ? null : dueAfter(raise.severity, ctx),
    condition: pending ? { state: 'PENDING', dueMs: nowMs + onDelayS * 1000 } : { state: 'ACTIVE' },
    ack: { state: 'UNACKED' },
    ...{ answers: [], archivedAnswers: [], absent: [], shelves: [], proposals: [] },
    escalation: { call: null, exhausted: false },
    suppression: { state: 'NONE' },
    assessment: { state: 'NONE' },
    assessDue: null,
    consult: { state: 'NONE' },
    lifecycle: { state: 'OPEN' },
  };
}

export function reduceAlert(state: Alert, event: AlertEvent, ctx: MachineContext): Reduced {
  switch (event.type) {
    case 'ANSWER':
      return answer(state, event, ctx);
    case 'ABSENT':
      return absence(state, event, ctx);
    case 'ASSESS':
      return assess(state, event, ctx);
    case 'SHELVE':
      return shelve(state, event, ctx);
    case 'UNSHELVE':
      return unshelve(state, event, ctx);
    case 'PROPOSE':
      return propose(state, event, ctx);
    case 'REFUSE':
      return refuse(state, event, ctx);
    default:
      return ACCEPTS[state.lifecycle.state].includes(event.type)
        ? engineSays(state, event, ctx)
        : same(state);
  }
}

type EngineEvent = Exclude<
  AlertEvent,
  { type: 'ANSWER' | 'ABSENT' | 'ASSESS' | 'SHELVE' | 'UNSHELVE' | 'PROPOSE' | 'REFUSE' }
>;
function engineSays(state: Alert, event: EngineEvent, ctx: MachineContext): Reduced {
  const { condition } = state;
  switch (event.type) {
    case 'UPDATE':
      return update(state, event, ctx);
    case 'RTN':
      return gone(state, ctx);
    case 'BACK':
      return CONDITION[condition.state].BACK
        ? changed(state, { condition: { state: 'ACTIVE' }, count: state.count + 1 }, ctx)
        : same(state);
    case 'RETRACT':
      return takeBack(state, event.reason, [], ctx);
    case 'SUPPRESS':
      return SUPPRESSION[state.suppression.state].SUPPRESS
        ? changed(state, { suppression: { state: 'SUPPRESSED', byRule: event.byRule } }, ctx)
        : same(state);
    case 'UNSUPPRESS':
      return SUPPRESSION[state.suppression.state].UNSUPPRESS
        ? heardAgain(state, ['REVISED'], ctx)
        : same(state);
    case 'ESCALATE':
      return escalated(state, event, ctx);
    case 'RETURN':
      return returned(state, event.party, ctx);
    case 'RELEASE':
      return release(state, event, ctx);
    case 'CONSULT':
      return consult(state, event, ctx);
    case 'TICK':
      return tick(state, ctx);
  }
}

function gone(state: Alert, ctx: MachineContext): Reduced {
  const to = CONDITION[state.condition.state].RTN;
  if (to === 'INACTIVE') return dropped(state, ctx);
  if (to !== 'OFF_DELAY') return same(state);
  return changed(state, { condition: { state: to, dueMs: ctx.nowMs + state.offDelayS * 1000 } }, ctx);
}

/** No longer muted: what still waits sounds, with its full time. */
function heardAgain(state: Alert, effects: Effect[], ctx: MachineContext): Reduced {
  const heard: Alert = { ...state, suppression: { state: 'NONE' } };
  if (!isAwaited(heard)) return changed(heard, {}, ctx, effects);
  const next = { alarmedMs: ctx.nowMs, dueMs: dueAfter(state.severity, ctx) };
  return changed(heard, next, ctx, [...effects, 'RESOUND']);
}

function escalated(
  state: Alert,
  { call, last }: Extract<AlertEvent, { type: 'ESCALATE' }>,
  ctx: MachineContext,
): Reduced {
  if (!isAwaited(state)) return same(state);
  const next: Partial<Alert> = { escalation: { call, exhausted: last } };
  if (call === 'CONSULTATION' && CONSULT[state.consult.state].REQUESTED && state.consult.state === 'NONE')
    return changed(state, { ...next, consult: requested('ENGINE', ctx) }, ctx, ['CONSULT']);
  if (call !== 'REPEAT' && call !== 'LIAISON') return changed(state, next, ctx);
  return changed(state, { ...next, alarmedMs: ctx.nowMs }, ctx, ['RESOUND']);
}

/** Fires the timers that are due, however late, once each. */
function tick(state: Alert, ctx: MachineContext): Reduced {
  const timers = [delayOver, consultOverdue, shelvesOver, proposalsOver, serviceOver, assessmentOver];
  const out = timers.reduce<Reduced>((before, timer) => {
    const after = timer(before.state, ctx);
    return { ...after, effects: [...before.effects, ...after.effects] };
  }, same(state));
  if (out.state === state) return out;
  return closeIfDone({ ...out, effects: [...new Set(out.effects)] }, ctx);
}

function delayOver(state: Alert, ctx: MachineContext): Reduced {
  const { condition } = state;
  if (!('dueMs' in condition) || ctx.nowMs < condition.dueMs) return same(state);
  if (CONDITION[condition.state].DUE === 'INACTIVE')
    return changed(state, { condition: { state: 'INACTIVE', latched: state.latched } }, ctx);
  const alarm = { condition: { state: 'ACTIVE' as const }, alarmedMs: ctx.nowMs };
  // It was there all the time, but is raised now.
  const raised = { ...alarm, raisedMs: ctx.nowMs, dueMs: dueAfter(state.severity, ctx) };
  return changed(state, { ...raised, materialRev: state.rev, changes: [] }, ctx, ['ALARM']);
}

function consultOverdue(state: Alert, ctx: MachineContext): Reduced {
  const { consult: talk } = state;
  if (talk.state === 'NONE' || talk.dueMs === null || ctx.nowMs < talk.dueMs) return same(state);
  const to = CONSULT[talk.state].OVERDUE;
  if (!to) return same(state);
  return changed(state, { consult: { ...talk, state: to } }, ctx, ['REVISED', 'CONSULT_OVERDUE']);
}

function shelvesOver(state: Alert, ctx: MachineContext): Reduced {
  const shelves = state.shelves.filter((s) => ctx.nowMs < s.untilMs);
  if (shelves.length === state.shelves.length) return same(state);
  return changed(state, { shelves }, ctx, ['UNSHELVED']);
}

function proposalsOver(state: Alert, ctx: MachineContext): Reduced {
  const stands = ctx.regime.proposalStandsS * 1000;
  const proposals = state.proposals.filter((p) => ctx.nowMs - p.atMs < stands);
  if (proposals.length === state.proposals.length) return same(state);
  return changed(state, { proposals }, ctx, ['LAPSED']);
}

function serviceOver(state: Alert, ctx: MachineContext): Reduced {
  const { suppression } = state;
  if (suppression.state !== 'OUT_OF_SERVICE' || ctx.nowMs < suppression.untilMs) return same(state);
  return heardAgain(state, ['IN_SERVICE'], ctx);
}

/** Acknowledged by all and assessed by too few: a reminder, then the answers are taken back. */
function assessmentOver(state: Alert, ctx: MachineContext): Reduced {
  const due = state.assessDue;
  if (!due || ctx.nowMs < due.dueMs) return same(state);
  if (!due.reminded) {
    const { remindAfterS, unackAfterS } = ctx.regime.assess;
    const dueMs = ctx.nowMs + (unackAfterS - remindAfterS) * 1000;
    return changed(state, { assessDue: { dueMs, reminded: true } }, ctx, ['ASSESS_REMINDER']);
  }
  const rev = state.rev + 1;
  const said = { rev, materialRev: rev, changes: [{ field: 'assessment' as const, from: '', to: '' }] };
  const { condition: _, ...again } = alarmAgain(state, state.severity, ctx);
  return changed(state, { ...again, ...said }, ctx, ['REVISED', 'ALARM']);
}
