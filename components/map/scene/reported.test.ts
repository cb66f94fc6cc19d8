import { describe, expect, it } from 'vitest';
import { createConsoleStore, initialConsoleState } from '../../../client/stores/console-store';
import { PARTIES, T0 } from '../../../client/testing';
import type { LaunchReport } from '../../../domain/records';
import { flight, flying, IMPACT, sourceOf, TEXTS, track } from '../testing';
import { insetsOf } from './inset';
import { PARTY_LINES } from './looks';
import { impactGap, ReportedBook, widestGap } from './reported';
import { type BuiltScene, SceneBuilder } from './scene';

const NOW = T0 + 130e3;
const DEG_M = 111.2e3;

function report(party: string, latDeg: number, part: Partial<LaunchReport> = {}): LaunchReport {
  const { launchPoint, azimuthDeg, classes } = flying();
  const k = flight(120);
  return {
    ...{ id: `report-${party}`, party, series: `series-${party}`, reportNo: 3, withdrawn: false },
    ...{ kinematics: { ...k, x: k.x.map((v, i) => (i === 2 ? v + latDeg * DEG_M : v)) }, phase: 'coast' },
    ...{ launchPoint, azimuthDeg, classes, phenomenologies: ['RADAR'], looksIn30s: 4, corridor: null },
    ...{ impact: { ...IMPACT, lat: IMPACT.lat + latDeg, atMs: IMPACT.atMs + 10e3 * latDeg } },
    ...{ validUntilMs: NOW + 600e3, givenMs: T0 + 121e3 },
    ...part,
  } as LaunchReport;
}

function world(reports: LaunchReport[], parties = PARTIES) {
  const source = sourceOf({ launches: [flying({ reports })], tracks: [track({ reportedAs: 117 })] });
  const { views } = source.store.getState();
  const shared = views.SHARED;
  if (!shared) throw new Error('no view');
  const held = Object.fromEntries(reports.map((r) => [r.series, r]));
  source.store.setState({ participants: parties, views: { ...views, SHARED: { ...shared, reports: held } } });
  return source;
}
function scene(source: ReturnType<typeof world>, on = true, selected = true): BuiltScene {
  return new SceneBuilder().build({
    state: source.store.getState(),
    console: {
      ...createConsoleStore().getState(),
      layers: { ...initialConsoleState().layers, reported: on },
      selection: selected ? { kind: 'launch', id: 'launch-1' } : null,
    },
    tracks: (c) => source.tracks(c),
    texts: TEXTS,
    nowMs: NOW,
    zoom: 4,
    compact: false,
  });
}
const drawnBy = (s: BuiltScene, order: number) => ({
  lines: s.ground.lines.filter((l) => l.look === PARTY_LINES[order]).length,
  regions: s.ground.areas.filter((a) => a.look.edge === PARTY_LINES[order]).length,
});
const party = (id: string, order: number) => ({ ...PARTIES[0], id, letter: 'ABC'[order], order }) as never;
const both = [report('P1', 0), report('P2', 2)];

