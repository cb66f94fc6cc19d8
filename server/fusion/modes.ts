import { BOOST, predictBoost, predictBoostMean } from './kernels/boost';
import { COAST, COAST_Q, coastStepS, DRAG_Q, DRAG_SIGMA, stepCoast, stepCoastMean } from './kernels/coast';
import { load, placeFor, save, storeMotion } from './store';
import type { Lean, Motion } from './track';

/** Mean time (s) until burnout of something that burns. */
const BURN_S = 90;
/** Below this probability the boost filter is dropped; above its complement the coast filter. */
const NEGLIGIBLE = 0.003;
const CERTAIN = 0.9999;
/** Thrust of a stage that was lit again, one sigma in each axis (m/s²). */
const RELIGHT_SIGMA = 25;

/** A motion that may be written into: predictions and updates happen here. */
export interface Work {
  pBoost: number;
  xb: Float64Array;
  Pb: Float64Array;
  xc: Float64Array;
  Pc: Float64Array;
}
export const newWork = (): Work => ({
  pBoost: 0,
  xb: new Float64Array(BOOST),
  Pb: new Float64Array(BOOST * BOOST),
  xc: new Float64Array(COAST),
  Pc: new Float64Array(COAST * COAST),
});

const burnSurvival = (dtS: number): number => Math.exp(-dtS / BURN_S);

/** Probability of burning at a time without new looks. */
export const boostProbability = (m: Motion, atMs: number): number =>
  m.pBoost === 0 ? 0 : m.pBoost * burnSurvival((atMs - m.tMs) / 1000);

/** The part of what coasts after `dt` seconds that burnt before them. */
export function burntOutShare(pBoost: number, dtS: number): number {
  const moved = pBoost * (1 - burnSurvival(dtS));
  return moved / (1 - pBoost + moved);
}

/** Both filters at `atMs`. A function of the motion and the time alone, however often and in which order it is asked. */
export function predict(m: Motion, atMs: number, w: Work): void {
  const dt = (atMs - m.tMs) / 1000;
  w.pBoost = m.pBoost;
  if (m.boostAt < 0) {
    coastOnGrid(m, atMs, w.xc, w.Pc);
    return;
  }
  load(m.block, m.boostAt, w.xb, 9);
  load(m.block, m.boostAt + 9, w.Pb, 81);
  if (m.coastAt >= 0) loadCoast(m, w);
  if (dt <= 0) {
    if (m.coastAt < 0) coastFromBoost(w);
    return;
  }
  burnOut(w, dt);
  predictBoost(w.xb, w.Pb, dt);
  let left = dt;
  while (left > 1e-9) {
    const h = Math.min(left, coastStepS(w.xc));
    stepCoast(w.xc, w.Pc, h, COAST_Q, DRAG_Q);
    left -= h;
  }
}

function loadCoast(m: Motion, w: Work): void {
  load(m.block, m.coastAt, w.xc, 7);
  load(m.block, m.coastAt + 7, w.Pc, 49);
}

/** Whether the boost filter is the likelier one at `atMs`, or the only one. */
export const likelierBurns = (m: Motion, atMs: number): boolean =>
  m.coastAt < 0 || (m.boostAt >= 0 && boostProbability(m, atMs) >= 0.5);

/** The likelier mode's mean position and velocity at `atMs`, for coarse gates. */
export function predictMean(m: Motion, atMs: number, out: Float64Array): void {
  const dt = (atMs - m.tMs) / 1000;
  if (m.boostAt >= 0 && boostProbability(m, atMs) >= 0.5) {
    load(m.block, m.boostAt, meanBoost, 9);
    if (dt > 0) predictBoostMean(meanBoost, dt);
    for (let i = 0; i < 6; i++) out[i] = meanBoost[i] as number;
    out[6] = 0;
    return;
  }
  const c = m.cache;
  let fromMs = m.tMs;
  if (c.mean && c.meanMs <= atMs) {
    load(c.mean.block, c.mean.at, out, 7);
    fromMs = c.meanMs;
  } else if (m.coastAt >= 0) load(m.block, m.coastAt, out, 7);
  else {
    load(m.block, m.boostAt, out, 6);
    out[6] = 0;
  }
  for (;;) {
    const h = coastStepS(out);
    const left = (atMs - fromMs) / 1000;
    if (h >= left) {
      if (left > 0) stepCoastMean(out, left);
      return;
    }
    stepCoastMean(out, h);
    fromMs += h * 1000;
    c.mean ??= placeFor(7);
    save(out, c.mean.block, c.mean.at, 7);
    c.meanMs = fromMs;
  }
}
const meanBoost = new Float64Array(BOOST);

