import type { SensorFrame } from '../../domain/sensors';
import { curveNoise, updateCurved } from './kernels/curved';
import { innovation, newPredicted, type Predicted, predictPlot, predictValue } from './kernels/measure';
import {
  distance2,
  type Innovation,
  innovationOf,
  newInnovation,
  update,
  widenInnovation,
} from './kernels/update';
import { type Held, type KnownErrors, openOf, watches } from './known-errors';
import { absorb, absorbAfter, answerOf, leanAt, leanRelit, leanWith } from './lean';
import { type Left, leftOver } from './left-over';
import { relightOdds } from './lifetime';
import { anyNear, COARSE, type Look, lowerBound, type Plot, rangeOf } from './look';
import { boostProbability, newWork, predict, predictMean, predictRelit, type Work } from './modes';
import type { SensorModel } from './registry';
import type { Lean, Track } from './track';
import { viewOf } from './view';

/** χ² with two and three degrees of freedom: one true plot in ten thousand falls outside. */
const GATE = [0, 0, 18.4, 21.1];
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
  /** What its state leans on, with this look's sensor; null as long as nobody asked. */
  lean: Lean | null;
  /** Innovations with what is not known of the sensors' errors, where there are any; and what their first variances grow by. */
  boostWide: Innovation;
  coastWide: Innovation;
  boostMore: number;
  coastMore: number;
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
  lean: null,
  boostWide: newInnovation(),
  coastWide: newInnovation(),
  boostMore: 0,
  coastMore: 0,
});

/** What taking a plot would mean: likelihoods by mode, and the log of what it gains over clutter. */
interface Fit {
  gain: number;
  boost: number;
  coast: number;
}
/** What taking a plot did: the filters are in the candidate's `w`. */
export interface Taken {
  gain: number;
  /** False if a covariance was no longer positive definite: then the filters stay as predicted. */
  good: boolean;
  lean: Lean | null;
  /** What the plot left over against the likelier mode's prediction; null where there was none. */
  left: Left | null;
  /** What the plot says of sensors' errors; null where it was no straight function of them, or it may burn or not. */
  says: Says | null;
}

/** An innovation, by the errors of which it is a function: ν = G b + noise of covariance S. */
export interface Says {
  readonly sensors: readonly number[];
  readonly burns: boolean;
  readonly m: number;
  /** m × columns; S⁻¹ (m × m). */
  readonly G: Float64Array;
  readonly Si: Float64Array;
  readonly nu: Float64Array;
}
/** From this probability on a plot is one mode's. */
const SURE = 0.95;

/**
 * One look's view of one track at a time: is it in view, which plots can be its own, what taking one does to it. Candidates
 * are kept in slots that the next look uses again.
 */
export class Gate {
  readonly #slots: Candidate[] = [];
  #free = 0;
  readonly #mean = new Float64Array(7);
  readonly #nu = new Float64Array(3);
  readonly #noise = new Float64Array(3);
  readonly #fit: Fit = { gain: 0, boost: 0, coast: 0 };
  #known: KnownErrors | null = null;
  #quiet: readonly boolean[] = [];

  /** All slots are free again. `held`: what is held of the sensors' errors. */
  begin(held: Held): void {
    this.#free = 0;
    this.#known = held.errors;
    this.#quiet = held.quiet;
  }

  /** A slot with the track alone in it. */
  slot(track: Track): Candidate {
    let c = this.#slots[this.#free];
    if (!c) {
      c = newCandidate() as Candidate;
      this.#slots.push(c);
    }
    this.#free++;
    c.track = track;
    c.full = false;
    c.lean = null;
    return c;
  }

