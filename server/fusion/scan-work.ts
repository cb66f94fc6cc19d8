import type { SensorFrame } from '../../domain/sensors';
import { assign, type Pair } from './assign';
import { foundTrack } from './initiate';
import { curveNoise, updateCurved } from './kernels/curved';
import { innovation, newPredicted, type Predicted, predictPlot } from './kernels/measure';
import { distance2, type Innovation, innovationOf, newInnovation, update } from './kernels/update';
import { isOver, rebase, relightOdds } from './lifetime';
import { mergeTwins } from './merge';
import { boostProbability, keep, newWork, predict, predictMean, predictRelit, type Work } from './modes';
import type { SensorModel } from './registry';
import { afterHit, afterMiss, endOf, keepsTrying } from './score';
import type { Track, TrackEnd } from './track';
import { viewOf } from './view';

export interface Plot {
  readonly id: string;
  readonly z: readonly number[];
}
/** One closed look of one sensor; plots in an order of their values. */
export interface Look {
  readonly sensor: number;
  readonly scan: number;
  readonly atMs: number;
  readonly plots: readonly Plot[];
}

/** Index of the first plot whose first component is not below a value. */
function lowerBound(plots: readonly Plot[], value: number): number {
  let a = 0;
  let b = plots.length;
  while (a < b) {
    const mid = (a + b) >> 1;
    if (((plots[mid] as Plot).z[0] as number) < value) a = mid + 1;
    else b = mid;
  }
  return a;
}

/** Distance (m) of a place from the sensor; a radar's prediction has it already. */
function rangeOf(model: SensorModel, frame: SensorFrame, p: Predicted, x: Float64Array): number {
  if (model.radar) return p.z[0] as number;
  const [px, py, pz] = frame.pos;
  return Math.hypot((x[0] as number) - px, (x[1] as number) - py, (x[2] as number) - pz);
}

/** True if a plot lies within `reachM` of the predicted place, generously. */
function anyNear(
  plots: readonly Plot[],
  p: Predicted,
  reachM: number,
  model: SensorModel,
  x: Float64Array,
  frame: SensorFrame,
): boolean {
  if (plots.length === 0) return false;
  const { sigma } = model.sensor;
  const range = rangeOf(model, frame, p, x);
  const angle = reachM / range;
  const first = model.radar ? reachM + COARSE * sigma[0] : angle + COARSE * sigma[0];
  const from = lowerBound(plots, (p.z[0] as number) - first);
  const to = lowerBound(plots, (p.z[0] as number) + first);
  const last = model.radar ? 2 : 1;
  const dLast = angle + COARSE * (sigma[last] as number);
  for (let k = from; k < to; k++) {
    const { z } = plots[k] as Plot;
    if (Math.abs((z[last] as number) - (p.z[last] as number)) > dLast) continue;
    if (!model.radar) return true;
    const d = Math.abs((z[1] as number) - (p.z[1] as number));
    const turn = Math.min(d, 2 * Math.PI - d);
    const flat = Math.max(0.02, Math.min(Math.cos(z[2] as number), Math.cos(p.z[2] as number)));
    if (turn <= angle / flat + COARSE * sigma[1]) return true;
  }
  return false;
}

/** χ² with two and three degrees of freedom: one true plot in ten thousand falls outside. */
const GATE = [0, 0, 18.4, 21.1];
/** Coarse gates in sigmas, wider than any exact one. */
const COARSE = 6;
/** A track that does not exist for sure does not take a plot from one that does. */
const TENTATIVE_HANDICAP = 4;
/** Thrust of an object that coasts, for coarse gates on one that may have been lit (m/s²). */
const RELIGHT_THRUST = 60;
/** A track that a look may concern, with both filters predicted to it. */
export interface Candidate {
  track: Track;
  w: Work;
  /** Probability that the sensor has it in view. */
  view: number;
  /** Whether full predictions were made; without one no plot was near. */
  full: boolean;
  boost: Predicted;
  coast: Predicted;
  boostIn: Innovation;
  coastIn: Innovation;
  boostOk: boolean;
  coastOk: boolean;
  /** The place is known so badly that the plot is no straight function of it. */
  boostCurved: boolean;
  coastCurved: boolean;
}
const newCandidate = (): Omit<Candidate, 'track'> => ({
  w: newWork(),
  view: 0,
  full: false,
  boost: newPredicted(),
  coast: newPredicted(),
  boostIn: newInnovation(),
  coastIn: newInnovation(),
  boostOk: false,
  coastOk: false,
  boostCurved: false,
  coastCurved: false,
});

