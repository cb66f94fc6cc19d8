import { DEG, ecefToGeodetic, enuAxes, type Vec3, WGS84, wrapAz } from '../../domain/geodesy';
import { makeId } from '../../domain/ids';
import type { SensorFrame } from '../../domain/sensors';
import { DRAG_SIGMA } from './kernels/coast';
import { lineOfSight } from './kernels/measure';
import { watches } from './known-errors';
import { leanOfFirst } from './lean';
import { keep, newWork, type Work, wakeBoost } from './modes';
import type { SensorModel } from './registry';
import type { Track } from './track';

/** Speed that a radar's first plot may have, one sigma in each axis (m/s). */
const RADAR_SPEED_SIGMA = 3500;
/** Whether a radar's first plot burns nobody knows; most of a flight does not. */
const RADAR_BURNS = 0.3;
/**
 * A burning stage as an infrared sensor first sees it, mostly soon after it left the height from which the sensor sees:
 * height above that (m), speed upwards and across (m/s), thrust upwards and across (m/s²), each with one sigma. What was
 * thrust upwards harder is faster; what leans leans as it flies.
 */
const FIRST_RISE_M = 5e3;
const FIRST_RISE_SIGMA_M = 8e3;
const FIRST_UP = 500;
const FIRST_UP_SIGMA = 250;
const FIRST_ACROSS_SIGMA = 200;
const FIRST_THRUST = 26;
const FIRST_THRUST_SIGMA = 14;
const FIRST_LEAN_SIGMA = 12;
const UP_AS_THRUST = 0.5;
const ACROSS_AS_LEAN = 0.8;
/**
 * What comes up over the limb may have risen behind it for long: its height over the limb (m) and one sigma of its speed
 * upwards and across (m/s).
 */
const LIMB_RISE_M = 60e3;
const LIMB_UP_SIGMA = 1000;
const LIMB_ACROSS_SIGMA = 1500;
/** A line of sight whose lowest point is deeper than this under the ground (m) ends at its near side for sure. */
const DEEP_M = 25e3;

const w: Work = newWork();

/** A tentative track from one plot. Its id is a function of the founding detection: a replay of the looks gives it again. */
export function foundTrack(
  picture: string,
  model: SensorModel,
  frame: SensorFrame,
  plot: { id: string; z: readonly number[] },
  atMs: number,
  quiet: boolean,
): Track {
  w.xb.fill(0);
  w.Pb.fill(0);
  w.xc.fill(0);
  w.Pc.fill(0);
  if (model.radar) fromRadar(model, frame, plot.z);
  else fromInfrared(model, frame, plot.z);
  const id = makeId('track', picture, plot.id);
  return {
    id,
    status: 'tentative',
    motion: keep(w, atMs, quiet && !watches(id) ? null : leanOfFirst(w, model, frame)),
    anchor: null,
    score: 0,
    best: 0,
    looks: 1,
    firstMs: atMs,
    lastMs: atMs,
    lastBurnMs: model.radar ? null : atMs,
    kinds: [model.phenomenology],
    sensors: [{ sensor: model.sensor.id, looks: 1, lastLookMs: atMs, fit: null }],
    evidence: [plot.id],
    weighed: [{ detection: plot.id, sensor: model.sensor.id, atMs, gain: 0 }],
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
  const { range, sigma, limb } = alongSight(frame.pos, los, least + FIRST_RISE_M);
  const upSigma = limb ? LIMB_UP_SIGMA : FIRST_UP_SIGMA;
  const acrossSigma = limb ? LIMB_ACROSS_SIGMA : FIRST_ACROSS_SIGMA;
  const place: [number, number, number] = [0, 0, 0];
  for (let i = 0; i < 3; i++) place[i] = frame.pos[i as 0 | 1 | 2] + range * (los[i] as number);
  const g = ecefToGeodetic(place);
  const [, , up] = enuAxes(g.lat, g.lon);
  const along = sigma ** 2;
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
      w.Pb[(3 + i) * 9 + 3 + j] = upSigma ** 2 * uu + acrossSigma ** 2 * (one - uu);
      w.Pb[(6 + i) * 9 + 6 + j] = FIRST_THRUST_SIGMA ** 2 * uu + FIRST_LEAN_SIGMA ** 2 * (one - uu);
      const both =
        UP_AS_THRUST * upSigma * FIRST_THRUST_SIGMA * uu +
        ACROSS_AS_LEAN * acrossSigma * FIRST_LEAN_SIGMA * (one - uu);
      w.Pb[(6 + i) * 9 + 3 + j] = both;
      w.Pb[(3 + j) * 9 + 6 + i] = both;
    }
  }
  w.pBoost = 1;
}

