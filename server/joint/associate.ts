import type { LaunchReport } from '../../domain/records';
import { separation } from './fuse';
import { localRegion } from './regions';
import { type StateAt, stateAt } from './state';

/** χ² gates of the state (6) and of the launch place and time (3): wide, for clocks and biases of national centres. */
const STATE_GATE = 36;
const LAUNCH_GATE = 200;
/** Launch places that do not fit speak against, but not more than this: their regions are the least sure part of a report. */
const LAUNCH_AGAINST = -8;
/** ln density of unrelated launches: of states, one in (600 km)³ and (2 km/s)³; of places and times, (500 km)² and 300 s. */
const OTHER_STATES = -3 * Math.log(600e3) - 3 * Math.log(2000);
const OTHER_LAUNCHES = -2 * Math.log(500e3) - Math.log(300);
/** A thrust that nobody saw, one sigma (m/s²), and for how long before the report it may have been unseen (s). */
const UNSEEN_THRUST = 20;
const UNSEEN_BURN_S = 10;
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

/** A place known worse than this (m, one sigma) tells no two objects apart. */
const KNOWN_M = 60e3;

/** True if a report knows its object's place well enough to say that another report is about another object. */
export const knowsPlace = ({ kinematics: { P } }: LaunchReport): boolean =>
  (P[0] ?? 0) + (P[2] ?? 0) + (P[5] ?? 0) < KNOWN_M ** 2;

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
  const state = separation(perhapsBurning(a, b, atMs), perhapsBurning(b, a, atMs));
  if (!state || state.d2 > STATE_GATE) return Number.NEGATIVE_INFINITY;
  return state.logDensity - OTHER_STATES + Math.max(LAUNCH_AGAINST, launch.logDensity - OTHER_LAUNCHES);
}

/**
 * A report's state at a time. Where one says that it coasts and the other that it burns, one of them is behind: the coasting
 * one's covariance also holds what a thrust since then would have made.
 */
function perhapsBurning(r: LaunchReport, beside: LaunchReport, atMs: number): StateAt {
  const s = stateAt(r.kinematics, burns(r), atMs);
  if (burns(r) || !burns(beside)) return s;
  const dt = UNSEEN_BURN_S + Math.max(0, atMs - r.kinematics.epochMs) / 1000;
  const v = UNSEEN_THRUST * dt;
  const p = (v * dt) / 2;
  const P = s.P.slice();
  for (let i = 0; i < 3; i++) {
    P[i * 7] = (P[i * 7] as number) + p * p;
    P[(3 + i) * 7] = (P[(3 + i) * 7] as number) + v * v;
    P[i * 6 + 3 + i] = (P[i * 6 + 3 + i] as number) + p * v * 0.9;
    P[(3 + i) * 6 + i] = P[i * 6 + 3 + i] as number;
  }
  return { x: s.x, P };
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
