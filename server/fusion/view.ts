import { DEG, WGS84 } from '../../domain/geodesy';
import type { SensorFrame } from '../../domain/sensors';
import { roughHeightM } from './kernels/flight';
import type { Predicted } from './kernels/measure';
import type { SensorModel } from './registry';

/**
 * Probability that a sensor has a place in view, from the predicted plot and one sigma of position (m): 1 well inside,
 * 0 well outside, between them by how far the nearest edge is.
 */
export function viewOf(
  model: SensorModel,
  frame: SensorFrame,
  x: ArrayLike<number>,
  p: Predicted,
  sigmaM: number,
): number {
  const { sensor } = model;
  if (sensor.kind === 'ir') {
    const above = roughHeightM(x) - sensor.minHeightM;
    const s = Math.max(500, sigmaM);
    const v = edge(above / s);
    return v > 0 ? v * edge(clearOfEarth(frame, x) / s) : v;
  }
  const range = p.z[0] as number;
  const sigma = sigmaM / range + 1e-4;
  const el = p.z[2] as number;
  let v = between(el - sensor.elMinDeg * DEG, sensor.elMaxDeg < 90 ? sensor.elMaxDeg * DEG - el : 9, sigma);
  if (v === 0) return 0;
  v *= between(range, sensor.rangeMaxM - range, sigmaM + 100);
  const span = turn(sensor.azMaxDeg - sensor.azMinDeg);
  if (span === 0 || v === 0) return v;
  const azDeg = (p.z[1] as number) / DEG;
  const flat = Math.max(0.05, Math.cos(el));
  const past = turn(azDeg - sensor.azMinDeg);
  // Outside it lies before the sector's beginning or past its end, whichever is nearer.
  const low = past > span && 360 - past < past - span ? past - 360 : past;
  return v * between(low * DEG * flat, (span - low) * DEG * flat, sigma);
}

/** How far (m) a line of sight to a place passes over the Earth (that of `earthBlocks` of the catalogue): less than 0 behind it. */
function clearOfEarth(frame: SensorFrame, x: ArrayLike<number>): number {
  const [px, py, pz] = frame.pos;
  const dx = (x[0] as number) - px;
  const dy = (x[1] as number) - py;
  const dz = (x[2] as number) - pz;
  const length = Math.sqrt(dx * dx + dy * dy + dz * dz);
  const b = (px * dx + py * dy + pz * dz) / length;
  // On this side of the limb nothing is in between.
  if (-b >= length) return Number.POSITIVE_INFINITY;
  return Math.sqrt(Math.max(0, px * px + py * py + pz * pz - b * b)) - (WGS84.aM - 20e3);
}

const turn = (deg: number): number => ((deg % 360) + 360) % 360;

/** Probability that a value with these margins to its lower and upper bound and this one sigma lies between both. */
const between = (low: number, high: number, sigma: number): number =>
  Math.max(0, edge(low / sigma) + edge(high / sigma) - 1);

/** Rough normal distribution function of a margin in sigmas; far margins are 0 and 1 exactly. */
function edge(sigmas: number): number {
  if (sigmas > 3) return 1;
  if (sigmas < -3) return 0;
  return 1 / (1 + Math.exp(-1.7 * sigmas));
}
