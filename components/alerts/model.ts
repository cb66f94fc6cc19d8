/** Which alerts stand where: the order of the strip, what each Party's cell says, the counts above the strip. */
import { type Alert, type Answer, severityRank } from '../../domain/alert';
import { type Compartment, nationalOwner, type ParticipantId } from '../../domain/labels';
import type { Principal } from '../../domain/participants';
import type { CompartmentView } from '../../domain/view';
import { answerDueMs } from './due';

/** An alert with the compartment that it came in: only there is said who may see it. */
export interface ShownAlert {
  alert: Alert;
  compartment: Compartment;
}

/** A withdrawn alert stays in the lists this long: everybody who saw it raised has to see it go. */
const WITHDRAWN_STAYS_MS = 10 * 60e3;
const STRIP_ROWS = 3;

export const isOpen = (alert: Alert): boolean => alert.lifecycle.state === 'OPEN';
/** Nobody's answer is missing any more, or none is wanted. */
export const isSettled = (alert: Alert): boolean =>
  alert.ack.state === 'ACKED' || alert.ack.state === 'ANSWERED';
export const awaitsAnswer = (alert: Alert): boolean => isOpen(alert) && !isSettled(alert);
export const isCleared = (alert: Alert): boolean => isOpen(alert) && alert.condition.state === 'INACTIVE';
export const isShelvedFor = (alert: Alert, party: ParticipantId): boolean =>
  alert.suppression.state === 'SHELVED' && alert.suppression.party === party;

/** Every alert of the views that a list may show, in the strip's order. */
export function shownAlerts(
  views: Partial<Record<Compartment, CompartmentView>>,
  nowMs: number,
): ShownAlert[] {
  const out: ShownAlert[] = [];
  for (const view of Object.values(views)) {
    for (const alert of Object.values(view?.alerts ?? {})) {
      const { lifecycle } = alert;
      const fresh = lifecycle.state === 'WITHDRAWN' && nowMs - lifecycle.atMs < WITHDRAWN_STAYS_MS;
      if (view && (isOpen(alert) || fresh)) out.push({ alert, compartment: view.compartment });
    }
  }
  return out.sort(inStripOrder);
}

/** Unacknowledged first, then priority, then oldest. */
export function inStripOrder(a: ShownAlert, b: ShownAlert): number {
  return (
    Number(awaitsAnswer(b.alert)) - Number(awaitsAnswer(a.alert)) ||
    severityRank(b.alert.severity) - severityRank(a.alert.severity) ||
    a.alert.raisedMs - b.alert.raisedMs ||
    (a.alert.id < b.alert.id ? -1 : 1)
  );
}

/** Three rows; the strip grows only for critical alerts that still await an answer: those are never pushed out. */
export function stripRows(alerts: ShownAlert[]): { rows: ShownAlert[]; rest: ShownAlert[] } {
  const urgent = alerts.filter(({ alert }) => alert.severity === 'CRITICAL' && awaitsAnswer(alert)).length;
  const n = Math.max(STRIP_ROWS, urgent);
  return { rows: alerts.slice(0, n), rest: alerts.slice(n) };
}

export type PartyCell =
  | { kind: 'given'; answer: Answer; inAbsence: boolean }
  | { kind: 'dissent'; answer: Answer }
  | { kind: 'awaited'; dueMs: number }
  | { kind: 'open' }
  | { kind: 'not-required' }
  | { kind: 'not-shared' };

/** What a Party's cell says. `open` is awaited without a limit. */
export function partyCell({ alert, compartment }: ShownAlert, party: ParticipantId): PartyCell {
  const owner = nationalOwner(compartment);
  if (owner !== null && owner !== party) return { kind: 'not-shared' };
  const answer = alert.answers.find((a) => a.party === party);
  if (answer?.kind === 'DISSENT') return { kind: 'dissent', answer };
  if (answer) return { kind: 'given', answer, inAbsence: answer.kind === 'ABSENT' };
  if (!awaitsAnswer(alert) || !alert.requiredParties.includes(party)) return { kind: 'not-required' };
  const dueMs = answerDueMs(alert);
  return dueMs === null ? { kind: 'open' } : { kind: 'awaited', dueMs };
}

export type AnswerState =
  | { can: true }
  | { can: false; why: 'answered'; answer: Answer }
  | { can: false; why: 'settled' | 'closed' | 'not-yours' | 'supervisors-only' };

/** Whether this user may acknowledge an alert now, and if not, why. The server decides again. */
export function answerState({ alert, compartment }: ShownAlert, me: Principal): AnswerState {
  if (!isOpen(alert)) return { can: false, why: 'closed' };
  const answer = alert.answers.find((a) => a.party === me.participant);
  if (answer) return { can: false, why: 'answered', answer };
  if (isSettled(alert)) return { can: false, why: 'settled' };
  const owner = nationalOwner(compartment);
  const mine = owner === null ? alert.requiredParties.includes(me.participant) : owner === me.participant;
  if (!mine) return { can: false, why: 'not-yours' };
  if (me.role !== 'supervisor' && alert.policy !== 'NOTE') return { can: false, why: 'supervisors-only' };
  return { can: true };
}

export interface Counts {
  open: number;
  needsUs: number;
  waitingOnOthers: number;
  cleared: number;
  shelved: number;
}

/** The counts above the strip, for one Party. */
export function countsFor(alerts: ShownAlert[], party: ParticipantId): Counts {
  const counts: Counts = { open: 0, needsUs: 0, waitingOnOthers: 0, cleared: 0, shelved: 0 };
  for (const shown of alerts) {
    const { alert } = shown;
    if (!isOpen(alert)) continue;
    counts.open++;
    if (isShelvedFor(alert, party)) counts.shelved++;
    if (!awaitsAnswer(alert)) continue;
    if (isCleared(alert)) counts.cleared++;
    const own = partyCell(shown, party).kind;
    if (own === 'awaited' || own === 'open') counts.needsUs++;
    else counts.waitingOnOthers++;
  }
  return counts;
}

/** The alert of a launch that stands in its dossier: open before closed, then the newest. */
export function alertOfLaunch(
  views: Partial<Record<Compartment, CompartmentView>>,
  launchId: string,
): ShownAlert | null {
  let best: ShownAlert | null = null;
  for (const view of Object.values(views)) {
    for (const alert of Object.values(view?.alerts ?? {})) {
      if (!view || alert.facts.launch !== launchId) continue;
      const better =
        !best ||
        Number(isOpen(alert)) - Number(isOpen(best.alert)) > 0 ||
        (isOpen(alert) === isOpen(best.alert) && alert.raisedMs > best.alert.raisedMs);
      if (better) best = { alert, compartment: view.compartment };
    }
  }
  return best;
}

/** The first alert that waits for this Party's answer, in the strip's order. */
export function nextForUs(alerts: ShownAlert[], party: ParticipantId): ShownAlert | null {
  return alerts.find((s) => ['awaited', 'open'].includes(partyCell(s, party).kind)) ?? null;
}
