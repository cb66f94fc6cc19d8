import type { Page } from '@playwright/test';

/** What went over the lines of a page that can be cut, as texts; what a cut kept from the page included. */
export interface CuttableLine {
  readonly sent: string[];
  readonly came: string[];
  /** The next command still reaches the server; nothing comes back any more, and the line ends. */
  cutAfterNextCommand(): void;
}

/** Puts the lines of a page in a test's hands; to be called before the page's first address. */
export async function cuttableLine(page: Page): Promise<CuttableLine> {
  const sent: string[] = [];
  const came: string[] = [];
  let armed = false;
  await page.routeWebSocket(/\/socket\.io\//, (line) => {
    const server = line.connectToServer();
    let dead = false;
    line.onMessage((message) => {
      if (dead) return;
      server.send(message);
      if (typeof message !== 'string') return;
      sent.push(message);
      if (!armed || !message.includes('["command",')) return;
      armed = false;
      dead = true;
      // The server has the command and answers into nothing.
      void line.close({ code: 1000 });
    });
    server.onMessage((message) => {
      if (typeof message === 'string') came.push(message);
      if (!dead) line.send(message);
    });
    // A page that goes away takes its line to the server with it.
    line.onClose(() => void server.close());
  });
  const cutAfterNextCommand = (): void => {
    armed = true;
  };
  return { sent, came, cutAfterNextCommand };
}
