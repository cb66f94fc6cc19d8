/** What supervisors do beside answering: say what it is, put it aside for themselves, and what needs all of them. */
import type { Alert, AssessmentRegion, JointAct, PartyVerdict, Proposal } from './alert';
import { requested, timeAssessment } from './alert-answers';
import type {
  AssessCommand,
  Effect,
  ProposeCommand,
  RefuseCommand,
  ShelveCommand,
  UnshelveCommand,
} from './alert-events';
import {
  already,
  changed,
  closed,
  forbidden,
  isOfHealth,
  isSaid,
  lateOf,
  type MachineContext,
  notAckable,
  OK,
  ownAnswer,
  type Reduced,
  refusalOf,
  refused,
  shelfOf,
  signatureOf,
} from './alert-regions';
import { CONSULT, SUPPRESSION } from './alert-table';
import { takeBack } from './alert-updates';
import type { ParticipantId } from './labels';

const needsReason: Reduced['result'] = {
  ...{ code: 'BAD_REQUEST', field: 'reason', message: 'it has a reason' },
};

/** After its own answer a Party says what it is, and may say otherwise later; two that differ ask for a consultation. */
export function assess(state: Alert, a: AssessCommand, ctx: MachineContext): Reduced {
  const no = refusalOf(state, a) ?? lateOf(state, a);
  if (no) return refused(state, no);
  if (!ownAnswer(state, a.party)) return forbidden(state, 'answerFirst');
  if (a.reason === '') return refused(state, needsReason);
  const was = state.assessment.state === 'NONE' ? {} : state.assessment.verdicts;
  const mine = was[a.party];
  if (mine && mine.verdict === a.verdict && mine.reason === a.reason)
    return refused(state, {
      ...{ code: 'ALREADY', by: mine.user, nameEn: mine.nameEn, nameRu: mine.nameRu, atMs: mine.atMs },
    });
  if (Object.entries(was).some(([p, v]) => p !== a.party && v.user === a.user))
    return forbidden(state, 'onePersonOneParty');
  const { verdict, reason, seenRev } = a;
  const one: PartyVerdict = { verdict, reason, rev: seenRev, ...signatureOf(a, ctx) };
  const assessment = assessmentOf({ ...was, [a.party]: one }, state.requiredParties);
  const effects: Effect[] = ['ASSESSED'];
  if (assessment.state === 'AGREED') effects.push('AGREED');
  const disputed = assessment.state === 'DISPUTED' && state.assessment.state !== 'DISPUTED';
  if (disputed) effects.push('DISPUTED');
  const asks = disputed && CONSULT[state.consult.state].REQUESTED !== undefined;
  if (asks) effects.push('CONSULT');
  const next = { assessment, ...(asks && { consult: requested('ENGINE', ctx) }) };
  return timeAssessment(changed(state, next, ctx, effects), ctx);
}

/** Agreed once all have said the same; disputed as soon as two differ. */
function assessmentOf(
  verdicts: Record<ParticipantId, PartyVerdict>,
  required: readonly ParticipantId[],
): AssessmentRegion {
  const said = new Set(Object.values(verdicts).map((v) => v.verdict));
  if (said.size > 1) return { state: 'DISPUTED', verdicts };
  return { state: required.every((p) => verdicts[p]) ? 'AGREED' : 'GIVEN', verdicts };
}

export function shelve(state: Alert, c: ShelveCommand, ctx: MachineContext): Reduced {
  const no = refusalOf(state, c) ?? lateOf(state, c);
  if (no) return refused(state, no);
  const mine = shelfOf(state, c.party);
  if (mine) return refused(state, already(mine));
  if (c.reason === '') return refused(state, needsReason);
  if (state.severity === 'CRITICAL') return forbidden(state, 'criticalStays');
  const { longestS, most } = ctx.regime.shelve;
  if (c.untilMs <= ctx.nowMs || c.untilMs > ctx.nowMs + longestS * 1000) return forbidden(state, 'tooLong');
  if (c.shelvedNow >= most) return forbidden(state, 'tooManyShelved');
  const { party, untilMs, reason } = c;
  const shelf = { party, untilMs, reason, ...signatureOf(c, ctx) };
  return changed(state, { shelves: [...state.shelves, shelf] }, ctx, ['SHELVED']);
}

