import { describe, expect, it } from 'vitest';
import type { AlertFacts, Severity } from './alert';
import { factChanges, isWorse, readsDifferently } from './alert-changes';
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

  it("AL-02 one that newly reaches somebody's ground counts as moved, however little, also the first; one that leaves it does not", () => {
    const reached = judge({ territory: 'P2' }).changes;
    expect(reached).toEqual([
      { field: 'impact', from: '10.00,20.00', to: '10.00,20.00', movedM: 0, territory: 'P2' },
    ]);
    expect(judge({ territory: 'P2', impact: impact(1, 2) }, 'HIGH', { impact: null }).changes).toMatchObject([
      { field: 'impact', from: '', to: '1.00,2.00', territory: 'P2' },
    ]);
    expect(judge({ territory: 'P1' }, 'HIGH', { territory: 'P2' }).changes.length).toBe(1);
    expect(judge({ territory: 'P2' }, 'HIGH', { territory: 'P2' }).changes).toEqual([]);
    expect(judge({ territory: null }, 'HIGH', { territory: 'P2' }).changes).toEqual([]);
  });

  it('AL-01 a revision is made of what reads differently, not of every metre and second', () => {
    const at = (km: number, s: number) => ({
      ...LAUNCH_FACTS,
      launchAt: { ...east(km), atMs: EPOCH + s * 1000 },
    });
    expect(readsDifferently(at(0, 0), { ...at(4.9, 4.9), launchRev: 77 })).toBe(false);
    expect(readsDifferently(at(0, 0), at(5.1, 0))).toBe(true);
    expect(readsDifferently(at(0, 0), at(0, 5.1))).toBe(true);
    expect(readsDifferently(LAUNCH_FACTS, at(0, 0))).toBe(true);
    expect(readsDifferently(at(0, 0), { ...at(0, 0), notificationNumber: 3 })).toBe(true);
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
    [
      'a moved impact of a covered launch',
      { impact: impact(east(500).lat, east(500).lon) },
      'HIGH',
      { match: 'LATE' },
      false,
    ],
    ['a second kind on a covered launch', { corroboration: 'DUAL' }, 'HIGH', { match: 'ON_FILE' }, false],
    [
      'a covered launch that is not explained any more',
      { finding: 'UNRESOLVED' },
      'HIGH',
      { match: 'LATE', finding: 'NOTIFIED_TEST' },
      true,
    ],
    [
      'a covered launch that is explained',
      { finding: 'NOTIFIED_TEST' },
      'HIGH',
      { match: 'LATE', finding: 'UNRESOLVED' },
      false,
    ],
    ['a rise of a covered launch', {}, 'CRITICAL', { match: 'LATE' }, true],
    ["a region that reaches somebody's ground", { territory: 'P2' }, 'HIGH', {}, true],
    ['a match with a second kind', { match: 'LATE', corroboration: 'DUAL' }, 'ADVISORY', {}, false],
  ])('AL-03 for the worse or not: %s', (_what, facts, severity, was, worse) => {
    const judged = judge(facts, severity, was);
    expect(judged.changes.length).toBeGreaterThan(0);
    expect(judged.worse).toBe(worse);
  });
});
