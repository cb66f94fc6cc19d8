/**
 * Measurements of a place: radar [range m, azimuth rad, elevation rad], infrared [east rad, north rad] about nadir,
 * with their Jacobians by ECEF position. Same quantities as `measure` of domain/sensors, written for the hot path.
 */
import type { Vec3 } from '../../../domain/geodesy';
import type { SensorFrame } from '../../../domain/sensors';

/** A predicted measurement: value z (m) and Jacobian H (m×3) by ECEF position. */
export interface Predicted {
  m: 2 | 3;
  z: Float64Array;
  H: Float64Array;
}
export const newPredicted = (): Predicted => ({ m: 3, z: new Float64Array(3), H: new Float64Array(9) });

/** A place in the sensor's axes. */
const q = new Float64Array(3);

/** Predicts the value alone of what a radar or an infrared sensor at `frame` measures of `x`: `H` stays what it was. */
export function predictValue(radar: boolean, frame: SensorFrame, x: Float64Array, out: Predicted): void {
  const { pos, axes } = frame;
  const dx = (x[0] as number) - pos[0];
  const dy = (x[1] as number) - pos[1];
  const dz = (x[2] as number) - pos[2];
  for (let i = 0; i < 3; i++) {
    const axis = axes[i] as Vec3;
    q[i] = axis[0] * dx + axis[1] * dy + axis[2] * dz;
  }
  const q0 = q[0] as number;
  const q1 = q[1] as number;
  const q2 = q[2] as number;
  const rho2 = q0 * q0 + q1 * q1;
  const rho = Math.sqrt(rho2);
  const { z } = out;
  if (radar) {
    out.m = 3;
    const az = Math.atan2(q0, q1);
    z[0] = Math.sqrt(rho2 + q2 * q2);
    z[1] = az < 0 ? az + 2 * Math.PI : az;
    z[2] = Math.atan2(q2, rho);
  } else {
    out.m = 2;
    z[0] = Math.atan2(q1, q0);
    z[1] = Math.atan2(q2, rho);
  }
}

/** Predicts what a radar or an infrared sensor at `frame` measures of `x`. */
export function predictPlot(radar: boolean, frame: SensorFrame, x: Float64Array, out: Predicted): void {
  predictValue(radar, frame, x, out);
  const [A, B, C] = frame.axes;
  const { H } = out;
  const q0 = q[0] as number;
  const q1 = q[1] as number;
  const q2 = q[2] as number;
  const rho2 = q0 * q0 + q1 * q1;
  const rho = Math.sqrt(rho2);
  const r2 = rho2 + q2 * q2;
  const rise = -q2 / (r2 * rho);
  const r0 = rise * q0;
  const r1 = rise * q1;
  const level = rho / r2;
  if (radar) {
    const r = Math.sqrt(r2);
    const a = q0 / r;
    const b = q1 / r;
    const c = q2 / r;
    const along = q1 / rho2;
    const back = -q0 / rho2;
    for (let i = 0; i < 3; i++) {
      const k = i as 0 | 1 | 2;
      H[i] = a * A[k] + b * B[k] + c * C[k];
      H[3 + i] = along * A[k] + back * B[k];
      H[6 + i] = r0 * A[k] + r1 * B[k] + level * C[k];
    }
  } else {
    const along = -q1 / rho2;
    const back = q0 / rho2;
    for (let i = 0; i < 3; i++) {
      const k = i as 0 | 1 | 2;
      H[i] = along * A[k] + back * B[k];
      H[3 + i] = r0 * A[k] + r1 * B[k] + level * C[k];
    }
  }
}

/** Difference plot − prediction; azimuths the short way round. */
export function innovation(p: Predicted, z: readonly number[], out: Float64Array): void {
  out[0] = (z[0] as number) - (p.z[0] as number);
  out[1] = (z[1] as number) - (p.z[1] as number);
  if (p.m === 2) return;
  out[2] = (z[2] as number) - (p.z[2] as number);
  const d = out[1] as number;
  if (d > Math.PI) out[1] = d - 2 * Math.PI;
  else if (d < -Math.PI) out[1] = d + 2 * Math.PI;
}

/** Unit direction (ECEF) that a plot points in. */
export function lineOfSight(
  radar: boolean,
  frame: SensorFrame,
  z: readonly number[],
): [number, number, number] {
  const [A, B, C] = frame.axes;
  let a: number;
  let b: number;
  let c: number;
  if (radar) {
    const az = z[1] as number;
    const el = z[2] as number;
    a = Math.sin(az) * Math.cos(el);
    b = Math.cos(az) * Math.cos(el);
    c = Math.sin(el);
  } else {
    const east = z[0] as number;
    const north = z[1] as number;
    a = Math.cos(east) * Math.cos(north);
    b = Math.sin(east) * Math.cos(north);
    c = Math.sin(north);
  }
  return [a * A[0] + b * B[0] + c * C[0], a * A[1] + b * B[1] + c * C[1], a * A[2] + b * B[2] + c * C[2]];
}
