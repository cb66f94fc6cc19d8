import { ecefToGeodetic, enuAxes, type Vec3 } from '../../../domain/geodesy';
import type { TimedRegion } from '../../../domain/regions';
import { AIR_TOP_M, flightStep, roughHeightM } from './flight';
import { inertialVelocity, keplerFall } from './kepler';
import { IN_ORBIT, orbitChance } from './orbit';

/** Nothing is followed longer than this (s). */
const LONGEST_S = 3 * 3600;
/** A region whose one sigma is wider than this (m) says no place: the Earth is too small for it. */
const NO_PLACE_M = 1200e3;
/** What the ellipsoid's shape, J2 in the partials and winds leave open (m, s). */
const FLOOR_M = 150;
const FLOOR_S = 0.5;
/** States lower than this and falling are differenced by full flights: there the air bends the partials. */
const LOW_M = 150e3;

const scratch = new Float64Array(7);
const near = new Float64Array(4);
const moved = new Float64Array(4);

interface Fall {
  /** Place on the ground (ECEF m). */
  x: Float64Array;
  tS: number;
}

/** Flies a coasting state to the ground: 60 s steps above the air, 2 s in it. Null if it does not come down. */
function comeDown(x0: ArrayLike<number>, dragFactor: number): Fall | null {
  const x = new Float64Array(6);
  for (let i = 0; i < 6; i++) x[i] = x0[i] as number;
  let t = 0;
  let h = roughHeightM(x);
  while (t < LONGEST_S) {
    const r = Math.hypot(x[0] as number, x[1] as number, x[2] as number);
    const climb =
      ((x[0] as number) * (x[3] as number) +
        (x[1] as number) * (x[4] as number) +
        (x[2] as number) * (x[5] as number)) /
      r;
    // A long step may end in the upper air, where there is hardly any, but not deeper.
    let step = 60;
    if (h < AIR_TOP_M) step = h < 20e3 ? 0.5 : 2;
    else if (climb < 0) step = Math.min(60, Math.max(2, (h - 0.8 * AIR_TOP_M) / -climb));
    flightStep(x, step, 0, 0, 0, dragFactor);
    t += step;
    const after = roughHeightM(x);
    if (after <= 0) {
      const back = (after / (after - h)) * step;
      for (let i = 0; i < 3; i++) x[i] = (x[i] as number) - back * (x[3 + i] as number);
      return { x, tS: t - back };
    }
    h = after;
  }
  return null;
}

/** Where a coasting state comes down (times relative to it, s), `orbital`, or null while nothing can be said. */
export type Descent = { region: Omit<TimedRegion, 'atMs'>; tS: number } | 'orbital' | null;

/** The impact area of a coasting state (7 states, 7×7 covariance): none in orbit, none that is no place. */
export function descentOf(x: Float64Array, P: Float64Array): Descent {
  const orbit = orbitChance(x, P, 7);
  if (orbit >= IN_ORBIT) return 'orbital';
  if (orbit > 1 - IN_ORBIT) return null;
  const fall = impactOf(x, P);
  if (!fall) return null;
  const [ee, en, nn] = fall.region.cov;
  const widest = (ee + nn) / 2 + Math.hypot((ee - nn) / 2, en);
  return widest > NO_PLACE_M ** 2 ? null : fall;
}

/**
 * Impact area of a coasting state (7 states, 7×7 covariance; times relative to it, s): the nominal flight with J2 and drag, its spread
 * by two-body partials (FUSION §2.4) plus what the drag exponent leaves open. Null if it does not come down.
 */
function impactOf(
  x: Float64Array,
  P: Float64Array,
): { region: Omit<TimedRegion, 'atMs'>; tS: number } | null {
  const dragFactor = Math.exp(x[6] as number);
  const nominal = comeDown(x, dragFactor);
  if (!nominal) return null;
  const ground = ecefToGeodetic(nominal.x);
  const [east, north] = enuAxes(ground.lat, ground.lon);
  const J = partials(x, nominal, dragFactor, east, north);
  const c = (a: number, b: number): number => {
    let s = 0;
    for (let i = 0; i < 7; i++)
      for (let j = 0; j < 7; j++)
        s += (J[a * 7 + i] as number) * (P[i * 7 + j] as number) * (J[b * 7 + j] as number);
    return s;
  };
  return {
    region: {
      lat: ground.lat,
      lon: ground.lon,
      cov: [c(0, 0) + FLOOR_M ** 2, c(0, 1), c(1, 1) + FLOOR_M ** 2],
      sigmaS: Math.sqrt(Math.max(0, c(2, 2)) + FLOOR_S ** 2),
    },
    tS: nominal.tS,
  };
}

/** Rows east (m), north (m), time (s) of the place of fall by the seven states. */
function partials(x: Float64Array, nominal: Fall, dragFactor: number, east: Vec3, north: Vec3): Float64Array {
  const J = new Float64Array(21);
  const put = (k: number, to: ArrayLike<number>, base: ArrayLike<number>, dt: number, d: number): void => {
    const dx = (to[0] as number) - (base[0] as number);
    const dy = (to[1] as number) - (base[1] as number);
    const dz = (to[2] as number) - (base[2] as number);
    J[k] = (dx * east[0] + dy * east[1] + dz * east[2]) / d;
    J[7 + k] = (dx * north[0] + dy * north[1] + dz * north[2]) / d;
    J[14 + k] = dt / d;
  };
  const more = comeDown(x, dragFactor * Math.exp(0.3));
  if (more) put(6, more.x, nominal.x, more.tS - nominal.tS, 0.3);
  const radius = Math.hypot(nominal.x[0] as number, nominal.x[1] as number, nominal.x[2] as number);
  const low = roughHeightM(x) < LOW_M && sinks(x);
  const twoBody = !low && keplerFall(x, radius, near);
  scratch.set(x);
  for (let k = 0; k < 6; k++) {
    const d = k < 3 ? 200 : 0.5;
    scratch[k] = (x[k] as number) + d;
    if (twoBody) {
      if (keplerFall(scratch, radius, moved))
        put(k, moved, near, (moved[3] as number) - (near[3] as number), d);
    } else {
      const other = comeDown(scratch, dragFactor);
      if (other) put(k, other.x, nominal.x, other.tS - nominal.tS, d);
    }
    scratch[k] = x[k] as number;
  }
  return J;
}

const sinks = (x: ArrayLike<number>): boolean => {
  const [vx, vy, vz] = inertialVelocity(x);
  return (x[0] as number) * vx + (x[1] as number) * vy + (x[2] as number) * vz < 0;
};

/** Seconds until a coasting state is down, with one sigma; null if it stays up or may. */
export function timeOfFall(x: Float64Array, P: Float64Array): { tS: number; sigmaS: number } | null {
  if (orbitChance(x, P, 7) > 1 - IN_ORBIT) return null;
  const i = impactOf(x, P);
  return i && { tS: i.tS, sigmaS: i.region.sigmaS };
}
