/** Two-body orbits of ECEF states, in closed form: perigee, and where a flight meets a sphere on its way down. */
import { WGS84 } from '../../../domain/geodesy';

/** Inertial velocity (m/s) of an ECEF state at this instant: axes those of ECEF now. */
export function inertialVelocity(x: ArrayLike<number>): [number, number, number] {
  const w = WGS84.omegaRadS;
  return [(x[3] as number) - w * (x[1] as number), (x[4] as number) + w * (x[0] as number), x[5] as number];
}

/** Perigee and apogee radius (m; apogee infinite if it escapes) and specific energy (J/kg). */
export function orbitOf(x: ArrayLike<number>): { perigeeM: number; apogeeM: number; energy: number } {
  const mu = WGS84.muM3S2;
  const [X, Y, Z] = [x[0] as number, x[1] as number, x[2] as number];
  const [vx, vy, vz] = inertialVelocity(x);
  const hx = Y * vz - Z * vy;
  const hy = Z * vx - X * vz;
  const hz = X * vy - Y * vx;
  const p = (hx * hx + hy * hy + hz * hz) / mu;
  const energy = (vx * vx + vy * vy + vz * vz) / 2 - mu / Math.sqrt(X * X + Y * Y + Z * Z);
  const e = Math.sqrt(Math.max(0, 1 + (2 * energy * p) / mu));
  return { perigeeM: p / (1 + e), apogeeM: e < 1 ? p / (1 - e) : Number.POSITIVE_INFINITY, energy };
}

/**
 * Where and when (s from now) an ECEF state meets the sphere of radius `radiusM` on its way down, in ECEF of then;
 * false if its orbit does not reach it. Result in `out`: [x, y, z, t].
 */
export function keplerFall(x: ArrayLike<number>, radiusM: number, out: Float64Array): boolean {
  const [vx, vy, vz] = inertialVelocity(x);
  return meet(x, vx, vy, vz, radiusM, WGS84.omegaRadS, out);
}

/** The same backwards: where the flight came up through the sphere, had it been free all the way; t is negative. */
export function keplerRise(x: ArrayLike<number>, radiusM: number, out: Float64Array): boolean {
  const [vx, vy, vz] = inertialVelocity(x);
  if (!meet(x, -vx, -vy, -vz, radiusM, -WGS84.omegaRadS, out)) return false;
  out[3] = -(out[3] as number);
  return true;
}

function meet(
  x: ArrayLike<number>,
  vx: number,
  vy: number,
  vz: number,
  radiusM: number,
  omega: number,
  out: Float64Array,
): boolean {
  const mu = WGS84.muM3S2;
  const [X, Y, Z] = [x[0] as number, x[1] as number, x[2] as number];
  const r = Math.sqrt(X * X + Y * Y + Z * Z);
  const v2 = vx * vx + vy * vy + vz * vz;
  const rv = X * vx + Y * vy + Z * vz;
  const energy = v2 / 2 - mu / r;
  if (energy >= 0) return false;
  const a = -mu / (2 * energy);
  // e·cos E and e·sin E at the two ends of the way; the end falls, so its sine of E is negative.
  const c1 = 1 - r / a;
  const s1 = rv / Math.sqrt(mu * a);
  const e2 = c1 * c1 + s1 * s1;
  const c2 = 1 - radiusM / a;
  if (c2 * c2 > e2) return false;
  const s2 = -Math.sqrt(e2 - c2 * c2);
  let dE = Math.atan2(s2, c2) - Math.atan2(s1, c1);
  if (dE < 0) dE += 2 * Math.PI;
  const slow = Math.sqrt((a * a * a) / mu);
  const t = slow * (dE - (s2 - s1));
  const f = 1 - (a / r) * (1 - Math.cos(dE));
  const g = t - slow * (dE - Math.sin(dE));
  const px = f * X + g * vx;
  const py = f * Y + g * vy;
  const c = Math.cos(omega * t);
  const s = Math.sin(omega * t);
  out[0] = c * px + s * py;
  out[1] = -s * px + c * py;
  out[2] = f * Z + g * vz;
  out[3] = t;
  return true;
}
