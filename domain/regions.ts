import { DEG, destination, type LatLon } from './geodesy';

/** A Gaussian area on the ground: centre in degrees, covariance [east², east·north, north²] in m². */
export interface GroundRegion extends LatLon {
  cov: [number, number, number];
}
/** A ground region with a Gaussian time (epoch ms, sigma in s). */
export interface TimedRegion extends GroundRegion {
  atMs: number;
  sigmaS: number;
}

/** χ² with two degrees of freedom: regions are drawn at 90 and 50 %, figures and exports are at 95 %. */
export const CHI2_2 = { 0.5: 1.386294, 0.9: 4.60517, 0.95: 5.991465 } as const;
export type Containment = keyof typeof CHI2_2;
/** ± beside a number is half of its 90 % interval, everywhere. */
export const Z90 = 1.644854;

/** Semi-axes in metres and the major axis' azimuth in degrees of the ellipse that holds `p`. */
export function ellipseAxes(
  cov: readonly [number, number, number],
  p: Containment,
): { semiMajorM: number; semiMinorM: number; azDeg: number } {
  const [ee, en, nn] = cov;
  const mid = (ee + nn) / 2;
  const d = Math.sqrt(((ee - nn) / 2) ** 2 + en * en);
  const k = CHI2_2[p];
  // Angle of the major axis from east towards north; azimuth counts from north clockwise.
  const angle = 0.5 * Math.atan2(2 * en, ee - nn);
  return {
    semiMajorM: Math.sqrt(Math.max(0, (mid + d) * k)),
    semiMinorM: Math.sqrt(Math.max(0, (mid - d) * k)),
    azDeg: (90 - angle / DEG + 360) % 180,
  };
}

/** Boundary of the region that holds `p`, as a closed ring of n + 1 places (great-circle distances from the centre). */
export function ellipseRing(region: GroundRegion, p: Containment, n = 48): LatLon[] {
  const { semiMajorM, semiMinorM, azDeg } = ellipseAxes(region.cov, p);
  const ring: LatLon[] = [];
  for (let i = 0; i <= n; i++) {
    const t = (i / n) * 2 * Math.PI;
    const along = semiMajorM * Math.cos(t);
    const across = semiMinorM * Math.sin(t);
    ring.push(destination(region, azDeg + Math.atan2(across, along) / DEG, Math.hypot(along, across)));
  }
  return ring;
}

/** A circle that stands for a covariance: the area with a uniform edge at radius r has variance r²/4 in each axis. */
export function circleCov(radiusM: number): [number, number, number] {
  const v = (radiusM * radiusM) / 4;
  return [v, 0, v];
}
