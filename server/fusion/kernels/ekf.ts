/**
 * Kalman kernels over row-major Float64Array covariances. States are ECEF: [position m, velocity m/s, thrust m/s²];
 * n = 6 (coast) or 9 (boost). Measurements see the position only, so H is m×3.
 */
import { freeFlightAcceleration } from '../../../domain/ballistics';
import { WGS84 } from '../../../domain/geodesy';

const acc = new Float64Array(3);
const k1 = new Float64Array(6);
const k2 = new Float64Array(6);
const k3 = new Float64Array(6);
const k4 = new Float64Array(6);
const mid = new Float64Array(6);
const phi = new Float64Array(81);
const work = new Float64Array(81);
const pht = new Float64Array(27);
const gain = new Float64Array(27);

/** Air density (kg/m³) of a plain exponential atmosphere, by height over the mean ellipsoid radius (m). */
const density = (heightM: number): number =>
  heightM > 130e3 ? 0 : 1.22 * Math.exp(-Math.max(0, heightM) / 7400);

/** Height (m) over an ellipsoid-shaped surface, by the radius at this latitude; good to tens of metres. */
export function roughHeightM(x: ArrayLike<number>): number {
  const X = x[0] as number;
  const Y = x[1] as number;
  const Z = x[2] as number;
  const r = Math.sqrt(X * X + Y * Y + Z * Z);
  const s = Z / r;
  return r - WGS84.aM * (1 - WGS84.f * s * s);
}

/** Free flight with thrust (constant) and drag of a generic ballistic coefficient (kg/m²; 0 = none). */
function derivative(
  x: Float64Array,
  ax: number,
  ay: number,
  az: number,
  beta: number,
  out: Float64Array,
): void {
  freeFlightAcceleration(x, acc);
  const vx = x[3] as number;
  const vy = x[4] as number;
  const vz = x[5] as number;
  let k = 0;
  if (beta > 0) {
    const h = roughHeightM(x);
    if (h < 130e3) k = (density(h) * Math.sqrt(vx * vx + vy * vy + vz * vz)) / (2 * beta);
  }
  out[0] = vx;
  out[1] = vy;
  out[2] = vz;
  out[3] = (acc[0] as number) + ax - k * vx;
  out[4] = (acc[1] as number) + ay - k * vy;
  out[5] = (acc[2] as number) + az - k * vz;
}

/** One Runge-Kutta step of the first six components, in place. */
export function flightStep(
  x: Float64Array,
  h: number,
  ax: number,
  ay: number,
  az: number,
  beta: number,
): void {
  derivative(x, ax, ay, az, beta, k1);
  for (let i = 0; i < 6; i++) mid[i] = (x[i] as number) + (h / 2) * (k1[i] as number);
  derivative(mid, ax, ay, az, beta, k2);
  for (let i = 0; i < 6; i++) mid[i] = (x[i] as number) + (h / 2) * (k2[i] as number);
  derivative(mid, ax, ay, az, beta, k3);
  for (let i = 0; i < 6; i++) mid[i] = (x[i] as number) + h * (k3[i] as number);
  derivative(mid, ax, ay, az, beta, k4);
  for (let i = 0; i < 6; i++)
    x[i] =
      (x[i] as number) +
      (h / 6) * ((k1[i] as number) + 2 * (k2[i] as number) + 2 * (k3[i] as number) + (k4[i] as number));
}

