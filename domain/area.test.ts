import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Area,
  areaCentre,
  areaDistanceM,
  areaReachM,
  areaRing,
  areaSchema,
  insideArea,
  type Polygon,
  QUADRANTS,
} from './area';
import { bearingDeg, destination, distanceM, type LatLon, wrapAz } from './geodesy';
import { WATERS } from './waters';

const at = (lat: number, lon: number): LatLon => ({ lat, lon });
const polygon = (...corners: [number, number][]): Polygon => ({
  kind: 'POLYGON',
  points: corners.map(([lat, lon]) => at(lat, lon)),
});
/** Two degrees on a side, over the antimeridian. */
const overTheLine = polygon([-1, 179], [-1, -179], [1, -179], [1, 179]);
const DEGREE_M = distanceM(at(0, 0), at(1, 0));
const schema = areaSchema(1e6, {});

describe('areas', () => {
  it('NT-30 inside is 0 outside, and outside is the way to the edge: circle, polygon, quarter', () => {
    const circle: Area = { ...at(10, 20), radiusM: 100e3 };
    expect(areaDistanceM(circle, at(10.5, 20))).toBe(0);
    expect(areaDistanceM(circle, at(12, 20))).toBeCloseTo(2 * DEGREE_M - 100e3, 0);
    const square = polygon([0, 0], [0, 2], [2, 2], [2, 0]);
    expect(areaDistanceM(square, at(1, 1))).toBe(0);
    expect(areaDistanceM(square, at(-1, 1))).toBeCloseTo(DEGREE_M, -1);
    expect(areaDistanceM(square, at(3, 3))).toBeCloseTo(distanceM(at(3, 3), at(2, 2)), 0);
    // Nearer a corner than any edge's foot, and not on the far side of the Earth.
    expect(insideArea(square, at(-1, 181 - 360))).toBe(false);
  });

  it('NT-31 the antimeridian and a pole are no edge', () => {
    expect(insideArea(overTheLine, at(0, 179.5))).toBe(true);
    expect(insideArea(overTheLine, at(0, -179.5))).toBe(true);
    expect(areaDistanceM(overTheLine, at(0, 178))).toBeCloseTo(DEGREE_M, -1);
    expect(areaDistanceM(overTheLine, at(0, -178))).toBeCloseTo(DEGREE_M, -1);
    expect(insideArea(overTheLine, at(0, 0))).toBe(false);
    expect(Math.abs(areaCentre(overTheLine).lon)).toBeCloseTo(180, 6);
    const cap = polygon([80, 0], [80, 90], [80, 180], [80, -90]);
    expect(insideArea(cap, at(90, 0))).toBe(true);
    expect(insideArea(cap, at(89, 45))).toBe(true);
    expect(insideArea(cap, at(79, 45))).toBe(false);
  });

  it('NT-31 turned round the Earth an area holds the same places', () => {
    const turn = fc.double({ min: -180, max: 180, noNaN: true });
    const place = fc.record({
      lat: fc.double({ min: -3, max: 3, noNaN: true }),
      lon: fc.double({ min: -3, max: 3, noNaN: true }),
    });
    fc.assert(
      fc.property(turn, place, (by, p) => {
        const there = (q: LatLon): LatLon => destination(at(q.lat, q.lon + by), 0, 0);
        const here = polygon([-1, -1], [-1, 1], [1, 1], [1, -1]);
        const moved: Polygon = { kind: 'POLYGON', points: here.points.map(there) };
        expect(areaDistanceM(moved, there(p))).toBeCloseTo(areaDistanceM(here, p), 2);
      }),
    );
  });

  it('NT-32 the edge of every body of water is seen from its middle, in order, and its quarters make it up', () => {
    for (const w of WATERS) {
      const whole: Area = { kind: 'WATERS', waters: w.id, quadrant: null };
      const bearings = areaRing(whole).map((p) => bearingDeg(w.centre, p));
      const turns = bearings.slice(1).map((b, i) => wrapAz(b - (bearings[i] as number) + 180) - 180);
      const sign = Math.sign(turns.reduce((a, b) => a + b, 0));
      expect([w.id, turns.filter((t) => t * sign < -1e-6)]).toEqual([w.id, []]);
      expect([w.id, Math.abs(turns.reduce((a, b) => a + b, 0))]).toEqual([w.id, expect.closeTo(360, 3)]);
      expect(insideArea(whole, w.centre)).toBe(true);
      for (const [name, fromDeg] of Object.entries(QUADRANTS)) {
        const quadrant = name as keyof typeof QUADRANTS;
        const quarter: Area = { kind: 'WATERS', waters: w.id, quadrant };
        const near = (offDeg: number) => destination(w.centre, fromDeg + offDeg, 20e3);
        expect([w.id, name, insideArea(quarter, near(45)), insideArea(quarter, near(135))]).toEqual([
          ...[w.id, name, true, false],
        ]);
        expect(insideArea(quarter, near(-45))).toBe(false);
      }
    }
  });

  it('NT-32 places that everybody knows lie in the waters they lie in', () => {
    const inWaters = (p: LatLon): string[] =>
      WATERS.filter((w) => insideArea({ kind: 'WATERS', waters: w.id, quadrant: null }, p)).map((w) => w.id);
    expect(inWaters(at(65.5, 37.5))).toEqual(['WHITE']);
    expect(inWaters(at(40, -40))).toEqual(['ATLANTIC_N']);
    expect(inWaters(at(30, 180))).toEqual(['PACIFIC_N']);
    expect(inWaters(at(54, 149))).toEqual(['OKHOTSK']);
    expect(inWaters(at(89, 100))).toEqual(['ARCTIC']);
    expect(inWaters(at(55.75, 37.6))).toEqual([]);
  });

  it('NT-33 an area is a circle, a polygon or a body of water; what is none is refused with its path', () => {
    const path = (value: unknown): string => {
      const parsed = schema.safeParse(value);
      return parsed.success ? 'taken' : (parsed.error.issues[0]?.path.join('.') ?? '');
    };
    expect(path({ lat: 1, lon: 2, radiusM: 1e3 })).toBe('taken');
    expect(path(overTheLine)).toBe('taken');
    expect(path({ kind: 'WATERS', waters: 'WHITE', quadrant: 'NE' })).toBe('taken');
    expect(path({ lat: 1, lon: 2, radiusM: 2e6 })).toBe('radiusM');
    expect(path({ lat: 1, radiusM: 1e3 })).toBe('lon');
    expect(path(polygon([0, 0], [1, 1]))).toBe('points');
    expect(path(polygon([0, 0], [0, 0], [1, 1]))).toBe('points');
    expect(path(polygon([0, 0], [91, 0], [1, 1]))).toBe('points.1.lat');
    expect(path(polygon([0, -90], [0, 90], [80, 0], [-80, 0]))).toBe('points');
    expect(path({ kind: 'WATERS', waters: 'STYX', quadrant: null })).toBe('waters');
    expect(path({ kind: 'ELLIPSE' })).toBe('kind');
  });

  it('NT-30 the drawn edge is closed, lies on the edge and is dense; the reach is to the farthest corner', () => {
    const long = polygon([0, 0], [0, 20], [1, 20], [1, 0]);
    const ring = areaRing(long);
    expect(ring[0]).toEqual(ring[ring.length - 1]);
    for (const [i, p] of ring.entries()) {
      expect(areaDistanceM(long, p)).toBeLessThan(1);
      const next = ring[i + 1];
      if (next) expect(distanceM(p, next)).toBeLessThan(101e3);
    }
    expect(areaReachM(long)).toBeCloseTo(distanceM(areaCentre(long), at(0, 0)), 3);
  });
});
