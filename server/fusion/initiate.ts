import { ecefToGeodetic, enuAxes, type Vec3, WGS84 } from '../../domain/geodesy';
import { makeId } from '../../domain/ids';
import type { SensorFrame } from '../../domain/sensors';
import { DRAG_SIGMA } from './kernels/coast';
import { lineOfSight } from './kernels/measure';
import { keep, newWork, type Work, wakeBoost } from './modes';
import type { SensorModel } from './registry';
import type { Track } from './track';

/** Speed that a radar's first plot may have, one sigma in each axis (m/s). */
const RADAR_SPEED_SIGMA = 3500;
/** Whether a radar's first plot burns nobody knows; most of a flight does not. */
const RADAR_BURNS = 0.3;
/**
 * A burning stage as an infrared sensor first sees it, mostly soon after it left the height from which the sensor sees:
 * height above that (m), speed upwards and across (m/s), thrust (m/s²), each with one sigma.
 */
const FIRST_RISE_M = 9e3;
const FIRST_RISE_SIGMA_M = 15e3;
const FIRST_UP = 600;
const FIRST_UP_SIGMA = 450;
const FIRST_ACROSS_SIGMA = 500;
const FIRST_THRUST = 25;
const FIRST_THRUST_SIGMA = 15;
/** Least cosine between the line of sight and the local vertical that the height prior is carried along. */
const LEAST_SLANT = 0.12;

const w: Work = newWork();

/** A tentative track from one plot. Its id is a function of the founding detection: a replay of the looks gives it again. */
export function foundTrack(
  picture: string,
  model: SensorModel,
  frame: SensorFrame,
  plot: { id: string; z: readonly number[] },
  atMs: number,
): Track {
  w.xb.fill(0);
  w.Pb.fill(0);
  w.xc.fill(0);
  w.Pc.fill(0);
  if (model.radar) fromRadar(model, frame, plot.z);
  else fromInfrared(model, frame, plot.z);
  return {
    id: makeId('track', picture, plot.id),
    status: 'tentative',
    motion: keep(w, atMs),
    score: 0,
    best: 0,
    looks: 1,
    firstMs: atMs,
    lastMs: atMs,
    lastBurnMs: model.radar ? null : atMs,
    kinds: [model.phenomenology],
    sensors: [{ sensor: model.sensor.id, looks: 1, lastLookMs: atMs }],
    recent: [atMs],
    evidence: [plot.id],
    sight: { sensor: model.index, atMs, z: plot.z, before: null, n: 1 },
    aliases: [],
    twin: null,
  };
}

/** Position from the plot, velocity from a broad prior around nothing; both modes are open. */
function fromRadar(model: SensorModel, frame: SensorFrame, z: readonly number[]): void {
  const los = lineOfSight(true, frame, z);
  const range = z[0] as number;
  const axes = frame.axes;
  const el = z[2] as number;
  const up = axes[2];
  const flat = Math.max(Math.cos(el), 0.05);
  // Unit vectors along the line of sight, across (azimuth) and over (elevation).
  const across = cross(los, up, flat);
  const over = cross(across, los, 1);
  const [vr = 0, va = 0, ve = 0] = model.noise;
  const sa = va * (range * flat) ** 2;
  const se = ve * range * range;
  for (let i = 0; i < 3; i++) {
    w.xc[i] = frame.pos[i as 0 | 1 | 2] + range * (los[i] as number);
    for (let j = 0; j < 3; j++) {
      w.Pc[i * 7 + j] =
        vr * (los[i] as number) * (los[j] as number) +
        sa * (across[i] as number) * (across[j] as number) +
        se * (over[i] as number) * (over[j] as number);
    }
    w.Pc[(3 + i) * 8] = RADAR_SPEED_SIGMA ** 2;
  }
  w.Pc[48] = DRAG_SIGMA ** 2;
  wakeBoost(w, w.xc, w.Pc);
  w.pBoost = RADAR_BURNS;
}