/**
 * Rough place (ECEF m) of a first plot with one sigma along the line of sight (m): where a radar says, or where an
 * infrared line of sight meets the likely height; and the bearing of that line over the ground.
 */
export function roughPlace(
  model: SensorModel,
  frame: SensorFrame,
  z: readonly number[],
): { place: [number, number, number]; sigmaM: number; alongDeg: number } {
  const { pos } = frame;
  const los = lineOfSight(model.radar, frame, z);
  const { range, sigma } =
    model.sensor.kind === 'ir'
      ? alongSight(pos, los, model.sensor.minHeightM + FIRST_RISE_M)
      : { range: z[0] as number, sigma: 0 };
  const place: [number, number, number] = [0, 0, 0];
  for (let i = 0; i < 3; i++) place[i] = pos[i as 0 | 1 | 2] + range * (los[i] as number);
  const g = ecefToGeodetic(place);
  const [east, north] = enuAxes(g.lat, g.lon);
  const level = (a: Vec3): number => a[0] * los[0] + a[1] * los[1] + a[2] * los[2];
  return { place, sigmaM: sigma, alongDeg: wrapAz(Math.atan2(level(east), level(north)) / DEG) };
}

/**
 * Range (m) at which a line of sight is at a height, with one sigma for what is not known of the height. Near the limb the
 * line passes low over the ground for hundreds of kilometres: both sides of its lowest point are then as likely.
 */
function alongSight(
  pos: Vec3,
  los: readonly number[],
  heightM: number,
): { range: number; sigma: number; limb: boolean } {
  // Polar axis stretched so that the shell is a sphere of radius a + h.
  const a = WGS84.aM + heightM;
  const k = a / (WGS84.aM * (1 - WGS84.f) + heightM);
  const [px, py, pz] = [pos[0], pos[1], pos[2] * k];
  const [lx, ly, lz] = [los[0] as number, los[1] as number, (los[2] as number) * k];
  const ll = lx * lx + ly * ly + lz * lz;
  const b = (px * lx + py * ly + pz * lz) / ll;
  const lowest = Math.sqrt(Math.max(0, px * px + py * py + pz * pz - b * b * ll)) - WGS84.aM;
  // Half a chord between the lowest point and a height above it.
  const half = (h: number): number => Math.sqrt(Math.max(0, (h - lowest) * (2 * WGS84.aM + h + lowest)));
  const high = half(heightM + FIRST_RISE_SIGMA_M);
  if (lowest > -DEEP_M)
    return { range: -b, sigma: Math.max(half(heightM + LIMB_RISE_M), LEAST_LIMB_M), limb: true };
  const disc = b * b - (px * px + py * py + pz * pz - a * a) / ll;
  const sigma = (high - half(Math.max(lowest, heightM - FIRST_RISE_SIGMA_M))) / 2;
  return {
    range: -b - Math.sqrt(Math.max(0, disc)),
    sigma: Math.max(FIRST_RISE_SIGMA_M, sigma),
    limb: false,
  };
}
/** One sigma (m) of a line of sight that passes the limb higher than the prior has it. */
const LEAST_LIMB_M = 300e3;
