import { type Arc, type ArcSays, addPlot, newArc, saysOf } from './arc';
import { HotSpots, type SpotSnapshot } from './hot-spots';
import { invertSpd, times } from './kernels/matrix';
import type { Look, Plot } from './look';
import type { Registry, SensorModel } from './registry';
import type { Worked } from './scan-work';
import { load, widened } from './store';
import type { Track } from './track';

/** What biases a look is corrected by changes at multiples of this; they are learned from looks that are older than the window and can change no more. */
export const EPOCH_MS = 10_000;
/** Each so many milliseconds what was learned is solved for. */
const TELL_MS = 30_000;
/** The longest piece of free flight that is solved by itself; it begins this long after the last burn. */
const ARC_MS = 400_000;
/** One that nobody added to for this long is done. */
const QUIET_MS = 60_000;
const SETTLED_MS = 15_000;
/** One sigma of velocity (m/s) and place (m) from which a flight near a state is a straight function of it for long. */
const KNOWN_V = 6;
const KNOWN_P = 2500;
/** How large a bias is before anything says so, in sigmas, and how many biases' worth that belief is. */
const AT_FIRST = 0.02;
const BELIEF = 1;
const ROUNDS = 40;
/** Log-likelihood ratio from which radars are held to have biases. */
const EVIDENCE = 5;
/** Looks that one track mostly rests on: over so many a bias that is left does not average out. */
const LOOKS = 60;
/** Biases drift: what was learned is worth a third after this. */
const DRIFT_MS = 6 * 3600_000;
/** From what share of a track's own variances on a changed correction counts. */
const LITTLE = 0.03;
/** A correction is told anew when it moves by so many of its sigmas, or its variance falls to this share. */
const NEWS = 2;
const SURER = 0.4;
/** Below this (sigmas) nothing is corrected. */
const NOTHING = 0.01;

/** Bias of a radar's three components, and one variance of what is left, in sigmas and their squares. */
interface Bias {
  mean: [number, number, number];
  variance: [number, number, number];
}
/** By place in the registry; null for a sensor of which nothing is known. */
type Estimate = readonly (Bias | null)[];

type PackedArc = Pick<Arc, 'fromMs' | 'nowMs' | 'square' | 'rows'> & {
  flights: number[][];
  sensors: string[];
  N: number[];
  v: number[];
};
export interface BiasSnapshot {
  /** Ids of the radars in the order of the matrix. */
  radars: string[];
  info: number[];
  vec: number[];
  learnedMs: number | null;
  spots: SpotSnapshot;
  estimates: [epochMs: number, of: [string, Bias][]][];
  arcs: [track: string, arc: PackedArc][];
}

/**
 * Registers radars: constant errors of their plots, learned from pieces of free flight, whose law no radar can bend. One look
 * is learned once it is older than the window, in order of time, and an estimate is told for each ten seconds: what a look
 * is corrected by is a function of the looks long before it, in whatever order they came.
 */
export class BiasBook {
  readonly #registry: Registry;
  /** Registry places of the radars, and where each stands among them. */
  readonly #radars: number[];
  readonly #placeOf: Map<number, number>;
  #info: Float64Array;
  #vec: Float64Array;
  #arcs = new Map<string, Arc>();
  #learnedMs: number | null = null;
  #estimates = new Map<number, Estimate | null>();
  #changed = false;
  #models = new Map<Bias, SensorModel>();
  readonly #spots: HotSpots;

  constructor(registry: Registry) {
    this.#registry = registry;
    this.#spots = new HotSpots(registry);
    this.#radars = registry.models.filter((m) => m.radar).map((m) => m.index);
    this.#placeOf = new Map(this.#radars.map((s, i) => [s, i]));
    const n = 3 * this.#radars.length;
    this.#info = new Float64Array(n * n);
    this.#vec = new Float64Array(n);
  }

