/**
 * The timeline over a hundred thousand events, drawn by the product's own code in the system's Chromium without a graphics
 * card: CPU time of its main thread, of the view that costs most.
 */
import { join } from 'node:path';
import { type CDPSession, chromium, type Page } from '@playwright/test';
import { build } from 'esbuild';
import { line } from '../line';
import { cpuS, quantile } from './cpu';
import type { Bench, open } from './timeline-page';

declare global {
  interface Window {
    timelinePage?: { open: typeof open };
    timeline?: Bench;
  }
}

const LIMIT_MS = 8;
/** Draws of one call: what the call itself costs is shared by them. */
const BATCH = 5;
const BATCHES = 24;
/** The first ones measure texts and are compiled. */
const WARM = 4;

/** CPU, ms, of a draw: of the costliest view, by quantile. */
async function draws(cdp: CDPSession, page: Page, views: number, pixels: boolean): Promise<[number, number]> {
  let worst: [number, number] = [0, 0];
  for (let view = 0; view < views; view++) {
    const each: number[] = [];
    for (let k = 0; k < BATCHES; k++) {
      const args = { view, from: k * BATCH, times: BATCH, pixels };
      const s = await cpuS(cdp, () =>
        page.evaluate((a) => window.timeline?.draw(a.view, a.from, a.times, a.pixels), args),
      );
      if (k >= WARM) each.push((1000 * s) / BATCH);
    }
    each.sort((a, b) => a - b);
    const [p50, p95] = [quantile(each, 0.5), quantile(each, 0.95)];
    if (p50 > worst[0]) worst = [p50, p95];
  }
  return worst;
}

export async function timelineFigures(print: (text: string) => void): Promise<void> {
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, 'timeline-page.ts')],
    ...{ bundle: true, write: false, format: 'iife', globalName: 'timelinePage', platform: 'browser' },
  });
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu'],
  });
  try {
    const page = await browser.newPage({ viewport: { width: 1920, height: 400 } });
    const cdp = await page.context().newCDPSession(page);
    await cdp.send('Performance.enable');
    await page.addScriptTag({ content: outputFiles[0]?.text ?? '' });
    const { events, views } = await page.evaluate(() => {
      window.timeline = window.timelinePage?.open();
      return { events: window.timeline?.events ?? 0, views: window.timeline?.views ?? 0 };
    });
    const [p50, p95] = await draws(cdp, page, views, false);
    const [pixels] = await draws(cdp, page, views, true);
    const all: number[] = [];
    for (let k = 0; k < 8; k++)
      all.push(1000 * (await cpuS(cdp, () => page.evaluate(() => window.timeline?.drawAll()))));
    const index = await cpuS(cdp, () => page.evaluate(() => window.timeline?.index()));
    const peer = quantile(
      all.sort((a, b) => a - b),
      0.5,
    );
    print(line(`console.timeline.${events}.draw.p50`, p50, 'ms of CPU', LIMIT_MS));
    print(line(`console.timeline.${events}.draw.p95`, p95, 'ms of CPU', LIMIT_MS));
    print(line(`console.timeline.${events}.draw-and-pixels.p50`, pixels, 'ms of CPU', LIMIT_MS));
    print(line(`console.timeline.${events}.against-a-stroke-an-event`, pixels, 'ms of CPU', peer));
    print(line(`console.timeline.${events}.index`, 1000 * index, 'ms of CPU'));
  } finally {
    await browser.close();
  }
}
