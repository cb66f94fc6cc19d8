import {
  inFieldOfView,
  inService,
  phenomenologyOf,
  type Sensor,
  type SensorFrame,
} from '../../domain/sensors';
import { foundTrack } from './initiate';
import type { Predicted } from './kernels/ekf';
import { estimateLaunch } from './launch-point';
import { clutterDensity, frameOf, newPredicted, predictMeasurement } from './measurement';
import {
  blended,
  fitPlot,
  heightOfTrack,
  missInfrared,
  predictTrack,
  type TrackData,
  takePlot,
  wakeBoost,
} from './track';

export interface Plot {
  id: string;
  z: readonly number[];
}
/** One closed look of one sensor. */
export interface Look {
  sensor: string;
  scan: number;
  atMs: number;
  plots: Plot[];
}
export interface ScanCounters {
  brokenCovariance: number;
}

/** χ² gate with three degrees of freedom: one true plot in ten thousand falls outside. */
const GATE = 21;
/** A plot of a coasting track beyond the gate but within this wakes its boost filter: a stage may have been lit. */
const MANOEUVRE_GATE = 400;
/** Confirmed when the odds against a false track stand for less than one false confirmation in ten days (SPRT). */
export const CONFIRM_SCORE = 14.7;
const MIN_CONFIRM_LOOKS = 4;
const EVIDENCE_KEPT = 12;
const MAX_TENTATIVE_SILENCE_S = 25;

const boostSeen = newPredicted();
const coastSeen = newPredicted();

/**
 * One look taken into the tracks: predict those in view, gate, assign best first, update, charge misses only in view,
 * found new tracks on what is left. The order of plots in the look means nothing.
 */
export function workScan(
  tracks: TrackData[],
  look: Look,
  sensor: Sensor,
  picture: string,
  counters: ScanCounters,
): TrackData[] {
  if (!inService(sensor, look.atMs)) return tracks;
  const frame = frameOf(sensor, look.atMs);
  const density = clutterDensity(sensor);
  const seen: { t: TrackData; b: Predicted; c: Predicted }[] = [];
  for (const t of tracks) {
    if (look.atMs < t.firstMs) continue;
    predictTrack(t, look.atMs);
    const { x } = t.pBoost > 0.5 ? { x: t.x9 } : { x: t.x6 };
    if (inFieldOfView(sensor, frame, x, heightOfTrack(t))) {
      predictMeasurement(sensor, frame, t.x9, boostSeen);
      predictMeasurement(sensor, frame, t.x6, coastSeen);
      seen.push({ t, b: clonePredicted(boostSeen), c: clonePredicted(coastSeen) });
    } else if (look.plots.length > 0 && nearView(sensor, frame, t)) {
      predictMeasurement(sensor, frame, t.x9, boostSeen);
      predictMeasurement(sensor, frame, t.x6, coastSeen);
      seen.push({ t, b: clonePredicted(boostSeen), c: clonePredicted(coastSeen) });
    }
  }
  const plots = [...look.plots].sort((a, b) => comparePlots(a.z, b.z));
  const pairs: { i: number; k: number; gain: number }[] = [];
  seen.forEach(({ t, b, c }, i) => {
    plots.forEach((plot, k) => {
      const fit = fitPlot(t, sensor, plot.z, b, c, GATE);
      if (fit)
        pairs.push({
          i,
          k,
          gain: fit.logL + Math.log(sensor.pd / density) + (t.status === 'confirmed' ? 8 : 0),
        });
    });
  });
  const hit = assign(pairs, seen.length, plots.length);
  const used = new Set<number>();
  seen.forEach(({ t, b, c }, i) => {
    const k = hit[i] ?? -1;
    if (k >= 0) {
      used.add(k);
      takeHit(t, sensor, look, plots[k] as Plot, b, c, density, counters);
    }
  });
  // What no track explains may be a coasting one whose next stage was lit.
  seen.forEach(({ t, b, c }, i) => {
    if ((hit[i] ?? -1) >= 0 || t.status !== 'confirmed' || t.pBoost > 0.5) return;
    const k = plots.findIndex(
      (p, n) => !used.has(n) && fitPlot(t, sensor, p.z, b, c, MANOEUVRE_GATE) !== null,
    );
    if (k < 0 || look.atMs - t.lastMs > 40_000) return;
    wakeBoost(t, 0.5);
    used.add(k);
    takeHit(t, sensor, look, plots[k] as Plot, b, c, density, counters);
    hit[i] = k;
  });
  seen.forEach(({ t }, i) => {
    if ((hit[i] ?? -1) < 0) chargeMiss(t, sensor, frame);
  });
  const founded = plots.flatMap((p, k) =>
    used.has(k) ? [] : [foundTrack(picture, sensor, frame, p, look.atMs)],
  );
  return [...tracks.filter((t) => keeps(t, look.atMs)), ...founded];
}