export function unshelve(state: Alert, c: UnshelveCommand, ctx: MachineContext): Reduced {
  const no = refusalOf(state, c) ?? lateOf(state, c);
  if (no) return refused(state, no);
  if (!shelfOf(state, c.party)) return notAckable(state, 'notShelved');
  return changed(state, { shelves: state.shelves.filter((s) => s.party !== c.party) }, ctx, ['UNSHELVED']);
}

/**
 * An act of all required Parties: each proposes it for itself, the last one carries it out. Who alone gave the data may take
 * it back alone.
 */
export function propose(state: Alert, c: ProposeCommand, ctx: MachineContext): Reduced {
  const no = refusalOf(state, c) ?? lateOf(state, c) ?? actRefusal(state, c, ctx);
  if (no) return refused(state, no);
  const { act, party, reason } = c;
  const untilMs = act === 'OUT_OF_SERVICE' ? c.untilMs : null;
  const one: Proposal = { act, party, reason, untilMs, ...signatureOf(c, ctx) };
  const ours = [...state.proposals.filter((p) => p.act === act), one];
  const alone = act === 'WITHDRAW' && state.facts.source === party;
  const all = alone || state.requiredParties.every((p) => ours.some((o) => o.party === p));
  if (!all) return changed(state, { proposals: [...state.proposals, one] }, ctx, ['PROPOSED']);
  const rest = { ...state, proposals: state.proposals.filter((p) => p.act !== act) };
  return { ...CARRY_OUT[act](rest, ours, ctx), result: OK };
}

/** One Party is enough to refuse what needs all of them. */
export function refuse(state: Alert, c: RefuseCommand, ctx: MachineContext): Reduced {
  const no = refusalOf(state, c) ?? lateOf(state, c);
  if (no) return refused(state, no);
  const proposals = state.proposals.filter((p) => p.act !== c.act);
  if (proposals.length === state.proposals.length) return notAckable(state, 'notProposed');
  return changed(state, { proposals }, ctx, ['REFUSED']);
}

function actRefusal(state: Alert, c: ProposeCommand, ctx: MachineContext): Reduced['result'] | null {
  if (c.reason === '') return needsReason;
  const ours = state.proposals.filter((p) => p.act === c.act);
  const mine = ours.find((p) => p.party === c.party);
  if (mine)
    return { code: 'ALREADY', by: mine.user, nameEn: mine.nameEn, nameRu: mine.nameRu, atMs: mine.atMs };
  if (ours.some((p) => p.user === c.user)) return forbidden(state, 'onePersonOneParty').result;
  const { condition, suppression } = state;
  switch (c.act) {
    case 'RESET':
      if (condition.state !== 'INACTIVE' || !condition.latched) return notAckable(state, 'notLatched').result;
      return isSaid(state) ? null : forbidden(state, 'answerFirst').result;
    case 'OUT_OF_SERVICE': {
      if (!isOfHealth(state) || !SUPPRESSION[suppression.state].OUT_OF_SERVICE)
        return forbidden(state, 'healthOnly').result;
      if (state.severity === 'CRITICAL') return forbidden(state, 'criticalStays').result;
      const longestMs = ctx.nowMs + ctx.regime.outOfServiceLongestS * 1000;
      const inTime = c.untilMs !== null && c.untilMs > ctx.nowMs && c.untilMs <= longestMs;
      return inTime ? null : forbidden(state, 'tooLong').result;
    }
    case 'WITHDRAW':
      return null;
  }
}

const CARRY_OUT: Record<JointAct, (state: Alert, by: Proposal[], ctx: MachineContext) => Reduced> = {
  RESET: (state, _by, ctx) => closed(changed(state, {}, ctx, []), ctx),
  WITHDRAW: (state, by, ctx) =>
    takeBack(
      state,
      by[by.length - 1]?.reason ?? '',
      by.map((p) => p.party),
      ctx,
    ),
  OUT_OF_SERVICE: (state, by, ctx) => {
    // As long as all of them said.
    const untilMs = Math.min(...by.map((p) => p.untilMs ?? ctx.nowMs));
    const parties = by.map((p) => p.party);
    const reason = by[by.length - 1]?.reason ?? '';
    const suppression = { state: 'OUT_OF_SERVICE', by: parties, untilMs, reason } as const;
    return changed(state, { suppression, dueMs: null }, ctx, ['OUT_OF_SERVICE']);
  },
};
