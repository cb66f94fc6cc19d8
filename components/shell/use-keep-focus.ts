'use client';

import { type RefObject, useEffect } from 'react';

const PARTS = 'form, section, article, nav, [role="tabpanel"], [role="dialog"], [data-mode]';

/**
 * An act takes its button away, or shuts it off, and the focus with it: the part of the console that it stood in takes the
 * focus then, so that the next Tab goes on from there. What an officer left by himself is not brought back.
 */
export function useKeepFocus(root: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = root.current;
    if (!element) return;
    /** What had the focus last, and all that it stood in, the nearest first. */
    let line: Element[] = [];
    const came = (e: FocusEvent) => {
      line = [];
      for (let at = e.target instanceof Element ? e.target : null; at; at = at.parentElement) {
        line.push(at);
        if (at === element) break;
      }
    };
    const left = () => {
      line = [];
    };
    const changed = () => {
      const [last] = line;
      if (!last || (last.isConnected && !last.matches(':disabled'))) return;
      const active = document.activeElement;
      if (active === null || active === document.body || active === last) focusOn(line.slice(1));
      line = [];
    };
    const observer = new MutationObserver(changed);
    observer.observe(element, { childList: true, subtree: true, attributeFilter: ['disabled'] });
    element.addEventListener('focusin', came);
    element.addEventListener('pointerdown', left);
    return () => {
      observer.disconnect();
      element.removeEventListener('focusin', came);
      element.removeEventListener('pointerdown', left);
    };
  }, [root]);
}

/** Of a pane of tabs, a panel of which went, the tab that stands now; else the nearest part that is still there. */
function focusOn(around: readonly Element[]): void {
  const left = around.find((e) => e.isConnected);
  const tab = left?.querySelector(':scope > [role="tablist"] > [role="tab"][aria-selected="true"]');
  const next = tab ?? left?.closest(PARTS);
  if (!(next instanceof HTMLElement)) return;
  if (!next.hasAttribute('tabindex')) next.tabIndex = -1;
  next.focus({ preventScroll: true });
}