/** State transition over `h` seconds with the gravity gradient of `x`; n = 6 or 9 (thrust held). Into the shared `phi`. */
function transition(x: Float64Array, h: number, n: number): void {
  const r2 = (x[0] as number) ** 2 + (x[1] as number) ** 2 + (x[2] as number) ** 2;
  const g = -WGS84.muM3S2 / (r2 * Math.sqrt(r2));
  const w = WGS84.omegaRadS;
  phi.fill(0, 0, n * n);
  for (let i = 0; i < 3; i++) {
    for (let j = 0; j < 3; j++) {
      const grad = g * ((i === j ? 1 : 0) - (3 * (x[i] as number) * (x[j] as number)) / r2);
      phi[i * n + j] = (i === j ? 1 : 0) + (grad * h * h) / 2;
      phi[i * n + 3 + j] = (i === j ? h : 0) + (grad * h * h * h) / 6;
      phi[(3 + i) * n + j] = grad * h;
      phi[(3 + i) * n + 3 + j] = (i === j ? 1 : 0) + (grad * h * h) / 2;
    }
    if (n === 9) {
      phi[i * n + 6 + i] = (h * h) / 2;
      phi[(3 + i) * n + 6 + i] = h;
      phi[(6 + i) * n + 6 + i] = 1;
    }
  }
  // Coriolis: the frame turns below the flight.
  phi[3 * n + 4] = (phi[3 * n + 4] as number) + 2 * w * h;
  phi[4 * n + 3] = (phi[4 * n + 3] as number) - 2 * w * h;
}

function sandwich(P: Float64Array, n: number): void {
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++) {
      let s = 0;
      for (let k = 0; k < n; k++) s += (phi[i * n + k] as number) * (P[k * n + j] as number);
      work[i * n + j] = s;
    }
  for (let i = 0; i < n; i++)
    for (let j = 0; j <= i; j++) {
      let s = 0;
      for (let k = 0; k < n; k++) s += (work[i * n + k] as number) * (phi[j * n + k] as number);
      P[i * n + j] = s;
      P[j * n + i] = s;
    }
}

/** Coast: white acceleration noise `q` (m²/s³); drag of a generic coefficient in the air, with its ignorance as noise. */
export function predictCoast(x: Float64Array, P: Float64Array, dtS: number, q: number, beta: number): void {
  let left = dtS;
  while (left > 1e-9) {
    const low = roughHeightM(x) < 150e3;
    const h = Math.min(left, low ? 1 : 10);
    transition(x, h, 6);
    flightStep(x, h, 0, 0, 0, beta);
    sandwich(P, 6);
    const v = Math.hypot(x[3] as number, x[4] as number, x[5] as number);
    const drag = low ? (density(roughHeightM(x)) * v * v) / (2 * beta) : 0;
    // The true coefficient is anywhere within a factor of three: half of the drag is unknown, and stays so for seconds.
    addWhiteAcceleration(P, 6, h, q + 8 * (0.5 * drag) ** 2);
    left -= h;
  }
}

/** Boost: thrust wanders with white jerk `qJerk` (m²/s⁵). */
export function predictBoost(x: Float64Array, P: Float64Array, dtS: number, qJerk: number): void {
  let left = dtS;
  while (left > 1e-9) {
    const h = Math.min(left, 2);
    transition(x, h, 9);
    flightStep(x, h, x[6] as number, x[7] as number, x[8] as number, 0);
    sandwich(P, 9);
    const h2 = h * h;
    for (let i = 0; i < 3; i++) {
      const p = i;
      const v = 3 + i;
      const a = 6 + i;
      add(P, 9, p, p, (qJerk * h2 * h2 * h) / 20);
      add(P, 9, v, v, (qJerk * h2 * h) / 3);
      add(P, 9, a, a, qJerk * h);
      addBoth(P, 9, p, v, (qJerk * h2 * h2) / 8);
      addBoth(P, 9, p, a, (qJerk * h2 * h) / 6);
      addBoth(P, 9, v, a, (qJerk * h2) / 2);
    }
    left -= h;
  }
}

function addWhiteAcceleration(P: Float64Array, n: number, h: number, q: number): void {
  for (let i = 0; i < 3; i++) {
    add(P, n, i, i, (q * h * h * h) / 3);
    add(P, n, 3 + i, 3 + i, q * h);
    addBoth(P, n, i, 3 + i, (q * h * h) / 2);
  }
}
const add = (P: Float64Array, n: number, i: number, j: number, v: number): void => {
  P[i * n + j] = (P[i * n + j] as number) + v;
};
const addBoth = (P: Float64Array, n: number, i: number, j: number, v: number): void => {
  add(P, n, i, j, v);
  add(P, n, j, i, v);
};

/** A predicted measurement: value, Jacobian wrt position (m×3) and noise variances (m). */
export interface Predicted {
  m: 2 | 3;
  z: Float64Array;
  H: Float64Array;
  R: Float64Array;
}

