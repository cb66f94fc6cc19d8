/**
 * The equations of motion in ECEF: the free flight of domain/ballistics (mu, J2, Coriolis, centrifugal) with drag in
 * an exponential atmosphere that turns with the Earth, and thrust.
 */
import { freeFlightAcceleration } from '../../../domain/ballistics';
import { WGS84 } from '../../../domain/geodesy';

const SEA_LEVEL_KG_M3 = 1.225;
const SCALE_HEIGHT_M = 7200;
/** Above this there is no air: the exponential is below 1e-8 kg/m³ there. */
export const AIR_TOP_M = 140e3;

const B_M = WGS84.aM * (1 - WGS84.f);
const E2 = WGS84.f * (2 - WGS84.f);

/** Height (m) over the ellipsoid along the radius; differs from geodetic height by less than 1e-5 of itself plus 1 m. */
export function heightOf(x: ArrayLike<number>): number {
  const X = x[0] as number;
  const Y = x[1] as number;
  const Z = x[2] as number;
  const d2 = X * X + Y * Y;
  const r2 = d2 + Z * Z;
  return Math.sqrt(r2) - B_M / Math.sqrt(1 - (E2 * d2) / r2);
}

/** Air density in kg/m³ at a height in metres. */
export const airDensity = (heightM: number): number =>
  heightM > AIR_TOP_M ? 0 : SEA_LEVEL_KG_M3 * Math.exp(-Math.max(0, heightM) / SCALE_HEIGHT_M);

/** What acts beside gravity during one step. */
export interface Push {
  thrustN: number;
  /** Mass at `sinceS` and what it loses a second. */
  massKg: number;
  flowKgS: number;
  sinceS: number;
  /** Drag acceleration = ½ ρ v² × this / mass. */
  dragAreaM2: number;
  /** Thrust elevation (rad) at a time; NaN: along the velocity. */
  elevation: (tS: number) => number;
  /** Normal of the launch plane (unit, ECEF), or null: the plane of the inertial velocity. */
  normal: readonly [number, number, number] | null;
}

const acc = new Float64Array(3);

function derivative(t: number, x: Float64Array, push: Push, out: Float64Array): void {
  freeFlightAcceleration(x, acc);
  let ax = acc[0] as number;
  let ay = acc[1] as number;
  let az = acc[2] as number;
  const vx = x[3] as number;
  const vy = x[4] as number;
  const vz = x[5] as number;
  const mass = push.massKg - push.flowKgS * (t - push.sinceS);
  const h = heightOf(x);
  if (h < AIR_TOP_M) {
    const v = Math.sqrt(vx * vx + vy * vy + vz * vz);
    const k = (0.5 * airDensity(h) * v * push.dragAreaM2) / mass;
    ax -= k * vx;
    ay -= k * vy;
    az -= k * vz;
  }
  if (push.thrustN > 0) {
    const a = push.thrustN / mass;
    thrustDirection(push.elevation(t), x, push.normal, direction);
    ax += a * (direction[0] as number);
    ay += a * (direction[1] as number);
    az += a * (direction[2] as number);
  }
  out[0] = vx;
  out[1] = vy;
  out[2] = vz;
  out[3] = ax;
  out[4] = ay;
  out[5] = az;
}
const direction = new Float64Array(3);

function thrustDirection(
  elevation: number,
  x: Float64Array,
  normal: readonly [number, number, number] | null,
  out: Float64Array,
): void {
  const X = x[0] as number;
  const Y = x[1] as number;
  const Z = x[2] as number;
  if (Number.isNaN(elevation)) {
    const v = Math.hypot(x[3] as number, x[4] as number, x[5] as number);
    for (let i = 0; i < 3; i++) out[i] = (x[3 + i] as number) / v;
    return;
  }
  const r = Math.sqrt(X * X + Y * Y + Z * Z);
  const ux = X / r;
  const uy = Y / r;
  const uz = Z / r;
  let dx: number;
  let dy: number;
  let dz: number;
  if (normal) {
    const [nx, ny, nz] = normal;
    dx = ny * uz - nz * uy;
    dy = nz * ux - nx * uz;
    dz = nx * uy - ny * ux;
  } else {
    const wx = (x[3] as number) - WGS84.omegaRadS * Y;
    const wy = (x[4] as number) + WGS84.omegaRadS * X;
    const wz = x[5] as number;
    const vr = wx * ux + wy * uy + wz * uz;
    dx = wx - vr * ux;
    dy = wy - vr * uy;
    dz = wz - vr * uz;
  }
  const m = Math.sqrt(dx * dx + dy * dy + dz * dz);
  const s = Math.sin(elevation);
  const c = Math.cos(elevation) / m;
  out[0] = ux * s + dx * c;
  out[1] = uy * s + dy * c;
  out[2] = uz * s + dz * c;
}

const k1 = new Float64Array(6);
const k2 = new Float64Array(6);
const k3 = new Float64Array(6);
const k4 = new Float64Array(6);
const mid = new Float64Array(6);

/** One Runge-Kutta step of `h` seconds from time `t`, state in place. */
export function stepFlight(t: number, x: Float64Array, h: number, push: Push): void {
  derivative(t, x, push, k1);
  for (let i = 0; i < 6; i++) mid[i] = (x[i] as number) + (h / 2) * (k1[i] as number);
  derivative(t + h / 2, mid, push, k2);
  for (let i = 0; i < 6; i++) mid[i] = (x[i] as number) + (h / 2) * (k2[i] as number);
  derivative(t + h / 2, mid, push, k3);
  for (let i = 0; i < 6; i++) mid[i] = (x[i] as number) + h * (k3[i] as number);
  derivative(t + h, mid, push, k4);
  for (let i = 0; i < 6; i++) {
    x[i] =
      (x[i] as number) +
      (h / 6) * ((k1[i] as number) + 2 * (k2[i] as number) + 2 * (k3[i] as number) + (k4[i] as number));
  }
}
