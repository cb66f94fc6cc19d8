/**
 * Free flight over the rotating Earth in ECEF: mu, J2, Coriolis and centrifugal terms, an optional constant thrust
 * acceleration. What the console dead-reckons with and the server checks its prediction against: the same code on
 * both sides, so that "leaves the prediction" means the same.
 */
import { WGS84 } from './geodesy';

/** Acceleration (m/s²) of free flight at state x = [x y z vx vy vz] (ECEF m, m/s), written into out[0..2]. */
export function freeFlightAcceleration(x: ArrayLike<number>, out: Float64Array | number[]): void {
  const X = x[0] as number;
  const Y = x[1] as number;
  const Z = x[2] as number;
  const w = WGS84.omegaRadS;
  const r2 = X * X + Y * Y + Z * Z;
  const r = Math.sqrt(r2);
  const g = -WGS84.muM3S2 / (r2 * r);
  const k = (1.5 * WGS84.j2 * WGS84.aM * WGS84.aM) / r2;
  const z2 = (5 * Z * Z) / r2;
  out[0] = g * X * (1 + k * (1 - z2)) + w * w * X + 2 * w * (x[4] as number);
  out[1] = g * Y * (1 + k * (1 - z2)) + w * w * Y - 2 * w * (x[3] as number);
  out[2] = g * Z * (1 + k * (3 - z2));
}

const k1 = new Float64Array(6);
const k2 = new Float64Array(6);
const k3 = new Float64Array(6);
const k4 = new Float64Array(6);
const mid = new Float64Array(6);
const acc = new Float64Array(3);

function derivative(x: ArrayLike<number>, thrust: ArrayLike<number>, out: Float64Array): void {
  freeFlightAcceleration(x, acc);
  for (let i = 0; i < 3; i++) {
    out[i] = x[3 + i] as number;
    out[3 + i] = (acc[i] as number) + (thrust[i] ?? 0);
  }
}

/** One Runge-Kutta step of `h` seconds in place. */
export function stepFreeFlight(
  x: Float64Array | number[],
  h: number,
  thrust: ArrayLike<number> = NO_THRUST,
): void {
  derivative(x, thrust, k1);
  for (let i = 0; i < 6; i++) mid[i] = (x[i] as number) + (h / 2) * (k1[i] as number);
  derivative(mid, thrust, k2);
  for (let i = 0; i < 6; i++) mid[i] = (x[i] as number) + (h / 2) * (k2[i] as number);
  derivative(mid, thrust, k3);
  for (let i = 0; i < 6; i++) mid[i] = (x[i] as number) + h * (k3[i] as number);
  derivative(mid, thrust, k4);
  for (let i = 0; i < 6; i++) {
    x[i] =
      (x[i] as number) +
      (h / 6) * ((k1[i] as number) + 2 * (k2[i] as number) + 2 * (k3[i] as number) + (k4[i] as number));
  }
}
const NO_THRUST = [0, 0, 0];

/** The state `dtS` seconds later (or earlier), by steps of at most `maxStepS`. */
export function propagateFreeFlight(
  x: ArrayLike<number>,
  dtS: number,
  thrust: ArrayLike<number> = NO_THRUST,
  maxStepS = 20,
): Float64Array {
  const out = Float64Array.from(x);
  const n = Math.max(1, Math.ceil(Math.abs(dtS) / maxStepS));
  if (dtS !== 0) for (let i = 0; i < n; i++) stepFreeFlight(out, dtS / n, thrust);
  return out;
}
