/**
 * Innovation covariance, distance and Kalman update for measurements that depend on position alone (the first three
 * states). P is n×n, row-major, symmetric; the update keeps it so by writing both halves of one value.
 */
import { invertSpd } from './matrix';
import type { Predicted } from './measure';

/** S⁻¹ (row-major), log|S| and P Hᵀ (n×m) of one prediction. */
export interface Innovation {
  Si: Float64Array;
  logDet: number;
  PHt: Float64Array;
}
export const newInnovation = (): Innovation => ({
  Si: new Float64Array(9),
  logDet: 0,
  PHt: new Float64Array(27),
});

const S = new Float64Array(9);
const gain = new Float64Array(27);

/** Fills `out` for covariance P (n states), prediction p and noise variances `noise`. False if S is not positive definite. */
export function innovationOf(
  P: Float64Array,
  n: number,
  p: Predicted,
  noise: ArrayLike<number>,
  out: Innovation,
): boolean {
  const { m, H } = p;
  const { PHt, Si } = out;
  for (let i = 0; i < n; i++) {
    const a = P[i * n] as number;
    const b = P[i * n + 1] as number;
    const c = P[i * n + 2] as number;
    for (let k = 0; k < m; k++) {
      PHt[i * m + k] = a * (H[k * 3] as number) + b * (H[k * 3 + 1] as number) + c * (H[k * 3 + 2] as number);
    }
  }
  for (let a = 0; a < m; a++) {
    for (let b = a; b < m; b++) {
      const s =
        (H[a * 3] as number) * (PHt[b] as number) +
        (H[a * 3 + 1] as number) * (PHt[m + b] as number) +
        (H[a * 3 + 2] as number) * (PHt[2 * m + b] as number) +
        (a === b ? (noise[a] as number) : 0);
      S[a * m + b] = s;
    }
  }
  if (m === 2) {
    const a = S[0] as number;
    const b = S[1] as number;
    const d = S[3] as number;
    const det = a * d - b * b;
    if (!(det > 0 && a > 0)) return false;
    Si[0] = d / det;
    Si[1] = -b / det;
    Si[2] = Si[1] as number;
    Si[3] = a / det;
    out.logDet = Math.log(det);
    return true;
  }
  const a = S[0] as number;
  const b = S[1] as number;
  const c = S[2] as number;
  const e = S[4] as number;
  const f = S[5] as number;
  const i = S[8] as number;
  const c00 = e * i - f * f;
  const c01 = c * f - b * i;
  const c02 = b * f - c * e;
  const det = a * c00 + b * c01 + c * c02;
  if (!(det > 0 && a > 0 && a * e > b * b)) return false;
  Si[0] = c00 / det;
  Si[1] = c01 / det;
  Si[2] = c02 / det;
  Si[3] = Si[1] as number;
  Si[4] = (a * i - c * c) / det;
  Si[5] = (b * c - a * f) / det;
  Si[6] = Si[2] as number;
  Si[7] = Si[5] as number;
  Si[8] = (a * e - b * b) / det;
  out.logDet = Math.log(det);
  return true;
}

/** Squared Mahalanobis distance of an innovation of m components. */
export function distance2(o: Innovation, nu: Float64Array, m: number): number {
  const { Si } = o;
  const a = nu[0] as number;
  const b = nu[1] as number;
  if (m === 2) return (Si[0] as number) * a * a + 2 * (Si[1] as number) * a * b + (Si[3] as number) * b * b;
  const c = nu[2] as number;
  return (
    (Si[0] as number) * a * a +
    (Si[4] as number) * b * b +
    (Si[8] as number) * c * c +
    2 * ((Si[1] as number) * a * b + (Si[2] as number) * a * c + (Si[5] as number) * b * c)
  );
}

/** Kalman update in place with a ready innovation. False if a variance is no longer positive. */
export function update(
  x: Float64Array,
  P: Float64Array,
  n: number,
  m: number,
  o: Innovation,
  nu: Float64Array,
): boolean {
  const { PHt, Si } = o;
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < m; k++) {
      let s = 0;
      for (let j = 0; j < m; j++) s += (PHt[i * m + j] as number) * (Si[j * m + k] as number);
      gain[i * m + k] = s;
    }
  }
  let good = true;
  for (let i = 0; i < n; i++) {
    let dx = 0;
    for (let k = 0; k < m; k++) dx += (gain[i * m + k] as number) * (nu[k] as number);
    x[i] = (x[i] as number) + dx;
    for (let j = 0; j <= i; j++) {
      let s = P[i * n + j] as number;
      for (let k = 0; k < m; k++) s -= (gain[i * m + k] as number) * (PHt[j * m + k] as number);
      P[i * n + j] = s;
      P[j * n + i] = s;
    }
    if (!((P[i * n + i] as number) > 0)) good = false;
  }
  return good;
}

/**
 * An innovation whose covariance grows by G C Gᵀ (G: m × n, C: n × n), into `out`, which shares its P Hᵀ with nobody. Gives what
 * the first variance grows by.
 */
export function widenInnovation(
  o: Innovation,
  m: number,
  G: Float64Array,
  C: Float64Array,
  out: Innovation,
): number {
  const n = G.length / m;
  const S = invertSpd(o.Si.subarray(0, m * m), m);
  if (!S) {
    out.Si.set(o.Si);
    out.logDet = o.logDet;
    return 0;
  }
  let first = 0;
  for (let k = 0; k < m; k++)
    for (let l = 0; l < m; l++) {
      let s = 0;
      for (let a = 0; a < n; a++) {
        const g = G[k * n + a] as number;
        if (g !== 0) for (let b = 0; b < n; b++) s += g * (C[a * n + b] as number) * (G[l * n + b] as number);
      }
      if (k + l === 0) first = s;
      S.inverse[k * m + l] = (S.inverse[k * m + l] as number) + s;
    }
  const wide = invertSpd(S.inverse, m);
  out.Si.set(wide?.inverse ?? o.Si.subarray(0, m * m));
  out.logDet = wide ? wide.logDet : o.logDet;
  return first;
}
