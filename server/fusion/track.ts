import { WGS84 } from '../../domain/geodesy';
import type { TimedRegion } from '../../domain/regions';
import type { Phenomenology, Sensor } from '../../domain/sensors';
import {
  distance2,
  innovationOf,
  newInnovation,
  type Predicted,
  predictBoost,
  predictCoast,
  roughHeightM,
  update,
} from './kernels/ekf';
import { innovation } from './measurement';

/** Assumed for the filter alone: it shares nothing with what flies (docs/fusion.md). */
const BOOST_LENGTH_S = 90;
const JERK_Q = 6;
const COAST_Q = 0.003;
export const GENERIC_BETA = 2500;
/** Thrust that a re-lit stage may have, one sigma (m/s²). */
const RELIGHT_SIGMA = 25;
/** Below this probability the boost filter sleeps. */
const BOOST_AWAKE = 0.003;

export interface TrackData {
  id: string;
  tMs: number;
  pBoost: number;
  x6: Float64Array;
  P6: Float64Array;
  x9: Float64Array;
  P9: Float64Array;
  score: number;
  best: number;
  status: 'tentative' | 'confirmed';
  looks: number;
  firstMs: number;
  lastMs: number;
  /** Last infrared look: it burned then. */
  lastIrMs: number | null;
  burnoutMs: number | null;
  kinds: Phenomenology[];
  sensors: { sensor: string; looks: number; lastLookMs: number }[];
  evidence: string[];
  launch: { point: TimedRegion; azimuthDeg: number; spreadM2: number } | null;
}

const nuA = new Float64Array(3);
const nuB = new Float64Array(3);
const inA = newInnovation();
const inB = newInnovation();

export function copyTrack(t: TrackData): TrackData {
  return {
    ...t,
    x6: t.x6.slice(),
    P6: t.P6.slice(),
    x9: t.x9.slice(),
    P9: t.P9.slice(),
    kinds: [...t.kinds],
    sensors: t.sensors.map((s) => ({ ...s })),
    evidence: [...t.evidence],
    launch: t.launch,
  };
}

/** The state people see: boost and coast put together by their probabilities (moment matching). */
export function blended(t: TrackData): { x: number[]; P: Float64Array; thrust: [number, number, number] } {
  const w = t.pBoost;
  const x: number[] = [];
  const P = new Float64Array(36);
  for (let i = 0; i < 6; i++) x[i] = w * (t.x9[i] as number) + (1 - w) * (t.x6[i] as number);
  for (let i = 0; i < 6; i++)
    for (let j = 0; j < 6; j++) {
      const d9 = ((t.x9[i] as number) - (x[i] as number)) * ((t.x9[j] as number) - (x[j] as number));
      const d6 = ((t.x6[i] as number) - (x[i] as number)) * ((t.x6[j] as number) - (x[j] as number));
      P[i * 6 + j] =
        (w > 0 ? w * ((t.P9[i * 9 + j] as number) + d9) : 0) +
        (w < 1 ? (1 - w) * ((t.P6[i * 6 + j] as number) + d6) : 0);
    }
  const thrust: [number, number, number] =
    w > 0.5 ? [t.x9[6] as number, t.x9[7] as number, t.x9[8] as number] : [0, 0, 0];
  return { x, P, thrust };
}

/** Brings both filters to a time; the mode probabilities drift towards burnout as time passes. */
export function predictTrack(t: TrackData, atMs: number): void {
  const dt = (atMs - t.tMs) / 1000;
  if (dt <= 0) return;
  t.tMs = atMs;
  if (t.pBoost > 0) {
    const stay = Math.exp(-dt / BOOST_LENGTH_S);
    mixIntoCoast(t, stay);
    predictBoost(t.x9, t.P9, dt, JERK_Q);
  }
  if (t.pBoost < 1) predictCoast(t.x6, t.P6, dt, COAST_Q, GENERIC_BETA);
  if (t.pBoost > 0 && t.pBoost < BOOST_AWAKE) t.pBoost = 0;
}

