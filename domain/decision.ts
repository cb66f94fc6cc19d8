/**
 * A decision of all member Parties on the regime (TRUST §5.2, rule 10): one proposes with a reason, each other answers with a
 * reason, and with the last agreement it is agreed; one refusal is enough to refuse it. A plain reducer; its time limit is
 * data that a TICK fires. A decision needs persons' acts: nobody's silence agrees to anything.
 */
import type { CommandResult } from './alert';
import type { ParticipantId } from './labels';
import type { Principal } from './participants';
import type { Refusal } from './refusals';
import type { DecisionSubject } from './regime-now';

export interface DecisionAnswer {
  agreed: boolean;
  reason: string;
  user: string;
  nameEn: string;
  nameRu: string;
  robot: boolean;
  atMs: number;
}
export type DecisionState = 'OPEN' | 'AGREED' | 'REFUSED' | 'LAPSED' | 'WITHDRAWN';
export type Decision = DecisionSubject & {
  id: string;
  number: number;
  rev: number;
  reason: string;
  proposedBy: ParticipantId;
  /** By Party; who proposes has agreed. */
  answers: Record<ParticipantId, DecisionAnswer>;
  /** The member Parties when it was proposed, less those that have left since. Who joins meanwhile is not asked. */
  requiredParties: ParticipantId[];
  state: DecisionState;
  openedMs: number;
  /** Not agreed by then it lapses. */
  lapsesMs: number;
  updatedMs: number;
};
export type DecisionEvent =
  | { type: 'ANSWER'; by: Principal; agree: boolean; reason: string }
  | { type: 'WITHDRAW'; by: Principal }
  /** A Party that was asked is a member no longer. */
  | { type: 'RELEASE'; party: ParticipantId }
  /** What it was about has come to nothing. */
  | { type: 'MOOT' }
  | { type: 'TICK' };
export interface ReducedDecision {
  decision: Decision;
  result: CommandResult;
}

export function openDecision(
  of: DecisionSubject & Pick<Decision, 'id' | 'number' | 'reason'>,
  by: Principal,
  requiredParties: readonly ParticipantId[],
  { nowMs, standsS }: { nowMs: number; standsS: number },
): Decision {
  const first = { ...of, rev: 1, proposedBy: by.participant, requiredParties: [...requiredParties] };
  return settled({
    ...first,
    answers: { [by.participant]: answerOf(by, true, of.reason, nowMs) },
    state: 'OPEN',
    openedMs: nowMs,
    lapsesMs: nowMs + standsS * 1000,
    updatedMs: nowMs,
  });
}

/** A decision that the event leaves as it was is given back as the same object. */
export function reduceDecision(decision: Decision, event: DecisionEvent, nowMs: number): ReducedDecision {
  const refusal = 'by' in event ? refusalOf(decision, event) : null;
  if (refusal || decision.state !== 'OPEN') return { decision, result: refusal ?? { code: 'OK' } };
  const next = changeOf(decision, event, nowMs);
  if (!next) return { decision, result: { code: 'OK' } };
  const changed = { ...decision, ...next, rev: decision.rev + 1, updatedMs: nowMs };
  return { decision: settled(changed), result: { code: 'OK' } };
}

/** The member Parties that have not answered yet. */
export const awaitedOf = ({ state, requiredParties, answers }: Decision): ParticipantId[] =>
  state === 'OPEN' ? requiredParties.filter((p) => !Object.hasOwn(answers, p)) : [];

/** What a decision is about, without what has become of it. */
export function subjectOf(d: Decision): DecisionSubject {
  switch (d.kind) {
    case 'JOIN':
    case 'LEAVE':
      return { kind: d.kind, participant: d.participant };
    case 'PHASE':
      return { kind: d.kind, membership: d.membership };
    case 'SCOPE':
      return { kind: d.kind, scope: d.scope };
  }
}

function changeOf(
  { requiredParties, answers, lapsesMs }: Decision,
  event: DecisionEvent,
  nowMs: number,
): Partial<Pick<Decision, 'answers' | 'requiredParties' | 'state'>> | null {
  switch (event.type) {
    case 'ANSWER': {
      const { by, agree, reason } = event;
      const given = { ...answers, [by.participant]: answerOf(by, agree, reason, nowMs) };
      return agree ? { answers: given } : { answers: given, state: 'REFUSED' };
    }
    case 'WITHDRAW':
      return { state: 'WITHDRAWN' };
    case 'RELEASE':
      return requiredParties.includes(event.party)
        ? { requiredParties: requiredParties.filter((p) => p !== event.party) }
        : null;
    case 'MOOT':
      return { state: 'LAPSED' };
    case 'TICK':
      return nowMs >= lapsesMs ? { state: 'LAPSED' } : null;
  }
}

/** Agreed exactly when every Party that is required has said so. */
function settled(d: Decision): Decision {
  if (d.state !== 'OPEN' || !d.requiredParties.every((p) => d.answers[p]?.agreed)) return d;
  return { ...d, state: 'AGREED' };
}

function refusalOf(
  decision: Decision,
  event: Extract<DecisionEvent, { by: Principal }>,
): CommandResult | null {
  const { participant, userId, role } = event.by;
  const forbid = (reason: Refusal): CommandResult => ({ code: 'FORBIDDEN', reason });
  if (role !== 'supervisor') return forbid('supervisorOnly');
  if (decision.state !== 'OPEN') return { code: 'NOT_ACKABLE', reason: 'decided' satisfies Refusal };
  if (event.type === 'WITHDRAW') return participant === decision.proposedBy ? null : forbid('notYours');
  if (!decision.requiredParties.includes(participant)) return forbid('notAsked');
  const own = decision.answers[participant];
  if (own) {
    const { user: by, nameEn, nameRu, atMs } = own;
    return { code: 'ALREADY', by, nameEn, nameRu, atMs };
  }
  const others = Object.values(decision.answers);
  return others.some((a) => a.user === userId) ? forbid('onePersonOneParty') : null;
}

const answerOf = (by: Principal, agreed: boolean, reason: string, atMs: number): DecisionAnswer => ({
  ...{ agreed, reason, user: by.userId, nameEn: by.name.en, nameRu: by.name.ru, robot: by.robot, atMs },
});
