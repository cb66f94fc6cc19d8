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
  const w = WGS84.omegaRadS;
  const x0 = x[0] as number;
  const y0 = x[1] as number;
  const z0 = x[2] as number;
  const u0 = x[3] as number;
  const v0 = x[4] as number;
  const w0 = x[5] as number;
  let X = x0;
  let Y = y0;
  let Z = z0;
  let vx = u0;
  let vy = v0;
  let vz = w0;
  // Slopes at the beginning, and the sum of those in the middle: of velocity; those of place are the velocities there.
  let a0 = 0;
  let a1 = 0;
  let a2 = 0;
  let b0 = 0;
  let b1 = 0;
  let b2 = 0;
  let m0 = 0;
  let m1 = 0;
  let m2 = 0;
  for (let stage = 0; stage < 4; stage++) {
    const r2 = X * X + Y * Y + Z * Z;
    const r = Math.sqrt(r2);
    const g = -WGS84.muM3S2 / (r2 * r);
    const k = (1.5 * WGS84.j2 * WGS84.aM * WGS84.aM) / r2;
    const z2 = (5 * Z * Z) / r2;
    let d = 0;
    if (dragFactor > 0) {
      const height = r - WGS84.aM * (1 - (WGS84.f * Z * Z) / r2);
      if (height < AIR_TOP_M) d = dragFactor * dragRate(height, Math.sqrt(vx * vx + vy * vy + vz * vz));
    }
    const level = 1 + k * (1 - z2);
    const sx = g * X * level + w * w * X + 2 * w * vy + ax - d * vx;
    const sy = g * Y * level + w * w * Y - 2 * w * vx + ay - d * vy;
    const sz = g * Z * (1 + k * (3 - z2)) + az - d * vz;
    if (stage === 3) {
      const sixth = h / 6;
      x[0] = x0 + sixth * (u0 + 2 * m0 + vx);
      x[1] = y0 + sixth * (v0 + 2 * m1 + vy);
      x[2] = z0 + sixth * (w0 + 2 * m2 + vz);
      x[3] = u0 + sixth * (a0 + 2 * b0 + sx);
      x[4] = v0 + sixth * (a1 + 2 * b1 + sy);
      x[5] = w0 + sixth * (a2 + 2 * b2 + sz);
      return;
    }
    if (stage === 0) {
      a0 = sx;
      a1 = sy;
      a2 = sz;
    } else {
      m0 += vx;
      m1 += vy;
      m2 += vz;
      b0 += sx;
      b1 += sy;
      b2 += sz;
    }
    const on = stage === 2 ? h : h / 2;
    X = x0 + on * vx;
    Y = y0 + on * vy;
    Z = z0 + on * vz;
    vx = u0 + on * sx;
    vy = v0 + on * sy;
    vz = w0 + on * sz;
  }
}