/** IMM mixing for the one transition that time makes: what was boost may be coast now. */
function mixIntoCoast(t: TrackData, stay: number): void {
  const moved = t.pBoost * (1 - stay);
  const coast = 1 - t.pBoost + moved;
  if (moved <= 0) return;
  const w = moved / coast;
  for (let i = 0; i < 6; i++) {
    const a = t.x6[i] as number;
    work6[i] = w * (t.x9[i] as number) + (1 - w) * a;
  }
  for (let i = 0; i < 6; i++)
    for (let j = 0; j <= i; j++) {
      const d9 = ((t.x9[i] as number) - (work6[i] as number)) * ((t.x9[j] as number) - (work6[j] as number));
      const d6 = ((t.x6[i] as number) - (work6[i] as number)) * ((t.x6[j] as number) - (work6[j] as number));
      const v = w * ((t.P9[i * 9 + j] as number) + d9) + (1 - w) * ((t.P6[i * 6 + j] as number) + d6);
      workP[i * 6 + j] = v;
      workP[j * 6 + i] = v;
    }
  t.x6.set(work6);
  t.P6.set(workP);
  t.pBoost -= moved;
}
const work6 = new Float64Array(6);
const workP = new Float64Array(36);

/** The boost filter wakes: a stage was lit, or what looked like coasting was not. */
export function wakeBoost(t: TrackData, p: number): void {
  if (t.pBoost >= p) return;
  if (t.pBoost < BOOST_AWAKE) {
    t.P9.fill(0);
    for (let i = 0; i < 6; i++) {
      t.x9[i] = t.x6[i] as number;
      for (let j = 0; j < 6; j++) t.P9[i * 9 + j] = t.P6[i * 6 + j] as number;
    }
    for (let i = 6; i < 9; i++) {
      t.x9[i] = 0;
      t.P9[i * 9 + i] = RELIGHT_SIGMA ** 2;
    }
  }
  t.pBoost = p;
}

export interface Fit {
  /** Log of the mixture likelihood density of the plot. */
  logL: number;
  /** Smallest d² of the modes that can be. */
  d2: number;
}

/** How a plot fits, given predictions for both modes (`b` for boost, `c` for coast); null if outside the gate. */
export function fitPlot(
  t: TrackData,
  sensor: Sensor,
  z: readonly number[],
  b: Predicted,
  c: Predicted,
  gate: number,
): Fit | null {
  const ir = sensor.kind === 'ir';
  let like = 0;
  let best = Number.POSITIVE_INFINITY;
  if (t.pBoost > 0 && innovationOf(t.P9, 9, b, inA)) {
    innovation(sensor, z, b, nuA);
    const d2 = distance2(inA, nuA, b.m);
    best = d2;
    like += t.pBoost * Math.exp(-0.5 * (d2 + inA.logDet + b.m * LOG_2PI));
  }
  if (t.pBoost < 1 && !(ir && t.pBoost > 0.2) && innovationOf(t.P6, 6, c, inB)) {
    innovation(sensor, z, c, nuB);
    const d2 = distance2(inB, nuB, c.m);
    best = Math.min(best, d2);
    like += (1 - t.pBoost) * Math.exp(-0.5 * (d2 + inB.logDet + c.m * LOG_2PI));
  }
  return best <= gate ? { logL: Math.log(Math.max(like, 1e-300)), d2: best } : null;
}
const LOG_2PI = Math.log(2 * Math.PI);

