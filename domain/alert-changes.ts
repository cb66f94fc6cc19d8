import { type AlertFacts, type FactChange, type Severity, severityRank } from './alert';
import { distanceM } from './geodesy';
import type { Regime } from './regime';

/** What an alert says at a revision; answers are bound to it. */
export interface Statement {
  severity: Severity;
  facts: AlertFacts;
}

/** The material differences between what answers were bound to and what holds now (ALERTS §1.2), with both values. */
export function factChanges(was: Statement, now: Statement, regime: Regime['alert']): FactChange[] {
  const out: FactChange[] = [];
  const differs = (field: FactChange['field'], from: string | null, to: string | null): void => {
    if (from !== to) out.push({ field, from: from ?? '', to: to ?? '' });
  };
  differs('severity', was.severity, now.severity);
  differs('corroboration', was.facts.corroboration, now.facts.corroboration);
  differs('match', was.facts.match, now.facts.match);
  differs('finding', was.facts.finding, now.facts.finding);
  differs('topClass', was.facts.topClass, now.facts.topClass);
  const moved = impactChange(was.facts, now.facts, regime);
  return moved ? [...out, moved] : out;
}

/**
 * An impact region is another one when its centre left the region that was shown (its 90 % semi-major axis), by a distance
 * that matters, or when it newly reaches somebody's ground. A first region is no change of one unless it does that.
 */
function impactChange(was: AlertFacts, now: AlertFacts, regime: Regime['alert']): FactChange | null {
  const a = was.impact;
  const b = now.impact;
  if (!b) return null;
  const movedM = a ? distanceM(a, b) : 0;
  const away = a !== null && movedM > Math.max(regime.impactMovedM, a.semiMajorM);
  const reached = now.territory && now.territory !== was.territory ? now.territory : null;
  if (!away && !reached) return null;
  const change: FactChange = { field: 'impact', from: a ? place(a) : '', to: place(b), movedM };
  return reached ? { ...change, territory: reached } : change;
}

/**
 * For the worse: it alarms again and takes the answers away. A match, a fall in severity or a first class do not. While a
 * notification covers the launch, only a rise or a finding that says the notification does not explain it does.
 */
export function isWorse(changes: FactChange[], was: Statement, now: Statement): boolean {
  if (severityRank(now.severity) > severityRank(was.severity)) return true;
  if (severityRank(now.severity) < severityRank(was.severity)) return false;
  const covered = now.facts.match === 'ON_FILE' || now.facts.match === 'LATE';
  if (covered) return changes.some((c) => c.field === 'finding' && isExplained(c.from) && !isExplained(c.to));
  return changes.some(
    (c) =>
      c.field === 'impact' ||
      c.field === 'corroboration' ||
      (c.field === 'topClass' && c.from !== '') ||
      (c.field === 'match' && now.facts.match === 'NONE'),
  );
}
const isExplained = (finding: string): boolean => finding.startsWith('NOTIFIED_');

/** Below these two revisions read the same: 5 km and 5 s. */
const SHOWN_M = 5e3;
const SHOWN_MS = 5e3;

/** True if a plain revision is worth making: something that stands on screen reads differently. */
export function readsDifferently(was: AlertFacts, now: AlertFacts): boolean {
  const rest = (f: AlertFacts): string => JSON.stringify({ ...f, launchRev: null, launchAt: null });
  if (rest(was) !== rest(now)) return true;
  const a = was.launchAt;
  const b = now.launchAt;
  if (!a || !b) return a !== b;
  return distanceM(a, b) > SHOWN_M || Math.abs(a.atMs - b.atMs) > SHOWN_MS;
}

const place = (p: { lat: number; lon: number }): string => `${p.lat.toFixed(2)},${p.lon.toFixed(2)}`;
