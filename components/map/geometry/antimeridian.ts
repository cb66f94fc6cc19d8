/**
 * Data space and render space. Data space: longitudes in [-180, 180], nothing crosses the antimeridian; what map sources
 * get. Render space: longitudes that run on past ±180, so that a line or a box is in one piece; what cameras and screens
 * get. Edges between places are taken as straight in longitude and latitude: give dense rings.
 */
import type { Position } from 'geojson';
import type { LatLon } from '../../../domain/geodesy';

/** Rings of one polygon, the outer one first. */
export type Rings = Position[][];

/** The copy of a longitude that lies within 180° of `near`. */
export function lonNear(lon: number, near: number): number {
  return lon - 360 * Math.round((lon - near) / 360);
}

/** Places as [lon, lat] in render space: each lies within 180° of the one before. */
export function unwrap(places: readonly LatLon[]): [number, number][] {
  const out: [number, number][] = [];
  let last = places[0]?.lon ?? 0;
  for (const { lat, lon } of places) {
    last = lonNear(lon, last);
    out.push([last, lat]);
  }
  return out;
}

/** A line cut at the antimeridian: pieces in data space. */
export function splitLine(places: readonly LatLon[]): Position[][] {
  const line = unwrap(places);
  const pieces: Position[][] = [];
  let piece: Position[] = [];
  let world = worldOf(line[0]?.[0] ?? 0, line[1]?.[0]);
  const finish = () => {
    if (piece.length >= 2) pieces.push(piece);
    piece = [];
  };
  for (let i = 0; i < line.length; i++) {
    const [lon, lat] = line[i] as [number, number];
    const before = line[i - 1];
    while (before && (lon > 360 * world + 180 || lon < 360 * world - 180)) {
      const east = lon > 360 * world + 180;
      const edge = 360 * world + (east ? 180 : -180);
      const t = (edge - before[0]) / (lon - before[0]);
      const at = before[1] + t * (lat - before[1]);
      piece.push([east ? 180 : -180, at]);
      finish();
      world += east ? 1 : -1;
      piece.push([east ? -180 : 180, at]);
    }
    piece.push([lon - 360 * world, lat]);
  }
  finish();
  return pieces;
}

/** Which copy of the world a line that begins at `lon` lies in; one that begins on the seam goes where it leads. */
function worldOf(lon: number, next: number | undefined): number {
  const world = Math.round(lon / 360);
  if (next === undefined || Math.abs(lon - 360 * world) !== 180) return world;
  return Math.round((lon + Math.sign(next - lon) * 1e-6) / 360);
}

/**
 * An area on the sphere, given by closed rings (outer first, then holes), as polygons of data space: cut at the
 * antimeridian, closed over the pole where a ring goes round it. Outlines are another matter: `splitLine`.
 */
export function splitArea(rings: readonly (readonly LatLon[])[]): Rings[] {
  const planar = rings.map((ring, i) => overPole(i === 0 ? unwrap(ring) : unwrapNear(ring, rings[0])));
  const lons = (planar[0] ?? []).map((p) => p[0] ?? 0);
  const from = Math.floor((Math.min(...lons) + 180) / 360);
  const to = Math.ceil((Math.max(...lons) - 180) / 360);
  const out: Rings[] = [];
  for (let world = from; world <= to; world++) {
    const cut = planar
      .map((ring) => clip(ring, 360 * world))
      .map((ring) => ring.map(([lon = 0, lat = 0]): Position => [lon - 360 * world, lat]));
    const [outer, ...holes] = cut;
    if (outer && outer.length >= 4) out.push([outer, ...holes.filter((h) => h.length >= 4)]);
  }
  return out;
}

/** A hole must lie in the same copy of the world as its outer ring. */
function unwrapNear(ring: readonly LatLon[], outer: readonly LatLon[] | undefined): [number, number][] {
  const line = unwrap(ring);
  const outerLine = unwrap(outer ?? []);
  const middle = (points: [number, number][]) =>
    (Math.min(...points.map((p) => p[0])) + Math.max(...points.map((p) => p[0]))) / 2;
  const shift = 360 * Math.round((middle(outerLine) - middle(line)) / 360);
  return line.map(([lon, lat]) => [lon + shift, lat]);
}

/** Closes a ring that goes round a pole along that pole's edge of the flat world. */
function overPole(ring: [number, number][]): [number, number][] {
  const first = ring[0];
  const last = ring[ring.length - 1];
  if (!first || !last) return [];
  if (Math.abs(last[0] - first[0]) < 180) return ring;
  const mean = ring.reduce((sum, p) => sum + p[1], 0) / ring.length;
  const pole = mean >= 0 ? 90 : -90;
  return [...ring, [last[0], pole], [first[0], pole], first];
}

/** Sutherland and Hodgman against the two meridians at `middle` ± 180. */
function clip(ring: readonly [number, number][], middle: number): [number, number][] {
  const west = half(ring, middle - 180, 1);
  const both = half(west, middle + 180, -1);
  const first = both[0];
  const last = both[both.length - 1];
  if (first && last && (first[0] !== last[0] || first[1] !== last[1])) both.push([first[0], first[1]]);
  return both;
}

function half(ring: readonly [number, number][], edge: number, side: 1 | -1): [number, number][] {
  const out: [number, number][] = [];
  for (let i = 0; i < ring.length; i++) {
    const a = ring[i] as [number, number];
    const b = ring[(i + 1) % ring.length] as [number, number];
    const aIn = side * (a[0] - edge) >= 0;
    const bIn = side * (b[0] - edge) >= 0;
    if (aIn) out.push(a);
    if (aIn !== bIn) {
      const t = (edge - a[0]) / (b[0] - a[0]);
      out.push([edge, a[1] + t * (b[1] - a[1])]);
    }
  }
  return out;
}
