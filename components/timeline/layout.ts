/**
 * Places the items of one lane on the axis: rows that do not overlap while they are few, a column for every two pixels
 * when they are many. A column is counted by two searches in sorted arrays, so that a hundred thousand events cost no more
 * to draw than a few hundred.
 */
import type { AxisView } from './axis';

/** One item: a span, or a moment when both times are the same. `rank` tells which one shows where many share a column. */
export interface LaneItem {
  fromMs: number;
  toMs: number;
  rank: number;
}

/** The beginnings and the ends of all items of one rank, each sorted by itself. */
interface RankIndex {
  rank: number;
  begins: Float64Array;
  ends: Float64Array;
}
/** Items of a lane sorted by their beginning, ready to be asked which of them a view touches. */
export interface LaneIndex<T extends LaneItem> {
  items: readonly T[];
  fromMs: Float64Array;
  /** Latest end among the items up to and with this one: from here back nothing earlier reaches further. */
  reachMs: Float64Array;
  /** Highest rank first. */
  ranks: readonly RankIndex[];
}

export function indexLane<T extends LaneItem>(unsorted: readonly T[]): LaneIndex<T> {
  const items = unsorted.toSorted((a, b) => a.fromMs - b.fromMs);
  const reachMs = new Float64Array(items.length);
  const byRank = new Map<number, { begins: number[]; ends: number[] }>();
  let reach = Number.NEGATIVE_INFINITY;
  items.forEach(({ fromMs, toMs, rank }, i) => {
    reach = Math.max(reach, toMs);
    reachMs[i] = reach;
    const held = byRank.get(rank) ?? { begins: [], ends: [] };
    byRank.set(rank, held);
    held.begins.push(fromMs);
    held.ends.push(toMs);
  });
  const ranks = [...byRank]
    .sort(([a], [b]) => b - a)
    .map(([rank, { begins, ends }]) => ({
      rank,
      begins: Float64Array.from(begins),
      ends: Float64Array.from(ends).sort(),
    }));
  return { items, fromMs: Float64Array.from(items, (i) => i.fromMs), reachMs, ranks };
}

/** First index from `lo` on in a non-decreasing array whose value is at least `value`. */
function lowerBound(sorted: Float64Array, value: number, from = 0): number {
  let lo = from;
  let hi = sorted.length;
  while (lo < hi) {
    const mid = (lo + hi) >> 1;
    if ((sorted[mid] as number) < value) lo = mid + 1;
    else hi = mid;
  }
  return lo;
}

/** How many items touch the time from `fromMs` up to but without `toMs`. */
export const countIn = (index: LaneIndex<LaneItem>, fromMs: number, toMs: number): number =>
  index.ranks.reduce((n, { begins, ends }) => n + lowerBound(begins, toMs) - lowerBound(ends, fromMs), 0);

/** The items that touch the view, by their beginning. */
export function itemsIn<T extends LaneItem>(
  index: LaneIndex<T>,
  view: Pick<AxisView, 'fromMs' | 'toMs'>,
): T[] {
  const out: T[] = [];
  const last = lowerBound(index.fromMs, view.toMs);
  for (let i = lowerBound(index.reachMs, view.fromMs); i < last; i++) {
    const item = index.items[i] as T;
    if (item.toMs >= view.fromMs) out.push(item);
  }
  return out;
}

export interface Box<T> {
  item: T;
  x0: number;
  x1: number;
  row: number;
  /** Items that found no free row and are named by this box. */
  joined: T[];
}
export interface Column {
  x: number;
  count: number;
  rank: number;
}
export type LaneLayout<T> =
  | { kind: 'boxes'; boxes: Box<T>[]; rows: number }
  | { kind: 'columns'; columns: Column[] };

export const COLUMN_PX = 2;
/** More items than this in view are drawn as columns. */
export const MOST_BOXES = 240;

/**
 * Lays out what of a lane the view touches, in at most `rows` rows; `gapPx` is kept free between boxes of a row, and no box
 * counts as narrower than `leastPx`, which keeps room for its name.
 */
export function layoutLane<T extends LaneItem>(
  index: LaneIndex<T>,
  view: AxisView,
  rows: number,
  gapPx: number,
  leastPx = 0,
): LaneLayout<T> {
  if (countIn(index, view.fromMs, view.toMs) > MOST_BOXES)
    return { kind: 'columns', columns: binned(index, view) };
  const pxPerMs = view.widthPx / (view.toMs - view.fromMs);
  const ends: number[] = Array.from({ length: rows }, () => Number.NEGATIVE_INFINITY);
  const latest: (Box<T> | null)[] = Array.from({ length: rows }, () => null);
  const boxes: Box<T>[] = [];
  let used = 1;
  for (const item of itemsIn(index, view)) {
    const x0 = (item.fromMs - view.fromMs) * pxPerMs;
    const x1 = Math.max(x0, (item.toMs - view.fromMs) * pxPerMs);
    const taken = Math.max(x1, x0 + leastPx);
    const row = ends.findIndex((end) => end + gapPx <= x0);
    if (row < 0) {
      const host = latest.reduce<Box<T> | null>((a, b) => (b && (!a || b.x1 > a.x1) ? b : a), null);
      host?.joined.push(item);
      if (host) host.x1 = Math.max(host.x1, x1);
      if (host) ends[host.row] = Math.max(ends[host.row] as number, taken);
      continue;
    }
    const box: Box<T> = { item, x0, x1, row, joined: [] };
    boxes.push(box);
    ends[row] = taken;
    latest[row] = box;
    used = Math.max(used, row + 1);
  }
  return { kind: 'boxes', boxes, rows: used };
}

/** For every two pixels how many items touch them, and the highest rank among these. */
export function binned(index: LaneIndex<LaneItem>, view: AxisView): Column[] {
  const n = Math.ceil(view.widthPx / COLUMN_PX);
  const counts = new Uint32Array(n);
  const highest = new Int16Array(n).fill(-1);
  const stepMs = ((view.toMs - view.fromMs) * COLUMN_PX) / view.widthPx;
  for (const { rank, begins, ends } of index.ranks) {
    let begun = lowerBound(begins, view.fromMs);
    let ended = lowerBound(ends, view.fromMs);
    for (let c = 0; c < n; c++) {
      const fromMs = view.fromMs + c * stepMs;
      begun = lowerBound(begins, fromMs + stepMs, begun);
      ended = lowerBound(ends, fromMs, ended);
      if (begun === ended) continue;
      counts[c] = (counts[c] as number) + begun - ended;
      if (rank > (highest[c] as number)) highest[c] = rank;
    }
  }
  const columns: Column[] = [];
  for (let c = 0; c < n; c++) {
    const count = counts[c] as number;
    if (count > 0) columns.push({ x: c * COLUMN_PX, count, rank: highest[c] as number });
  }
  return columns;
}
