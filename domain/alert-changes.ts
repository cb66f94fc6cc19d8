import { type Alert, type AlertFacts, type FactChange, type Severity, severityRank } from './alert';
import { distanceM } from './geodesy';
import type { Regime } from './regime';

/** The material differences between what answers were bound to and what holds now (ALERTS §1.2), with both values. */
export function factChanges(
  was: Alert,
  now: { severity: Severity; facts: AlertFacts },
  regime: Regime['alert'],
): FactChange[] {
  const out: FactChange[] = [];
  const differs = (field: FactChange['field'], from: string | null, to: string | null): void => {
    if (from !== to) out.push({ field, from: from ?? '', to: to ?? '' });
  };
  differs('severity', was.severity, now.severity);
  differs('corroboration', was.facts.corroboration, now.facts.corroboration);
  differs('match', was.facts.match, now.facts.match);
  differs('finding', was.facts.finding, now.facts.finding);
  differs('topClass', was.facts.topClass, now.facts.topClass);
  const a = was.facts.impact;
  const b = now.facts.impact;
  if (a && b) {
    const movedM = distanceM(a, b);
    if (movedM > Math.max(regime.impactMovedM, a.semiMajorM))
      out.push({ field: 'impact', from: place(a), to: place(b), movedM });
  }
  return out;
}

/** For the worse: it alarms again and takes the answers away. A match, a fall in severity or a first class do not. */
export function isWorse(
  changes: FactChange[],
  was: Alert,
  now: { severity: Severity; facts: AlertFacts },
): boolean {
  if (severityRank(now.severity) > severityRank(was.severity)) return true;
  if (severityRank(now.severity) < severityRank(was.severity)) return false;
  return changes.some(
    (c) =>
      c.field === 'impact' ||
      c.field === 'corroboration' ||
      (c.field === 'topClass' && c.from !== '') ||
      (c.field === 'match' && now.facts.match === 'NONE'),
  );
}

const place = (p: { lat: number; lon: number }): string => `${p.lat.toFixed(2)},${p.lon.toFixed(2)}`;
