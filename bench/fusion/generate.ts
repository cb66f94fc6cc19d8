/** Makes a bench scenario: what the sensors would report of some flights, in the order in which it arrives. */
import { WGS84 } from '../../domain/geodesy';
import type { RecordedLine } from '../../server/fusion/fuse-file';
import { type Rng, rngFor } from '../../server/simulation/rng';
import { heightM, type Manners, stateAt } from './rocket';
import { drawTargets, type Target } from './targets';
import { DISC_RAD, measured, RADAR_NEAREST_M, type TheatreSensor, theatre } from './theatre';

export interface Wish {
  n: number;
  seed: number;
  pd?: number;
  /** Multiple of the usual clutter. */
  clutter?: number;
  /** Constant error of each sensor, in sigmas. */
  bias?: number;
  /** Lift-offs fall within this, s. */
  windowS?: number;
  /** Clutter goes on this long after the last flight, s. */
  padS?: number;
  /** Sensors whose clock is off, s. */
  clocks?: Record<string, number>;
  manners?: Manners;
}
export interface Scenario {
  tEnd: number;
  sensors: TheatreSensor[];
  targets: Target[];
  /** In order of arrival. */
  lines: RecordedLine[];
  /** Of each detection, the target or −1. */
  targetOf: number[];
  biases: Record<string, number[]>;
}

const LATE_SHARE = 0.02;
const FOLLOW_S = 2400;
const GRAZE_M = 20e3;

export function generate(wish: Wish): Scenario {
  const rng = rngFor(wish.seed, 'fusion bench');
  const { n, pd = 0.9, clutter = 1, bias = 0 } = wish;
  const windowS = wish.windowS ?? (n === 1 ? 10 : n <= 20 ? 300 : 600);
  const sensors = theatre(rng, pd, clutter);
  const biases = Object.fromEntries(sensors.map((s) => [s.id, biasOf(s, bias, rng)]));
  const targets = drawTargets(rng, n, windowS, wish.manners ?? {});
  const tEnd =
    Math.max(0, ...targets.map((t) => t.t0 + Math.min(t.flown.endS, FOLLOW_S))) + 5 + (wish.padS ?? 0);
  const targetOf: number[] = [];
  const lines: RecordedLine[] = [];
  let scan = 0;
  for (const s of sensors) {
    const off = wish.clocks?.[s.id] ?? 0;
    for (let k = 0; s.phase + k * s.revisit < tEnd; k++) {
      const look = lookAt(s, round(s.phase + k * s.revisit, 3), biases[s.id] ?? [], targets, rng);
      const stamp = { sensor: s.id, scan: scan++, t: round(look.t + off, 3), arr: look.arr };
      for (const plot of look.plots) {
        lines.push({ kind: 'det', id: targetOf.length, ...stamp, z: plot.z });
        targetOf.push(plot.target);
      }
      lines.push({ kind: 'scan', ...stamp, n: look.plots.length });
    }
  }
  lines.sort((a, b) => a.arr - b.arr || a.scan - b.scan || rank(a) - rank(b));
  return { tEnd, sensors, targets, lines, targetOf, biases };
}

/** True plots and false ones of a look in one order of chance, so that place and id tell nothing. */
function lookAt(
  s: TheatreSensor,
  t: number,
  bias: number[],
  targets: Target[],
  rng: Rng,
): { t: number; arr: number; plots: { z: number[]; target: number }[] } {
  const late = rng.chance(LATE_SHARE) ? rng.uniform(5, 20) : 0;
  const arr = round(t + (s.lat_ms / 1000) * (0.5 - 0.5 * Math.log(rng.unit())) + late, 3);
  const plots: { z: number[]; target: number }[] = [];
  for (const target of targets) {
    const x = stateAt(target.flown, t - target.t0);
    if (!x || !isVisible(s, x, t - target.t0 < target.tb) || !rng.chance(s.pd)) continue;
    const z = measured(s, x).map((v, i) => v + (s.sigma[i] as number) * rng.normal() + (bias[i] ?? 0));
    if (s.type === 'radar') z[1] = ((z[1] as number) + 2 * Math.PI) % (2 * Math.PI);
    plots.push({ z, target: target.id });
  }
  for (let left = rng.poisson(s.lambda); left > 0; left--) plots.push({ z: falsePlot(s, rng), target: -1 });
  rng.shuffle(plots);
  return { t, arr, plots };
}

function falsePlot(s: TheatreSensor, rng: Rng): number[] {
  if (s.type === 'radar')
    return [
      rng.uniform(RADAR_NEAREST_M, s.maxRange ?? 0),
      rng.uniform(0, 2 * Math.PI),
      rng.uniform(s.minEl ?? 0, Math.PI / 2),
    ];
  const r = DISC_RAD * Math.sqrt(rng.unit());
  const turn = rng.uniform(0, 2 * Math.PI);
  return [r * Math.cos(turn), r * Math.sin(turn)];
}

/** Radars see over their horizon and within range; infrared sees what burns, above the clouds, on its side of the Earth. */
function isVisible(s: TheatreSensor, x: Float64Array, isBurning: boolean): boolean {
  if (s.type === 'radar') {
    const [range, , elevation] = measured(s, x) as [number, number, number];
    return range < (s.maxRange ?? 0) && elevation > (s.minEl ?? 0);
  }
  if (!isBurning || heightM(x) < (s.minAlt ?? 0)) return false;
  const toward = s.pos.map((v, i) => (x[i] as number) - v);
  const far = Math.hypot(...toward);
  const along = s.pos.reduce((sum, v, i) => sum + (v * (toward[i] as number)) / far, 0);
  const miss2 = s.pos.reduce((sum, v) => sum + v * v, 0) - along * along;
  if (miss2 > WGS84.aM ** 2) return true;
  return -along - Math.sqrt(WGS84.aM ** 2 - miss2) > far - GRAZE_M;
}

/** A bias is as large as the errors of the angles; in range a radar's is 50 m, of an infrared sensor half of its error. */
function biasOf(s: TheatreSensor, sigmas: number, rng: Rng): number[] {
  const scale = s.type === 'radar' ? [50, s.sigma[1] as number, s.sigma[2] as number] : [5e-5, 5e-5];
  return scale.map((v) => sigmas * v * rng.normal());
}

const rank = (l: RecordedLine): number => (l.kind === 'scan' ? 1 : 0);
const round = (v: number, digits: number): number => Number(v.toFixed(digits));
