import { describe, expect, it } from 'vitest';
import type { AlertFacts, Severity } from './alert';
import { factChanges, isWorse } from './alert-changes';
import { destination } from './geodesy';
import { DEFAULT_REGIME } from './regime';
import { EPOCH, LAUNCH_FACTS, launchAlert } from './testing/samples';

const regime = DEFAULT_REGIME.alert;
const impact = (lat: number, lon: number, semiMajorM = 1000): AlertFacts['impact'] => ({
  ...{ lat, lon, semiMajorM, atMs: EPOCH },
});
const HERE = { lat: 10, lon: 20 };
const east = (km: number) => destination(HERE, 90, km * 1000);
const WAS = { ...LAUNCH_FACTS, topClass: 'MRBM' as const, impact: impact(HERE.lat, HERE.lon) };

/** What a change of these facts, and perhaps of the severity, counts as. */
function judge(facts: Partial<AlertFacts>, severity: Severity = 'HIGH', was: Partial<AlertFacts> = {}) {
  const before = launchAlert(['P1', 'P2'], { facts: { ...WAS, ...was } });
  const now = { severity, facts: { ...before.facts, ...facts } };
  const changes = factChanges(before, now, regime);
  return { changes, worse: isWorse(changes, before, now) };
}

describe('material changes', () => {
  it('AL-01 each material fact is named with what it was and what it is', () => {
    const { changes } = judge(
      { corroboration: 'DUAL', match: 'LATE', finding: 'NOTIFIED_TEST', topClass: 'IRBM' },
      'CRITICAL',
    );
    expect(changes).toEqual([
      { field: 'severity', from: 'HIGH', to: 'CRITICAL' },
      { field: 'corroboration', from: 'SINGLE', to: 'DUAL' },
      { field: 'match', from: 'NONE', to: 'LATE' },
      { field: 'finding', from: 'UNRESOLVED', to: 'NOTIFIED_TEST' },
      { field: 'topClass', from: 'MRBM', to: 'IRBM' },
    ]);
  });

  it('AL-01 what is not in the list is no material change', () => {
    expect(judge({}).changes).toEqual([]);
    expect(
      judge({ launchRev: 9, notification: 'n', notificationNumber: 3, launchAt: { ...HERE, atMs: 1 } })
        .changes,
    ).toEqual([]);
  });

  it('AL-02 an impact is moved beyond 100 km and beyond its own half length, whichever is more', () => {
    expect(judge({ impact: impact(east(99).lat, east(99).lon) }).changes).toEqual([]);
    const [moved] = judge({ impact: impact(east(101).lat, east(101).lon) }).changes;
    expect(moved).toMatchObject({ field: 'impact', from: '10.00,20.00' });
    expect(moved?.movedM).toBeCloseTo(101_000, -1);
    const wide = { impact: impact(HERE.lat, HERE.lon, 300_000) };
    expect(judge({ impact: impact(east(299).lat, east(299).lon) }, 'HIGH', wide).changes).toEqual([]);
    expect(judge({ impact: impact(east(301).lat, east(301).lon) }, 'HIGH', wide).changes.length).toBe(1);
  });

  it('AL-02 a first impact, or one that is no longer said, has not moved', () => {
    expect(judge({ impact: impact(50, 50) }, 'HIGH', { impact: null }).changes).toEqual([]);
    expect(judge({ impact: null }).changes).toEqual([]);
  });

  it.each<[string, Partial<AlertFacts>, Severity, Partial<AlertFacts>, boolean]>([
    ['a rise in severity', {}, 'CRITICAL', {}, true],
    ['a fall in severity', {}, 'ADVISORY', {}, false],
    ['a second kind of sensor', { corroboration: 'DUAL' }, 'HIGH', {}, true],
    ['a kind of sensor less', { corroboration: 'SINGLE' }, 'HIGH', { corroboration: 'DUAL' }, true],
    ['another class', { topClass: 'ICBM' }, 'HIGH', {}, true],
    ['a first class', { topClass: 'ICBM' }, 'HIGH', { topClass: null }, false],
    ['a match', { match: 'LATE' }, 'HIGH', {}, false],
    ['a match that falls severity', { match: 'LATE', finding: 'NOTIFIED_TEST' }, 'ADVISORY', {}, false],
    ['an ambiguous match', { match: 'AMBIGUOUS' }, 'HIGH', {}, false],
    ['a match that is lost', { match: 'NONE' }, 'HIGH', { match: 'LATE' }, true],
    ['another finding alone', { finding: 'UNNOTIFIED_LAUNCH' }, 'HIGH', {}, false],
    ['a moved impact', { impact: impact(east(500).lat, east(500).lon) }, 'HIGH', {}, true],
    ['a match with a second kind', { match: 'LATE', corroboration: 'DUAL' }, 'ADVISORY', {}, false],
  ])('AL-03 for the worse or not: %s', (_what, facts, severity, was, worse) => {
    const judged = judge(facts, severity, was);
    expect(judged.changes.length).toBeGreaterThan(0);
    expect(judged.worse).toBe(worse);
  });
});
