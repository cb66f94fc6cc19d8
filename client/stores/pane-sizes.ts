'use client';

import { useState } from 'react';

/** Panes whose edge can be moved; what an officer chose, px. */
export type PaneId = 'left' | 'right' | 'timeline';
export type PaneSizes = Partial<Record<PaneId, number>>;

/** How small and how large a pane may be, px: all that stands in it has to stay readable, and the map has to keep some room. */
export const PANE_LIMITS: Record<PaneId, { min: number; max: number }> = {
  left: { min: 200, max: 480 },
  right: { min: 300, max: 720 },
  timeline: { min: 96, max: 480 },
};
export const clampPane = (pane: PaneId, px: number): number =>
  Math.round(Math.min(PANE_LIMITS[pane].max, Math.max(PANE_LIMITS[pane].min, px)));

type Keeper = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** The sizes of a layout as this browser remembers them; what is no size is forgotten. */
export function readPanes(layout: string, storage: () => Keeper): PaneSizes {
  try {
    const held: unknown = JSON.parse(storage().getItem(keyOf(layout)) ?? '{}');
    const sizes: PaneSizes = {};
    for (const pane of Object.keys(PANE_LIMITS) as PaneId[]) {
      const px = (held as Record<string, unknown> | null)?.[pane];
      if (typeof px === 'number' && Number.isFinite(px)) sizes[pane] = clampPane(pane, px);
    }
    return sizes;
  } catch {
    return {};
  }
}
export function writePanes(layout: string, sizes: PaneSizes, storage: () => Keeper): void {
  try {
    if (Object.keys(sizes).length === 0) storage().removeItem(keyOf(layout));
    else storage().setItem(keyOf(layout), JSON.stringify(sizes));
  } catch {
    // A browser without storage begins with the same sizes each time.
  }
}
const keyOf = (layout: string): string => `jwc.panes.${layout}`;

/** The chosen sizes of a layout, each with a way to choose; null gives a pane its own size again. */
export function usePaneSizes(layout: string): [PaneSizes, (pane: PaneId, px: number | null) => void] {
  const [all, setAll] = useState<Record<string, PaneSizes>>({});
  const sizes = all[layout] ?? (typeof window === 'undefined' ? {} : readPanes(layout, () => localStorage));
  return [
    sizes,
    (pane, px) => {
      const { [pane]: _, ...rest } = sizes;
      const next = px === null ? rest : { ...rest, [pane]: clampPane(pane, px) };
      writePanes(layout, next, () => localStorage);
      setAll({ ...all, [layout]: next });
    },
  ];
}
