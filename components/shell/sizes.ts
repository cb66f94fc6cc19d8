import type { CSSProperties } from 'react';
import type { PaneSizes } from '../../client/stores/pane-sizes';
import type { Layout } from './use-layout';

/** Heights of the rows and widths of the columns in px (ux tokens, panes). The map takes what is left. */
export interface Sizes {
  head: number;
  bar: number;
  stripRow: number;
  strip: number;
  act: number;
  timeline: number;
  left: number;
  right: number;
}
const LIVE: Record<Layout, Sizes> = {
  wide: { head: 0, bar: 44, stripRow: 34, strip: 104, act: 72, timeline: 212, left: 300, right: 424 },
  small: { head: 0, bar: 36, stripRow: 28, strip: 86, act: 56, timeline: 150, left: 236, right: 312 },
  compact: { head: 0, bar: 40, stripRow: 30, strip: 92, act: 76, timeline: 132, left: 0, right: 380 },
};
/** An exercise has a head of its own and a frame; the bar and the timeline give up their room. */
const EXERCISE: Record<Layout, Partial<Sizes>> = {
  wide: { head: 48, bar: 36, timeline: 188 },
  small: { head: 40, bar: 32, timeline: 140 },
  compact: { head: 40, bar: 36, timeline: 116 },
};

/** Heights and widths of a layout, with what the officer has chosen for its panes. */
export function panesOf(layout: Layout, headed: boolean, chosen: PaneSizes = {}): Sizes {
  return { ...LIVE[layout], ...(headed ? EXERCISE[layout] : {}), ...chosen };
}

/** The sizes as custom properties of the console's root. */
export function sizesOf(s: Sizes): CSSProperties {
  return {
    '--head-height': `${s.head}px`,
    '--bar-height': `${s.bar}px`,
    '--strip-row': `${s.stripRow}px`,
    '--strip-height': `${s.strip}px`,
    '--act-height': `${s.act}px`,
    '--timeline-height': `${s.timeline}px`,
    '--left-width': `${s.left}px`,
    '--right-width': `${s.right}px`,
  } as CSSProperties;
}
