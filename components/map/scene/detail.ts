/**
 * How much is drawn of each thing that flies, by how many there are: steps with names, so that an officer is told what he
 * does not see. The selected and what has an open critical or high alert are always drawn in full.
 */
export const DETAILS = ['full', 'paths', 'heads'] as const;
export type Detail = (typeof DETAILS)[number];

/** A step holds up to this many. */
export const DETAIL_UPTO: Record<Exclude<Detail, 'heads'>, number> = { full: 500, paths: 2000 };

export const detailOf = (count: number): Detail =>
  count <= DETAIL_UPTO.full ? 'full' : count <= DETAIL_UPTO.paths ? 'paths' : 'heads';

/** On the step `paths` this much is drawn of each path behind the head and ahead of it. */
export const SHORT_PATH_MS = 120e3;

interface Pace {
  /** Between two looks whether heads moved; without, they move with each scene. */
  tickMs: number;
  /** Between two scenes when records changed, and when only frames and time did. */
  recordsMs: number;
  framesMs: number;
}
/** What the officer himself does is drawn with the next look whatever the step. */
export const PACES: Record<Detail, Pace> = {
  full: { tickMs: 100, recordsMs: 0, framesMs: 1000 },
  paths: { tickMs: 200, recordsMs: 500, framesMs: 1000 },
  heads: { tickMs: Number.POSITIVE_INFINITY, recordsMs: 1000, framesMs: 1000 },
};
