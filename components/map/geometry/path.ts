/** Where an object will be: free flight from a state, as places with times. */
import { stepFreeFlight } from '../../../domain/ballistics';
import { bearingDeg, destination, distanceM, ecefToGeodetic, type LatLon } from '../../../domain/geodesy';
import { lonNear } from './antimeridian';

export interface PathPoint extends LatLon {
  atMs: number;
  heightM: number;
}
/** ECEF m and m/s at an epoch, with a thrust acceleration (m/s²) that is held. */
export interface FlightState {
  epochMs: number;
  x: ArrayLike<number>;
  a: ArrayLike<number>;
}

const STEP_S = 10;

/** From the state to the ground or to `untilMs`, whichever comes first; a point each 10 s. */
export function predictPath(state: FlightState, untilMs: number): PathPoint[] {
  const x = Float64Array.from(state.x);
  const first = pointOfState(x, state.epochMs);
  const path = [first];
  let last = first;
  while (last.atMs < untilMs) {
    const stepS = Math.min(STEP_S, (untilMs - last.atMs) / 1000);
    stepFreeFlight(x, stepS, state.a);
    const next = pointOfState(x, last.atMs + stepS * 1000);
    if (next.heightM < 0) {
      path.push(between(last, next, last.heightM / (last.heightM - next.heightM)));
      return path;
    }
    path.push(next);
    last = next;
  }
  return path;
}

/** The place of an ECEF state. */
export function pointOfState(x: ArrayLike<number>, atMs: number): PathPoint {
  const { lat, lon, heightM } = ecefToGeodetic(x);
  return { atMs, lat, lon, heightM };
}

function between(a: PathPoint, b: PathPoint, t: number): PathPoint {
  return {
    atMs: a.atMs + t * (b.atMs - a.atMs),
    lat: a.lat + t * (b.lat - a.lat),
    lon: a.lon + t * (lonNear(b.lon, a.lon) - a.lon),
    heightM: a.heightM + t * (b.heightM - a.heightM),
  };
}

/** The place on a path at a time; null outside of it. */
export function pointAt(path: readonly PathPoint[], atMs: number): PathPoint | null {
  for (let i = 1; i < path.length; i++) {
    const a = path[i - 1] as PathPoint;
    const b = path[i] as PathPoint;
    if (atMs >= a.atMs && atMs <= b.atMs) return between(a, b, (atMs - a.atMs) / (b.atMs - a.atMs || 1));
  }
  return null;
}

/** Places from `a` to `b` along the shortest way, a point at least each `stepM` metres. */
export function greatCircle(a: LatLon, b: LatLon, stepM: number): LatLon[] {
  const [farM, azDeg] = [distanceM(a, b), bearingDeg(a, b)];
  const n = Math.max(1, Math.ceil(farM / stepM));
  return Array.from({ length: n + 1 }, (_, i) => {
    if (i === 0 || i === n) return { lat: (i ? b : a).lat, lon: (i ? b : a).lon };
    return destination(a, azDeg, (i / n) * farM);
  });
}

export interface Tick {
  atMs: number;
  place: LatLon;
  /** A place a little farther on, so that the tick can lie across the path on any projection. */
  ahead: LatLon;
}

/** Whole multiples of `everyMs` within a path. */
export function ticksOf(path: readonly PathPoint[], everyMs = 5 * 60e3): Tick[] {
  const first = path[0];
  const last = path[path.length - 1];
  if (!first || !last) return [];
  const ticks: Tick[] = [];
  for (let atMs = Math.ceil(first.atMs / everyMs) * everyMs; atMs <= last.atMs; atMs += everyMs) {
    const tick = tickAt(path, atMs);
    if (tick) ticks.push(tick);
  }
  return ticks;
}

/** The place and direction at one time of a path. */
export function tickAt(path: readonly PathPoint[], atMs: number): Tick | null {
  const place = pointAt(path, atMs);
  if (!place) return null;
  const later = pointAt(path, atMs + 1000);
  const earlier = pointAt(path, atMs - 1000);
  const azDeg = later ? bearingDeg(place, later) : earlier ? bearingDeg(earlier, place) : 0;
  return { atMs, place, ahead: destination(place, azDeg, 20e3) };
}

/**
 * A closed ring round a path whose half-width grows evenly from `fromM` to `toM`: the drawn corridor. The widths at the
 * ends are uncertainties of state and impact; between them it is a drawing, not a computation.
 */
export function corridorRing(path: readonly PathPoint[], fromM: number, toM: number): LatLon[] {
  if (path.length < 2) return [];
  const left: LatLon[] = [];
  const right: LatLon[] = [];
  for (let i = 0; i < path.length; i++) {
    const a = path[Math.max(0, i - 1)] as PathPoint;
    const b = path[Math.min(path.length - 1, i + 1)] as PathPoint;
    const here = path[i] as PathPoint;
    const halfM = fromM + (i / (path.length - 1)) * (toM - fromM);
    const azDeg = bearingDeg(a, b);
    left.push(destination(here, azDeg - 90, halfM));
    right.push(destination(here, azDeg + 90, halfM));
  }
  return [...left, ...right.reverse(), left[0] as LatLon];
}
