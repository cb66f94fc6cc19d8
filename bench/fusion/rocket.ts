/**
 * Rockets of the fusion bench: a thrust and pitch law of the bench's own, so that what is measured here was not made by
 * the product's simulation. Textbook physics, invented vehicles. States are ECEF, m and m/s; times s since lift-off.
 */
import { freeFlightAcceleration } from '../../domain/ballistics';
import { enuAxes, geodeticToEcef, type LatLon, MEAN_RADIUS_M, WGS84 } from '../../domain/geodesy';

/** What makes a rocket fly otherwise than the standard law (goal G16). */
export interface Manners {
  /** Pitch over once, then thrust along the velocity. */
  gravityTurn?: boolean;
  /** The thrust of each stage falls by this share over its burn. */
  taper?: number;
  /** Without thrust between stages, s. */
  coastS?: number;
  /** Turns the heading by this much at half of the burn. */
  dogLegDeg?: number;
}
export interface Rocket {
  /** First acceleration of each stage, m/s². */
  thrustMS2: number;
  /** Mass before over mass after the burn of a stage. */
  massRatio: number;
  stages: number;
  /** Sum of the burns, s; coasts between them come on top. */
  burnS: number;
  /** Elevation of the thrust at the end, rad. */
  endElevation: number;
  /** Mass over drag area, kg/m². */
  betaKgM2: number;
  manners: Manners;
}
/** A state each second, and the last one: where it came down, or where it was when nobody followed it longer. */
export interface Flown {
  /** Rows [time, x, y, z, vx, vy, vz]. */
  knots: Float64Array[];
  /** Time of coming down, or infinity. */
  endS: number;
  burnoutState: Float64Array;
}

const UPRIGHT_S = 6;
const PITCHED_BY = 0.7;
const AIR_TOP_M = 120e3;
const SEA_LEVEL_KG_M3 = 1.225;
const SCALE_HEIGHT_M = 7200;

/** Seconds from lift-off to the end of the last burn. */
export const boostS = (r: Rocket): number => r.burnS + (r.stages - 1) * (r.manners.coastS ?? 0);

/** Height over the ellipsoid along the radius, to some metres. */
export function heightM(x: ArrayLike<number>): number {
  const [X, Y, Z] = [x[0] as number, x[1] as number, x[2] as number];
  const r = Math.sqrt(X * X + Y * Y + Z * Z);
  const sinLat = Z / r;
  return r - WGS84.aM * (1 - WGS84.f * sinLat * sinLat);
}

/** Thrust acceleration in m/s² at a time; 0 in coasts and after the last burn. */
export function thrustAt(r: Rocket, t: number): number {
  const each = r.burnS / r.stages;
  const period = each + (r.manners.coastS ?? 0);
  if (t >= boostS(r)) return 0;
  const inStage = t - Math.floor(t / period) * period;
  if (inStage >= each) return 0;
  const emptyS = each / (1 - 1 / r.massRatio);
  return (r.thrustMS2 * (1 - ((r.manners.taper ?? 0) * inStage) / each)) / (1 - inStage / emptyS);
}

/** Flies from a place (degrees, at sea level) on an azimuth until it comes down or `untilS` is over. */
export function fly(rocket: Rocket, from: LatLon, azDeg: number, untilS: number): Flown {
  const heading = (turnDeg: number): number[] => {
    const [e, n] = enuAxes(from.lat, from.lon);
    const az = ((azDeg + turnDeg) * Math.PI) / 180;
    return [0, 1, 2].map((i) => Math.sin(az) * (e[i] as number) + Math.cos(az) * (n[i] as number));
  };
  const headings = [heading(0), heading(rocket.manners.dogLegDeg ?? 0)] as const;
  const endOfBoostS = boostS(rocket);
  const x = Float64Array.from([...geodeticToEcef(from.lat, from.lon, 10), 0, 0, 0]);
  const knots = [Float64Array.from([0, ...x])];
  let burnoutState = x.slice();
  const before = new Float64Array(6);
  for (let t = 0; t < untilS; ) {
    before.set(x);
    const h = 0.5;
    step(rocket, headings, endOfBoostS, t, x, h);
    t += h;
    if (t >= endOfBoostS && t - h < endOfBoostS) burnoutState = x.slice();
    if (t > 20 && heightM(x) <= 0) {
      const f = heightM(before) / (heightM(before) - heightM(x));
      const endS = t - h + f * h;
      knots.push(Float64Array.from([endS, ...before.map((v, i) => v + f * ((x[i] as number) - v))]));
      return { knots, endS, burnoutState };
    }
    if (Number.isInteger(t)) knots.push(Float64Array.from([t, ...x]));
  }
  return { knots, endS: Number.POSITIVE_INFINITY, burnoutState };
}

/** State at a time between two knots (Hermite in position), or null before lift-off and after the end. */
export function stateAt(flown: Flown, t: number): Float64Array | null {
  const { knots } = flown;
  const last = knots[knots.length - 1] as Float64Array;
  if (t < 0 || t > (last[0] as number) || knots.length < 2) return null;
  const i = Math.min(Math.floor(t), knots.length - 2);
  const a = knots[i] as Float64Array;
  const b = knots[i + 1] as Float64Array;
  const h = (b[0] as number) - (a[0] as number);
  if (h <= 0) return null;
  const f = (t - (a[0] as number)) / h;
  const out = new Float64Array(6);
  for (let k = 1; k <= 3; k++) {
    const [pa, pb] = [a[k] as number, b[k] as number];
    const [va, vb] = [a[k + 3] as number, b[k + 3] as number];
    out[k - 1] =
      pa * (1 + 2 * f) * (1 - f) ** 2 +
      va * h * f * (1 - f) ** 2 +
      pb * f * f * (3 - 2 * f) -
      vb * h * f * f * (1 - f);
    out[k + 2] = va + f * (vb - va);
  }
  return out;
}

