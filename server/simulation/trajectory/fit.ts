/**
 * Shooting: which tanks, which angle and which azimuth bring a vehicle to a wanted impact and apogee. Damped Newton
 * steps on (ln tank factor, steering angle, azimuth) with a Jacobian of flown differences.
 */
import { azDiffDeg, bearingDeg, DEG, distanceM, type LatLon } from '../../../domain/geodesy';
import { fly, type Trajectory } from './fly';
import { type Vehicle, withTanks } from './vehicle';

export interface Fitted {
  vehicle: Vehicle;
  azimuthDeg: number;
  trajectory: Trajectory;
}
type Place = LatLon & { heightM: number };

/** Relative error (range, apogee) and angle (rad, cross-range) at which a fit is good. */
const GOOD = 2e-4;
const MOST_STEPS = 24;
const TANKS: [number, number] = [Math.log(0.25), Math.log(1.8)];
const ANGLES: [number, number] = [2 * DEG, 89.7 * DEG];

function withAngle(vehicle: Vehicle, angle: number): Vehicle {
  const s = vehicle.steering;
  const deg = angle / DEG;
  if (s.kind === 'rail') return { ...vehicle, steering: { ...s, elevationDeg: deg } };
  if (s.kind === 'programme') return { ...vehicle, steering: { ...s, finalDeg: deg } };
  return { ...vehicle, steering: { ...s, pitchOverDeg: deg } };
}

/**
 * Fits to range and apogee (m) off a place at a fixed azimuth of the launch plane; null when it cannot get there.
 * `like` is a vehicle whose grid gives the start of the search: for one of many variants, what they are variants of.
 */
export function fitRange(
  template: Vehicle,
  from: Place,
  azimuthDeg: number,
  target: { rangeM: number; apogeeM: number },
  like: Vehicle = template,
): Fitted | null {
  const shot = (p: readonly number[]): Shot => {
    const vehicle = withAngle(withTanks(template, Math.exp(p[0] as number)), p[1] as number);
    const trajectory = fly(vehicle, from, azimuthDeg);
    const range = trajectory.rangeM ?? Number.NaN;
    return {
      fitted: { vehicle, azimuthDeg, trajectory },
      miss: [Math.log(range / target.rangeM), Math.log(trajectory.apogeeM / target.apogeeM)],
    };
  };
  return firstSolved(shot, guesses(like, target));
}

/** Fits to an impact place and apogee (m): the azimuth leads by what the Earth turns meanwhile. */
export function fitImpact(
  template: Vehicle,
  from: Place,
  target: { impact: LatLon; apogeeM: number },
  like: Vehicle = template,
): Fitted | null {
  const rangeM = distanceM(from, target.impact);
  const bearing = bearingDeg(from, target.impact);
  const shot = (p: readonly number[]): Shot => {
    const vehicle = withAngle(withTanks(template, Math.exp(p[0] as number)), p[1] as number);
    const azimuthDeg = bearing + (p[2] as number) / DEG;
    const trajectory = fly(vehicle, from, azimuthDeg);
    const to = trajectory.impact;
    const miss = to
      ? [
          Math.log(distanceM(from, to) / rangeM),
          Math.log(trajectory.apogeeM / target.apogeeM),
          azDiffDeg(bearingDeg(from, to), bearing) * DEG,
        ]
      : [Number.NaN, Number.NaN, Number.NaN];
    return { fitted: { vehicle, azimuthDeg, trajectory }, miss };
  };
  const starts = guesses(like, { rangeM, apogeeM: target.apogeeM });
  return firstSolved(
    shot,
    starts.map((p) => [...p, 0]),
  );
}

interface Shot {
  fitted: Fitted;
  miss: number[];
}
const size = (miss: readonly number[]): number => {
  const s = Math.hypot(...miss);
  return Number.isFinite(s) ? s : Number.POSITIVE_INFINITY;
};

function firstSolved(shot: (p: readonly number[]) => Shot, starts: number[][]): Fitted | null {
  for (const start of starts) {
    const fitted = solve(shot, start);
    if (fitted) return fitted;
  }
  return null;
}

