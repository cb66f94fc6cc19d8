import {
  bearingDeg,
  DEG,
  destination,
  distanceM,
  ecefToGeodetic,
  enuAxes,
  type LatLon,
  type Vec3,
  WGS84,
  wrapAz,
} from '../../domain/geodesy';
import type { TimedRegion } from '../../domain/regions';
import { roughPlace } from './initiate';
import { keplerRise } from './kernels/kepler';
import type { KnownErrors } from './known-errors';
import { fitLaunch } from './launch-fit';
import type { Blend, Work } from './modes';
import type { Registry } from './registry';
import type { Sight, Track } from './track';

export interface Launch {
  point: TimedRegion;
  azimuthDeg: number;
}

/** Looks that begin above this height (m) do not show a young ascent. */
const YOUNG_M = 45e3;
/** A chain of looks that fits worse than this (mean square) was no smooth ascent. */
const WORST_FIT = 4;
/** Generic ascents: height ∝ τ^2, way downrange ∝ τ^3, one sigma of the resulting relative errors. */
const RISE_EXPONENT = 2;
const WAY_EXPONENT = 3;
const AGE_SPREAD = 0.25;
/** A boosted flight leaves the ground earlier than a free one through the same burnout would have (s). */
const BOOST_LAG_S = 55;
const BOOST_LAG_SIGMA_S = 40;

const fits = new WeakMap<Sight, { errors: KnownErrors | null; point: TimedRegion | null }>();
const up = new Float64Array(4);
const moved = new Float64Array(4);
const x6 = new Float64Array(6);

/**
 * Where and when it was launched and in which direction. From the looks of its ascent where there are any, else by the
 * present state back to the ground; what the way there leaves open is in the region.
 */
export function launchOf(
  t: Track,
  b: Blend,
  w: Work,
  atMs: number,
  registry: Registry,
  known: KnownErrors | null,
): Launch {
  const point =
    fromAscent(t, registry, known) ?? (b.pBoost > 0.5 ? fromBoost(b, atMs) : fromCoast(w, b, atMs));
  return { point, azimuthDeg: azimuthFrom(point, b) };
}

function fromAscent(t: Track, registry: Registry, errors: KnownErrors | null): TimedRegion | null {
  const { sight } = t;
  if (!sight) return null;
  let done = fits.get(sight);
  if (!done || done.errors !== errors) {
    done = { errors, point: fitSight(sight, registry, errors)?.point ?? null };
    fits.set(sight, done);
  }
  return done.point;
}

function fitSight(
  sight: Sight,
  registry: Registry,
  errors: KnownErrors | null,
): { point: TimedRegion } | null {
  let first = sight;
  while (first.before) first = first.before;
  const model = registry.models[first.sensor];
  if (!model) return null;
  const rough = roughPlace(model, registry.frame(model, first.atMs), first.z);
  const g = ecefToGeodetic(rough.place);
  if (g.heightM > YOUNG_M) return null;
  const found = fitLaunch(sight, registry, { lat: g.lat, lon: g.lon, ...rough }, errors);
  return found && found.fit < WORST_FIT ? found : null;
}

/** From a burning state: age by height and climb, place back along the course. */
function fromBoost(b: Blend, atMs: number): TimedRegion {
  const { x, P } = b;
  const g = ecefToGeodetic(x);
  const axes = enuAxes(g.lat, g.lon);
  const v = [0, 1, 2].map((k) => {
    const a = axes[k as 0 | 1 | 2];
    return a[0] * (x[3] as number) + a[1] * (x[4] as number) + a[2] * (x[5] as number);
  }) as [number, number, number];
  const trace = (P[0] as number) + (P[7] as number) + (P[14] as number);
  // Along the limb the height is as open as the place: it grows with the square of the way from the lowest point.
  const heightSigma = Math.sqrt(rise(P, axes[2])) + trace / (2 * WGS84.aM);
  const height = Math.max(1000, g.heightM, heightSigma);
  const sigmaV = Math.sqrt(((P[21] as number) + (P[28] as number) + (P[35] as number)) / 3);
  const climb = Math.max(v[2], 250);
  const age = Math.min(300, (RISE_EXPONENT * height) / climb);
  const spread = Math.min(1, Math.hypot(AGE_SPREAD, sigmaV / climb, heightSigma / height));
  const across = Math.hypot(v[0], v[1]);
  const back = (across * age) / WAY_EXPONENT;
  const az = Math.atan2(v[0], v[1]);
  const here: LatLon = { lat: g.lat, lon: g.lon };
  const at = destination(here, az / DEG + 180, back);
  const along = back * Math.hypot(0.35, spread) + 2000;
  const side = (age / WAY_EXPONENT) * sigmaV;
  const s = Math.sin(az);
  const c = Math.cos(az);
  const round = trace / 2 + side * side;
  return {
    ...at,
    cov: [along * along * s * s + round, along * along * s * c, along * along * c * c + round],
    atMs: atMs - age * 1000,
    sigmaS: Math.max(3, age * spread),
  };
}

