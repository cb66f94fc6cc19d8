'use client';

import { type RefObject, useImperativeHandle, useState } from 'react';
import { timeZ } from '../../client/format/time';
import { useConsole, useNow } from '../../client/stores/context';
import { placeOf } from './axis';
import { useFacts } from './use-facts';
import type { Pointed } from './use-gestures';
import { AXIS_PX, type Shown, viewOf } from './use-painter';

export interface PointerTipHandle {
  point(at: Pointed | null): void;
}
const WIDE_PX = 380;

interface Props {
  handle: RefObject<PointerTipHandle | null>;
  shown: Shown;
  widthPx: () => number;
  heightPx: number;
}

/** The moment that is pointed at here or in a plot, and what lies under the pointer: name, times, source with time and revision. */
export function PointerTip(p: Props) {
  const isPointing = useConsole((s) => s.cursorMs !== null);
  return (
    <div aria-hidden className="pointer-events-none absolute inset-0">
      {isPointing ? <Cursor {...p} /> : null}
      <Told {...p} />
    </div>
  );
}

/** Half of the chip of now, and the width of the cursor's. */
const NOW_CHIP_PX = 40;
const CHIP_PX = 66;

function Cursor({ shown, widthPx }: Props) {
  const cursorMs = useConsole((s) => s.cursorMs);
  const nowMs = useNow(1);
  const wide = widthPx();
  const view = viewOf(shown, nowMs, wide);
  if (cursorMs === null || cursorMs < view.fromMs || cursorMs > view.toMs) return null;
  const x = placeOf(view, cursorMs);
  const now = placeOf(view, nowMs);
  // The chip keeps clear of that of now, which stands over it else.
  const isNear = Math.abs(x - now) < NOW_CHIP_PX + CHIP_PX / 2;
  const beside = x < now ? now - NOW_CHIP_PX - CHIP_PX - 2 : now + NOW_CHIP_PX + 2;
  const left = isNear ? beside : x - CHIP_PX / 2;
  return (
    <>
      <div
        className="absolute bottom-0 w-0 border-dim border-l border-dashed"
        style={{ left: Math.round(x), top: AXIS_PX }}
      />
      <span
        className="absolute rounded-sm border border-line-strong bg-inset text-center font-mono text-note text-hi"
        style={{ left: Math.max(0, Math.min(wide - CHIP_PX, left)), top: 2, width: CHIP_PX }}
      >
        {timeZ(cursorMs)}
      </span>
    </>
  );
}

function Told({ handle, widthPx, heightPx }: Props) {
  const [at, setAt] = useState<Pointed | null>(null);
  useImperativeHandle(handle, () => ({ point: setAt }), []);
  const facts = useFacts();
  if (!at || at.hits.length === 0) return null;
  const left = at.x + 14 + WIDE_PX < widthPx() ? at.x + 14 : Math.max(0, at.x - 14 - WIDE_PX);
  return (
    <ul
      className="absolute z-20 flex flex-col gap-1.5 rounded bg-notice-strip px-2.5 py-1.5 text-small text-on-notice"
      style={{ left, maxWidth: WIDE_PX, bottom: Math.max(0, heightPx - at.y + 10) }}
    >
      {at.hits.map((hit, i) => {
        const { name, when, source } = facts(hit.at);
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: what lies at one place is made anew with each move.
          <li key={i} className="min-w-0">
            <span className="line-clamp-2 font-semibold">{name}</span>
            {when ? <span className="block font-mono text-note">{when}</span> : null}
            {source ? <span className="block text-note">{source}</span> : null}
          </li>
        );
      })}
    </ul>
  );
}
