import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  azDiffDeg,
  bearingDeg,
  destination,
  distanceM,
  ecefToGeodetic,
  enuAxes,
  geodeticToEcef,
  MEAN_RADIUS_M,
  type Vec3,
  WGS84,
  wrapAz,
  wrapLon,
} from './geodesy';

const B = WGS84.aM * (1 - WGS84.f);
const lat = fc.double({ min: -90, max: 90, noNaN: true });
const lon = fc.double({ min: -180, max: 180, noNaN: true });
const dot = (a: Vec3, b: Vec3): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];

describe('geodesy', () => {
  it('EN-03 known places: axes of the ellipsoid, and a published pair', () => {
    expect(geodeticToEcef(0, 0, 0)).toEqual([WGS84.aM, 0, 0]);
    expect(geodeticToEcef(0, 90, 1000)[1]).toBeCloseTo(WGS84.aM + 1000, 6);
    expect(geodeticToEcef(90, 0, 0)[2]).toBeCloseTo(B, 6);
    expect(geodeticToEcef(-90, 77, 5)[2]).toBeCloseTo(-B - 5, 6);
    // Meridian quadrant's end point by hand: N = a / sqrt(1 - e² sin² 45°).
    const n = WGS84.aM / Math.sqrt(1 - 0.5 * WGS84.f * (2 - WGS84.f));
    expect(geodeticToEcef(45, 0, 0)[0]).toBeCloseTo(n * Math.SQRT1_2, 6);
  });

  it('EN-03 there and back is within a millimetre from the sea floor to 40,000 km', () => {
    fc.assert(
      fc.property(lat, lon, fc.double({ min: -11e3, max: 40e6, noNaN: true }), (la, lo, h) => {
        const p = geodeticToEcef(la, lo, h);
        const g = ecefToGeodetic(p);
        const q = geodeticToEcef(g.lat, g.lon, g.heightM);
        expect(Math.hypot(p[0] - q[0], p[1] - q[1], p[2] - q[2])).toBeLessThan(1e-3);
        expect(Math.abs(g.heightM - h)).toBeLessThan(1e-3);
      }),
      { numRuns: 2000 },
    );
  });

  it('EN-03 East, North and Up are unit vectors, right-handed, and Up leaves the ellipsoid', () => {
    fc.assert(
      fc.property(lat, lon, (la, lo) => {
        const [e, n, u] = enuAxes(la, lo);
        for (const a of [e, n, u]) expect(dot(a, a)).toBeCloseTo(1, 12);
        for (const [a, b] of [
          [e, n],
          [n, u],
          [u, e],
        ] as const)
          expect(dot(a, b)).toBeCloseTo(0, 12);
        const cross: Vec3 = [e[1] * n[2] - e[2] * n[1], e[2] * n[0] - e[0] * n[2], e[0] * n[1] - e[1] * n[0]];
        expect(dot(cross, u)).toBeCloseTo(1, 12);
        const [a, b] = [geodeticToEcef(la, lo, 0), geodeticToEcef(la, lo, 1000)];
        expect(dot([b[0] - a[0], b[1] - a[1], b[2] - a[2]], u)).toBeCloseTo(1000, 5);
      }),
    );
  });

  it('EN-04 longitudes and azimuths are brought into one turn', () => {
    expect([190, -190, 540, -180, 180, 0].map(wrapLon)).toEqual([-170, 170, -180, -180, -180, 0]);
    expect([-1, 360, 725, 0].map(wrapAz)).toEqual([359, 0, 5, 0]);
    expect([azDiffDeg(10, 350), azDiffDeg(350, 10), azDiffDeg(0, 180), azDiffDeg(180, 0)]).toEqual([
      20, -20, 180, 180,
    ]);
    fc.assert(
      fc.property(fc.double({ min: -1e4, max: 1e4, noNaN: true }), (a) => {
        expect(wrapLon(a)).toBeGreaterThanOrEqual(-180);
        expect(wrapLon(a)).toBeLessThan(180);
        expect(wrapAz(a)).toBeGreaterThanOrEqual(0);
        expect(wrapAz(a)).toBeLessThan(360);
      }),
    );
  });

  it('EN-04 a destination lies at its range and bearing, also over the antimeridian and a pole', () => {
    const far = fc.double({ min: 1, max: 19e6, noNaN: true });
    fc.assert(
      fc.property(fc.double({ min: -89, max: 89, noNaN: true }), lon, lon, far, (la, lo, az, m) => {
        const from = { lat: la, lon: lo };
        const to = destination(from, az, m);
        expect(Math.abs(distanceM(from, to) - m)).toBeLessThan(0.5);
        expect(distanceM(to, from)).toBeCloseTo(distanceM(from, to), 6);
        expect(Math.abs(azDiffDeg(bearingDeg(from, to), az)) * Math.sin(m / MEAN_RADIUS_M)).toBeLessThan(
          1e-3,
        );
        expect(to.lon).toBeGreaterThanOrEqual(-180);
        expect(to.lon).toBeLessThan(180);
      }),
      { numRuns: 1000 },
    );
    expect(destination({ lat: 0, lon: 179 }, 90, 222_390).lon).toBeCloseTo(-179, 3);
    expect(distanceM({ lat: 0, lon: 0 }, { lat: 0, lon: 180 })).toBeCloseTo(Math.PI * MEAN_RADIUS_M, 3);
    expect(distanceM({ lat: 12, lon: 34 }, { lat: 12, lon: 34 })).toBe(0);
  });
});
