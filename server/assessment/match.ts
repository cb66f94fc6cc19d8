import { type Area, areaCentre, areaDistanceM } from '../../domain/area';
import type { ClassCode } from '../../domain/classes';
import { azDiffDeg, distanceM } from '../../domain/geodesy';
import type { LaunchNotification } from '../../domain/records';
import type { Regime } from '../../domain/regime';
import { type AssessableLaunch, azimuthSigmaDeg, mayBurnOn, sigmaM } from './launch-facts';

export type NotificationBody = Omit<LaunchNotification, 'number'>;
export interface MatchScore {
  notification: string;
  /** Product of the parts, each 0 to 1. */
  score: number;
  parts: { site: number; window: number; azimuth: number; impact: number; vehicle: number };
  distanceM: number;
  offWindowS: number;
  /** Null where none was announced, or while nobody can say in which direction it flies. */
  azimuthOffDeg: number | null;
  off: OffBounds;
}

/** How well a launch fits one notification; every part says how far out it is in units of what the solution allows. */
export function scoreMatch(
  launch: AssessableLaunch,
  n: NotificationBody,
  regime: Regime['match'],
): MatchScore {
  const p = launch.launchPoint;
  const out = offBounds(launch, n, regime);
  const sigma = sigmas(launch, regime);
  const { siteM, timeS } = regime.sigmaMax;
  const site = falloff(out.siteM - regime.siteToleranceM, Math.min(Math.max(sigma.siteM, 1e3), siteM));
  const window = falloff(out.windowS - regime.timeToleranceS, Math.min(Math.max(sigma.timeS, 1), timeS));
  const azimuth = falloff(out.azimuthDeg ?? 0, sigma.azimuthDeg);
  const parts = {
    site,
    window,
    azimuth,
    impact: impactPart(launch, n, regime),
    vehicle: vehiclePart(launch, n),
  };
  return {
    notification: n.id,
    score: parts.site * parts.window * parts.azimuth * parts.impact * parts.vehicle,
    parts,
    distanceM: distanceM(p, areaCentre(n.launchArea)),
    offWindowS: out.windowS,
    azimuthOffDeg:
      n.azimuthDeg === null || out.azimuthDeg === null
        ? null
        : Math.abs(azDiffDeg(launch.azimuthDeg, n.azimuthDeg)),
    off: out,
  };
}

/** How far outside what was announced a launch lies; 0 is inside, null is not announced or not known. */
export interface OffBounds {
  windowS: number;
  siteM: number;
  azimuthDeg: number | null;
  impactM: number | null;
}
export function offBounds(launch: AssessableLaunch, n: NotificationBody, regime: Regime['match']): OffBounds {
  const p = launch.launchPoint;
  const down = impactToCompare(launch, n, regime);
  return {
    windowS: Math.max(0, n.window.fromMs - p.atMs, p.atMs - n.window.toMs) / 1000,
    siteM: areaDistanceM(n.launchArea, p),
    azimuthDeg:
      n.azimuthDeg === null || azimuthSigmaDeg(launch) > regime.azimuthSigmaMaxDeg
        ? null
        : Math.max(0, Math.abs(azDiffDeg(launch.azimuthDeg, n.azimuthDeg)) - n.azimuthToleranceDeg),
    impactM: down && n.impactArea ? areaDistanceM(n.impactArea, down) : null,
  };
}

/** The impact that may be held against the announced one: none while it burns, nor a short one while it may burn on. */
function impactToCompare(launch: AssessableLaunch, n: NotificationBody, regime: Regime['match']) {
  const { impact, launchPoint } = launch;
  if (impact === null || impact === 'orbital' || launch.phase === 'boost') return null;
  if (!n.impactArea || !mayBurnOn(launch, regime)) return impact;
  return distanceM(launchPoint, impact) < announcedRangeM(n.launchArea, n.impactArea) ? null : impact;
}

/** From the middle of the launch area to that of the impact area (m). */
export const announcedRangeM = (launchArea: Area, impactArea: Area): number =>
  distanceM(areaCentre(launchArea), areaCentre(impactArea));

/** One sigma of what a launch is compared by, as solved. */
export function sigmas(
  launch: AssessableLaunch,
  regime: Regime['match'],
): { timeS: number; siteM: number; azimuthDeg: number; impactM: number } {
  const { impact, launchPoint } = launch;
  return {
    timeS: launchPoint.sigmaS,
    siteM: sigmaM(launchPoint),
    azimuthDeg: Math.max(azimuthSigmaDeg(launch), regime.azimuthSigmaMinDeg),
    impactM: impact !== null && impact !== 'orbital' ? sigmaM(impact) : 0,
  };
}

/** 1 inside, falling like a normal distribution outside. */
const falloff = (excess: number, sigma: number): number =>
  Math.exp(-0.5 * (Math.max(0, excess) / sigma) ** 2);

/** Not of a space launcher: what it announces is where its stages come down, and it sweeps over half the Earth on its way. */
function impactPart(launch: AssessableLaunch, n: NotificationBody, regime: Regime['match']): number {
  if (n.vehicle === 'SLV') return 1;
  const { impactM } = offBounds(launch, n, regime);
  const { impact } = launch;
  if (impactM === null || impact === null || impact === 'orbital') return 1;
  return falloff(impactM, Math.max(sigmaM(impact), 1e4));
}

const BALLISTIC = ['SRBM', 'MRBM', 'IRBM', 'ICBM'] as const;
/** Classes that an announced vehicle may look like: a space launcher like a long-range missile, a sounding rocket like the rest. */
export function classesOf(vehicle: NotificationBody['vehicle']): readonly ClassCode[] {
  if (vehicle === 'SLV') return ['SLV', 'ICBM', 'UNKNOWN'];
  if (vehicle === 'BM') return [...BALLISTIC, 'UNKNOWN'];
  return ['SOUNDING_ROCKET', 'SRBM', 'MRBM', 'IRBM', 'UNKNOWN'];
}

/** A class that the announced vehicle cannot be takes the score down, never to nothing; while it burns it is not asked. */
function vehiclePart(launch: AssessableLaunch, n: NotificationBody): number {
  if (launch.phase === 'boost') return 1;
  const fits = classesOf(n.vehicle).reduce((sum, c) => sum + launch.classes[c], 0);
  return 0.6 + 0.4 * Math.min(1, fits);
}
