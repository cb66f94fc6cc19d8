'use client';

import { type RefObject, useLayoutEffect, useState } from 'react';

/** Three sizes of a console: 1600 px and wider, down to 1280, and one desk of two in a window. */
export type Layout = 'wide' | 'small' | 'compact';

/** Widest desk that is laid out as one of two: below it three columns find no room. */
const COMPACT_BELOW_PX = 1200;
const WIDE_FROM_PX = 1600;

export const layoutOf = (widthPx: number): Layout =>
  widthPx >= WIDE_FROM_PX ? 'wide' : widthPx >= COMPACT_BELOW_PX ? 'small' : 'compact';

/** The layout that fits the element, which may be a part of the window. */
export function useLayout(ref: RefObject<HTMLElement | null>): Layout {
  const [layout, setLayout] = useState<Layout>('wide');
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return;
    const look = () => setLayout(layoutOf(element.clientWidth));
    look();
    const observer = new ResizeObserver(look);
    observer.observe(element);
    return () => observer.disconnect();
  }, [ref]);
  return layout;
}
