/**
 * One look of one sensor: which flights it sees, with what error, which false plots it adds, and when all that reaches
 * the centre. The plots of a look are shuffled before they get their ids, so neither order nor id tells the object.
 */
import { DEG, WGS84 } from '../../../domain/geodesy';
import { makeId } from '../../../domain/ids';
import type { Detection, FeedInput } from '../../../domain/inputs';
import {
  type InfraredSensor,
  inFieldOfView,
  measure,
  type RadarSensor,
  type Sensor,
  type SensorFrame,
  sensorFrame,
} from '../../../domain/sensors';
import { hashKey, type Rng, rngFor } from '../rng';
import { heightOf } from '../trajectory/dynamics';
import { type Flight, isBurning, lastBurnEndMs, stateAt } from '../trajectory/flight';
import { type Echo, plotOfEcho } from './echo';

/** Share of looks that reach the centre late, and by how many seconds (assumed: lines of the 1990s and queues). */
export const LATE_SHARE = 0.03;
export const LATE_S: readonly [number, number] = [5, 20];
/** Half angle (rad) of the disc over which false infrared plots spread: the Earth as seen from the geostationary orbit. */
const EARTH_DISC_RAD = 0.1518;

/** Told which flight a detection came from; null for a false plot. Tests only: a feed never has it. */
export type Trace = (detectionId: string, flight: Flight | null) => void;

export interface Look {
  receivedMs: number;
  inputs: FeedInput[];
}

/** The look `scan` of a sensor at `atMs`. `flights` and `echoes` may hold ones that are not there then. */
export function takeLook(
  seed: number,
  sensor: Sensor,
  scan: number,
  atMs: number,
  flights: readonly Flight[],
  trace?: Trace,
  echoes: readonly Echo[] = [],
): Look {
  const key = keyOf(sensor);
  const rng = rngFor(seed, key, scan);
  const receivedMs = Math.round(atMs + receiptDelayS(sensor, rng) * 1000);
  const plots: { z: number[]; flight: Flight | null }[] = [];
  let frame: SensorFrame | null = null;
  for (const flight of flights) {
    if (atMs < flight.launchMs || atMs > flight.endMs) continue;
    if (sensor.kind === 'ir' && (atMs >= lastBurnEndMs(flight) || !isBurning(flight, atMs))) continue;
    stateAt(flight, atMs, state);
    frame ??= sensorFrame(sensor, atMs);
    if (!inFieldOfView(sensor, frame, state, heightOf(state))) continue;
    // A stream of its own for each object: another object in the air changes nothing here.
    const own = rngFor(seed, key, scan, flight.key);
    if (own.chance(sensor.pd)) plots.push({ z: noisy(sensor, measure(sensor, frame, state), own), flight });
  }
  for (const echo of echoes) {
    if (echo.sensor !== sensor.id || atMs < echo.fromMs || atMs > echo.toMs) continue;
    frame ??= sensorFrame(sensor, atMs);
    const own = rngFor(seed, key, scan, echo.key);
    const z = plotOfEcho(echo, sensor, frame);
    if (z && own.chance(sensor.pd)) plots.push({ z: noisy(sensor, z, own), flight: null });
  }
  for (let n = rng.poisson(sensor.clutterPerScan); n > 0; n--)
    plots.push({ z: falsePlot(sensor, rng), flight: null });
  rng.shuffle(plots);

  const inputs: FeedInput[] = plots.map(({ z, flight }, i): Detection => {
    const id = makeId('detection', seed, sensor.id, scan, i);
    trace?.(id, flight);
    return { kind: 'detection', id, sensor: sensor.id, scan, atMs, receivedMs, z };
  });
  inputs.push({ kind: 'scan', sensor: sensor.id, scan, atMs, receivedMs, n: plots.length });
  return { receivedMs, inputs };
}
const state = new Float64Array(6);

const keys = new WeakMap<Sensor, number>();
function keyOf(sensor: Sensor): number {
  let key = keys.get(sensor);
  if (key === undefined) {
    key = hashKey(sensor.id);
    keys.set(sensor, key);
  }
  return key;
}

function receiptDelayS(sensor: Sensor, rng: Rng): number {
  const usual = sensor.latencyS * (0.5 - 0.5 * Math.log(rng.unit()));
  return rng.chance(LATE_SHARE) ? usual + rng.uniform(...LATE_S) : usual;
}

function noisy(sensor: Sensor, z: number[], rng: Rng): number[] {
  return rounded(
    sensor,
    z.map((v, i) => v + (sensor.sigma[i] as number) * rng.normal()),
  );
}

/** False plots are even in measurement space: a radar's range, sector and elevations; the disc of the Earth. */
function falsePlot(sensor: Sensor, rng: Rng): number[] {
  return rounded(sensor, sensor.kind === 'radar' ? falseEcho(sensor, rng) : falseFlash(sensor, rng));
}
function falseEcho(sensor: RadarSensor, rng: Rng): number[] {
  const span = (sensor.azMaxDeg - sensor.azMinDeg + 360) % 360 || 360;
  return [
    rng.unit() * sensor.rangeMaxM,
    (sensor.azMinDeg + rng.unit() * span) * DEG,
    rng.uniform(sensor.elMinDeg, sensor.elMaxDeg) * DEG,
  ];
}
function falseFlash(sensor: InfraredSensor, rng: Rng): number[] {
  const apogeeM = sensor.orbit.kind === 'GEO' ? 0 : heoApogeeRadiusM(sensor.orbit);
  const disc = apogeeM > 0 ? Math.min(EARTH_DISC_RAD, Math.asin(WGS84.aM / apogeeM)) : EARTH_DISC_RAD;
  const off = disc * Math.sqrt(rng.unit());
  const turn = 2 * Math.PI * rng.unit();
  return [off * Math.cos(turn), off * Math.sin(turn)];
}
function heoApogeeRadiusM(orbit: Extract<InfraredSensor['orbit'], { kind: 'HEO' }>): number {
  return Math.cbrt(WGS84.muM3S2 * (orbit.periodS / (2 * Math.PI)) ** 2) * (1 + orbit.eccentricity);
}

/** Range to 0.1 m, angles to 1e-8 rad: far below any sensor's error, and short in the journal. */
function rounded(sensor: Sensor, z: number[]): number[] {
  if (sensor.kind === 'ir') return z.map((v) => Math.round(v * 1e8) / 1e8);
  const turn = 2 * Math.PI;
  const [range, az, el] = z as [number, number, number];
  const wrapped = Math.round((((az % turn) + turn) % turn) * 1e8) / 1e8;
  return [Math.max(0, Math.round(range * 10) / 10), wrapped, Math.round(el * 1e8) / 1e8];
}
