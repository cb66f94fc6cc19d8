import { azDiffDeg, DEG, type LatLon } from '../../../domain/geodesy';
import { type Containment, ellipseAxes, type GroundRegion } from '../../../domain/regions';
import { unwrap } from './antimeridian';

/** From the middle of a region to its edge across a direction, metres: what a corridor that leads into it ends with. */
export function edgeAcrossM(region: GroundRegion, azDeg: number, p: Containment): number {
  const { semiMajorM: a, semiMinorM: b, azDeg: majorDeg } = ellipseAxes(region.cov, p);
  const t = azDiffDeg(azDeg + 90, majorDeg) * DEG;
  return a === 0 ? 0 : (a * b) / Math.hypot(b * Math.cos(t), a * Math.sin(t));
}

/** The same ring, clockwise seen from above. For areas that are small against the Earth. */
export function clockwiseRing(ring: readonly LatLon[]): LatLon[] {
  const line = unwrap(ring);
  let twice = 0;
  for (let i = 1; i < line.length; i++) {
    const a = line[i - 1] as LatLon;
    const b = line[i] as LatLon;
    twice += (b.lon - a.lon) * (b.lat + a.lat);
  }
  return twice >= 0 ? [...ring] : [...ring].reverse();
}