/** Semi-major axis, perigee radius (m), speed and sine of the flight-path angle of a state, in the inertial frame. */
export function orbitOf(x: ArrayLike<number>): {
  perigeeM: number;
  speedMS: number;
  climb: number;
  radiusM: number;
} {
  const p = [x[0] as number, x[1] as number, x[2] as number] as const;
  const v = [
    (x[3] as number) - WGS84.omegaRadS * p[1],
    (x[4] as number) + WGS84.omegaRadS * p[0],
    x[5] as number,
  ] as const;
  const r = Math.hypot(...p);
  const speed = Math.hypot(...v);
  const a = 1 / (2 / r - (speed * speed) / WGS84.muM3S2);
  const radial = (p[0] * v[0] + p[1] * v[1] + p[2] * v[2]) / r;
  const spin2 = r * r * (speed * speed - radial * radial);
  const e = Math.sqrt(Math.max(0, 1 - spin2 / (WGS84.muM3S2 * a)));
  return { perigeeM: a * (1 - e), speedMS: speed, climb: radial / speed, radiusM: r };
}

/** Ground range (m) of a fraction of the Earth's circumference in radians. */
export const groundRangeM = (angle: number): number => angle * MEAN_RADIUS_M;

type Headings = readonly [number[], number[]];
const acceleration = new Float64Array(3);
function derivative(
  r: Rocket,
  heads: Headings,
  endS: number,
  t: number,
  x: Float64Array,
  out: Float64Array,
): void {
  freeFlightAcceleration(x, acceleration);
  for (let i = 0; i < 3; i++) {
    out[i] = x[i + 3] as number;
    out[i + 3] = acceleration[i] as number;
  }
  const speed = Math.hypot(x[3] as number, x[4] as number, x[5] as number);
  const h = heightM(x);
  if (h < AIR_TOP_M) {
    const drag = (0.5 * SEA_LEVEL_KG_M3 * Math.exp(-Math.max(0, h) / SCALE_HEIGHT_M) * speed) / r.betaKgM2;
    for (let i = 3; i < 6; i++) out[i] = (out[i] as number) - drag * (x[i] as number);
  }
  const thrust = thrustAt(r, t);
  if (thrust === 0) return;
  const d = thrustDirection(r, heads, endS, t, x, speed);
  for (let i = 0; i < 3; i++) out[i + 3] = (out[i + 3] as number) + thrust * (d[i] as number);
}

/** When a gravity turn lets the nose follow the velocity, s. */
const KICKED_S = 25;
function thrustDirection(
  r: Rocket,
  heads: Headings,
  endS: number,
  t: number,
  x: Float64Array,
  speed: number,
): number[] {
  if (r.manners.gravityTurn && t > KICKED_S && speed > 0)
    return [(x[3] as number) / speed, (x[4] as number) / speed, (x[5] as number) / speed];
  const radius = Math.hypot(x[0] as number, x[1] as number, x[2] as number);
  const up = [(x[0] as number) / radius, (x[1] as number) / radius, (x[2] as number) / radius];
  const head = t < endS / 2 ? heads[0] : heads[1];
  const rise = head.reduce((s, v, i) => s + v * (up[i] as number), 0);
  const flat = head.map((v, i) => v - rise * (up[i] as number));
  const length = Math.hypot(...flat);
  const pitched = r.manners.gravityTurn ? KICKED_S : PITCHED_BY * endS;
  const share = Math.min(1, Math.max(0, (t - UPRIGHT_S) / (pitched - UPRIGHT_S)));
  const elevation = Math.PI / 2 + (r.endElevation - Math.PI / 2) * share;
  return up.map((u, i) => u * Math.sin(elevation) + ((flat[i] as number) / length) * Math.cos(elevation));
}

const k = [new Float64Array(6), new Float64Array(6), new Float64Array(6), new Float64Array(6)] as const;
const mid = new Float64Array(6);
function step(r: Rocket, heads: Headings, endS: number, t: number, x: Float64Array, h: number): void {
  const probe = (slope: Float64Array, part: number): Float64Array => {
    for (let i = 0; i < 6; i++) mid[i] = (x[i] as number) + part * (slope[i] as number);
    return mid;
  };
  derivative(r, heads, endS, t, x, k[0]);
  derivative(r, heads, endS, t + h / 2, probe(k[0], h / 2), k[1]);
  derivative(r, heads, endS, t + h / 2, probe(k[1], h / 2), k[2]);
  derivative(r, heads, endS, t + h, probe(k[2], h), k[3]);
  for (let i = 0; i < 6; i++)
    x[i] =
      (x[i] as number) +
      (h / 6) *
        ((k[0][i] as number) + 2 * (k[1][i] as number) + 2 * (k[2][i] as number) + (k[3][i] as number));
}
