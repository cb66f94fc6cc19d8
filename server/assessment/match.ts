import { azDiffDeg, distanceM } from '../../domain/geodesy';
import type { LaunchNotification } from '../../domain/records';
import type { Regime } from '../../domain/regime';
import type { AssessableLaunch } from './launch-facts';

export type NotificationBody = Omit<LaunchNotification, 'number'>;
export interface MatchScore {
  notification: string;
  /** Product of the parts, each 0 to 1. */
  score: number;
  parts: { site: number; window: number; azimuth: number; impact: number; vehicle: number };
  distanceM: number;
  offWindowS: number;
  azimuthOffDeg: number | null;
}

/** One sigma of the direction of a launch as solved early (degrees): not part of a report, so assumed here. */
const AZIMUTH_SIGMA_DEG = 8;

/** How well a launch fits one notification; every part says how far out it is in units of what the solution allows. */
export function scoreMatch(
  launch: AssessableLaunch,
  n: NotificationBody,
  regime: Regime['match'],
): MatchScore {
  const p = launch.launchPoint;
  const siteSigmaM = Math.sqrt(Math.max(p.cov[0], p.cov[2], 1e6));
  const away = distanceM(p, n.launchArea);
  const site = falloff(Math.max(0, away - n.launchArea.radiusM - regime.siteToleranceM), siteSigmaM);
  const off = Math.max(0, n.window.fromMs - p.atMs, p.atMs - n.window.toMs) / 1000;
  const window = falloff(Math.max(0, off - regime.timeToleranceS), Math.max(p.sigmaS, 1));
  const azimuthOff = n.azimuthDeg === null ? null : Math.abs(azDiffDeg(launch.azimuthDeg, n.azimuthDeg));
  const azimuth =
    azimuthOff === null ? 1 : falloff(Math.max(0, azimuthOff - n.azimuthToleranceDeg), AZIMUTH_SIGMA_DEG);
  const parts = { site, window, azimuth, impact: impactPart(launch, n), vehicle: vehiclePart(launch, n) };
  const score = parts.site * parts.window * parts.azimuth * parts.impact * parts.vehicle;
  return { notification: n.id, score, parts, distanceM: away, offWindowS: off, azimuthOffDeg: azimuthOff };
}

const falloff = (excess: number, sigma: number): number => Math.exp(-0.5 * (excess / sigma) ** 2);

function impactPart(launch: AssessableLaunch, n: NotificationBody): number {
  const i = launch.impact;
  if (launch.phase === 'boost' || i === null || i === 'orbital' || !n.impactArea) return 1;
  const sigmaM = Math.sqrt(Math.max(i.cov[0], i.cov[2], 1e8));
  return falloff(Math.max(0, distanceM(i, n.impactArea) - n.impactArea.radiusM), sigmaM);
}

/** A class that the announced vehicle cannot be takes the score down, never to nothing: classes are broad while burning. */
function vehiclePart(launch: AssessableLaunch, n: NotificationBody): number {
  const c = launch.classes;
  const fits = {
    SLV: c.SLV + c.ICBM + c.UNKNOWN,
    BM: c.SRBM + c.MRBM + c.IRBM + c.ICBM + c.UNKNOWN,
    SOUNDING_ROCKET: c.SOUNDING_ROCKET + c.SRBM + c.MRBM + c.IRBM + c.UNKNOWN,
  }[n.vehicle];
  return 0.6 + 0.4 * Math.min(1, fits);
}
