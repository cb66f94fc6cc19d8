'use client';

import { type RefObject, useEffect, useRef } from 'react';
import { useSource } from '../../client/stores/context';
import { type AxisView, following } from './axis';
import { drawTimeline } from './draw';
import { readPalette } from './palette';
import { forgetWidths } from './pen';
import { type Hit, lanesIn, type Scene } from './scene';
import type { SceneData } from './use-scene';

export const AXIS_PX = 22;

export interface Shown {
  data: SceneData;
  spanMs: number;
  /** Where the axis begins; null while it follows the clock. */
  fromMs: number | null;
  reviewMs: number | null;
  isLost: boolean;
  /** Sensors with a lane of their own. */
  each: readonly string[];
}

/** The view as it stands now. */
export const viewOf = (shown: Pick<Shown, 'spanMs' | 'fromMs'>, nowMs: number, widthPx: number): AxisView =>
  shown.fromMs === null
    ? following(nowMs, shown.spanMs, widthPx)
    : { fromMs: shown.fromMs, toMs: shown.fromMs + shown.spanMs, widthPx };

/**
 * Draws into the canvas when something is another picture, or the clock has moved by a pixel or its text by a second. Gives
 * what was drawn where.
 */
export function usePainter(canvas: RefObject<HTMLCanvasElement | null>, shown: Shown): RefObject<Hit[]> {
  const source = useSource();
  const hits = useRef<Hit[]>([]);
  const state = useRef(shown);
  state.current = shown;
  useEffect(() => {
    const element = canvas.current;
    const ctx = element?.getContext('2d');
    if (!element || !ctx) return;
    let last = '';
    let drawn: Shown | null = null;
    let frame = 0;
    let fonts = 0;
    const onFonts = (): void => {
      forgetWidths();
      fonts++;
    };
    document.fonts.addEventListener('loadingdone', onFonts);
    const look = (): void => {
      frame = requestAnimationFrame(look);
      const s = state.current;
      const widthPx = element.clientWidth;
      const heightPx = element.clientHeight;
      const ratio = window.devicePixelRatio;
      const nowMs = source.nowMs();
      const pxMs = s.spanMs / Math.max(1, widthPx);
      const style = element.closest('[data-mode]')?.getAttribute('data-mode') ?? '';
      const beat = s.fromMs === null ? Math.min(1000, Math.max(250, pxMs)) : 1000;
      const silentMs = s.isLost ? source.silenceMs() : 0;
      const parts = [
        Math.floor(nowMs / beat),
        Math.floor(silentMs / 1000),
        widthPx,
        heightPx,
        ratio,
        style,
        fonts,
      ];
      const key = parts.join();
      if (key === last && s === drawn) return;
      last = key;
      drawn = s;
      const [wide, high] = [Math.round(widthPx * ratio), Math.round(heightPx * ratio)];
      if (element.width !== wide || element.height !== high) {
        element.width = wide;
        element.height = high;
      }
      ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
      const speed = source.store.getState().clock?.speed ?? 1;
      hits.current = drawTimeline(ctx, {
        ...s.data,
        ...{ heightPx, nowMs, reviewMs: s.reviewMs },
        view: viewOf(s, nowMs, widthPx),
        axisPx: AXIS_PX,
        lanes: lanesIn(AXIS_PX, heightPx, s.each),
        lost: s.isLost ? { fromMs: nowMs, toMs: nowMs + silentMs * speed } : null,
        palette: readPalette(element),
      } satisfies Scene);
    };
    look();
    return () => {
      cancelAnimationFrame(frame);
      document.fonts.removeEventListener('loadingdone', onFonts);
    };
  }, [canvas, source]);
  return hits;
}
