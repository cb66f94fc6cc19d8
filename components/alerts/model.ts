/** Which alerts stand where: the rows of the strip, what each Party's cell says, the counts above the strip. */

import { type AlertRow, awaitedParties, byUrgency, isAwaited, isOpen } from '../../client/stores/select';
import { type AlertCode, type Answer, type Severity, severityRank } from '../../domain/alert';
import { absenceOf, ownAnswer, shelfOf } from '../../domain/alert-machine';
import { nationalOwner, type ParticipantId } from '../../domain/labels';

const STRIP_ROWS = 3;
/** A withdrawn alert stays in the lists this long: everybody who saw it raised has to see it go. */
const WITHDRAWN_STAYS_MS = 10 * 60e3;

/** Alerts that a Party's list shows: open, still awaited, or withdrawn a short while ago, and not shelved by it; in the strip's order. */
export function listedAlerts(rows: readonly AlertRow[], nowMs: number, own: ParticipantId = ''): AlertRow[] {
  return rows
    .filter(({ alert }) => {
      const { lifecycle } = alert;
      if (shelfOf(alert, own)) return false;
      const fresh = lifecycle.state === 'WITHDRAWN' && nowMs - lifecycle.atMs < WITHDRAWN_STAYS_MS;
      return isOpen(alert) || isAwaited(alert) || fresh;
    })
    .sort(byUrgency);
}

/** Three rows; more only for critical alerts that still await an answer, which are never pushed out. */
export function stripRows(alerts: readonly AlertRow[]): { rows: AlertRow[]; rest: AlertRow[] } {
  const urgent = alerts.filter(({ alert }) => alert.severity === 'CRITICAL' && isAwaited(alert)).length;
  const n = Math.max(STRIP_ROWS, urgent);
  return { rows: alerts.slice(0, n), rest: alerts.slice(n) };
}

/** In a flood advisories stand aside, by code and counted; nothing else is put together, least of all what is critical. */
export function floodAside(alerts: readonly AlertRow[]): {
  rows: AlertRow[];
  aside: AlertRow[];
  groups: [AlertCode, number][];
} {
  const isAside = ({ alert }: AlertRow): boolean => alert.severity === 'ADVISORY';
  const aside = alerts.filter(isAside);
  const counts = new Map<AlertCode, number>();
  for (const { alert } of aside) counts.set(alert.code, (counts.get(alert.code) ?? 0) + 1);
  const groups = [...counts].sort((a, b) => b[1] - a[1]);
  return { rows: alerts.filter((row) => !isAside(row)), aside, groups };
}

export type PartyCell =
  | { kind: 'given'; answer: Answer; absence: Answer | null }
  | { kind: 'dissent'; answer: Answer }
  /** `dueMs` null: awaited without a limit. */
  | { kind: 'awaited'; dueMs: number | null; absence: Answer | null }
  /** Not there when it was to answer, and not back since. */
  | { kind: 'absent'; absence: Answer }
  | { kind: 'not-required' }
  | { kind: 'not-shared' };

/** What a Party's cell says. */
export function partyCell(row: AlertRow, party: ParticipantId): PartyCell {
  const { alert, compartment } = row;
  const owner = nationalOwner(compartment);
  if (owner !== null && owner !== party) return { kind: 'not-shared' };
  const answer = ownAnswer(alert, party);
  const absence = absenceOf(alert, party) ?? null;
  if (answer?.kind === 'DISSENT') return { kind: 'dissent', answer };
  if (answer) return { kind: 'given', answer, absence };
  if (absence && alert.absent.includes(party)) return { kind: 'absent', absence };
  return awaitedParties(row).includes(party)
    ? { kind: 'awaited', dueMs: alert.dueMs, absence }
    : { kind: 'not-required' };
}

export interface Counts {
  open: number;
  needsUs: number;
  waiting: number;
  shelved: number;
  /** The most severe of those that a count holds; null where it holds none. */
  worst: { needsUs: Severity | null; waiting: Severity | null };
}

/** The counts above the strip, for one Party. `waiting` has our answer and awaits another. */
export function countsFor(alerts: readonly AlertRow[], party: ParticipantId): Counts {
  const counts: Counts = {
    open: 0,
    needsUs: 0,
    waiting: 0,
    shelved: 0,
    worst: { needsUs: null, waiting: null },
  };
  for (const row of alerts) {
    if (!isOpen(row.alert) && !isAwaited(row.alert)) continue;
    counts.open++;
    if (shelfOf(row.alert, party)) counts.shelved++;
    const awaited = awaitedParties(row);
    if (awaited.length === 0) continue;
    const kind = awaited.includes(party) ? 'needsUs' : 'waiting';
    counts[kind]++;
    counts.worst[kind] = worse(counts.worst[kind], row.alert.severity);
  }
  return counts;
}

const worse = (a: Severity | null, b: Severity): Severity =>
  a !== null && severityRank(a) >= severityRank(b) ? a : b;

/** The alert that stands in the dossier of a launch: an open one before a closed one, then the newest. */
export function alertOfLaunch(rows: readonly AlertRow[], launchId: string): AlertRow | null {
  const own = rows.filter(({ alert }) => alert.facts.launch === launchId);
  own.sort(
    (a, b) => Number(isOpen(b.alert)) - Number(isOpen(a.alert)) || b.alert.raisedMs - a.alert.raisedMs,
  );
  return own[0] ?? null;
}

/** The alert that the action bar is about: the selected one, else what waits for us, else what waits at all. */
export function alertInHand(
  alerts: readonly AlertRow[],
  selected: AlertRow | null,
  party: ParticipantId,
): AlertRow | null {
  if (selected) return selected;
  return (
    alerts.find((row) => awaitedParties(row).includes(party)) ??
    alerts.find(({ alert }) => isAwaited(alert)) ??
    null
  );
}

/** Alerts that came since the last look at the list, and the most severe of them: what is told to a screen reader. */
export function newcomers(
  alerts: readonly AlertRow[],
  known: ReadonlyMap<string, number>,
): { row: AlertRow; again: boolean }[] {
  return alerts
    .filter(
      ({ alert }) => isAwaited(alert) && (known.get(alert.id) ?? Number.NEGATIVE_INFINITY) < alert.alarmedMs,
    )
    .map((row) => ({ row, again: known.has(row.alert.id) }))
    .sort((a, b) => severityRank(b.row.alert.severity) - severityRank(a.row.alert.severity));
}
