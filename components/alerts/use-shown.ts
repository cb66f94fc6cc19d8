'use client';

import { useEffect, useState } from 'react';
import { useConsole, useSource } from '../../client/stores/context';
import type { Receipted } from '../../domain/receipts';

/** As much of an element must stand in its window and in the page for it to count as on screen. */
const ENOUGH = 0.6;

/**
 * A ref for the element that shows a record. Tells the source that this revision was on screen: the element stands in view, two
 * frames after the commit, in a window that is not hidden, at the head. What is painted in review is no news of the present one.
 */
export function useShown(
  kind: Receipted,
  record: { id: string; rev: number } | null,
): (element: Element | null) => void {
  const source = useSource();
  const atHead = useConsole((s) => s.reviewMs === null);
  const [element, setElement] = useState<Element | null>(null);
  const [inView, setInView] = useState(false);
  const id = record?.id;
  const rev = record?.rev;
  useEffect(() => {
    if (!element) return;
    const observer = new IntersectionObserver(
      (entries) => setInView((entries.at(-1)?.intersectionRatio ?? 0) >= ENOUGH),
      { threshold: ENOUGH },
    );
    observer.observe(element);
    return () => {
      observer.disconnect();
      setInView(false);
    };
  }, [element]);
  useEffect(() => {
    if (!inView || !atHead || id === undefined || rev === undefined) return;
    // In a hidden window no frame runs.
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() => source.shown(kind, id, rev));
    });
    return () => cancelAnimationFrame(frame);
  }, [inView, atHead, source, kind, id, rev]);
  return setElement;
}
