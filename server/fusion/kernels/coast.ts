/**
 * Coast: seven states in ECEF, [position m, velocity m/s, drag exponent s]. Drag is e^s times that of the reference
 * coefficient, so s is the logarithm of an unknown that only the air makes visible. P is 7×7, row-major, symmetric.
 */
import { WGS84 } from '../../../domain/geodesy';
import { AIR_TOP_M, DENSITY_SCALE_M, dragRate, flightStep, roughHeightM } from './flight';
import { norm3 } from './norm';

export const COAST = 7;
/** White acceleration noise of free flight (m²/s³): what J2 and a plain gradient leave out, and small venting. */
export const COAST_Q = 2.5e-7;
/** What the drag's law leaves open: the same by the square of its deceleration (s). */
const AIR_Q_S = 1.5e-5;
/** How long (s) an error of the linearised gravity goes on in about the same direction. */
const BEND_S = 200;
/** Wander of the drag exponent in air (1/s), and its ignorance at first: a factor of two either way at two sigma. */
export const DRAG_Q = 6e-4;
export const DRAG_SIGMA = 0.29;
/** Longest step (s) that the linearised covariance bears in vacuum, and in air. */
const STEP_S = 10;
const AIR_STEP_S = 1;

const M = new Float64Array(49);
/** Φ = [[A, B], [C, D]] in 3×3 blocks, and the drag exponent's column [e, f]. */
const A = new Float64Array(9);
const B = new Float64Array(9);
const C = new Float64Array(9);
const D = new Float64Array(9);
const G = new Float64Array(9);
const V = new Float64Array(9);
const E = new Float64Array(3);
const F = new Float64Array(3);

/** The step (s) that starts at this state: shorter near the air, so that one does not fall through it. */
export function coastStepS(x: Float64Array): number {
  const h = roughHeightM(x);
  if (h < AIR_TOP_M) return AIR_STEP_S;
  const X = x[0] as number;
  const Y = x[1] as number;
  const Z = x[2] as number;
  const sink =
    -(X * (x[3] as number) + Y * (x[4] as number) + Z * (x[5] as number)) / Math.sqrt(X * X + Y * Y + Z * Z);
  return h - sink * STEP_S < AIR_TOP_M ? 2 : STEP_S;
}

/** Nothing falls faster than this (m/s): what is high enough meets no air within a step. */
const FASTEST_MS = 12_000;

/** One step of `h` seconds of the mean alone. */
export function stepCoastMean(x: Float64Array, h: number): void {
  const vacuum = roughHeightM(x) > AIR_TOP_M + FASTEST_MS * h;
  flightStep(x, h, 0, 0, 0, vacuum ? 0 : Math.exp(x[6] as number));
}

/** One step of `h` seconds (at most `coastStepS`) with white acceleration noise `q` (m²/s³) and a wandering drag. */
export function stepCoast(x: Float64Array, P: Float64Array, h: number, q: number, qDrag: number): void {
  const rough = AIR_Q_S * phi(x, h);
  const bent = q + rough + bendNoise(x, P);
  stepCoastMean(x, h);
  sandwich(P);
  const qv = bent * h;
  const qp = (bent * h * h * h) / 3;
  const qc = (bent * h * h) / 2;
  for (let i = 0; i < 3; i++) {
    P[i * 8] = (P[i * 8] as number) + qp;
    P[(3 + i) * 8] = (P[(3 + i) * 8] as number) + qv;
    P[i * 7 + 3 + i] = (P[i * 7 + 3 + i] as number) + qc;
    P[(3 + i) * 7 + i] = P[i * 7 + 3 + i] as number;
  }
  // In vacuum there is nothing to wander: the exponent is a property of the object.
  if (rough > 0) P[48] = (P[48] as number) + qDrag * h;
}

/** Fills the blocks of Φ for a step of `h` seconds from a state; gives the square of the drag's deceleration. */
function phi(x: Float64Array, h: number): number {
  gradients(x);
  const drag2 = (E[0] as number) ** 2 + (E[1] as number) ** 2 + (E[2] as number) ** 2;
  const h2 = (h * h) / 2;
  for (let i = 0; i < 9; i++) {
    const one = i % 4 === 0 ? 1 : 0;
    const g = G[i] as number;
    const v = V[i] as number;
    A[i] = one + g * h2;
    B[i] = one * h + v * h2;
    C[i] = g * h;
    D[i] = one + v * h + g * h2;
  }
  for (let i = 0; i < 3; i++) {
    F[i] = (E[i] as number) * h;
    E[i] = (E[i] as number) * h2;
  }
  return drag2;
}

/**
 * Acceleration noise (m²/s³) that stands for what a linearised gravity leaves out when the place is known to tens of
 * kilometres only: its second order is about 3 g σ²/r² and stays for minutes. Nothing for a well-known place.
 */
function bendNoise(x: Float64Array, P: Float64Array): number {
  const r2 = (x[0] as number) ** 2 + (x[1] as number) ** 2 + (x[2] as number) ** 2;
  const trace = (P[0] as number) + (P[8] as number) + (P[16] as number);
  const a = (3 * WGS84.muM3S2 * trace) / (r2 * r2);
  return a * a * BEND_S;
}

