import {
  bearingDeg,
  DEG,
  destination,
  distanceM,
  enuAxes,
  geodeticToEcef,
  type LatLon,
  type Vec3,
} from '../../domain/geodesy';
import type { TimedRegion } from '../../domain/regions';
import { cholesky } from './kernels/matrix';
import { innovation, newPredicted, predictPlot } from './kernels/measure';
import { type KnownErrors, withoutErrors } from './known-errors';
import { addComponent, addLook, beginLook, beginSums, PULL, RESIDUAL, spread } from './launch-sums';
import { OWN } from './lean';
import type { Registry, SensorModel } from './registry';
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
const AGE: [number, number] = [38, 20];
/** The same for what came up over the limb, and may have risen behind it. */
const LIMB_AGE: [number, number] = [80, 80];
const ITERATIONS = 8;
/** Squared residual (in variances) from which a look counts as an outlier. */
const OUTLIER = 16;
/** A fit that leads farther than this (m) from its plane's origin is done again there, at most so often. */
const RECENTRE_M = 100e3;
const RECENTRES = 3;
/** First looks that leave more than this open (m) are fitted from several beginnings, in sigmas along the look. */
const MANY_M = 200e3;
const BEGINNINGS = [-0.8, 0, 0.8];
/** What a polynomial leaves of a real ascent: one sigma of place (m) and time (s), and of each look's direction (m). */
const MISFIT_M = 700;
const MISFIT_S = 0.8;
/** Terms of the path that the fit does not have: its variances grow by this, as the bench has it. */
const MISFIT_SHARE = 1.25;

export interface LaunchFit {
  point: TimedRegion;
  /** Mean square of the normalised residuals. */
  fit: number;
  /** Squared residuals and priors together: what one solution is better than another by. */
  cost: number;
}

const theta = new Float64Array(N);
const info = new Float64Array(N * N);
const vec = new Float64Array(N);
/** A component's change by metres east, north, up and by seconds of launch time. */
const slope = new Float64Array(6);
const nu = new Float64Array(3);
const p = newPredicted();
const place = new Float64Array(3);
const speed = new Float64Array(3);

/** Where a fit begins: a place with one sigma (m) around it along a bearing, by what the first look says. */
export interface Start extends LatLon {
  sigmaM: number;
  alongDeg: number;
}

/** The fit of a chain of looks, or null if they do not tell. A function of the looks alone. */
export function fitLaunch(
  last: Sight,
  registry: Registry,
  start: Start,
  errors: KnownErrors | null,
): LaunchFit | null {
  const sights: Weighed[] = [];
  const looks = new Map<number, number>();
  for (let s: Sight | null = last; s; s = s.before) looks.set(s.sensor, (looks.get(s.sensor) ?? 0) + 1);
  for (let s: Sight | null = last; s; s = s.before) {
    const model = registry.models[s.sensor];
    if (model) sights.push(weighed(s, model, errors, looks.get(s.sensor) as number));
  }
  sights.reverse();
  const [first] = sights as [Weighed];
  if (sights.length < 4 || last.atMs - first.atMs < 3000) return null;
  if (start.sigmaM < MANY_M) return fitFrom(sights, registry, start, start);
  // Along the limb more than one path fits: several beginnings, put together by how well they do.
  const found = BEGINNINGS.flatMap(
    (k) => fitFrom(sights, registry, destination(start, start.alongDeg, k * start.sigmaM), start) ?? [],
  );
  return together(found);
}

/** A look as the fit takes it: less its sensor's known errors, with a noise that stands for what is not known of them. */
interface Weighed extends Sight {
  noise: ArrayLike<number>;
}

/** An error that stays is in each of a sensor's looks: no number of them averages it out. */
function weighed(s: Sight, model: SensorModel, errors: KnownErrors | null, looks: number): Weighed {
  if (!errors) return { ...s, noise: model.noise };
  const o = model.index * OWN;
  const n = errors.mean.length;
  const noise = model.noise.map((v, k) => v * (1 + looks * (errors.cov[(o + k) * (n + 1)] as number)));
  return { ...s, z: withoutErrors({ id: '', z: s.z }, errors, model).z, noise };
}

const ageOf = (s: Start): [number, number] => (s.sigmaM < MANY_M ? AGE : LIMB_AGE);

/** Several solutions as one: the best one's place, with a spread that the others are part of. */
function together(found: readonly LaunchFit[]): LaunchFit | null {
  const best = found.reduce<LaunchFit | null>((b, f) => (b && b.cost <= f.cost ? b : f), null);
  if (!best) return null;
  const weights = found.map((f) => Math.exp(-0.5 * Math.min(400, f.cost - best.cost)));
  const total = weights.reduce((s, w) => s + w, 0);
  const cov: [number, number, number] = [0, 0, 0];
  let time = 0;
  for (const [k, { point }] of found.entries()) {
    const w = (weights[k] as number) / total;
    const to = bearingDeg(best.point, point) * DEG;
    const d = distanceM(best.point, point);
    const [e, n] = [d * Math.sin(to), d * Math.cos(to)];
    cov[0] += w * (point.cov[0] + e * e);
    cov[1] += w * (point.cov[1] + e * n);
    cov[2] += w * (point.cov[2] + n * n);
    time += w * (point.sigmaS ** 2 + ((point.atMs - best.point.atMs) / 1000) ** 2);
  }
  return { ...best, point: { ...best.point, cov, sigmaS: Math.sqrt(time) } };
}

