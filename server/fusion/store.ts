import type { Kept, Lean, Motion, MotionCache } from './track';

/**
 * Numbers of motions in blocks: a small array of its own for each would cost more than the filters. A block lives as
 * long as any of its motions.
 */
const BLOCK = 2048;
export const BOOST_SIZE = 9 + 81;
export const COAST_SIZE = 7 + 49;

let block = new Float64Array(BLOCK);
let free = 0;

/** A motion from both filters' states and covariances; a filter that the probability of burning rules out is left out. */
export function storeMotion(
  tMs: number,
  pBoost: number,
  xb: Float64Array,
  Pb: Float64Array,
  xc: Float64Array,
  Pc: Float64Array,
  lean: Lean | null,
): Motion {
  const size = (pBoost > 0 ? BOOST_SIZE : 0) + (pBoost < 1 ? COAST_SIZE : 0);
  reserve(size);
  let boostAt = -1;
  let coastAt = -1;
  let p = 0;
  let v = 0;
  let a = 0;
  if (pBoost > 0) {
    boostAt = free;
    block.set(xb, free);
    block.set(Pb, free + 9);
    free += BOOST_SIZE;
    p = (Pb[0] as number) + (Pb[10] as number) + (Pb[20] as number);
    v = (Pb[30] as number) + (Pb[40] as number) + (Pb[50] as number);
    a = (Pb[60] as number) + (Pb[70] as number) + (Pb[80] as number);
  }
  if (pBoost < 1) {
    coastAt = free;
    block.set(xc, free);
    block.set(Pc, free + 7);
    free += COAST_SIZE;
    p = Math.max(p, (Pc[0] as number) + (Pc[8] as number) + (Pc[16] as number));
    v = Math.max(v, (Pc[24] as number) + (Pc[32] as number) + (Pc[40] as number));
  }
  return {
    tMs,
    pBoost,
    block,
    boostAt,
    coastAt,
    sigmaP: Math.sqrt(p),
    sigmaV: Math.sqrt(v),
    sigmaA: Math.sqrt(a),
    lean: lean && {
      sensors: lean.sensors,
      boost: pBoost > 0 ? lean.boost : null,
      coast: pBoost < 1 ? lean.coast : null,
    },
    cache: newCache(),
  };
}

/** Makes sure that so many numbers find place in the block. */
function reserve(size: number): void {
  if (free + size <= BLOCK) return;
  block = new Float64Array(BLOCK);
  free = 0;
}

/** A place of one's own for so many numbers. */
export function placeFor(size: number): Kept {
  reserve(size);
  const kept = { block, at: free };
  free += size;
  return kept;
}

const newCache = (): MotionCache => ({
  meanMs: 0,
  mean: null,
  gridMs: 0,
  grid: null,
  highUntilMs: 0,
  overMs: null,
});

/** Copies `n` numbers of a block from an offset to the beginning of `to`. */
export function load(from: Float64Array, at: number, to: Float64Array, n: number): void {
  for (let i = 0; i < n; i++) to[i] = from[at + i] as number;
}

/** Copies the first `n` numbers to an offset of a block. */
export function save(from: Float64Array, to: Float64Array, at: number, n: number): void {
  for (let i = 0; i < n; i++) to[at + i] = from[i] as number;
}

/** The same motion with its states moved: by nine numbers, and by seven. */
export function moved(m: Motion, boost: Float64Array, coast: Float64Array): Motion {
  const part = (at: number, by: Float64Array): [Float64Array, Float64Array] => {
    if (at < 0) return [NONE, NONE];
    const n = by.length;
    const x = m.block.slice(at, at + n);
    for (let i = 0; i < n; i++) x[i] = (x[i] as number) + (by[i] as number);
    return [x, m.block.slice(at + n, at + n + n * n)];
  };
  return storeMotion(m.tMs, m.pBoost, ...part(m.boostAt, boost), ...part(m.coastAt, coast), m.lean);
}
const NONE = new Float64Array(0);
