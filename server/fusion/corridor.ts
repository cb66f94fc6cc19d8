import {
  bearingDeg,
  DEG,
  destination,
  distanceM,
  ecefToGeodetic,
  enuAxes,
  type LatLon,
  WGS84,
} from '../../domain/geodesy';
import { predictBoostMean } from './kernels/boost';
import { keplerFall } from './kernels/kepler';
import type { Work } from './modes';

/** How long it may burn on (s), with weights: a middle of generic burns, most of them under two minutes from now. */
const BURN_ON: [seconds: number, weight: number][] = [
  [0, 0.1],
  [8, 0.12],
  [18, 0.13],
  [32, 0.15],
  [50, 0.14],
  [75, 0.13],
  [105, 0.1],
  [145, 0.08],
  [190, 0.05],
];
/** Steering still to come, one sigma of azimuth (degrees). */
const STEERING_DEG = 4;
/** From this half angle (degrees) on the direction is as good as unknown. */
const ALL_ROUND_DEG = 110;
const LONGEST_M = 11_500e3;
const SHORTEST_M = 40e3;

/** Where something that burns may come down: a sector of places around its present sub-point. */
export interface Reach {
  from: LatLon;
  azimuthDeg: number;
  /** One sigma of azimuth (degrees). */
  sigmaDeg: number;
  /** Ranges (m) by growing remaining burn, with weights that sum to one. */
  ranges: number[];
  weights: number[];
}

const x9 = new Float64Array(9);
const fall = new Float64Array(4);

/** The reach of the boost filter's state: thrust goes on for each of some times, then free flight. */
export function reachOf(w: Work): Reach {
  const g = ecefToGeodetic(w.xb);
  const from = { lat: g.lat, lon: g.lon };
  const [east, north] = enuAxes(g.lat, g.lon);
  const along = (a: ArrayLike<number>, b: ArrayLike<number>, o: number): number =>
    (a[0] as number) * (b[o] as number) +
    (a[1] as number) * (b[o + 1] as number) +
    (a[2] as number) * (b[o + 2] as number);
  const ve = along(east, w.xb, 3);
  const vn = along(north, w.xb, 3);
  const vh = Math.hypot(ve, vn);
  // One sigma across the horizontal velocity.
  const ce = vn / (vh + 1);
  const cn = -ve / (vh + 1);
  let across = 0;
  for (let i = 0; i < 3; i++) {
    for (let j = 0; j < 3; j++) {
      const a = ce * east[i as 0 | 1 | 2] + cn * north[i as 0 | 1 | 2];
      const b = ce * east[j as 0 | 1 | 2] + cn * north[j as 0 | 1 | 2];
      across += a * (w.Pb[(3 + i) * 9 + 3 + j] as number) * b;
    }
  }
  const sigmaDeg = Math.min(
    180,
    Math.hypot(STEERING_DEG, Math.atan2(Math.sqrt(Math.max(0, across)), vh + 1) / DEG),
  );
  x9.set(w.xb);
  const ranges: number[] = [];
  const weights: number[] = [];
  const bearings: number[] = [];
  let burnt = 0;
  for (const [seconds, weight] of BURN_ON) {
    burnOn(x9, seconds - burnt);
    burnt = seconds;
    weights.push(weight);
    if (keplerFall(x9, WGS84.aM - 5e3, fall)) {
      const place = ecefToGeodetic(fall);
      ranges.push(Math.min(LONGEST_M, distanceM(from, place)));
      bearings.push(bearingDeg(from, place));
    } else ranges.push(LONGEST_M);
  }
  const far = bearings[Math.min(bearings.length - 1, 4)];
  return { from, azimuthDeg: far ?? bearingOf(ve, vn), sigmaDeg, ranges, weights };
}

/** Thrust on along the velocity, as an ascent that turns with its own speed does. */
function burnOn(x: Float64Array, seconds: number): void {
  let left = seconds;
  while (left > 1e-9) {
    const h = Math.min(4, left);
    const a = Math.hypot(x[6] as number, x[7] as number, x[8] as number);
    const v = Math.hypot(x[3] as number, x[4] as number, x[5] as number);
    if (v > 500) {
      // Half of the present direction stays, half turns into the velocity.
      for (let i = 0; i < 3; i++)
        x[6 + i] = 0.5 * (x[6 + i] as number) + (0.5 * a * (x[3 + i] as number)) / v;
      const b = Math.hypot(x[6] as number, x[7] as number, x[8] as number);
      for (let i = 6; i < 9; i++) x[i] = ((x[i] as number) * Math.min(a, 60)) / (b + 1e-9);
    }
    predictBoostMean(x, h);
    left -= h;
  }
}

const bearingOf = (e: number, n: number): number => (Math.atan2(e, n) / DEG + 360) % 360;

/** Range (m) below which the share `p` of the reach lies, between its samples. */
function rangeAt(r: Reach, p: number): number {
  const order = r.ranges.map((m, i) => [m, r.weights[i] as number] as const).sort((a, b) => a[0] - b[0]);
  let sum = 0;
  let last = 0;
  for (const [m, weight] of order) {
    if (sum + weight >= p) return last + ((m - last) * (p - sum)) / weight;
    sum += weight;
    last = m;
  }
  return last;
}

/** Places that ring about 95 % of the reach, closed. */
export function ringOf(r: Reach): LatLon[] {
  const half = 2.1 * r.sigmaDeg;
  const longest = Math.min(LONGEST_M, rangeAt(r, 0.985) * 1.1 + 60e3);
  const shortest = Math.max(0, Math.min(...r.ranges) * 0.8 - SHORTEST_M);
  const ring: LatLon[] = [];
  if (half >= ALL_ROUND_DEG) {
    for (let k = 0; k <= 36; k++) ring.push(destination(r.from, k * 10, longest));
    return ring;
  }
  const n = Math.max(4, Math.ceil(half / 6));
  for (let k = 0; k <= n; k++)
    ring.push(destination(r.from, r.azimuthDeg - half + (2 * half * k) / n, longest));
  // A sector that begins at hand would be pinched to a point there: it keeps some width across.
  const back = shortest > 0 ? shortest : SHORTEST_M;
  for (let k = n; k >= 0; k--) {
    const off = -half + (2 * half * k) / n;
    ring.push(
      shortest > 0
        ? destination(r.from, r.azimuthDeg + off, back)
        : destination(r.from, r.azimuthDeg + (off < 0 ? -1 : 1) * (180 - 70 * Math.abs(off / half)), back),
    );
  }
  ring.push(ring[0] as LatLon);
  return ring;
}
