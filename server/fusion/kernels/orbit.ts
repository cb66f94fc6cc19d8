/**
 * The chance that what coasts stays in orbit. Near orbital speed the perigee is anything but a straight function of the
 * velocity, so the velocity's spread is gone through point by point; few flights end just short of an orbit, so states
 * that reach one weigh more.
 */
import { WGS84 } from '../../../domain/geodesy';
import { inertialVelocity } from './kepler';

/** An orbit stays up if its perigee is above this (m). */
const STAYS_UP_M = 80e3;
/** How much denser flights that reach an orbit are in velocities than those that just miss one. */
const WEIGHT = 20;
/** From this chance on an object is in orbit; below its complement it comes down. */
export const IN_ORBIT = 0.9;
/** Points of a normal distribution: more than enough for a chance. */
const POINTS = 15;
const REACH = 3.5;
/** The same points in sigmas, and the weight of each pair of them. */
const NODES = Float64Array.from({ length: POINTS }, (_, i) => (REACH * (2 * i + 1 - POINTS)) / POINTS);
const WEIGHTS = Float64Array.from({ length: POINTS * POINTS }, (_, n) => {
  const a = NODES[Math.floor(n / POINTS)] as number;
  const b = NODES[n % POINTS] as number;
  return Math.exp(-0.5 * (a * a + b * b));
});

/** Probability of orbit of a coasting state: x (at least 6 states), P (n×n). */
export function orbitChance(x: Float64Array, P: Float64Array, n: number): number {
  const X = x[0] as number;
  const Y = x[1] as number;
  const Z = x[2] as number;
  const r = Math.sqrt(X * X + Y * Y + Z * Z);
  const [vx, vy, vz] = inertialVelocity(x);
  const ux = X / r;
  const uy = Y / r;
  const uz = Z / r;
  const vr = vx * ux + vy * uy + vz * uz;
  const lx = vx - vr * ux;
  const ly = vy - vr * uy;
  const lz = vz - vr * uz;
  const vt = Math.sqrt(lx * lx + ly * ly + lz * lz);
  const level = 1 / (vt + 1e-9);
  const ax = lx * level;
  const ay = ly * level;
  const az = lz * level;
  // Covariance of velocity times the level direction.
  const px = row(P, n, 3, ax, ay, az);
  const py = row(P, n, 4, ax, ay, az);
  const pz = row(P, n, 5, ax, ay, az);
  const aa = ax * px + ay * py + az * pz;
  // Far from any orbit nothing needs to be gone through.
  const wide = REACH * Math.sqrt(Math.max(0, aa));
  if (!staysUp(r, vr, vt + wide) && !staysUp(r, 0, vt + wide)) return 0;
  const ra = ux * px + uy * py + uz * pz;
  const rr = ux * row(P, n, 3, ux, uy, uz) + uy * row(P, n, 4, ux, uy, uz) + uz * row(P, n, 5, ux, uy, uz);
  const sa = Math.sqrt(Math.max(1e-6, aa));
  const slope = ra / (sa * sa);
  const sr = Math.sqrt(Math.max(1e-6, rr - ra * slope));
  let stays = 0;
  let falls = 0;
  for (let i = 0; i < POINTS; i++) {
    const a = NODES[i] as number;
    for (let k = 0; k < POINTS; k++) {
      const b = NODES[k] as number;
      const w = WEIGHTS[i * POINTS + k] as number;
      if (staysUp(r, vr + slope * a * sa + b * sr, vt + a * sa)) stays += w;
      else falls += w;
    }
  }
  return (WEIGHT * stays) / (WEIGHT * stays + falls);
}

/** True if an orbit by radius (m), radial and level inertial speed (m/s) has its perigee above the air. */
function staysUp(r: number, vr: number, vt: number): boolean {
  const mu = WGS84.muM3S2;
  const h = r * vt;
  const p = (h * h) / mu;
  const energy = (vr * vr + vt * vt) / 2 - mu / r;
  const e = Math.sqrt(Math.max(0, 1 + (2 * energy * p) / mu));
  return p / (1 + e) > WGS84.aM + STAYS_UP_M;
}

/** The velocity's part of a row of P times a direction. */
const row = (P: Float64Array, n: number, i: number, a: number, b: number, c: number): number =>
  (P[i * n + 3] as number) * a + (P[i * n + 4] as number) * b + (P[i * n + 5] as number) * c;