/** Variance (m²) of the place along a direction. */
function rise(P: Float64Array, up: Vec3): number {
  let v = 0;
  for (let i = 0; i < 3; i++)
    for (let j = 0; j < 3; j++) v += up[i as 0 | 1 | 2] * (P[i * 6 + j] as number) * up[j as 0 | 1 | 2];
  return Math.max(0, v);
}

/** From a coasting state: the free flight back to the ground, which meets it near the launch and later than it. */
function fromCoast(w: Work, b: Blend, atMs: number): TimedRegion {
  const radius = 6371e3;
  const g0 = ecefToGeodetic(b.x);
  x6.set(w.xc.subarray(0, 6));
  if (!keplerRise(x6, radius, up)) {
    const spread = 1500e3 ** 2;
    return { lat: g0.lat, lon: g0.lon, cov: [spread, 0, spread], atMs: atMs - 600e3, sigmaS: 600 };
  }
  const g = ecefToGeodetic(up);
  const [e, n] = enuAxes(g.lat, g.lon);
  const J = new Float64Array(18);
  for (let k = 0; k < 6; k++) {
    const d = k < 3 ? 200 : 0.5;
    x6[k] = (w.xc[k] as number) + d;
    if (keplerRise(x6, radius, moved)) {
      for (let i = 0; i < 3; i++) {
        const dx = ((moved[i] as number) - (up[i] as number)) / d;
        J[k] = (J[k] as number) + dx * e[i as 0 | 1 | 2];
        J[6 + k] = (J[6 + k] as number) + dx * n[i as 0 | 1 | 2];
      }
      J[12 + k] = ((moved[3] as number) - (up[3] as number)) / d;
    }
    x6[k] = w.xc[k] as number;
  }
  const c = (p: number, q: number): number => {
    let s = 0;
    for (let i = 0; i < 6; i++)
      for (let j = 0; j < 6; j++)
        s += (J[p * 6 + i] as number) * (w.Pc[i * 7 + j] as number) * (J[q * 6 + j] as number);
    return s;
  };
  // A real ascent starts within some tens of kilometres of the free one's end, the more the farther it flies.
  const apart = 25e3 + 0.02 * distanceM(g, g0);
  return {
    lat: g.lat,
    lon: g.lon,
    cov: [c(0, 0) + apart ** 2, c(0, 1), c(1, 1) + apart ** 2],
    atMs: atMs + ((up[3] as number) - BOOST_LAG_S) * 1000,
    sigmaS: Math.sqrt(Math.max(0, c(2, 2)) + BOOST_LAG_SIGMA_S ** 2),
  };
}

/** Course at the launch point: to where it is now if that is away, else of its velocity. */
function azimuthFrom(point: LatLon, b: Blend): number {
  const g = ecefToGeodetic(b.x);
  const here = { lat: g.lat, lon: g.lon };
  if (distanceM(point, here) > 40e3) return bearingDeg(point, here);
  const [e, n] = enuAxes(g.lat, g.lon);
  const v = [b.x[3] as number, b.x[4] as number, b.x[5] as number] as const;
  const ve = e[0] * v[0] + e[1] * v[1] + e[2] * v[2];
  const vn = n[0] * v[0] + n[1] * v[1] + n[2] * v[2];
  return wrapAz(Math.atan2(ve, vn) / DEG);
}
