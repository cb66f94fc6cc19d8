/** Small dense helpers for symmetric matrices, row-major. Not for hot loops. */

/** Packed lower triangle (row by row) to a full n×n matrix. */
export function unpackLower(packed: ArrayLike<number>, n: number): Float64Array {
  const full = new Float64Array(n * n);
  let k = 0;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      const v = packed[k++] as number;
      full[i * n + j] = v;
      full[j * n + i] = v;
    }
  }
  return full;
}

/** A full n×n matrix to its packed lower triangle; halves that differ are averaged. */
export function packLower(full: ArrayLike<number>, n: number): number[] {
  const packed: number[] = [];
  for (let i = 0; i < n; i++)
    for (let j = 0; j <= i; j++) packed.push(((full[i * n + j] as number) + (full[j * n + i] as number)) / 2);
  return packed;
}

/** Fills the lower half of `L` with the Cholesky factor of a symmetric matrix; false if it is not positive definite. */
export function cholesky(a: ArrayLike<number>, n: number, L: Float64Array): boolean {
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let s = a[i * n + j] as number;
      for (let k = 0; k < j; k++) s -= (L[i * n + k] as number) * (L[j * n + k] as number);
      if (i === j) {
        if (!(s > 0)) return false;
        L[i * n + i] = Math.sqrt(s);
      } else L[i * n + j] = s / (L[j * n + j] as number);
    }
  }
  return true;
}

/** What an inversion works on, kept: arrays of this size cost more than the arithmetic. */
let unit = new Float64Array(0);
let L = new Float64Array(0);
let scale = new Float64Array(0);
let y = new Float64Array(0);
function makeRoom(n: number): void {
  if (y.length >= n) return;
  unit = new Float64Array(n * n);
  L = new Float64Array(n * n);
  scale = new Float64Array(n);
  y = new Float64Array(n);
}

/** Inverse and log determinant of a symmetric positive definite matrix, or null if it is not one. */
export function invertSpd(a: ArrayLike<number>, n: number): { inverse: Float64Array; logDet: number } | null {
  // Scaled to a unit diagonal: states mix metres and metres per second.
  makeRoom(n);
  for (let i = 0; i < n; i++) {
    const d = a[i * n + i] as number;
    if (!(d > 0)) return null;
    scale[i] = 1 / Math.sqrt(d);
  }
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++)
      unit[i * n + j] = (a[i * n + j] as number) * (scale[i] as number) * (scale[j] as number);
  if (!cholesky(unit, n, L)) return null;
  let logDet = 0;
  for (let i = 0; i < n; i++) logDet += 2 * Math.log((L[i * n + i] as number) / (scale[i] as number));
  const inverse = new Float64Array(n * n);
  for (let c = 0; c < n; c++) {
    for (let i = 0; i < n; i++) {
      let s = i === c ? 1 : 0;
      for (let k = 0; k < i; k++) s -= (L[i * n + k] as number) * (y[k] as number);
      y[i] = s / (L[i * n + i] as number);
    }
    for (let i = n - 1; i >= 0; i--) {
      let s = y[i] as number;
      for (let k = i + 1; k < n; k++) s -= (L[k * n + i] as number) * (inverse[k * n + c] as number);
      inverse[i * n + c] = s / (L[i * n + i] as number);
    }
  }
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++)
      inverse[i * n + j] = (inverse[i * n + j] as number) * (scale[i] as number) * (scale[j] as number);
  return { inverse, logDet };
}

/** A x for an n×n matrix. */
export function times(a: ArrayLike<number>, x: ArrayLike<number>, n: number): Float64Array {
  const out = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    let s = 0;
    for (let j = 0; j < n; j++) s += (a[i * n + j] as number) * (x[j] as number);
    out[i] = s;
  }
  return out;
}

/** xᵀ A x. */
export function quadratic(a: ArrayLike<number>, x: ArrayLike<number>, n: number): number {
  let sum = 0;
  for (let i = 0; i < n; i++) {
    let s = 0;
    for (let j = 0; j < n; j++) s += (a[i * n + j] as number) * (x[j] as number);
    sum += s * (x[i] as number);
  }
  return sum;
}