function fitFrom(
  sights: readonly Weighed[],
  registry: Registry,
  begin: LatLon,
  prior: Start,
): LaunchFit | null {
  theta.fill(0);
  theta[2] = -ageOf(prior)[0];
  for (let k = 0; k < 3; k++) theta[3 + k] = (RISE[k] as [number, number])[0];
  let from = begin;
  for (let n = 0; ; n++) {
    const fit = descend(sights, registry, from, prior);
    if (!fit) return null;
    const offM = Math.hypot(theta[0] as number, theta[1] as number);
    if (offM < RECENTRE_M || n >= RECENTRES) return fit;
    // Far from where the plane touches the ground its up is another: begin again where it led.
    from = fit.point;
    theta[0] = 0;
    theta[1] = 0;
  }
}

/** Gauss-Newton steps from `theta` in a plane at `from`; a step that makes it worse is taken back and damped. */
function descend(
  sights: readonly Weighed[],
  registry: Registry,
  from: LatLon,
  prior: Start,
): LaunchFit | null {
  const [first] = sights as [Weighed];
  const plane: Plane = { origin: geodeticToEcef(from.lat, from.lon, 0), axes: enuAxes(from.lat, from.lon) };
  const to = bearingDeg(from, prior) * DEG;
  const wayM = distanceM(from, prior);
  place0[0] = wayM * Math.sin(to);
  place0[1] = wayM * Math.cos(to);
  const placeSigma = Math.max(PLACE_SIGMA, PLACE_SIGMAS * prior.sigmaM);
  let least = Number.POSITIVE_INFINITY;
  let damping = 0;
  let rows = 0;
  let misfit = 0;
  for (let n = 0; n < ITERATIONS; n++) {
    const priorCost = priors(placeSigma, ageOf(prior));
    const sum = normal(sights, registry, plane, first.atMs);
    const cost = sum.cost + priorCost;
    if (!(cost < least)) {
      if (n === 0) return null;
      // Back to the last good place, with shorter steps from there.
      damping = damping === 0 ? 1e-2 : damping * 30;
      theta.set(good);
      info.set(goodInfo);
      vec.set(goodVec);
    } else {
      least = cost;
      ({ misfit, rows } = sum);
      good.set(theta);
      goodInfo.set(info);
      goodVec.set(vec);
      damping /= 10;
    }
    if (!solve(damping)) return null;
    let size = 0;
    for (let i = 0; i < N; i++) {
      theta[i] = (theta[i] as number) + (step[i] as number);
      size = Math.max(size, Math.abs((step[i] as number) * Math.sqrt(info[i * N + i] as number)));
    }
    theta[2] = Math.min(-1, theta[2] as number);
    if (size < 0.01) break;
  }
  info.set(goodInfo);
  theta.set(good);
  const found = result(from, first.atMs, misfit / Math.max(1, rows));
  return found && { ...found, cost: least };
}
const good = new Float64Array(N);
const goodInfo = new Float64Array(N * N);
const goodVec = new Float64Array(N);
const place0 = new Float64Array(2);

interface Plane {
  origin: readonly number[];
  axes: readonly [Vec3, Vec3, Vec3];
}

/** Adds the looks' normal equations at `theta` to the priors'; gives what they cost and how they fit. */
function normal(
  sights: readonly Weighed[],
  registry: Registry,
  { origin, axes }: Plane,
  firstMs: number,
): { cost: number; misfit: number; rows: number } {
  let cost = 0;
  let misfit = 0;
  let rows = 0;
  beginSums();
  for (const s of sights) {
    const model = registry.models[s.sensor];
    if (!model) continue;
    const tau = (s.atMs - firstMs) / 1000 - (theta[2] as number);
    if (tau <= 0) return { cost: Number.POSITIVE_INFINITY, misfit: 0, rows: 0 };
    pathAt(tau, origin, axes);
    predictPlot(model.radar, registry.frame(model, s.atMs), place, p);
    innovation(p, s.z, nu);
    beginLook();
    for (let k = 0; k < p.m; k++) {
      const weight = 1 / (s.noise[k] as number);
      const r = nu[k] as number;
      misfit += r * r * weight;
      rows++;
      // Far outliers (a false plot among the looks) pull with less.
      const far = (r * r * weight) / OUTLIER;
      cost += OUTLIER * Math.log1p(far);
      gradient(k, axes);
      slope[PULL] = weight / (1 + far);
      slope[RESIDUAL] = r;
      addComponent(slope);
    }
    addLook(tau);
  }
  spread(info, vec);
  return { cost, misfit, rows };
}

