/**
 * Boost: nine states in ECEF, [position m, velocity m/s, thrust acceleration m/s²]. "Thrust" is all that is not gravity,
 * so drag is in it. It grows as the tanks empty, turns from upright towards the course as ascents do, and wanders with white jerk,
 * more along than across. P is 9×9, row-major.
 */
import { WGS84 } from '../../../domain/geodesy';
import { flightStep } from './flight';
import { norm3 } from './norm';
import { restrain } from './restrain';

export const BOOST = 9;
/** Longest step (s) with constant thrust. */
export const BOOST_STEP_S = 2;
/** Growth of thrust acceleration with the burnt mass (1/s): a middle between engines. */
const GROWTH = 0.012;
/**
 * An upright thrust turns towards the level course at this rate (rad/s), less by the sine of its elevation, half of it at
 * this speed (m/s): what is fast turns slowly. Below so much level speed (m/s) nobody knows its course.
 */
const TURN_RAD_S = 0.02;
const TURN_HALF_MS = 2000;
const COURSE_MS = 100;
/** White jerk (m²/s⁵) along the thrust and across it, and what a stronger thrust (its square) adds. */
const JERK_ALONG = 2.5;
const JERK_ACROSS = 0.1;
const JERK_ALONG_PER = 4e-3;
const JERK_ACROSS_PER = 2e-4;

const M = new Float64Array(81);
const Q = new Float64Array(9);
/** How a step's last thrust depends on its first one, and on its first velocity (times seconds). */
const A = new Float64Array(9);
const B = new Float64Array(9);
/** Up; the course, as long as the share of the speed that is sure of it; the angle of a step's turn and where it leads. */
const up = new Float64Array(3);
const course = new Float64Array(3);
const thrust = new Float64Array(3);
let turned = 0;
let slow = 0;

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

/**
 * Changes of a state (nine numbers each, `n` of them from the beginning of `U`) `dtS` seconds on along the path from `x`, which is
 * moved too. Gravity's gradient counts for nothing while it burns.
 */
export function carryBoost(x: Float64Array, U: Float64Array, n: number, dtS: number): void {
  const steps = Math.max(1, Math.ceil(dtS / BOOST_STEP_S - 1e-9));
  const h = dtS / steps;
  for (let k = 0; k < steps; k++) {
    turn(x, h);
    turnSlopes(x, h);
    for (let o = 0; o < n * BOOST; o += BOOST) carryOne(U, o, h);
    stepMean(x, h);
  }
}

function carryOne(U: Float64Array, o: number, h: number): void {
  const v0 = U[o + 3] as number;
  const v1 = U[o + 4] as number;
  const v2 = U[o + 5] as number;
  const a0 = U[o + 6] as number;
  const a1 = U[o + 7] as number;
  const a2 = U[o + 8] as number;
  for (let i = 0; i < 3; i++) {
    const v = U[o + 3 + i] as number;
    const a = U[o + 6 + i] as number;
    U[o + i] = (U[o + i] as number) + h * v + ((h * h) / 2) * a;
    U[o + 3 + i] = v + h * a;
    U[o + 6 + i] =
      (A[i * 3] as number) * a0 +
      (A[i * 3 + 1] as number) * a1 +
      (A[i * 3 + 2] as number) * a2 +
      (B[i * 3] as number) * v0 +
      (B[i * 3 + 1] as number) * v1 +
      (B[i * 3 + 2] as number) * v2;
  }
}

function stepMean(x: Float64Array, h: number): void {
  turn(x, h);
  const ax = ((x[6] as number) + (thrust[0] as number)) / 2;
  const ay = ((x[7] as number) + (thrust[1] as number)) / 2;
  const az = ((x[8] as number) + (thrust[2] as number)) / 2;
  flightStep(x, h, ax, ay, az, 0);
  for (let i = 0; i < 3; i++) x[6 + i] = thrust[i] as number;
}

