/** Acknowledgement, dissent and absence: the answers of the Parties, and what an alert waits for after them. */
import type { Alert, Answer } from './alert';
import type { AbsenceCommand, AlertEvent, AnswerCommand, Effect } from './alert-events';
import {
  ackOf,
  already,
  changed,
  closeIfDone,
  dueAfter,
  forbidden,
  isAwaited,
  lateOf,
  type MachineContext,
  notAckable,
  ownAnswer,
  type Reduced,
  refusalOf,
  refused,
  same,
  signatureOf,
  wantsAssessment,
} from './alert-regions';
import { CONSULT } from './alert-table';
import type { ParticipantId } from './labels';

export function answer(state: Alert, a: AnswerCommand, ctx: MachineContext): Reduced {
  const no = refusalOf(state, a);
  if (no) return refused(state, no);
  const mine = ownAnswer(state, a.party);
  if (mine) return refused(state, already(mine));
  const late = lateOf(state, a);
  if (late && late.code !== 'STALE_REV') return refused(state, late);
  if (!isAwaited(state) && !state.absent.includes(a.party)) return notAckable(state, 'settled');
  if (late) return refused(state, late);
  if (state.answers.some((b) => b.user === a.user)) return forbidden(state, 'onePersonOneParty');
  if (a.kind === 'DISSENT' && !a.reason)
    return refused(state, { code: 'BAD_REQUEST', field: 'reason', message: 'a dissent has a reason' });
  const { kind, party, reason, commandId, seenRev } = a;
  const one: Answer = { kind, party, ...signatureOf(a, ctx), rev: seenRev, reason, commandId };
  return answered(
    state,
    one,
    state.absent.filter((p) => p !== party),
    ctx,
  );
}

/** Recorded by a Party that has answered itself; it stands in for nothing but the wait. */
export function absence(state: Alert, a: AbsenceCommand, ctx: MachineContext): Reduced {
  const no = refusalOf(state, a) ?? lateOf(state, a);
  if (no) return refused(state, no);
  const needsAll = state.policy === 'JOINT' || state.policy === 'OWN';
  const missing = needsAll && state.requiredParties.includes(a.absent) && !ownAnswer(state, a.absent);
  if (!missing || state.absent.includes(a.absent)) return notAckable(state, 'notMissing');
  if (!ownAnswer(state, a.party)) return forbidden(state, 'answerFirst');
  const { absentSinceMs } = a;
  if (absentSinceMs === null || ctx.nowMs - absentSinceMs < ctx.regime.absenceAfterS * 1000)
    return forbidden(state, 'partyPresent');
  const { absent, party, reason, commandId, seenRev } = a;
  const one: Answer = {
    ...{ kind: 'ABSENT', party: absent, by: party, ...signatureOf(a, ctx), rev: seenRev, reason, commandId },
  };
  return answered(state, one, [...state.absent, absent], ctx);
}

function answered(state: Alert, one: Answer, absent: ParticipantId[], ctx: MachineContext): Reduced {
  const answers = [...state.answers, one];
  const ack = ackOf(state, answers, absent);
  const settled = ack.state !== 'PARTIAL' && ack.state !== state.ack.state;
  const asks = one.kind === 'DISSENT' && state.consult.state === 'NONE';
  const effects: Effect[] = [
    one.kind === 'ABSENT' ? 'ABSENT' : 'ANSWERED',
    ...(settled ? (['SETTLED'] as const) : []),
    ...(asks ? (['CONSULT'] as const) : []),
  ];
  const next: Partial<Alert> = { answers, absent, ack };
  if (ack.state !== 'PARTIAL') next.dueMs = null;
  if (asks) next.consult = requested(one.party, ctx);
  return closeIfDone(timeAssessment(changed(state, next, ctx, effects), ctx), ctx);
}

/** Whoever was absent is back: it finds the alert unacknowledged, with the time of a new alarm. */
export function returned(state: Alert, party: ParticipantId, ctx: MachineContext): Reduced {
  if (!state.absent.includes(party)) return same(state);
  const absent = state.absent.filter((p) => p !== party);
  const next = { absent, ack: ackOf(state, state.answers, absent), alarmedMs: ctx.nowMs };
  return changed(state, { ...next, dueMs: dueAfter(state.severity, ctx) }, ctx, ['HANDED']);
}

/**
 * A Party has left the center: its answer is no longer asked for. What it said stands, and its leaving says nothing for it.
 * Where nobody of those that were asked is left, who is a member now is asked.
 */
export function release(
  state: Alert,
  { party, heirs }: Extract<AlertEvent, { type: 'RELEASE' }>,
  ctx: MachineContext,
): Reduced {
  if (!state.requiredParties.includes(party)) return same(state);
  const rest = state.requiredParties.filter((p) => p !== party);
  const requiredParties = rest.length > 0 ? rest : [...heirs];
  const absent = state.absent.filter((p) => p !== party);
  const asked = { requiredParties, policy: state.policy };
  const ack = state.ack.state === 'UNACKED' ? state.ack : ackOf(asked, state.answers, absent);
  const next = { requiredParties, absent, ack, rev: state.rev + 1 };
  const reduced = timeAssessment(changed(state, next, ctx, ['REVISED', 'RELEASED']), ctx);
  return closeIfDone(reduced, ctx);
}

export const requested = (by: ParticipantId | 'ENGINE', ctx: MachineContext): Alert['consult'] => ({
  ...{ state: 'REQUESTED', by, atMs: ctx.nowMs, dueMs: ctx.nowMs + ctx.regime.consultWithinS * 1000 },
});

export function consult(
  state: Alert,
  event: Extract<AlertEvent, { type: 'CONSULT' }>,
  ctx: MachineContext,
): Reduced {
  const was = state.consult;
  const to = CONSULT[was.state][event.to];
  if (!to) return same(state);
  if (to === 'REQUESTED') return changed(state, { consult: requested(event.by, ctx) }, ctx, ['CONSULT']);
  if (was.state === 'NONE') return same(state);
  return closeIfDone(changed(state, { consult: { ...was, state: to, dueMs: null } }, ctx), ctx);
}

/** The time for the assessments begins when all have acknowledged, and ends with the last of them. */
export function timeAssessment(reduced: Reduced, ctx: MachineContext): Reduced {
  const { state } = reduced;
  const { assessment, requiredParties } = state;
  const given = assessment.state === 'NONE' ? {} : assessment.verdicts;
  const missing =
    state.ack.state === 'ACKED' && wantsAssessment(state) && requiredParties.some((p) => !given[p]);
  if (missing === (state.assessDue !== null)) return reduced;
  const dueMs = ctx.nowMs + ctx.regime.assess.remindAfterS * 1000;
  return { ...reduced, state: { ...state, assessDue: missing ? { dueMs, reminded: false } : null } };
}
