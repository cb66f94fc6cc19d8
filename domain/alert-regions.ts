/** What the regions of an alert say together, and how the rooms of the machine give back what they made. */
import type { AckRegion, Alert, AlertFacts, Answer, CommandResult, Severity } from './alert';
import type { AlertCommandEvent, Effect } from './alert-events';
import { ACCEPTS, COMMANDS_BY, LIFECYCLE } from './alert-table';
import type { ParticipantId } from './labels';
import type { Refusal } from './refusals';
import type { Regime } from './regime';

export interface Reduced {
  state: Alert;
  result: CommandResult;
  effects: Effect[];
}
export interface MachineContext {
  nowMs: number;
  regime: Regime['alert'];
}

export const OK: CommandResult = { code: 'OK' };
export const same = (state: Alert): Reduced => ({ state, result: OK, effects: [] });
export const refused = (state: Alert, result: CommandResult): Reduced => ({ state, result, effects: [] });
export const forbidden = (state: Alert, reason: Refusal): Reduced =>
  refused(state, { code: 'FORBIDDEN', reason });
export const notAckable = (state: Alert, reason: Refusal): Reduced =>
  refused(state, { code: 'NOT_ACKABLE', reason });
export const changed = (
  state: Alert,
  next: Partial<Alert>,
  ctx: MachineContext,
  effects: Effect[] = ['REVISED'],
): Reduced => ({ state: { ...state, ...next, updatedMs: ctx.nowMs }, result: OK, effects });

export function dueAfter(severity: Severity, ctx: MachineContext): number | null {
  const s = ctx.regime.answerWithinS[severity];
  return s === null ? null : ctx.nowMs + s * 1000;
}

/** True while the alarm waits for somebody's answer. Absences that stand in for one end that, not the need of the answer. */
export function isAwaited({ lifecycle, condition, suppression, ack }: Alert): boolean {
  if (lifecycle.state === 'CLOSED' || condition.state === 'PENDING') return false;
  return suppression.state !== 'OUT_OF_SERVICE' && (ack.state === 'UNACKED' || ack.state === 'PARTIAL');
}

/** Parties whose answer is awaited, in the order of `requiredParties`. */
export function awaitedParties(alert: Alert): ParticipantId[] {
  if (!isAwaited(alert)) return [];
  return alert.requiredParties.filter((p) => !ownAnswer(alert, p) && !alert.absent.includes(p));
}

/** What a Party has answered itself. */
export const ownAnswer = (alert: Pick<Alert, 'answers'>, party: ParticipantId): Answer | undefined =>
  alert.answers.find((a) => a.party === party && a.kind !== 'ABSENT');

/** The latest recorded absence of a Party, in this alarm or an earlier one: it stands for ever. */
export const absenceOf = (
  { answers, archivedAnswers }: Pick<Alert, 'answers' | 'archivedAnswers'>,
  party: ParticipantId,
): Answer | undefined =>
  [...archivedAnswers, ...answers].findLast((a) => a.party === party && a.kind === 'ABSENT');

/** The acknowledgement of these answers and absences, by the policy. Nobody's absence acknowledges anything. */
export function ackOf(
  { policy, requiredParties }: Pick<Alert, 'policy' | 'requiredParties'>,
  answers: readonly Answer[],
  absent: readonly ParticipantId[],
): AckRegion {
  const own = answers.filter((a) => a.kind !== 'ABSENT');
  if (own.length === 0) return { state: 'UNACKED' };
  const one = policy === 'SINGLE' || policy === 'NOTE';
  const missing = one ? [] : requiredParties.filter((p) => !own.some((a) => a.party === p));
  if (missing.some((p) => !absent.includes(p))) return { state: 'PARTIAL' };
  const all = missing.length === 0 && own.every((a) => a.kind === 'ACK');
  return { state: all ? 'ACKED' : 'ANSWERED' };
}

/** A launch, or what is said to be one, that all are asked about: each Party says what it is. */
export const wantsAssessment = ({ policy, severity, lifecycle, facts }: Alert): boolean =>
  policy === 'JOINT' && severity !== 'ADVISORY' && lifecycle.state === 'OPEN' && isOfLaunch(facts);
const isOfLaunch = (facts: AlertFacts): boolean => facts.launch !== null || facts.claim !== undefined;

/** Of a sensor's own health: the only ones that may be taken out of service. */
export const isOfHealth = ({ facts }: Pick<Alert, 'facts'>): boolean =>
  facts.sensor !== null && !isOfLaunch(facts);

export const shelfOf = (alert: Pick<Alert, 'shelves'>, party: ParticipantId) =>
  alert.shelves.find((s) => s.party === party);