/** Uncertain enough that it may well be in view though its estimate is not. */
function nearView(sensor: Sensor, frame: SensorFrame, t: TrackData): boolean {
  if (sensor.kind === 'ir') return t.pBoost > 0.001 || t.lastMs > t.tMs - 60_000;
  const range = Math.hypot(...[0, 1, 2].map((i) => (t.x6[i] as number) - (frame.pos[i] as number)));
  const sigma = Math.sqrt(Math.max(t.P6[0] as number, t.P6[7] as number, t.P6[14] as number));
  return range < sensor.rangeMaxM + 3 * sigma && sigma > range * 0.004;
}

function takeHit(
  t: TrackData,
  sensor: Sensor,
  look: Look,
  plot: Plot,
  b: Predicted,
  c: Predicted,
  density: number,
  counters: ScanCounters,
): void {
  const fit = fitPlot(t, sensor, plot.z, b, c, Number.POSITIVE_INFINITY);
  if (!takePlot(t, sensor, plot.z, b, c)) counters.brokenCovariance++;
  t.score += fit ? Math.max(-5, fit.logL + Math.log(sensor.pd / density)) : 0;
  t.best = Math.max(t.best, t.score);
  t.looks++;
  t.lastMs = look.atMs;
  if (sensor.kind === 'ir') t.lastIrMs = look.atMs;
  const kind = phenomenologyOf(sensor);
  if (!t.kinds.includes(kind)) t.kinds.push(kind);
  const known = t.sensors.find((s) => s.sensor === sensor.id);
  if (known) {
    known.looks++;
    known.lastLookMs = look.atMs;
  } else t.sensors.push({ sensor: sensor.id, looks: 1, lastLookMs: look.atMs });
  if (t.evidence.length < EVIDENCE_KEPT) t.evidence.push(plot.id);
  if (t.status === 'tentative' && t.score >= CONFIRM_SCORE && t.looks >= MIN_CONFIRM_LOOKS)
    t.status = 'confirmed';
  if (t.pBoost < 0.5 && t.burnoutMs === null) t.burnoutMs = look.atMs;
  if (t.pBoost > 0.5) t.burnoutMs = null;
  learnLaunch(t);
}

/** The launch is best told early: by the first states that are good enough, not by what has flown far. */
function learnLaunch(t: TrackData): void {
  if (t.looks < 3 || t.lastMs - t.firstMs > 75_000) return;
  const e = estimateLaunch(t);
  if (e && (!t.launch || e.spreadM2 < t.launch.spreadM2)) t.launch = e;
}

function chargeMiss(t: TrackData, sensor: Sensor, frame: SensorFrame): void {
  if (sensor.kind === 'ir') {
    // An infrared miss says "not burning" before it says "not there".
    if (t.pBoost > 0) {
      const logMiss = missInfrared(t, sensor.pd);
      if (t.status === 'tentative') t.score += logMiss + (t.kinds.includes('RADAR') ? 0 : -1.2);
    }
    if (t.pBoost < 0.5 && t.burnoutMs === null) t.burnoutMs = t.tMs;
    return;
  }
  const { x } = blended(t);
  if (!inFieldOfView(sensor, frame, x, heightOfTrack(t))) return;
  t.score += Math.log(1 - sensor.pd);
}

function keeps(t: TrackData, atMs: number): boolean {
  const silentS = (atMs - t.lastMs) / 1000;
  if (t.status === 'tentative') {
    if (t.score < -4 || t.score < t.best - 7) return false;
    return silentS <= MAX_TENTATIVE_SILENCE_S || silentS <= 0;
  }
  return t.score > t.best - 25;
}

/** Best pair first; each track and plot once. Ties by index, which is an order of values, not of arrival. */
function assign(pairs: { i: number; k: number; gain: number }[], tracks: number, plots: number): number[] {
  const hit = new Array<number>(tracks).fill(-1);
  const taken = new Array<boolean>(plots).fill(false);
  pairs.sort((a, b) => b.gain - a.gain || a.i - b.i || a.k - b.k);
  for (const { i, k } of pairs) {
    if (hit[i] !== -1 || taken[k]) continue;
    hit[i] = k;
    taken[k] = true;
  }
  return hit;
}

const comparePlots = (a: readonly number[], b: readonly number[]): number => {
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return (a[i] as number) - (b[i] as number);
  return 0;
};
const clonePredicted = (p: Predicted): Predicted => ({
  m: p.m,
  z: p.z.slice(),
  H: p.H.slice(),
  R: p.R.slice(),
});
