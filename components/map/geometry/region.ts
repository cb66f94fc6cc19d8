import { azDiffDeg, DEG, destination, type LatLon } from '../../../domain/geodesy';
import { type Containment, ellipseAxes, type GroundRegion } from '../../../domain/regions';

/** From the middle of a region to its edge across a direction, metres: what a corridor that leads into it ends with. */
export function edgeAcrossM(region: GroundRegion, azDeg: number, p: Containment): number {
  const { semiMajorM: a, semiMinorM: b, azDeg: majorDeg } = ellipseAxes(region.cov, p);
  const t = azDiffDeg(azDeg + 90, majorDeg) * DEG;
  return a === 0 ? 0 : (a * b) / Math.hypot(b * Math.cos(t), a * Math.sin(t));
}

/** A closed ring at a distance round a place, metres. */
export function circleRing(at: LatLon, radiusM: number, n = 72): LatLon[] {
  return Array.from({ length: n + 1 }, (_, i) => destination(at, (360 * i) / n, radiusM));
}
