import { describe, expect, it } from 'vitest';
import { rngFor } from '../../server/simulation/rng';
import { cheapestPairs } from './assignment';
import type { Estimate, Recording, TrueTarget } from './files';
import { nees, scoreTracks } from './score';
import { scoreAreas } from './score-areas';
import { theatre } from './theatre';

const R = 7_000_000;
/** A target that stands on the x axis, `offM` along y, at each time. */
const target = (id: number, offM: number, times: number[], part: Partial<TrueTarget> = {}): TrueTarget => ({
  ...{ id, cls: 'IRBM', t0: 0, tb: 20, launch: [0, 0], impact: [0, 10], ti: 2000 },
  states: times.map((t) => [t, R, offM, 0, 10, 0, 0]),
  ...part,
});
const recording = (truth: TrueTarget[]): Recording => ({
  truth,
  sensors: theatre(rngFor(1), 0.9, 1),
  targetOf: new Map(truth.map((t) => [t.id, t.id])),
  lines: truth.map((t) => ({
    kind: 'det',
    id: t.id,
    sensor: 'R1',
    scan: t.id,
    t: 5,
    arr: 5.2,
    z: [1, 1, 1],
  })),
});
const I6: number[] = Array.from({ length: 21 }, (_, k) => ([0, 2, 5, 9, 14, 20].includes(k) ? 1e6 : 0));
const track = (t: number, id: string, yM: number, part: Partial<Estimate> = {}): Estimate => ({
  ...{ t, id, x: [R, yM, 0, 10, 0, 0], P: I6 },
  ...part,
});
const C = 30_000;

describe('track scorer', () => {
  it.each([
    ['one target, one track 3 km off', [0], [3000], 3000],
    ['a target without a track', [0], [], C / Math.SQRT2],
    ['a track without a target', [], [0], C / Math.SQRT2],
    ['a track beyond the cut is a miss and a false one', [0], [C + 1], C],
    ['two crossed ones are paired the cheap way', [0, 10_000], [10_000, 0], 0],
    ['two targets, one track', [0, 100_000], [4000], Math.hypot(4000, C / Math.SQRT2)],
  ])('FU-81 GOSPA by hand: %s', (_what, truths, tracks, expected) => {
    const rec = recording(truths.map((y, i) => target(i, y, [10])));
    const s = scoreTracks(
      rec,
      tracks.map((y, i) => track(10, `t${i}`, y)),
    );
    expect(s.gospa_mean_m).toBe(Math.round(expected));
  });

  it('FU-82 counts from the first detection on, and knows missed, false, impure and extra ids', () => {
    const rec = recording([target(0, 0, [0, 5, 10, 15, 20]), target(1, 200_000, [5, 10, 15, 20])]);
    const s = scoreTracks(rec, [
      track(0, 'ghost', 0),
      ...[5, 10].map((t) => track(t, 'a', 100)),
      ...[15, 20].map((t) => track(t, 'b', 100)),
      track(10, 'c', 200_000),
      track(15, 'c', 200_000),
      track(20, 'c', 900_000),
    ]);
    expect(s).toMatchObject({
      ...{ targets: 2, missed: 2, falsePts: 2, tracks: 4, falseTracks: 1, extraIds: 1, idChanges: 1 },
      ...{ completeness: 0.75, purity: Number((6 / 7).toFixed(4)), neverTracked: 0 },
      timeToTrack_s: { p50: 5, p90: 5, max: 5 },
    });
    expect(s.nees6.byPhase).toEqual({ boost: { n: 5, in95: 1 }, burnout: { n: 1, in95: 1 } });
  });

  it('FU-83 consistency by Cholesky; a covariance that is none is counted, not scored', () => {
    expect(nees([3, 0, 0, 0, 0, 0], [0, 0, 0, 0, 0, 0], I6)).toBeCloseTo(9e-6, 12);
    const P = I6.slice();
    P[1] = 2e6;
    expect(nees([1, 1, 0, 0, 0, 0], [0, 0, 0, 0, 0, 0], P)).toBeNull();
    expect(scoreTracks(recording([target(0, 0, [10])]), [track(10, 'a', 0, { P })]).nees6.nonPD).toBe(1);
    // Correlated: (1, 1) under [[2, 1], [1, 2]] has d² = 2/3.
    const two = [2, 1, 2, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1];
    expect(nees([1, 1, 0, 0, 0, 0], [0, 0, 0, 0, 0, 0], two)).toBeCloseTo(2 / 3, 12);
  });

  it('FU-84 pairs as cheaply as trying every pairing', () => {
    const rng = rngFor(5, 'pairs');
    for (let round = 0; round < 200; round++) {
      const [rows, columns] = [1 + rng.below(5), 1 + rng.below(5)];
      const cost = Array.from({ length: rows }, () => Array.from({ length: columns }, () => rng.below(50)));
      const of = (pairs: number[]): number =>
        pairs.reduce((s, c, r) => s + (c < 0 ? 0 : (cost[r]?.[c] as number)), 0);
      const pairs = cheapestPairs(rows, columns, (r, c) => cost[r]?.[c] as number);
      expect(pairs.filter((c) => c >= 0).length).toBe(Math.min(rows, columns));
      expect(new Set(pairs.filter((c) => c >= 0)).size).toBe(Math.min(rows, columns));
      expect(of(pairs)).toBe(Math.min(...full(rows, columns).map(of)));
    }
  });
});