  /** Learns looks up to an epoch: all that are older, in order, with what they made of the tracks. */
  learn(toMs: number, looks: readonly Look[], worked: readonly (Worked | null)[]): void {
    this.#learnedMs ??= toMs;
    let i = 0;
    while (i < looks.length && (looks[i] as Look).atMs < this.#learnedMs) i++;
    while (this.#learnedMs < toMs) {
      this.#learnedMs += EPOCH_MS;
      for (; i < looks.length && (looks[i] as Look).atMs < this.#learnedMs; i++) {
        this.#take(looks[i] as Look, worked[i] as Worked);
        this.#spots.take(looks[i] as Look);
      }
      this.#tell(this.#learnedMs);
      this.#spots.tell(this.#learnedMs, KEPT_MS);
    }
  }

  /** A look with its plots corrected, and the sensor with the noise that stands for what is left. */
  corrected(look: Look, model: SensorModel, epochMs: number): { look: Look; model: SensorModel } {
    const bias = this.#estimates.get(epochMs)?.[look.sensor];
    if (!bias) return { look: this.#spots.marked(look, model, epochMs), model };
    const plain = bias.mean.every((m) => Math.abs(m) < NOTHING);
    const plots = plain ? look.plots : look.plots.map((p) => without(p, bias, model));
    return { look: { ...look, plots }, model: this.#model(model, bias) };
  }

  /**
   * Tracks under the biases of another epoch: what rests on looks that were corrected otherwise is off by what the
   * corrections differ, which does not average out as the noise has.
   */
  carried(tracks: readonly Track[], fromMs: number, toMs: number): readonly Track[] {
    if (fromMs >= toMs) return tracks;
    const [a, b] = [this.#estimates.get(fromMs) ?? null, this.#estimates.get(toMs) ?? null];
    if (a === b) return tracks;
    return tracks.map((t) => this.#carriedTrack(t, a, b, toMs));
  }

  #carriedTrack(t: Track, a: Estimate | null, b: Estimate | null, atMs: number): Track {
    let place2 = 0;
    let speed2 = 0;
    for (const { sensor, looks } of t.sensors) {
      const model = this.#registry.get(sensor) as SensorModel;
      const [from, to] = [a?.[model.index], b?.[model.index]];
      if ((!from && !to) || from === to || looks < 2) continue;
      const off = (k: 0 | 1 | 2): number =>
        ((to?.mean[k] ?? 0) - (from?.mean[k] ?? 0)) ** 2 * (model.noise[k] as number);
      load(t.motion.block, t.motion.coastAt < 0 ? t.motion.boostAt : t.motion.coastAt, state, 6);
      const { pos } = this.#registry.frame(model, atMs);
      let far2 = 0;
      let fast2 = 0;
      for (let i = 0; i < 3; i++) {
        far2 += ((state[i] as number) - (pos[i] as number)) ** 2;
        fast2 += (state[3 + i] as number) ** 2;
      }
      // A radar that is turned turns what it has seen about itself.
      const turned2 = off(1) + off(2);
      place2 += off(0) + turned2 * far2;
      speed2 += turned2 * fast2;
    }
    if (speed2 < LITTLE * t.motion.sigmaV ** 2 && place2 < LITTLE * t.motion.sigmaP ** 2) return t;
    return { ...t, motion: widened(t.motion, place2, speed2) };
  }

  snapshot(): BiasSnapshot {
    const id = (s: number): string => this.#registry.models[s]?.sensor.id as string;
    return {
      radars: this.#radars.map(id),
      info: [...this.#info],
      vec: [...this.#vec],
      learnedMs: this.#learnedMs,
      spots: this.#spots.snapshot(),
      estimates: [...this.#estimates].map(([ms, e]) => [
        ms,
        (e ?? []).flatMap((b, s) => (b ? [[id(s), structuredClone(b)] as [string, Bias]] : [])),
      ]),
      arcs: [...this.#arcs].map(([track, a]) => [
        track,
        { ...a, flights: a.flights.map((x) => [...x]), sensors: a.sensors.map(id), N: [...a.N], v: [...a.v] },
      ]),
    };
  }

  /** Takes what was learned under another table of sensors; every sensor of it is in today's. */
  restore(s: BiasSnapshot): void {
    const place = (id: string): number => this.#registry.get(id)?.index as number;
    const at = s.radars.map((id) => 3 * (this.#placeOf.get(place(id)) as number));
    const [m, n] = [3 * s.radars.length, 3 * this.#radars.length];
    const to = (i: number): number => (at[Math.floor(i / 3)] as number) + (i % 3);
    for (let i = 0; i < m; i++) {
      this.#vec[to(i)] = s.vec[i] as number;
      for (let j = 0; j < m; j++) this.#info[to(i) * n + to(j)] = s.info[i * m + j] as number;
    }
    this.#learnedMs = s.learnedMs;
    this.#spots.restore(s.spots);
    this.#estimates = new Map(
      s.estimates.map(([ms, list]) => {
        const e: (Bias | null)[] = this.#registry.models.map(() => null);
        for (const [id, b] of list) e[place(id)] = structuredClone(b);
        return [ms, list.length > 0 ? e : null];
      }),
    );
    this.#arcs = new Map(
      s.arcs.map(([track, a]) => [
        track,
        {
          ...a,
          flights: a.flights.map((x) => Float64Array.from(x)),
          sensors: a.sensors.map(place),
          N: Float64Array.from(a.N),
          v: Float64Array.from(a.v),
        },
      ]),
    );
  }

  #take(look: Look, { outcomes }: Worked): void {
    const model = this.#registry.models[look.sensor] as SensorModel;
    if (!model.radar) return;
    const frame = this.#registry.frame(model, look.atMs);
    for (const o of outcomes) {
      const t = o?.result;
      if (!o || !t || o.column < 0 || t.status !== 'confirmed') continue;
      const burning = t.motion.pBoost > 0 || (t.lastBurnMs !== null && look.atMs - t.lastBurnMs < SETTLED_MS);
      if (burning) {
        this.#arcs.delete(t.id);
        continue;
      }
      let arc = this.#arcs.get(t.id);
      if (!arc) {
        if (t.motion.sigmaV > KNOWN_V || t.motion.sigmaP > KNOWN_P) continue;
        load(t.motion.block, t.motion.coastAt, state, 6);
        arc = newArc(look.atMs, state);
        this.#arcs.set(t.id, arc);
      }
      const z = (look.plots[o.column] as Plot).z;
      if (!addPlot(arc, model, frame, look.atMs, z)) this.#close(t.id, arc);
      this.#changed = true;
    }
  }

  #close(track: string, arc: Arc): void {
    this.#arcs.delete(track);
    const says = saysOf(arc);
    if (says) this.#add(says, this.#info, this.#vec);
  }

  #add(says: ArcSays, info: Float64Array, vec: Float64Array): void {
    const n = vec.length;
    const m = says.vec.length;
    const to = (i: number): number =>
      3 * (this.#placeOf.get(says.sensors[Math.floor(i / 3)] as number) as number) + (i % 3);
    for (let i = 0; i < m; i++) {
      vec[to(i)] = (vec[to(i)] as number) + (says.vec[i] as number);
      for (let j = 0; j < m; j++) {
        const k = to(i) * n + to(j);
        info[k] = (info[k] as number) + (says.info[i * m + j] as number);
      }
    }
  }

  /** The estimate of an epoch; older ones that no look of the window asks for are forgotten. */
  #tell(epochMs: number): void {
    for (const [track, arc] of this.#arcs)
      if (epochMs - arc.fromMs > ARC_MS || epochMs - arc.nowMs > QUIET_MS) this.#close(track, arc);
    const last = this.#estimates.get(epochMs - EPOCH_MS) ?? null;
    const due = this.#changed && epochMs % TELL_MS === 0;
    this.#estimates.set(epochMs, due ? this.#estimate(last) : last);
    for (const ms of this.#estimates.keys()) if (ms < epochMs - KEPT_MS) this.#estimates.delete(ms);
    for (const b of this.#models.keys())
      if (![...this.#estimates.values()].some((e) => e?.includes(b))) this.#models.delete(b);
    if (!due) return;
    this.#changed = false;
    const worth = Math.exp(-TELL_MS / DRIFT_MS);
    for (let i = 0; i < this.#info.length; i++) this.#info[i] = (this.#info[i] as number) * worth;
    for (let i = 0; i < this.#vec.length; i++) this.#vec[i] = (this.#vec[i] as number) * worth;
  }

  /**
   * Means and variances of the biases. How large biases are at all is found from the looks too (empirical Bayes, with a belief
   * in small ones): where radars show none, one that has shown little yet is trusted; where some do, it is not.
   */
  #estimate(last: Estimate | null): Estimate | null {
    const n = this.#vec.length;
    const info = this.#info.slice();
    const vec = this.#vec.slice();
    for (const arc of this.#arcs.values()) {
      const says = saysOf(arc);
      if (says) this.#add(says, info, vec);
    }
    const seen = (i: number): boolean => (info[i * (n + 1)] as number) > 0;
    let size = 1;
    let found = solve(info, vec, size);
    for (let round = 0; round < ROUNDS && found; round++) {
      let sum = BELIEF * AT_FIRST ** 2;
      let weight = BELIEF;
      for (let i = 0; i < n; i++) {
        if (!seen(i)) continue;
        sum += (found.mean[i] as number) ** 2 + (found.variance[i] as number);
        weight++;
      }
      size = sum / weight;
      found = solve(info, vec, size);
    }
    const small = solve(info, vec, AT_FIRST ** 2);
    if (!found || !small) return last;
    // Biases are held to be there if the looks are far likelier with them.
    const { mean, variance } = found.evidence - small.evidence > EVIDENCE ? found : small;
    const of: (Bias | null)[] = this.#registry.models.map(() => null);
    for (const [r, s] of this.#radars.entries()) {
      const three = (f: (i: number) => number): [number, number, number] => [
        f(3 * r),
        f(3 * r + 1),
        f(3 * r + 2),
      ];
      const bias: Bias = {
        mean: three((i) => mean[i] as number),
        variance: three((i) => variance[i] as number),
      };
      const known = last?.[s] ?? null;
      const tells = [...bias.mean, ...bias.variance.map(Math.sqrt)].some((v) => Math.abs(v) > NOTHING);
      of[s] = tells && (!known || isNews(known, bias)) ? bias : known;
    }
    return of;
  }

  #model(model: SensorModel, bias: Bias): SensorModel {
    let m = this.#models.get(bias);
    if (!m) {
      const noise = model.noise.map((v, k) => v * (1 + LOOKS * (bias.variance[k] as number)));
      m = { ...model, noise };
      this.#models.set(bias, m);
    }
    return m;
  }
}
/** Means and variances by information, and the size (variance) of biases beforehand. */
function solve(
  info: Float64Array,
  vec: Float64Array,
  size: number,
): { mean: Float64Array; variance: Float64Array; evidence: number } | null {
  const n = vec.length;
  const a = info.slice();
  for (let i = 0; i < n; i++) a[i * n + i] = (a[i * n + i] as number) + 1 / size;
  const inverted = invertSpd(a, n);
  if (!inverted) return null;
  const { inverse, logDet } = inverted;
  const mean = times(inverse, vec, n);
  const explained = vec.reduce((sum, v, i) => sum + v * (mean[i] as number), 0);
  return {
    mean,
    variance: vec.map((_, i) => inverse[i * n + i] as number),
    evidence: (explained - logDet - n * Math.log(size)) / 2,
  };
}

/** Whether an estimate says what the last one did not: beyond what that left open, or much surer. */
const isNews = (last: Bias, now: Bias): boolean =>
  now.mean.some((m, k) => {
    const [was, left] = [last.mean[k] as number, last.variance[k] as number];
    return (m - was) ** 2 > NEWS ** 2 * left || (now.variance[k] as number) < SURER * left;
  });

const state = new Float64Array(6);
/** Estimates of epochs that a look within the window may ask for. */
const KEPT_MS = 120_000;

function without(p: Plot, { mean }: Bias, model: SensorModel): Plot {
  const [range, az, el] = p.z as [number, number, number];
  const of = (k: 0 | 1 | 2): number => mean[k] * Math.sqrt(model.noise[k] as number);
  const turned = az - of(1);
  const turn = 2 * Math.PI;
  return {
    id: p.id,
    z: [range - of(0), turned < 0 ? turned + turn : turned >= turn ? turned - turn : turned, el - of(2)],
  };
}
