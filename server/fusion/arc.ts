import { DEG } from '../../domain/geodesy';
import type { SensorFrame } from '../../domain/sensors';
import { coastStepS, stepCoastMean } from './kernels/coast';
import { roughHeightM } from './kernels/flight';
import { invertSpd, quadratic } from './kernels/matrix';
import { innovation, newPredicted, predictPlot } from './kernels/measure';
import type { SensorModel } from './registry';

/**
 * A piece of free flight seen by radars: normal equations of its state at the beginning (6: m, m/s) and of the biases of the
 * radars that see it (3 each, in sigmas), about a state near it. Written into as plots come.
 */
export interface Arc {
  fromMs: number;
  nowMs: number;
  /** The state and six that are moved a little, flown to `nowMs`. */
  flights: Float64Array[];
  /** Registry places of the radars in the order of the unknowns. */
  sensors: number[];
  N: Float64Array;
  v: Float64Array;
  square: number;
  rows: number;
}
/** What an arc says of biases alone: information matrix and vector. */
export interface ArcSays {
  sensors: readonly number[];
  info: Float64Array;
  vec: Float64Array;
}

/** What nobody knows of an arc's state beforehand (m, m/s): as good as nothing. */
const PLACE = 200e3;
const SPEED = 3000;
const MOVED = [200, 200, 200, 0.5, 0.5, 0.5];
/** A smaller number of residuals says nothing; a worse fit (mean square) was no free flight, or not of one object. */
const FEWEST = 24;
const WORST_FIT = 1.5;
/** Lower than this (m) the air bends the flight; near the zenith (rad) an azimuth is no straight function of the place. */
const LOWEST_M = 130e3;
const STEEPEST = 75 * DEG;
/** A residual beyond this (sigmas) is a false plot's, or the flight is not what it was taken for. */
const WILD = 12;

const p = newPredicted();
const nu = new Float64Array(3);
const row = new Float64Array(6);

export function newArc(atMs: number, x: ArrayLike<number>): Arc {
  const flights = Array.from({ length: 7 }, (_, k) => {
    const y = new Float64Array(7);
    for (let i = 0; i < 6; i++) y[i] = (x[i] as number) + (i === k - 1 ? (MOVED[i] as number) : 0);
    return y;
  });
  const N = new Float64Array(36);
  for (let i = 0; i < 6; i++) N[i * 7] = 1 / (i < 3 ? PLACE : SPEED) ** 2;
  return { fromMs: atMs, nowMs: atMs, flights, sensors: [], N, v: new Float64Array(6), square: 0, rows: 0 };
}

/** Adds a radar's plot (raw values). False if the arc is at its end: too low. */
export function addPlot(
  arc: Arc,
  model: SensorModel,
  frame: SensorFrame,
  atMs: number,
  z: readonly number[],
): boolean {
  for (const x of arc.flights) coastOn(x, (atMs - arc.nowMs) / 1000);
  arc.nowMs = atMs;
  const nominal = arc.flights[0] as Float64Array;
  if (roughHeightM(nominal) < LOWEST_M) return false;
  if ((z[2] as number) > STEEPEST) return true;
  predictPlot(true, frame, nominal, p);
  innovation(p, z, nu);
  const sigma = (k: number): number => Math.sqrt(model.noise[k] as number);
  for (let k = 0; k < 3; k++) if (Math.abs(nu[k] as number) > WILD * sigma(k)) return true;
  const at = placeOf(arc, model.index);
  const n = arc.v.length;
  const { N, v } = arc;
  for (let k = 0; k < 3; k++) {
    for (let i = 0; i < 6; i++) {
      const moved = arc.flights[i + 1] as Float64Array;
      let d = 0;
      for (let a = 0; a < 3; a++)
        d += (p.H[k * 3 + a] as number) * ((moved[a] as number) - (nominal[a] as number));
      row[i] = d / (MOVED[i] as number) / sigma(k);
    }
    const r = (nu[k] as number) / sigma(k);
    arc.square += r * r;
    arc.rows++;
    // A plot is a function of the state and of one bias.
    const own = at + k;
    for (let i = 0; i < 6; i++) {
      const g = row[i] as number;
      v[i] = (v[i] as number) + g * r;
      for (let j = 0; j < 6; j++) N[i * n + j] = (N[i * n + j] as number) + g * (row[j] as number);
      N[i * n + own] = (N[i * n + own] as number) + g;
      N[own * n + i] = N[i * n + own] as number;
    }
    v[own] = (v[own] as number) + r;
    N[own * n + own] = (N[own * n + own] as number) + 1;
  }
  return true;
}

/** Where a radar's biases stand among the unknowns; they grow for one that comes new. */
function placeOf(arc: Arc, sensor: number): number {
  const known = arc.sensors.indexOf(sensor);
  if (known >= 0) return 6 + 3 * known;
  const m = arc.v.length;
  const n = m + 3;
  const N = new Float64Array(n * n);
  for (let i = 0; i < m; i++) for (let j = 0; j < m; j++) N[i * n + j] = arc.N[i * m + j] as number;
  const v = new Float64Array(n);
  v.set(arc.v);
  arc.N = N;
  arc.v = v;
  arc.sensors.push(sensor);
  return m;
}

function coastOn(x: Float64Array, seconds: number): void {
  let left = seconds;
  while (left > 1e-9) {
    const h = Math.min(left, coastStepS(x));
    stepCoastMean(x, h);
    left -= h;
  }
}

/** What the arc says of its radars, its own state taken out; null if it tells nothing or fits badly. */
export function saysOf(arc: Arc): ArcSays | null {
  const { N, v, sensors } = arc;
  const n = v.length;
  if (arc.rows < FEWEST) return null;
  const X = new Float64Array(36);
  for (let i = 0; i < 6; i++) for (let j = 0; j < 6; j++) X[i * 6 + j] = N[i * n + j] as number;
  const inverse = invertSpd(X, 6)?.inverse;
  if (!inverse) return null;
  const m = n - 6;
  const info = new Float64Array(m * m);
  const vec = new Float64Array(m);
  const gain = new Float64Array(6);
  for (let a = 0; a < m; a++) {
    for (let i = 0; i < 6; i++) {
      let s = 0;
      for (let j = 0; j < 6; j++) s += (N[(6 + a) * n + j] as number) * (inverse[j * 6 + i] as number);
      gain[i] = s;
    }
    let own = v[6 + a] as number;
    for (let i = 0; i < 6; i++) own -= (gain[i] as number) * (v[i] as number);
    vec[a] = own;
    for (let b = 0; b < m; b++) {
      let s = N[(6 + a) * n + 6 + b] as number;
      for (let i = 0; i < 6; i++) s -= (gain[i] as number) * (N[i * n + 6 + b] as number);
      info[a * m + b] = s;
    }
  }
  return fits(arc, inverse, info, vec) ? { sensors, info, vec } : null;
}

/** Whether the residuals that its best state and biases leave are noise. */
function fits(arc: Arc, inverse: Float64Array, info: Float64Array, vec: Float64Array): boolean {
  const m = vec.length;
  const loose = info.slice();
  for (let i = 0; i < m; i++) loose[i * (m + 1)] = (loose[i * (m + 1)] as number) + 0.1;
  const biases = invertSpd(loose, m)?.inverse;
  if (!biases) return false;
  const explained = quadratic(inverse, arc.v, 6) + quadratic(biases, vec, m);
  return (arc.square - explained) / arc.rows <= WORST_FIT;
}
