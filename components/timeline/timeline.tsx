'use client';

import { type KeyboardEvent, type PointerEvent, useEffect, useMemo, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { useAction } from '../../client/actions/use-action-keys';
import { timeZ } from '../../client/format/time';
import { useConsole, useConsoleStore, useNow, useSource, useSourceState } from '../../client/stores/context';
import type { Layout } from '../shell/use-layout';
import { Button } from '../ui/button';
import { Chip } from '../ui/chip';
import { StatusSymbol } from '../ui/status-symbol';
import { drawTimeline } from './draw';
import { following, NOW_AT, zoomed } from './layout';
import { readPalette } from './palette';
import { FOOT_PX, type Hit, LANE_WEIGHT, type LaneId, lanesIn } from './scene';
import { useSceneData } from './use-scene';

const LANES: Record<Layout, LaneId[]> = {
  wide: ['notices', 'launches', 'alerts', 'cover', 'log'],
  small: ['notices', 'launches', 'alerts', 'cover'],
  compact: ['launches', 'alerts', 'cover'],
};
const GUTTER_PX: Record<Layout, number> = { wide: 136, small: 100, compact: 92 };
const AXIS_PX = 22;
const ZOOM_STEP = 1.25;
/** A press that moved less than this is a click. */
const CLICK_PX = 4;

/**
 * What was, is and is predicted, by lanes. Follows the clock until it is dragged; the wheel zooms. The canvas has a slider
 * over it for the keyboard, and each thing in it stands in a list as well.
 */
export function Timeline({ layout }: { layout: Layout }) {
  const t = useTranslations('timeline');
  const source = useSource();
  const { spanMs, fromMs: pannedToMs } = useConsole((s) => s.timeline);
  const set = useConsole((s) => s.set);
  const select = useConsole((s) => s.select);
  const pointAt = useConsole((s) => s.pointAt);
  const store = useConsoleStore();
  const mode = useSourceState((s) => s.views.SHARED?.session?.mode ?? 'LIVE');
  const lost = useSourceState((s) => s.link === 'lost' || s.link === 'signed-out');
  const setPannedToMs = (fromMs: number | null) => set({ timeline: { spanMs, fromMs } });
  const canvas = useRef<HTMLCanvasElement>(null);
  const hits = useRef<Hit[]>([]);
  const drag = useRef<{ x: number; fromMs: number; moved: boolean } | null>(null);
  const data = useSceneData();
  const lanes = LANES[layout];
  const toLive = useAction('returnToLive');

  const state = useRef({ data, lanes, spanMs, pannedToMs, lost });
  state.current = { data, lanes, spanMs, pannedToMs, lost };
  useEffect(() => {
    const element = canvas.current;
    const ctx = element?.getContext('2d');
    if (!element || !ctx) return;
    let last = '';
    let lastStyle = '';
    let drawn: typeof data | null = null;
    let palette = readPalette(element);
    let frame = 0;
    const look = () => {
      frame = requestAnimationFrame(look);
      const s = state.current;
      const widthPx = element.clientWidth;
      const heightPx = element.clientHeight;
      const ratio = window.devicePixelRatio;
      const nowMs = source.nowMs();
      const { cursorMs } = store.getState();
      const pxMs = s.spanMs / Math.max(1, widthPx);
      const style = element.closest('[data-mode]')?.getAttribute('data-mode') ?? '';
      // Drawn again when something is another picture, or the clock has moved by a pixel or its text by a second.
      const beat = s.pannedToMs === null ? Math.min(1000, Math.max(250, pxMs)) : 1000;
      const key = [
        Math.floor(nowMs / beat),
        widthPx,
        heightPx,
        ratio,
        s.spanMs,
        s.pannedToMs,
        s.lost,
        style,
        cursorMs,
      ].join();
      if (key === last && s.data === drawn) return;
      if (style !== lastStyle) palette = readPalette(element);
      lastStyle = style;
      last = key;
      drawn = s.data;
      if (element.width !== Math.round(widthPx * ratio) || element.height !== Math.round(heightPx * ratio)) {
        element.width = Math.round(widthPx * ratio);
        element.height = Math.round(heightPx * ratio);
      }
      ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
      const view =
        s.pannedToMs === null
          ? following(nowMs, s.spanMs, widthPx)
          : { fromMs: s.pannedToMs, toMs: s.pannedToMs + s.spanMs, widthPx };
      hits.current = drawTimeline(ctx, {
        ...s.data,
        view,
        heightPx,
        axisPx: AXIS_PX,
        lanePx: 0,
        lanes: lanesIn(s.lanes, AXIS_PX, heightPx),
        nowMs,
        cursorMs,
        frozen: s.lost,
        palette,
      });
    };
    look();
    return () => cancelAnimationFrame(frame);
  }, [source, store]);

  const viewNow = () => {
    const widthPx = canvas.current?.clientWidth ?? 1;
    return pannedToMs === null
      ? following(source.nowMs(), spanMs, widthPx)
      : { fromMs: pannedToMs, toMs: pannedToMs + spanMs, widthPx };
  };
  const zoomBy = (factor: number, xPx: number) => {
    const next = zoomed(viewNow(), factor, xPx);
    set({
      timeline: { spanMs: next.toMs - next.fromMs, fromMs: pannedToMs === null ? null : next.fromMs },
    });
  };
  const zoomRef = useRef(zoomBy);
  zoomRef.current = zoomBy;
  useEffect(() => {
    const element = canvas.current;
    if (!element) return;
    // React's own wheel listener is passive and could not keep the page from scrolling.
    const onWheel = (e: WheelEvent) => {
      e.preventDefault();
      const x = state.current.pannedToMs === null ? NOW_AT * element.clientWidth : e.offsetX;
      zoomRef.current(e.deltaY > 0 ? ZOOM_STEP : 1 / ZOOM_STEP, x);
    };
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  }, []);

  const hitAt = (x: number, y: number) =>
    hits.current.findLast((h) => x >= h.x0 && x <= h.x1 && y >= h.y0 && y <= h.y1);
  const onPointerDown = (e: PointerEvent<HTMLCanvasElement>) => {
    e.currentTarget.setPointerCapture(e.pointerId);
    drag.current = { x: e.nativeEvent.offsetX, fromMs: viewNow().fromMs, moved: false };
  };
  const onPointerMove = (e: PointerEvent<HTMLCanvasElement>) => {
    const d = drag.current;
    const { offsetX, offsetY } = e.nativeEvent;
    if (!d) {
      const name = hitAt(offsetX, offsetY)?.name ?? '';
      if (e.currentTarget.title !== name) e.currentTarget.title = name;
      const view = viewNow();
      pointAt(Math.round(view.fromMs + (offsetX / view.widthPx) * (view.toMs - view.fromMs)));
      return;
    }
    const dx = e.nativeEvent.offsetX - d.x;
    d.moved ||= Math.abs(dx) >= CLICK_PX;
    if (d.moved) setPannedToMs(d.fromMs - (dx * spanMs) / e.currentTarget.clientWidth);
  };
  const onPointerUp = (e: PointerEvent<HTMLCanvasElement>) => {
    const { offsetX: x, offsetY: y } = e.nativeEvent;
    if (drag.current && !drag.current.moved) {
      const hit = hitAt(x, y);
      if (hit) select(hit.target);
    }
    drag.current = null;
  };
  const onKey = (e: KeyboardEvent) => {
    const middle = (canvas.current?.clientWidth ?? 1) * NOW_AT;
    if (e.key === 'ArrowLeft' || e.key === 'ArrowRight') {
      const by = (spanMs / 8) * (e.key === 'ArrowLeft' ? -1 : 1);
      setPannedToMs(viewNow().fromMs + by);
    } else if (e.key === 'ArrowUp' || e.key === '+') zoomBy(1 / ZOOM_STEP, middle);
    else if (e.key === 'ArrowDown' || e.key === '-') zoomBy(ZOOM_STEP, middle);
    else if (e.key === 'Home' || e.key === 'End') setPannedToMs(null);
    else return;
    e.preventDefault();
    e.stopPropagation();
  };
  const minutes = Math.round(spanMs / 60e3);
  const follows = pannedToMs === null;
  return (
    <section
      aria-label={t('title')}
      className="flex h-(--timeline-height) flex-none flex-col border-t border-line bg-panel"
    >
      <header className="flex h-8 flex-none items-center gap-3 px-3">
        <h2 className="font-semibold text-hi">{t('title')}</h2>
        <Chip>{t('span', { minutes: String(minutes) })}</Chip>
        {layout === 'compact' ? null : <span className="truncate text-small text-dim">{t('hint')}</span>}
        <span className="ml-auto flex items-center gap-2">
          <StatusSymbol status={lost ? 'off' : follows ? 'normal' : 'standby'} size={12} />
          <Button kind="quiet" size="small" onPress={toLive.run} keys={toLive.keys} pressed={follows}>
            {t(lost ? 'was' : follows ? (mode === 'LIVE' ? 'following' : 'atHead') : 'back')}
          </Button>
        </span>
      </header>
      <div className="flex min-h-0 flex-1">
        <ul
          aria-label={t('lanes')}
          className="flex flex-none flex-col border-r border-line-soft pl-3 text-small text-fg"
          style={{ width: GUTTER_PX[layout], paddingTop: AXIS_PX, paddingBottom: FOOT_PX }}
        >
          {lanes.map((lane) => (
            <li key={lane} className="flex min-h-0 items-center truncate" style={{ flex: LANE_WEIGHT[lane] }}>
              {lane === 'cover' && layout === 'wide' ? data.coverName : t(`lane.${lane}`)}
            </li>
          ))}
        </ul>
        <div className="relative min-w-0 flex-1">
          <canvas
            ref={canvas}
            aria-hidden
            className="absolute inset-0 size-full cursor-grab touch-none active:cursor-grabbing"
            onPointerDown={onPointerDown}
            onPointerMove={onPointerMove}
            onPointerUp={onPointerUp}
            onPointerLeave={() => pointAt(null)}
            onPointerCancel={() => {
              drag.current = null;
            }}
          />
          <TimeSlider fromMs={pannedToMs} spanMs={spanMs} minutes={minutes} onKey={onKey} />
        </div>
      </div>
    </section>
  );
}

/** The keyboard's handle: arrows move and zoom, Home follows the clock again. */
function TimeSlider({
  fromMs,
  spanMs,
  minutes,
  onKey,
}: {
  fromMs: number | null;
  spanMs: number;
  minutes: number;
  onKey: (e: KeyboardEvent) => void;
}) {
  const t = useTranslations('timeline');
  const now = useNow(1);
  const beginsMs = useSourceState((s) => s.views.SHARED?.session?.epochMs ?? 0);
  const shownMs = fromMs === null ? now : fromMs + NOW_AT * spanMs;
  const text = useMemo(
    () => t(fromMs === null ? 'valueFollowing' : 'value', { time: timeZ(shownMs), minutes: String(minutes) }),
    [t, fromMs, shownMs, minutes],
  );
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
