import { type Sensor, type SensorFrame, sensorFrame, toSensorAxes } from '../../domain/sensors';
import type { Predicted } from './kernels/ekf';

/** Predicted measurement of an ECEF place with its Jacobian, written into `out`. */
export function predictMeasurement(
  sensor: Sensor,
  frame: SensorFrame,
  x: ArrayLike<number>,
  out: Predicted,
): void {
  const q = toSensorAxes(frame, x);
  const [q0, q1, q2] = q;
  const r2 = q0 * q0 + q1 * q1 + q2 * q2;
  const r = Math.sqrt(r2);
  const rho2 = q0 * q0 + q1 * q1;
  const rho = Math.sqrt(rho2);
  const [A, B, C] = frame.axes;
  const row = (k: number, c0: number, c1: number, c2: number): void => {
    for (let j = 0; j < 3; j++)
      out.H[k * 3 + j] = c0 * (A[j] as number) + c1 * (B[j] as number) + c2 * (C[j] as number);
  };
  if (sensor.kind === 'radar') {
    out.m = 3;
    const az = Math.atan2(q0, q1);
    out.z[0] = r;
    out.z[1] = az < 0 ? az + 2 * Math.PI : az;
    out.z[2] = Math.asin(q2 / r);
    row(0, q0 / r, q1 / r, q2 / r);
    row(1, q1 / rho2, -q0 / rho2, 0);
    row(2, (-q2 * q0) / (r2 * rho), (-q2 * q1) / (r2 * rho), rho / r2);
  } else {
    out.m = 2;
    out.z[0] = Math.atan2(q1, q0);
    out.z[1] = Math.asin(q2 / r);
    row(0, -q1 / rho2, q0 / rho2, 0);
    row(1, (-q2 * q0) / (r2 * rho), (-q2 * q1) / (r2 * rho), rho / r2);
  }
  for (let i = 0; i < out.m; i++) out.R[i] = (sensor.sigma[i] as number) ** 2;
}

export const newPredicted = (): Predicted => ({
  m: 3,
  z: new Float64Array(3),
  H: new Float64Array(9),
  R: new Float64Array(3),
});

/** Innovation of a plot against a prediction; azimuth differences are taken the short way round. */
export function innovation(sensor: Sensor, z: readonly number[], p: Predicted, out: Float64Array): void {
  for (let i = 0; i < p.m; i++) out[i] = (z[i] as number) - (p.z[i] as number);
  if (sensor.kind !== 'radar') return;
  const d = out[1] as number;
  if (d > Math.PI) out[1] = d - 2 * Math.PI;
  else if (d < -Math.PI) out[1] = d + 2 * Math.PI;
}

/** Unit direction (ECEF) of a plot. */
export function lineOfSight(
  sensor: Sensor,
  frame: SensorFrame,
  z: readonly number[],
): [number, number, number] {
  const [A, B, C] = frame.axes;
  let c: [number, number, number];
  if (sensor.kind === 'radar') {
    const az = z[1] as number;
    const el = z[2] as number;
    c = [Math.sin(az) * Math.cos(el), Math.cos(az) * Math.cos(el), Math.sin(el)];
  } else {
    const a = z[0] as number;
    const b = z[1] as number;
    c = [Math.cos(a) * Math.cos(b), Math.sin(a) * Math.cos(b), Math.sin(b)];
  }
  return [0, 1, 2].map(
    (j) => c[0] * (A[j] as number) + c[1] * (B[j] as number) + c[2] * (C[j] as number),
  ) as [number, number, number];
}

/** Solid range of values that false plots of a sensor spread over (measurement units), for their density. */
export function clutterDensity(sensor: Sensor): number {
  const volume =
    sensor.kind === 'radar'
      ? sensor.rangeMaxM *
        ((((((sensor.azMaxDeg - sensor.azMinDeg) % 360) + 360) % 360 || 360) * Math.PI) / 180) *
        (((sensor.elMaxDeg - sensor.elMinDeg) * Math.PI) / 180)
      : Math.PI * 0.1518 ** 2;
  return Math.max(sensor.clutterPerScan, 0.01) / volume;
}

export const frameOf = (sensor: Sensor, atMs: number): SensorFrame => sensorFrame(sensor, atMs);
