import { DEG, destination, enuAxes, geodeticToEcef, type Vec3 } from '../../domain/geodesy';
import type { TimedRegion } from '../../domain/regions';
import { cholesky } from './kernels/matrix';
import { innovation, newPredicted, predictPlot } from './kernels/measure';
import type { Registry } from './registry';
import type { Sight } from './track';

/**
 * Launch point and time from the looks of the young ascent: Gauss-Newton over a smooth path that starts at rest on the
 * ground. Unknowns: place east, north (m) and time (s) of the launch; rise a₂τ² + a₃τ³ + a₄τ⁴; ways east and north each
 * b₂τ² + b₃τ³ + b₄τ⁴, all with broad priors of engines in general. No engine's law is in it.
 */
const N = 12;
/** Mean and one sigma of a₂, a₃, a₄, and of b₂, b₃, b₄ (m/s², m/s³, m/s⁴). */
const RISE: [number, number][] = [
  [5.5, 2.5],
  [0.03, 0.06],
  [0, 4e-4],
];
const WAY: [number, number][] = [
  [0, 1.2],
  [0, 0.08],
  [0, 6e-4],
];
/** Prior of the place around the first look (m) and of the time before it (s). */
const PLACE_SIGMA = 400e3;
const PLACE_SIGMAS = 3;
const AGE = 38;
const AGE_SIGMA = 20;
const ITERATIONS = 6;
/** What a polynomial leaves of a real ascent: one sigma of place (m) and time (s), and of each look's direction (m). */
const MISFIT_M = 700;
const MISFIT_S = 0.8;

export interface LaunchFit {
  point: TimedRegion;
  /** Mean square of the normalised residuals. */
  fit: number;
}

const theta = new Float64Array(N);
const info = new Float64Array(N * N);
const vec = new Float64Array(N);
const row = new Float64Array(N);
const nu = new Float64Array(3);
const p = newPredicted();
const place = new Float64Array(3);
const speed = new Float64Array(3);

/** The fit of a chain of looks, or null if they do not tell. A function of the looks alone. */
export function fitLaunch(
  last: Sight,
  registry: Registry,
  start: { lat: number; lon: number; sigmaM: number },
): LaunchFit | null {
  const sights: Sight[] = [];
  for (let s: Sight | null = last; s; s = s.before) sights.push(s);
  sights.reverse();
  const [first] = sights as [Sight];
  if (sights.length < 4 || last.atMs - first.atMs < 3000) return null;
  const origin = geodeticToEcef(start.lat, start.lon, 0);
  const axes = enuAxes(start.lat, start.lon);
  theta.fill(0);
  theta[2] = -AGE;
  for (let k = 0; k < 3; k++) theta[3 + k] = (RISE[k] as [number, number])[0];
  let misfit = 0;
  let rows = 0;
  const placeSigma = Math.max(PLACE_SIGMA, PLACE_SIGMAS * start.sigmaM);
  for (let n = 0; n < ITERATIONS; n++) {
    priors(placeSigma);
    misfit = 0;
    rows = 0;
    for (const s of sights) {
      const model = registry.models[s.sensor];
      if (!model) continue;
      const tau = (s.atMs - first.atMs) / 1000 - (theta[2] as number);
      if (tau <= 0) return null;
      pathAt(tau, origin, axes);
      predictPlot(model.radar, registry.frame(model, s.atMs), place, p);
      innovation(p, s.z, nu);
      for (let k = 0; k < p.m; k++) {
        const weight = 1 / (model.noise[k] as number);
        gradient(k, tau, axes);
        const r = nu[k] as number;
        misfit += r * r * weight;
        rows++;
        // Far outliers (a false plot among the looks) pull with less.
        const pull = weight / (1 + (r * r * weight) / 16);
        for (let i = 0; i < N; i++) {
          const g = pull * (row[i] as number);
          vec[i] = (vec[i] as number) + g * r;
          for (let j = 0; j <= i; j++) info[i * N + j] = (info[i * N + j] as number) + g * (row[j] as number);
        }
      }
    }
    for (let i = 0; i < N; i++) for (let j = 0; j < i; j++) info[j * N + i] = info[i * N + j] as number;
    const step = solve();
    if (!step) return null;
    let size = 0;
    for (let i = 0; i < N; i++) {
      theta[i] = (theta[i] as number) + (step[i] as number);
      size = Math.max(size, Math.abs((step[i] as number) * Math.sqrt(info[i * N + i] as number)));
    }
    theta[2] = Math.min(-1, theta[2] as number);
    if (size < 0.01) break;
  }
  return result(start, first.atMs, misfit / Math.max(1, rows));
}

/** Priors as information, around their means. */
function priors(placeSigma: number): void {
  info.fill(0);
  vec.fill(0);
  const put = (i: number, mean: number, sigma: number): void => {
    const w = 1 / (sigma * sigma);
    info[i * N + i] = w;
    vec[i] = w * (mean - (theta[i] as number));
  };
  put(0, 0, placeSigma);
  put(1, 0, placeSigma);
  put(2, -AGE, AGE_SIGMA);
  for (let k = 0; k < 3; k++) {
    put(3 + k, ...(RISE[k] as [number, number]));
    put(6 + k, ...(WAY[k] as [number, number]));
    put(9 + k, ...(WAY[k] as [number, number]));
  }
}

