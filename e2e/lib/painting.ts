import type { BrowserContext, Page } from '@playwright/test';

declare global {
  interface Window {
    holdPainting?: (hold: boolean) => void;
  }
}

/**
 * Lets a test keep a window from painting: as in a hidden window, scripts run on and no frame comes. To be called before
 * the window's first page.
 */
export async function allowHolding(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const request = window.requestAnimationFrame.bind(window);
    const cancel = window.cancelAnimationFrame.bind(window);
    let held: Map<number, FrameRequestCallback> | null = null;
    let last = 0;
    window.requestAnimationFrame = (callback) => {
      if (!held) return request(callback);
      last -= 1;
      held.set(last, callback);
      return last;
    };
    window.cancelAnimationFrame = (id) => {
      held?.delete(id);
      cancel(id);
    };
    window.holdPainting = (hold) => {
      const waiting = held;
      held = hold ? new Map() : null;
      for (const callback of waiting?.values() ?? []) window.requestAnimationFrame(callback);
    };
  });
}

export const holdPainting = (page: Page, hold: boolean): Promise<void> =>
  page.evaluate((on) => window.holdPainting?.(on), hold);
