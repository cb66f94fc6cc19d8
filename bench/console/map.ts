/**
 * The map with many tracks in a real browser without a graphics card, canvases rasterized on its main thread: what a second
 * costs there and what a click costs until its picture is made. CPU time of the thread, so that a busy machine changes
 * little; to a click comes the wait for the next frame, 17 ms at most, and what the screen takes.
 */
import { join } from 'node:path';
import { type CDPSession, chromium, type Page } from '@playwright/test';
import { build } from 'esbuild';
import { line } from '../line';
import { cpuS, metric, quantile } from './cpu';

const CLICKS = 40;
const WATCHED_S = 20;
const MINUTE_S = 60;
const LIMIT = { inputMs: 100, core: 0.3 };
const FLAGS = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-gpu',
];

async function bundle(): Promise<string> {
  const made = await build({
    ...{ entryPoints: [join(import.meta.dirname, 'page.ts')], bundle: true, write: false, format: 'iife' },
    ...{ minify: true, logLevel: 'silent' },
  });
  return made.outputFiles[0]?.text ?? '';
}

async function heapMb(cdp: CDPSession): Promise<number> {
  await cdp.send('HeapProfiler.collectGarbage');
  return (await metric(cdp, 'JSHeapUsedSize')) / 1e6;
}
const pass = (page: Page, seconds: number) => page.evaluate((s) => window.crowd?.pass(s * 1000), seconds);

/** CPU, ms, of the frame that draws the chosen head, and of the one that draws its path. */
async function clicks(cdp: CDPSession, page: Page, count: number): Promise<[head: number[], path: number[]]> {
  const [heads, paths]: [number[], number[]] = [[], []];
  for (let k = 0; k < CLICKS; k++) {
    let hit: boolean | undefined;
    const s = await cpuS(cdp, async () => {
      hit = await page.evaluate((i) => window.crowd?.click(i), (k * 131 + 7) % count);
    });
    const next = await cpuS(cdp, () => page.evaluate(() => window.crowd?.frame()));
    if (hit) {
      heads.push(1000 * s);
      paths.push(1000 * (s + next));
    }
    await pass(page, 0.3);
  }
  return [heads.sort((a, b) => a - b), paths.sort((a, b) => a - b)];
}

/** Figures for each count of tracks; the heap is watched over a minute of session time, over ten with `JWC_LONG=1`. */
export async function mapFigures(
  print: (line: string) => void,
  counts: readonly number[] = [500, 1000, 10_000],
  minutes = process.env.JWC_LONG === '1' ? 10 : 1,
): Promise<void> {
  const script = await bundle();
  const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
  const browser = await chromium.launch({ executablePath, args: FLAGS });
  try {
    for (const count of counts) {
      const page = await browser.newPage({ viewport: { width: 1200, height: 700 } });
      const cdp = await page.context().newCDPSession(page);
      await cdp.send('Performance.enable');
      await page.addScriptTag({ content: script });
      await page.evaluate((n) => {
        window.crowd = window.openCrowd?.(n);
      }, count);
      await pass(page, 3);
      const name = `console.map.${count}`;
      let drawn = { marks: 0, ground: 0 };
      const spentS = await cpuS(cdp, async () => {
        drawn = (await pass(page, WATCHED_S)) ?? drawn;
      });
      print(line(`${name}.main-thread`, spentS / WATCHED_S, 'core', LIMIT.core));
      print(line(`${name}.pictures`, drawn.marks / WATCHED_S, 'a second'));
      for (const [i, times] of (await clicks(cdp, page, count)).entries()) {
        const what = `${name}.click.${i === 0 ? 'head' : 'path'}`;
        print(line(`${what}.p50`, quantile(times, 0.5), 'ms of CPU', LIMIT.inputMs));
        print(line(`${what}.p95`, quantile(times, 0.95), 'ms of CPU', LIMIT.inputMs));
      }
      const before = await heapMb(cdp);
      for (let m = 0; m < minutes; m++) await pass(page, MINUTE_S);
      if (minutes > 0) print(line(`${name}.heap.${minutes}min`, await heapMb(cdp), 'MB', before));
      await page.close();
    }
  } finally {
    await browser.close();
  }
}
