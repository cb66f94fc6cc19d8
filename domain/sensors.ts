import { DEG, enuAxes, geodeticToEcef, type Vec3, WGS84 } from './geodesy';
import type { ParticipantId } from './labels';
import type { Words } from './words';

/**
 * The sensor catalogue: a registry in time. A sensor has years of service and an assignment, status comes as input.
 * The catalogue (place, sector, service) is SHARED; status and looks are NATIONAL (ALERTS §1.4).
 */
interface SensorBase {
  id: string;
  name: Words;
  system: string;
  /** The national centre that it reports to. */
  assignedTo: ParticipantId;
  serviceFromMs: number;
  serviceToMs: number | null;
  revisitS: number;
  /** Seconds after the start of the day at which its first look falls. */
  phaseS: number;
  /** Probability of detection of a target in view. */
  pd: number;
  /** Mean number of false plots a look. */
  clutterPerScan: number;
  /** Mean time from look to receipt, seconds. */
  latencyS: number;
  /** Names of fields that are chosen for the simulation, not known. */
  assumed: string[];
}
export interface RadarSensor extends SensorBase {
  kind: 'radar';
  lat: number;
  lon: number;
  heightM: number;
  /** Sector clockwise from azMinDeg to azMaxDeg; 0 to 360 is all round. */
  azMinDeg: number;
  azMaxDeg: number;
  elMinDeg: number;
  elMaxDeg: number;
  rangeMaxM: number;
  /** One sigma of range (m), azimuth (rad), elevation (rad). */
  sigma: [number, number, number];
}
export type Orbit =
  | { kind: 'GEO'; lonDeg: number }
  | {
      kind: 'HEO';
      periodS: number;
      inclinationDeg: number;
      eccentricity: number;
      argPerigeeDeg: number;
      /** East longitude below the apogee at `apogeeAtMs`. */
      apogeeLonDeg: number;
      apogeeAtMs: number;
    };
export interface InfraredSensor extends SensorBase {
  kind: 'ir';
  orbit: Orbit;
  /** One sigma of the east and north angles about nadir (rad). */
  sigma: [number, number];
  /** Sees a burning stage above this height. */
  minHeightM: number;
}
export type Sensor = RadarSensor | InfraredSensor;
export type Phenomenology = 'IR' | 'RADAR';
export const phenomenologyOf = (sensor: Sensor): Phenomenology => (sensor.kind === 'radar' ? 'RADAR' : 'IR');

export const inService = (sensor: Sensor, atMs: number): boolean =>
  atMs >= sensor.serviceFromMs && (sensor.serviceToMs === null || atMs < sensor.serviceToMs);

/** Position (ECEF m) and axes (rows, ECEF): radar East, North, Up; infrared nadir, East, North. */
export interface SensorFrame {
  pos: Vec3;
  axes: [Vec3, Vec3, Vec3];
}

/** Where a sensor is and how it is turned at a time. Fixed sensors give the same object each call. */
export function sensorFrame(sensor: Sensor, atMs: number): SensorFrame {
  if (sensor.kind === 'ir' && sensor.orbit.kind === 'HEO') {
    const pos = heoPosition(sensor.orbit, atMs);
    const r = Math.hypot(pos[0], pos[1], pos[2]);
    const lat = Math.asin(pos[2] / r) / DEG;
    const lon = Math.atan2(pos[1], pos[0]) / DEG;
    const [e, n, u] = enuAxes(lat, lon);
    return { pos, axes: [[-u[0], -u[1], -u[2]], e, n] };
  }
  let frame = fixedFrames.get(sensor);
  if (!frame) {
    frame = fixedFrame(sensor);
    fixedFrames.set(sensor, frame);
  }
  return frame;
}
const fixedFrames = new WeakMap<Sensor, SensorFrame>();

function fixedFrame(sensor: Sensor): SensorFrame {
  if (sensor.kind === 'radar') {
    return {
      pos: geodeticToEcef(sensor.lat, sensor.lon, sensor.heightM),
      axes: enuAxes(sensor.lat, sensor.lon),
    };
  }
  const lon = sensor.orbit.kind === 'GEO' ? sensor.orbit.lonDeg : 0;
  const [e, n, u] = enuAxes(0, lon);
  return { pos: geodeticToEcef(0, lon, 35786e3), axes: [[-u[0], -u[1], -u[2]], e, n] };
}