/** By whether the condition is there, gone or latched: the ISA-18.2 letter while an answer is missing, and after. */
const LETTERS = { there: ['B', 'C'], gone: ['D', 'A'], latched: ['E', 'F'] } as const;
const QUIET = { SUPPRESSED: 'H', OUT_OF_SERVICE: 'I' } as const;

/**
 * ISA-18.2 display letter as one Party sees it: A normal, B unacknowledged, C acknowledged, D gone but unacknowledged,
 * E and F latched, G shelved, H suppressed, I out of service.
 */
export function displayLetter(
  alert: Alert,
  party?: ParticipantId,
): 'A' | 'B' | 'C' | 'D' | 'E' | 'F' | 'G' | 'H' | 'I' {
  const { condition, suppression } = alert;
  if (suppression.state !== 'NONE') return QUIET[suppression.state];
  if (party !== undefined && shelfOf(alert, party)) return 'G';
  if (condition.state === 'PENDING') return 'A';
  const inactive = condition.state === 'INACTIVE' ? (condition.latched ? 'latched' : 'gone') : 'there';
  return LETTERS[inactive][isAwaited(alert) || alert.absent.length > 0 ? 0 : 1];
}

/** All have said what was to be said: acknowledged, or talked over; what is disputed is talked over first. */
export function isSaid({ ack, answers, requiredParties, policy, consult, assessment }: Alert): boolean {
  const talked = consult.state === 'CLOSED';
  if (assessment.state === 'DISPUTED' && !talked) return false;
  if (ack.state === 'ACKED') return true;
  const everyone = policy === 'SINGLE' || policy === 'NOTE';
  // Absent is not answered: that Party's own answer comes first.
  return (
    ack.state === 'ANSWERED' &&
    talked &&
    (everyone || requiredParties.every((p) => ownAnswer({ answers }, p)))
  );
}

/** Gone and said by all: closed. Never while somebody's answer is missing. */
export function closeIfDone(reduced: Reduced, ctx: MachineContext): Reduced {
  const { state } = reduced;
  const { condition, lifecycle } = state;
  const to = LIFECYCLE[lifecycle.state].DONE;
  if (!to || condition.state !== 'INACTIVE' || condition.latched || !isSaid(state)) return reduced;
  return closed(reduced, ctx);
}
export function closed({ state, result, effects }: Reduced, ctx: MachineContext): Reduced {
  const over = { lifecycle: { state: 'CLOSED', atMs: ctx.nowMs }, assessDue: null, dueMs: null } as const;
  return { state: { ...state, ...over }, result, effects: [...effects, 'CLOSED'] };
}

/** What of a command is refused before it is looked at closer. */
export function refusalOf(state: Alert, c: AlertCommandEvent): CommandResult | null {
  // Nobody was told of it yet.
  if (state.condition.state === 'PENDING') return { code: 'NOT_FOUND' };
  if (c.seq !== state.seq)
    return { code: 'WRONG_SEQ', open: state.lifecycle.state === 'OPEN' ? state.seq : null };
  const { role, required } = COMMANDS_BY[c.type];
  if (required && !state.requiredParties.includes(c.party))
    return { code: 'FORBIDDEN', reason: 'notAsked' satisfies Refusal };
  const duty =
    role === 'asked' &&
    state.policy === 'NOTE' &&
    c.role === 'duty' &&
    c.type === 'ANSWER' &&
    c.kind === 'ACK';
  if (c.role !== 'supervisor' && !duty)
    return { code: 'FORBIDDEN', reason: 'supervisorOnly' satisfies Refusal };
  return null;
}

/** After who gave it: whether the alert still takes it, and whether it was made for what stands now. */
export function lateOf(state: Alert, c: AlertCommandEvent): CommandResult | null {
  if (!ACCEPTS[state.lifecycle.state].includes(c.type))
    return {
      code: 'NOT_ACKABLE',
      reason: (state.lifecycle.state === 'WITHDRAWN' ? 'withdrawn' : 'closed') satisfies Refusal,
    };
  if (!COMMANDS_BY[c.type].bound || !('seenRev' in c)) return null;
  if (c.seenRev >= state.materialRev && c.seenRev <= state.rev) return null;
  const { rev, materialRev, changes } = state;
  return { code: 'STALE_REV', currentRev: rev, materialRev, changes };
}

/** The same Party has done it already. */
export const already = ({
  user,
  nameEn,
  nameRu,
  atMs,
}: Answer | Alert['shelves'][number]): CommandResult => ({
  ...{ code: 'ALREADY', by: user, nameEn, nameRu, atMs },
});
export const signatureOf = (c: AlertCommandEvent, ctx: MachineContext) => ({
  ...{ user: c.user, nameEn: c.nameEn, nameRu: c.nameRu, robot: c.robot, atMs: ctx.nowMs },
});
