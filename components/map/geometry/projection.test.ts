import { describe, expect, it } from 'vitest';
import { circleRing } from '../../../domain/area';
import { destination, distanceM, type LatLon } from '../../../domain/geodesy';
import { lonNear, turnsRoundPole, unwrap, unwrapRing } from './antimeridian';
import { boundsOf, inBounds } from './bounds';
import { capRing } from './night';
import { type Camera, limbOf, type Pixel, projectorOf } from './projection';
import { clockwiseRing } from './region';

const camera = (part: Partial<Camera> = {}): Camera => ({
  lat: 40,
  lon: 170,
  zoom: 2,
  width: 1200,
  height: 700,
  globe: false,
  ...part,
});
const globe = (part: Partial<Camera> = {}) => camera({ globe: true, ...part });

/** Even-odd rule over loops, as the canvas fills them. */
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
const steps = (line: readonly Pixel[]): number[] =>
  line.slice(1).map((p, i) => Math.hypot(p.x - (line[i] as Pixel).x, p.y - (line[i] as Pixel).y));

describe('the flat map', () => {
  const east: LatLon[] = [170, 175, 180, -175, -170].map((lon) => ({ lat: 50, lon }));

  it('UX-40 longitudes of render space run on over the antimeridian, both ways', () => {
    expect(unwrap(east).map((p) => p.lon)).toEqual([170, 175, 180, 185, 190]);
    expect(unwrap(east.toReversed()).map((p) => p.lon)).toEqual([-170, -175, -180, -185, -190]);
    expect(lonNear(-170, 175)).toBe(190);
    expect(lonNear(190, 0)).toBe(-170);
  });

  it('UX-40 a line over the antimeridian has no step from edge to edge of the world', () => {
    const pieces = projectorOf(camera()).line(east);
    expect(pieces).toHaveLength(1);
    const [line = []] = pieces;
    // 5° of a world of 2048 px.
    for (const step of steps(line)) expect(step).toBeCloseTo((5 / 360) * 2048, 6);
  });

  it('UX-40 every copy of the world that is in view has the line', () => {
    const wide = camera({ zoom: 0, lon: 0, width: 1400 });
    const pieces = projectorOf(wide).line([
      { lat: 0, lon: 10 },
      { lat: 0, lon: 20 },
    ]);
    const starts = pieces.map((p) => Math.round((p[0] as Pixel).x)).sort((a, b) => a - b);
    expect(starts).toEqual([202, 714, 1226]);
  });

  it('UX-40 a point takes the copy nearest to the middle', () => {
    const p = projectorOf(camera({ lon: -179 })).point({ lat: 40, lon: 179 }) as Pixel;
    expect(p.x).toBeCloseTo(600 - (2 / 360) * 2048, 6);
  });

  it('UX-40 a box over the antimeridian is the narrow one', () => {
    const box = boundsOf(east);
    expect(box).toEqual({ west: 170, east: 190, south: 50, north: 50 });
    expect(inBounds({ lat: 50, lon: -172 }, box as never)).toBe(true);
    expect(inBounds({ lat: 50, lon: 0 }, box as never)).toBe(false);
    expect(boundsOf([])).toBeNull();
    expect(boundsOf([{ lat: 1, lon: 5 }])).toEqual({ west: 5, east: 5, south: 1, north: 1 });
  });

  it('UX-41 an area round a pole is filled up to the edge of the world, one beside it is not', () => {
    const round = circleRing({ lat: 80, lon: 30 }, 2_000e3);
    const beside = circleRing({ lat: 60, lon: 30 }, 1_000e3);
    expect(Math.abs(turnsRoundPole(round))).toBe(1);
    expect(turnsRoundPole(beside)).toBe(0);
    expect(unwrapRing(round).filter((p) => p.lat === 90)).toHaveLength(2);
    expect(unwrapRing(circleRing({ lat: -80, lon: 0 }, 2_000e3)).filter((p) => p.lat === -90)).toHaveLength(
      2,
    );
    const view = projectorOf(camera({ lat: 75, lon: 30 }));
    const loops = view.area([round]);
    for (const lon of [-140, -60, 30, 120, 179])
      expect(filled(loops, view.point({ lat: 85, lon }) as Pixel)).toBe(true);
    expect(filled(loops, view.point({ lat: 55, lon: 30 }) as Pixel)).toBe(false);
  });
});