/** Coasting by a grid of steps that starts at the motion; the last point of the grid is remembered. */
function coastOnGrid(m: Motion, atMs: number, x: Float64Array, P: Float64Array): void {
  const c = m.cache;
  let fromMs = m.tMs;
  if (c.grid && c.gridMs <= atMs) {
    load(c.grid.block, c.grid.at, x, 7);
    load(c.grid.block, c.grid.at + 7, P, 49);
    fromMs = c.gridMs;
  } else {
    load(m.block, m.coastAt, x, 7);
    load(m.block, m.coastAt + 7, P, 49);
  }
  for (;;) {
    const h = coastStepS(x);
    const left = (atMs - fromMs) / 1000;
    if (h >= left) {
      if (left > 0) stepCoast(x, P, left, COAST_Q, DRAG_Q);
      return;
    }
    stepCoast(x, P, h, COAST_Q, DRAG_Q);
    fromMs += h * 1000;
    c.grid ??= placeFor(7 + 49);
    save(x, c.grid.block, c.grid.at, 7);
    save(P, c.grid.block, c.grid.at + 7, 49);
    c.gridMs = fromMs;
  }
}

/** The coast filter starts from the burning one as it is. */
function coastFromBoost(w: Work): void {
  for (let i = 0; i < 6; i++) {
    w.xc[i] = w.xb[i] as number;
    for (let j = 0; j < 6; j++) w.Pc[i * 7 + j] = w.Pb[i * 9 + j] as number;
    w.Pc[i * 7 + 6] = 0;
    w.Pc[42 + i] = 0;
  }
  w.xc[6] = 0;
  w.Pc[48] = DRAG_SIGMA * DRAG_SIGMA;
}

/**
 * Interaction of the two modes over `dt` seconds: burnout falls anywhere in them with equal chance, so what coasts at
 * their end has had thrust for a part u of dt. As a start for coasting through all of dt that is velocity + a·u and
 * position − a·u²/2, whose mean and spread over u go into the coast filter.
 */
function burnOut(w: Work, dt: number): void {
  const moved = w.pBoost * (1 - burnSurvival(dt));
  const share = burntOutShare(w.pBoost, dt);
  for (let i = 0; i < 3; i++) {
    const a = w.xb[6 + i] as number;
    from[i] = (w.xb[i] as number) - (a * dt * dt) / 6;
    from[3 + i] = (w.xb[3 + i] as number) + (a * dt) / 2;
  }
  if (share >= 1) {
    coastFromBoost(w);
    for (let i = 0; i < 6; i++) w.xc[i] = from[i] as number;
    spread(w, 1, dt);
    w.pBoost -= moved;
    return;
  }
  for (let i = 0; i < 6; i++) mixed[i] = share * (from[i] as number) + (1 - share) * (w.xc[i] as number);
  for (let i = 0; i < 6; i++) {
    const bi = (from[i] as number) - (mixed[i] as number);
    const ci = (w.xc[i] as number) - (mixed[i] as number);
    for (let j = 0; j <= i; j++) {
      const bj = (from[j] as number) - (mixed[j] as number);
      const cj = (w.xc[j] as number) - (mixed[j] as number);
      const v =
        share * ((w.Pb[i * 9 + j] as number) + bi * bj) +
        (1 - share) * ((w.Pc[i * 7 + j] as number) + ci * cj);
      w.Pc[i * 7 + j] = v;
      w.Pc[j * 7 + i] = v;
    }
    w.Pc[42 + i] = (1 - share) * (w.Pc[42 + i] as number);
    w.Pc[i * 7 + 6] = w.Pc[42 + i] as number;
  }
  w.Pc[48] = (1 - share) * (w.Pc[48] as number) + share * DRAG_SIGMA * DRAG_SIGMA;
  for (let i = 0; i < 6; i++) w.xc[i] = mixed[i] as number;
  spread(w, share, dt);
  w.pBoost -= moved;
}
const from = new Float64Array(6);
const mixed = new Float64Array(6);

