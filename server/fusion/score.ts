import { anchorOf } from './anchor';
import { leanAt } from './lean';
import type { Left } from './left-over';
import type { Plot } from './look';
import { keep, newWork, predict, type Work } from './modes';
import type { SensorModel } from './registry';
import {
  EVIDENCE_KEPT,
  type LooksFit,
  type Motion,
  type SensorLooks,
  type Sight,
  type Track,
  type TrackEnd,
  weighedAnd,
} from './track';

/**
 * Track score: log-likelihood ratio "an object" against "false plots" (sequential probability ratio test). Confirmed
 * where false births of a day (some 2.5e5) give less than one false confirmation in ten days.
 */
export const CONFIRM_SCORE = 14.7;
export const CONFIRM_LOOKS = 3;
/** A tentative track is dropped below its best by this, or below nothing by that. */
const TENTATIVE_FALL = 6;
const TENTATIVE_FLOOR = -4;
const TENTATIVE_SILENCE_MS = 25_000;
/** A confirmed one only after so many misses where it must be seen that it cannot be there. */
const CONFIRMED_FALL = 30;
/** One look tells at most this much for or against. */
const MOST_GAIN = 25;
/** Looks of this part of the ascent tell the launch. */
const ASCENT_MS = 75_000;
const MOST_SIGHTS = 96;

/** Whether what is seen by infrared alone may as well be a spot that stays: asked of its sights and its score. */
export type Doubt = (sight: Sight, score: number) => boolean;

/** The track after it was given a plot. `doubt`: where spots that stay come now and then. */
export function afterHit(
  t: Track,
  motion: Motion,
  model: SensorModel,
  atMs: number,
  plot: Plot,
  gain: number,
  left: Left | null,
  doubt: Doubt | null,
): Track {
  const told = Math.min(MOST_GAIN, gain);
  const score = t.score + told;
  const looks = t.looks + 1;
  const burns = motion.pBoost > 0.5;
  const { phenomenology } = model;
  const sight = burns ? sighted(t, model, atMs, plot) : t.sight;
  const doubted = (): boolean =>
    doubt !== null &&
    phenomenology === 'IR' &&
    !t.kinds.includes('RADAR') &&
    sight !== null &&
    // Later than its sights reach they tell nothing.
    (sight.atMs < atMs || doubt(sight, score));
  const confirmed =
    t.status === 'confirmed' || (score >= CONFIRM_SCORE && looks >= CONFIRM_LOOKS && !doubted());
  return {
    id: t.id,
    status: confirmed ? 'confirmed' : 'tentative',
    motion,
    anchor: anchorOf(motion, t.anchor),
    score,
    best: Math.max(t.best, score),
    looks,
    firstMs: t.firstMs,
    lastMs: atMs,
    lastBurnMs: burns ? atMs : t.lastBurnMs,
    kinds: t.kinds.includes(phenomenology) ? t.kinds : [...t.kinds, phenomenology],
    sensors: countLook(t.sensors, model.sensor.id, atMs, left),
    evidence: t.evidence.length < EVIDENCE_KEPT ? [...t.evidence, plot.id] : t.evidence,
    weighed: weighed(t, model, atMs, plot.id, told),
    sight,
    aliases: t.aliases,
    twin: t.twin,
  };
}

function weighed(t: Track, model: SensorModel, atMs: number, detection: string | null, gain: number) {
  if (t.status === 'confirmed') return t.weighed;
  return weighedAnd(t.weighed, { detection, sensor: model.sensor.id, atMs, gain });
}

function sighted(t: Track, model: SensorModel, atMs: number, plot: Plot): Sight | null {
  const n = t.sight?.n ?? 0;
  if (atMs - t.firstMs > ASCENT_MS || n >= MOST_SIGHTS) return t.sight;
  return { sensor: model.index, atMs, z: plot.raw ?? plot.z, before: t.sight, n: n + 1 };
}

/** The same list with one more look of a sensor; entries that stay are shared. */
function countLook(
  list: readonly SensorLooks[],
  sensor: string,
  atMs: number,
  left: Left | null,
): readonly SensorLooks[] {
  const out = list.slice();
  for (let i = 0; i < out.length; i++) {
    const s = out[i] as SensorLooks;
    if (s.sensor !== sensor) continue;
    out[i] = { sensor, looks: s.looks + 1, lastLookMs: atMs, fit: fitAnd(s.fit, left, atMs) };
    return out;
  }
  out.push({ sensor, looks: 1, lastLookMs: atMs, fit: fitAnd(null, left, atMs) });
  return out;
}

function fitAnd(fit: LooksFit | null, left: Left | null, atMs: number): LooksFit | null {
  if (!left) return fit;
  const { sigmas, d2 } = left;
  return {
    last: sigmas,
    lastMs: atMs,
    chi2: (fit?.chi2 ?? 0) + d2,
    parts: (fit?.parts ?? 0) + sigmas.length,
  };
}

/**
 * The track after a look that should have seen it. An infrared miss says "burnt out" before it says "not there": both
 * have their parts by Bayes. A radar's miss says nothing of burning. `predicted`: both filters at `atMs`, where they are known.
 */
export function afterMiss(
  t: Track,
  view: number,
  model: SensorModel,
  atMs: number,
  predicted: Work | undefined,
): Track {
  const pd = 1 - Math.exp(model.missWeight);
  if (model.radar) {
    const gain = Math.log(1 - pd * view);
    return missed(t, t.motion, t.anchor, gain, model, atMs);
  }
  if (t.motion.pBoost === 0) return t;
  const w = predicted ?? own;
  if (!predicted) predict(t.motion, atMs, w);
  const silent = w.pBoost * (1 - pd * view) + (1 - w.pBoost);
  w.pBoost = (w.pBoost * (1 - pd * view)) / silent;
  const motion = keep(w, atMs, leanAt(t.motion, atMs));
  return missed(t, motion, anchorOf(motion, t.anchor), Math.log(silent), model, atMs);
}

/** Written out as after a hit: tracks of one shape are read faster than copies of them, and this is most of what happens. */
function missed(
  t: Track,
  motion: Motion,
  anchor: Track['anchor'],
  gain: number,
  model: SensorModel,
  atMs: number,
): Track {
  return {
    id: t.id,
    status: t.status,
    motion,
    anchor,
    score: t.score + gain,
    best: t.best,
    looks: t.looks,
    firstMs: t.firstMs,
    lastMs: t.lastMs,
    lastBurnMs: t.lastBurnMs,
    kinds: t.kinds,
    sensors: t.sensors,
    evidence: t.evidence,
    weighed: weighed(t, model, atMs, null, gain),
    sight: t.sight,
    aliases: t.aliases,
    twin: t.twin,
  };
}
const own = newWork();

/** False if the track is given up. Coasting objects are never given up for being out of view. */
export function keepsTrying(t: Track, atMs: number): boolean {
  if (t.status === 'confirmed') return t.score > t.best - CONFIRMED_FALL;
  if (t.score < TENTATIVE_FLOOR || t.score < t.best - TENTATIVE_FALL) return false;
  if (atMs - t.lastMs > TENTATIVE_SILENCE_MS) return false;
  // Founded by an infrared sensor and silent at once: burnout in just that second is the rarer story.
  return !(t.looks < 3 && t.kinds[0] === 'IR' && t.motion.pBoost < 0.5);
}

/** What giving a track up means: with a score below nothing there never was an object, else it was lost. */
export const endOf = (t: Track): TrackEnd => (t.score < 0 ? 'refuted' : 'lost');
