import type { Page } from '@playwright/test';

/** A console's line on which words of the server can be kept back; the console's own go through at once. */
export interface HeldLine {
  hold(): void;
  /** Lets through what was kept back, in its order. */
  release(): void;
}

/** To be called before the page's first console. A line that is held for longer than some seconds counts as late, then lost. */
export async function heldLine(page: Page): Promise<HeldLine> {
  let held: (() => void)[] | null = null;
  await page.routeWebSocket(/\/socket\.io\//, (console) => {
    const server = console.connectToServer();
    console.onMessage((word) => server.send(word));
    server.onMessage((word) => {
      if (held) held.push(() => console.send(word));
      else console.send(word);
    });
  });
  return {
    hold: () => {
      held = [];
    },
    release: () => {
      const kept = held ?? [];
      held = null;
      for (const send of kept) send();
    },
  };
}
