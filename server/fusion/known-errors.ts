import { OWN } from './lean';
import type { Plot } from './look';
import type { Work } from './modes';
import type { SensorModel } from './registry';
import { moved } from './store';
import type { Lean, Motion } from './track';

/**
 * What is held of sensors in an epoch: their errors, null if they have none; and which of them are known well enough to have none
 * that nobody looks for theirs any more, but for a few tracks.
 */
export interface Held {
  readonly errors: KnownErrors | null;
  /** By place in the registry. */
  readonly quiet: readonly boolean[];
}

/** One track in so many looks for errors of quiet sensors too. */
const WATCHES = 8;
export const watches = (trackId: string): boolean => trackId.charCodeAt(trackId.length - 1) % WATCHES === 0;

/** A motion without columns that nobody looks at. */
export function hushed(m: Motion, quiet: readonly boolean[]): Motion {
  if (!m.lean?.sensors.some((s) => quiet[s])) return m;
  const kept = m.lean.sensors.flatMap((s, i) => (quiet[s] ? [] : [i]));
  const of = (U: Float64Array | null, size: number): Float64Array | null => {
    if (!U) return null;
    const out = new Float64Array(kept.length * OWN * size);
    kept.forEach((i, k) => {
      out.set(U.subarray(i * OWN * size, (i + 1) * OWN * size), k * OWN * size);
    });
    return out;
  };
  const sensors = kept.map((i) => m.lean?.sensors[i] as number);
  const lean = kept.length > 0 ? { sensors, boost: of(m.lean.boost, 9), coast: of(m.lean.coast, 7) } : null;
  return { ...m, lean };
}

/** What is known of the sensors' constant errors, in sigmas of their noise: three of each sensor by its place in the registry. */
export interface KnownErrors {
  readonly mean: Float64Array;
  /** Of all pairs, row by row. */
  readonly cov: Float64Array;
}

/** A plot less the errors that its sensor is known to have. */
export function withoutErrors(p: Plot, { mean }: KnownErrors, model: SensorModel): Plot {
  const o = model.index * OWN;
  const z = p.z.map((v, k) => v - (mean[o + k] as number) * Math.sqrt(model.noise[k] as number));
  if (model.radar) z[1] = ((z[1] as number) + 2 * Math.PI) % (2 * Math.PI);
  return { ...p, z, raw: p.z };
}

/** A motion that was worked by what was known, by what is known now. */
export function shifted(m: Motion, was: KnownErrors | null, is: KnownErrors | null): Motion {
  if (!m.lean) return m;
  const { sensors, boost, coast } = m.lean;
  const by = (U: Float64Array | null, size: number): Float64Array => {
    const out = new Float64Array(size);
    if (!U || U.length === 0) return out;
    for (let c = 0; c < sensors.length * OWN; c++) {
      const at = columnOf(sensors, c);
      const d = (is?.mean[at] ?? 0) - (was?.mean[at] ?? 0);
      if (d !== 0)
        for (let i = 0; i < size; i++) out[i] = (out[i] as number) + d * (U[c * size + i] as number);
    }
    return out;
  };
  return moved(m, by(boost, 9), by(coast, 7));
}

/** Adds to both filters' covariances what is not known of the errors that they lean on. */
export function widen(w: Work, lean: Lean, known: KnownErrors): void {
  const C = openOf(lean.sensors, known);
  if (lean.boost && w.pBoost > 0) addSpread(w.Pb, 9, lean.boost, C);
  if (lean.coast && w.pBoost < 1) addSpread(w.Pc, 7, lean.coast, C);
}

/** P ← P + U C Uᵀ for columns U of `size`. */
export function addSpread(P: Float64Array, size: number, U: Float64Array, C: Float64Array): void {
  const n = U.length / size;
  const CU = new Float64Array(n);
  for (let i = 0; i < size; i++) {
    for (let a = 0; a < n; a++) {
      let s = 0;
      for (let b = 0; b < n; b++) s += (C[a * n + b] as number) * (U[b * size + i] as number);
      CU[a] = s;
    }
    for (let j = 0; j <= i; j++) {
      let s = 0;
      for (let a = 0; a < n; a++) s += (CU[a] as number) * (U[a * size + j] as number);
      P[i * size + j] = (P[i * size + j] as number) + s;
      if (j < i) P[j * size + i] = P[i * size + j] as number;
    }
  }
}

/** Covariance of the errors of some sensors alone. */
export function openOf(sensors: readonly number[], { cov }: KnownErrors): Float64Array {
  const n = sensors.length * OWN;
  const all = Math.sqrt(cov.length);
  const C = new Float64Array(n * n);
  for (let a = 0; a < n; a++)
    for (let b = 0; b < n; b++)
      C[a * n + b] = cov[columnOf(sensors, a) * all + columnOf(sensors, b)] as number;
  return C;
}

/** Where a column of a lean stands among the errors of all sensors. */
export const columnOf = (sensors: readonly number[], column: number): number =>
  (sensors[Math.floor(column / OWN)] as number) * OWN + (column % OWN);
