/**
 * Boost: nine states in ECEF, [position m, velocity m/s, thrust acceleration m/s²]. "Thrust" is all that is not gravity,
 * so drag is in it. It grows as the tanks empty and wanders with white jerk, more along than across. P is 9×9, row-major.
 */
import { WGS84 } from '../../../domain/geodesy';
import { flightStep } from './flight';
import { restrain } from './restrain';

export const BOOST = 9;
/** Longest step (s) with constant thrust. */
export const BOOST_STEP_S = 2;
/** Growth of thrust acceleration with the burnt mass (1/s): a middle between engines. */
export const GROWTH = 0.009;
/** White jerk (m²/s⁵) along the thrust and across it, and what a stronger thrust (its square) adds. */
const JERK_ALONG = 2;
const JERK_ACROSS = 1.5;
const JERK_ALONG_PER = 4e-3;
const JERK_ACROSS_PER = 5e-4;

const M = new Float64Array(81);
const Q = new Float64Array(9);

/** Brings state and covariance `dtS` seconds on. */
export function predictBoost(x: Float64Array, P: Float64Array, dtS: number): void {
  const n = Math.max(1, Math.ceil(dtS / BOOST_STEP_S - 1e-9));
  for (let i = 0; i < n; i++) step(x, P, dtS / n);
  restrain(x, P);
}

/** The mean alone. */
export function predictBoostMean(x: Float64Array, dtS: number): void {
  const n = Math.max(1, Math.ceil(dtS / BOOST_STEP_S - 1e-9));
  for (let i = 0; i < n; i++) stepMean(x, dtS / n);
}

function stepMean(x: Float64Array, h: number): void {
  const grow = 1 + GROWTH * h;
  const mean = 1 + (GROWTH * h) / 2;
  const ax = x[6] as number;
  const ay = x[7] as number;
  const az = x[8] as number;
  flightStep(x, h, ax * mean, ay * mean, az * mean, 0);
  x[6] = ax * grow;
  x[7] = ay * grow;
  x[8] = az * grow;
}

function step(x: Float64Array, P: Float64Array, h: number): void {
  const X = x[0] as number;
  const Y = x[1] as number;
  const Z = x[2] as number;
  const w = WGS84.omegaRadS;
  const r2 = X * X + Y * Y + Z * Z;
  const g = -WGS84.muM3S2 / (r2 * Math.sqrt(r2));
  const c = (-3 * g) / r2;
  // Gravity gradient times h: the velocity's dependence on position; twice half a step for the position's own.
  const g00 = (g + c * X * X) * h;
  const g01 = c * X * Y * h;
  const g02 = c * X * Z * h;
  const g11 = (g + c * Y * Y) * h;
  const g12 = c * Y * Z * h;
  const g22 = (g + c * Z * Z) * h;
  const cor = 2 * w * h;
  const half = h / 2;
  const h2 = h * half;
  const grow = 1 + GROWTH * h;
  jerk(x);
  stepMean(x, h);
  for (let j = 0; j < 9; j++) {
    const p0 = P[j] as number;
    const p1 = P[9 + j] as number;
    const p2 = P[18 + j] as number;
    const v0 = P[27 + j] as number;
    const v1 = P[36 + j] as number;
    const v2 = P[45 + j] as number;
    const a0 = P[54 + j] as number;
    const a1 = P[63 + j] as number;
    const a2 = P[72 + j] as number;
    const d0 = g00 * p0 + g01 * p1 + g02 * p2 + cor * v1;
    const d1 = g01 * p0 + g11 * p1 + g12 * p2 - cor * v0;
    const d2 = g02 * p0 + g12 * p1 + g22 * p2;
    M[j] = p0 + h * v0 + h2 * a0 + half * d0;
    M[9 + j] = p1 + h * v1 + h2 * a1 + half * d1;
    M[18 + j] = p2 + h * v2 + h2 * a2 + half * d2;
    M[27 + j] = v0 + h * a0 + d0;
    M[36 + j] = v1 + h * a1 + d1;
    M[45 + j] = v2 + h * a2 + d2;
    M[54 + j] = grow * a0;
    M[63 + j] = grow * a1;
    M[72 + j] = grow * a2;
  }
  const q5 = (h2 * h2 * h) / 5;
  const q4 = (h2 * h2) / 2;
  const q3 = (h2 * h) / 3;
  for (let i = 0; i < 9; i++) {
    const o = i * 9;
    const p0 = M[o] as number;
    const p1 = M[o + 1] as number;
    const p2 = M[o + 2] as number;
    const v0 = M[o + 3] as number;
    const v1 = M[o + 4] as number;
    const v2 = M[o + 5] as number;
    const a0 = M[o + 6] as number;
    const a1 = M[o + 7] as number;
    const a2 = M[o + 8] as number;
    const d0 = g00 * p0 + g01 * p1 + g02 * p2 + cor * v1;
    const d1 = g01 * p0 + g11 * p1 + g12 * p2 - cor * v0;
    const d2 = g02 * p0 + g12 * p1 + g22 * p2;
    P[o] = p0 + h * v0 + h2 * a0 + half * d0;
    P[o + 1] = p1 + h * v1 + h2 * a1 + half * d1;
    P[o + 2] = p2 + h * v2 + h2 * a2 + half * d2;
    P[o + 3] = v0 + h * a0 + d0;
    P[o + 4] = v1 + h * a1 + d1;
    P[o + 5] = v2 + h * a2 + d2;
    P[o + 6] = grow * a0;
    P[o + 7] = grow * a1;
    P[o + 8] = grow * a2;
  }
  N[0] = q5;
  N[3] = q4;
  N[6] = q3;
  N[7] = h2;
  N[8] = h;
  // Noise, and both halves of the covariance made one again.
  for (let i = 0; i < 9; i++) {
    const row = Math.floor(i / 3);
    for (let j = 0; j <= i; j++) {
      const column = Math.floor(j / 3);
      const q = Q[(i - 3 * row) * 3 + j - 3 * column] as number;
      const noise = row === 1 && column === 1 ? (2 * q * h2 * h) / 3 : q * (N[row * 3 + column] as number);
      const v = ((P[i * 9 + j] as number) + noise + ((P[j * 9 + i] as number) + noise)) / 2;
      P[i * 9 + j] = v;
      P[j * 9 + i] = v;
    }
  }
}
/** What white jerk does in a step to place, velocity and thrust, each by each. */
const N = new Float64Array(9);

/** Jerk density of a state: round when there is hardly any thrust, an ellipsoid along it when there is. */
function jerk(x: Float64Array): void {
  const ax = x[6] as number;
  const ay = x[7] as number;
  const az = x[8] as number;
  const size2 = ax * ax + ay * ay + az * az;
  const across = JERK_ACROSS + JERK_ACROSS_PER * size2;
  const more = (JERK_ALONG + JERK_ALONG_PER * size2 - across) / (size2 + 1);
  Q[0] = across + more * ax * ax;
  Q[1] = more * ax * ay;
  Q[2] = more * ax * az;
  Q[3] = Q[1] as number;
  Q[4] = across + more * ay * ay;
  Q[5] = more * ay * az;
  Q[6] = Q[2] as number;
  Q[7] = Q[5] as number;
  Q[8] = across + more * az * az;
}
