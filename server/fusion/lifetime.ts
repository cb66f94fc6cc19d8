import { anchorOf } from './anchor';
import { roughHeightM } from './kernels/flight';
import { timeOfFall } from './kernels/impact';
import { leanAt } from './lean';
import { boostProbability, keep, newWork, predict, predictMean } from './modes';
import type { Track } from './track';

/** Odds that a coasting object was lit again since its last look, by the time since it last burned. */
const RELIGHT: [withinMs: number, p: number][] = [
  [90_000, 0.01],
  [400_000, 0.002],
];
/** A burning track that nobody could see for this long is brought to the present, so that its burnout is not forgotten. */
const REBASE_MS = 20_000;
/** Below this predicted height a coasting object may be down already. */
const LOW_M = 30e3;
/** Nothing sinks faster than this (m/s). */
const FASTEST_MS = 12_000;
/** Kept at least this long after its predicted impact, and three sigma of its time. */
const AFTER_IMPACT_MS = 15_000;
/** What never comes down is watched this long unseen. */
const UNSEEN_ORBIT_MS = 45 * 60_000;

const mean = new Float64Array(7);
const w = newWork();

export function relightOdds(track: Track, atMs: number): number {
  if (track.lastBurnMs === null || track.status !== 'confirmed') return 0;
  const since = atMs - track.lastBurnMs;
  return RELIGHT.find(([within]) => since <= within)?.[1] ?? 0;
}

/** The track at a later time if it may still burn and nobody looks; else as it is. */
export function rebase(track: Track, atMs: number): Track {
  const { motion } = track;
  if (motion.pBoost === 0 || atMs - motion.tMs <= REBASE_MS) return track;
  predict(motion, atMs, w);
  const now = keep(w, atMs, leanAt(motion, atMs));
  return { ...track, motion: now, anchor: anchorOf(now, track.anchor) };
}

/** Past its predicted impact with a margin for what is not known of it, or too long unseen in orbit. */
export function isOver(track: Track, atMs: number): boolean {
  const { motion } = track;
  if (atMs - track.lastMs < AFTER_IMPACT_MS || boostProbability(motion, atMs) > 0.5) return false;
  if (motion.cache.overMs !== null) return atMs > motion.cache.overMs;
  if (atMs - track.lastMs > UNSEEN_ORBIT_MS) return true;
  if (atMs < motion.cache.highUntilMs) return false;
  predictMean(motion, atMs, mean);
  const above = roughHeightM(mean) - LOW_M;
  if (above > 0) {
    motion.cache.highUntilMs = atMs + (1000 * above) / FASTEST_MS;
    return false;
  }
  predict(motion, motion.tMs, w);
  const fall = timeOfFall(w.xc, w.Pc);
  motion.cache.overMs = fall
    ? motion.tMs + fall.tS * 1000 + Math.max(AFTER_IMPACT_MS, 3000 * fall.sigmaS)
    : track.lastMs + UNSEEN_ORBIT_MS;
  return atMs > motion.cache.overMs;
}
