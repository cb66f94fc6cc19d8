import { CLASS_CODES, type ClassProbabilities } from '../../domain/classes';
import { DEG, MEAN_RADIUS_M, wrapLon } from '../../domain/geodesy';
import type { LaunchReport } from '../../domain/records';
import type { TimedRegion } from '../../domain/regions';
import { type Estimate, fuse } from './fuse';

const METRES_PER_DEG = MEAN_RADIUS_M * DEG;
/** Part of the information about the launch that Parties share: priors of ascents. */
const COMMON_LAUNCH = 0.2;
/** χ² with three degrees of freedom, one in ten thousand. */
const GATE = 21.1;
const BLOCKS = [
  [0, 2],
  [2, 3],
] as const;

/** A region as east (m), north (m) and time (s) in a plane that touches at `origin`. */
export function localRegion(r: TimedRegion, origin: TimedRegion): Estimate {
  const scale = Math.max(0.02, Math.cos(origin.lat * DEG));
  return {
    x: Float64Array.of(
      wrapLon(r.lon - origin.lon) * METRES_PER_DEG * scale,
      (r.lat - origin.lat) * METRES_PER_DEG,
      (r.atMs - origin.atMs) / 1000,
    ),
    P: Float64Array.of(r.cov[0], r.cov[1], 0, r.cov[1], r.cov[2], 0, 0, 0, r.sigmaS ** 2),
  };
}

/** Several Gaussian places with times put together, in a plane at the first one (safe over the antimeridian). */
export function fuseRegions(regions: readonly TimedRegion[]): TimedRegion {
  const [first] = regions as [TimedRegion, ...TimedRegion[]];
  if (regions.length === 1) return first;
  const c = fuse(
    regions.map((r) => localRegion(r, first)),
    { common: COMMON_LAUNCH, gate: GATE, blocks: BLOCKS },
  );
  if (!c) return first;
  const scale = Math.max(0.02, Math.cos(first.lat * DEG));
  const [e = 0, n = 0, t = 0] = c.x;
  return {
    lat: first.lat + n / METRES_PER_DEG,
    lon: wrapLon(first.lon + e / (METRES_PER_DEG * scale)),
    cov: [c.P[0] as number, c.P[1] as number, c.P[4] as number],
    atMs: first.atMs + t * 1000,
    sigmaS: Math.sqrt(c.P[8] as number),
  };
}

/** Classes of several opinions, each with the weight of what it knows of the velocity: none adds certainty of its own. */
export function poolClasses(reports: readonly LaunchReport[]): ClassProbabilities {
  const weights = reports.map(({ kinematics: { P } }) => 1 / ((P[9] ?? 1) + (P[14] ?? 1) + (P[20] ?? 1)));
  const total = weights.reduce((s, w) => s + w, 0);
  const out = { ...(reports[0] as LaunchReport).classes };
  let sum = 0;
  for (const c of CLASS_CODES) {
    let log = 0;
    for (const [k, r] of reports.entries())
      log += ((weights[k] as number) / total) * Math.log(Math.max(1e-6, r.classes[c]));
    out[c] = Math.exp(log);
    sum += out[c];
  }
  for (const c of CLASS_CODES) out[c] /= sum;
  return out;
}