/** Priors as information, around their means; gives what `theta` costs by them. */
function priors(placeSigma: number, [age, ageSigma]: [number, number]): number {
  info.fill(0);
  vec.fill(0);
  let cost = 0;
  const put = (i: number, mean: number, sigma: number): void => {
    const w = 1 / (sigma * sigma);
    const off = mean - (theta[i] as number);
    info[i * N + i] = w;
    vec[i] = w * off;
    cost += w * off * off;
  };
  put(0, place0[0] as number, placeSigma);
  put(1, place0[1] as number, placeSigma);
  put(2, -age, ageSigma);
  for (let k = 0; k < 3; k++) {
    put(3 + k, ...(RISE[k] as [number, number]));
    put(6 + k, ...(WAY[k] as [number, number]));
    put(9 + k, ...(WAY[k] as [number, number]));
  }
  return cost;
}

/** One axis of the path from its first coefficient, and its rate. */
const risen = (o: number, t2: number, t3: number, t4: number): number =>
  (theta[o] as number) * t2 + (theta[o + 1] as number) * t3 + (theta[o + 2] as number) * t4;
const rate = (o: number, t: number, t2: number, t3: number): number =>
  2 * (theta[o] as number) * t + 3 * (theta[o + 1] as number) * t2 + 4 * (theta[o + 2] as number) * t3;

/** Place (ECEF) and speed along the path at age `tau`. */
function pathAt(tau: number, origin: readonly number[], axes: readonly [Vec3, Vec3, Vec3]): void {
  const t2 = tau * tau;
  const t3 = t2 * tau;
  const t4 = t3 * tau;
  const e = (theta[0] as number) + risen(6, t2, t3, t4);
  const n = (theta[1] as number) + risen(9, t2, t3, t4);
  // The ground falls away below a plane that touches it at the origin.
  const e0 = theta[0] as number;
  const n0 = theta[1] as number;
  const u = risen(3, t2, t3, t4) - (e0 * e0 + n0 * n0) / (2 * 6371e3);
  const [E, Nn, U] = axes;
  const ve = rate(6, tau, t2, t3);
  const vn = rate(9, tau, t2, t3);
  const vu = rate(3, tau, t2, t3);
  for (let i = 0; i < 3; i++) {
    const k = i as 0 | 1 | 2;
    place[i] = (origin[i] as number) + e * E[k] + n * Nn[k] + u * U[k];
    speed[i] = ve * E[k] + vn * Nn[k] + vu * U[k];
  }
}

/** Fills `slope` for the k-th component of the predicted plot `p`. */
function gradient(k: number, axes: readonly [Vec3, Vec3, Vec3]): void {
  const a = p.H[k * 3] as number;
  const b = p.H[k * 3 + 1] as number;
  const c = p.H[k * 3 + 2] as number;
  for (let i = 0; i < 3; i++) {
    const axis = axes[i as 0 | 1 | 2];
    slope[i] = a * axis[0] + b * axis[1] + c * axis[2];
  }
  slope[3] = -(a * (speed[0] as number) + b * (speed[1] as number) + c * (speed[2] as number));
}

/** Solves (info + damping · its diagonal) · step = vec, by a scaled Cholesky factor. False if there is none. */
function solve(damping: number): boolean {
  if (!scaledFactor(damping)) return false;
  const y = step;
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
  return true;
}

const scale = new Float64Array(N);
const unit = new Float64Array(N * N);
const L = new Float64Array(N * N);
const step = new Float64Array(N);

/** Puts the factor of what was summed up into `L`, scaled to a unit diagonal by `scale`. False if it has none. */
function scaledFactor(damping: number): boolean {
  for (let i = 0; i < N; i++) scale[i] = 1 / Math.sqrt(info[i * N + i] as number);
  for (let i = 0; i < N; i++)
    for (let j = 0; j < N; j++)
      unit[i * N + j] = (info[i * N + j] as number) * (scale[i] as number) * (scale[j] as number);
  for (let i = 0; i < N; i++) unit[i * N + i] = (unit[i * N + i] as number) + damping;
  return cholesky(unit, N, L);
}

function result(start: LatLon, firstMs: number, fit: number): Omit<LaunchFit, 'cost'> | null {
  if (!scaledFactor(0)) return null;
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
      cov: [
        MISFIT_SHARE * (cov[0] as number) + extra,
        MISFIT_SHARE * (cov[1] as number),
        MISFIT_SHARE * (cov[4] as number) + extra,
      ],
      atMs: firstMs + (theta[2] as number) * 1000,
      sigmaS: Math.hypot(Math.sqrt(cov[8] as number), MISFIT_S),
    },
    fit,
  };
}
