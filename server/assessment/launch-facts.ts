import { DEG, distanceM, ecefToGeodetic, MEAN_RADIUS_M, WGS84 } from '../../domain/geodesy';
import type { Launch } from '../../domain/records';
import type { GroundRegion } from '../../domain/regions';

/** What assessment needs of a launch: the joint picture's own statement, nothing of officers or scenarios. */
export type AssessableLaunch = Pick<
  Launch,
  | 'id'
  | 'lifecycle'
  | 'phase'
  | 'kinematics'
  | 'launchPoint'
  | 'azimuthDeg'
  | 'impact'
  | 'classes'
  | 'phenomenologies'
  | 'corroboration'
  | 'reports'
  | 'firstReportMs'
>;

/** One sigma along the worst axis of a ground region (m). */
export const sigmaM = (region: GroundRegion): number => Math.sqrt(Math.max(region.cov[0], region.cov[2], 1));

/**
 * One sigma of the direction of a launch (degrees). The direction is the bearing from the launch point to where it is now,
 * so both ends' uncertainty over the distance between them. 180 while it is nowhere yet.
 */
export function azimuthSigmaDeg(launch: Pick<AssessableLaunch, 'launchPoint' | 'kinematics'>): number {
  const { x, P } = launch.kinematics;
  const hereSigmaM = Math.sqrt(Math.max(P[0] ?? 0, P[2] ?? 0, P[5] ?? 0));
  const awayM = distanceM(launch.launchPoint, ecefToGeodetic(x));
  return Math.atan2(Math.hypot(sigmaM(launch.launchPoint), hereSigmaM), awayM) / DEG;
}

/** Greatest height that it reaches if nothing but gravity acts from now on (m above the mean sphere); Infinity if it leaves. */
export function apogeeM(launch: Pick<AssessableLaunch, 'kinematics'>): number {
  const [x = 0, y = 0, z = 0, vx = 0, vy = 0, vz = 0] = launch.kinematics.x;
  const r = Math.hypot(x, y, z);
  // Velocity against the stars: ECEF turns with the Earth.
  const u = [vx - WGS84.omegaRadS * y, vy + WGS84.omegaRadS * x, vz] as const;
  const v2 = u[0] ** 2 + u[1] ** 2 + u[2] ** 2;
  const energy = v2 / 2 - WGS84.muM3S2 / r;
  if (energy >= 0) return Number.POSITIVE_INFINITY;
  const a = -WGS84.muM3S2 / (2 * energy);
  const radial = (x * u[0] + y * u[1] + z * u[2]) / r;
  const h2 = r * r * (v2 - radial * radial);
  const e = Math.sqrt(Math.max(0, 1 - h2 / (a * WGS84.muM3S2)));
  return a * (1 + e) - MEAN_RADIUS_M;
}
