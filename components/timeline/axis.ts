/** The axis: which part of time is seen, how it is moved and zoomed, and what is written along it. */
import { scaleUtc } from 'd3-scale';

/** What of the axis is seen, epoch ms of the session, and how wide it is drawn. */
export interface AxisView {
  fromMs: number;
  toMs: number;
  widthPx: number;
}

/** Narrowest and widest view of the axis: a scan apart, and as long as notifications stay. */
export const NARROWEST_MS = 2 * 60e3;
export const WIDEST_MS = 96 * 3600e3;
/** Where the now-line stands while the timeline follows the clock. */
export const NOW_AT = 0.48;
const DAY_MS = 86_400e3;

/** Place of a moment on the axis, pixels. */
export const placeOf = (view: AxisView, atMs: number): number =>
  ((atMs - view.fromMs) / (view.toMs - view.fromMs)) * view.widthPx;
/** The moment at a place of the axis. */
export const timeAt = (view: AxisView, xPx: number): number =>
  view.fromMs + (xPx / view.widthPx) * (view.toMs - view.fromMs);

/** The view zoomed by a factor (below 1 is nearer) with the moment under `x` kept in place. */
export function zoomed(view: AxisView, factor: number, xPx: number): AxisView {
  const span = view.toMs - view.fromMs;
  const next = Math.max(NARROWEST_MS, Math.min(WIDEST_MS, span * factor));
  const share = xPx / view.widthPx;
  const atMs = view.fromMs + share * span;
  return { ...view, fromMs: atMs - share * next, toMs: atMs + (1 - share) * next };
}

/** The view of this span that follows a moment. */
export function following(nowMs: number, spanMs: number, widthPx: number): AxisView {
  return { fromMs: nowMs - NOW_AT * spanMs, toMs: nowMs + (1 - NOW_AT) * spanMs, widthPx };
}

/** A moment this near to an edge of the view (as a share) counts as out of it: what comes next would not be seen. */
const EDGE = 0.06;
/** Where a view must begin to show a moment: as it is where it shows it already, else with the moment in the middle. */
export function beginToShow(view: AxisView, atMs: number): number {
  const span = view.toMs - view.fromMs;
  const share = (atMs - view.fromMs) / span;
  return share >= EDGE && share <= 1 - EDGE ? view.fromMs : atMs - span / 2;
}

export interface Tick {
  atMs: number;
  /** `day` is midnight; `minor` has no text. */
  kind: 'day' | 'time' | 'minor';
}

/** Midnights, a text about every 160 px, and small ticks between. `seconds`: the texts need their seconds. */
export function ticksOf(view: AxisView): { ticks: Tick[]; seconds: boolean } {
  const scale = scaleUtc([view.fromMs, view.toMs], [0, view.widthPx]);
  const count = Math.max(3, Math.round(view.widthPx / 160));
  const times = scale.ticks(count).map((d) => d.getTime());
  const [first = 0, second = first] = times;
  const isDay = (atMs: number): boolean => atMs % DAY_MS === 0;
  const days: number[] = [];
  for (let at = Math.ceil(view.fromMs / DAY_MS) * DAY_MS; at < view.toMs; at += DAY_MS) days.push(at);
  const named = new Set([...days, ...times]);
  const minor = scale
    .ticks(count * 5)
    .map((d) => d.getTime())
    .filter((at) => !named.has(at));
  return {
    ticks: [
      ...days.map((atMs): Tick => ({ atMs, kind: 'day' })),
      ...times.filter((at) => !isDay(at)).map((atMs): Tick => ({ atMs, kind: 'time' })),
      ...minor.map((atMs): Tick => ({ atMs, kind: 'minor' })),
    ],
    seconds: second - first < 60e3,
  };
}