/** Thrust at a step's end, and by which turn. */
function turn(x: Float64Array, h: number): void {
  const ax = x[6] as number;
  const ay = x[7] as number;
  const az = x[8] as number;
  const vx = x[3] as number;
  const vy = x[4] as number;
  const vz = x[5] as number;
  const r = norm3(x[0] as number, x[1] as number, x[2] as number);
  const ux = (x[0] as number) / r;
  const uy = (x[1] as number) / r;
  const uz = (x[2] as number) / r;
  const climb = vx * ux + vy * uy + vz * uz;
  const hx = vx - climb * ux;
  const hy = vy - climb * uy;
  const hz = vz - climb * uz;
  slow = 1 / Math.sqrt(hx * hx + hy * hy + hz * hz + COURSE_MS * COURSE_MS);
  const ex = hx * slow;
  const ey = hy * slow;
  const ez = hz * slow;
  const rise = ax * ux + ay * uy + az * uz;
  const way = ax * ex + ay * ey + az * ez;
  const sine = rise > 0 ? rise / (norm3(ax, ay, az) + 1) : 0;
  turned = (TURN_RAD_S * h * sine) / (1 + norm3(vx, vy, vz) / TURN_HALF_MS);
  const grow = 1 + GROWTH * h;
  thrust[0] = grow * (ax + turned * (rise * ex - way * ux));
  thrust[1] = grow * (ay + turned * (rise * ey - way * uy));
  thrust[2] = grow * (az + turned * (rise * ez - way * uz));
  up[0] = ux;
  up[1] = uy;
  up[2] = uz;
  course[0] = ex;
  course[1] = ey;
  course[2] = ez;
}

/** Fills `A` and `B` for the turn that was just made from `x`. */
function turnSlopes(x: Float64Array, h: number): void {
  const grow = 1 + GROWTH * h;
  const k = grow * turned;
  const ax = x[6] as number;
  const ay = x[7] as number;
  const az = x[8] as number;
  const rise = ax * (up[0] as number) + ay * (up[1] as number) + az * (up[2] as number);
  const way = ax * (course[0] as number) + ay * (course[1] as number) + az * (course[2] as number);
  const ks = k * slow;
  const size = norm3(ax, ay, az) + 1;
  const speed = norm3(x[3] as number, x[4] as number, x[5] as number) + 1;
  // The turn's own rate falls with the elevation and with the speed.
  const byUp = rise > 0 ? k / rise : 0;
  const bySize = k / (size * size);
  const bySpeed = k / (speed * (speed + TURN_HALF_MS));
  for (let i = 0; i < 3; i++) {
    const u = up[i] as number;
    const e = course[i] as number;
    const lean = rise * e - way * u;
    for (let j = 0; j < 3; j++) {
      const uj = up[j] as number;
      const ej = course[j] as number;
      const one = i === j ? 1 : 0;
      const aj = x[6 + j] as number;
      A[i * 3 + j] = grow * one + k * (e * uj - u * ej) + lean * (byUp * uj - bySize * aj);
      B[i * 3 + j] =
        ks * (rise * (one - u * uj - e * ej) - u * (aj - rise * uj - way * ej)) -
        lean * bySpeed * (x[3 + j] as number);
    }
  }
}

type Nine = [number, number, number, number, number, number, number, number, number];

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
  jerk(x);
  turn(x, h);
  turnSlopes(x, h);
  stepMean(x, h);
  const [A0, A1, A2, A3, A4, A5, A6, A7, A8] = A as unknown as Nine;
  const [B0, B1, B2, B3, B4, B5, B6, B7, B8] = B as unknown as Nine;
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
    M[54 + j] = A0 * a0 + A1 * a1 + A2 * a2 + B0 * v0 + B1 * v1 + B2 * v2;
    M[63 + j] = A3 * a0 + A4 * a1 + A5 * a2 + B3 * v0 + B4 * v1 + B5 * v2;
    M[72 + j] = A6 * a0 + A7 * a1 + A8 * a2 + B6 * v0 + B7 * v1 + B8 * v2;
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
    P[o + 6] = A0 * a0 + A1 * a1 + A2 * a2 + B0 * v0 + B1 * v1 + B2 * v2;
    P[o + 7] = A3 * a0 + A4 * a1 + A5 * a2 + B3 * v0 + B4 * v1 + B5 * v2;
    P[o + 8] = A6 * a0 + A7 * a1 + A8 * a2 + B6 * v0 + B7 * v1 + B8 * v2;
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