describe('the globe', () => {
  it('UX-42 what is behind the horizon has no pixel', () => {
    const view = projectorOf(globe({ lat: 0, lon: 0, zoom: 1 }));
    expect(view.point({ lat: 0, lon: 0 })).toEqual({ x: 600, y: 350 });
    expect(view.point({ lat: 0, lon: 30 })).not.toBeNull();
    expect(view.point({ lat: 0, lon: 120 })).toBeNull();
    expect(view.point({ lat: 0, lon: 180 })).toBeNull();
  });

  it('UX-42 a line round the Earth is drawn in front only and ends on the limb', () => {
    const seen = globe({ lat: 20, lon: 0, zoom: 1 });
    const equator = Array.from({ length: 73 }, (_, i) => ({ lat: 0, lon: i * 5 - 180 }));
    const pieces = projectorOf(seen).line(equator);
    expect(pieces).toHaveLength(1);
    const { centre, radiusPx } = limbOf(seen);
    const off = (p: Pixel) => Math.hypot(p.x - centre.x, p.y - centre.y) - radiusPx;
    expect(off(pieces[0]?.[0] as Pixel)).toBeCloseTo(0, 2);
    expect(off(pieces[0]?.at(-1) as Pixel)).toBeCloseTo(0, 2);
    for (const p of pieces[0] ?? []) expect(off(p)).toBeLessThan(0.01);
  });

  it('UX-41 an area over the pole is filled round it', () => {
    const view = projectorOf(globe({ lat: 70, lon: 20 }));
    const loops = view.area([circleRing({ lat: 82, lon: 20 }, 1_500e3)]);
    expect(filled(loops, view.point({ lat: 90, lon: 0 }) as Pixel)).toBe(true);
    expect(filled(loops, view.point({ lat: 85, lon: -160 }) as Pixel)).toBe(true);
    expect(filled(loops, view.point({ lat: 65, lon: 20 }) as Pixel)).toBe(false);
  });

  /** Fills by the loops and by distance from the middle must agree everywhere in front. */
  function agree(at: LatLon, radiusDeg: number, seen: Camera): void {
    const view = projectorOf(seen);
    const loops = view.area([capRing(at, radiusDeg)]);
    let looked = 0;
    for (let lat = -85; lat <= 85; lat += 10) {
      for (let lon = -180; lon < 180; lon += 10) {
        const p = view.point({ lat, lon });
        const angle = (distanceM(at, { lat, lon }) / 6371008.8) * (180 / Math.PI);
        if (!p || Math.abs(angle - radiusDeg) < 2) continue;
        // Near the limb pixels are smaller than what a chord of the limb cuts off.
        const { centre, radiusPx } = limbOf(seen);
        if (Math.hypot(p.x - centre.x, p.y - centre.y) > radiusPx * 0.99) continue;
        looked++;
        expect([lat, lon, filled(loops, p)]).toEqual([lat, lon, angle < radiusDeg]);
      }
    }
    expect(looked).toBeGreaterThan(100);
  }

  it('UX-42 an area that crosses the horizon is cut along the limb, from every side', () => {
    const seen = globe({ lat: 30, lon: 100, zoom: 1 });
    for (const lon of [100, 40, 160, -170, -60, -110]) {
      agree({ lat: 20, lon }, 30, seen);
      agree({ lat: -40, lon }, 60, seen);
      agree({ lat: 75, lon }, 75, seen);
    }
  });

  it('UX-42 a hemisphere whose edge is all behind fills all of the picture, one that is away none of it', () => {
    const seen = globe({ lat: 10, lon: 0, zoom: 1 });
    agree({ lat: 10, lon: 3 }, 89.9, seen);
    agree({ lat: -10, lon: -177 }, 89.9, seen);
  });

  it('UX-42 the limb is where points vanish', () => {
    const seen = globe({ lat: 0, lon: 0, zoom: 1.5 });
    const view = projectorOf(seen);
    let last: Pixel | null = null;
    for (let m = 0; ; m += 10e3) {
      const p = view.point(destination({ lat: 0, lon: 0 }, 90, m));
      if (!p) break;
      last = p;
    }
    const { centre, radiusPx } = limbOf(seen);
    expect((last as Pixel).x - centre.x).toBeGreaterThan(radiusPx * 0.999);
    expect((last as Pixel).x - centre.x).toBeLessThanOrEqual(radiusPx + 1e-6);
  });
});

describe('rings', () => {
  it('UX-42 a ring is turned clockwise whichever way it came', () => {
    const ring = circleRing({ lat: 50, lon: 179 }, 300e3, 24);
    expect(clockwiseRing(ring)).toEqual(ring);
    expect(clockwiseRing(ring.toReversed())).toEqual(ring);
  });
});
