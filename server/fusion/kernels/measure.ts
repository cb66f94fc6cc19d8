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

function row(
  out: Float64Array,
  o: number,
  axes: readonly [Vec3, Vec3, Vec3],
  a: number,
  b: number,
  c: number,
): void {
  const [A, B, C] = axes;
  out[o] = a * A[0] + b * B[0] + c * C[0];
  out[o + 1] = a * A[1] + b * B[1] + c * C[1];
  out[o + 2] = a * A[2] + b * B[2] + c * C[2];
}

/** Predicts what a radar or an infrared sensor at `frame` measures of `x`. */
export function predictPlot(radar: boolean, frame: SensorFrame, x: ArrayLike<number>, out: Predicted): void {
  const { pos, axes } = frame;
  const dx = (x[0] as number) - pos[0];
  const dy = (x[1] as number) - pos[1];
  const dz = (x[2] as number) - pos[2];
  const [A, B, C] = axes;
  const q0 = A[0] * dx + A[1] * dy + A[2] * dz;
  const q1 = B[0] * dx + B[1] * dy + B[2] * dz;
  const q2 = C[0] * dx + C[1] * dy + C[2] * dz;
  const rho2 = q0 * q0 + q1 * q1;
  const rho = Math.sqrt(rho2);
  const r2 = rho2 + q2 * q2;
  const r = Math.sqrt(r2);
  const rise = -q2 / (r2 * rho);
  if (radar) {
    out.m = 3;
    const az = Math.atan2(q0, q1);
    out.z[0] = r;
    out.z[1] = az < 0 ? az + 2 * Math.PI : az;
    out.z[2] = Math.atan2(q2, rho);
    row(out.H, 0, axes, q0 / r, q1 / r, q2 / r);
    row(out.H, 3, axes, q1 / rho2, -q0 / rho2, 0);
    row(out.H, 6, axes, rise * q0, rise * q1, rho / r2);
  } else {
    out.m = 2;
    out.z[0] = Math.atan2(q1, q0);
    out.z[1] = Math.atan2(q2, rho);
    row(out.H, 0, axes, -q1 / rho2, q0 / rho2, 0);
    row(out.H, 3, axes, rise * q0, rise * q1, rho / r2);
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
