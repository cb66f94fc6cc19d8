import { invertSpd, quadratic, times } from '../fusion/kernels/matrix';
import { type Estimate, type Fused, type FuseOptions, separation } from './fuse';

/** A clock that is off by less (s) is not told from errors of sensors that shift what they see along its path. */
const CLOCK_FROM_S = 1;

/**
 * Estimates that contradict each other. Where another clock explains the difference nothing is averaged: the best one
 * stands, and its region grows along the path, because nobody knows whose clock is wrong. Else covariance intersection,
 * which holds whatever they have in common, and its region grows by what they contradict each other.
 */
export function cover(all: readonly Estimate[], o: FuseOptions): Fused | null {
  const best = bestOf(all);
  if (!best) return null;
  let sum: Estimate = { x: best.x, P: best.P };
  for (const other of all) {
    const s = other === best ? null : separation(best, other);
    if (!s) continue;
    const clock = s.d2 > o.gate && o.rate ? otherClock(best, other, o.rate(best.x), o.gate) : null;
    if (clock) {
      sum = { x: sum.x, P: spread(sum.P, clock.along, []) };
      continue;
    }
    const both = intersect(sum, other);
    if (!both) continue;
    const d = other.x.map((v, i) => v - (sum.x[i] as number));
    // One that knows far less, and of which a part is wrong, says nothing against the best.
    const counts = s.d2 > o.gate && !knowsFarLess(other, best);
    sum = counts
      ? {
          x: both.x,
          P: spread(
            both.P,
            d.map((v) => v / 2),
            o.blocks,
          ),
        }
      : both;
  }
  return { ...sum, method: 'covariance-intersection' };
}

/** What another's clock explains of a difference beyond the gate; null if it does not. */
export function otherClock(
  a: Estimate,
  b: Estimate,
  rate: Float64Array,
  gate: number,
): { along: Float64Array } | null {
  const clock = clockBetween(a, b, rate);
  return clock && clock.leftD2 <= gate && Math.abs(clock.aheadS) >= CLOCK_FROM_S ? clock : null;
}

/** How far another's clock is ahead (s), how well that is known, and what it does not explain (χ² of what is left). */
export function clockBetween(
  a: Estimate,
  b: Estimate,
  rate: Float64Array,
): { aheadS: number; sigmaS: number; leftD2: number; along: Float64Array } | null {
  const n = a.x.length;
  const S = invertSpd(
    a.P.map((v, i) => v + (b.P[i] as number)),
    n,
  );
  if (!S) return null;
  const d = b.x.map((v, i) => v - (a.x[i] as number));
  const weighed = times(S.inverse, rate, n);
  const known = rate.reduce((sum, v, i) => sum + v * (weighed[i] as number), 0);
  // A fast clock dates what it sees later: at the same time it tells an earlier state.
  const aheadS = -d.reduce((sum, v, i) => sum + v * (weighed[i] as number), 0) / known;
  const along = rate.map((v) => -v * aheadS);
  const leftD2 = quadratic(
    S.inverse,
    d.map((v, i) => v - (along[i] as number)),
    n,
  );
  return { aheadS, sigmaS: 1 / Math.sqrt(known), leftD2, along };
}

/** The surest one; of those whose clock is not known to be fast, if there are any. */
function bestOf(all: readonly Estimate[]): Estimate | null {
  const honest = all.filter((e) => !e.early);
  let best: Estimate | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const e of honest.length > 0 ? honest : all) {
    const det = invertSpd(e.P, e.x.length)?.logDet ?? Number.POSITIVE_INFINITY;
    if (det < least || best === null) [best, least] = [e, det];
  }
  return best;
}

/**
 * A covariance that also holds an error along `d`, and in each block (place, velocity, …) half as much in any direction.
 * Blocks are pairs of first and last + 1.
 */
function spread(
  of: Float64Array,
  d: Float64Array,
  blocks: readonly (readonly [number, number])[],
): Float64Array {
  const n = d.length;
  const P = of.map((v, k) => v + (d[Math.floor(k / n)] as number) * (d[k % n] as number));
  for (const [from, to] of blocks) {
    const squares = d.slice(from, to).reduce((sum, v) => sum + v * v, 0);
    for (let i = from; i < to; i++) P[i * (n + 1)] = (P[i * (n + 1)] as number) + squares / 2;
  }
  return P;
}

/** Half and half first: of two that are equal neither is kept. */
const WEIGHTS = [0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8, 0.1, 0.9, 0, 1];

/** Covariance intersection of two: holds whatever the correlation. */
function intersect(a: Estimate, b: Estimate): Estimate | null {
  const n = a.x.length;
  const A = invertSpd(a.P, n);
  const B = invertSpd(b.P, n);
  if (!A || !B) return null;
  const ya = times(A.inverse, a.x, n);
  const yb = times(B.inverse, b.x, n);
  let best: Estimate | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const w of WEIGHTS) {
    const P = invertSpd(
      A.inverse.map((v, i) => w * v + (1 - w) * (B.inverse[i] as number)),
      n,
    );
    // The determinant of the information: the region is smallest where it is largest.
    if (!P || -P.logDet > least - 1e-9) continue;
    least = -P.logDet;
    const y = ya.map((v, i) => w * v + (1 - w) * (yb[i] as number));
    best = { x: times(P.inverse, y, n), P: P.inverse };
  }
  return best;
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
