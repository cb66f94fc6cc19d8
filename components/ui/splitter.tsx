'use client';

import { type KeyboardEvent, type PointerEvent, useRef } from 'react';

interface Props {
  /** What it makes larger or smaller. */
  label: string;
  /** Which edge of that pane it is. */
  edge: 'right' | 'left' | 'top';
  valuePx: number;
  minPx: number;
  maxPx: number;
  onChange: (px: number) => void;
  /** Back to the pane's own size. */
  onReset: () => void;
}
const KEY_STEP_PX = 16;

/** The edge of a pane, to be dragged or moved by arrows; Home, or a double press, gives the pane its own size again. */
export function Splitter({ label, edge, valuePx, minPx, maxPx, onChange, onReset }: Props) {
  const upright = edge !== 'top';
  const sign = edge === 'right' ? 1 : -1;
  const drag = useRef<{ at: number; px: number } | null>(null);
  const along = (e: PointerEvent): number => (upright ? e.clientX : e.clientY);
  const onKey = (e: KeyboardEvent) => {
    const [less, more] =
      edge === 'right'
        ? ['ArrowLeft', 'ArrowRight']
        : upright
          ? ['ArrowRight', 'ArrowLeft']
          : ['ArrowDown', 'ArrowUp'];
    if (e.key === more) onChange(valuePx + KEY_STEP_PX);
    else if (e.key === less) onChange(valuePx - KEY_STEP_PX);
    else if (e.key === 'Home') onReset();
    else return;
    e.preventDefault();
    e.stopPropagation();
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a rule between two paragraphs is no control.
    <div
      role="separator"
      tabIndex={0}
      aria-label={label}
      aria-orientation={upright ? 'vertical' : 'horizontal'}
      aria-valuenow={valuePx}
      aria-valuemin={minPx}
      aria-valuemax={maxPx}
      onKeyDown={onKey}
      onDoubleClick={onReset}
      onPointerDown={(e) => {
        e.currentTarget.setPointerCapture(e.pointerId);
        drag.current = { at: along(e), px: valuePx };
      }}
      onPointerMove={(e) => {
        if (drag.current) onChange(drag.current.px + sign * (along(e) - drag.current.at));
      }}
      onPointerUp={() => {
        drag.current = null;
      }}
      onPointerCancel={() => {
        drag.current = null;
      }}
      className={`relative z-10 flex-none touch-none bg-transparent outline-offset-[-1px] before:absolute before:bg-line-strong before:opacity-0 hover:before:opacity-100 focus-visible:before:opacity-100 ${
        upright
          ? '-mx-[3px] w-1.5 cursor-col-resize before:inset-y-0 before:left-[2px] before:w-0.5'
          : '-my-[3px] h-1.5 cursor-row-resize before:inset-x-0 before:top-[2px] before:h-0.5'
      }`}
    />
  );
}
