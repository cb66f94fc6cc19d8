/**
 * Measurements of a place that is known badly: there angles and ranges are no longer straight functions of the place. The
 * gate gets what the second order leaves open. A radar's plot says where the object is: its update is iterated
 * (Gauss-Newton) around that place. A satellite's leaves the distance open, so the second order stays in its noise: else
 * the filter would read a distance out of its own errors.
 */
import type { SensorFrame } from '../../../domain/sensors';
import { innovation, newPredicted, predictPlot } from './measure';
import { innovationOf, newInnovation, update } from './update';

/** Second-order variance over the noise's own from which it counts. */
const COUNTS = 0.05;
const ITERATIONS = 3;

/**
 * Fills `out` with noise variances plus those of the second order, from the trace of the place's covariance (n states).
 * Gives false, and leaves `out` alone, where that hardly matters.
 */
export function curveNoise(
  radar: boolean,
  rangeM: number,
  P: Float64Array,
  n: number,
  noise: Float64Array,
  out: Float64Array,
): boolean {
  const trace = (P[0] as number) + (P[n + 1] as number) + (P[2 * n + 2] as number);
  const bentM = trace / (2 * rangeM);
  const angle = bentM / rangeM;
  const angle2 = angle * angle;
  if (radar) {
    const range2 = 1.5 * bentM * bentM;
    if (range2 < COUNTS * (noise[0] as number) && angle2 < COUNTS * (noise[2] as number)) return false;
    out[0] = (noise[0] as number) + range2;
    out[1] = (noise[1] as number) + angle2;
    out[2] = (noise[2] as number) + angle2;
    return true;
  }
  if (angle2 < COUNTS * (noise[0] as number)) return false;
  out[0] = (noise[0] as number) + angle2;
  out[1] = (noise[1] as number) + angle2;
  return true;
}

const p = newPredicted();
const o = newInnovation();
const nu = new Float64Array(3);
const x0 = new Float64Array(9);
const P0 = new Float64Array(81);

/** Kalman update by a radar's plot in place, iterated around its own result. False if a covariance is not positive definite. */
export function updateCurved(
  x: Float64Array,
  P: Float64Array,
  n: number,
  frame: SensorFrame,
  noise: Float64Array,
  z: readonly number[],
): boolean {
  x0.set(x.subarray(0, n));
  P0.set(P.subarray(0, n * n));
  let good = true;
  for (let k = 0; k < ITERATIONS && good; k++) {
    predictPlot(true, frame, x, p);
    innovation(p, z, nu);
    for (let i = 0; i < p.m; i++)
      for (let j = 0; j < 3; j++)
        nu[i] = (nu[i] as number) - (p.H[i * 3 + j] as number) * ((x0[j] as number) - (x[j] as number));
    x.set(x0.subarray(0, n));
    P.set(P0.subarray(0, n * n));
    good = innovationOf(P, n, p, noise, o) && update(x, P, n, p.m, o, nu);
  }
  return good;
}
