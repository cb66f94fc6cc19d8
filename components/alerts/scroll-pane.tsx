'use client';

import type { ReactNode } from 'react';

/** A named pane of a supervisor's desk that scrolls as a whole, by the keyboard too. */
export function ScrollPane({ label, children }: { label: string; children: ReactNode }) {
  return (
    <section
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and nothing in it takes the focus.
      tabIndex={0}
      className="flex min-h-0 flex-1 flex-col overflow-y-auto px-4 py-2.5 -outline-offset-2"
    >
      {children}
    </section>
  );
}
