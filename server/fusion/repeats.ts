import type { Look, Plot } from './look';

/**
 * A look without the plots that the same sensor's look before had to the last bit: what is measured never comes out the same
 * twice, a stuck value does. The look itself if there are none. Plots of both stand in the order of their values.
 */
export function withoutRepeats(look: Look, before: readonly Plot[] | undefined): Look {
  if (!before || before.length === 0) return look;
  let fresh: Plot[] | null = null;
  let at = 0;
  for (let k = 0; k < look.plots.length; k++) {
    const plot = look.plots[k] as Plot;
    while (at < before.length && compare(before[at] as Plot, plot) < 0) at++;
    const repeats = at < before.length && compare(before[at] as Plot, plot) === 0;
    if (repeats) fresh ??= look.plots.slice(0, k);
    else fresh?.push(plot);
  }
  // As every look is written: another shape of the same would be paid for wherever looks are read.
  return fresh ? { sensor: look.sensor, scan: look.scan, atMs: look.atMs, plots: fresh } : look;
}

function compare(a: Plot, b: Plot): number {
  for (let i = 0; i < a.z.length; i++) {
    const d = (a.z[i] as number) - (b.z[i] as number);
    if (d !== 0) return d;
  }
  return 0;
}

/** Plots stand in the order of their values: what order they came in means nothing. */
export const byValue = (a: Plot, b: Plot): number => compare(a, b) || (a.id < b.id ? -1 : 1);
