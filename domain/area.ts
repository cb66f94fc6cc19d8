import { z } from 'zod';
import { bearingDeg, DEG, destination, distanceM, type LatLon, MEAN_RADIUS_M, wrapAz } from './geodesy';
import { finite, place } from './input-parts';
import { WATERS, type Waters } from './waters';

/**
 * An area on the ground as a notification names it: a circle, a polygon whose edges are great circles, or a body of water,
 * whole or its quarter. Everything is on the mean sphere by bearings and distances, so that neither the antimeridian nor a
 * pole is special. No area reaches a quarter of the way round the Earth from its middle.
 */
export type Circle = LatLon & { kind?: undefined; radiusM: number };
export interface Polygon {
  kind: 'POLYGON';
  points: LatLon[];
}
/** A 90° sector of a body of water about its middle, from that bearing on, clockwise. */
export const QUADRANTS = { NE: 0, SE: 90, SW: 180, NW: 270 } as const;
export type Quadrant = keyof typeof QUADRANTS;
export interface WaterArea {
  kind: 'WATERS';
  waters: string;
  quadrant: Quadrant | null;
}
export type Area = Circle | Polygon | WaterArea;

/** No place of an area may lie farther from its middle (m): beyond, inside and outside are the same word. */
const REACH_MAX_M = 9_000_000;
const EDGE_STEP_M = 100_000;
/** Corners nearer than this are one place (m). */
const SAME_M = 1;

const points = z
  .array(place)
  .min(3)
  .max(40)
  .refine((ps) => ps.every((p, i) => distanceM(p, ps[(i + 1) % ps.length] as LatLon) > SAME_M), {
    message: 'cornersTooClose',
  })
  .refine((ps) => Math.max(...ps.map((p) => distanceM(middleOf(ps), p))) < REACH_MAX_M, {
    message: 'areaTooWide',
  });
const polygon = z.strictObject({ kind: z.literal('POLYGON'), points });
const waterArea = z.strictObject({
  kind: z.literal('WATERS'),
  waters: z.enum(WATERS.map((w) => w.id) as [string, ...string[]]),
  quadrant: z.enum(['NE', 'SE', 'SW', 'NW']).nullable(),
});
/** What an area may be, with `extra` fields beside it; a circle of at most `radiusMaxM`. A circle names no kind. */
export const areaSchema = <E extends z.ZodRawShape>(radiusMaxM: number, extra: E) =>
  z.discriminatedUnion('kind', [
    place.extend({ kind: z.undefined().optional(), radiusM: finite.min(100).max(radiusMaxM), ...extra }),
    polygon.extend(extra),
    waterArea.extend(extra),
  ]);

const watersOf = (a: WaterArea): Waters => {
  const found = WATERS.find((w) => w.id === a.waters);
  if (!found) throw new Error(`no body of water ${a.waters}`);
  return found;
};

/** The middle of the places, as vectors: safe over the antimeridian and at a pole. */
function middleOf(places: readonly LatLon[]): LatLon {
  let [x, y, s] = [0, 0, 0];
  for (const { lat, lon } of places) {
    x += Math.cos(lat * DEG) * Math.cos(lon * DEG);
    y += Math.cos(lat * DEG) * Math.sin(lon * DEG);
    s += Math.sin(lat * DEG);
  }
  return { lat: Math.atan2(s, Math.hypot(x, y)) / DEG, lon: Math.atan2(y, x) / DEG };
}

/** Where a name stands and from where a path begins. */
export function areaCentre(a: Area): LatLon {
  if (a.kind === undefined) return { lat: a.lat, lon: a.lon };
  if (a.kind === 'WATERS' && a.quadrant === null) return watersOf(a).centre;
  return middleOf(cornersOf(a));
}

/** How far it reaches from its middle (m). */
export function areaReachM(a: Area): number {
  if (a.kind === undefined) return a.radiusM;
  const centre = areaCentre(a);
  return Math.max(...cornersOf(a).map((p) => distanceM(centre, p)));
}

const quarters = new Map<string, LatLon[]>();
/** Corners of what is not round, in order, not closed. */
function cornersOf(a: Polygon | WaterArea): readonly LatLon[] {
  if (a.kind === 'POLYGON') return a.points;
  const key = `${a.waters} ${a.quadrant}`;
  const known = quarters.get(key);
  if (known) return known;
  const made = waterCorners(watersOf(a), a.quadrant);
  quarters.set(key, made);
  return made;
}

