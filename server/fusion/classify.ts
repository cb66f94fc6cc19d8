import { CLASS_CODES, type ClassCode, type ClassProbabilities } from '../../domain/classes';
import { bearingDeg, DEG, distanceM, type LatLon, MEAN_RADIUS_M, WGS84 } from '../../domain/geodesy';
import type { Impact } from '../../domain/records';
import { inertialVelocity } from './kernels/kepler';
import { norm3 } from './kernels/norm';
import { orbitChance } from './kernels/orbit';
import type { Blend, Work } from './modes';

/** The generic class of a range (km). */
const codeOf = (km: number): ClassCode =>
  km < 1000 ? 'SRBM' : km < 3000 ? 'MRBM' : km < 5500 ? 'IRBM' : 'ICBM';
/** Velocity still to come while it burns (m/s), equally likely steps: what nobody can know then. */
const STILL_TO_COME = [0, 400, 900, 1500, 2300, 3200, 4200, 5400, 6800];
/** A stage may be lit again: chance of it right after burnout, and how long (s) it takes to fall to a third. */
const RELIT = 0.2;
const RELIT_S = 60;
/** Points of a normal distribution, with weights. */
const SIGMAS = [
  { off: -2, w: 0.054 },
  { off: -1, w: 0.242 },
  { off: 0, w: 0.408 },
  { off: 1, w: 0.242 },
  { off: 2, w: 0.054 },
];
/** Range over best range below which a flight is steep, as sounding rockets and lofted tests are. */
const STEEP = 0.5;
const STEEP_WIDTH = 0.06;
/**
 * A class is the range that the energy gives at the best angle; what flies flatter or steeper comes down in the range of another.
 * By this share the energy tells, by the rest the range flown: where the two differ neither is sure.
 */
const BY_ENERGY = 0.2;
/** Best range (km) up to which a steep flight is more probably a sounding rocket than a lofted test. */
const SOUNDING_KM = 4000;
/** What stays unknown: while it burns, on infrared alone, and once a radar has measured the flight. */
const UNKNOWN_BURNING = 0.35;
const UNKNOWN_INFRARED = 0.2;
const UNKNOWN_RADAR = 0.02;
/** What comes down with nearly orbital speed may be a launcher that failed. */
const FAILED_LAUNCHER = 0.03;

export interface Classified {
  b: Blend;
  w: Work;
  impact: Impact;
  launch: LatLon;
  radar: boolean;
  /** Time since it last burned, as far as anybody saw (s). */
  sinceBurnS: number;
}

/** Range (km) on a sphere that a state's energy gives at the best angle, with `addMS` more speed. */
export function energyRangeKm(x: ArrayLike<number>, addMS: number): number {
  const [vx, vy, vz] = inertialVelocity(x);
  const v = Math.max(0, norm3(vx, vy, vz) + addMS);
  const r = norm3(x[0] as number, x[1] as number, x[2] as number);
  const atSurface = v * v - 2 * WGS84.muM3S2 * (1 / r - 1 / MEAN_RADIUS_M);
  const q = Math.max(0, (atSurface * MEAN_RADIUS_M) / WGS84.muM3S2);
  if (q >= 1) return 20_000;
  return (2 * Math.asin(q / (2 - q)) * MEAN_RADIUS_M) / 1000;
}

/**
 * Generic class probabilities: by the range that it flies, or that its energy could give where it flies steeply; broad
 * while it burns and on infrared alone, `UNKNOWN` kept. A steep flight is a sounding rocket or a lofted test.
 */
export function classify(c: Classified): ClassProbabilities {
  const p = Object.fromEntries(CLASS_CODES.map((k) => [k, 0])) as ClassProbabilities;
  const { b, radar } = c;
  const relit = radar ? 0 : RELIT * Math.exp(-c.sinceBurnS / RELIT_S);
  const burning = b.pBoost + (1 - b.pBoost) * relit;
  if (burning > 0.01) burns(p, b, burning);
  const orbit = c.impact === 'orbital' ? 1 : orbitChance(c.w.xc, c.w.Pc, 7);
  p.SLV += (1 - burning) * orbit;
  flies(p, c, (1 - burning) * (1 - orbit));
  const unknown =
    UNKNOWN_BURNING * b.pBoost +
    (1 - b.pBoost) * (radar ? UNKNOWN_RADAR : UNKNOWN_INFRARED * (1 - 0.5 * orbit));
  let sum = 0;
  for (const k of CLASS_CODES) sum += p[k];
  for (const k of CLASS_CODES) p[k] *= (1 - unknown) / sum;
  p.UNKNOWN = unknown;
  return p;
}

/** What burns on for nobody knows how long; towards orbital speed a space launch is the likelier thing. */
function burns(p: ClassProbabilities, b: Blend, weight: number): void {
  for (const add of STILL_TO_COME) {
    const km = energyRangeKm(b.x, add);
    const space = km > 9000 ? 0.6 : km > 5500 ? 0.45 : 0.12;
    const share = weight / STILL_TO_COME.length;
    p[codeOf(km)] += share * (1 - space);
    p.SLV += share * space;
  }
}

/** What comes down: by its range over the ground, or by its energy's where it is far shorter than that. */
function flies(p: ClassProbabilities, c: Classified, weight: number): void {
  if (weight < 1e-6) return;
  const { b, impact, launch } = c;
  const { P } = b;
  const best = energyRangeKm(b.x, 0);
  const sigmaV = Math.sqrt(((P[21] as number) + (P[28] as number) + (P[35] as number)) / 3);
  const bestSigma = Math.max(20, (energyRangeKm(b.x, sigmaV) - energyRangeKm(b.x, -sigmaV)) / 2);
  let steep = 0;
  let range = best;
  let sigma = bestSigma;
  if (impact !== null && impact !== 'orbital') {
    const flown = distanceM(launch, impact) / 1000;
    steep = 1 / (1 + Math.exp((flown / Math.max(50, best) - STEEP) / STEEP_WIDTH));
    range = steep * best + (1 - steep) * flown;
    sigma = steep * bestSigma + (1 - steep) * alongKm(impact, launch);
  }
  const sounding = steep * (best < SOUNDING_KM ? 0.8 : 0.3);
  p.SOUNDING_ROCKET += weight * sounding;
  const missile = weight * (1 - sounding);
  byRange(p, range, sigma, missile * (1 - BY_ENERGY));
  byRange(p, best, bestSigma, missile * BY_ENERGY);
}

/** Classes of a range (km) with one sigma. */
function byRange(p: ClassProbabilities, range: number, sigma: number, weight: number): void {
  for (const { off, w } of SIGMAS) {
    const km = range + off * sigma;
    const failed = km > 5500 ? FAILED_LAUNCHER : 0;
    p[codeOf(km)] += weight * (1 - failed) * w;
    p.SLV += weight * failed * w;
  }
}

/** One sigma (km) of an impact area along the way from the launch. */
function alongKm(impact: Extract<Impact, { cov: unknown }>, launch: LatLon): number {
  const course = (bearingDeg(impact, launch) + 180) * DEG;
  const [ee, en, nn] = impact.cov;
  const s = Math.sin(course);
  const k = Math.cos(course);
  return Math.sqrt(Math.max(0, s * s * ee + 2 * s * k * en + k * k * nn)) / 1000 + 5;
}
