'use client';

import { type KeyboardEvent, type PointerEvent, type RefObject, useEffect, useRef } from 'react';
import { iso } from '../../client/format/time';
import { useConsole, useSource, useSourceState } from '../../client/stores/context';
import { timeAt } from './axis';
import { hitsAt, selectionOf } from './hit';
import type { Hit } from './scene';
import { type Asked, askedBy, lookAt, type Place, wheelBy } from './steps';
import { AXIS_PX, type Shown, viewOf } from './use-painter';

/** A press that moved less than this is a click. */
const CLICK_PX = 4;

/** What lies under the pointer, and where that is. */
export interface Pointed {
  x: number;
  y: number;
  hits: Hit[];
}

/**
 * Mouse, wheel and keys of the timeline: the axis' strip reviews, the lanes pan, a click selects. `point` is told what lies
 * under the pointer; it paints by itself, so that moving the pointer paints nothing else.
 */
export function useGestures(
  canvas: RefObject<HTMLCanvasElement | null>,
  hits: RefObject<Hit[]>,
  shown: Shown,
  point: (at: Pointed | null) => void,
) {
  const source = useSource();
  const set = useConsole((s) => s.set);
  const select = useConsole((s) => s.select);
  const review = useConsole((s) => s.review);
  const pointAt = useConsole((s) => s.pointAt);
  const beginsMs = useSourceState((s) => s.views.SHARED?.session?.epochMs ?? 0);
  const drag = useRef<{ x: number; fromMs: number; moved: boolean; of: 'axis' | 'lanes' } | null>(null);

  const place = (): Place => {
    const nowMs = source.nowMs();
    const view = viewOf(shown, nowMs, canvas.current?.clientWidth ?? 1);
    return { view, nowMs, beginsMs, reviewMs: shown.reviewMs, follows: shown.fromMs === null };
  };
  /** Shows what is asked for; true where something was. */
  const show = ({ fromMs, spanMs, reviewMs, copy }: Asked): void => {
    if (fromMs !== undefined || spanMs !== undefined)
      set({
        timeline: {
          spanMs: spanMs ?? shown.spanMs,
          fromMs: fromMs === undefined ? shown.fromMs : fromMs,
        },
      });
    if (reviewMs !== undefined) review(reviewMs);
    if (copy)
      void navigator.clipboard?.writeText(iso(shown.reviewMs ?? source.nowMs())).catch(() => undefined);
  };
  const latest = useRef({ place, show });
  latest.current = { place, show };
  useEffect(() => {
    const element = canvas.current;
    if (!element) return;
    // React's own wheel listener is passive and could not keep the page from scrolling.
    const onWheel = (e: WheelEvent): void => {
      e.preventDefault();
      const { place, show } = latest.current;
      const here = place();
      const sideways = e.shiftKey ? e.deltaY || e.deltaX : e.deltaX;
      if (e.shiftKey || Math.abs(e.deltaX) > Math.abs(e.deltaY))
        show({ fromMs: timeAt(here.view, sideways) });
      else if (e.deltaY !== 0) show(wheelBy(here, e.deltaY, e.offsetX));
    };
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  }, [canvas]);

  /** The moment under the pointer is looked at; the axis stands still meanwhile. */
  const scrub = (x: number): void => {
    const here = place();
    const { reviewMs = null } = lookAt(here, timeAt(here.view, x));
    show({ reviewMs, fromMs: here.view.fromMs });
  };
  return {
    place,
    show,
    onPointerDown(e: PointerEvent<HTMLCanvasElement>) {
      if (e.button !== 0) return;
      e.currentTarget.setPointerCapture(e.pointerId);
      const { offsetX: x, offsetY: y } = e.nativeEvent;
      const of = y <= AXIS_PX ? 'axis' : 'lanes';
      drag.current = { x, fromMs: place().view.fromMs, moved: false, of };
      if (of === 'axis') scrub(x);
    },
    onPointerMove(e: PointerEvent<HTMLCanvasElement>) {
      const { offsetX: x, offsetY: y } = e.nativeEvent;
      const d = drag.current;
      if (!d) {
        pointAt(Math.round(timeAt(place().view, x)));
        point({ x, y, hits: hitsAt(hits.current, x, y) });
        return;
      }
      d.moved ||= Math.abs(x - d.x) >= CLICK_PX;
      if (!d.moved) return;
      point(null);
      if (d.of === 'axis') scrub(x);
      else show({ fromMs: d.fromMs - ((x - d.x) * shown.spanMs) / e.currentTarget.clientWidth });
    },
    onPointerUp(e: PointerEvent<HTMLCanvasElement>) {
      const { offsetX: x, offsetY: y } = e.nativeEvent;
      const d = drag.current;
      drag.current = null;
      // Left at or after now it is the head again, which follows the clock.
      if (d?.of === 'axis' && shown.reviewMs === null) show({ fromMs: null });
      if (d?.of !== 'lanes' || d.moved) return;
      const chosen = hitsAt(hits.current, x, y).map((h) => selectionOf(h.at));
      const first = chosen.find((s) => s !== null);
      if (first) select(first);
    },
    onPointerCancel() {
      drag.current = null;
    },
    onPointerLeave() {
      point(null);
      pointAt(null);
    },
    onKey(e: KeyboardEvent) {
      const { notices, launches, alerts, log } = shown.data;
      const asked = askedBy(e, place(), [notices, launches, alerts, log]);
      if (!asked) return;
      show(asked);
      e.preventDefault();
      e.stopPropagation();
    },
  };
}
