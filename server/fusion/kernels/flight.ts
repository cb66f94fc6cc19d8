/**
 * Flight over the rotating Earth in ECEF with the drag of a ballistic coefficient: what the filters and the impact
 * prediction fly. Free flight itself is `domain/ballistics`; this adds the air. An own plain atmosphere of one scale
 * height: it shares nothing with what flies.
 */
import { WGS84 } from '../../../domain/geodesy';

/** Ballistic coefficient (kg/m²) that a drag exponent of 0 means; the truth may be a factor of two off either way. */
export const BETA_REFERENCE = 5500;
const SEA_DENSITY = 1.225;
const SCALE_HEIGHT_M = 7200;
/** Above this height (m) there is no air for our purposes. */
export const AIR_TOP_M = 120e3;

/** Height (m) over an ellipsoid-shaped surface by the radius at this latitude; good to tens of metres. */
export function roughHeightM(x: ArrayLike<number>): number {
  const X = x[0] as number;
  const Y = x[1] as number;
  const Z = x[2] as number;
  const r2 = X * X + Y * Y + Z * Z;
  return Math.sqrt(r2) - WGS84.aM * (1 - (WGS84.f * Z * Z) / r2);
}

/** Drag deceleration per unit of velocity (1/s) for the reference coefficient; below the ground it is that of the ground. */
export function dragRate(heightM: number, speedMS: number): number {
  if (heightM >= AIR_TOP_M) return 0;
  const density = SEA_DENSITY * Math.exp(-Math.max(0, heightM) / SCALE_HEIGHT_M);
  return (density * speedMS) / (2 * BETA_REFERENCE);
}
export const DENSITY_SCALE_M = SCALE_HEIGHT_M;

const K = new Float64Array(24);
const mid = new Float64Array(6);

function derivative(
  x: Float64Array,
  ax: number,
  ay: number,
  az: number,
  dragFactor: number,
  o: number,
): void {
  const X = x[0] as number;
  const Y = x[1] as number;
  const Z = x[2] as number;
  const vx = x[3] as number;
  const vy = x[4] as number;
  const vz = x[5] as number;
  const w = WGS84.omegaRadS;
  const r2 = X * X + Y * Y + Z * Z;
  const r = Math.sqrt(r2);
  const g = -WGS84.muM3S2 / (r2 * r);
  const k = (1.5 * WGS84.j2 * WGS84.aM * WGS84.aM) / r2;
  const z2 = (5 * Z * Z) / r2;
  let d = 0;
  if (dragFactor > 0) {
    const h = r - WGS84.aM * (1 - (WGS84.f * Z * Z) / r2);
    if (h < AIR_TOP_M) d = dragFactor * dragRate(h, Math.sqrt(vx * vx + vy * vy + vz * vz));
  }
  K[o] = vx;
  K[o + 1] = vy;
  K[o + 2] = vz;
  K[o + 3] = g * X * (1 + k * (1 - z2)) + w * w * X + 2 * w * vy + ax - d * vx;
  K[o + 4] = g * Y * (1 + k * (1 - z2)) + w * w * Y - 2 * w * vx + ay - d * vy;
  K[o + 5] = g * Z * (1 + k * (3 - z2)) + az - d * vz;
}

/**
 * One Runge-Kutta step of `h` seconds of the first six components, in place. A constant thrust acceleration (m/s²) and
 * `dragFactor` = reference coefficient over the object's own (0: no air).
 */
export function flightStep(
  x: Float64Array,
  h: number,
  ax: number,
  ay: number,
  az: number,
  dragFactor: number,
): void {
  const half = h / 2;
  derivative(x, ax, ay, az, dragFactor, 0);
  for (let i = 0; i < 6; i++) mid[i] = (x[i] as number) + half * (K[i] as number);
  derivative(mid, ax, ay, az, dragFactor, 6);
  for (let i = 0; i < 6; i++) mid[i] = (x[i] as number) + half * (K[6 + i] as number);
  derivative(mid, ax, ay, az, dragFactor, 12);
  for (let i = 0; i < 6; i++) mid[i] = (x[i] as number) + h * (K[12 + i] as number);
  derivative(mid, ax, ay, az, dragFactor, 18);
  const sixth = h / 6;
  for (let i = 0; i < 6; i++) {
    x[i] =
      (x[i] as number) +
      sixth * ((K[i] as number) + 2 * ((K[6 + i] as number) + (K[12 + i] as number)) + (K[18 + i] as number));
  }
}
