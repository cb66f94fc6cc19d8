import type { Says } from './gate';
import { HotSpots, type SpotSnapshot } from './hot-spots';
import { invertSpd, times } from './kernels/matrix';
import {
  columnOf,
  type Held,
  hushed,
  type KnownErrors,
  shifted,
  watches,
  withoutErrors,
} from './known-errors';
import { OWN } from './lean';
import type { Look } from './look';
import type { Registry, SensorModel } from './registry';
import type { Worked } from './scan-work';
import type { Track } from './track';

/** What errors a look is corrected by changes at multiples of this; they are learned from looks that are older than the window and can change no more. */
export const EPOCH_MS = 10_000;
/** Estimates of epochs that a look within the window may ask for. */
const KEPT_MS = 120_000;
/** How large the errors of radars and of infrared sensors may be (one sigma, in sigmas of noise), and how likely each is. */
const SIZES = [0.01, 0.25, 0.5, 1, 2];
const LIKELY = [0.15, 0.2125, 0.2125, 0.2125, 0.2125];
/** Log-likelihood ratio from which sensors are held to have errors at all. */
const EVIDENCE = 2;
/** A sensor without errors whose directions are known to this (sigmas) is quiet. */
const QUIET = 0.15;
/** What a plot of something that burns is worth: its law is known less well than that of free flight. */
const BURNING_WORTH = 0.5;
/** Where some sensors are quiet it is asked this often. */
const CALM_MS = 60_000;
/** Errors drift: what was learned is worth a third after this. */
const DRIFT_MS = 6 * 3600_000;
/** An estimate is told anew when a mean moves by so many of its sigmas, or a variance falls to this share. */
const NEWS = 0.5;
const SURER = 0.8;

export interface BiasSnapshot {
  /** Ids of the sensors in the order of the matrix: those of which something was learned. */
  sensors: string[];
  info: number[];
  vec: number[];
  learnedMs: number | null;
  fadedMs: number | null;
  changed: boolean;
  spots: SpotSnapshot;
  /** Ids of all sensors in the order of what is known. */
  of: string[];
  known: { mean: number[]; cov: number[] }[];
  /** Which of them holds from an epoch on (−1: none), and which sensors are quiet. */
  epochs: [epochMs: number, known: number, quiet: string[]][];
}

/**
 * Registers sensors: constant errors of their plots. What each plot of a confirmed track leaves over is a function of the errors of
 * all sensors that the track has seen; all of them together make one information matrix. A look is learned once it is older
 * than the window, in order of time, and what is known is told for each ten seconds: what a look is corrected by is a
 * function of the looks long before it, in whatever order they came.
 */
export class BiasBook {
  readonly #registry: Registry;
  readonly #n: number;
  #info: Float64Array;
  #vec: Float64Array;
  #learnedMs: number | null = null;
  #held = new Map<number, Held>();
  readonly #nothing: Held;
  #changed = false;
  /** Up to when what was learned has faded. */
  #fadedMs: number | null = null;
  readonly #spots: HotSpots;

  constructor(registry: Registry) {
    this.#registry = registry;
    this.#spots = new HotSpots(registry);
    this.#n = OWN * registry.models.length;
    this.#nothing = { errors: null, quiet: registry.models.map(() => false) };
    this.#info = new Float64Array(this.#n ** 2);
    this.#vec = new Float64Array(this.#n);
  }

  /** What is held of the sensors in an epoch. */
  held(epochMs: number): Held {
    return this.#held.get(epochMs) ?? this.#nothing;
  }

