import { stepFreeFlight } from '../../../domain/ballistics';
import { ecefToGeodetic, enuAxes, geodeticToEcef } from '../../../domain/geodesy';
import type { FeedInput } from '../../../domain/inputs';
import { inFieldOfView, measure, type Sensor, sensorFrame } from '../../../domain/sensors';

/** A flight for tests of the engine, by the plainest means: constant thrust that pitches over, then free flight. */
export interface TinyFlight {
  launchMs: number;
  burnS: number;
  /** Position by whole seconds from launch. */
  states: Float64Array[];
}

export function flyTiny(o: {
  lat: number;
  lon: number;
  azDeg: number;
  launchMs: number;
  burnS: number;
  thrust: number;
}): TinyFlight {
  const p = geodeticToEcef(o.lat, o.lon, 0);
  const [e, n, u] = enuAxes(o.lat, o.lon);
  const az = (o.azDeg * Math.PI) / 180;
  const x = Float64Array.from([...p, 0, 0, 0]);
  const states = [x.slice()];
  for (let t = 0; t < 3000; t++) {
    const pitch = t < 8 ? Math.PI / 2 : Math.max(0.6, Math.PI / 2 - (t - 8) * 0.012);
    const along = (i: number): number =>
      Math.sin(pitch) * (u[i] ?? 0) +
      Math.cos(pitch) * (Math.sin(az) * (e[i] ?? 0) + Math.cos(az) * (n[i] ?? 0));
    const thrust = t < o.burnS ? [0, 1, 2].map((i) => o.thrust * along(i)) : [0, 0, 0];
    stepFreeFlight(x, 1, thrust);
    states.push(x.slice());
    if (t > o.burnS && ecefToGeodetic(x).heightM < 0) break;
  }
  return { launchMs: o.launchMs, burnS: o.burnS, states };
}

/** Looks of the sensors at the flights, exact but for a small fixed wobble, every revisit, in order of receipt. */
export function looksAt(
  flown: TinyFlight | TinyFlight[],
  sensors: Sensor[],
  fromMs: number,
  toMs: number,
): FeedInput[] {
  const out: FeedInput[] = [];
  for (const s of sensors) {
    let scan = 0;
    for (let atMs = fromMs; atMs < toMs; atMs += s.revisitS * 1000) {
      scan++;
      const receivedMs = atMs + s.latencyS * 1000;
      const frame = sensorFrame(s, atMs);
      let n = 0;
      for (const [i, flight] of [flown].flat().entries()) {
        const age = (atMs - flight.launchMs) / 1000;
        const state = flight.states[Math.round(age)];
        const burning = age < flight.burnS;
        if (!(age >= 0 && state && (s.kind === 'radar' || burning))) continue;
        if (!inFieldOfView(s, frame, state, ecefToGeodetic(state).heightM)) continue;
        const wobble = Math.sin(scan * 12.9898 + i) * 0.7;
        const z = measure(s, frame, state).map((v, k) => v + (s.sigma[k] ?? 0) * wobble * (k % 2 ? -1 : 1));
        if (s.kind === 'radar') z[1] = ((z[1] ?? 0) + 2 * Math.PI) % (2 * Math.PI);
        const id = i === 0 ? `${s.id}-${scan}` : `${s.id}-${scan}-${i}`;
        out.push({ kind: 'detection', id, sensor: s.id, scan, atMs, receivedMs, z });
        n++;
      }
      out.push({ kind: 'scan', sensor: s.id, scan, atMs, receivedMs, n });
    }
  }
  return out
    .map((input, i) => ({ input, i }))
    .sort((a, b) => received(a.input) - received(b.input) || a.i - b.i)
    .map((a) => a.input);
}
const received = (i: FeedInput): number => i.receivedMs;
