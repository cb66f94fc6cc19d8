/**
 * Normal equations of the launch fit. All unknowns but the launch time act on the path as a power of its age along one of
 * three axes, so they are sums over looks of a small block (slopes by slopes, slopes by residual) times powers of age: few
 * numbers instead of a full matrix for each component. Slopes: a component's change by metres east, north, up and by seconds.
 */
const N = 12;
/** Slope and power of age of each unknown: place and time of launch, rise, ways east and north. */
const AXIS = [0, 1, 3, 2, 2, 2, 0, 0, 0, 1, 1, 1];
const POWER = [0, 0, 0, 2, 3, 4, 2, 3, 4, 2, 3, 4];
const TIME = 2;
/** Products of two axes go with powers up to the eighth, those with the time's slope or the residual up to the fourth. */
const PAIRS = 6;
const PAIR_POWERS = 9;
const SINGLES = 6;
const SINGLE_POWERS = 5;
/** One look's products: east², north·east, north², up·east, up·north, up²; each axis by time; each axis by residual. */
const block = new Float64Array(PAIRS + SINGLES);
const pairs = new Float64Array(PAIRS * PAIR_POWERS);
const singles = new Float64Array(SINGLES * SINGLE_POWERS);
/** Time by time, and time by residual. */
const times = new Float64Array(2);

export function beginSums(): void {
  pairs.fill(0);
  singles.fill(0);
  times.fill(0);
}
export function beginLook(): void {
  block.fill(0);
}

/** Where a component's slopes have its weight and its residual: as arguments each would be a number on the heap. */
export const PULL = 4;
export const RESIDUAL = 5;

/** One component of a look. */
export function addComponent(slope: Float64Array): void {
  const pull = slope[PULL] as number;
  const r = slope[RESIDUAL] as number;
  const e = slope[0] as number;
  const n = slope[1] as number;
  const u = slope[2] as number;
  const t = slope[3] as number;
  const pe = pull * e;
  const pn = pull * n;
  const pu = pull * u;
  block[0] = (block[0] as number) + pe * e;
  block[1] = (block[1] as number) + pn * e;
  block[2] = (block[2] as number) + pn * n;
  block[3] = (block[3] as number) + pu * e;
  block[4] = (block[4] as number) + pu * n;
  block[5] = (block[5] as number) + pu * u;
  block[6] = (block[6] as number) + pe * t;
  block[7] = (block[7] as number) + pn * t;
  block[8] = (block[8] as number) + pu * t;
  block[9] = (block[9] as number) + pe * r;
  block[10] = (block[10] as number) + pn * r;
  block[11] = (block[11] as number) + pu * r;
  times[0] = (times[0] as number) + pull * t * t;
  times[1] = (times[1] as number) + pull * t * r;
}

/** The look as a whole, at an age of the path (s). */
export function addLook(tau: number): void {
  let t = 1;
  for (let o = 0; o < PAIRS * PAIR_POWERS; o += PAIRS) {
    for (let k = 0; k < PAIRS; k++) pairs[o + k] = (pairs[o + k] as number) + t * (block[k] as number);
    if (o < SINGLES * SINGLE_POWERS)
      for (let k = 0; k < SINGLES; k++)
        singles[o + k] = (singles[o + k] as number) + t * (block[PAIRS + k] as number);
    t *= tau;
  }
}

/** Adds the sums to the normal equations, by axis and power of each unknown. */
export function spread(info: Float64Array, vec: Float64Array): void {
  for (let i = 0; i < N; i++) {
    const a = AXIS[i] as number;
    const p = POWER[i] as number;
    vec[i] =
      (vec[i] as number) + (i === TIME ? (times[1] as number) : (singles[p * SINGLES + 3 + a] as number));
    for (let j = 0; j <= i; j++) {
      const b = AXIS[j] as number;
      const q = POWER[j] as number;
      const more =
        i === TIME && j === TIME
          ? (times[0] as number)
          : i === TIME
            ? (singles[q * SINGLES + b] as number)
            : j === TIME
              ? (singles[p * SINGLES + a] as number)
              : (pairs[(p + q) * PAIRS + (a > b ? (a * (a + 1)) / 2 + b : (b * (b + 1)) / 2 + a)] as number);
      const v = (info[i * N + j] as number) + more;
      info[i * N + j] = v;
      info[j * N + i] = v;
    }
  }
}
