import type { CDPSession } from '@playwright/test';

/** A figure that Chromium keeps of a page (`Performance.getMetrics`). */
export async function metric(cdp: CDPSession, name: string): Promise<number> {
  const { metrics } = await cdp.send('Performance.getMetrics');
  return metrics.find((m) => m.name === name)?.value ?? Number.NaN;
}

/** CPU seconds of the page's main thread that something takes: a busy machine changes them little. */
export async function cpuS(cdp: CDPSession, act: () => Promise<unknown>): Promise<number> {
  const before = await metric(cdp, 'ThreadTime');
  await act();
  return (await metric(cdp, 'ThreadTime')) - before;
}

/** `q` from 0 to 1 of figures in order, the smallest first. */
export const quantile = (sorted: readonly number[], q: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? Number.NaN;
