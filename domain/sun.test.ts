import { describe, expect, it } from 'vitest';
import { DEG, destination, enuAxes, geodeticToEcef, type LatLon, type Vec3 } from './geodesy';
import { glintTiltDeg, subsolarPoint, sunDirection } from './sun';

/** Elevation and azimuth of the sun over a place (degrees). */
function seen(atMs: number, place: LatLon): { el: number; az: number } {
  const sun = sunDirection(atMs);
  const [e, n, u] = enuAxes(place.lat, place.lon).map((a) => a[0] * sun[0] + a[1] * sun[1] + a[2] * sun[2]);
  return { el: Math.asin(u ?? 0) / DEG, az: (Math.atan2(e ?? 0, n ?? 0) / DEG + 360) % 360 };
}
const above = (place: LatLon, az: number, el: number): Vec3 => {
  // Far off in a direction: the tilt depends on the direction alone.
  const p = geodeticToEcef(place.lat, place.lon, 12e3);
  const [e, n, u] = enuAxes(place.lat, place.lon);
  const [ce, se, ca, sa] = [Math.cos(el * DEG), Math.sin(el * DEG), Math.cos(az * DEG), Math.sin(az * DEG)];
  return [0, 1, 2].map(
    (i) => (p[i] ?? 0) + 4e7 * (ce * sa * (e[i] ?? 0) + ce * ca * (n[i] ?? 0) + se * (u[i] ?? 0)),
  ) as [number, number, number];
};

describe('the sun', () => {
  it.each([
    // Reda, Andreas: Solar Position Algorithm, NREL/TP-560-34302, table A5.1: declination -9.31434°, hour angle 11.105902° at 105.1786° W.
    [
      'NREL, 17 October 2003',
      Date.UTC(2003, 9, 17, 19, 30, 30),
      { lat: -9.31434, lon: -105.1786 - 11.105902 },
    ],
    // Meeus, Astronomical Algorithms, examples 25.b and 28.a: declination -7°47'01.74", equation of time 3.427351°, at 0 h TD, 59 s before it UT
    // (its mean sun goes by TD and not by UT: 0.0007°).
    [
      'Meeus, 13 October 1992',
      Date.UTC(1992, 9, 12, 23, 59, 1),
      { lat: -(7 + 47 / 60 + 1.74 / 3600), lon: 360 - 15 * (23 + 59 / 60 + 1 / 3600 - 12) - 3.427351 },
    ],
    // US Naval Observatory, Earth's Seasons: equinox of 20 March 2020 at 03:50 UT (to the minute): the sun crosses the equator.
    ['USNO, 20 March 2020', Date.UTC(2020, 2, 20, 3, 49, 36), { lat: 0, lon: null }],
  ])('SI-46 stands in the zenith where the almanac says: %s', (_source, atMs, expected) => {
    const { lat, lon } = subsolarPoint(atMs);
    expect(Math.abs(lat - expected.lat)).toBeLessThan(0.001);
    if (expected.lon !== null) expect(Math.abs(lon - expected.lon)).toBeLessThan(0.001);
  });

  it.each([
    // Solstices stand over the tropics, equinoxes over the equator; noon at Greenwich is off by the equation of time.
    ['June solstice 2000', Date.UTC(2000, 5, 21, 12, 1, 50), { lat: 23.44, lon: 0 }, 89.5],
    ['March equinox 2020', Date.UTC(2020, 2, 20, 12, 7, 20), { lat: 0, lon: 0 }, 89.5],
    ['December solstice 1983', Date.UTC(1983, 11, 22, 11, 58, 30), { lat: -23.44, lon: 0 }, 89.5],
  ])('SI-46 %s stands overhead where it should', (_when, atMs, place, least) => {
    expect(seen(atMs, place).el).toBeGreaterThan(least);
  });

  it('SI-46 rises in the east and is below the horizon at midnight', () => {
    const place = { lat: 0, lon: 0 };
    expect(seen(Date.UTC(2020, 2, 20, 6, 30), place).az).toBeCloseTo(90, 0);
    expect(seen(Date.UTC(2020, 2, 20, 0, 7), place).el).toBeLessThan(-89);
  });

  it('SI-46 a flat cloud throws its light at who stands opposite as high as the sun does; half the angle off is the tilt', () => {
    const place = { lat: 47.5, lon: -111.2 };
    const atMs = Date.UTC(1983, 8, 25, 20, 15);
    const { el, az } = seen(atMs, place);
    expect(glintTiltDeg(place, atMs, above(place, az + 180, el))).toBeLessThan(0.1);
    expect(glintTiltDeg(place, atMs, above(place, az + 180, el - 30))).toBeCloseTo(15, 0);
    expect(glintTiltDeg(place, atMs, above(place, az, 80))).toBeGreaterThan(20);
  });

  it('SI-46 there is no glint by night, nor for who stands behind the horizon', () => {
    const place = { lat: 47.5, lon: -111.2 };
    const { el, az } = seen(Date.UTC(1983, 8, 25, 20, 15), place);
    const viewer = above(place, az + 180, el);
    expect(glintTiltDeg(place, Date.UTC(1983, 8, 25, 8, 15), viewer)).toBe(Number.POSITIVE_INFINITY);
    const away = destination(place, az, 9e6);
    const hidden = geodeticToEcef(away.lat, away.lon, 5e5);
    expect(glintTiltDeg(place, Date.UTC(1983, 8, 25, 20, 15), hidden)).toBe(Number.POSITIVE_INFINITY);
  });
});
