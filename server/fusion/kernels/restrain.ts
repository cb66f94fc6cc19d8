/**
 * What is known of everything that burns: it is no faster than an orbit and its thrust has limits. A filter that sees one
 * direction only, as a single satellite does, would let the unseen one grow without bound; this keeps it within.
 */
import { norm3 } from './norm';

/** Greatest one sigma in any direction of velocity (m/s) and of thrust (m/s²). */
const SIGMA_V = 4000;
const SIGMA_A = 45;
/** Sizes (m/s, m/s²) beyond which the estimate is drawn back. */
const MOST_V = 8200;
const MOST_A = 160;
const POWER_STEPS = 8;

const e = new Float64Array(3);
const f = new Float64Array(3);
const gain = new Float64Array(9);

/** Restrains velocity and thrust of a nine-state boost filter, in place; nothing happens while both are well known. */
export function restrain(x: Float64Array, P: Float64Array): void {
  restrainPart(x, P, 3, SIGMA_V, MOST_V);
  restrainPart(x, P, 6, SIGMA_A, MOST_A);
}

function restrainPart(x: Float64Array, P: Float64Array, o: number, sigma: number, most: number): void {
  const cap = sigma * sigma;
  if ((P[o * 10] as number) + (P[o * 10 + 10] as number) + (P[o * 10 + 20] as number) <= cap) return;
  const variance = widest(P, o);
  if (variance <= cap) return;
  // A measurement of that direction which leaves just the cap: of what it is, or of the most that it can be.
  const noise = (variance * cap) / (variance - cap);
  const along =
    (x[o] as number) * (e[0] as number) +
    (x[o + 1] as number) * (e[1] as number) +
    (x[o + 2] as number) * (e[2] as number);
  const size = norm3(x[o] as number, x[o + 1] as number, x[o + 2] as number);
  const innovation = size > most ? along * (most / size - 1) : 0;
  for (let i = 0; i < 9; i++) {
    let s = 0;
    for (let k = 0; k < 3; k++) s += (P[i * 9 + o + k] as number) * (e[k] as number);
    gain[i] = s;
  }
  const total = variance + noise;
  for (let i = 0; i < 9; i++) {
    x[i] = (x[i] as number) + ((gain[i] as number) * innovation) / total;
    for (let j = 0; j <= i; j++) {
      const v = (P[i * 9 + j] as number) - ((gain[i] as number) * (gain[j] as number)) / total;
      P[i * 9 + j] = v;
      P[j * 9 + i] = v;
    }
  }
}

/** Puts the direction of greatest variance into `e` and gives that variance. */
function widest(P: Float64Array, o: number): number {
  e.fill(1 / Math.sqrt(3));
  let length = 0;
  for (let n = 0; n < POWER_STEPS; n++) {
    for (let i = 0; i < 3; i++) {
      let s = 0;
      for (let k = 0; k < 3; k++) s += (P[(o + i) * 9 + o + k] as number) * (e[k] as number);
      f[i] = s;
    }
    length = norm3(f[0] as number, f[1] as number, f[2] as number);
    for (let i = 0; i < 3; i++) e[i] = (f[i] as number) / length;
  }
  let variance = 0;
  for (let i = 0; i < 3; i++)
    for (let k = 0; k < 3; k++)
      variance += (e[i] as number) * (P[(o + i) * 9 + o + k] as number) * (e[k] as number);
  return variance;
}