function waterCorners({ centre, outline }: Waters, quadrant: Quadrant | null): LatLon[] {
  if (quadrant === null) return [...outline];
  const from = QUADRANTS[quadrant];
  const along = (p: LatLon): number => wrapAz(bearingDeg(centre, p) - from);
  const edge = dense(outline);
  // The whole edge is seen from the middle, so it is in order by bearing; each bound is where it crosses.
  const bound = (offset: number): LatLon => {
    const azDeg = from + offset;
    const near = edge.reduce((best, p) => (offBy(p, azDeg) < offBy(best, azDeg) ? p : best));
    return destination(centre, azDeg, distanceM(centre, near));
  };
  const offBy = (p: LatLon, azDeg: number): number => {
    const off = wrapAz(bearingDeg(centre, p) - azDeg);
    return Math.min(off, 360 - off);
  };
  const within = edge.filter((p) => along(p) > 0 && along(p) < 90).toSorted((p, q) => along(p) - along(q));
  return [centre, bound(0), ...within, bound(90)];
}

/** The same edge with a place at least every 100 km, along great circles; not closed. */
function dense(corners: readonly LatLon[]): LatLon[] {
  return corners.flatMap((p, i) => {
    const q = corners[(i + 1) % corners.length] as LatLon;
    const lengthM = distanceM(p, q);
    const steps = Math.max(1, Math.ceil(lengthM / EDGE_STEP_M));
    const azDeg = bearingDeg(p, q);
    return Array.from({ length: steps }, (_, k) =>
      k === 0 ? p : destination(p, azDeg, (lengthM * k) / steps),
    );
  });
}

/** A closed ring at a distance round a place, metres; clockwise. */
export function circleRing(at: LatLon, radiusM: number, n = 72): LatLon[] {
  return Array.from({ length: n + 1 }, (_, i) => destination(at, (360 * i) / n, radiusM));
}

/** Its edge as a closed ring, dense enough to draw. */
export function areaRing(a: Area): LatLon[] {
  if (a.kind === undefined) return circleRing(a, a.radiusM);
  const ring = dense(cornersOf(a));
  return [...ring, ring[0] as LatLon];
}

/** How far outside a place lies (m on the mean sphere); 0 inside and on the edge. */
export function areaDistanceM(a: Area, p: LatLon): number {
  if (a.kind === undefined) return Math.max(0, distanceM(a, p) - a.radiusM);
  const corners = cornersOf(a);
  if (isAround(corners, areaCentre(a), p)) return 0;
  return Math.min(...corners.map((q, i) => edgeDistanceM(p, q, corners[(i + 1) % corners.length] as LatLon)));
}
export const insideArea = (a: Area, p: LatLon): boolean => areaDistanceM(a, p) === 0;

/** True if the bearings to the corners go once round. On the far side of the Earth they do so too, hence the middle. */
function isAround(corners: readonly LatLon[], centre: LatLon, p: LatLon): boolean {
  if (distanceM(centre, p) > (Math.PI / 2) * MEAN_RADIUS_M) return false;
  let turnDeg = 0;
  corners.forEach((q, i) => {
    const sweep = wrapAz(bearingDeg(p, corners[(i + 1) % corners.length] as LatLon) - bearingDeg(p, q));
    turnDeg += sweep > 180 ? sweep - 360 : sweep;
  });
  return Math.abs(turnDeg) > 180;
}

/** Distance from a place to a great-circle edge (m). */
function edgeDistanceM(p: LatLon, from: LatLon, to: LatLon): number {
  const away = distanceM(from, p) / MEAN_RADIUS_M;
  const off = (bearingDeg(from, p) - bearingDeg(from, to)) * DEG;
  const cross = Math.asin(Math.sin(away) * Math.sin(off));
  const along = Math.atan2(Math.sin(away) * Math.cos(off), Math.cos(away));
  const lengthRad = distanceM(from, to) / MEAN_RADIUS_M;
  if (along < 0 || along > lengthRad) return Math.min(distanceM(p, from), distanceM(p, to));
  return Math.abs(cross) * MEAN_RADIUS_M;
}
