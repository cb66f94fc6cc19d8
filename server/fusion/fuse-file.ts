import type { FeedInput } from '../../domain/inputs';
import type { Sensor } from '../../domain/sensors';
import { ellipseOf } from './corridor';
import { createPicture, type NationalTrackBody, type Picture } from './index';
import { roughHeightM } from './kernels/flight';

/** Sensor of a recorded scenario, as its meta file tells it: degrees of place, m, rad of limits and errors, ms of latency. */
export interface MetaSensor {
  id: string;
  type: 'radar' | 'ir';
  lat: number;
  lon: number;
  alt: number;
  revisit: number;
  sigma: number[];
  maxRange?: number;
  minEl?: number;
  minAlt?: number;
  pd: number;
  lambda: number;
  lat_ms: number;
}
export interface Meta {
  tEnd: number;
  sensors: MetaSensor[];
}
export type RecordedLine =
  | { kind: 'det'; id: number; sensor: string; scan: number; t: number; arr: number; z: number[] }
  | { kind: 'scan'; sensor: string; scan: number; t: number; arr: number; n: number };

/** Estimates are given at multiples of this, s. */
export const EVERY_S = 5;

export function sensorOf(m: MetaSensor): Sensor {
  const base = {
    id: m.id,
    name: { en: m.id, ru: m.id },
    system: m.type,
    assignedTo: 'P1',
    serviceFromMs: -1e15,
    serviceToMs: null,
    revisitS: m.revisit,
    phaseS: 0,
    pd: m.pd,
    clutterPerScan: m.lambda,
    latencyS: m.lat_ms / 1000,
    assumed: [],
  };
  const [a = 0, b = 0, c = 0] = m.sigma;
  if (m.type === 'ir')
    return {
      ...base,
      kind: 'ir',
      orbit: { kind: 'GEO', lonDeg: m.lon },
      sigma: [a, b],
      minHeightM: m.minAlt ?? 8000,
    };
  return {
    ...base,
    kind: 'radar',
    ...{ lat: m.lat, lon: m.lon, heightM: m.alt, azMinDeg: 0, azMaxDeg: 360, elMaxDeg: 90 },
    elMinDeg: ((m.minEl ?? 0) * 180) / Math.PI,
    rangeMaxM: m.maxRange ?? 5e6,
    sigma: [a, b, c],
  };
}

/**
 * Runs one picture over a recorded detection file in arrival order (times in scenario seconds) and gives an estimate line
 * for each confirmed track at t = 0, 5, 10, … s: only input that had arrived by t is in it.
 */
export function* fuseFile(meta: Meta, lines: Iterable<RecordedLine>): Generator<string> {
  const picture = createPicture({
    picture: 'joint',
    session: 'file',
    owner: 'P1',
    sensors: meta.sensors.map(sensorOf),
  });
  let nextS = 0;
  for (const line of lines) {
    for (; nextS < line.arr && nextS <= meta.tEnd; nextS += EVERY_S) yield* estimates(picture, nextS);
    const input = inputOf(line);
    picture.ingest(input, input.receivedMs);
  }
  for (; nextS <= meta.tEnd; nextS += EVERY_S) yield* estimates(picture, nextS);
}

/** A recorded line as a feed's input; session time begins at 0. */
export function inputOf(l: RecordedLine): FeedInput {
  const at = { sensor: l.sensor, scan: l.scan, atMs: l.t * 1000, receivedMs: l.arr * 1000 };
  return l.kind === 'det'
    ? { kind: 'detection', id: `d${l.id}`, z: l.z, ...at }
    : { kind: 'scan', n: l.n, ...at };
}

function* estimates(picture: Picture, tS: number): Generator<string> {
  picture.advance(tS * 1000);
  for (const t of picture.tracksAt(tS * 1000)) {
    const line = estimateLine(t, t.kinematics, tS);
    if (line) yield line;
  }
}

/** What an estimate line is made of, with its state at the line's time. */
export type Estimated = Pick<NationalTrackBody, 'id' | 'launchPoint' | 'impact' | 'classes' | 'corridor'>;

/** One estimate line; null for what is predicted to be down: it is not in the air. */
export function estimateLine(
  t: Estimated,
  { x, P }: Pick<NationalTrackBody['kinematics'], 'x' | 'P'>,
  tS: number,
): string | null {
  if (roughHeightM(x) <= 0) return null;
  const { launchPoint: l, impact } = t;
  const { SRBM, MRBM, IRBM, ICBM, SLV } = t.classes;
  const sum = Math.max(1e-9, SRBM + MRBM + IRBM + ICBM + SLV);
  const cls = {
    SRBM: SRBM / sum,
    MRBM: MRBM / sum,
    IRBM: IRBM / sum,
    ICBM: ICBM / sum,
    SLV: SLV / sum,
  };
  // A line is read by the true burnout, which the last looks may not have shown yet: it says both.
  const burning = t.corridor && { t: tS, ...ellipseOf(t.corridor) };
  const area =
    impact === null || impact === 'orbital'
      ? null
      : { lat: impact.lat, lon: impact.lon, t: impact.atMs / 1000, E: impact.cov };
  return JSON.stringify({
    t: tS,
    id: t.id,
    x,
    P,
    launch: { lat: l.lat, lon: l.lon, t0: l.atMs / 1000, E: l.cov },
    cls,
    ...(t.corridor && { corridor: t.corridor.map((p) => [p.lat, p.lon]) }),
    impact: area ?? burning,
  });
}
