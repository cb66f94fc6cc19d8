import { ecefToGeodetic, geodeticToEcef, WGS84 } from '../../domain/geodesy';
import { makeId } from '../../domain/ids';
import { phenomenologyOf, type Sensor, type SensorFrame } from '../../domain/sensors';
import { lineOfSight } from './measurement';
import type { TrackData } from './track';

/** Prior of a burning stage as an infrared sensor first sees it: speed upward and thrust (m/s, m/s²), one sigma each. */
const RISE_ACCELERATION = 14;
const RADAR_SPEED_SIGMA = 4000;

/** A tentative track from one plot. Its id is a function of the founding detection: a replay of the scans gives the same. */
export function foundTrack(
  picture: string,
  sensor: Sensor,
  frame: SensorFrame,
  plot: { id: string; z: readonly number[] },
  atMs: number,
): TrackData {
  const los = lineOfSight(sensor, frame, plot.z);
  const t = blank(makeId('track', picture, plot.id), atMs, sensor, plot.id);
  if (sensor.kind === 'radar') fromRadar(t, sensor, frame, los, plot.z);
  else fromInfrared(t, sensor.minHeightM, frame, los);
  for (let i = 0; i < 6; i++) {
    t.x6[i] = t.x9[i] as number;
    for (let j = 0; j < 6; j++) t.P6[i * 6 + j] = t.P9[i * 9 + j] as number;
  }
  return t;
}

function blank(id: string, atMs: number, sensor: Sensor, detection: string): TrackData {
  return {
    id,
    tMs: atMs,
    pBoost: sensor.kind === 'ir' ? 1 : 0.5,
    x6: new Float64Array(6),
    P6: new Float64Array(36),
    x9: new Float64Array(9),
    P9: new Float64Array(81),
    score: 0,
    best: 0,
    status: 'tentative',
    looks: 1,
    firstMs: atMs,
    lastMs: atMs,
    lastIrMs: sensor.kind === 'ir' ? atMs : null,
    burnoutMs: null,
    kinds: [phenomenologyOf(sensor)],
    sensors: [{ sensor: sensor.id, looks: 1, lastLookMs: atMs }],
    evidence: [detection],
    launch: null,
  };
}

function fromRadar(
  t: TrackData,
  sensor: Sensor,
  frame: SensorFrame,
  los: readonly number[],
  z: readonly number[],
): void {
  const r = z[0] as number;
  const cross = r * Math.max(sensor.sigma[1] as number, sensor.sigma[2] as number);
  const along = sensor.sigma[0] as number;
  for (let i = 0; i < 3; i++) {
    t.x9[i] = (frame.pos[i] as number) + r * (los[i] as number);
    for (let j = 0; j < 3; j++)
      t.P9[i * 9 + j] =
        (i === j ? cross * cross : 0) +
        (along * along - cross * cross) * (los[i] as number) * (los[j] as number);
    t.P9[(3 + i) * 9 + 3 + i] = RADAR_SPEED_SIGMA ** 2;
    t.P9[(6 + i) * 9 + 6 + i] = 20 ** 2;
  }
}

/** One line of sight: somewhere along it in the heights where a stage becomes visible, rising. */
function fromInfrared(t: TrackData, minHeightM: number, frame: SensorFrame, los: readonly number[]): void {
  const height = minHeightM + 22e3;
  const sigmaH = 18e3 + 0.25 * minHeightM;
  const place = shellCrossing(frame.pos, los, height);
  const g = ecefToGeodetic(place);
  const top = geodeticToEcef(g.lat, g.lon, g.heightM + 1000);
  const up = [0, 1, 2].map((i) => ((top[i] as number) - (place[i] as number)) / 1000);
  const slant = Math.abs(up.reduce((s, u, i) => s + u * (los[i] as number), 0));
  const along = Math.min(400e3, sigmaH / Math.max(slant, 0.05));
  const range = Math.hypot(...place.map((p, i) => p - (frame.pos[i] as number)));
  const cross = Math.max(1000, range * 1e-4);
  const rise = Math.sqrt(2 * RISE_ACCELERATION * Math.max(height, 1e4));
  for (let i = 0; i < 3; i++) {
    t.x9[i] = place[i] as number;
    t.x9[3 + i] = 0.8 * rise * (up[i] as number);
    t.x9[6 + i] = 0.8 * RISE_ACCELERATION * (up[i] as number);
    for (let j = 0; j < 3; j++)
      t.P9[i * 9 + j] =
        (i === j ? cross * cross : 0) +
        (along * along - cross * cross) * (los[i] as number) * (los[j] as number);
    t.P9[(3 + i) * 9 + 3 + i] = rise ** 2;
    t.P9[(6 + i) * 9 + 6 + i] = RISE_ACCELERATION ** 2;
  }
}

/** Where a line of sight meets the sphere at a height (m) over the ellipsoid, or its nearest point to the Earth. */
function shellCrossing(
  from: ArrayLike<number>,
  los: readonly number[],
  heightM: number,
): [number, number, number] {
  const at = (s: number): [number, number, number] =>
    [0, 1, 2].map((i) => (from[i] as number) + s * (los[i] as number)) as [number, number, number];
  const b = [0, 1, 2].reduce((s, i) => s + (from[i] as number) * (los[i] as number), 0);
  const c0 = [0, 1, 2].reduce((s, i) => s + (from[i] as number) ** 2, 0);
  let s = -b;
  // Two rounds: the first on the mean sphere, the second with the ellipsoid's radius below that place.
  let radius = WGS84.aM - 10e3 + heightM;
  for (let k = 0; k < 2; k++) {
    const disc = b * b - (c0 - radius * radius);
    s = disc > 0 ? -b - Math.sqrt(disc) : -b;
    const p = at(s);
    const sl = p[2] / Math.hypot(...p);
    radius = WGS84.aM * (1 - WGS84.f * sl * sl) + heightM;
  }
  return at(s);
}
