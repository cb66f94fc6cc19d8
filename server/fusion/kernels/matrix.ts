/** Small dense helpers for symmetric matrices, row-major. Not for hot loops. */

/** Packed lower triangle (row by row) to a full n×n matrix. */
export function unpackLower(packed: readonly number[], n: number): number[] {
  const full = new Array<number>(n * n).fill(0);
  let k = 0;
  for (let i = 0; i < n; i++)
    for (let j = 0; j <= i; j++) {
      const v = packed[k++] as number;
      full[i * n + j] = v;
      full[j * n + i] = v;
    }
  return full;
}

export function packLower(full: readonly number[], n: number): number[] {
  const packed: number[] = [];
  for (let i = 0; i < n; i++)
    for (let j = 0; j <= i; j++) packed.push(((full[i * n + j] as number) + (full[j * n + i] as number)) / 2);
  return packed;
}

/** Inverse of a symmetric positive definite matrix by Cholesky, or null if it is not one. */
export function invertSpd(a: readonly number[], n: number): number[] | null {
  const L = new Array<number>(n * n).fill(0);
  for (let i = 0; i < n; i++)
    for (let j = 0; j <= i; j++) {
      let s = a[i * n + j] as number;
      for (let k = 0; k < j; k++) s -= (L[i * n + k] as number) * (L[j * n + k] as number);
      if (i === j) {
        if (!(s > 0)) return null;
        L[i * n + i] = Math.sqrt(s);
      } else L[i * n + j] = s / (L[j * n + j] as number);
    }
  const inv = new Array<number>(n * n).fill(0);
  for (let c = 0; c < n; c++) {
    const y = new Array<number>(n).fill(0);
    for (let i = 0; i < n; i++) {
      let s = i === c ? 1 : 0;
      for (let k = 0; k < i; k++) s -= (L[i * n + k] as number) * (y[k] as number);
      y[i] = s / (L[i * n + i] as number);
    }
    for (let i = n - 1; i >= 0; i--) {
      let s = y[i] as number;
      for (let k = i + 1; k < n; k++) s -= (L[k * n + i] as number) * (inv[k * n + c] as number);
      inv[i * n + c] = s / (L[i * n + i] as number);
    }
  }
  return inv;
}

export function times(a: readonly number[], v: readonly number[], n: number): number[] {
  const out: number[] = [];
  for (let i = 0; i < n; i++) {
    let s = 0;
    for (let j = 0; j < n; j++) s += (a[i * n + j] as number) * (v[j] as number);
    out.push(s);
  }
  return out;
}

/** xᵀ A x. */
export function quadratic(a: readonly number[], x: readonly number[], n: number): number {
  return times(a, x, n).reduce((s, v, i) => s + v * (x[i] as number), 0);
}
