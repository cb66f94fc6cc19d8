/**
 * How a track's state leans on constant errors of its sensors. The filters run as if there were none; beside each state goes
 * its change by one sigma of every such error (a separate-bias filter, Friedland 1969). So an error that is learned later
 * moves the state by just what it is worth, one that is not known widens it by just that, and what a plot leaves over
 * says something of the errors of all sensors that the track has seen.
 */
import type { SensorFrame } from '../../domain/sensors';
import { carryBoost } from './kernels/boost';
import { carryCoast, coastStepS, stepCoastMean } from './kernels/coast';
import { newPredicted, type Predicted, predictPlot } from './kernels/measure';
import type { Innovation } from './kernels/update';
import { burntOutShare, type Work } from './modes';
import type { SensorModel } from './registry';
import { load } from './store';
import type { Lean, Motion } from './track';

/** Columns of a sensor: range, azimuth, elevation; or east, north and one that stays empty. */
export const OWN = 3;
const BOOST = 9;
const COAST = 7;

/** The lean of a motion at a later time. */
export function leanAt(m: Motion, atMs: number): Lean | null {
  const { lean } = m;
  if (!lean) return null;
  const dt = (atMs - m.tMs) / 1000;
  const n = lean.sensors.length * OWN;
  const boost = lean.boost?.slice() ?? null;
  const coast = lean.coast ? lean.coast.slice() : new Float64Array(n * COAST);
  if (boost) {
    const share = lean.coast ? burntOutShare(m.pBoost, dt) : 1;
    burnOut(boost, coast, n, share, dt);
    if (dt > 0) {
      load(m.block, m.boostAt, burning, BOOST);
      carryBoost(burning, boost, n, dt);
    }
  }
  coastOn(m, coast, n, dt);
  return { sensors: lean.sensors, boost, coast };
}

/** The lean of a coasting motion with its boost filter woken at its own time, as `predictRelit` has it. */
export function leanRelit(m: Motion, atMs: number): Lean | null {
  const then = leanAt(m, atMs);
  if (!m.lean?.coast || !then) return then;
  const n = then.sensors.length * OWN;
  const boost = new Float64Array(n * BOOST);
  for (let c = 0; c < n; c++)
    for (let i = 0; i < 6; i++) boost[c * BOOST + i] = m.lean.coast[c * COAST + i] as number;
  const dt = (atMs - m.tMs) / 1000;
  if (dt > 0) {
    load(m.block, m.coastAt, burning, 6);
    burning.fill(0, 6);
    carryBoost(burning, boost, n, dt);
  }
  return { ...then, boost };
}

/** What coasts has burnt out within the interval at any time alike: the same mixture as that of the means. */
function burnOut(boost: Float64Array, coast: Float64Array, n: number, share: number, dt: number): void {
  for (let c = 0; c < n; c++) {
    const b = c * BOOST;
    const o = c * COAST;
    for (let i = 0; i < 3; i++) {
      const a = boost[b + 6 + i] as number;
      const p = (boost[b + i] as number) - (a * dt * dt) / 6;
      const v = (boost[b + 3 + i] as number) + (a * dt) / 2;
      coast[o + i] = share * p + (1 - share) * (coast[o + i] as number);
      coast[o + 3 + i] = share * v + (1 - share) * (coast[o + 3 + i] as number);
    }
    coast[o + 6] = (1 - share) * (coast[o + 6] as number);
  }
}

const burning = new Float64Array(BOOST);
const path = new Float64Array(COAST);
function coastOn(m: Motion, U: Float64Array, n: number, dt: number): void {
  if (dt <= 0) return;
  if (m.coastAt >= 0) load(m.block, m.coastAt, path, COAST);
  else {
    load(m.block, m.boostAt, path, 6);
    path[6] = 0;
  }
  let left = dt;
  while (left > 1e-9) {
    const h = Math.min(left, coastStepS(path));
    carryCoast(path, U, n, h);
    left -= h;
    if (left > 1e-9) stepCoastMean(path, h);
  }
}

