import { invertSpd, quadratic, times } from '../fusion/kernels/matrix';
import { cover } from './cover';

/** An estimate of n numbers with its n×n covariance. */
export interface Estimate {
  x: Float64Array;
  P: Float64Array;
  /** It speaks of a time that has not come: its clock is fast. */
  early?: boolean;
}
export interface FuseOptions {
  /** Part of the information that is the same in all. */
  common: number;
  /** χ² beyond which two contradict each other. */
  gate: number;
  /** Numbers of one kind: [first, last + 1] of place, of velocity, of time. */
  blocks: readonly (readonly [number, number])[];
  /** How fast a state changes, where estimates are states. */
  rate?: (x: Float64Array) => Float64Array;
}
export interface Fused extends Estimate {
  method: 'single' | 'information' | 'covariance-intersection';
}

/** Squared Mahalanobis distance of two estimates taken as independent, and its log-density at their difference. */
export function separation(a: Estimate, b: Estimate): { d2: number; logDensity: number } | null {
  const n = a.x.length;
  const S = invertSpd(
    a.P.map((v, i) => v + (b.P[i] as number)),
    n,
  );
  if (!S) return null;
  const d = a.x.map((v, i) => v - (b.x[i] as number));
  const d2 = quadratic(S.inverse, d, n);
  return { d2, logDensity: -0.5 * (d2 + S.logDet + n * Math.log(2 * Math.PI)) };
}

/**
 * Several estimates of one thing in information form. Their measurements are independent; `common` is the part of their
 * information that is the same in all (process noise between reports, priors): it is counted once, not n times. If
 * some two differ by more than the gate, one is wrong in what it says of itself: that is another matter (`cover`).
 */
export function fuse(all: readonly Estimate[], o: FuseOptions): Fused | null {
  const [first] = all;
  if (!first) return null;
  if (all.length === 1) return { ...first, method: 'single' };
  for (let i = 0; i < all.length; i++) {
    for (let j = 0; j < i; j++) {
      const s = separation(all[i] as Estimate, all[j] as Estimate);
      if (!s || s.d2 > o.gate) return cover(all, o);
    }
  }
  let sum: Estimate | null = first;
  for (const e of all.slice(1)) sum = sum && add(sum, e, o.common);
  return sum && { ...sum, method: 'information' };
}

/**
 * Sum of information of two, less what is common: `common` of what both have, which (P₁ + P₂)⁻¹ measures (half of each
 * where they are equal, the weaker's where one is far better, so the better one never loses by the other).
 */
function add(a: Estimate, b: Estimate, common: number): Estimate | null {
  const n = a.x.length;
  const A = invertSpd(a.P, n);
  const B = invertSpd(b.P, n);
  const C = invertSpd(
    a.P.map((v, i) => v + (b.P[i] as number)),
    n,
  );
  if (!A || !B || !C) return null;
  const middle = a.x.map((v, i) => (v + (b.x[i] as number)) / 2);
  const ya = times(A.inverse, a.x, n);
  const yb = times(B.inverse, b.x, n);
  const yc = times(C.inverse, middle, n);
  const info = A.inverse.map((v, i) => v + (B.inverse[i] as number) - 2 * common * (C.inverse[i] as number));
  const P = invertSpd(info, n);
  if (!P) return null;
  const vec = ya.map((v, i) => v + (yb[i] as number) - 2 * common * (yc[i] as number));
  return { x: times(P.inverse, vec, n), P: P.inverse };
}
