/**
 * The head of a launch or track: shape is class, filling is freshness. One function for map, list and export. Shapes lie
 * in a box of 16 × 16 about (0, 0) and point up.
 */
import type { Severity } from '../../domain/alert';
import { type ClassCode, type ClassProbabilities, topClass } from '../../domain/classes';
import { FLAG_STALE, type FrameEntry } from '../../domain/protocol/frames';
import type { Launch, NationalTrack } from '../../domain/records';

export const HEAD_KINDS = ['missile', 'space', 'sounding', 'unknown'] as const;
export type HeadKind = (typeof HEAD_KINDS)[number];
export const FRESHNESS = ['fresh', 'stale', 'coasting', 'lost', 'ended'] as const;
export type Freshness = (typeof FRESHNESS)[number];

export interface HeadPart {
  /** SVG path. */
  d: string;
  filled: boolean;
  /** Width of the stroke in units of the box; 0 has none. */
  stroke: number;
  dash: readonly number[];
}
export interface HeadShape {
  parts: readonly HeadPart[];
  /** Turns with the course; a cross does not. */
  turns: boolean;
  /** Side of the drawn box, px: 16, selected 20. */
  sizePx: number;
  /** Corner brackets in the colour of the alert's level. */
  brackets: Severity | null;
}

const OUTLINE: Record<HeadKind, string> = {
  missile: 'M0 -8 5.6 7 0 3.6 -5.6 7Z',
  space: 'M0 -8 5 3.6 0 1.2 -5 3.6Z',
  sounding: 'M0 -7.2 6 6.4H2.9L0 -.4 -2.9 6.4H-6Z',
  unknown: 'M0 -5.6A5.6 5.6 0 1 1 0 5.6 5.6 5.6 0 1 1 0 -5.6Z',
};
/** What a kind has beside its outline. */
const EXTRA: Record<HeadKind, HeadPart[]> = {
  missile: [],
  space: [{ d: 'M-5 6.6H5', filled: false, stroke: 2.2, dash: [] }],
  sounding: [],
  unknown: [{ d: 'M0 -5.6V5.6M-5.6 0H5.6', filled: false, stroke: 1.5, dash: [] }],
};
const LOST: HeadPart = { d: 'M-5 -5 5 5M5 -5-5 5', filled: false, stroke: 2, dash: [] };
const ENDED: HeadPart = { d: 'M0 -4V4M-4 0H4', filled: false, stroke: 1.6, dash: [] };

/** The symbol of a head. The caller paints the parts, all in one colour. */
export function headShape(
  kind: HeadKind,
  freshness: Freshness,
  selected: boolean,
  severity: Severity | null,
): HeadShape {
  const sizePx = selected ? 20 : 16;
  if (freshness === 'lost' || freshness === 'ended') {
    const part = freshness === 'lost' ? LOST : ENDED;
    return { parts: [part], turns: false, sizePx, brackets: severity };
  }
  // The ringed cross cannot be filled without hiding its cross: its solid middle stands for the filling.
  const solid = freshness === 'fresh';
  const outline: HeadPart = {
    d: OUTLINE[kind],
    filled: solid && kind !== 'unknown',
    stroke: solid && kind !== 'unknown' ? 0 : 1.5,
    dash: freshness === 'coasting' ? [2, 1.6] : [],
  };
  const middle: HeadPart[] =
    solid && kind === 'unknown'
      ? [{ d: 'M0 -2.4A2.4 2.4 0 1 1 0 2.4 2.4 2.4 0 1 1 0 -2.4Z', filled: true, stroke: 0, dash: [] }]
      : [];
  return {
    parts: [outline, ...EXTRA[kind], ...middle],
    turns: kind !== 'unknown',
    sizePx,
    brackets: severity,
  };
}

const KIND: Record<ClassCode, HeadKind> = {
  SRBM: 'missile',
  MRBM: 'missile',
  IRBM: 'missile',
  ICBM: 'missile',
  SLV: 'space',
  SOUNDING_ROCKET: 'sounding',
  UNKNOWN: 'unknown',
};
/** Shape by the most probable class; the missile classes count together. */
export function headKind(classes: ClassProbabilities): HeadKind {
  const missile = classes.SRBM + classes.MRBM + classes.IRBM + classes.ICBM;
  const top = topClass(classes);
  return missile > top.p ? 'missile' : KIND[top.code];
}

/** No word about a launch for this long, and no frame that says more: it is coasting. */
const QUIET_MS = 60e3;

/** Freshness of a launch: the frame says it; without one its revisions do. */
export function launchFreshness(
  launch: Pick<Launch, 'lifecycle' | 'updatedMs'>,
  entry: Pick<FrameEntry, 'status' | 'flags'> | null,
  nowMs: number,
): Freshness {
  if (launch.lifecycle === 'ended') return 'ended';
  if (launch.lifecycle === 'retracted') return 'lost';
  if (entry) return trackFreshness(entry.status, (entry.flags & FLAG_STALE) !== 0);
  return nowMs - launch.updatedMs > QUIET_MS ? 'coasting' : 'fresh';
}

/** Freshness of a track by its status. */
export function trackFreshness(status: NationalTrack['status'], stale = false): Freshness {
  if (status === 'lost' || status === 'ended' || status === 'coasting') return status;
  return stale ? 'stale' : 'fresh';
}