  /** The track as this look may see it, or null if it cannot. Covariances are predicted only if a plot is near. */
  meet(track: Track, look: Look, model: SensorModel, frame: SensorFrame): Candidate | null {
    const { motion } = track;
    const { atMs, plots } = look;
    const dt = (atMs - motion.tMs) / 1000;
    if (dt < 0) return null;
    const pBoost = boostProbability(motion, atMs);
    const relight = pBoost < 0.5 && track.status === 'confirmed' ? relightOdds(track, atMs) : 0;
    if (!model.radar && pBoost === 0 && relight === 0) return null;
    predictMean(motion, atMs, this.#mean);
    const c = this.slot(track);
    predictValue(model.radar, frame, this.#mean, c.boost);
    const thrust =
      motion.pBoost > 0 ? motion.sigmaA + 20 : relight > 0 && motion.pBoost === 0 ? RELIGHT_THRUST : 0;
    const sigmaM =
      motion.sigmaP +
      motion.sigmaV * dt * (1 + 1e-6 * dt * dt) +
      (motion.pBoost > 0 ? 0.5 * motion.sigmaA * dt * dt : 0);
    c.view = viewOf(model, frame, this.#mean, c.boost, sigmaM);
    if (c.view === 0) {
      this.#free--;
      return null;
    }
    const reach = COARSE * sigmaM + 0.5 * thrust * dt * dt;
    if (anyNear(plots, c.boost, reach, model, this.#mean, frame)) this.#predictFull(c, atMs, model, frame);
    return c;
  }

  /** Plots that can be its own: column, log-likelihood gained over clutter, and so on; each gain less `handicap`. */
  pairs(c: Candidate, plots: readonly Plot[], model: SensorModel, handicap: number): readonly number[] {
    if (!c.full) return NONE;
    // Plots stand in the order of their first component; azimuths, which wrap, are not the first.
    let low = Number.POSITIVE_INFINITY;
    let high = Number.NEGATIVE_INFINITY;
    if (c.boostOk) {
      const r = this.#halfWidth(c.boost, c.w.Pb, 9, model, c.boostMore);
      low = (c.boost.z[0] as number) - r;
      high = (c.boost.z[0] as number) + r;
    }
    if (c.coastOk) {
      const r = this.#halfWidth(c.coast, c.w.Pc, 7, model, c.coastMore);
      low = Math.min(low, (c.coast.z[0] as number) - r);
      high = Math.max(high, (c.coast.z[0] as number) + r);
    }
    const to = lowerBound(plots, high);
    let out: number[] | null = null;
    for (let column = lowerBound(plots, low); column < to; column++) {
      const fit = this.#fitOf(c, model, plots[column] as Plot);
      if (!fit) continue;
      const gain = fit.gain - handicap;
      if (out) out.push(column, gain);
      else out = [column, gain];
    }
    return out ?? NONE;
  }

  /** Whether any plot, or any that is not used, may be that of a coasting track that was lit again. */
  mayBeLit(
    c: Candidate,
    look: Look,
    model: SensorModel,
    frame: SensorFrame,
    used: Uint8Array | null = null,
  ): boolean {
    const { motion } = c.track;
    const { atMs, plots } = look;
    if (relightOdds(c.track, atMs) === 0) return false;
    const dt = (atMs - motion.tMs) / 1000;
    const reach = COARSE * (motion.sigmaP + motion.sigmaV * dt) + 0.5 * RELIGHT_THRUST * dt * dt;
    predictMean(motion, atMs, this.#mean);
    predictValue(model.radar, frame, this.#mean, c.boost);
    return anyNear(plots, c.boost, reach, model, this.#mean, frame, used);
  }

  /** A coasting track without a plot may have been lit again: the best free plot in the gate of a woken boost filter, or −1. */
  relit(c: Candidate, look: Look, model: SensorModel, frame: SensorFrame, used: Uint8Array): number {
    const { w, track } = c;
    const { atMs, plots } = look;
    predictRelit(track.motion, atMs, w);
    c.full = true;
    c.lean = this.#leaning(leanRelit(track.motion, atMs), track, model, true);
    w.pBoost = relightOdds(track, atMs);
    this.#predictBoost(c, atMs, model, frame);
    // The coast filter has refused what is left.
    c.coastOk = false;
    let best = -1;
    let gain = 0;
    for (let k = 0; k < plots.length; k++) {
      if (used[k]) continue;
      const fit = this.#fitOf(c, model, plots[k] as Plot);
      if (fit && fit.gain > gain) {
        gain = fit.gain;
        best = k;
      }
    }
    if (best < 0) w.pBoost = 0;
    return best;
  }

  /** Updates the candidate's filters by a plot. */
  take(c: Candidate, model: SensorModel, frame: SensorFrame, atMs: number, plot: Plot): Taken {
    const { w } = c;
    const nu = this.#nu;
    const fit = this.#fitOf(c, model, plot);
    let gain = 0;
    let pBoost = w.pBoost;
    if (fit) {
      gain = fit.gain;
      // What coasts gives no infrared plot: then the plot is a false one, which the clutter density stands for.
      const coast = model.radar ? fit.coast : (1 - w.pBoost) * Math.exp((plot.hot ?? 0) - model.hitWeight);
      pBoost = fit.boost / (fit.boost + coast);
    }
    let good = true;
    let says: Says | null = null;
    let left: Left | null = null;
    const lean = this.#leanOf(c, atMs, model);
    if (c.boostOk && pBoost > 0) {
      innovation(c.boost, plot.z, nu);
      if (pBoost >= 0.5 || !c.coastOk) left = leftOver(this.#known ? c.boostWide : c.boostIn, nu, c.boost.m);
      const G = lean?.boost ? answerOf(lean, lean.boost, 9, c.boost, model) : null;
      const iterated = c.boostCurved && model.radar;
      good = iterated
        ? updateCurved(w.xb, w.Pb, 9, frame, model.noise, plot.z)
        : update(w.xb, w.Pb, 9, c.boost.m, c.boostIn, nu);
      if (G && lean?.boost) {
        if (iterated) absorbAfter(lean.boost, 9, G, model, frame, w.xb, w.Pb);
        else absorb(lean.boost, 9, G, c.boost.m, c.boostIn);
        if (pBoost > SURE && !c.boostCurved) says = saysOf(lean, true, G, c.boostIn, nu, c.boost.m);
      }
    }
    if (c.coastOk && pBoost < 1) {
      innovation(c.coast, plot.z, nu);
      left ??= leftOver(this.#known ? c.coastWide : c.coastIn, nu, c.coast.m);
      const G = lean?.coast ? answerOf(lean, lean.coast, 7, c.coast, model) : null;
      const updated = c.coastCurved
        ? updateCurved(w.xc, w.Pc, 7, frame, model.noise, plot.z)
        : update(w.xc, w.Pc, 7, c.coast.m, c.coastIn, nu);
      if (G && lean?.coast) {
        if (c.coastCurved) absorbAfter(lean.coast, 7, G, model, frame, w.xc, w.Pc);
        else absorb(lean.coast, 7, G, c.coast.m, c.coastIn);
        if (pBoost < 1 - SURE && !c.coastCurved) says = saysOf(lean, false, G, c.coastIn, nu, c.coast.m);
      }
      good = updated && good;
    }
    if (good) {
      w.pBoost = pBoost;
      return { gain, good, lean, left, says };
    }
    predict(c.track.motion, atMs, w);
    return { gain, good, lean: leanAt(c.track.motion, atMs), left: null, says: null };
  }

  #leanOf(c: Candidate, atMs: number, model: SensorModel): Lean | null {
    c.lean ??= this.#leaning(leanAt(c.track.motion, atMs), c.track, model, c.w.pBoost > 0);
    return c.lean;
  }

  /** With columns of this sensor, unless nobody looks for its errors. */
  #leaning(lean: Lean | null, track: Track, model: SensorModel, boost: boolean): Lean | null {
    if (this.#quiet[model.index] && !watches(track.id)) return lean;
    return leanWith(lean, model.index, boost);
  }

  #predictFull(c: Candidate, atMs: number, model: SensorModel, frame: SensorFrame): void {
    const { w } = c;
    predict(c.track.motion, atMs, w);
    c.full = true;
    c.boostOk = false;
    c.coastOk = false;
    if (w.pBoost > 0) this.#predictBoost(c, atMs, model, frame);
    if (w.pBoost < 1 && model.radar) {
      predictPlot(model.radar, frame, w.xc, c.coast);
      c.coastCurved = curveNoise(true, c.coast.z[0] as number, w.Pc, 7, model.noise, this.#noise);
      c.coastOk = innovationOf(w.Pc, 7, c.coast, c.coastCurved ? this.#noise : model.noise, c.coastIn);
      if (c.coastOk) c.coastMore = this.#widen(c, atMs, model, 7);
    }
  }

  #predictBoost(c: Candidate, atMs: number, model: SensorModel, frame: SensorFrame): void {
    const { xb, Pb } = c.w;
    predictPlot(model.radar, frame, xb, c.boost);
    const range = rangeOf(model, frame, c.boost, xb);
    c.boostCurved = curveNoise(model.radar, range, Pb, 9, model.noise, this.#noise);
    c.boostOk = innovationOf(Pb, 9, c.boost, c.boostCurved ? this.#noise : model.noise, c.boostIn);
    if (c.boostOk) c.boostMore = this.#widen(c, atMs, model, 9);
  }

  /** Adds to an innovation what is not known of the sensors' errors; gives what its first variance grows by. */
  #widen(c: Candidate, atMs: number, model: SensorModel, size: 7 | 9): number {
    const known = this.#known;
    if (!known) return 0;
    const lean = this.#leanOf(c, atMs, model);
    const U = size === 9 ? lean?.boost : lean?.coast;
    const [p, from, to] = size === 9 ? [c.boost, c.boostIn, c.boostWide] : [c.coast, c.coastIn, c.coastWide];
    if (!lean || !U) return 0;
    return widenInnovation(from, p.m, answerOf(lean, U, size, p, model), openOf(lean.sensors, known), to);
  }

  /** Half the width of the first component's gate. */
  #halfWidth(p: Predicted, P: Float64Array, n: number, model: SensorModel, more: number): number {
    const a = p.H[0] as number;
    const b = p.H[1] as number;
    const c = p.H[2] as number;
    const s =
      (model.noise[0] as number) +
      more +
      a * a * (P[0] as number) +
      b * b * (P[n + 1] as number) +
      c * c * (P[2 * n + 2] as number) +
      2 * (a * b * (P[1] as number) + a * c * (P[2] as number) + b * c * (P[n + 2] as number));
    return 5 * Math.sqrt(Math.max(0, s));
  }

  #fitOf(c: Candidate, model: SensorModel, { z, hot = 0 }: Plot): Fit | null {
    const { w } = c;
    const nu = this.#nu;
    const f = this.#fit;
    f.boost = 0;
    f.coast = 0;
    if (c.boostOk) {
      innovation(c.boost, z, nu);
      const o = this.#known ? c.boostWide : c.boostIn;
      const d2 = distance2(o, nu, c.boost.m);
      if (d2 <= (GATE[c.boost.m] as number)) f.boost = w.pBoost * density(d2, o.logDet, c.boost.m);
    }
    if (c.coastOk) {
      innovation(c.coast, z, nu);
      const o = this.#known ? c.coastWide : c.coastIn;
      const d2 = distance2(o, nu, c.coast.m);
      if (d2 <= (GATE[c.coast.m] as number)) f.coast = (1 - w.pBoost) * density(d2, o.logDet, c.coast.m);
    }
    const sum = f.boost + f.coast;
    if (!(sum > 0)) return null;
    f.gain = Math.log(sum) + model.hitWeight - hot;
    return f;
  }
}
const NONE: readonly number[] = [];

const LOG_2PI = Math.log(2 * Math.PI);
const density = (d2: number, logDet: number, m: number): number =>
  Math.exp(-0.5 * (d2 + logDet + m * LOG_2PI));

const saysOf = (
  { sensors }: Lean,
  burns: boolean,
  G: Float64Array,
  { Si }: Innovation,
  nu: Float64Array,
  m: number,
): Says => ({ sensors, burns, m, G, Si: Si.slice(0, m * m), nu: nu.slice(0, m) });
