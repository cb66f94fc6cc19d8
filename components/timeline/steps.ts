/** Keys of the timeline's slider: what each asks for, as a change of what is shown. Pure: the component does it. */
import { type ParsedTime, parseTime } from '../../client/format/parse-time';
import { type AxisView, beginToShow, NOW_AT, zoomed } from './axis';
import type { LaneIndex, LaneItem } from './layout';

export interface Press {
  key: string;
  shiftKey: boolean;
  altKey: boolean;
  ctrlKey: boolean;
  metaKey: boolean;
}
export interface Place {
  view: AxisView;
  nowMs: number;
  /** The earliest moment that can be looked at. */
  beginsMs: number;
  reviewMs: number | null;
  /** The axis follows the clock. */
  follows: boolean;
}
/** What is asked for; a part that is not named stays. `fromMs` null follows the clock. */
export interface Asked {
  reviewMs?: number | null;
  fromMs?: number | null;
  spanMs?: number;
  copy?: boolean;
}

const ZOOM_STEP = 1.25;
const SECOND_MS = 1000;
const MINUTE_MS = 60e3;

/** Beginnings of what happened before and after a moment, over several lanes. */
export function nextEventMs(
  lanes: readonly LaneIndex<LaneItem>[],
  fromMs: number,
  towards: 'earlier' | 'later',
  nowMs: number,
): number | null {
  let found: number | null = null;
  for (const { fromMs: begins } of lanes)
    for (const at of begins) {
      if (at > nowMs) break;
      const fits = towards === 'earlier' ? at < fromMs : at > fromMs;
      if (fits && (found === null || (towards === 'earlier' ? at > found : at < found))) found = at;
    }
  return found;
}

/** Looking at a moment: not before what is known, at the head where it is not earlier than now, and within what is seen. */
export function lookAt(place: Place, atMs: number): Asked {
  if (atMs >= place.nowMs) return { reviewMs: null, fromMs: null };
  const reviewMs = Math.max(place.beginsMs, Math.floor(atMs));
  // The axis stands while an earlier moment is looked at: what is pointed at must not run away with the clock.
  return { reviewMs, fromMs: beginToShow(place.view, reviewMs) };
}

/** Going to a moment: one that was is looked at, one that is to come is shown. */
export const goTo = (place: Place, atMs: number): Asked =>
  atMs <= place.nowMs ? lookAt(place, atMs) : { reviewMs: null, fromMs: beginToShow(place.view, atMs) };

/** What is wrong with a time that somebody pasted. */
export type WrongTime = Exclude<ParsedTime, { ok: true }>['reason'] | 'before';
/** A pasted time, or what is wrong with it; a bare time of day is the one nearest to `nearMs`. */
export function readTime(
  text: string,
  nearMs: number,
  beginsMs: number,
): { atMs: number } | { wrong: WrongTime } {
  const parsed = parseTime(text, nearMs);
  if (!parsed.ok) return { wrong: parsed.reason };
  return parsed.atMs < beginsMs ? { wrong: 'before' } : { atMs: parsed.atMs };
}

/** The axis zoomed: about the moment that is looked at, else about now, else about a place of it. */
export function zoomBy(place: Place, factor: number, xPx: number | null = null): Asked {
  const { view, follows } = place;
  const x = follows ? NOW_AT * view.widthPx : (xPx ?? view.widthPx / 2);
  const next = zoomed(view, factor, x);
  return { spanMs: next.toMs - next.fromMs, fromMs: follows ? null : next.fromMs };
}
export const zoomIn = (place: Place): Asked => zoomBy(place, 1 / ZOOM_STEP);
export const zoomOut = (place: Place): Asked => zoomBy(place, ZOOM_STEP);
/** One notch of a wheel. */
export const wheelBy = (place: Place, deltaY: number, xPx: number): Asked =>
  zoomBy(place, deltaY > 0 ? ZOOM_STEP : 1 / ZOOM_STEP, xPx);

/** The axis moved by a share of what is seen; what is looked at stays. */
export const panBy = ({ view }: Place, share: number): Asked => ({
  fromMs: view.fromMs + share * (view.toMs - view.fromMs),
});

/** Null for a key that is not the slider's. */
export function askedBy(press: Press, place: Place, lanes: readonly LaneIndex<LaneItem>[]): Asked | null {
  const at = place.reviewMs ?? place.nowMs;
  if (press.ctrlKey || press.metaKey)
    return press.key.toLowerCase() === 'c' && !press.altKey ? { copy: true } : null;
  switch (press.key) {
    case 'ArrowLeft':
    case 'ArrowRight': {
      const sign = press.key === 'ArrowLeft' ? -1 : 1;
      if (press.altKey) return lookAt(place, at + sign * MINUTE_MS);
      if (press.shiftKey) return lookAt(place, at + sign * SECOND_MS);
      const towards = sign < 0 ? 'earlier' : 'later';
      const next = nextEventMs(lanes, at, towards, place.nowMs);
      // After the last event comes the head; before the first there is nothing to go to.
      return next === null ? (sign < 0 ? {} : { reviewMs: null, fromMs: null }) : lookAt(place, next);
    }
    case 'Home':
      return lookAt(place, place.beginsMs);
    case 'End':
      return { reviewMs: null, fromMs: null };
    case 'PageUp':
      return panBy(place, -0.5);
    case 'PageDown':
      return panBy(place, 0.5);
    case 'ArrowUp':
    case '+':
    case '=':
      return zoomIn(place);
    case 'ArrowDown':
    case '-':
      return zoomOut(place);
    default:
      return null;
  }
}
