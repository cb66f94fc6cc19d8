/** The timeline over a hundred thousand events, drawn by the product's own code in the system's Chromium without a graphics card. */
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { build } from 'esbuild';
import { line } from '../line';
import type { run } from './timeline-page';

const LIMIT_MS = 8;

export async function timelineFigures(print: (text: string) => void): Promise<void> {
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, 'timeline-page.ts')],
    ...{ bundle: true, write: false, format: 'iife', globalName: 'bench', platform: 'browser' },
  });
  const [script] = outputFiles;
  if (!script) throw new Error('nothing was bundled');
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu'],
  });
  try {
    const page = await browser.newPage({ viewport: { width: 1920, height: 400 } });
    await page.addScriptTag({ content: script.text });
    const f = await page.evaluate(() => (window as unknown as { bench: { run: typeof run } }).bench.run());
    print(line(`console.timeline draw ${f.events} events p50`, f.drawMs, 'ms', LIMIT_MS));
    print(line('console.timeline draw p95', f.drawP95Ms, 'ms', LIMIT_MS));
    print(line('console.timeline draw with its pixels p50', f.rasterMs, 'ms'));
    print(line('console.timeline draw against one stroke an event', f.drawMs, 'ms', f.allMs));
    print(line('console.timeline index', f.indexMs, 'ms'));
  } finally {
    await browser.close();
  }
}