/** Acceleration by position (G), by velocity (V) and by drag exponent (E) at a state. */
function gradients(x: Float64Array): void {
  const X = x[0] as number;
  const Y = x[1] as number;
  const Z = x[2] as number;
  const w = WGS84.omegaRadS;
  const r2 = X * X + Y * Y + Z * Z;
  const r = Math.sqrt(r2);
  const g = -WGS84.muM3S2 / (r2 * r);
  const c = (-3 * g) / r2;
  G[0] = g + c * X * X + w * w;
  G[1] = c * X * Y;
  G[2] = c * X * Z;
  G[3] = c * Y * X;
  G[4] = g + c * Y * Y + w * w;
  G[5] = c * Y * Z;
  G[6] = c * Z * X;
  G[7] = c * Z * Y;
  G[8] = g + c * Z * Z;
  V.fill(0);
  V[1] = 2 * w;
  V[3] = -2 * w;
  E.fill(0);
  const h = roughHeightM(x);
  if (h >= AIR_TOP_M) return;
  const speed = norm3(x[3] as number, x[4] as number, x[5] as number);
  const k = Math.exp(x[6] as number) * dragRate(h, speed);
  for (let i = 0; i < 3; i++) {
    const vi = x[3 + i] as number;
    E[i] = -k * vi;
    for (let j = 0; j < 3; j++) {
      const vj = x[3 + j] as number;
      const along = (vi * vj) / (speed * speed + 1);
      V[i * 3 + j] = (V[i * 3 + j] as number) - k * ((i === j ? 1 : 0) + along);
      // Thinner air higher up: the deceleration falls with height.
      G[i * 3 + j] = (G[i * 3 + j] as number) + ((k * vi) / DENSITY_SCALE_M) * ((x[j] as number) / r);
    }
  }
}

/** P ← Φ P Φᵀ with the blocks above. */
function sandwich(P: Float64Array): void {
  for (let j = 0; j < 7; j++) {
    const p0 = P[j] as number;
    const p1 = P[7 + j] as number;
    const p2 = P[14 + j] as number;
    const v0 = P[21 + j] as number;
    const v1 = P[28 + j] as number;
    const v2 = P[35 + j] as number;
    const s = P[42 + j] as number;
    for (let i = 0; i < 3; i++) {
      const o = i * 3;
      M[i * 7 + j] =
        (A[o] as number) * p0 +
        (A[o + 1] as number) * p1 +
        (A[o + 2] as number) * p2 +
        (B[o] as number) * v0 +
        (B[o + 1] as number) * v1 +
        (B[o + 2] as number) * v2 +
        (E[i] as number) * s;
      M[(3 + i) * 7 + j] =
        (C[o] as number) * p0 +
        (C[o + 1] as number) * p1 +
        (C[o + 2] as number) * p2 +
        (D[o] as number) * v0 +
        (D[o + 1] as number) * v1 +
        (D[o + 2] as number) * v2 +
        (F[i] as number) * s;
    }
    M[42 + j] = s;
  }
  for (let i = 0; i < 7; i++) {
    const o7 = i * 7;
    const p0 = M[o7] as number;
    const p1 = M[o7 + 1] as number;
    const p2 = M[o7 + 2] as number;
    const v0 = M[o7 + 3] as number;
    const v1 = M[o7 + 4] as number;
    const v2 = M[o7 + 5] as number;
    const s = M[o7 + 6] as number;
    for (let j = 0; j <= i; j++) {
      let v: number;
      if (j < 3) {
        const o = j * 3;
        v =
          (A[o] as number) * p0 +
          (A[o + 1] as number) * p1 +
          (A[o + 2] as number) * p2 +
          (B[o] as number) * v0 +
          (B[o + 1] as number) * v1 +
          (B[o + 2] as number) * v2 +
          (E[j] as number) * s;
      } else if (j < 6) {
        const o = (j - 3) * 3;
        v =
          (C[o] as number) * p0 +
          (C[o + 1] as number) * p1 +
          (C[o + 2] as number) * p2 +
          (D[o] as number) * v0 +
          (D[o + 1] as number) * v1 +
          (D[o + 2] as number) * v2 +
          (F[j - 3] as number) * s;
      } else v = s;
      P[o7 + j] = v;
      P[j * 7 + i] = v;
    }
  }
}

const u = new Float64Array(6);

/** U ← Φ U for `n` columns of seven numbers, one after another, over a step of `h` seconds from a state. */
export function carryCoast(x: Float64Array, U: Float64Array, n: number, h: number): void {
  phi(x, h);
  for (let o = 0; o < n * COAST; o += COAST) {
    const s = U[o + 6] as number;
    for (let i = 0; i < 3; i++) {
      let p = (E[i] as number) * s;
      let v = (F[i] as number) * s;
      for (let j = 0; j < 3; j++) {
        const k = i * 3 + j;
        p += (A[k] as number) * (U[o + j] as number) + (B[k] as number) * (U[o + 3 + j] as number);
        v += (C[k] as number) * (U[o + j] as number) + (D[k] as number) * (U[o + 3 + j] as number);
      }
      u[i] = p;
      u[3 + i] = v;
    }
    for (let i = 0; i < 6; i++) U[o + i] = u[i] as number;
  }
}
