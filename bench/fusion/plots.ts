/** Draws docs/plots/fusion-*.svg from the figures of a run: how regions collapse, and whether they hold what they say. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { barChart, lineChart } from '../charts';
import type { Figure } from './figures';
import { STONE_SOUP_IMPACT_KM } from './goals';

const OUT = join(import.meta.dirname, '../../docs/plots');
/** Seconds after burnout of each bin, about its middle; the last is open. */
const AFTER_BURNOUT: [bin: string, atS: number][] = [
  ['000-030', 15],
  ['030-060', 45],
  ['060-120', 90],
  ['120-300', 210],
  ['>300', 420],
];
const SAID = 0.95;

export function drawPlots(figures: readonly Figure[]): void {
  mkdirSync(OUT, { recursive: true });
  const write = (name: string, svg: string): void => writeFileSync(join(OUT, `fusion-${name}.svg`), svg);
  const value = (name: string): number | null =>
    figures.find((f) => f.bench === `fusion ${name}`)?.value ?? null;
  const sizes = (of: string): [number, number][] =>
    AFTER_BURNOUT.flatMap(([bin, atS]) => {
      const km = value(`${of} impact, burnout ${bin} s semi-major p50`);
      return km === null ? [] : [[atS, km] as [number, number]];
    });
  write(
    'collapse',
    lineChart(
      'Impact region, 95 %, semi-major axis (km, median) by seconds after burnout',
      [
        { label: 'all six sensors', points: sizes('n20') },
        { label: 'joint of two Parties', points: sizes('joint') },
        {
          label: 'Stone Soup (constants)',
          points: AFTER_BURNOUT.map(([, s], i) => [s, STONE_SOUP_IMPACT_KM[i] ?? 0]),
        },
      ],
      { log: true },
    ),
  );
  for (const [of, title] of [
    ['n20', 'one tracker, all six sensors'],
    ['joint', 'joint of two Parties'],
  ] as const) {
    const rows = figures.flatMap((f) => {
      const label = new RegExp(`^fusion ${of} (?:(.*) holds|(NEES) in 95 % (.*))$`).exec(f.bench);
      if (!label) return [];
      return [{ label: label[1] ?? `state, ${label[3]}`, value: f.value, expected: SAID }];
    });
    if (rows.length > 0)
      write(
        `holds-${of}`,
        barChart(
          `Share of truths inside what is said to hold 95 %: ${title}`,
          rows,
          'bar: measured · stroke: said',
        ),
      );
  }
}
