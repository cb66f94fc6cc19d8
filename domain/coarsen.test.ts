import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coarseKinematics, coarsePlace, coarseRegion, isCoarse } from './coarsen';
import { DEG, distanceM, MEAN_RADIUS_M } from './geodesy';
import { CHI2_2 } from './regions';
import { area, kinematics } from './testing/samples';

/** χ² of three degrees of freedom at 95 %. */
const CHI2_3 = 7.814728;
/** A seeded generator of even numbers and of normal ones. */
function chance(seed: number) {
  let s = seed >>> 0;
  const even = (): number => {
    s = (Math.imul(s, 1664525) + 1013904223) >>> 0;
    return (s + 0.5) / 2 ** 32;
  };
  const normal = (): number => Math.sqrt(-2 * Math.log(even())) * Math.cos(2 * Math.PI * even());
  return { even, normal };
}
const TRIES = 20_000;

describe('coarsening', () => {
  it.each([
    [10, 20_000],
    [1000, 5000],
    [5000, 5000],
    [20_000, 1000],
  ])(
    'RL-38 the 95 percent region of a place known to %i m on a grid of %i m holds the truth',
    (sigmaM, gridM) => {
      const { even, normal } = chance(sigmaM + gridM);
      const truth = kinematics().x;
      let inside = 0;
      for (let i = 0; i < TRIES; i++) {
        const at = truth.map((v, k) => (k < 3 ? v + 1e6 * even() : v));
        const seen = kinematics({ x: at.map((v, k) => (k < 3 ? v + sigmaM * normal() : v)) }, sigmaM);
        const { x, P } = coarseKinematics(seen, gridM, 'series_a');
        const d2 = [0, 1, 2].reduce(
          (sum, k) =>
            sum + ((x[k] as number) - (at[k] as number)) ** 2 / (P[[0, 2, 5][k] as number] as number),
          0,
        );
        if (d2 <= CHI2_3) inside++;
      }
      expect(inside / TRIES).toBeGreaterThanOrEqual(0.9475);
    },
  );

  it.each([
    [10, 20_000],
    [5000, 5000],
    [20_000, 1000],
  ])(
    'RL-38 the 95 percent area of a place known to %i m on a grid of %i m holds the truth',
    (sigmaM, gridM) => {
      const { even, normal } = chance(sigmaM * 3 + gridM);
      const perDeg = MEAN_RADIUS_M * DEG;
      let inside = 0;
      for (let i = 0; i < TRIES; i++) {
        const [lat, lon] = [140 * even() - 70, 360 * even() - 180];
        const east = perDeg * Math.cos(lat * DEG);
        const seen = area(lat + (sigmaM * normal()) / perDeg, lon + (sigmaM * normal()) / east, 0, sigmaM);
        const out = coarseRegion(seen, gridM, 'series_a');
        const off = distanceM({ lat, lon }, out);
        if (off * off <= CHI2_2[0.95] * out.cov[0]) inside++;
      }
      expect(inside / TRIES).toBeGreaterThanOrEqual(0.9475);
    },
  );

  it('RL-38 a circle on a grid still holds what it held', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -75, max: 75, noNaN: true }),
        fc.double({ min: -180, max: 180, noNaN: true }),
        fc.integer({ min: 1, max: 100_000 }),
        (lat, lon, gridM) => {
          const out = coarsePlace({ lat, lon, radiusM: 3000 }, gridM, 'claim_a');
          expect(out.radiusM - distanceM({ lat, lon }, out)).toBeGreaterThanOrEqual(3000 - 0.02 * gridM);
        },
      ),
    );
  });

  it('RL-38 what is on the grid tells no finer place, and each object has a grid of its own', () => {
    const x = kinematics().x;
    const near = kinematics({ x: x.map((v, k) => (k < 3 ? v + 40 : v)) });
    const at = (k: typeof near, object: string) => coarseKinematics(k, 50_000, object).x.slice(0, 3);
    expect(at(near, 'a')).toEqual(at(kinematics(), 'a'));
    expect(at(kinematics(), 'a')).not.toEqual(at(kinematics(), 'b'));
    const off = Array.from({ length: 200 }, (_, i) => at(kinematics(), `object ${i}`)).map((place) =>
      place.map((v, k) => v - (x[k] as number)),
    );
    for (const k of [0, 1, 2]) {
      const along = off.map((o) => o[k] as number);
      expect(Math.max(...along.map(Math.abs))).toBeLessThanOrEqual(25_000.001);
      expect([Math.min(...along) < -23_000, Math.max(...along) > 23_000]).toEqual([true, true]);
    }
  });

  it('RL-38 no grid leaves a record as it is, and says that nothing was taken', () => {
    expect(coarseKinematics(kinematics(), 0, 'a')).toEqual(kinematics());
    expect([0, 5].map((delayS) => isCoarse({ gridM: 0, delayS, withheld: [] }))).toEqual([false, true]);
  });
});
