/**
 * Places the items of one lane on the axis: rows that do not overlap while they are few, a column for every two pixels
 * when they are many, so that a hundred thousand events cost no more to draw than a few hundred.
 */

/** One item: a span, or a moment when both times are the same. `rank` tells which one shows where many share a column. */
export interface LaneItem {
  fromMs: number;
  toMs: number;
  rank: number;
}

/** What of the axis is seen, and how wide it is drawn. */
export interface AxisView {
  fromMs: number;
  toMs: number;
  widthPx: number;
}

/** Items of a lane sorted by their beginning, ready to be asked which of them a view touches. */
export interface LaneIndex<T extends LaneItem> {
  items: readonly T[];
  fromMs: Float64Array;
  toMs: Float64Array;
  rank: Uint8Array;
  /** Latest end among the items up to and with this one: from here back nothing earlier reaches further. */
  reachMs: Float64Array;
}

export function indexLane<T extends LaneItem>(unsorted: readonly T[]): LaneIndex<T> {
  const items = unsorted.toSorted((a, b) => a.fromMs - b.fromMs);
  const n = items.length;
  const index = {
    items,
    fromMs: new Float64Array(n),
    toMs: new Float64Array(n),
    rank: new Uint8Array(n),
    reachMs: new Float64Array(n),
  };
  let reach = Number.NEGATIVE_INFINITY;
  items.forEach((item, i) => {
    reach = Math.max(reach, item.toMs);
    index.fromMs[i] = item.fromMs;
    index.toMs[i] = item.toMs;
    index.rank[i] = item.rank;
    index.reachMs[i] = reach;
  });
  return index;
}

/** First index in a non-decreasing array whose value is at least `value`. */
function lowerBound(sorted: Float64Array, value: number): number {
  let lo = 0;
  let hi = sorted.length;
  while (lo < hi) {
    const mid = (lo + hi) >> 1;
    if ((sorted[mid] as number) < value) lo = mid + 1;
    else hi = mid;
  }
  return lo;
}

/** The items from `first` up to but without `last` hold every item that touches the view. */
export function visibleRange(index: LaneIndex<LaneItem>, view: AxisView): { first: number; last: number } {
  return { first: lowerBound(index.reachMs, view.fromMs), last: lowerBound(index.fromMs, view.toMs) };
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
const MOST_BOXES = 240;

/** Lays out what of a lane the view touches, in at most `rows` rows; `gapPx` is kept free between boxes of a row. */
export function layoutLane<T extends LaneItem>(
  index: LaneIndex<T>,
  view: AxisView,
  rows: number,
  gapPx: number,
): LaneLayout<T> {
  const { first, last } = visibleRange(index, view);
  if (last - first > MOST_BOXES) return { kind: 'columns', columns: binned(index, view, first, last) };
  const pxPerMs = view.widthPx / (view.toMs - view.fromMs);
  const ends: number[] = Array.from({ length: rows }, () => Number.NEGATIVE_INFINITY);
  const latest: (Box<T> | null)[] = Array.from({ length: rows }, () => null);
  const boxes: Box<T>[] = [];
  let used = 1;
  for (let i = first; i < last; i++) {
    const item = index.items[i] as T;
    if (item.toMs < view.fromMs) continue;
    const x0 = (item.fromMs - view.fromMs) * pxPerMs;
    const x1 = Math.max(x0, (item.toMs - view.fromMs) * pxPerMs);
    const row = ends.findIndex((end) => end + gapPx <= x0);
    if (row < 0) {
      const host = latest.reduce<Box<T> | null>((a, b) => (b && (!a || b.x1 > a.x1) ? b : a), null);
      host?.joined.push(item);
      if (host) host.x1 = Math.max(host.x1, x1);
      if (host) ends[host.row] = host.x1;
      continue;
    }
    const box: Box<T> = { item, x0, x1, row, joined: [] };
    boxes.push(box);
    ends[row] = x1;
    latest[row] = box;
    used = Math.max(used, row + 1);
  }
  return { kind: 'boxes', boxes, rows: used };
}

function binned(index: LaneIndex<LaneItem>, view: AxisView, first: number, last: number): Column[] {
  const n = Math.ceil(view.widthPx / COLUMN_PX);
  const counts = new Uint32Array(n);
  const ranks = new Uint8Array(n);
  const perMs = n / (view.toMs - view.fromMs);
  for (let i = first; i < last; i++) {
    const to = index.toMs[i] as number;
    if (to < view.fromMs) continue;
    const c0 = Math.max(0, Math.floor(((index.fromMs[i] as number) - view.fromMs) * perMs));
    const c1 = Math.min(n - 1, Math.floor((to - view.fromMs) * perMs));
    const rank = index.rank[i] as number;
    for (let c = c0; c <= c1; c++) {
      counts[c] = (counts[c] as number) + 1;
      if (rank > (ranks[c] as number)) ranks[c] = rank;
    }
  }
  const columns: Column[] = [];
  for (let c = 0; c < n; c++) {
    const count = counts[c] as number;
    if (count > 0) columns.push({ x: c * COLUMN_PX, count, rank: ranks[c] as number });
  }
  return columns;
}

/** Narrowest and widest view of the axis. */
export const NARROWEST_MS = 2 * 60e3;
export const WIDEST_MS = 8 * 3600e3;

/** The view zoomed by a factor (below 1 is nearer) with the moment under `x` kept in place. */
export function zoomed(view: AxisView, factor: number, xPx: number): AxisView {
  const span = view.toMs - view.fromMs;
  const next = Math.max(NARROWEST_MS, Math.min(WIDEST_MS, span * factor));
  const share = xPx / view.widthPx;
  const atMs = view.fromMs + share * span;
  return { ...view, fromMs: atMs - share * next, toMs: atMs + (1 - share) * next };
}

/** Where the now-line stands while the timeline follows the clock. */
export const NOW_AT = 0.48;

/** The view of this span that follows a moment. */
export function following(nowMs: number, spanMs: number, widthPx: number): AxisView {
  return { fromMs: nowMs - NOW_AT * spanMs, toMs: nowMs + (1 - NOW_AT) * spanMs, widthPx };
}
