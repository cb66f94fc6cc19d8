import type { Phenomenology } from '../../domain/sensors';
import type { Anchor } from './anchor';

/**
 * Both filters of a track at one time. Never written into once it is part of a track, so states of the past can be
 * kept by reference and gone back to. Its numbers lie in a shared block (`store.ts`).
 */
export interface Motion {
  readonly tMs: number;
  /** Probability that it burns. 0: no boost filter; 1: no coast filter. */
  readonly pBoost: number;
  /** Block of numbers; boost (9 + 81) from `boostAt`, coast (7 + 49) from `coastAt`; −1 for a filter that is out. */
  readonly block: Float64Array;
  readonly boostAt: number;
  readonly coastAt: number;
  /** One sigma of position (m), velocity (m/s) and thrust (m/s²) by the traces: for coarse gates. */
  readonly sigmaP: number;
  readonly sigmaV: number;
  readonly sigmaA: number;
  /** Null where nothing is known of it. */
  readonly lean: Lean | null;
  /** Computed at need from the fields above, never stored. */
  readonly cache: MotionCache;
}

/** Where numbers lie in a shared block. */
export interface Kept {
  readonly block: Float64Array;
  readonly at: number;
}

/** Change of both filters' states by one sigma of constant error of each sensor that the track has seen (`lean.ts`). */
export interface Lean {
  /** Registry places, in the order of the columns: three of each. */
  readonly sensors: readonly number[];
  /** Columns of nine, and of seven; null for a filter that is out. */
  readonly boost: Float64Array | null;
  readonly coast: Float64Array | null;
}

export interface MotionCache {
  /** A coasting state on its own grid of steps, so that a prediction is a function of the motion and the time alone. */
  meanMs: number;
  mean: Kept | null;
  gridMs: number;
  grid: Kept | null;
  /** Time until which it is too high to be down. */
  highUntilMs: number;
  /** Time after which a coasting object is down for sure. */
  overMs: number | null;
}

/** A look that the launch is told from: kept while it burns and the ascent is young. */
export interface Sight {
  readonly sensor: number;
  readonly atMs: number;
  readonly z: readonly number[];
  readonly before: Sight | null;
  readonly n: number;
}

export interface SensorLooks {
  sensor: string;
  looks: number;
  lastLookMs: number;
  /** Null of one whose only look founded the track: there was nothing to compare it with. */
  fit: LooksFit | null;
}

/** How well a sensor's looks fit what was predicted of them; never read by the filters. */
export interface LooksFit {
  /** Of the last look: measured less predicted, each component in one sigma of both. */
  readonly last: readonly number[];
  readonly lastMs: number;
  /** Sums over all looks: squared distances, and their components. */
  readonly chi2: number;
  readonly parts: number;
}

/** A look's part of the score; `detection` null: it saw nothing where it should have. */
export interface Weighed {
  readonly detection: string | null;
  readonly sensor: string;
  readonly atMs: number;
  readonly gain: number;
}

export interface Track {
  readonly id: string;
  readonly status: 'tentative' | 'confirmed';
  readonly motion: Motion;
  /** A coasting state of it whose flight to the ground is flown in full; null as long as it may burn. */
  readonly anchor: Anchor | null;
  /** Log-likelihood ratio against "false", and its best. */
  readonly score: number;
  readonly best: number;
  readonly looks: number;
  readonly firstMs: number;
  readonly lastMs: number;
  /** Last time at which it more probably burned than not. */
  readonly lastBurnMs: number | null;
  readonly kinds: readonly Phenomenology[];
  readonly sensors: readonly SensorLooks[];
  readonly evidence: readonly string[];
  /** What was weighed until it was confirmed; their gains sum to its score then. */
  readonly weighed: readonly Weighed[];
  readonly sight: Sight | null;
  /** Ids of tracks that turned out to be this one. */
  readonly aliases: readonly string[];
  /** Another track that may be the same object, and how many looks have said so. */
  readonly twin: { readonly id: string; readonly looks: number } | null;
}

/**
 * How a track left the tracks: past its end; given up, though it was there (`lost`); or refuted: its score says that
 * there never was an object. One that is in no such list was taken back by late data.
 */
export type TrackEnd = 'over' | 'lost' | 'refuted';

export const EVIDENCE_KEPT = 12;
/** Of more, the oldest go into the founding one's part. */
const WEIGHED_KEPT = 40;

/** The list with one more. */
export function weighedAnd(list: readonly Weighed[], one: Weighed): readonly Weighed[] {
  if (list.length < WEIGHED_KEPT) return [...list, one];
  const [first, second, ...rest] = list as readonly [Weighed, Weighed, ...Weighed[]];
  return [{ ...first, gain: first.gain + second.gain }, ...rest, one];
}
