import { describe, expect, it } from 'vitest';
import { hashKey, rngFor } from './rng';

const mean = (list: number[]): number => list.reduce((a, b) => a + b, 0) / list.length;

describe('rng', () => {
  it('gives each key its own stream, the same every time', () => {
    const first = (...keys: (number | string)[]) => {
      const rng = rngFor(7, ...keys);
      return [rng.unit(), rng.unit(), rng.normal()];
    };
    expect(first('a', 1)).toEqual(first('a', 1));
    const streams = [
      first('a', 1),
      first('a', 2),
      first('b', 1),
      first('a', 1, 0),
      first('ab', 1),
      first('a', 2 ** 40 + 1),
    ];
    expect(new Set(streams.map((s) => s.join())).size).toBe(streams.length);
    expect(hashKey('OLENEGORSK-D')).not.toBe(hashKey('OLENEGORSK-V'));
  });

  it('is even, normal and Poisson across streams as well as within one', () => {
    const across = Array.from({ length: 20_000 }, (_, i) => rngFor(1, 'look', i).unit());
    const within = (() => {
      const rng = rngFor(1, 'one');
      return Array.from({ length: 20_000 }, () => rng.unit());
    })();
    for (const list of [across, within]) {
      expect(mean(list)).toBeCloseTo(0.5, 2);
      const bins = new Array<number>(20).fill(0);
      for (const v of list) bins[Math.floor(v * 20)] = (bins[Math.floor(v * 20)] as number) + 1;
      const chi2 = bins.reduce((sum, n) => sum + (n - 1000) ** 2 / 1000, 0);
      // 19 degrees of freedom: 99.9 % below 43.8.
      expect(chi2).toBeLessThan(43.8);
    }
    const rng = rngFor(2, 'normal');
    const normals = Array.from({ length: 20_000 }, () => rng.normal());
    expect(mean(normals)).toBeCloseTo(0, 1);
    expect(mean(normals.map((v) => v * v))).toBeCloseTo(1, 1);
    const counts = Array.from({ length: 20_000 }, () => rng.poisson(0.2));
    expect(mean(counts)).toBeCloseTo(0.2, 1);
    expect(Math.abs(mean(counts) - 0.2)).toBeLessThan(0.02);
  });
});
