'use client';

import { scaleLinear, scaleUtc } from 'd3-scale';
import {
  type KeyboardEvent,
  type PointerEvent,
  type ReactNode,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { minuteZ, timeOfDay } from '../../client/format/time';
import { useConsole, useNow } from '../../client/stores/context';
import { type Span, stepTo } from './flight';

/** Where a plot draws, px, and how times and values lie there. */
export interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
  x: (atMs: number) => number;
  y: (value: number) => number;
}
interface Props {
  /** What is plotted, for assistive techniques. */
  name: string;
  /** What stands at the cursor, or now. */
  text: string;
  span: Span;
  /** The vertical axis: its ends, and its ticks with their texts. */
  domain: readonly [number, number];
  ticks: readonly { at: number; text: string }[];
  heightPx: number;
  leftPx?: number;
  /** Moments that the arrow keys lead to, in order of time. */
  stops: readonly number[];
  children: (box: Box) => ReactNode;
}
/** Until the element has been measured. */
const WIDTH_PX = 380;
const AXIS_PX = 18;
const TOP_PX = 6;
const RIGHT_PX = 8;
const LABEL_PX = 58;

/**
 * Axes, the line of now and the cursor that all plots and the timeline share. The pointer moves the cursor, the arrow keys lead
 * it from revision to revision, Home and End to the first and the last, Escape takes it away.
 */
export function PlotFrame({
  name,
  text,
  span,
  domain,
  ticks,
  heightPx,
  leftPx = 40,
  stops,
  children,
}: Props) {
  const root = useRef<HTMLDivElement>(null);
  const width = useWidth(root);
  const cursorMs = useConsole((s) => s.cursorMs);
  const pointAt = useConsole((s) => s.pointAt);
  const nowMs = useNow(1);
  const scale = scaleUtc([span.fromMs, span.toMs], [leftPx, width - RIGHT_PX]);
  const vertical = scaleLinear([...domain], [heightPx - AXIS_PX, TOP_PX]);
  const box: Box = {
    ...{ left: leftPx, right: width - RIGHT_PX, top: TOP_PX, bottom: heightPx - AXIS_PX },
    x: (atMs) => scale(atMs),
    y: (value) => vertical(value),
  };
  const onMove = (e: PointerEvent) => {
    const at = scale.invert(e.nativeEvent.offsetX).getTime();
    pointAt(at < span.fromMs || at > span.toMs ? null : Math.round(at));
  };
  const onKey = (e: KeyboardEvent) => {
    const to = keyed(e.key, stops, cursorMs);
    if (to === undefined || (e.key === 'Escape' && cursorMs === null)) return;
    pointAt(to);
    e.preventDefault();
    e.stopPropagation();
  };
  const label = 'fill-dim text-note font-mono tabular-nums';
  return (
    <div
      ref={root}
      role="slider"
      tabIndex={0}
      aria-label={name}
      aria-valuemin={span.fromMs}
      aria-valuemax={Math.max(span.toMs, cursorMs ?? 0)}
      aria-valuenow={cursorMs ?? Math.min(nowMs, span.toMs)}
      aria-valuetext={text}
      onKeyDown={onKey}
      onPointerMove={onMove}
      onPointerLeave={() => pointAt(null)}
      className="relative min-w-0 cursor-crosshair"
    >
      <svg aria-hidden width={width} height={heightPx} className="pointer-events-none block max-w-full">
        {ticks.map((tick) => (
          <g key={tick.at}>
            <line
              x1={box.left}
              x2={box.right}
              y1={box.y(tick.at)}
              y2={box.y(tick.at)}
              className="stroke-line-soft"
            />
            <text x={box.left - 6} y={box.y(tick.at) + 4} textAnchor="end" className={label}>
              {tick.text}
            </text>
          </g>
        ))}
        <line x1={box.left} x2={box.right} y1={box.bottom} y2={box.bottom} className="stroke-line-strong" />
        {apart(scale.ticks(Math.max(2, Math.floor((box.right - box.left) / 96))), box).map((atMs) => (
          <TimeTick key={atMs} atMs={atMs} box={box} className={label} />
        ))}
        {children(box)}
        {nowMs < span.toMs && nowMs > span.fromMs ? (
          <line x1={box.x(nowMs)} x2={box.x(nowMs)} y1={box.top} y2={box.bottom} className="stroke-fg" />
        ) : null}
        <Cursor atMs={cursorMs} span={span} box={box} />
      </svg>
    </div>
  );
}

/** Ticks whose labels find room beside each other. */
function apart(ticks: readonly Date[], box: Box): number[] {
  const times = ticks.map((t) => t.getTime());
  const stepPx = box.x(times[1] ?? 0) - box.x(times[0] ?? 0);
  const each = Math.max(1, Math.ceil(LABEL_PX / stepPx));
  // Whole steps from the epoch, so that they stay where they are while the span grows.
  const stepMs = (times[1] ?? 1) - (times[0] ?? 0);
  return times.length < 2 ? times : times.filter((t) => Math.round(t / stepMs) % each === 0);
}

/** Where a key leads the cursor; undefined of a key that is none of its own. */
function keyed(key: string, stops: readonly number[], cursorMs: number | null): number | null | undefined {
  switch (key) {
    case 'ArrowLeft':
      return stepTo(stops, cursorMs, -1);
    case 'ArrowRight':
      return stepTo(stops, cursorMs, 1);
    case 'Home':
      return stops[0] ?? null;
    case 'End':
      return stops.at(-1) ?? null;
    case 'Escape':
      return null;
    default:
      return undefined;
  }
}

function TimeTick({ atMs, box, className }: { atMs: number; box: Box; className: string }) {
  const x = box.x(atMs);
  return (
    <>
      <line x1={x} x2={x} y1={box.bottom} y2={box.bottom + 4} className="stroke-line-strong" />
      {x < box.left + 14 || x > box.right - 14 ? null : (
        <text x={x} y={box.bottom + 15} textAnchor="middle" className={className}>
          {atMs % 60_000 === 0 ? minuteZ(atMs).slice(0, 5) : timeOfDay(atMs)}
        </text>
      )}
    </>
  );
}

function Cursor({ atMs, span, box }: { atMs: number | null; span: Span; box: Box }) {
  if (atMs === null || atMs < span.fromMs || atMs > span.toMs) return null;
  return (
    <line
      x1={box.x(atMs)}
      x2={box.x(atMs)}
      y1={box.top}
      y2={box.bottom}
      strokeDasharray="3 2"
      className="stroke-hi"
    />
  );
}

function useWidth(ref: React.RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(WIDTH_PX);
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return;
    const look = () => setWidth(Math.max(120, element.clientWidth));
    look();
    const observer = new ResizeObserver(look);
    observer.observe(element);
    return () => observer.disconnect();
  }, [ref]);
  return width;
}