/** Place (ECEF) and speed along the path at age `tau`. */
function pathAt(tau: number, origin: readonly number[], axes: readonly [Vec3, Vec3, Vec3]): void {
  const t2 = tau * tau;
  const t3 = t2 * tau;
  const t4 = t3 * tau;
  const poly = (o: number): number =>
    (theta[o] as number) * t2 + (theta[o + 1] as number) * t3 + (theta[o + 2] as number) * t4;
  const rate = (o: number): number =>
    2 * (theta[o] as number) * tau + 3 * (theta[o + 1] as number) * t2 + 4 * (theta[o + 2] as number) * t3;
  const e = (theta[0] as number) + poly(6);
  const n = (theta[1] as number) + poly(9);
  // The ground falls away below a plane that touches it at the origin.
  const e0 = theta[0] as number;
  const n0 = theta[1] as number;
  const u = poly(3) - (e0 * e0 + n0 * n0) / (2 * 6371e3);
  const [E, Nn, U] = axes;
  const ve = rate(6);
  const vn = rate(9);
  const vu = rate(3);
  for (let i = 0; i < 3; i++) {
    const k = i as 0 | 1 | 2;
    place[i] = (origin[i] as number) + e * E[k] + n * Nn[k] + u * U[k];
    speed[i] = ve * E[k] + vn * Nn[k] + vu * U[k];
  }
}

/** Row of the Jacobian of the k-th component of the predicted plot `p`. */
function gradient(k: number, tau: number, axes: readonly [Vec3, Vec3, Vec3]): void {
  const a = p.H[k * 3] as number;
  const b = p.H[k * 3 + 1] as number;
  const c = p.H[k * 3 + 2] as number;
  const t2 = tau * tau;
  const t3 = t2 * tau;
  const t4 = t3 * tau;
  const [E, Nn, U] = axes;
  const ge = a * E[0] + b * E[1] + c * E[2];
  const gn = a * Nn[0] + b * Nn[1] + c * Nn[2];
  const gu = a * U[0] + b * U[1] + c * U[2];
  row[0] = ge;
  row[1] = gn;
  row[2] = -(a * (speed[0] as number) + b * (speed[1] as number) + c * (speed[2] as number));
  row[3] = gu * t2;
  row[4] = gu * t3;
  row[5] = gu * t4;
  row[6] = ge * t2;
  row[7] = ge * t3;
  row[8] = ge * t4;
  row[9] = gn * t2;
  row[10] = gn * t3;
  row[11] = gn * t4;
}

/** info · step = vec, by a scaled Cholesky factor. */
function solve(): Float64Array | null {
  const inverse = scaledFactor();
  if (!inverse) return null;
  const { L, scale } = inverse;
  const y = new Float64Array(N);
  for (let i = 0; i < N; i++) {
    let s = (vec[i] as number) * (scale[i] as number);
    for (let k = 0; k < i; k++) s -= (L[i * N + k] as number) * (y[k] as number);
    y[i] = s / (L[i * N + i] as number);
  }
  for (let i = N - 1; i >= 0; i--) {
    let s = y[i] as number;
    for (let k = i + 1; k < N; k++) s -= (L[k * N + i] as number) * (y[k] as number);
    y[i] = s / (L[i * N + i] as number);
  }
  for (let i = 0; i < N; i++) y[i] = (y[i] as number) * (scale[i] as number);
  return y;
}

function scaledFactor(): { L: Float64Array; scale: Float64Array } | null {
  const scale = new Float64Array(N);
  const unit = new Float64Array(N * N);
  for (let i = 0; i < N; i++) scale[i] = 1 / Math.sqrt(info[i * N + i] as number);
  for (let i = 0; i < N; i++)
    for (let j = 0; j < N; j++)
      unit[i * N + j] = (info[i * N + j] as number) * (scale[i] as number) * (scale[j] as number);
  const L = cholesky(unit, N);
  return L && { L, scale };
}

function result(start: { lat: number; lon: number }, firstMs: number, fit: number): LaunchFit | null {
  const f = scaledFactor();
  if (!f) return null;
  const { L, scale } = f;
  // Columns of the inverse for the first three unknowns.
  const cov = new Float64Array(9);
  for (let c = 0; c < 3; c++) {
    const y = new Float64Array(N);
    for (let i = 0; i < N; i++) {
      let s = i === c ? 1 : 0;
      for (let k = 0; k < i; k++) s -= (L[i * N + k] as number) * (y[k] as number);
      y[i] = s / (L[i * N + i] as number);
    }
    for (let i = N - 1; i >= 0; i--) {
      let s = y[i] as number;
      for (let k = i + 1; k < N; k++) s -= (L[k * N + i] as number) * (y[k] as number);
      y[i] = s / (L[i * N + i] as number);
    }
    for (let i = 0; i < 3; i++)
      cov[i * 3 + c] = (y[i] as number) * (scale[i] as number) * (scale[c] as number);
  }
  const e = theta[0] as number;
  const n = theta[1] as number;
  const at = destination(start, Math.atan2(e, n) / DEG, Math.hypot(e, n));
  const extra = MISFIT_M * MISFIT_M;
  return {
    point: {
      lat: at.lat,
      lon: at.lon,
      cov: [(cov[0] as number) + extra, cov[1] as number, (cov[4] as number) + extra],
      atMs: firstMs + (theta[2] as number) * 1000,
      sigmaS: Math.hypot(Math.sqrt(cov[8] as number), MISFIT_S),
    },
    fit,
  };
}
