import { DEG, type LatLon, MEAN_RADIUS_M } from '../../../domain/geodesy';
import { lonNear } from './antimeridian';

/** A box in render space: `east` may lie beyond 180. Degrees. */
export interface Bounds {
  west: number;
  south: number;
  east: number;
  north: number;
}

/** The narrowest box round all places, over the antimeridian where that is narrower; null without places. */
export function boundsOf(places: readonly LatLon[]): Bounds | null {
  if (places.length === 0) return null;
  const lons = places.map((p) => p.lon).sort((a, b) => a - b);
  let gap = (lons[0] ?? 0) + 360 - (lons[lons.length - 1] ?? 0);
  let west = lons[0] ?? 0;
  for (let i = 1; i < lons.length; i++) {
    const here = (lons[i] ?? 0) - (lons[i - 1] ?? 0);
    if (here > gap) [gap, west] = [here, lons[i] ?? 0];
  }
  const lats = places.map((p) => p.lat);
  return { west, east: west + 360 - gap, south: Math.min(...lats), north: Math.max(...lats) };
}

/** The same box, grown about its middle to at least this far from side to side and from top to bottom, metres. */
export function atLeast(b: Bounds, metres: number): Bounds {
  const degrees = metres / MEAN_RADIUS_M / DEG;
  const lat = (b.south + b.north) / 2;
  const lon = (b.west + b.east) / 2;
  const high = Math.max(b.north - b.south, degrees) / 2;
  const wide = Math.max(b.east - b.west, Math.min(180, degrees / Math.max(0.1, Math.cos(lat * DEG)))) / 2;
  return {
    west: lon - wide,
    east: lon + wide,
    south: Math.max(-85, lat - high),
    north: Math.min(89, lat + high),
  };
}

/** True if a place lies in the box, whatever copy of the world the box is in. */
export function inBounds({ lat, lon }: LatLon, b: Bounds): boolean {
  const middle = (b.west + b.east) / 2;
  return lat >= b.south && lat <= b.north && Math.abs(lonNear(lon, middle) - middle) <= (b.east - b.west) / 2;
}
