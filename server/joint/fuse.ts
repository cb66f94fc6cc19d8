import { invertSpd, quadratic, times } from '../fusion/kernels/matrix';

/** An estimate of n numbers with its n×n covariance. */
export interface Estimate {
  x: Float64Array;
  P: Float64Array;
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
 * some two differ by more than `gate`, what is common to them is unknown: covariance intersection, marked.
 */
export function fuse(all: readonly Estimate[], common: number, gate: number): Fused | null {
  const [first] = all;
  if (!first) return null;
  if (all.length === 1) return { ...first, method: 'single' };
  for (let i = 0; i < all.length; i++) {
    for (let j = 0; j < i; j++) {
      const s = separation(all[i] as Estimate, all[j] as Estimate);
      if (!s || s.d2 > gate) return intersectAll(all);
    }
  }
  let sum: Estimate | null = first;
  for (const e of all.slice(1)) sum = sum && add(sum, e, common);
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

function weighted(all: readonly Estimate[], weights: readonly number[]): Estimate | null {
  const n = (all[0] as Estimate).x.length;
  const info = new Float64Array(n * n);
  const vec = new Float64Array(n);
  for (const [k, e] of all.entries()) {
    const Y = invertSpd(e.P, n);
    if (!Y) return null;
    const y = times(Y.inverse, e.x, n);
    const w = weights[k] as number;
    for (let i = 0; i < n * n; i++) info[i] = (info[i] as number) + w * (Y.inverse[i] as number);
    for (let i = 0; i < n; i++) vec[i] = (vec[i] as number) + w * (y[i] as number);
  }
  const P = invertSpd(info, n);
  return P && { x: times(P.inverse, vec, n), P: P.inverse };
}

/**
 * Covariance intersection, one after the other: holds whatever the correlation. What they disagree by beyond their own
 * regions is added, so that the region covers both.
 */
function intersectAll(all: readonly Estimate[]): Fused | null {
  let sum: Estimate | null = all[0] ?? null;
  for (const e of all.slice(1)) sum = sum && intersect(sum, e);
  return sum && { ...sum, method: 'covariance-intersection' };
}

function intersect(a: Estimate, b: Estimate): Estimate | null {
  let best: Estimate | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (let k = 0; k <= 10; k++) {
    const e = weighted([a, b], [k / 10, 1 - k / 10]);
    const det = e && invertSpd(e.P, e.x.length);
    if (e && det && det.logDet < least) {
      least = det.logDet;
      best = e;
    }
  }
  const s = separation(a, b);
  const n = a.x.length;
  if (!best || !s || s.d2 <= n) return best;
  // One that knows far less, and of which a part is wrong, says nothing against the other.
  if (knowsFarLess(a, b) || knowsFarLess(b, a)) return best;
  const grow = s.d2 / n;
  return { x: best.x, P: best.P.map((v) => v * grow) };
}

/** True if `a` is a hundred times worse than `b` in some direction, and nowhere much better. */
function knowsFarLess(a: Estimate, b: Estimate): boolean {
  const n = a.x.length;
  const A = invertSpd(a.P, n);
  const B = invertSpd(b.P, n);
  if (!A || !B) return false;
  let worse = 0;
  let better = 0;
  for (let i = 0; i < n * n; i++) {
    worse += (a.P[i] as number) * (B.inverse[i] as number);
    better += (b.P[i] as number) * (A.inverse[i] as number);
  }
  return worse > FAR_LESS * n && better < NOWHERE_BETTER * n;
}
const FAR_LESS = 1e4 / 6;
const NOWHERE_BETTER = 3;