describe('area scorer', () => {
  const E: [number, number, number] = [1e8, 0, 4e8];
  const line = (t: number, part: Partial<Estimate>): Estimate => track(t, 'a', 0, part);

  it('FU-85 regions by the 95 % ellipse; what is missing is a miss', () => {
    const rec = recording([target(0, 0, [10, 40])]);
    // 95 % of 20 km is 48.95 km: 0.4° of latitude is 44.5 km, 0.5° is 55.6 km.
    const launch = (lat: number) => ({ lat, lon: 0, t0: 0, E });
    const { areas } = scoreAreas(rec, [
      line(10, {
        launch: launch(0.4),
        corridor: [
          [-1, 9],
          [-1, 11],
          [1, 11],
          [1, 9],
        ],
      }),
      line(40, { launch: launch(0.5), impact: { lat: 0, lon: 10.3, t: 2000, E } }),
      line(40, {}),
    ]);
    expect(areas['launch boost']).toMatchObject({ n: 1, missing: 0, coverage95: 1, semiMajorKmP50: 48.95 });
    expect(areas['launch after burnout']).toMatchObject({ n: 2, missing: 1, coverage95: 0 });
    expect(areas['impact corridor, boost']).toMatchObject({ n: 1, coverage95: 1 });
    expect(areas['impact corridor, boost']?.areaKm2P50).toBeCloseTo(222.4 ** 2, -2);
    expect(areas['impact, burnout 000-030 s']).toMatchObject({ n: 2, missing: 1, coverage95: 0 });
    expect(areas['impact, burnout 000-030 s']?.errorKmP50).toBeCloseTo(33.36, 1);
  });

  it('FU-86 an impact region of an orbital object is a false area; classes are asked two minutes after burnout', () => {
    // In the view of a radar all the time: straight above the first one.
    const [radar] = theatre(rngFor(1), 0.9, 1);
    const above = (radar?.pos ?? []).map((v) => v * 1.1);
    const times = Array.from({ length: 40 }, (_, i) => i * 5);
    const seen = { states: times.map((t) => [t, ...above, 0, 0, 0]) };
    const at = (cls: Record<string, number>, part: Partial<Estimate> = {}): Estimate[] =>
      [100, 135].map((t) => ({ t, id: 'a', x: [...above, 0, 0, 0], cls, ...part }));
    const orbiter = recording([target(0, 0, [], { ...seen, cls: 'SLV', impact: null, ti: null })]);
    const bad = scoreAreas(orbiter, at({ SLV: 0.2, ICBM: 0.8 }, { impact: { lat: 0, lon: 0, t: 1, E } }));
    expect(bad.orbital).toEqual({ lines: 2, falseAreas: 2 });
    expect(bad.classAt120s).toEqual({ n: 1, top1: 0, slvRecall: 0, slvFalse: null });
    const good = scoreAreas(recording([target(0, 0, [], seen)]), at({ IRBM: 0.6, SLV: 0.4 }));
    expect(good.classAt120s).toEqual({ n: 1, top1: 1, slvRecall: null, slvFalse: 0 });
  });
});

const full = (rows: number, columns: number): number[][] =>
  everyPairing(rows, columns).filter((p) => p.filter((c) => c >= 0).length === Math.min(rows, columns));
function everyPairing(rows: number, columns: number): number[][] {
  if (rows === 0) return [[]];
  return everyPairing(rows - 1, columns).flatMap((before) => {
    const free = Array.from({ length: columns }, (_, c) => c).filter((c) => !before.includes(c));
    return [...free, -1].map((c) => [...before, c]);
  });
}
