import { describe, expect, it } from 'vitest';
import { DEG, type LatLon } from '../../../domain/geodesy';
import { subsolarPoint } from '../../../domain/sun';
import { darkLoops, sunRing } from './night';
import { limbOf, type Pixel, projectorOf } from './projection';

const sunHeightDeg = (place: LatLon, sun: LatLon): number =>
  Math.asin(
    Math.sin(place.lat * DEG) * Math.sin(sun.lat * DEG) +
      Math.cos(place.lat * DEG) * Math.cos(sun.lat * DEG) * Math.cos((place.lon - sun.lon) * DEG),
  ) / DEG;

function filled(loops: readonly (readonly Pixel[])[], { x, y }: Pixel): boolean {
  let inside = false;
  for (const loop of loops) {
    for (let i = 0; i < loop.length; i++) {
      const a = loop[i] as Pixel;
      const b = loop[(i + 1) % loop.length] as Pixel;
      if (a.y > y !== b.y > y && x < a.x + ((y - a.y) / (b.y - a.y)) * (b.x - a.x)) inside = !inside;
    }
  }
  return inside;
}

describe('UX-44 day and night', () => {
  it.each([
    // Solstice and equinox by their published moments (USNO), noon at Greenwich by the equation of time.
    ['June solstice 2026', Date.UTC(2026, 5, 21, 8, 24), 23.44, null],
    ['December solstice 2026', Date.UTC(2026, 11, 21, 20, 50), -23.44, null],
    ['March equinox 2026', Date.UTC(2026, 2, 20, 14, 46), 0, null],
    ['3 November 2026 noon, 16.4 min ahead', Date.UTC(2026, 10, 3, 12, 0), -15.1, -4.11],
    ['25 January 1995 06:24Z', Date.UTC(1995, 0, 25, 6, 24), -19.06, 87.1],
  ])('UX-44 the Sun stands where an almanac puts it: %s', (_, atMs, lat, lon) => {
    const sun = subsolarPoint(atMs);
    expect(Math.abs(sun.lat - lat)).toBeLessThan(0.06);
    if (lon !== null) expect(Math.abs(sun.lon - lon)).toBeLessThan(0.12);
  });

  it('UX-44 along the night line the Sun stands on the horizon', () => {
    const sun = subsolarPoint(Date.UTC(2026, 10, 24, 6));
    for (const place of sunRing(sun, 0)) expect(sunHeightDeg(place, sun)).toBeCloseTo(0, 6);
    for (const place of sunRing(sun, 6)) expect(sunHeightDeg(place, sun)).toBeCloseTo(6, 6);
  });

  it.each([
    ['winter', Date.UTC(2026, 11, 21, 20)],
    ['summer', Date.UTC(2026, 5, 21, 3)],
    // Sun within 6° of the equator: the dusk holds both poles.
    ['near the equinox', Date.UTC(2026, 2, 25, 9)],
    ['before it', Date.UTC(2026, 2, 12, 9)],
  ])('UX-44 the dark is filled where the Sun is down, flat and on the globe, %s', (_, atMs) => {
    const sun = subsolarPoint(atMs);
    for (const camera of [
      { lat: 10, lon: 150, zoom: 1, width: 1200, height: 700, globe: false },
      { lat: 60, lon: -100, zoom: 1, width: 1200, height: 700, globe: true },
      { lat: sun.lat, lon: sun.lon, zoom: 1, width: 1200, height: 700, globe: true },
      { lat: -sun.lat, lon: sun.lon - 180, zoom: 1, width: 1200, height: 700, globe: true },
    ]) {
      const view = projectorOf(camera);
      for (const deg of [0, 6]) {
        const loops = darkLoops(view, sun, deg);
        for (let lat = -80; lat <= 80; lat += 20) {
          for (let lon = -180; lon < 180; lon += 15) {
            const p = view.point({ lat, lon });
            const height = sunHeightDeg({ lat, lon }, sun);
            const inView = p && p.x > 1 && p.y > 1 && p.x < 1199 && p.y < 699;
            if (!inView || Math.abs(height - deg) < 1.5) continue;
            const { centre, radiusPx } = limbOf(camera);
            if (camera.globe && Math.hypot(p.x - centre.x, p.y - centre.y) > radiusPx * 0.99) continue;
            expect([lat, lon, filled(loops, p)]).toEqual([lat, lon, height < deg]);
          }
        }
      }
    }
  });
});
