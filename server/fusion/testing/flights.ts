/**
 * Small flights and looks for tests of the tracker. The flights share no law with the tracker: a thrust that grows as the
 * tanks empty and a pitch that falls in a straight line, then free flight without air.
 */
import { stepFreeFlight } from '../../../domain/ballistics';
import {
  DEG,
  destination,
  ecefToGeodetic,
  enuAxes,
  geodeticToEcef,
  type LatLon,
} from '../../../domain/geodesy';
import type { Detection, FeedInput } from '../../../domain/inputs';
import {
  type InfraredSensor,
  inFieldOfView,
  measure,
  type RadarSensor,
  type Sensor,
  sensorFrame,
} from '../../../domain/sensors';

export interface TestFlight {
  launch: LatLon;
  launchMs: number;
  burnS: number;
  /** States (ECEF m, m/s) every second from launch. */
  states: Float64Array[];
  impact: LatLon & { atMs: number };
}
export interface FlightPlan extends LatLon {
  azDeg: number;
  launchMs: number;
  burnS?: number;
  /** Thrust acceleration at ignition (m/s²). */
  thrust?: number;
  /** Pitch above the horizon (rad) at the end of the turn. */
  pitch?: number;
}

const STEP_S = 0.25;

export function flyTest(o: FlightPlan): TestFlight {
  const { burnS = 100, thrust = 22, pitch = 0.7 } = o;
  const [e, n, u] = enuAxes(o.lat, o.lon);
  const head = [0, 1, 2].map(
    (i) => Math.sin(o.azDeg * DEG) * (e[i] ?? 0) + Math.cos(o.azDeg * DEG) * (n[i] ?? 0),
  );
  const x = Float64Array.from([...geodeticToEcef(o.lat, o.lon, 0), 0, 0, 0]);
  const states = [x.slice()];
  let t = 0;
  for (; t < 3600; t += STEP_S) {
    const turn = Math.min(1, Math.max(0, (t - 6) / (0.7 * burnS)));
    const p = Math.PI / 2 + (pitch - Math.PI / 2) * turn;
    const a = t < burnS ? thrust / (1 - (0.6 * t) / burnS) : 0;
    stepFreeFlight(
      x,
      STEP_S,
      [0, 1, 2].map((i) => a * (Math.sin(p) * (u[i] ?? 0) + Math.cos(p) * (head[i] ?? 0))),
    );
    if (Number.isInteger(t + STEP_S)) states.push(x.slice());
    if (t > burnS && ecefToGeodetic(x).heightM < 0) break;
  }
  const g = ecefToGeodetic(x);
  return {
    launch: { lat: o.lat, lon: o.lon },
    launchMs: o.launchMs,
    burnS,
    states,
    impact: { lat: g.lat, lon: g.lon, atMs: o.launchMs + t * 1000 },
  };
}

/** State of a flight at a time by cubic Hermite between its seconds; null when it does not fly. */
export function stateOf(f: TestFlight, atMs: number): Float64Array | null {
  const age = (atMs - f.launchMs) / 1000;
  const i = Math.floor(age);
  const a = f.states[i];
  const b = f.states[i + 1];
  if (age < 0 || !a || !b) return null;
  const s = age - i;
  const out = new Float64Array(6);
  for (let k = 0; k < 3; k++) {
    const [p, q, v, w] = [a[k] ?? 0, b[k] ?? 0, a[3 + k] ?? 0, b[3 + k] ?? 0];
    out[k] = p + s * (v + s * (3 * (q - p) - 2 * v - w + s * (2 * (p - q) + v + w)));
    out[3 + k] = v + s * (w - v);
  }
  return out;
}

