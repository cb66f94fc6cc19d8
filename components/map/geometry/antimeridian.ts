/**
 * Data space and render space. Data space: longitudes in [-180, 180], as records have them. Render space: longitudes that
 * run on past ±180, so that a line, a ring or a box is in one piece; what the flat map and its camera work in. Edges
 * between places are taken as straight in longitude and latitude: give dense rings.
 */
import type { LatLon } from '../../../domain/geodesy';

/** The copy of a longitude that lies within 180° of `near`. */
export function lonNear(lon: number, near: number): number {
  return lon - 360 * Math.round((lon - near) / 360);
}

/** Places in render space: each lies within 180° of the one before. The first is as it is. */
export function unwrap(places: readonly LatLon[]): LatLon[] {
  let last = places[0]?.lon ?? 0;
  return places.map(({ lat, lon }) => {
    last = lonNear(lon, last);
    return { lat, lon: last };
  });
}

/** How often a ring goes round a pole: 0, 1 (eastward) or −1. */
export function turnsRoundPole(ring: readonly LatLon[]): number {
  const line = unwrap(ring);
  const first = line[0];
  const last = line[line.length - 1];
  return first && last ? Math.round((last.lon - first.lon) / 360) : 0;
}

/**
 * A closed ring in render space. One that goes round a pole is closed along that pole's edge of the flat world, so that
 * it can be filled; `pole` says which, else the nearer one.
 */
export function unwrapRing(ring: readonly LatLon[], pole?: 1 | -1): LatLon[] {
  const line = unwrap(ring);
  const first = line[0];
  const last = line[line.length - 1];
  if (!first || !last || turnsRoundPole(ring) === 0) return line;
  const mean = line.reduce((sum, p) => sum + p.lat, 0) / line.length;
  const lat = 90 * (pole ?? (mean >= 0 ? 1 : -1));
  return [...line, { lat, lon: last.lon }, { lat, lon: first.lon }, first];
}
