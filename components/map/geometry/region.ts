import { azDiffDeg, DEG, destination, type LatLon } from '../../../domain/geodesy';
import { type Containment, ellipseAxes, type GroundRegion } from '../../../domain/regions';

/** Half of a region's extent (m) across a direction: what a corridor that leads into it ends with. */
export function halfAcrossM(region: GroundRegion, azDeg: number, p: Containment): number {
  const { semiMajorM, semiMinorM, azDeg: majorDeg } = ellipseAxes(region.cov, p);
  const t = azDiffDeg(azDeg + 90, majorDeg) * DEG;
  return Math.hypot(semiMajorM * Math.cos(t), semiMinorM * Math.sin(t));
}

/** A closed ring at a distance round a place, metres. */
export function circleRing(at: LatLon, radiusM: number, n = 72): LatLon[] {
  return Array.from({ length: n + 1 }, (_, i) => destination(at, (360 * i) / n, radiusM));
}
