import { CLASS_CODES, type ClassProbabilities } from '../../domain/classes';
import { DEG } from '../../domain/geodesy';
import type { Impact, Kinematics, LaunchReport } from '../../domain/records';
import type { TimedRegion } from '../../domain/regions';
import { predictBoost, predictCoast } from '../fusion/kernels/ekf';
import { invertSpd, packLower, times, unpackLower } from '../fusion/kernels/matrix';

const COAST_Q = 0.003;
const JERK_Q = 6;
const GENERIC_BETA = 2500;
const METRES_PER_DEG = 111_195;

/** A report's state brought to a time: 6 numbers and a full 6×6 covariance. */
export interface StateAt {
  x: number[];
  P: number[];
}

/** Predicts a report's state; while it burned the thrust goes on, and what that leaves open is in the covariance. */
export function stateAt(k: Kinematics, burning: boolean, atMs: number): StateAt {
  const dt = Math.max(0, (atMs - k.epochMs) / 1000);
  const P6 = unpackLower(k.P, 6);
  if (!burning) {
    const x = Float64Array.from(k.x);
    const P = Float64Array.from(P6);
    predictCoast(x, P, dt, COAST_Q, GENERIC_BETA);
    return { x: [...x], P: [...P] };
  }
  const x = Float64Array.from([...k.x, ...k.a]);
  const P = new Float64Array(81);
  for (let i = 0; i < 6; i++) for (let j = 0; j < 6; j++) P[i * 9 + j] = P6[i * 6 + j] as number;
  for (let i = 6; i < 9; i++) P[i * 9 + i] = 64;
  predictBoost(x, P, dt, JERK_Q);
  const out: number[] = [];
  for (let i = 0; i < 6; i++) for (let j = 0; j < 6; j++) out.push(P[i * 9 + j] as number);
  return { x: [...x].slice(0, 6), P: out };
}

/**
 * Several estimates of one vector. Their sensors are independent, the process noise between reports is common: the sum
 * of information is deflated by `common` (0 = independent, 1 = all the same, which is covariance intersection).
 */
export function combineStates(states: StateAt[], n: number, common: number): StateAt | null {
  const first = states[0];
  if (!first) return null;
  if (states.length === 1) return first;
  const weight = 1 - common + common / states.length;
  let info = new Array<number>(n * n).fill(0);
  let vec = new Array<number>(n).fill(0);
  for (const s of states) {
    const Y = invertSpd(s.P, n);
    if (!Y) return null;
    const y = times(Y, s.x, n);
    info = info.map((v, i) => v + weight * (Y[i] as number));
    vec = vec.map((v, i) => v + weight * (y[i] as number));
  }
  const P = invertSpd(info, n);
  return P && { x: times(P, vec, n), P };
}

/** Several Gaussian places with times put together, in a plane at the first one (antimeridian-safe). */
export function combineRegions(regions: TimedRegion[], common: number): TimedRegion {
  const [first] = regions as [TimedRegion, ...TimedRegion[]];
  if (regions.length === 1) return first;
  const scale = Math.max(0.05, Math.cos(first.lat * DEG));
  const local = (r: TimedRegion): StateAt => ({
    x: [
      (((((r.lon - first.lon + 540) % 360) + 360) % 360) - 180) * METRES_PER_DEG * scale,
      (r.lat - first.lat) * METRES_PER_DEG,
      (r.atMs - first.atMs) / 1000,
    ],
    P: [r.cov[0], r.cov[1], 0, r.cov[1], r.cov[2], 0, 0, 0, r.sigmaS ** 2],
  });
  const c = combineStates(regions.map(local), 3, common);
  if (!c) return first;
  const [e = 0, n = 0, t = 0] = c.x;
  return {
    lat: first.lat + n / METRES_PER_DEG,
    lon: ((((first.lon + e / (METRES_PER_DEG * scale) + 180) % 360) + 360) % 360) - 180,
    cov: [c.P[0] as number, c.P[1] as number, c.P[4] as number],
    atMs: first.atMs + t * 1000,
    sigmaS: Math.sqrt(c.P[8] as number),
  };
}

export function combineImpacts(reports: LaunchReport[], common: number): Impact {
  const impacts = reports.map((r) => r.impact);
  if (impacts.filter((i) => i === 'orbital').length * 2 >= impacts.length && impacts.includes('orbital'))
    return 'orbital';
  const regions = impacts.filter((i): i is TimedRegion => i !== null && i !== 'orbital');
  return regions.length > 0 ? combineRegions(regions, common) : null;
}

/** Classes of several opinions: geometric mean, so that none adds certainty that its sensors do not have. */
export function combineClasses(all: ClassProbabilities[]): ClassProbabilities {
  const out = { ...(all[0] as ClassProbabilities) };
  let sum = 0;
  for (const c of CLASS_CODES) {
    out[c] = Math.exp(all.reduce((s, p) => s + Math.log(Math.max(1e-4, p[c])), 0) / all.length);
    sum += out[c];
  }
  for (const c of CLASS_CODES) out[c] /= sum;
  return out;
}

export const packState = (s: StateAt): { x: number[]; P: number[] } => ({ x: s.x, P: packLower(s.P, 6) });