function solve(shot: (p: readonly number[]) => Shot, guess: number[]): Fitted | null {
  const n = guess.length;
  let p = guess;
  let best = shot(p);
  for (let k = 0; k < MOST_STEPS && size(best.miss) > GOOD; k++) {
    const rows: number[][] = Array.from({ length: n }, () => []);
    for (let j = 0; j < n; j++) {
      const moved = p.map((v, i) => (i === j ? v + DIFFERENCE : v));
      const { miss } = shot(moved);
      for (let i = 0; i < n; i++)
        rows[i]?.push(((miss[i] as number) - (best.miss[i] as number)) / DIFFERENCE);
    }
    const step = linearSolve(rows, best.miss);
    if (!step) return null;
    let improved = false;
    for (let damp = 1; damp > 0.02 && !improved; damp /= 2) {
      const next = bounded(p.map((v, i) => v - damp * Math.max(-0.4, Math.min(0.4, step[i] as number))));
      const tried = shot(next);
      if (size(tried.miss) < size(best.miss)) {
        improved = true;
        p = next;
        best = tried;
      }
    }
    if (!improved) return null;
  }
  return size(best.miss) <= GOOD ? best.fitted : null;
}
const DIFFERENCE = 1e-3;

function bounded(p: number[]): number[] {
  const clamp = (v: number, [low, high]: [number, number]) => Math.max(low, Math.min(high, v));
  return p.map((v, i) => (i === 0 ? clamp(v, TANKS) : i === 1 ? clamp(v, ANGLES) : v));
}

/** Solves a·x = b by elimination with pivots; null when singular or not finite. */
function linearSolve(a: number[][], b: readonly number[]): number[] | null {
  const n = b.length;
  const m = a.map((row, i) => [...row, b[i] as number]);
  for (let c = 0; c < n; c++) {
    let pivot = c;
    for (let r = c + 1; r < n; r++)
      if (Math.abs(m[r]?.[c] as number) > Math.abs(m[pivot]?.[c] as number)) pivot = r;
    [m[c], m[pivot]] = [m[pivot] as number[], m[c] as number[]];
    const top = m[c] as number[];
    if (!(Math.abs(top[c] as number) > 1e-12)) return null;
    for (let r = 0; r < n; r++) {
      if (r === c) continue;
      const row = m[r] as number[];
      const f = (row[c] as number) / (top[c] as number);
      for (let k = c; k <= n; k++) row[k] = (row[k] as number) - f * (top[k] as number);
    }
  }
  const x = m.map((row, i) => (row[n] as number) / (row[i] as number));
  return x.every(Number.isFinite) ? x : null;
}

interface GridPoint {
  p: [number, number];
  rangeM: number;
  apogeeM: number;
}
const grids = new Map<string, GridPoint[]>();
const GRID_TANKS = [0.35, 0.5, 0.7, 0.85, 1, 1.15, 1.4];
const GRID_ANGLES = {
  rail: [70, 76, 80, 83, 85.5, 87.5, 89],
  programme: [12, 20, 28, 36, 46, 58, 72, 84, 88],
};

/** Starts of the search: the nearest of a grid flown once per template off the equator (kept: it is a pure function). */
function guesses(template: Vehicle, target: { rangeM: number; apogeeM: number }): [number, number][] {
  const key = JSON.stringify(template);
  let grid = grids.get(key);
  if (!grid) {
    grid = flyGrid(template);
    if (grids.size >= 64) grids.clear();
    grids.set(key, grid);
  }
  const miss = (g: GridPoint) =>
    Math.hypot(Math.log(g.rangeM / target.rangeM), Math.log(g.apogeeM / target.apogeeM));
  return [...grid]
    .sort((a, b) => miss(a) - miss(b))
    .slice(0, STARTS)
    .map((g) => g.p);
}
const STARTS = 3;

function flyGrid(template: Vehicle): GridPoint[] {
  const out: GridPoint[] = [];
  const angles = template.steering.kind === 'rail' ? GRID_ANGLES.rail : GRID_ANGLES.programme;
  for (const tank of GRID_TANKS) {
    for (const angle of angles) {
      const vehicle = withAngle(withTanks(template, tank), angle * DEG);
      const { rangeM, apogeeM } = fly(vehicle, { lat: 0, lon: 0, heightM: 0 }, 0);
      if (rangeM !== null && rangeM > 1000) out.push({ p: [Math.log(tank), angle * DEG], rangeM, apogeeM });
    }
  }
  return out;
}

/** Apogee height (m) of the minimum-energy ellipse over a range (m): sphere, no air (physics table of DOMAIN (f)). */
export function minimumEnergyApogeeM(rangeM: number): number {
  const R = 6371e3;
  const half = rangeM / R / 2;
  const gamma = Math.PI / 4 - half / 2;
  const v2 = (2 * Math.sin(half)) / (1 + Math.sin(half));
  // v² in units of mu/R: a = R/(2 − v²), e from the flight-path angle.
  const a = R / (2 - v2);
  const e = Math.sqrt(1 - v2 * (2 - v2) * Math.cos(gamma) ** 2);
  return a * (1 + e) - R;
}