function cross(a: ArrayLike<number>, b: ArrayLike<number>, norm: number): [number, number, number] {
  const [ax, ay, az] = [a[0] as number, a[1] as number, a[2] as number];
  const [bx, by, bz] = [b[0] as number, b[1] as number, b[2] as number];
  return [(ay * bz - az * by) / norm, (az * bx - ax * bz) / norm, (ax * by - ay * bx) / norm];
}

/** Place where the line of sight meets the shell of a likely first height, spread along the line. */
function fromInfrared(model: SensorModel, frame: SensorFrame, z: readonly number[]): void {
  const los = lineOfSight(false, frame, z);
  const least = model.sensor.kind === 'ir' ? model.sensor.minHeightM : 0;
  const { range, slant } = meetShell(frame.pos, los, least + FIRST_RISE_M);
  const place: [number, number, number] = [0, 0, 0];
  for (let i = 0; i < 3; i++) place[i] = frame.pos[i as 0 | 1 | 2] + range * (los[i] as number);
  const g = ecefToGeodetic(place);
  const [, , up] = enuAxes(g.lat, g.lon);
  const along = (FIRST_RISE_SIGMA_M / Math.max(slant, LEAST_SLANT)) ** 2;
  const acrossVar = Math.max(model.noise[0] as number, model.noise[1] as number) * range * range;
  for (let i = 0; i < 3; i++) {
    const u = up[i as 0 | 1 | 2];
    w.xb[i] = place[i as 0 | 1 | 2];
    w.xb[3 + i] = FIRST_UP * u;
    w.xb[6 + i] = FIRST_THRUST * u;
    for (let j = 0; j < 3; j++) {
      const one = i === j ? 1 : 0;
      const uu = u * up[j as 0 | 1 | 2];
      const ll = (los[i] as number) * (los[j] as number);
      w.Pb[i * 9 + j] = along * ll + acrossVar * (one - ll);
      w.Pb[(3 + i) * 9 + 3 + j] = FIRST_UP_SIGMA ** 2 * uu + FIRST_ACROSS_SIGMA ** 2 * (one - uu);
      w.Pb[(6 + i) * 9 + 6 + j] = FIRST_THRUST_SIGMA ** 2 * one;
    }
  }
  w.pBoost = 1;
}

/** Rough place (ECEF m) of a first plot: where a radar says, or where an infrared line of sight meets the likely height. */
export function roughPlace(
  model: SensorModel,
  frame: SensorFrame,
  z: readonly number[],
): [number, number, number] {
  const los = lineOfSight(model.radar, frame, z);
  const range =
    model.sensor.kind === 'ir'
      ? meetShell(frame.pos, los, model.sensor.minHeightM + FIRST_RISE_M).range
      : (z[0] as number);
  return [frame.pos[0] + range * los[0], frame.pos[1] + range * los[1], frame.pos[2] + range * los[2]];
}

/** Range (m) to an ellipsoid-like shell of a height, and the cosine of incidence; beyond the limb: nearest approach. */
function meetShell(pos: Vec3, los: readonly number[], heightM: number): { range: number; slant: number } {
  // Polar axis stretched so that the shell is a sphere of radius a + h.
  const a = WGS84.aM + heightM;
  const k = a / (WGS84.aM * (1 - WGS84.f) + heightM);
  const [px, py, pz] = [pos[0], pos[1], pos[2] * k];
  const [lx, ly, lz] = [los[0] as number, los[1] as number, (los[2] as number) * k];
  const ll = lx * lx + ly * ly + lz * lz;
  const b = (px * lx + py * ly + pz * lz) / ll;
  const c = (px * px + py * py + pz * pz - a * a) / ll;
  const disc = b * b - c;
  if (disc <= 0) return { range: -b, slant: 0 };
  const root = Math.sqrt(disc);
  return { range: -b - root, slant: (root * Math.sqrt(ll)) / a };
}
