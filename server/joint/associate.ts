import type { LaunchReport } from '../../domain/records';
import { separation } from './fuse';
import { localRegion } from './regions';
import { stateAt } from './state';

/** χ² gates of the state (6) and of the launch place and time (3): wide, for clocks and biases of national centres. */
const STATE_GATE = 36;
const LAUNCH_GATE = 30;
/** ln density of unrelated launches: of states, one in (600 km)³ and (2 km/s)³; of places and times, (500 km)² and 300 s. */
const OTHER_STATES = -3 * Math.log(600e3) - 3 * Math.log(2000);
const OTHER_LAUNCHES = -2 * Math.log(500e3) - Math.log(300);
/** A report without looks for this long has been outlived: its object may have got a new series. */
const OUTLIVED_MS = 60_000;

/** Beyond this spread by its velocity alone (m) a prediction is no longer near a Gaussian. */
const CARRIED_M = 30e3;
const CARRIED_MS = 60_000;

/** True if a report's state may be carried to a time: soon after it, or with a velocity known well enough. */
export function carries(r: LaunchReport, atMs: number): boolean {
  const ageMs = atMs - r.kinematics.epochMs;
  const { P } = r.kinematics;
  const sigmaV = Math.sqrt((P[9] ?? 0) + (P[14] ?? 0) + (P[20] ?? 0));
  return ageMs <= CARRIED_MS || (sigmaV * ageMs) / 1000 < CARRIED_M;
}

export const burns = (r: LaunchReport): boolean => r.phase === 'boost';

/** Log-likelihood ratio "one object" against "two of those that fly about" of two reports; −∞ outside the gates. */
export function likeness(a: LaunchReport, b: LaunchReport): number {
  // The launch comes first: it needs no flight computed, and tells most pairs apart.
  const launch = separation(
    localRegion(a.launchPoint, a.launchPoint),
    localRegion(b.launchPoint, a.launchPoint),
  );
  if (!launch || launch.d2 > LAUNCH_GATE) return Number.NEGATIVE_INFINITY;
  const atMs = Math.max(a.kinematics.epochMs, b.kinematics.epochMs);
  const state = separation(stateAt(a.kinematics, burns(a), atMs), stateAt(b.kinematics, burns(b), atMs));
  if (!state || state.d2 > STATE_GATE) return Number.NEGATIVE_INFINITY;
  return state.logDensity - OTHER_STATES + Math.max(0, launch.logDensity - OTHER_LAUNCHES);
}

/**
 * How well a report goes with a launch's other reports: their mean likeness. −∞ where its own Party holds another
 * live series there: a Party tells its objects apart.
 */
export function affinity(report: LaunchReport, latest: readonly LaunchReport[]): number {
  let sum = 0;
  let n = 0;
  for (const r of latest) {
    if (r.series === report.series) continue;
    if (r.party === report.party && !outlived(r, report)) return Number.NEGATIVE_INFINITY;
    sum += likeness(r, report);
    n++;
  }
  return n === 0 ? Number.NEGATIVE_INFINITY : sum / n;
}

const outlived = (r: LaunchReport, by: LaunchReport): boolean =>
  by.kinematics.epochMs - r.kinematics.epochMs > OUTLIVED_MS ||
  (r.looksIn30s === 0 && by.givenMs - r.givenMs >= 0);
