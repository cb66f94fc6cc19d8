/**
 * When one's own sensors can see a launch: geometry of the catalogue along the flown and the predicted path. Only the
 * own Party's sensors: the other's looks and status are national.
 */
import { stepFreeFlight } from '../../domain/ballistics';
import { DEG, ecefToGeodetic, geodeticToEcef } from '../../domain/geodesy';
import type { Launch, NationalTrack, SensorState } from '../../domain/records';
import {
  inFieldOfView,
  inService,
  measure,
  type RadarSensor,
  type Sensor,
  sensorFrame,
} from '../../domain/sensors';
import type { TrailPoint } from '../../domain/view';

export type CoverReason = 'below' | 'above' | 'outside' | 'silent';
export interface CoverSpan {
  fromMs: number;
  toMs: number;
  /** Null while at least one own sensor can see it. */
  reason: CoverReason | null;
  predicted: boolean;
}

const STEP_S = 10;
const ORBIT_AHEAD_MS = 600e3;

/**
 * Cover of a launch from its launch time to its impact, as adjoining spans; empty when nothing is known of its path.
 * `burntOutMs` is when it stopped burning as far as the own picture knows: infrared sees nothing after it.
 */
export function coverOf(
  launch: Pick<Launch, 'kinematics' | 'impact' | 'launchPoint' | 'lifecycle'>,
  burntOutMs: number,
  trail: readonly TrailPoint[],
  sensors: readonly Sensor[],
  states: Readonly<Record<string, SensorState>>,
  nowMs: number,
): CoverSpan[] {
  const spans: CoverSpan[] = [];
  const put = (fromMs: number, toMs: number, reason: CoverReason | null, predicted: boolean) => {
    const last = spans[spans.length - 1];
    if (last && last.reason === reason && last.predicted === predicted) last.toMs = toMs;
    else if (toMs > fromMs) spans.push({ fromMs: last?.toMs ?? fromMs, toMs, reason, predicted });
  };
  const first = trail[0];
  if (first && first[0] > launch.launchPoint.atMs) {
    const { lat, lon, atMs } = launch.launchPoint;
    put(
      atMs,
      first[0],
      reasonAt(sensors, {}, atMs, geodeticToEcef(lat, lon, 0), 0, atMs < burntOutMs),
      false,
    );
  }
  for (let i = 0; i < trail.length; i++) {
    const [atMs, lat, lon, heightM] = trail[i] as TrailPoint;
    const until = trail[i + 1]?.[0] ?? launch.kinematics.epochMs;
    put(
      atMs,
      until,
      reasonAt(sensors, {}, atMs, geodeticToEcef(lat, lon, heightM), heightM, atMs < burntOutMs),
      false,
    );
  }
  const x = Float64Array.from(launch.kinematics.x);
  const endMs = endOf(launch, nowMs);
  for (let atMs = launch.kinematics.epochMs; atMs < endMs; atMs += STEP_S * 1000) {
    const { heightM } = ecefToGeodetic(x);
    const toMs = Math.min(endMs, atMs + STEP_S * 1000);
    put(atMs, toMs, reasonAt(sensors, states, atMs, x, heightM, atMs < burntOutMs), toMs > nowMs);
    stepFreeFlight(x, STEP_S);
  }
  return spans;
}

/** Null if some sensor in service can see the place; else the reason that holds for the one that comes nearest to it. */
function reasonAt(
  sensors: readonly Sensor[],
  states: Readonly<Record<string, SensorState>>,
  atMs: number,
  place: ArrayLike<number>,
  heightM: number,
  burning: boolean,
): CoverReason | null {
  let reason: CoverReason = 'outside';
  let nearest = Number.POSITIVE_INFINITY;
  let silent = false;
  for (const sensor of sensors) {
    if (!inService(sensor, atMs) || (sensor.kind === 'ir' && !burning)) continue;
    const frame = sensorFrame(sensor, atMs);
    if (inFieldOfView(sensor, frame, place, heightM)) {
      const state = states[sensor.id];
      if (!state || (!state.stale && state.status !== 'OFF')) return null;
      silent = true;
    } else if (sensor.kind === 'radar') {
      const miss = missOf(sensor, measure(sensor, frame, place));
      if (miss.distance < nearest) {
        nearest = miss.distance;
        reason = miss.reason;
      }
    }
  }
  return silent ? 'silent' : reason;
}

function missOf(sensor: RadarSensor, z: number[]): { distance: number; reason: CoverReason } {
  const elDeg = (z[2] ?? 0) / DEG;
  if (elDeg < sensor.elMinDeg) return { distance: sensor.elMinDeg - elDeg, reason: 'below' };
  if (elDeg > sensor.elMaxDeg) return { distance: elDeg - sensor.elMaxDeg, reason: 'above' };
  return { distance: 1e3 + (z[0] ?? 0) / sensor.rangeMaxM, reason: 'outside' };
}

/** To its impact; what goes to orbit a while on; what still burns, or is over, not beyond now: nobody knows its path. */
function endOf(launch: Pick<Launch, 'impact' | 'lifecycle'>, nowMs: number): number {
  if (launch.lifecycle !== 'open') return Number.NEGATIVE_INFINITY;
  if (launch.impact === null) return nowMs + 1;
  return launch.impact === 'orbital' ? nowMs + ORBIT_AHEAD_MS : launch.impact.atMs;
}

export type CoverNow =
  | { state: 'covered'; endsMs: number | null }
  | { state: 'out'; reason: CoverReason }
  | { state: 'unknown' };

/** Whether an own sensor can see it now, and when the last one loses it; `endsMs` null: not before the path's end. */
export function coverNow(spans: readonly CoverSpan[], nowMs: number): CoverNow {
  const now = spans.findIndex((s) => s.fromMs <= nowMs && nowMs < s.toMs);
  const here = spans[now];
  if (!here) return { state: 'unknown' };
  if (here.reason !== null) return { state: 'out', reason: here.reason };
  const next = spans.slice(now + 1).find((s) => s.reason !== null);
  return { state: 'covered', endsMs: next?.fromMs ?? null };
}

/** When the last own sensor that sees it now loses it; null if none sees it, or none loses it. */
export function coverEndsMs(spans: readonly CoverSpan[], nowMs: number): number | null {
  const cover = coverNow(spans, nowMs);
  return cover.state === 'covered' ? cover.endsMs : null;
}

/**
 * Until when the launch burnt as far as the own picture knows: now while it does, else the last look of an own infrared
 * sensor at it; without one the launch time, so that infrared is taken to have seen nothing.
 */
export function burntOutMs(
  launch: Pick<Launch, 'phase' | 'launchPoint' | 'kinematics'>,
  track: Pick<NationalTrack, 'sensors'> | null,
  sensors: readonly Sensor[],
  nowMs: number,
): number {
  // What was reported since the caller's beat burnt as well: else infrared would seem to have lost it at that beat.
  if (launch.phase === 'boost') return Math.max(nowMs, launch.kinematics.epochMs) + 1;
  const infrared = new Set(sensors.filter((s) => s.kind === 'ir').map((s) => s.id));
  const looks = (track?.sensors ?? []).filter((s) => infrared.has(s.sensor)).map((s) => s.lastLookMs);
  return Math.max(launch.launchPoint.atMs, ...looks);
}
