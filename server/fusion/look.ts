/** One look of one sensor and its plots. */
import type { SensorFrame } from '../../domain/sensors';
import type { Predicted } from './kernels/measure';
import { norm3 } from './kernels/norm';
import type { SensorModel } from './registry';

export interface Plot {
  readonly id: string;
  readonly z: readonly number[];
  /** What the sensor said, where known errors of it are taken off. */
  readonly raw?: readonly number[];
  /** ln of what a spot that stays adds to the clutter here; none where there is no spot. */
  readonly hot?: number;
}
/** One closed look of one sensor; plots in an order of their values. */
export interface Look {
  readonly sensor: number;
  readonly scan: number;
  readonly atMs: number;
  readonly plots: readonly Plot[];
  /** Log of how much likelier than a spot that stays an infrared track must be; null where such spots hardly ever come. */
  readonly doubt?: number | null;
}

/** Coarse gates in sigmas, wider than any exact one. */
export const COARSE = 6;

/** Index of the first plot whose first component is not below a value. */
export function lowerBound(plots: readonly Plot[], value: number): number {
  let a = 0;
  let b = plots.length;
  while (a < b) {
    const mid = (a + b) >> 1;
    if (((plots[mid] as Plot).z[0] as number) < value) a = mid + 1;
    else b = mid;
  }
  return a;
}

/** Distance (m) of a place from the sensor; a radar's prediction has it already. */
export function rangeOf(model: SensorModel, frame: SensorFrame, p: Predicted, x: Float64Array): number {
  if (model.radar) return p.z[0] as number;
  const [px, py, pz] = frame.pos;
  return norm3((x[0] as number) - px, (x[1] as number) - py, (x[2] as number) - pz);
}

/** True if a plot that is not used lies within `reachM` of the predicted place, generously. */
export function anyNear(
  plots: readonly Plot[],
  p: Predicted,
  reachM: number,
  model: SensorModel,
  x: Float64Array,
  frame: SensorFrame,
  used: Uint8Array | null = null,
): boolean {
  if (plots.length === 0) return false;
  const { sigma } = model.sensor;
  const range = rangeOf(model, frame, p, x);
  const angle = reachM / range;
  const first = model.radar ? reachM + COARSE * sigma[0] : angle + COARSE * sigma[0];
  const from = lowerBound(plots, (p.z[0] as number) - first);
  const to = lowerBound(plots, (p.z[0] as number) + first);
  const last = model.radar ? 2 : 1;
  const dLast = angle + COARSE * (sigma[last] as number);
  for (let k = from; k < to; k++) {
    if (used?.[k]) continue;
    const { z } = plots[k] as Plot;
    if (Math.abs((z[last] as number) - (p.z[last] as number)) > dLast) continue;
    if (!model.radar) return true;
    const d = Math.abs((z[1] as number) - (p.z[1] as number));
    const turn = Math.min(d, 2 * Math.PI - d);
    const flat = Math.max(0.02, Math.min(Math.cos(z[2] as number), Math.cos(p.z[2] as number)));
    if (turn <= angle / flat + COARSE * sigma[1]) return true;
  }
  return false;
}