/** What taking a plot would mean: likelihoods by mode, and the log of what it gains over clutter. */
export interface Fit {
  gain: number;
  boost: number;
  coast: number;
  d2: number;
}

/**
 * Takes looks into tracks: predict those in view, gate, assign, update, charge misses only in view, found new tracks on
 * what is left. A function of the tracks and the look: what it keeps between calls is memory only.
 */
export class ScanWorker {
  readonly #picture: string;
  readonly #pool: Candidate[] = [];
  readonly #mean = new Float64Array(7);
  readonly #nu = new Float64Array(3);
  readonly #noise = new Float64Array(3);
  readonly #fit: Fit = { gain: 0, boost: 0, coast: 0, d2: 0 };
  /** Updates that lost positive definiteness; the track then keeps its prediction. */
  brokenCovariance = 0;

  readonly #ended: (id: string, end: TrackEnd, look: Look) => void;

  constructor(picture: string, ended: (id: string, end: TrackEnd, look: Look) => void) {
    this.#picture = picture;
    this.#ended = ended;
  }

  work(tracks: readonly Track[], look: Look, model: SensorModel, frame: SensorFrame): Track[] {
    const { plots, atMs } = look;
    const out: Track[] = [];
    const candidates: Candidate[] = [];
    for (const track of tracks) {
      if (isOver(track, atMs)) {
        this.#end(track, 'over', look);
        continue;
      }
      const c = this.#candidate(track, look, model, frame, candidates.length);
      if (c) candidates.push(c);
      else if (keepsTrying(track, atMs)) out.push(rebase(track, atMs));
      else this.#end(track, endOf(track), look);
    }
    const pairs: Pair[] = [];
    for (let row = 0; row < candidates.length; row++) {
      const c = candidates[row] as Candidate;
      if (!c.full) continue;
      const miss = Math.log(1 - c.view * (1 - Math.exp(model.missWeight)));
      const handicap = c.track.status === 'confirmed' ? 0 : TENTATIVE_HANDICAP;
      const [from, to] = this.#window(c, plots, model);
      for (let column = from; column < to; column++) {
        const fit = this.#fitOf(c, model, (plots[column] as Plot).z);
        if (fit) pairs.push({ row, column, gain: fit.gain - miss - handicap });
      }
    }
    const taken = assign(pairs, candidates.length, plots.length);
    const used = new Uint8Array(plots.length);
    for (let row = 0; row < candidates.length; row++)
      if ((taken[row] as number) >= 0) used[taken[row] as number] = 1;
    const hit: Track[] = [];
    const missed: Candidate[] = [];
    for (let row = 0; row < candidates.length; row++) {
      const c = candidates[row] as Candidate;
      let column = taken[row] as number;
      if (column < 0 && c.track.motion.pBoost === 0) column = this.#relit(c, look, model, frame, used);
      if (column >= 0) {
        used[column] = 1;
        const t = this.#take(c, model, frame, look, plots[column] as Plot);
        out.push(t);
        hit.push(t);
        continue;
      }
      const t = afterMiss(c, model, atMs);
      if (!keepsTrying(t, atMs)) {
        this.#end(t, endOf(t), look);
        continue;
      }
      out.push(t);
      if (c.view > 0.5) missed.push(c);
    }
    const merged = mergeTwins(out, hit, missed, atMs);
    for (let k = 0; k < plots.length; k++)
      if (!used[k]) merged.push(foundTrack(this.#picture, model, frame, plots[k] as Plot, atMs));
    return merged;
  }

  #end(t: Track, end: TrackEnd, look: Look): void {
    if (t.status === 'confirmed') this.#ended(t.id, end, look);
  }

  /** The track as this look may see it, or null if it cannot. Covariances are predicted only if a plot is near. */
  #candidate(
    track: Track,
    look: Look,
    model: SensorModel,
    frame: SensorFrame,
    slot: number,
  ): Candidate | null {
    const { motion } = track;
    const { atMs, plots } = look;
    const dt = (atMs - motion.tMs) / 1000;
    if (dt < 0) return null;
    const pBoost = boostProbability(motion, atMs);
    const relight = pBoost < 0.5 && track.status === 'confirmed' ? relightOdds(track, atMs) : 0;
    if (!model.radar && pBoost === 0 && relight === 0) return null;
    predictMean(motion, atMs, this.#mean);
    const c = this.#slot(slot);
    predictPlot(model.radar, frame, this.#mean, c.boost);
    const thrust =
      motion.pBoost > 0 ? motion.sigmaA + 20 : relight > 0 && motion.pBoost === 0 ? RELIGHT_THRUST : 0;
    const sigmaM =
      motion.sigmaP +
      motion.sigmaV * dt * (1 + 1e-6 * dt * dt) +
      (motion.pBoost > 0 ? 0.5 * motion.sigmaA * dt * dt : 0);
    c.view = viewOf(model, frame, this.#mean, c.boost, sigmaM);
    if (c.view === 0) return null;
    c.track = track;
    c.full = false;
    const reach = COARSE * sigmaM + 0.5 * thrust * dt * dt;
    if (!anyNear(plots, c.boost, reach, model, this.#mean, frame)) return c;
    this.#predictFull(c, atMs, model, frame);
    return c;
  }

  #predictFull(c: Candidate, atMs: number, model: SensorModel, frame: SensorFrame): void {
    const { w } = c;
    predict(c.track.motion, atMs, w);
    c.full = true;
    c.boostOk = false;
    c.coastOk = false;
    if (w.pBoost > 0) this.#predictBoost(c, model, frame);
    if (w.pBoost < 1 && model.radar) {
      predictPlot(model.radar, frame, w.xc, c.coast);
      c.coastCurved = curveNoise(true, c.coast.z[0] as number, w.Pc, 7, model.noise, this.#noise);
      c.coastOk = innovationOf(w.Pc, 7, c.coast, c.coastCurved ? this.#noise : model.noise, c.coastIn);
    }
  }

  #predictBoost(c: Candidate, model: SensorModel, frame: SensorFrame): void {
    const { xb, Pb } = c.w;
    predictPlot(model.radar, frame, xb, c.boost);
    c.boostCurved = curveNoise(
      model.radar,
      rangeOf(model, frame, c.boost, xb),
      Pb,
      9,
      model.noise,
      this.#noise,
    );
    c.boostOk = innovationOf(Pb, 9, c.boost, c.boostCurved ? this.#noise : model.noise, c.boostIn);
  }

  /** Plots whose first component can be in the gate; all of them near the wrap of azimuths, which is not the first. */
  #window(c: Candidate, plots: readonly Plot[], model: SensorModel): [number, number] {
    let low = Number.POSITIVE_INFINITY;
    let high = Number.NEGATIVE_INFINITY;
    const widen = (p: Predicted, P: Float64Array, n: number): void => {
      let s = model.noise[0] as number;
      for (let i = 0; i < 3; i++)
        for (let j = 0; j < 3; j++) s += (p.H[i] as number) * (P[i * n + j] as number) * (p.H[j] as number);
      const r = 5 * Math.sqrt(Math.max(0, s));
      low = Math.min(low, (p.z[0] as number) - r);
      high = Math.max(high, (p.z[0] as number) + r);
    };
    if (c.boostOk) widen(c.boost, c.w.Pb, 9);
    if (c.coastOk) widen(c.coast, c.w.Pc, 7);
    return [lowerBound(plots, low), lowerBound(plots, high)];
  }

  #fitOf(c: Candidate, model: SensorModel, z: readonly number[]): Fit | null {
    const { w } = c;
    const nu = this.#nu;
    const f = this.#fit;
    f.boost = 0;
    f.coast = 0;
    f.d2 = Number.POSITIVE_INFINITY;
    if (c.boostOk) {
      innovation(c.boost, z, nu);
      const d2 = distance2(c.boostIn, nu, c.boost.m);
      if (d2 <= (GATE[c.boost.m] as number)) f.boost = w.pBoost * density(d2, c.boostIn.logDet, c.boost.m);
      f.d2 = d2;
    }
    if (c.coastOk) {
      innovation(c.coast, z, nu);
      const d2 = distance2(c.coastIn, nu, c.coast.m);
      if (d2 <= (GATE[c.coast.m] as number))
        f.coast = (1 - w.pBoost) * density(d2, c.coastIn.logDet, c.coast.m);
      f.d2 = Math.min(f.d2, d2);
    }
    const sum = f.boost + f.coast;
    if (!(sum > 0)) return null;
    f.gain = Math.log(sum) + model.hitWeight;
    return f;
  }

  /** A coasting track without a plot may have been lit again: the best free plot in the gate of a woken boost filter. */
  #relit(c: Candidate, look: Look, model: SensorModel, frame: SensorFrame, used: Uint8Array): number {
    const { track, w } = c;
    const { atMs, plots } = look;
    const odds = relightOdds(track, atMs);
    if (odds === 0 || used.every((u) => u === 1)) return -1;
    const dt = (atMs - track.motion.tMs) / 1000;
    const reach = COARSE * (track.motion.sigmaP + track.motion.sigmaV * dt) + 0.5 * RELIGHT_THRUST * dt * dt;
    predictMean(track.motion, atMs, this.#mean);
    predictPlot(model.radar, frame, this.#mean, c.boost);
    if (!anyNear(plots, c.boost, reach, model, this.#mean, frame)) return -1;
    predictRelit(track.motion, atMs, w);
    w.pBoost = odds;
    this.#predictBoost(c, model, frame);
    // The coast filter has refused what is left.
    c.coastOk = false;
    let best = -1;
    let gain = 0;
    for (let k = 0; k < plots.length; k++) {
      if (used[k]) continue;
      const fit = this.#fitOf(c, model, (plots[k] as Plot).z);
      if (fit && fit.gain > gain) {
        gain = fit.gain;
        best = k;
      }
    }
    if (best < 0) w.pBoost = 0;
    return best;
  }

  #take(c: Candidate, model: SensorModel, frame: SensorFrame, look: Look, plot: Plot): Track {
    const { w } = c;
    const nu = this.#nu;
    const fit = this.#fitOf(c, model, plot.z);
    let gain = 0;
    let pBoost = w.pBoost;
    if (fit) {
      gain = fit.gain;
      // What coasts gives no infrared plot: then the plot is a false one, which the clutter density stands for.
      const coast = model.radar ? fit.coast : (1 - w.pBoost) * Math.exp(-model.hitWeight);
      pBoost = fit.boost / (fit.boost + coast);
    }
    let good = true;
    if (c.boostOk && pBoost > 0) {
      innovation(c.boost, plot.z, nu);
      good =
        c.boostCurved && model.radar
          ? updateCurved(w.xb, w.Pb, 9, frame, model.noise, plot.z)
          : update(w.xb, w.Pb, 9, c.boost.m, c.boostIn, nu);
    }
    if (c.coastOk && pBoost < 1) {
      innovation(c.coast, plot.z, nu);
      const updated = c.coastCurved
        ? updateCurved(w.xc, w.Pc, 7, frame, model.noise, plot.z)
        : update(w.xc, w.Pc, 7, c.coast.m, c.coastIn, nu);
      good = updated && good;
    }
    if (!good) {
      // The look counts, but the filters stay as predicted.
      this.brokenCovariance++;
      predict(c.track.motion, look.atMs, w);
    } else w.pBoost = pBoost;
    return afterHit(c.track, keep(w, look.atMs), model, look.atMs, plot, gain);
  }

  #slot(i: number): Candidate {
    let c = this.#pool[i];
    if (!c) {
      c = newCandidate() as Candidate;
      this.#pool[i] = c;
    }
    return c;
  }
}

const LOG_2PI = Math.log(2 * Math.PI);
const density = (d2: number, logDet: number, m: number): number =>
  Math.exp(-0.5 * (d2 + logDet + m * LOG_2PI));
