/**
 * What the magnified inset shows: the Parties' estimates of one thing, in metres east and north of their middle. There where
 * they lie too near to be told apart on the map.
 */
import { propagateFreeFlight } from '../../../domain/ballistics';
import { azDiffDeg, bearingDeg, DEG, distanceM, ecefToGeodetic, type LatLon } from '../../../domain/geodesy';
import { ellipseAxes, type GroundRegion } from '../../../domain/regions';
import { groundCov } from '../geometry/spread';
import { MEASURED_PX } from '../overlay/draw-marks';
import { type Gap, impactGap, type Reported, type Solution, widestGap } from './reported';

/** Metres east and north of the inset's middle. */
export interface Offset {
  e: number;
  n: number;
}
export interface InsetItem {
  letter: string;
  order: number;
  at: Offset;
  /** Semi-axes of the 90 % region in metres and the azimuth of the longer one. */
  ellipse: { semiMajorM: number; semiMinorM: number; azDeg: number };
  /** Degrees from north; null where nothing moves. */
  courseDeg: number | null;
}
export interface Inset {
  what: 'position' | 'impact';
  gap: Gap;
  /** Between the two courses, degrees; null of what does not move. */
  turnDeg: number | null;
  items: InsetItem[];
  joint: Offset | null;
  /** From the middle to the edge of what is shown, metres. */
  halfM: number;
}

interface Estimate {
  solution: Solution;
  region: GroundRegion;
  courseDeg: number | null;
}

/** Insets of a launch at a time, for a map of so many metres a pixel: those that are needed, the position first. */
export function insetsOf({ launch, solutions }: Reported, nowMs: number, metresPerPixel: number): Inset[] {
  const over = launch.freshness === 'ended' || launch.freshness === 'lost';
  if (over) return [];
  const now = solutions.flatMap((s) => positionOf(s, nowMs) ?? []);
  const down = solutions.flatMap((solution): Estimate[] =>
    solution.impact ? [{ solution, region: solution.impact, courseDeg: null }] : [],
  );
  const jointNow = launch.record.kinematics;
  const jointAt = placeOf(jointNow.x, jointNow.a, nowMs - jointNow.epochMs, launch.burning);
  const at = (list: Estimate[]) => (s: Solution) => list.find((i) => i.solution === s)?.region ?? null;
  const insets: Inset[] = [];
  const add = (what: Inset['what'], list: Estimate[], gap: Gap | null, joint: LatLon | null) => {
    if (gap && gap.distanceM / metresPerPixel < MEASURED_PX) insets.push(insetOf(what, list, gap, joint));
  };
  add('position', now, widestGap(solutions, at(now)), jointAt);
  const jointDown = launch.record.impact;
  add('impact', down, impactGap(solutions), jointDown !== null && jointDown !== 'orbital' ? jointDown : null);
  return insets;
}

function placeOf(x: readonly number[], a: readonly number[], dtMs: number, burning: boolean): LatLon {
  return ecefToGeodetic(propagateFreeFlight(x, Math.max(0, dtMs) / 1000, burning ? a : undefined));
}

function positionOf(solution: Solution, nowMs: number): Estimate | null {
  const { kinematics, path } = solution;
  const last = path[path.length - 1];
  if (!kinematics || !last || nowMs > last.atMs) return null;
  const dtMs = nowMs - kinematics.epochMs;
  const at = placeOf(kinematics.x, kinematics.a, dtMs, false);
  const later = placeOf(kinematics.x, kinematics.a, dtMs + 10e3, false);
  return {
    solution,
    region: { ...at, cov: groundCov(kinematics, at, dtMs / 1000) },
    courseDeg: bearingDeg(at, later),
  };
}

function insetOf(what: Inset['what'], list: readonly Estimate[], gap: Gap, joint: LatLon | null): Inset {
  const middle = { lat: gap.from.lat, lon: gap.from.lon };
  const offset = (p: LatLon): Offset => {
    const [az, far] = [bearingDeg(middle, p) * DEG, distanceM(middle, p)];
    return { e: far * Math.sin(az), n: far * Math.cos(az) };
  };
  const other = offset(gap.to);
  const about = (p: LatLon): Offset => {
    const { e, n } = offset(p);
    return { e: e - other.e / 2, n: n - other.n / 2 };
  };
  const items = list.map(
    ({ solution, region, courseDeg }): InsetItem => ({
      letter: solution.letter,
      order: solution.order,
      at: about(region),
      ellipse: ellipseAxes(region.cov, 0.9),
      courseDeg,
    }),
  );
  const reachM = Math.max(...items.map((i) => Math.hypot(i.at.e, i.at.n) + i.ellipse.semiMajorM));
  const [a, b] = gap.letters.map((l) => items.find((i) => i.letter === l)?.courseDeg ?? null);
  return {
    ...{ what, gap, items, joint: joint && about(joint) },
    turnDeg: a != null && b != null ? Math.abs(azDiffDeg(a, b)) : null,
    // All of the regions, unless they are so wide that the difference could not be seen here either.
    halfM: Math.max(500, Math.min(1.1 * reachM, 1.7 * gap.distanceM)),
  };
}
