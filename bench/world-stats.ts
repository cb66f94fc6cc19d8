/**
 * The live world over 1,000 h by seed: what is launched where, whereto, how often and how much of it unannounced,
 * against the settings. Draws docs/plots/world-*.svg and prints one JSON line a figure. Nothing is flown for it.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createLiveWorld, loadCatalogue, loadSites } from '../server/simulation';
import {
  classOfLaunch,
  type PlannedLaunch,
  plannedLaunches,
  wantedPerHour,
} from '../server/simulation/truth';
import { barChart, lineChart, roseChart } from './charts';
import { line } from './line';

const HOURS = 1000;
const SEED = 1;
const MEAN_GAP_S = 240;
const CLASSES = ['SRBM', 'MRBM', 'IRBM', 'ICBM', 'SLV', 'SOUNDING_ROCKET'] as const;

const root = join(import.meta.dirname, '..');
const table = (name: string): unknown =>
  JSON.parse(readFileSync(join(root, 'scenarios/tables', name), 'utf8'));
const print = (bench: string, value: number, unit: string, against?: number): void =>
  void process.stdout.write(`${line(`world.${bench}`, value, unit, against)}\n`);

export function main(): void {
  const sites = loadSites(table('sites.json'));
  const startMs = Date.UTC(2026, 0, 1);
  const settings = { seed: SEED, pace: 'brisk', startMs } as const;
  const plans = plannedLaunches(settings, sites, startMs, startMs + HOURS * 3600e3);
  const flown = plans.filter((p) => p.fate === 'flown');
  const out = join(root, 'docs/plots');
  mkdirSync(out, { recursive: true });
  const write = (name: string, svg: string): void => writeFileSync(join(out, `world-${name}.svg`), svg);
  const title = (what: string): string => `${what}, ${HOURS} h, seed ${SEED}, ${flown.length} launches`;

  const wanted = wantedPerHour(settings, sites);
  const rows = sites.sites
    .map((s) => ({
      label: s.name.en,
      value: flown.filter((p) => p.site.id === s.id).length,
      expected: (wanted.get(s.id) ?? 0) * HOURS,
    }))
    .sort((a, b) => b.expected - a.expected);
  write('sites', barChart(title('Launches by site'), rows));
  write(
    'classes',
    barChart(
      title('Launches by class'),
      CLASSES.map((code) => ({
        label: code,
        value: flown.filter((p) => classOfLaunch(p) === code).length,
        expected: null,
      })),
    ),
  );
  write('azimuths', roseChart(title('Azimuths'), azimuthCounts(flown)));
  write('tempo', lineChart(title('Gaps between launches (minutes)'), gapCurve(flown)));
  write('unannounced', lineChart(title('Share unannounced, by 50 h'), shareCurve(flown, startMs)));

  const unannounced = flown.filter((p) => !p.notice).length;
  const announced = plans.filter((p) => p.notice);
  print('launchesPerHour', flown.length / HOURS, '1/h', 3600 / MEAN_GAP_S);
  print('unannouncedShare', Number((unannounced / flown.length).toFixed(4)), '', 0.08);
  const scrubbed = announced.filter((p) => p.fate !== 'flown').length;
  print('scrubbedShare', Number((scrubbed / announced.length).toFixed(4)), '', 0.04);
  print('worstSiteDeviation', Number(Math.max(...rows.map(sigmas)).toFixed(2)), 'sigma');
  print('sameFlightTwice', flown.length - new Set(flown.map((p) => `${p.azimuthDeg}/${p.apogeeM}`)).size, '');
  cost(startMs, sites);
}

const sigmas = (r: { value: number; expected: number }): number =>
  Math.abs(r.value - r.expected) / Math.sqrt(r.expected);

/** CPU of the default world at real time, as share of a core, over two hours taken in seconds. */
function cost(startMs: number, sites: ReturnType<typeof loadSites>): void {
  const before = process.cpuUsage();
  const world = createLiveWorld(
    { seed: SEED, pace: 'brisk', startMs },
    loadCatalogue(table('sensors.json')),
    sites,
  );
  let inputs = 0;
  for (let s = 1; s <= 7200; s++) inputs += world.advance(startMs + s * 1000).length;
  const spent = process.cpuUsage(before);
  const seconds = (spent.user + spent.system) / 1e6;
  print('twoHoursCpu', Number(seconds.toFixed(2)), 's', 5);
  print('shareOfCore', Number((seconds / 7200).toFixed(5)), '', 0.03);
  print('inputsPerSecond', Number((inputs / 7200).toFixed(2)), '1/s');
}

const SECTOR_DEG = 10;
function azimuthCounts(flown: PlannedLaunch[]): number[] {
  const counts = new Array<number>(360 / SECTOR_DEG).fill(0);
  for (const p of flown) {
    const i = Math.floor((((p.azimuthDeg % 360) + 360) % 360) / SECTOR_DEG);
    counts[i] = (counts[i] as number) + 1;
  }
  return counts;
}

/** Share of gaps longer than x minutes beside what pure chance gives. */
function gapCurve(flown: PlannedLaunch[]) {
  const gaps = flown.slice(1).map((p, i) => (p.launchMs - (flown[i] as PlannedLaunch).launchMs) / 60_000);
  const xs = Array.from({ length: 81 }, (_, i) => i / 4);
  return [
    {
      label: 'longer than',
      points: xs.map((x): [number, number] => [x, gaps.filter((g) => g > x).length / gaps.length]),
    },
    { label: 'by chance', points: xs.map((x): [number, number] => [x, Math.exp((-x * 60) / MEAN_GAP_S)]) },
  ];
}

function shareCurve(flown: PlannedLaunch[], startMs: number) {
  const block = 50;
  const xs = Array.from({ length: HOURS / block }, (_, i) => i);
  const share = (i: number): number => {
    const in50 = flown.filter((p) => Math.floor((p.launchMs - startMs) / 3600e3 / block) === i);
    return in50.filter((p) => !p.notice).length / in50.length;
  };
  return [
    { label: 'unannounced', points: xs.map((i): [number, number] => [i * block, share(i)]) },
    {
      label: 'setting',
      points: [
        [0, 0.08],
        [HOURS - block, 0.08],
      ] as [number, number][],
    },
  ];
}
