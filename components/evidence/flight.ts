/** What the plots of a flight show: which time, what is predicted, what was known at a moment. Pure; times epoch ms. */
import { propagateFreeFlight } from '../../domain/ballistics';
import { CLASS_CODES, type ClassCode } from '../../domain/classes';
import { ecefToGeodetic } from '../../domain/geodesy';
import type { Launch, SensorResidual } from '../../domain/records';
import type { LaunchPoint, OwnPoint } from '../../domain/series';
import { stateSpread } from '../../domain/state-spread';
import { drawnImpact, timeWindow } from '../dossier/model';

export interface Span {
  fromMs: number;
  toMs: number;
}
/** A value over time with half of its 90 % interval. */
export interface Sample {
  atMs: number;
  value: number;
  half: number;
}
const LEAST_MS = 120_000;

/** From the launch to now, or to what was said last where it is over. */
export function seenSpan(launch: Launch, points: readonly LaunchPoint[], nowMs: number): Span {
  const fromMs = Math.min(launch.launchPoint.atMs, points[0]?.atMs ?? Number.POSITIVE_INFINITY);
  const endMs = launch.lifecycle === 'open' ? nowMs : Math.max(launch.kinematics.epochMs, launch.updatedMs);
  return { fromMs, toMs: Math.max(endMs, fromMs + LEAST_MS) };
}

/** From the launch to the end of the predicted impact window where one can be said. */
export function flightSpan(launch: Launch, points: readonly LaunchPoint[], nowMs: number): Span {
  const seen = seenSpan(launch, points, nowMs);
  const impact = launch.lifecycle === 'open' ? drawnImpact(launch.impact) : null;
  return impact ? { ...seen, toMs: Math.max(seen.toMs, timeWindow(impact).toMs) } : seen;
}

const STEP_S = 20;

/**
 * Height (m) and speed (m/s) in free flight from the newest state to the ground. Nothing of what burns: how long it will is
 * not known. ± grows with what the velocity does not tell; the air on the way down is left out.
 */
export function predicted(launch: Launch, toMs: number): { height: Sample[]; speed: Sample[] } {
  const height: Sample[] = [];
  const speed: Sample[] = [];
  const { kinematics, phase, lifecycle } = launch;
  if (phase === 'boost' || lifecycle !== 'open') return { height, speed };
  let x: ArrayLike<number> = kinematics.x;
  for (let dtS = 0; kinematics.epochMs + dtS * 1000 <= toMs; dtS += STEP_S) {
    if (dtS > 0) x = propagateFreeFlight(x, STEP_S);
    const { heightM } = ecefToGeodetic(x);
    if (heightM < 0) break;
    const atMs = kinematics.epochMs + dtS * 1000;
    const half = stateSpread(kinematics, dtS);
    height.push({ atMs, value: heightM, half: half.heightM });
    speed.push({
      atMs,
      value: Math.hypot(x[3] as number, x[4] as number, x[5] as number),
      half: half.speedMS,
    });
  }
  return { height, speed };
}

/**
 * What a plot has at a moment: the last revision by then, or what is predicted from the newest; null before the first. `atMs` is
 * that of the revision, or the moment itself where it is predicted (`ahead`).
 */
export function valueAt(
  measured: readonly Sample[],
  ahead: readonly Sample[],
  atMs: number,
): (Sample & { ahead: boolean }) | null {
  const after = ahead.findIndex((s) => s.atMs >= atMs);
  const [a, b] = [ahead[after - 1], ahead[after]];
  if (a && b) {
    const share = (atMs - a.atMs) / (b.atMs - a.atMs);
    const between = (from: number, to: number) => from + share * (to - from);
    return { atMs, value: between(a.value, b.value), half: between(a.half, b.half), ahead: true };
  }
  const known = measured.findLast((s) => s.atMs <= atMs);
  return known ? { ...known, ahead: false } : null;
}

/** What was known at a moment: the last revision told by then; the latest where no moment is meant. */
export function knownAt(points: readonly LaunchPoint[], atMs: number | null): LaunchPoint | null {
  if (atMs === null) return points.at(-1) ?? null;
  return points.findLast((p) => p.toldMs <= atMs) ?? null;
}

/** Classes of which some revision held at least one per cent, the last most probable first, `UNKNOWN` at the end. */
export function classesShown(points: readonly LaunchPoint[]): ClassCode[] {
  const last = points.at(-1)?.classes;
  return CLASS_CODES.filter((c) => c !== 'UNKNOWN' && points.some((p) => p.classes[c] >= 0.01))
    .sort((a, b) => (last?.[b] ?? 0) - (last?.[a] ?? 0))
    .concat('UNKNOWN');
}

export interface SensorLane {
  sensor: string;
  /** Each look once, in order of time. */
  looks: SensorResidual[];
  /** Of all looks of the sensor by the last telling. */
  chi2: number;
}
/** What own sensors' looks left over, a lane a sensor, by whose first look came first. */
export function residualLanes(own: readonly OwnPoint[]): SensorLane[] {
  const lanes = new Map<string, SensorLane>();
  for (const { residuals } of own)
    for (const r of residuals) {
      const lane = lanes.get(r.sensor) ?? { sensor: r.sensor, looks: [], chi2: r.chi2 };
      lanes.set(r.sensor, lane);
      lane.chi2 = r.chi2;
      if (!lane.looks.some((l) => l.atMs === r.atMs)) lane.looks.push(r);
    }
  for (const lane of lanes.values()) lane.looks.sort((a, b) => a.atMs - b.atMs);
  return [...lanes.values()];
}

/** When each revision was there to be seen: told, and its state's epoch come. */
export const stopsOf = (points: readonly LaunchPoint[]): number[] =>
  points.map((p) => Math.max(p.toldMs, p.atMs));

/** The next of some moments from one on in a direction; the outermost where there is none further. */
export function stepTo(stops: readonly number[], fromMs: number | null, by: 1 | -1): number | null {
  if (stops.length === 0) return null;
  const last = stops.at(-1) as number;
  if (fromMs === null) return by < 0 ? (stops.at(-2) ?? last) : last;
  const found = by > 0 ? stops.find((s) => s > fromMs) : stops.findLast((s) => s < fromMs);
  return found ?? (by > 0 ? last : (stops[0] as number));
}
