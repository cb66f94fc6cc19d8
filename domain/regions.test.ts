import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { azDiffDeg, bearingDeg, distanceM } from './geodesy';
import { CHI2_2, circleCov, ellipseAxes, ellipseRing, Z90 } from './regions';

const sigma = fc.double({ min: 100, max: 50_000, noNaN: true });

describe('regions', () => {
  it('EN-05 the 90, 50 and 95 % ellipses hold what they say of a Gaussian', () => {
    for (const [p, chi2] of Object.entries(CHI2_2)) expect(1 - Math.exp(-chi2 / 2)).toBeCloseTo(Number(p), 6);
    expect(Z90).toBeCloseTo(1.6448536, 6);
  });

  it('EN-05 axes of a known covariance: half lengths and azimuth of the longer one', () => {
    const k = Math.sqrt(CHI2_2[0.9]);
    const east = ellipseAxes([9e6, 0, 1e6], 0.9);
    expect(east.semiMajorM).toBeCloseTo(3000 * k, 3);
    expect(east.semiMinorM).toBeCloseTo(1000 * k, 3);
    expect(east.azDeg).toBeCloseTo(90, 6);
    expect(ellipseAxes([1e6, 0, 9e6], 0.9).azDeg % 180).toBeCloseTo(0, 6);
    // East and north rise together: the axis points north-east, azimuth 45°; against each other 135°.
    expect(ellipseAxes([5e6, 4e6, 5e6], 0.9).azDeg).toBeCloseTo(45, 6);
    expect(ellipseAxes([5e6, -4e6, 5e6], 0.9).azDeg).toBeCloseTo(135, 6);
  });

  it('EN-05 every place of the drawn ring has the Mahalanobis distance of its containment', () => {
    const region = fc.record({
      lat: fc.double({ min: -80, max: 80, noNaN: true }),
      lon: fc.double({ min: -180, max: 179, noNaN: true }),
      a: sigma,
      b: sigma,
      rho: fc.double({ min: -0.9, max: 0.9, noNaN: true }),
    });
    fc.assert(
      fc.property(region, fc.constantFrom(0.5 as const, 0.9 as const, 0.95 as const), (r, p) => {
        const en = r.rho * r.a * r.b;
        const cov: [number, number, number] = [r.a * r.a, en, r.b * r.b];
        const ring = ellipseRing({ lat: r.lat, lon: r.lon, cov }, p, 24);
        expect(ring.length).toBe(25);
        expect(distanceM(ring[0] as never, ring[24] as never)).toBeLessThan(0.01);
        const det = cov[0] * cov[2] - en * en;
        for (const q of ring) {
          const m = distanceM(r, q);
          const az = (bearingDeg(r, q) * Math.PI) / 180;
          const [e, n] = [m * Math.sin(az), m * Math.cos(az)];
          const d2 = (cov[2] * e * e - 2 * en * e * n + cov[0] * n * n) / det;
          expect(Math.abs(d2 / CHI2_2[p] - 1)).toBeLessThan(1e-4);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('EN-05 a region of no size is a point, not a fault', () => {
    expect(ellipseAxes([0, 0, 0], 0.9)).toMatchObject({ semiMajorM: 0, semiMinorM: 0 });
    for (const q of ellipseRing({ lat: 10, lon: 20, cov: [0, 0, 0] }, 0.9, 4)) {
      expect(q.lat).toBeCloseTo(10, 9);
      expect(q.lon).toBeCloseTo(20, 9);
    }
  });

  it('EN-05 a circle that stands for a covariance has the variance of a disc', () => {
    const [ee, en, nn] = circleCov(2000);
    expect([ee, en, nn]).toEqual([1e6, 0, 1e6]);
    expect(azDiffDeg(1, 1)).toBe(0);
  });
});
