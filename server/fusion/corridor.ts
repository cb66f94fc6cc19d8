import {
  bearingDeg,
  DEG,
  destination,
  distanceM,
  ecefToGeodetic,
  enuAxes,
  geodeticToEcef,
  type LatLon,
  WGS84,
} from '../../domain/geodesy';
import { CHI2_2 } from '../../domain/regions';
import { predictBoostMean } from './kernels/boost';
import { keplerFall } from './kernels/kepler';
import { norm3 } from './kernels/norm';
import type { Work } from './modes';

/**
 * Whole burns of engines in general (s): any ratio of two of them is as likely, so what has burned for long burns on for
 * long. Gone through in equal shares.
 */
const LONGEST_BURN_S = 340;
const LEAST_AHEAD = 1.25;
const SHARES = 10;
/** Thrust (m/s²) that no burn goes on with for long. */
const MOST_THRUST = 55;
/** Steering still to come, one sigma of azimuth (degrees). */
const STEERING_DEG = 4;
/** Sigmas of azimuth to either side, and shares of the burns beyond the near and the far end. */
const SIGMAS = 1.85;
const NEAR_SHARE = 0.005;
const FAR_SHARE = 0.985;
/** What one sigma of speed and thrust does to both ends: a share, and a way (m). */
const NEARER = 0.8;
const NEARER_M = 40e3;
const FARTHER = 1.1;
const FARTHER_M = 60e3;
/** From this half angle (degrees) on the direction is as good as unknown. */
const ALL_ROUND_DEG = 110;
const LONGEST_M = 11_500e3;
/** A ring all round is kept within a hemisphere: beyond it nobody could say which side of it is meant. */
const LONGEST_ROUND_M = 8_000e3;
const SHORTEST_M = 40e3;
/** Points of the ring are no farther apart than this along its sides (m) and its ends (degrees). */
const SIDE_STEP_M = 800e3;
const END_STEP_DEG = 6;

/** Where something that burns may come down: places around its present sub-point by growing remaining burn. */
export interface Reach {
  from: LatLon;
  /** One sigma of azimuth (degrees). */
  sigmaDeg: number;
  /** Ranges (m) and azimuths (degrees) at equal shares of the burns that end before an orbit. */
  ranges: number[];
  azimuths: number[];
}

const x9 = new Float64Array(9);
const fall = new Float64Array(4);

/** The reach of the boost filter's state, `burntS` seconds after lift-off: thrust goes on for each of some times, then free flight. */
export function reachOf(w: Work, burntS: number): Reach {
  const g = ecefToGeodetic(w.xb);
  const from = { lat: g.lat, lon: g.lon };
  const { azimuthDeg, sigmaDeg } = courseOf(w, g);
  x9.set(w.xb);
  const ranges: number[] = [];
  const azimuths: number[] = [];
  const burnt = Math.max(20, burntS);
  const most = Math.max(LONGEST_BURN_S, LEAST_AHEAD * burnt) / burnt;
  let ahead = 0;
  for (let k = 0; k <= SHARES; k++) {
    const next = burnt * (most ** (k / SHARES) - 1);
    burnOn(x9, next - ahead);
    ahead = next;
    const before = azimuths.at(-1) ?? azimuthDeg;
    if (!keplerFall(x9, WGS84.aM - 5e3, fall)) break;
    const place = ecefToGeodetic(fall);
    const azimuth = bearingDeg(from, place);
    const range = distanceM(from, place);
    const turned = sigmaDeg < 45 && Math.abs(turnDeg(azimuth, before)) > 90;
    // Farther than half round the Earth is no fall.
    if (k > 0 && (turned || range > LONGEST_M || range < (ranges.at(-1) ?? 0))) break;
    ranges.push(range);
    azimuths.push(range > SHORTEST_M && sigmaDeg < 45 ? azimuth : before);
  }
  if (ranges.length === 0) {
    // So fast already that no fall ends on the ground: anywhere ahead, if it fails.
    ranges.push(SHORTEST_M);
    azimuths.push(azimuthDeg);
  }
  if (ranges.length <= SHARES) {
    ranges.push(LONGEST_M);
    azimuths.push(azimuths.at(-1) ?? azimuthDeg);
  }
  return { from, sigmaDeg, ranges, azimuths };
}