/** Innovation covariance S = H P Hᵀ + R, its inverse and log determinant (m×m row-major into `out.S`, `out.Si`). */
export interface Innovation {
  S: Float64Array;
  Si: Float64Array;
  logDet: number;
}
export const newInnovation = (): Innovation => ({
  S: new Float64Array(9),
  Si: new Float64Array(9),
  logDet: 0,
});

export function innovationOf(P: Float64Array, n: number, p: Predicted, out: Innovation): boolean {
  const { m, H, R } = p;
  for (let i = 0; i < n; i++)
    for (let k = 0; k < m; k++) {
      let s = 0;
      for (let j = 0; j < 3; j++) s += (P[i * n + j] as number) * (H[k * 3 + j] as number);
      pht[i * m + k] = s;
    }
  for (let a = 0; a < m; a++)
    for (let b = 0; b < m; b++) {
      let s = a === b ? (R[a] as number) : 0;
      for (let j = 0; j < 3; j++) s += (H[a * 3 + j] as number) * (pht[j * m + b] as number);
      out.S[a * m + b] = s;
    }
  return invert(out, m);
}

function invert(o: Innovation, m: number): boolean {
  const S = o.S;
  if (m === 2) {
    const [a = 0, b = 0, c = 0, d = 0] = S;
    const det = a * d - b * c;
    if (!(det > 0)) return false;
    o.Si[0] = d / det;
    o.Si[1] = -b / det;
    o.Si[2] = -c / det;
    o.Si[3] = a / det;
    o.logDet = Math.log(det);
    return true;
  }
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0, i = 0] = S;
  const A = e * i - f * h;
  const B = c * h - b * i;
  const C = b * f - c * e;
  const det = a * A + d * B + g * C;
  if (!(det > 0)) return false;
  o.Si[0] = A / det;
  o.Si[1] = B / det;
  o.Si[2] = C / det;
  o.Si[3] = (f * g - d * i) / det;
  o.Si[4] = (a * i - c * g) / det;
  o.Si[5] = (c * d - a * f) / det;
  o.Si[6] = (d * h - e * g) / det;
  o.Si[7] = (b * g - a * h) / det;
  o.Si[8] = (a * e - b * d) / det;
  o.logDet = Math.log(det);
  return true;
}

/** Squared Mahalanobis distance of an innovation `nu` (m). */
export function distance2(o: Innovation, nu: Float64Array, m: number): number {
  let d = 0;
  for (let a = 0; a < m; a++)
    for (let b = 0; b < m; b++) d += (nu[a] as number) * (o.Si[a * m + b] as number) * (nu[b] as number);
  return d;
}

/** Kalman update in place with a ready innovation; symmetric by construction. False if it lost positive definiteness. */
export function update(
  x: Float64Array,
  P: Float64Array,
  n: number,
  p: Predicted,
  o: Innovation,
  nu: Float64Array,
): boolean {
  const { m, H } = p;
  for (let i = 0; i < n; i++)
    for (let k = 0; k < m; k++) {
      let s = 0;
      for (let j = 0; j < 3; j++) s += (P[i * n + j] as number) * (H[k * 3 + j] as number);
      pht[i * m + k] = s;
    }
  for (let i = 0; i < n; i++)
    for (let k = 0; k < m; k++) {
      let s = 0;
      for (let j = 0; j < m; j++) s += (pht[i * m + j] as number) * (o.Si[j * m + k] as number);
      gain[i * m + k] = s;
    }
  for (let i = 0; i < n; i++) {
    let s = 0;
    for (let k = 0; k < m; k++) s += (gain[i * m + k] as number) * (nu[k] as number);
    x[i] = (x[i] as number) + s;
  }
  let good = true;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let s = P[i * n + j] as number;
      for (let k = 0; k < m; k++) s -= (gain[i * m + k] as number) * (pht[j * m + k] as number);
      P[i * n + j] = s;
      P[j * n + i] = s;
    }
    if (!((P[i * n + i] as number) > 0)) good = false;
  }
  return good;
}