/** A plain seeded generator: uniform in (0, 1). */
export function chance(seed: number): () => number {
  let s = (seed * 2654435761) >>> 0;
  return () => {
    s = (s + 0x6d2b79f5) >>> 0;
    let t = Math.imul(s ^ (s >>> 15), s | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return (((t ^ (t >>> 14)) >>> 0) + 0.5) / 4294967296;
  };
}
export function gauss(rnd: () => number): number {
  return Math.sqrt(-2 * Math.log(rnd())) * Math.cos(2 * Math.PI * rnd());
}

export interface LookOptions {
  fromMs: number;
  toMs: number;
  seed?: number;
  /** Noise in units of the sensors' own. */
  noise?: number;
  /** Share of looks that come 5 to 20 s late. */
  late?: number;
  /** Chance that an object in view gives a plot. */
  pd?: number;
}

/** Looks of sensors at flights, in order of receipt. Each look has a stream of chance of its own. */
export function looks(
  flights: readonly TestFlight[],
  sensors: readonly Sensor[],
  o: LookOptions,
): FeedInput[] {
  const { seed = 1, noise = 1, late = 0, pd = 0.95 } = o;
  const out: FeedInput[] = [];
  for (const [index, s] of sensors.entries()) {
    const first = Math.ceil((o.fromMs - s.phaseS * 1000) / (s.revisitS * 1000));
    for (let scan = first; ; scan++) {
      const atMs = (scan * s.revisitS + s.phaseS) * 1000;
      if (atMs >= o.toMs) break;
      const rnd = chance(seed * 7919 + index * 104729 + scan);
      const delay = s.latencyS + (rnd() < late ? 5 + 15 * rnd() : 0);
      const receivedMs = atMs + delay * 1000;
      const frame = sensorFrame(s, atMs);
      const plots: number[][] = [];
      for (const f of flights) {
        const x = stateOf(f, atMs);
        const burning = atMs < f.launchMs + f.burnS * 1000;
        const seen = rnd() < pd;
        const errors = [gauss(rnd), gauss(rnd), gauss(rnd)];
        if (!x || !seen || (s.kind === 'ir' && !burning)) continue;
        if (!inFieldOfView(s, frame, x, ecefToGeodetic(x).heightM)) continue;
        plots.push(measure(s, frame, x).map((v, k) => v + noise * (s.sigma[k] ?? 0) * (errors[k] ?? 0)));
      }
      for (const [k, z] of plots.entries())
        out.push({ kind: 'detection', id: `${s.id}/${scan}/${k}`, sensor: s.id, scan, atMs, receivedMs, z });
      out.push({ kind: 'scan', sensor: s.id, scan, atMs, receivedMs, n: plots.length });
    }
  }
  return byReceipt(out);
}

export function byReceipt(inputs: readonly FeedInput[]): FeedInput[] {
  return inputs
    .map((input, i) => ({ input, i }))
    .sort((a, b) => a.input.receivedMs - b.input.receivedMs || a.i - b.i)
    .map((a) => a.input);
}
export const isDetection = (i: FeedInput): i is Detection => i.kind === 'detection';

const base = {
  system: 'test',
  assignedTo: 'P1',
  serviceFromMs: -1e15,
  serviceToMs: null,
  pd: 0.95,
  assumed: [],
  latencyS: 0.3,
};
export function radar(id: string, at: LatLon, more: Partial<RadarSensor> = {}): RadarSensor {
  return {
    ...base,
    ...{ id, kind: 'radar', name: { en: id, ru: id }, revisitS: 4, phaseS: 0.5, clutterPerScan: 0.2 },
    ...{ ...at, heightM: 0, azMinDeg: 0, azMaxDeg: 360, elMinDeg: 2, elMaxDeg: 90, rangeMaxM: 4.5e6 },
    sigma: [50, 0.002, 0.002],
    ...more,
  };
}
export function infrared(id: string, lonDeg: number, more: Partial<InfraredSensor> = {}): InfraredSensor {
  return {
    ...base,
    ...{ id, kind: 'ir', name: { en: id, ru: id }, revisitS: 5, phaseS: 0.2, clutterPerScan: 0.2 },
    ...{ orbit: { kind: 'GEO', lonDeg }, sigma: [5e-5, 5e-5], minHeightM: 8000 },
    ...more,
  };
}

/** A place moved by metres east and north. */
export const moved = (p: LatLon, eastM: number, northM: number): LatLon =>
  destination(p, Math.atan2(eastM, northM) / DEG, Math.hypot(eastM, northM));
