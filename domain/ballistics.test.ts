import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { freeFlightAcceleration, propagateFreeFlight, stepFreeFlight } from './ballistics';
import { geodeticToEcef, WGS84 } from './geodesy';

/** Energy in the rotating frame (Jacobi), J2 included: constant in free flight. */
function jacobi(x: ArrayLike<number>): number {
  const [X, Y, Z, U, V, W] = Array.from(x) as [number, number, number, number, number, number];
  const r = Math.hypot(X, Y, Z);
  const { muM3S2: mu, j2, aM, omegaRadS: w } = WGS84;
  const potential = (-mu / r) * (1 - j2 * (aM / r) ** 2 * (1.5 * (Z / r) ** 2 - 0.5));
  return 0.5 * (U * U + V * V + W * W) + potential - 0.5 * w * w * (X * X + Y * Y);
}
const state = fc
  .tuple(
    fc.double({ min: -80, max: 80, noNaN: true }),
    fc.double({ min: -180, max: 180, noNaN: true }),
    fc.double({ min: 100e3, max: 1500e3, noNaN: true }),
    fc.array(fc.double({ min: -4000, max: 4000, noNaN: true }), { minLength: 3, maxLength: 3 }),
  )
  .map(([lat, lon, h, v]) => [...geodeticToEcef(lat, lon, h), ...v]);

describe('free flight', () => {
  it('EN-14 gravity at rest on equator and pole is that of WGS-84', () => {
    const g = [0, 0, 0];
    freeFlightAcceleration([WGS84.aM, 0, 0, 0, 0, 0], g);
    expect(-(g[0] ?? 0)).toBeCloseTo(9.7803, 3);
    freeFlightAcceleration([0, 0, WGS84.aM * (1 - WGS84.f), 0, 0, 0], g);
    expect(-(g[2] ?? 0)).toBeCloseTo(9.8322, 3);
  });

  it('EN-14 the energy in the rotating frame is kept', () => {
    fc.assert(
      fc.property(state, (x) => {
        const y = propagateFreeFlight(x, 120, undefined, 5);
        expect(Math.abs(jacobi(y) - jacobi(x))).toBeLessThan(1);
      }),
      { numRuns: 50 },
    );
  });

  it('EN-14 a circular equatorial orbit stays circular and comes round at its own rate', () => {
    const r = 7e6;
    const vInertial = Math.sqrt((WGS84.muM3S2 / r) * (1 + 1.5 * WGS84.j2 * (WGS84.aM / r) ** 2));
    const x = [r, 0, 0, 0, vInertial - WGS84.omegaRadS * r, 0];
    const t = 1500;
    const y = propagateFreeFlight(x, t, undefined, 5);
    expect(Math.hypot(y[0] ?? 0, y[1] ?? 0)).toBeCloseTo(r, 1);
    const angle = Math.atan2(y[1] ?? 0, y[0] ?? 0);
    expect(angle).toBeCloseTo((vInertial / r - WGS84.omegaRadS) * t, 7);
  });

  it('EN-14 there and back again is within a metre over two minutes', () => {
    fc.assert(
      fc.property(state, (x) => {
        const back = propagateFreeFlight(propagateFreeFlight(x, 120), -120);
        expect(Math.hypot(...[0, 1, 2].map((i) => (back[i] ?? 0) - (x[i] ?? 0)))).toBeLessThan(1);
      }),
      { numRuns: 50 },
    );
  });

  it('EN-14 the default step is within 25 m of a fine one over five minutes', () => {
    fc.assert(
      fc.property(state, (x) => {
        const a = propagateFreeFlight(x, 300);
        const b = propagateFreeFlight(x, 300, undefined, 1);
        expect(Math.hypot(...[0, 1, 2].map((i) => (a[i] ?? 0) - (b[i] ?? 0)))).toBeLessThan(25);
      }),
      { numRuns: 20 },
    );
  });

  it('EN-15 thrust adds its constant acceleration', () => {
    const x = [...geodeticToEcef(30, 40, 200e3), 1000, 2000, 500];
    const free = propagateFreeFlight(x, 10, undefined, 1);
    const burning = propagateFreeFlight(x, 10, [20, 0, -10], 1);
    expect((burning[0] ?? 0) - (free[0] ?? 0)).toBeCloseTo(1000, 0);
    expect((burning[2] ?? 0) - (free[2] ?? 0)).toBeCloseTo(-500, 0);
    expect((burning[3] ?? 0) - (free[3] ?? 0)).toBeCloseTo(200, 0);
  });

  it('EN-15 no time changes nothing, and the state given is not written into', () => {
    const x = [...geodeticToEcef(30, 40, 200e3), 1000, 2000, 500];
    const was = [...x];
    expect([...propagateFreeFlight(x, 0)]).toEqual(was);
    propagateFreeFlight(x, 60);
    expect(x).toEqual(was);
    const inPlace = [...x];
    stepFreeFlight(inPlace, 5);
    expect(inPlace).toEqual([...propagateFreeFlight(x, 5)]);
  });
});
