/**
 * Normal equations of the launch fit. All unknowns but the launch time act on the path as a power of its age along one of
 * three axes, so they are sums over looks of a small block (slopes by slopes, slopes by residual) times powers of age: few
 * numbers instead of a full matrix for each component. Slopes: a component's change by metres east, north, up and by seconds.
 */
const N = 12;
/** Slope and power of age of each unknown: place and time of launch, rise, ways east and north. */
const AXIS = [0, 1, 3, 2, 2, 2, 0, 0, 0, 1, 1, 1];
const POWER = [0, 0, 0, 2, 3, 4, 2, 3, 4, 2, 3, 4];
const POWERS = 9;
/** One look's slopes by slopes (4×4, lower half), then by the residual (4). */
const block = new Float64Array(20);
/** Sums over looks of each number of a block times powers of age. */
const sums = new Float64Array(20 * POWERS);

export function beginSums(): void {
  sums.fill(0);
}
export function beginLook(): void {
  block.fill(0);
}

/** One component of a look: what its residual `r` weighs. */
export function addComponent(slope: Float64Array, pull: number, r: number): void {
  for (let a = 0; a < 4; a++) {
    const g = pull * (slope[a] as number);
    for (let b = 0; b <= a; b++) block[a * 4 + b] = (block[a * 4 + b] as number) + g * (slope[b] as number);
    block[16 + a] = (block[16 + a] as number) + g * r;
  }
}

/** The look as a whole, at an age of the path (s). */
export function addLook(tau: number): void {
  let t = 1;
  for (let p = 0; p < POWERS; p++) {
    const o = p * 20;
    for (let k = 0; k < 20; k++) sums[o + k] = (sums[o + k] as number) + t * (block[k] as number);
    t *= tau;
  }
}

/** Adds the sums to the normal equations, by axis and power of each unknown. */
export function spread(info: Float64Array, vec: Float64Array): void {
  for (let i = 0; i < N; i++) {
    const a = AXIS[i] as number;
    vec[i] = (vec[i] as number) + (sums[(POWER[i] as number) * 20 + 16 + a] as number);
    for (let j = 0; j <= i; j++) {
      const b = AXIS[j] as number;
      const o = ((POWER[i] as number) + (POWER[j] as number)) * 20;
      const v = (info[i * N + j] as number) + (sums[o + (a > b ? a * 4 + b : b * 4 + a)] as number);
      info[i * N + j] = v;
      info[j * N + i] = v;
    }
  }
}