/** Kepler position of a highly elliptical orbit in ECEF metres; node fixed so that the apogee stands over its longitude. */
function heoPosition(orbit: Extract<Orbit, { kind: 'HEO' }>, atMs: number): Vec3 {
  const n = (2 * Math.PI) / orbit.periodS;
  const a = Math.cbrt(WGS84.muM3S2 / (n * n));
  const dt = (atMs - orbit.apogeeAtMs) / 1000;
  const mean = Math.PI + n * dt;
  const e = orbit.eccentricity;
  let ecc = mean + e * Math.sin(mean);
  for (let i = 0; i < 12; i++) ecc -= (ecc - e * Math.sin(ecc) - mean) / (1 - e * Math.cos(ecc));
  const x = a * (Math.cos(ecc) - e);
  const y = a * Math.sqrt(1 - e * e) * Math.sin(ecc);
  const w = orbit.argPerigeeDeg * DEG;
  const i = orbit.inclinationDeg * DEG;
  const toInertial = (px: number, py: number): Vec3 => {
    const c = px * Math.cos(w) - py * Math.sin(w);
    const s = px * Math.sin(w) + py * Math.cos(w);
    return [c, s * Math.cos(i), s * Math.sin(i)];
  };
  // The node's longitude is what turns the apogee direction onto its longitude at apogeeAtMs; the Earth then turns below it.
  const apogee = toInertial(-1, 0);
  const node = orbit.apogeeLonDeg * DEG - Math.atan2(apogee[1], apogee[0]) - WGS84.omegaRadS * dt;
  const p = toInertial(x, y);
  return [p[0] * Math.cos(node) - p[1] * Math.sin(node), p[0] * Math.sin(node) + p[1] * Math.cos(node), p[2]];
}

/** A place in sensor axes (m). */
export function toSensorAxes(frame: SensorFrame, p: ArrayLike<number>): [number, number, number] {
  const dx = (p[0] ?? 0) - frame.pos[0];
  const dy = (p[1] ?? 0) - frame.pos[1];
  const dz = (p[2] ?? 0) - frame.pos[2];
  const [a, b, c] = frame.axes;
  return [
    a[0] * dx + a[1] * dy + a[2] * dz,
    b[0] * dx + b[1] * dy + b[2] * dz,
    c[0] * dx + c[1] * dy + c[2] * dz,
  ];
}

/**
 * The ideal measurement of an ECEF place: radar [range m, azimuth rad from north clockwise in [0, 2π), elevation rad];
 * infrared [east angle rad, north angle rad] about nadir.
 */
export function measure(sensor: Sensor, frame: SensorFrame, p: ArrayLike<number>): number[] {
  const q = toSensorAxes(frame, p);
  const r = Math.hypot(q[0], q[1], q[2]);
  if (sensor.kind === 'ir') return [Math.atan2(q[1], q[0]), Math.asin(q[2] / r)];
  const az = Math.atan2(q[0], q[1]);
  return [r, az < 0 ? az + 2 * Math.PI : az, Math.asin(q[2] / r)];
}

/** True if an azimuth lies in a radar's sector (clockwise from min to max). */
export function inSector(sensor: RadarSensor, azDeg: number): boolean {
  const span = (((sensor.azMaxDeg - sensor.azMinDeg) % 360) + 360) % 360;
  if (span === 0) return true;
  return (((azDeg - sensor.azMinDeg) % 360) + 360) % 360 <= span;
}

/** Geometry alone: could the sensor see an (for infrared: burning) object at this ECEF place and height? */
export function inFieldOfView(
  sensor: Sensor,
  frame: SensorFrame,
  p: ArrayLike<number>,
  heightM: number,
): boolean {
  if (sensor.kind === 'radar') {
    const z = measure(sensor, frame, p);
    const elDeg = (z[2] ?? 0) / DEG;
    return (
      (z[0] ?? 0) <= sensor.rangeMaxM &&
      elDeg >= sensor.elMinDeg &&
      elDeg <= sensor.elMaxDeg &&
      inSector(sensor, (z[1] ?? 0) / DEG)
    );
  }
  if (heightM < sensor.minHeightM) return false;
  return !earthBlocks(frame.pos, p);
}

/** True if the Earth (sphere of the equatorial radius less 20 km for the flattening) stands between two ECEF places. */
export function earthBlocks(from: ArrayLike<number>, to: ArrayLike<number>): boolean {
  const d = [0, 1, 2].map((i) => (to[i] ?? 0) - (from[i] ?? 0)) as [number, number, number];
  const len = Math.hypot(...d);
  const u = d.map((v) => v / len) as [number, number, number];
  const f = [from[0] ?? 0, from[1] ?? 0, from[2] ?? 0] as const;
  const b = f[0] * u[0] + f[1] * u[1] + f[2] * u[2];
  const c = f[0] ** 2 + f[1] ** 2 + f[2] ** 2 - (WGS84.aM - 20e3) ** 2;
  const disc = b * b - c;
  if (disc < 0) return false;
  const near = -b - Math.sqrt(disc);
  return near > 0 && near < len - 1e3;
}
