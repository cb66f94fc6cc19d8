/**
 * Where a coasting track comes down needs a flight with J2 and drag, many times dearer than a two-body one. It is flown for a
 * state of the track now and then, its anchor; later states are held against that flight by two-body falls, in whose
 * difference what both leave out is gone. Which state is the anchor is a function of the track's own looks.
 */
import { COAST, coastStepS, stepCoastMean } from './kernels/coast';
import { type Nominal, nominalOf } from './kernels/fall';
import { load } from './store';
import type { Motion } from './track';

/** An anchor is kept this long (ms), as long as the velocity is not known this much better than then. */
const KEPT_MS = 60_000;
const BETTER = 0.6;

export interface Anchor {
  readonly tMs: number;
  /** One sigma of velocity (m/s) at its time. */
  readonly sigmaV: number;
  /** State (7) at its time. */
  readonly x: Float64Array;
  /** Computed at need from the fields above, never stored. */
  readonly cache: { atMs: number; at: Float64Array; nominal: Nominal | null | undefined };
}

export const newAnchor = (tMs: number, sigmaV: number, x: Float64Array): Anchor => ({
  ...{ tMs, sigmaV, x },
  cache: { atMs: tMs, at: x.slice(), nominal: undefined },
});

/** The anchor of a track with a new motion; none as long as it may burn. */
export function anchorOf(motion: Motion, before: Anchor | null): Anchor | null {
  if (motion.pBoost > 0) return null;
  if (before && motion.tMs - before.tMs < KEPT_MS && motion.sigmaV > BETTER * before.sigmaV) return before;
  const x = new Float64Array(COAST);
  load(motion.block, motion.coastAt, x, COAST);
  return newAnchor(motion.tMs, motion.sigmaV, x);
}

/** Its flight to the ground, times from its own; null if it stays up. */
export function nominalOfAnchor(a: Anchor): Nominal | null {
  if (a.cache.nominal === undefined) a.cache.nominal = nominalOf(a.x, Math.exp(a.x[6] as number));
  return a.cache.nominal;
}

/** The anchor's state flown on to a later time: a function of both alone. */
export function anchorAt(a: Anchor, atMs: number, out: Float64Array): void {
  const c = a.cache;
  if (c.atMs > atMs) {
    c.atMs = a.tMs;
    c.at.set(a.x);
  }
  for (;;) {
    const h = coastStepS(c.at);
    const left = (atMs - c.atMs) / 1000;
    if (h >= left) break;
    stepCoastMean(c.at, h);
    c.atMs += h * 1000;
  }
  out.set(c.at);
  if (atMs > c.atMs) stepCoastMean(out, (atMs - c.atMs) / 1000);
}
