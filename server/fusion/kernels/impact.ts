import { ecefToGeodetic, enuAxes, type Vec3 } from '../../../domain/geodesy';
import type { TimedRegion } from '../../../domain/regions';
import { fallOf, type Nominal, nominalOf } from './fall';
import { roughHeightM } from './flight';
import { inertialVelocity, keplerFall } from './kepler';
import { norm3 } from './norm';
import { IN_ORBIT, orbitChance } from './orbit';

/** A region whose one sigma is wider than this (m) says no place: the Earth is too small for it. */
const NO_PLACE_M = 1200e3;
/** What the ellipsoid's shape, J2 in the partials and winds leave open (m, s). */
const FLOOR_M = 40;
const FLOOR_S = 0.5;
/** States lower than this and falling are differenced by full flights: there the air bends the partials. */
const LOW_M = 100e3;
/** A state whose fall lies farther than this (m) from that of a known flight is flown itself. */
const FAR_M = 100e3;

/** A known flight: its fall, times from now, and its state now. */
export interface Known {
  readonly nominal: Nominal;
  /** Seconds since the flight's beginning. */
  readonly agoS: number;
  readonly x: Float64Array;
}

const scratch = new Float64Array(7);
const near = new Float64Array(4);
const moved = new Float64Array(4);
const place = new Float64Array(4);
const J = new Float64Array(21);

/** Where a coasting state comes down (times relative to it, s), `orbital`, or null while nothing can be said. */
export type Descent = { region: Omit<TimedRegion, 'atMs'>; tS: number } | 'orbital' | null;

/**
 * The impact area of a coasting state (7 states, 7×7 covariance): none in orbit, none that is no place. `known`: a flight
 * near this one, where there is any.
 */
export function descentOf(x: Float64Array, P: Float64Array, known: Known | null = null): Descent {
  const orbit = orbitChance(x, P, 7);
  if (orbit >= IN_ORBIT) return 'orbital';
  if (orbit > 1 - IN_ORBIT) return null;
  const fall = impactOf(x, P, known);
  if (!fall) return null;
  const [ee, en, nn] = fall.region.cov;
  const widest = (ee + nn) / 2 + Math.hypot((ee - nn) / 2, en);
  return widest > NO_PLACE_M ** 2 ? null : fall;
}

/**
 * Impact area of a coasting state (7 states, 7×7 covariance; times relative to it, s): the nominal flight with J2 and drag, its
 * spread by two-body partials plus what the drag exponent leaves open. Null if it does not come down.
 */
function impactOf(
  x: Float64Array,
  P: Float64Array,
  known: Known | null,
): { region: Omit<TimedRegion, 'atMs'>; tS: number } | null {
  const low = roughHeightM(x) < LOW_M && sinks(x);
  const byDrag = (!low && known && fallNear(x, known)) || fallItself(x);
  if (!byDrag) return null;
  const ground = ecefToGeodetic(place);
  const [east, north] = enuAxes(ground.lat, ground.lon);
  partials(x, byDrag, low, east, north);
  const c = (a: number, b: number): number => {
    let s = 0;
    for (let i = 0; i < 7; i++) {
      let t = 0;
      for (let j = 0; j < 7; j++) t += (P[i * 7 + j] as number) * (J[b + j] as number);
      s += (J[a + i] as number) * t;
    }
    return s;
  };
  return {
    region: {
      lat: ground.lat,
      lon: ground.lon,
      cov: [c(0, 0) + FLOOR_M ** 2, c(0, 7), c(7, 7) + FLOOR_M ** 2],
      sigmaS: Math.sqrt(Math.max(0, c(14, 14)) + FLOOR_S ** 2),
    },
    tS: place[3] as number,
  };
}

/** Puts the state's own fall into `place`; gives what the drag exponent does to it. */
function fallItself(x: Float64Array): Float64Array | null {
  const nominal = nominalOf(x, Math.exp(x[6] as number));
  if (!nominal) return null;
  place.set(nominal.fall);
  return nominal.byDrag;
}

/**
 * The same by a known flight near it: from the two-body falls of both states now, what both leave out is gone in the
 * difference. Null if they are not near enough.
 */
function fallNear(x: Float64Array, k: Known): Float64Array | null {
  const { fall, byDrag } = k.nominal;
  const radius = norm3(fall[0] as number, fall[1] as number, fall[2] as number);
  if (!keplerFall(k.x, radius, near) || !keplerFall(x, radius, moved)) return null;
  let apart = 0;
  const drag = (x[6] as number) - (k.x[6] as number);
  for (let i = 0; i < 4; i++) {
    const d = (moved[i] as number) - (near[i] as number);
    if (i < 3) apart += d * d;
    place[i] = (fall[i] as number) + d + drag * (byDrag[i] as number);
  }
  place[3] = (place[3] as number) - k.agoS;
  return apart < FAR_M * FAR_M ? byDrag : null;
}

/** Fills `J`: rows east (m), north (m), time (s) of the place of fall by the seven states. */
function partials(x: Float64Array, byDrag: Float64Array, low: boolean, east: Vec3, north: Vec3): void {
  J.fill(0);
  put(6, byDrag, null, 1, east, north);
  const radius = norm3(place[0] as number, place[1] as number, place[2] as number);
  const twoBody = !low && keplerFall(x, radius, near);
  const dragFactor = Math.exp(x[6] as number);
  scratch.set(x);
  for (let k = 0; k < 6; k++) {
    const d = k < 3 ? 200 : 0.5;
    scratch[k] = (x[k] as number) + d;
    if (twoBody) {
      if (keplerFall(scratch, radius, moved)) put(k, moved, near, d, east, north);
    } else {
      const other = fallOf(scratch, dragFactor);
      if (other) put(k, other, place, d, east, north);
    }
    scratch[k] = x[k] as number;
  }
}

/** Column k of `J`: how far `to` lies from `from` (from nothing if that is null), over `d`. */
function put(
  k: number,
  to: Float64Array,
  from: Float64Array | null,
  d: number,
  east: Vec3,
  north: Vec3,
): void {
  const dx = (to[0] as number) - (from ? (from[0] as number) : 0);
  const dy = (to[1] as number) - (from ? (from[1] as number) : 0);
  const dz = (to[2] as number) - (from ? (from[2] as number) : 0);
  const dt = (to[3] as number) - (from ? (from[3] as number) : 0);
  J[k] = (dx * east[0] + dy * east[1] + dz * east[2]) / d;
  J[7 + k] = (dx * north[0] + dy * north[1] + dz * north[2]) / d;
  J[14 + k] = dt / d;
}

const sinks = (x: ArrayLike<number>): boolean => {
  const [vx, vy, vz] = inertialVelocity(x);
  return (x[0] as number) * vx + (x[1] as number) * vy + (x[2] as number) * vz < 0;
};

/** Seconds until a coasting state is down, with one sigma; null if it stays up or may. */
export function timeOfFall(x: Float64Array, P: Float64Array): { tS: number; sigmaS: number } | null {
  if (orbitChance(x, P, 7) > 1 - IN_ORBIT) return null;
  const i = impactOf(x, P, null);
  return i && { tS: i.tS, sigmaS: i.region.sigmaS };
}