/** Course over the ground with one sigma (degrees) of what is not known of it and of the steering still to come. */
function courseOf(w: Work, at: LatLon): { azimuthDeg: number; sigmaDeg: number } {
  const [east, north] = enuAxes(at.lat, at.lon);
  const along = (a: ArrayLike<number>): number =>
    (a[0] as number) * (w.xb[3] as number) +
    (a[1] as number) * (w.xb[4] as number) +
    (a[2] as number) * (w.xb[5] as number);
  const ve = along(east);
  const vn = along(north);
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
  const open = Math.atan2(Math.sqrt(Math.max(0, across)), vh + 1) / DEG;
  return {
    azimuthDeg: (Math.atan2(ve, vn) / DEG + 360) % 360,
    sigmaDeg: Math.min(180, Math.hypot(STEERING_DEG, open)),
  };
}

/** Thrust on along the velocity, as an ascent that turns with its own speed does. */
function burnOn(x: Float64Array, seconds: number): void {
  let left = seconds;
  while (left > 1e-9) {
    const h = Math.min(4, left);
    const a = norm3(x[6] as number, x[7] as number, x[8] as number);
    const v = norm3(x[3] as number, x[4] as number, x[5] as number);
    if (v > 500) {
      // Half of the present direction stays, half turns into the velocity.
      for (let i = 0; i < 3; i++)
        x[6 + i] = 0.5 * (x[6 + i] as number) + (0.5 * a * (x[3 + i] as number)) / v;
    }
    const b = norm3(x[6] as number, x[7] as number, x[8] as number);
    const keep = Math.min(a, MOST_THRUST) / (b + 1e-9);
    for (let i = 6; i < 9; i++) x[i] = (x[i] as number) * keep;
    predictBoostMean(x, h);
    left -= h;
  }
}

const turnDeg = (a: number, b: number): number => ((a - b + 540) % 360) - 180;

/** Range (m) and azimuth (degrees) at a share of the burns, between the samples. */
function at(r: Reach, share: number): { range: number; azimuth: number } {
  const n = r.ranges.length - 1;
  const place = Math.min(n, Math.max(0, share * n));
  const i = Math.min(n - 1, Math.floor(place));
  const f = place - i;
  const [a, b] = [r.azimuths[i] as number, r.azimuths[i + 1] as number];
  return {
    range: (1 - f) * (r.ranges[i] as number) + f * (r.ranges[i + 1] as number),
    azimuth: a + f * turnDeg(b, a),
  };
}

/** Azimuth (degrees) of the reach at a range (m). */
function azimuthAt(r: Reach, range: number): number {
  const i = r.ranges.findIndex((m) => m >= range);
  if (i <= 0) return r.azimuths[i < 0 ? r.azimuths.length - 1 : 0] as number;
  const [near, far] = [r.ranges[i - 1] as number, r.ranges[i] as number];
  const [a, b] = [r.azimuths[i - 1] as number, r.azimuths[i] as number];
  return a + ((range - near) / (far - near + 1)) * turnDeg(b, a);
}