/** Spread of the coast filter by when within `dt` the share of it that burnt went out. */
function spread({ xb, Pb, Pc }: Work, share: number, dt: number): void {
  const pp = dt ** 4 / 45;
  const pv = -(dt ** 3) / 24;
  const vv = dt ** 2 / 12;
  for (let i = 0; i < 3; i++) {
    for (let j = 0; j < 3; j++) {
      const a = (xb[6 + i] as number) * (xb[6 + j] as number);
      const o = i * 7 + j;
      Pc[o] = (Pc[o] as number) + share * (pp * a);
      Pc[o + 3] = (Pc[o + 3] as number) + share * (pv * a);
      Pc[o + 21] = (Pc[o + 21] as number) + share * (pv * a);
      // The thrust's own error counts with the mean of u², which is four times vv.
      const own = 4 * vv * (Pb[(6 + i) * 9 + 6 + j] as number);
      Pc[o + 24] = (Pc[o + 24] as number) + share * (vv * a + own);
    }
  }
}

/** The boost filter wakes on a coasting state: a stage was lit again, with a thrust that nobody knows. */
export function wakeBoost(w: Work, x: Float64Array, P: Float64Array): void {
  w.Pb.fill(0);
  for (let i = 0; i < 6; i++) {
    w.xb[i] = x[i] as number;
    for (let j = 0; j < 6; j++) w.Pb[i * 9 + j] = P[i * 7 + j] as number;
  }
  for (let i = 6; i < 9; i++) {
    w.xb[i] = 0;
    w.Pb[i * 10] = RELIGHT_SIGMA * RELIGHT_SIGMA;
  }
}

/** A coasting motion at `atMs`, and beside it in the boost filter what it were had a stage been lit at its own time. */
export function predictRelit(m: Motion, atMs: number, w: Work): void {
  predict(m, atMs, w);
  load(m.block, m.coastAt, startX, 7);
  load(m.block, m.coastAt + 7, startP, 49);
  wakeBoost(w, startX, startP);
  const dt = (atMs - m.tMs) / 1000;
  if (dt > 0) predictBoost(w.xb, w.Pb, dt);
}

const startX = new Float64Array(COAST);
const startP = new Float64Array(COAST * COAST);

/** A motion out of what was worked on; a mode that is out is dropped. */
export function keep(w: Work, atMs: number, lean: Lean | null): Motion {
  const p = w.pBoost < NEGLIGIBLE ? 0 : w.pBoost > CERTAIN ? 1 : w.pBoost;
  return storeMotion(atMs, p, w.xb, w.Pb, w.xc, w.Pc, lean);
}

/** What people see of a motion: both modes put together by their probabilities (moment matching). */
export interface Blend {
  x: Float64Array;
  /** 6×6, row-major. */
  P: Float64Array;
  pBoost: number;
  thrust: [number, number, number];
}

export const newBlend = (): Blend => ({
  x: new Float64Array(6),
  P: new Float64Array(36),
  pBoost: 0,
  thrust: [0, 0, 0],
});

/** Fills `out`. */
export function blend(w: Work, out: Blend): void {
  const p = w.pBoost;
  const { x, P } = out;
  for (let i = 0; i < 6; i++) {
    x[i] =
      p === 0
        ? (w.xc[i] as number)
        : p === 1
          ? (w.xb[i] as number)
          : p * (w.xb[i] as number) + (1 - p) * (w.xc[i] as number);
  }
  for (let i = 0; i < 6; i++) {
    for (let j = 0; j < 6; j++) {
      let v = 0;
      if (p > 0) {
        const d = ((w.xb[i] as number) - (x[i] as number)) * ((w.xb[j] as number) - (x[j] as number));
        v += p * ((w.Pb[i * 9 + j] as number) + d);
      }
      if (p < 1) {
        const d = ((w.xc[i] as number) - (x[i] as number)) * ((w.xc[j] as number) - (x[j] as number));
        v += (1 - p) * ((w.Pc[i * 7 + j] as number) + d);
      }
      P[i * 6 + j] = v;
    }
  }
  out.pBoost = p;
  for (let i = 0; i < 3; i++) out.thrust[i] = p > 0 ? p * (w.xb[6 + i] as number) : 0;
}
