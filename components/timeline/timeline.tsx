'use client';

import { type KeyboardEvent, type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { timeZ } from '../../client/format/time';
import { useConsole, useNow, useSourceState } from '../../client/stores/context';
import { useMe } from '../shell/use-data';
import type { Layout } from '../shell/use-layout';
import { NOW_AT } from './axis';
import { Gutter, useOtherLetter } from './gutter';
import { TimelineHead } from './head';
import { TimelineList } from './list';
import { PointerTip, type PointerTipHandle } from './pointer-tip';
import { lanesIn, SENSOR_PX } from './scene';
import { useGestures } from './use-gestures';
import { useMissed } from './use-missed';
import { AXIS_PX, type Shown, usePainter } from './use-painter';
import { type SceneData, useSceneData } from './use-scene';
import { useSpanWord } from './use-span-word';

/** More lanes of single sensors than these would leave the map no room. */
const MOST_EACH: Record<Layout, number> = { wide: 16, small: 8, compact: 6 };
/** Before it is measured. */
const LIKELY_HEIGHT_PX = 180;

/**
 * What was, is and is predicted, by lanes. Follows the clock until it is dragged; the wheel zooms; dragging along the times
 * reviews an earlier moment. The canvas has a slider over it for the keyboard, and all that it shows stands in a list as well.
 */
export function Timeline({ layout }: { layout: Layout }) {
  const t = useTranslations('timeline');
  const { spanMs, fromMs } = useConsole((s) => s.timeline);
  const reviewMs = useConsole((s) => s.reviewMs);
  const isLost = useSourceState((s) => s.link === 'lost' || s.link === 'signed-out');
  const own = useMe()?.participant ?? null;
  const otherLetter = useOtherLetter(own);
  const data = useSceneData(useMissed());
  const [eachOpen, setEachOpen] = useState(false);
  const [listShown, setListShown] = useState(false);
  const canvas = useRef<HTMLCanvasElement>(null);
  const tip = useRef<PointerTipHandle>(null);
  const heightPx = useHeight(canvas);
  const each = useMemo(
    () => (eachOpen ? byGaps(data).slice(0, MOST_EACH[layout]) : []),
    [eachOpen, data, layout],
  );
  const shown = useMemo(
    (): Shown => ({ data, spanMs, fromMs, reviewMs, isLost, each }),
    [data, spanMs, fromMs, reviewMs, isLost, each],
  );
  const hits = usePainter(canvas, shown);
  const hand = useGestures(canvas, hits, shown, (at) => tip.current?.point(at));
  const lanes = useMemo(() => lanesIn(AXIS_PX, heightPx, each), [heightPx, each]);
  return (
    <section
      aria-label={t('title')}
      style={{ height: `calc(var(--timeline-height) + ${each.length * SENSOR_PX}px)` }}
      className="flex flex-none flex-col border-t border-line bg-panel"
    >
      <TimelineHead
        layout={layout}
        spanMs={spanMs}
        follows={fromMs === null && reviewMs === null}
        reviewMs={reviewMs}
        isLost={isLost}
        listShown={listShown}
        onList={setListShown}
        place={hand.place}
        show={hand.show}
      />
      <div className="relative flex min-h-0 flex-1">
        <Gutter
          layout={layout}
          shown={shown}
          lanes={lanes}
          otherLetter={otherLetter}
          eachOpen={eachOpen}
          onEach={setEachOpen}
        />
        <div className="relative min-w-0 flex-1">
          <canvas
            ref={canvas}
            aria-hidden
            className="absolute inset-0 size-full cursor-grab touch-none active:cursor-grabbing"
            onPointerDown={hand.onPointerDown}
            onPointerMove={hand.onPointerMove}
            onPointerUp={hand.onPointerUp}
            onPointerCancel={hand.onPointerCancel}
            onPointerLeave={hand.onPointerLeave}
          />
          <TimeSlider shown={shown} onKey={hand.onKey} />
          <PointerTip
            handle={tip}
            shown={shown}
            widthPx={() => canvas.current?.clientWidth ?? 0}
            heightPx={heightPx}
          />
        </div>
        <TimelineList shown={shown} isShown={listShown} />
      </div>
    </section>
  );
}

/** Ids of the own sensors: those that had gaps first. */
function byGaps({ sensorList, each }: SceneData): string[] {
  const gaps = (id: string): number => each.get(id)?.items.length ?? 0;
  return sensorList.map((s) => s.id).sort((a, b) => Number(gaps(b) > 0) - Number(gaps(a) > 0));
}

function useHeight(canvas: RefObject<HTMLCanvasElement | null>): number {
  const [heightPx, setHeightPx] = useState(LIKELY_HEIGHT_PX);
  useEffect(() => {
    const element = canvas.current;
    if (!element) return;
    const observer = new ResizeObserver(() => setHeightPx(element.clientHeight));
    observer.observe(element);
    return () => observer.disconnect();
  }, [canvas]);
  return heightPx;
}

/** The keyboard's handle: arrows go from event to event and zoom, End is the head. */
function TimeSlider({ shown, onKey }: { shown: Shown; onKey: (e: KeyboardEvent) => void }) {
  const t = useTranslations('timeline');
  const spanWord = useSpanWord();
  const { spanMs, fromMs, reviewMs } = shown;
  const now = useNow(1);
  const beginsMs = useSourceState((s) => s.views.SHARED?.session?.epochMs ?? 0);
  const shownMs = reviewMs ?? (fromMs === null ? now : fromMs + NOW_AT * spanMs);
  const name = reviewMs !== null ? 'valueReview' : fromMs === null ? 'valueFollowing' : 'value';
  const span = spanWord(spanMs);
  const text = useMemo(() => t(name, { time: timeZ(shownMs), span }), [t, name, shownMs, span]);
  return (
    <div
      role="slider"
      tabIndex={0}
      aria-label={t('slider')}
      aria-valuemin={Math.min(beginsMs, shownMs)}
      aria-valuemax={Math.max(now, shownMs)}
      aria-valuenow={shownMs}
      aria-valuetext={text}
      onKeyDown={onKey}
      className="pointer-events-none absolute inset-0 outline-offset-[-2px]"
    />
  );
}