/** Takes a plot into both filters and moves the mode probabilities by their likelihoods. False: a covariance broke. */
export function takePlot(
  t: TrackData,
  sensor: Sensor,
  z: readonly number[],
  b: Predicted,
  c: Predicted,
): boolean {
  const ir = sensor.kind === 'ir';
  let ok = true;
  let lb = 0;
  let lc = 0;
  if (ir) wakeBoost(t, 0.999);
  if (t.pBoost > 0 && innovationOf(t.P9, 9, b, inA)) {
    innovation(sensor, z, b, nuA);
    lb = Math.exp(-0.5 * Math.min(60, distance2(inA, nuA, b.m)) - 0.5 * inA.logDet);
    ok = update(t.x9, t.P9, 9, b, inA, nuA) && ok;
  }
  if (t.pBoost < 1 && !ir && innovationOf(t.P6, 6, c, inB)) {
    innovation(sensor, z, c, nuB);
    lc = Math.exp(-0.5 * Math.min(60, distance2(inB, nuB, c.m)) - 0.5 * inB.logDet);
    ok = update(t.x6, t.P6, 6, c, inB, nuB) && ok;
  }
  if (ir) {
    // It burns: coasting is out, and its filter starts again from the burning one.
    t.pBoost = 1;
    for (let i = 0; i < 6; i++) {
      t.x6[i] = t.x9[i] as number;
      for (let j = 0; j < 6; j++) t.P6[i * 6 + j] = t.P9[i * 9 + j] as number;
    }
  } else if (t.pBoost > 0 && t.pBoost < 1) {
    const sum = t.pBoost * lb + (1 - t.pBoost) * lc;
    if (sum > 0) t.pBoost = Math.min(0.9995, Math.max(1e-6, (t.pBoost * lb) / sum));
  }
  return ok;
}

/** An infrared sensor that looked and saw nothing: evidence for burnout. Gives the log-likelihood of the miss. */
export function missInfrared(t: TrackData, pd: number): number {
  const silent = t.pBoost * (1 - pd) + (1 - t.pBoost);
  t.pBoost = (t.pBoost * (1 - pd)) / silent;
  return Math.log(silent);
}

export function isOrbital(t: TrackData): boolean {
  if (t.pBoost > 0.1) return false;
  const { perigeeM, sigmaM } = perigee(t.x6, t.P6);
  return perigeeM - WGS84.aM > 80e3 + 2.33 * sigmaM;
}

/** Perigee radius (m) of the inertial orbit, with one sigma by differences along velocity and position. */
function perigee(x: Float64Array, P: Float64Array): { perigeeM: number; sigmaM: number } {
  const at = (d: number, k: number): number => {
    const y = Float64Array.from(x);
    if (k >= 0) y[k] = (y[k] as number) + d;
    return perigeeRadius(y);
  };
  const base = at(0, -1);
  const g = [0, 1, 2, 3, 4, 5].map((k) => (at(k < 3 ? 100 : 1, k) - base) / (k < 3 ? 100 : 1));
  let v = 0;
  for (let i = 0; i < 6; i++)
    for (let j = 0; j < 6; j++) v += (g[i] as number) * (P[i * 6 + j] as number) * (g[j] as number);
  return { perigeeM: base, sigmaM: Math.sqrt(Math.max(0, v)) };
}

function perigeeRadius(x: Float64Array): number {
  const [X = 0, Y = 0, Z = 0, vx = 0, vy = 0, vz = 0] = x;
  const ix = vx - WGS84.omegaRadS * Y;
  const iy = vy + WGS84.omegaRadS * X;
  const r = Math.hypot(X, Y, Z);
  const v2 = ix * ix + iy * iy + vz * vz;
  const hx = Y * vz - Z * iy;
  const hy = Z * ix - X * vz;
  const hz = X * iy - Y * ix;
  const p = (hx * hx + hy * hy + hz * hz) / WGS84.muM3S2;
  const energy = v2 / 2 - WGS84.muM3S2 / r;
  const ecc = Math.sqrt(Math.max(0, 1 + (2 * energy * p) / WGS84.muM3S2));
  return p / (1 + ecc);
}

export const heightOfTrack = (t: TrackData): number => roughHeightM(t.pBoost > 0.5 ? t.x9 : t.x6);
