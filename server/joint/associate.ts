import type { LaunchReport } from '../../domain/records';
import type { TimedRegion } from '../../domain/regions';
import { separation } from './fuse';
import { localRegion } from './regions';
import { rateOf, type StateAt, stateAt } from './state';

/** χ² gates of the state (6) and of the launch place and time (3): wide, for clocks and biases of national centres. */
const STATE_GATE = 36;
const LAUNCH_GATE = 200;
/**
 * Launch places that do not fit speak against, but not more than this: their regions are the least sure part of a report.
 * Beyond the gate they speak of two launches; only states that are well known and the same outweigh that: a national
 * track may have gone over from one object to another, and tells the launch of the first.
 */
const LAUNCH_AGAINST = -8;
const OTHER_LAUNCH = -15;
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

/** A place known worse than this (m, one sigma) tells no two objects apart; better than that it stands for its object alone. */
const KNOWN_M = 60e3;
const PINNED_M = 20e3;
const placeVariance = ({ kinematics: { P } }: LaunchReport): number =>
  (P[0] ?? 0) + (P[2] ?? 0) + (P[5] ?? 0);

/** True if a report knows its object's place well enough to say that another report is about another object. */
export const knowsPlace = (r: LaunchReport): boolean => placeVariance(r) < KNOWN_M ** 2;
const pins = (r: LaunchReport): boolean => placeVariance(r) < PINNED_M ** 2;

/** True if a report's state is for a time that has not come: its looks were dated by a fast clock. */
export const isEarly = (r: LaunchReport): boolean => r.kinematics.epochMs > r.givenMs + EARLY_MS;
const EARLY_MS = 300;

export const burns = (r: LaunchReport): boolean => r.phase === 'boost';

/** Log-likelihood ratio "one object" against "two of those that fly about" of two reports; −∞ outside the gates. */
export function likeness(a: LaunchReport, b: LaunchReport): number {
  // The launch comes first: it needs no flight computed, and tells most pairs apart.
  const launch = launchesApart(a, b.launchPoint);
  const sameLaunch = launch !== null && launch.d2 <= LAUNCH_GATE;
  if (!sameLaunch && !(pins(a) && pins(b) && near(a, b))) return Number.NEGATIVE_INFINITY;
  const atMs = Math.max(a.kinematics.epochMs, b.kinematics.epochMs);
  const state = separation(allowed(perhapsBurning(a, b, atMs)), perhapsBurning(b, a, atMs));
  if (!state || state.d2 > STATE_GATE) return Number.NEGATIVE_INFINITY;
  const ofLaunch = sameLaunch ? Math.max(LAUNCH_AGAINST, launch.logDensity - OTHER_LAUNCHES) : OTHER_LAUNCH;
  return state.logDensity - OTHER_STATES + ofLaunch;
}

const launchesApart = (r: LaunchReport, other: TimedRegion): ReturnType<typeof separation> =>
  separation(localRegion(r.launchPoint, r.launchPoint), localRegion(other, r.launchPoint));

/** True if a report speaks of another launch than the one at a place and time. */
export function otherLaunch(r: LaunchReport, place: TimedRegion): boolean {
  const s = launchesApart(r, place);
  return s === null || s.d2 > LAUNCH_GATE;
}

/** States of reports this far apart in time (s) and, in a straight line, in place (m) are not worth a flight computed. */
const NEAR_S = 120;
const NEAR_M = 200e3;
function near({ kinematics: a }: LaunchReport, { kinematics: b }: LaunchReport): boolean {
  const dtS = (b.epochMs - a.epochMs) / 1000;
  if (Math.abs(dtS) > NEAR_S) return false;
  const apart = [0, 1, 2].map(
    (i) =>
      (a.x[i] as number) + (((a.x[3 + i] as number) + (b.x[3 + i] as number)) / 2) * dtS - (b.x[i] as number),
  );
  return Math.hypot(...apart) < NEAR_M;
}

/**
 * What national centres may differ by beyond what they say of themselves, one sigma: errors of their sensors that stay the
 * same (m and m/s in each axis) and of their clocks (s), which move all along the path.
 */
const BIAS_M = 4000;
const BIAS_MS = 12;
const CLOCK_S = 1.2;

function allowed({ x, P: own }: StateAt): StateAt {
  const P = own.slice();
  const rate = rateOf(x);
  for (let i = 0; i < 6; i++) {
    for (let j = 0; j < 6; j++)
      P[i * 6 + j] = (P[i * 6 + j] as number) + CLOCK_S ** 2 * (rate[i] as number) * (rate[j] as number);
    P[i * 7] = (P[i * 7] as number) + (i < 3 ? BIAS_M : BIAS_MS) ** 2;
  }
  return { x, P };
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
 * live series there: a Party tells its objects apart. But one that strays from the launch that both tell keeps none out.
 */
export function affinity(report: LaunchReport, latest: readonly LaunchReport[]): number {
  const own = latest.filter((r) => r.party === report.party && r.series !== report.series);
  const others = latest.filter((r) => r.party !== report.party);
  const displaced = (r: LaunchReport): boolean => strays(r, others) && !otherLaunch(report, r.launchPoint);
  if (own.some((r) => !outlived(r, report) && !displaced(r))) return Number.NEGATIVE_INFINITY;
  const beside = others.length > 0 ? others : own;
  if (beside.length === 0) return Number.NEGATIVE_INFINITY;
  return beside.reduce((sum, r) => sum + likeness(r, report), 0) / beside.length;
}

/** True if a series goes with none of the other Parties' reports about the launch that it was put to. */
export const strays = (r: LaunchReport, others: readonly LaunchReport[]): boolean =>
  others.length > 0 && others.every((o) => likeness(o, r) === Number.NEGATIVE_INFINITY);

const outlived = (r: LaunchReport, by: LaunchReport): boolean =>
  by.kinematics.epochMs - r.kinematics.epochMs > OUTLIVED_MS ||
  (r.looksIn30s === 0 && by.givenMs - r.givenMs >= 0);