describe('UX-230 both national pictures', () => {
  it('UX-230 each Party’s reported path and regions lie over the joint one, each with its own pattern', () => {
    const s = scene(world(both));
    expect([drawnBy(s, 0), drawnBy(s, 1)]).toEqual([
      { lines: 1, regions: 2 },
      { lines: 1, regions: 2 },
    ]);
    expect(new Set(PARTY_LINES.map((l) => `${l.dash}`)).size).toBe(PARTY_LINES.length);
    const off = scene(world(both), false);
    expect([drawnBy(off, 0), drawnBy(off, 1)]).toEqual([
      { lines: 0, regions: 0 },
      { lines: 0, regions: 0 },
    ]);
  });

  it('UX-230 crosses mark both impact estimates, a letter each line and region', () => {
    const s = scene(world(both));
    expect(s.overlay.crosses.map((c) => c.lat)).toEqual(expect.arrayContaining([IMPACT.lat, IMPACT.lat + 2]));
    const letters = (id: string) =>
      s.overlay.labels.find((l) => l.id === id)?.lines.flatMap((line) => line.filter((r) => 'party' in r));
    expect(letters('launch:launch-1 impact P2')).toEqual([{ party: 'B' }]);
    expect(letters('launch:launch-1 on P1')).toEqual([{ party: 'A' }]);
  });

  it('UX-230 the difference of the two estimates is measured with its figure; of three Parties the widest', () => {
    const s = scene(world(both));
    expect(s.overlay.gaps).toHaveLength(1);
    expect(s.overlay.gaps[0]?.letters).toEqual(['A', 'B']);
    expect(s.overlay.gaps[0]?.distanceM).toBeCloseTo(2 * DEG_M, -4);
    expect(s.overlay.gaps[0]?.timeS).toBe(20);
    const three = world([...both, report('P3', -3)], ['P1', 'P2', 'P3'].map(party));
    expect(scene(three).overlay.gaps[0]?.letters).toEqual(['B', 'C']);
    expect(scene(world([report('P1', 0)])).overlay.gaps).toEqual([]);
  });

  it('UX-230 only what was reported: without a report nothing, and never a track', () => {
    const none = scene(world([]));
    expect([drawnBy(none, 0), drawnBy(none, 1)].map((d) => d.lines + d.regions)).toEqual([0, 0]);
    const s = scene(world(both));
    expect(s.objects.map((o) => o.key)).toEqual(['launch:launch-1']);
    // A report that its Party has withdrawn has no path any more.
    expect(
      drawnBy(scene(world([report('P1', 0, { withdrawn: true }), both[1] as LaunchReport])), 0).lines,
    ).toBe(0);
  });

  it('UX-230 not selected, a launch has lines and impact regions without letters and figures', () => {
    const s = scene(world(both), true, false);
    expect([drawnBy(s, 0), drawnBy(s, 1)]).toEqual([
      { lines: 1, regions: 1 },
      { lines: 1, regions: 1 },
    ]);
    expect(s.overlay.gaps).toEqual([]);
    expect(s.overlay.labels.some((l) => l.lines.flat().some((r) => 'party' in r))).toBe(false);
  });
});

describe('UX-231 the magnified inset', () => {
  const insets = (reports: LaunchReport[], metresPerPixel: number, nowMs = NOW) => {
    const source = world(reports);
    const s = scene(source);
    const [reported] = new ReportedBook().list(source.store.getState(), s.objects);
    if (!reported) throw new Error('nothing reported');
    return insetsOf(reported, nowMs, metresPerPixel);
  };

  it('UX-231 is there only for what is too near to be measured on the map', () => {
    const near = [report('P1', 0), report('P2', 0.3)];
    expect(insets(near, 5000).map((i) => i.what)).toEqual(['position', 'impact']);
    expect(insets(near, 500)).toEqual([]);
    expect(insets([near[0] as LaunchReport], 5000)).toEqual([]);
  });

  it('UX-231 lies about the middle of the two, in metres, wide enough to see the difference', () => {
    const [position, impact] = insets([report('P1', 0), report('P2', 0.3)], 5000);
    const [a, b] = impact?.items ?? [];
    expect(a && b && Math.hypot(a.at.e - b.at.e, a.at.n - b.at.n)).toBeCloseTo(impact?.gap.distanceM ?? 0, 0);
    expect((a?.at.n ?? 0) + (b?.at.n ?? 0)).toBeCloseTo(0, 3);
    expect(b?.at.n).toBeGreaterThan(0);
    expect(impact?.halfM).toBeLessThan(2 * (impact?.gap.distanceM ?? 0));
    for (const { courseDeg } of position?.items ?? []) expect(courseDeg).toBeCloseTo(84, 0);
    expect(position?.joint).not.toBeNull();
  });

  it('UX-231 past the end of a report there is no position to compare', () => {
    expect(
      insets([report('P1', 0), report('P2', 0.3)], 5000, IMPACT.atMs + 600e3).map((i) => i.what),
    ).toEqual(['impact']);
  });

  it('UX-231 no two estimates, no difference', () => {
    expect(widestGap([], () => null)).toBeNull();
    expect(impactGap([])).toBeNull();
  });
});