/** Places that ring about 95 % of the reach, closed. */
export function ringOf(r: Reach): LatLon[] {
  const half = SIGMAS * r.sigmaDeg;
  const far = Math.min(LONGEST_M, at(r, FAR_SHARE).range * FARTHER + FARTHER_M);
  const near = at(r, NEAR_SHARE).range * NEARER - NEARER_M;
  const ring: LatLon[] = [];
  if (half >= ALL_ROUND_DEG) {
    for (let k = 0; k <= 36; k++)
      ring.push(destination(r.from, 180 - k * 10, Math.min(far, LONGEST_ROUND_M)));
    return ring;
  }
  const put = (range: number, off: number): void => {
    ring.push(destination(r.from, azimuthAt(r, range) + off, range));
  };
  const sides = Math.ceil((far - near) / SIDE_STEP_M);
  const ends = Math.max(4, Math.ceil(half / END_STEP_DEG));
  const out = (k: number): number => near + ((far - near) * k) / sides;
  if (near > 0) for (let k = ends; k >= -ends; k--) put(near, (half * k) / ends);
  else {
    // A sector that begins at hand would be pinched to a point there: it goes round behind it.
    const behind = 180 - half;
    for (let k = 1; k > -1.01; k -= 0.5)
      ring.push(destination(r.from, azimuthAt(r, 0) + 180 - behind * k, SHORTEST_M));
  }
  for (let k = 1; k < sides; k++) if (out(k) > SHORTEST_M) put(out(k), -half);
  for (let k = -ends; k <= ends; k++) put(far, (half * k) / ends);
  for (let k = sides - 1; k >= 1; k--) if (out(k) > SHORTEST_M) put(out(k), half);
  ring.push(ring[0] as LatLon);
  return ring;
}

/**
 * A corridor as a place with a covariance (m²): that of a uniform spread over it, in the plane about its middle, so large that
 * its 95 % region holds all of it. What has just burnt out comes down at the narrow near end, of which a mere spread knows little.
 */
export function ellipseOf(ring: readonly LatLon[]): LatLon & { E: [number, number, number] } {
  const mean = middleOf(ring);
  const sum = { a: 0, x: 0, y: 0, xx: 0, xy: 0, yy: 0 };
  const corners = new Float64Array(2 * ring.length);
  let ax = 0;
  let ay = 0;
  for (let i = 0; i < ring.length; i++) {
    const corner = ring[i] as LatLon;
    const to = bearingDeg(mean, corner) * DEG;
    const d = distanceM(mean, corner);
    const bx = d * Math.sin(to);
    const by = d * Math.cos(to);
    corners[2 * i] = bx;
    corners[2 * i + 1] = by;
    // A triangle with the middle: its signed area and the moments of that.
    const area = i === 0 ? 0 : (ax * by - bx * ay) / 2;
    sum.a += area;
    sum.x += (area * (ax + bx)) / 3;
    sum.y += (area * (ay + by)) / 3;
    sum.xx += (area * (ax * ax + ax * bx + bx * bx)) / 6;
    sum.yy += (area * (ay * ay + ay * by + by * by)) / 6;
    sum.xy += (area * (2 * ax * ay + ax * by + bx * ay + 2 * bx * by)) / 12;
    ax = bx;
    ay = by;
  }
  const [x, y] = [sum.x / sum.a, sum.y / sum.a];
  const at = destination(mean, Math.atan2(x, y) / DEG, Math.hypot(x, y));
  const [ee, en, nn] = [sum.xx / sum.a - x * x, sum.xy / sum.a - x * y, sum.yy / sum.a - y * y];
  const det = ee * nn - en * en;
  let most: number = CHI2_2[0.95];
  for (let i = 0; i < corners.length; i += 2) {
    const dx = (corners[i] as number) - x;
    const dy = (corners[i + 1] as number) - y;
    most = Math.max(most, (nn * dx * dx - 2 * en * dx * dy + ee * dy * dy) / det);
  }
  const grow = most / CHI2_2[0.95];
  return { ...at, E: [grow * ee, grow * en, grow * nn] };
}

/** Middle of the corners, as a direction from the Earth's centre. */
function middleOf(ring: readonly LatLon[]): LatLon {
  let X = 0;
  let Y = 0;
  let Z = 0;
  for (const p of ring) {
    const place = geodeticToEcef(p.lat, p.lon, 0);
    X += place[0];
    Y += place[1];
    Z += place[2];
  }
  return { lat: Math.atan2(Z, Math.hypot(X, Y)) / DEG, lon: Math.atan2(Y, X) / DEG };
}
