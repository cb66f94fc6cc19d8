import { DEG, distanceM, ecefToGeodetic, enuAxes, MEAN_RADIUS_M, WGS84 } from '../../domain/geodesy';
import type { Launch } from '../../domain/records';
import type { Regime } from '../../domain/regime';
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
> & {
  /** How long it has not been burning (s), as far as anybody saw. */
  coastingForS?: number;
};

/** True while it still climbs: after its apogee no stage can be left. */
function climbs({ kinematics: { x } }: Pick<AssessableLaunch, 'kinematics'>): boolean {
  const [px = 0, py = 0, pz = 0, vx = 0, vy = 0, vz = 0] = x;
  return px * vx + py * vy + pz * vz > 0;
}

/**
 * True while a stage may be left to burn: it burns, or it climbs and has not coasted for longer than vehicles do between two
 * stages. What comes down short of somewhere says nothing until then.
 */
export function mayBurnOn(launch: AssessableLaunch, regime: Regime['match']): boolean {
  const coastingForS = launch.coastingForS ?? Number.POSITIVE_INFINITY;
  return launch.phase === 'boost' || (climbs(launch) && coastingForS < regime.stageCoastS);
}

/** One sigma along the worst axis of a ground region (m). */
export const sigmaM = (region: GroundRegion): number => Math.sqrt(Math.max(region.cov[0], region.cov[2], 1));

/**
 * One sigma of the direction of a launch (degrees). The direction is the bearing from the launch point to where it is now,
 * so both ends' uncertainty over the distance between them; near the launch point it may as well be the course of its
 * velocity, so the worse of the two counts there. Near 90 while it is nowhere yet.
 */
export function azimuthSigmaDeg(launch: Pick<AssessableLaunch, 'launchPoint' | 'kinematics'>): number {
  const { x, P } = launch.kinematics;
  const here = ecefToGeodetic(x);
  const hereSigmaM = Math.sqrt(Math.max(P[0] ?? 0, P[2] ?? 0, P[5] ?? 0));
  const awayM = distanceM(launch.launchPoint, here);
  const byPlace = Math.atan2(Math.hypot(sigmaM(launch.launchPoint), hereSigmaM), awayM) / DEG;
  if (awayM > COURSE_TO_M) return byPlace;
  const [east, north] = enuAxes(here.lat, here.lon);
  const along = (axis: readonly number[]): number =>
    axis.reduce((sum, a, i) => sum + a * (x[3 + i] as number), 0);
  const velocitySigmaMS = Math.sqrt(Math.max(P[9] ?? 0, P[14] ?? 0, P[20] ?? 0));
  return Math.max(byPlace, Math.atan2(velocitySigmaMS, Math.hypot(along(east), along(north))) / DEG);
}
/** Nearer than this to the launch point a direction may be that of the velocity (m). */
const COURSE_TO_M = 40e3;

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
