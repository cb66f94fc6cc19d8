'use client';

import { type RefObject, useImperativeHandle, useState } from 'react';
import { timeZ } from '../../client/format/time';
import { useFacts } from './use-facts';
import type { Pointed } from './use-gestures';
import { AXIS_PX } from './use-painter';

export interface PointerTipHandle {
  point(at: Pointed | null): void;
}
const WIDE_PX = 380;

/** The moment under the pointer as a line with its time, and what lies there: name, times, source with time and revision. */
export function PointerTip({
  handle,
  widthPx,
  heightPx,
}: {
  handle: RefObject<PointerTipHandle | null>;
  widthPx: () => number;
  heightPx: number;
}) {
  const [at, setAt] = useState<Pointed | null>(null);
  useImperativeHandle(handle, () => ({ point: setAt }), []);
  const facts = useFacts();
  if (!at) return null;
  const wide = widthPx();
  const left = at.x + 14 + WIDE_PX < wide ? at.x + 14 : Math.max(0, at.x - 14 - WIDE_PX);
  // The chip keeps clear of that of now, which stands over it else.
  const beside = Math.abs(at.x - at.nowX) < 74 ? at.nowX + (at.x < at.nowX ? -108 : 40) : at.x - 32;
  return (
    <div aria-hidden className="pointer-events-none absolute inset-0">
      <div className="absolute bottom-0 w-px bg-dim opacity-60" style={{ left: at.x, top: AXIS_PX }} />
      <span
        className="absolute rounded-sm border border-line-strong bg-inset px-1 font-mono text-note text-hi"
        style={{ left: Math.max(0, Math.min(wide - 66, beside)), top: 2 }}
      >
        {timeZ(at.atMs)}
      </span>
      {at.hits.length > 0 ? (
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
      ) : null}
    </div>
  );
}