  /** Learns looks up to an epoch: all that are older, in order, with what they made of the tracks. */
  learn(toMs: number, looks: readonly Look[], worked: readonly (Worked | null)[]): void {
    this.#learnedMs ??= toMs;
    let i = 0;
    while (i < looks.length && (looks[i] as Look).atMs < this.#learnedMs) i++;
    for (let epochMs = this.#learnedMs + EPOCH_MS; epochMs <= toMs; epochMs += EPOCH_MS) {
      for (; i < looks.length && (looks[i] as Look).atMs < epochMs; i++) {
        this.#take(worked[i] as Worked);
        this.#spots.take(looks[i] as Look);
      }
      this.#learnedMs = epochMs;
      this.#tell(epochMs);
      this.#spots.tell(epochMs, KEPT_MS);
    }
  }

  /** A look with its plots corrected. */
  corrected(look: Look, model: SensorModel, epochMs: number): Look {
    const marked = this.#spots.marked(look, model, epochMs);
    const { errors } = this.held(epochMs);
    return errors ? { ...marked, plots: marked.plots.map((p) => withoutErrors(p, errors, model)) } : marked;
  }

  /** Tracks under what is known in another epoch. */
  carried(tracks: readonly Track[], fromMs: number, toMs: number): readonly Track[] {
    const [was, is] = [this.held(fromMs), this.held(toMs)];
    if (was.errors !== is.errors)
      return tracks.map((t) => ({ ...t, motion: shifted(t.motion, was.errors, is.errors) }));
    if (was.quiet === is.quiet) return tracks;
    return tracks.map((t) => {
      const motion = watches(t.id) ? t.motion : hushed(t.motion, is.quiet);
      return motion === t.motion ? t : { ...t, motion };
    });
  }

  snapshot(): BiasSnapshot {
    const { models, ids } = this.#registry;
    const seen = models.filter((m) => this.#isSeen(m.index));
    const at = seen.flatMap((m) => [0, 1, 2].map((k) => m.index * OWN + k));
    const known = [...new Set([...this.#held.values()].map((h) => h.errors))].filter((k) => k !== null);
    return {
      sensors: seen.map((m) => m.sensor.id),
      info: at.flatMap((i) => at.map((j) => this.#info[i * this.#n + j] as number)),
      vec: at.map((i) => this.#vec[i] as number),
      learnedMs: this.#learnedMs,
      fadedMs: this.#fadedMs,
      changed: this.#changed,
      spots: this.#spots.snapshot(),
      of: ids,
      known: known.map((k) => ({ mean: [...k.mean], cov: [...k.cov] })),
      epochs: [...this.#held].map(([ms, { errors, quiet }]) => [
        ms,
        errors ? known.indexOf(errors) : -1,
        ids.filter((_, i) => quiet[i]),
      ]),
    };
  }

  /** Takes what was learned under another table of sensors; every sensor of it is in today's. */
  restore(s: BiasSnapshot): void {
    const place = (ids: readonly string[]): number[] =>
      this.#registry.placesOf(ids).flatMap((p) => [0, 1, 2].map((k) => p * OWN + k));
    const spread = (list: readonly number[], at: readonly number[], out: Float64Array): Float64Array => {
      at.forEach((i, a) => {
        at.forEach((j, b) => {
          out[i * this.#n + j] = list[a * at.length + b] as number;
        });
      });
      return out;
    };
    const at = place(s.sensors);
    spread(s.info, at, this.#info);
    at.forEach((i, a) => {
      this.#vec[i] = s.vec[a] as number;
    });
    this.#learnedMs = s.learnedMs;
    this.#fadedMs = s.fadedMs;
    this.#changed = s.changed;
    this.#spots.restore(s.spots);
    const all = place(s.of);
    const known = s.known.map((k): KnownErrors => {
      const mean = new Float64Array(this.#n);
      all.forEach((i, a) => {
        mean[i] = k.mean[a] as number;
      });
      return { mean, cov: spread(k.cov, all, new Float64Array(this.#n ** 2)) };
    });
    let last = this.#nothing;
    for (const [ms, i, quietIds] of s.epochs) {
      const errors = known[i] ?? null;
      const quiet = this.#registry.ids.map((id) => quietIds.includes(id));
      last = last.errors === errors && isSame(last.quiet, quiet) ? last : { errors, quiet };
      this.#held.set(ms, last);
    }
  }

  #isSeen(sensor: number): boolean {
    return (this.#info[sensor * OWN * (this.#n + 1)] as number) > 0;
  }

  #take({ outcomes, errors }: Worked): void {
    for (const o of outcomes)
      if (o?.says && o.result?.status === 'confirmed') {
        this.#add(o.says, errors);
        this.#changed = true;
      }
  }

  #add({ sensors, burns, m, G, Si, nu }: Says, known: KnownErrors | null): void {
    const n = sensors.length * OWN;
    const worth = burns ? BURNING_WORTH : 1;
    for (let k = 0; k < m; k++) {
      // What the plot would leave over if nothing had been taken off.
      let r = nu[k] as number;
      if (known)
        for (let c = 0; c < n; c++)
          r += (G[k * n + c] as number) * (known.mean[columnOf(sensors, c)] as number);
      raw[k] = r;
    }
    for (let a = 0; a < n; a++) {
      const i = columnOf(sensors, a);
      for (let k = 0; k < m; k++) {
        let s = 0;
        for (let l = 0; l < m; l++) s += (Si[k * m + l] as number) * (G[l * n + a] as number);
        const weighed = s * worth;
        if (weighed === 0) continue;
        this.#vec[i] = (this.#vec[i] as number) + weighed * (raw[k] as number);
        for (let b = 0; b < n; b++) {
          const j = i * this.#n + columnOf(sensors, b);
          this.#info[j] = (this.#info[j] as number) + weighed * (G[k * n + b] as number);
        }
      }
    }
  }

  /** What is held in an epoch; older ones that no look of the window asks for are forgotten. */
  #tell(epochMs: number): void {
    const last = this.held(epochMs - EPOCH_MS);
    const due = this.#changed && (epochMs % CALM_MS === 0 || !last.quiet.some((q) => q));
    this.#held.set(epochMs, due ? this.#estimate(last) : last);
    for (const ms of this.#held.keys()) if (ms < epochMs - KEPT_MS) this.#held.delete(ms);
    if (!due) return;
    this.#changed = false;
    const worth = Math.exp(-(epochMs - (this.#fadedMs ?? epochMs)) / DRIFT_MS);
    this.#fadedMs = epochMs;
    for (let i = 0; i < this.#info.length; i++) this.#info[i] = (this.#info[i] as number) * worth;
    for (let i = 0; i < this.#n; i++) this.#vec[i] = (this.#vec[i] as number) * worth;
  }

  /**
   * Means and covariance of the errors: a mixture over how large those of radars and of infrared sensors are, each by how well it
   * explains what was left over. Where sensors show none, none is looked for; where some do, those that have shown little yet
   * are not trusted either.
   */
  #estimate(last: Held): Held {
    const n = this.#n;
    const at: number[] = [];
    for (let i = 0; i < n; i++) if ((this.#info[i * (n + 1)] as number) > 0) at.push(i);
    const info = Float64Array.from(at.flatMap((i) => at.map((j) => this.#info[i * n + j] as number)));
    const vec = Float64Array.from(at, (i) => this.#vec[i] as number);
    const found: (Sized & { log: number; variance: (i: number) => number })[] = [];
    let none = 0;
    let usual: Sized | null = null;
    for (const [r, radar] of SIZES.entries())
      for (const [k, infrared] of SIZES.entries()) {
        const variance = (i: number): number =>
          (this.#registry.models[Math.floor(i / OWN)]?.radar ? radar : infrared) ** 2;
        const sized = solve(info, vec, Float64Array.from(at, variance));
        if (!sized) return last;
        if (radar === 1 && infrared === 1) usual = sized;
        if (r + k === 0) none = sized.evidence;
        else
          found.push({
            ...sized,
            variance,
            log: sized.evidence + Math.log((LIKELY[r] as number) * (LIKELY[k] as number)),
          });
      }
    const most = Math.max(...found.map((h) => h.log));
    const total = found.reduce((s, h) => s + Math.exp(h.log - most), 0);
    const forErrors = most + Math.log(total) - none;
    if (forErrors < EVIDENCE)
      return this.#without(last, forErrors < -EVIDENCE && usual ? varianceOf(usual, at) : null);
    const mean = new Float64Array(n);
    const cov = new Float64Array(n * n);
    const add = (i: number, j: number, v: number): void => {
      cov[i * n + j] = (cov[i * n + j] as number) + v;
    };
    for (const h of found) {
      const p = Math.exp(h.log - most) / total;
      for (let i = 0; i < n; i++) if (!at.includes(i)) add(i, i, p * h.variance(i));
      for (const [a, i] of at.entries()) {
        mean[i] = (mean[i] as number) + p * (h.mean[a] as number);
        for (const [b, j] of at.entries())
          add(
            i,
            j,
            p * ((h.cov[a * at.length + b] as number) + (h.mean[a] as number) * (h.mean[b] as number)),
          );
      }
    }
    for (const i of at) for (const j of at) add(i, j, -(mean[i] as number) * (mean[j] as number));
    const errors = { mean, cov };
    return last.errors && !isNews(last.errors, errors, at) ? last : { ...this.#nothing, errors };
  }

  /** No errors; sensors whose directions are known well enough are quiet. */
  #without(last: Held, varianceOf: ((i: number) => number) | null): Held {
    const quiet = this.#registry.models.map(({ index, radar }) => {
      const o = index * OWN + (radar ? 1 : 0);
      return varianceOf !== null && Math.max(varianceOf(o), varianceOf(o + 1)) < QUIET ** 2;
    });
    return last.errors === null && isSame(last.quiet, quiet) ? last : { errors: null, quiet };
  }
}
const isSame = (a: readonly boolean[], b: readonly boolean[]): boolean => a.every((v, i) => v === b[i]);

/** Variance of each error that was looked at; that of others is as good as open. */
const varianceOf =
  ({ cov }: Sized, at: readonly number[]) =>
  (i: number): number =>
    at.includes(i) ? (cov[at.indexOf(i) * (at.length + 1)] as number) : 1;

interface Sized {
  mean: Float64Array;
  cov: Float64Array;
  /** Log-likelihood of what was left over, against no errors. */
  evidence: number;
}
const raw = new Float64Array(3);

/** Means and covariance by information and each error's variance beforehand. */
function solve(info: Float64Array, vec: Float64Array, variance: Float64Array): Sized | null {
  const n = vec.length;
  const a = info.slice();
  let before = 0;
  for (let i = 0; i < n; i++) {
    a[i * n + i] = (a[i * n + i] as number) + 1 / (variance[i] as number);
    before += Math.log(variance[i] as number);
  }
  const inverted = invertSpd(a, n);
  if (!inverted) return null;
  const { inverse, logDet } = inverted;
  const mean = times(inverse, vec, n);
  const explained = vec.reduce((sum, v, i) => sum + v * (mean[i] as number), 0);
  return { mean, cov: inverse, evidence: (explained - logDet - before) / 2 };
}

/** Whether an estimate says what the last one did not: beyond what that left open, or surer. */
function isNews(last: KnownErrors, now: KnownErrors, seen: readonly number[]): boolean {
  const n = now.mean.length;
  for (const i of seen) {
    const left = last.cov[i * (n + 1)] as number;
    const variance = now.cov[i * (n + 1)] as number;
    if (((now.mean[i] as number) - (last.mean[i] as number)) ** 2 > NEWS ** 2 * left) return true;
    if (variance < SURER * left || variance > left / SURER) return true;
  }
  return false;
}
