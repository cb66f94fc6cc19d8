import { distance2, type Innovation } from './kernels/update';

/** What a plot leaves over against what was predicted of it. */
export interface Left {
  /** Measured less predicted, each component in one sigma of both. */
  readonly sigmas: readonly number[];
  /** Squared distance: what chance makes of it has the mean of its number of components. */
  readonly d2: number;
}

/** An innovation `nu` of `m` components in its own sigmas, from S⁻¹ and ln |S|. */
export function leftOver(o: Innovation, nu: Float64Array, m: number): Left {
  const { Si } = o;
  const det = Math.exp(o.logDet);
  const sigmas: number[] = [];
  for (let i = 0; i < m; i++) {
    // A variance of S is its determinant times the minor of S⁻¹ there.
    const j = i === 0 ? 1 : 0;
    const k = m === 2 ? j : 3 - i - j;
    const jk = m === 2 ? 0 : (Si[j * m + k] as number) ** 2;
    const minor =
      m === 2 ? (Si[j * m + j] as number) : (Si[j * m + j] as number) * (Si[k * m + k] as number) - jk;
    sigmas.push((nu[i] as number) / Math.sqrt(minor * det));
  }
  return { sigmas, d2: distance2(o, nu, m) };
}