/** A lean that has columns of this sensor too; of a track that has seen none, all columns are nothing. */
export function leanWith(lean: Lean | null, sensor: number, boost: boolean): Lean {
  if (lean?.sensors.includes(sensor)) return lean;
  const sensors = [...(lean?.sensors ?? []), sensor];
  const grown = (U: Float64Array | null | undefined, n: number): Float64Array => {
    const out = new Float64Array(sensors.length * OWN * n);
    if (U) out.set(U);
    return out;
  };
  return {
    sensors,
    boost: boost || lean?.boost ? grown(lean?.boost, BOOST) : null,
    coast: grown(lean?.coast, COAST),
  };
}

/** How a predicted plot's innovation answers to each error: m × columns, row by row. */
export function answerOf(
  lean: Lean,
  U: Float64Array,
  size: number,
  p: Predicted,
  model: SensorModel,
): Float64Array {
  const n = lean.sensors.length * OWN;
  const own = lean.sensors.indexOf(model.index) * OWN;
  const G = new Float64Array(p.m * n);
  for (let k = 0; k < p.m; k++) {
    const a = p.H[k * 3] as number;
    const b = p.H[k * 3 + 1] as number;
    const c = p.H[k * 3 + 2] as number;
    for (let j = 0; j < n; j++) {
      const o = j * size;
      G[k * n + j] = a * (U[o] as number) + b * (U[o + 1] as number) + c * (U[o + 2] as number);
    }
    if (own >= 0) G[k * n + own + k] = (G[k * n + own + k] as number) + (model.sensor.sigma[k] as number);
  }
  return G;
}

const gain = new Float64Array(BOOST * 3);

/** A plot is taken by the gain of its innovation: columns change as the state does. */
export function absorb(U: Float64Array, size: number, G: Float64Array, m: number, o: Innovation): void {
  for (let i = 0; i < size; i++)
    for (let k = 0; k < m; k++) {
      let s = 0;
      for (let j = 0; j < m; j++) s += (o.PHt[i * m + j] as number) * (o.Si[j * m + k] as number);
      gain[i * m + k] = s;
    }
  pull(U, size, G, m);
}

const after = newPredicted();

/** The same by the covariance after the plot, where the innovation is not what was used. */
export function absorbAfter(
  U: Float64Array,
  size: number,
  G: Float64Array,
  model: SensorModel,
  frame: SensorFrame,
  x: Float64Array,
  P: Float64Array,
): void {
  predictPlot(model.radar, frame, x, after);
  const { m, H } = after;
  for (let i = 0; i < size; i++)
    for (let k = 0; k < m; k++) {
      let s = 0;
      for (let j = 0; j < 3; j++) s += (P[i * size + j] as number) * (H[k * 3 + j] as number);
      gain[i * m + k] = s / (model.noise[k] as number);
    }
  pull(U, size, G, m);
}

function pull(U: Float64Array, size: number, G: Float64Array, m: number): void {
  const n = U.length / size;
  for (let c = 0; c < n; c++)
    for (let i = 0; i < size; i++) {
      let s = U[c * size + i] as number;
      for (let k = 0; k < m; k++) s -= (gain[i * m + k] as number) * (G[k * n + c] as number);
      U[c * size + i] = s;
    }
}

/** The lean of a track that one plot founded: its place answers to the plot's errors alone. */
export function leanOfFirst(w: Work, model: SensorModel, frame: SensorFrame): Lean {
  const lean = leanWith(null, model.index, w.pBoost > 0);
  const of = (U: Float64Array | null, size: number, x: Float64Array, P: Float64Array): void => {
    if (!U) return;
    predictPlot(model.radar, frame, x, first);
    absorbAfter(U, size, answerOf(lean, U, size, first, model), model, frame, x, P);
  };
  of(lean.boost, BOOST, w.xb, w.Pb);
  if (w.pBoost < 1) of(lean.coast, COAST, w.xc, w.Pc);
  return lean;
}
const first = newPredicted();
