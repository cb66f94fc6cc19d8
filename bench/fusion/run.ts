/** `npm run bench -- fusion [--seeds 1-3] [--n100 1]`: the tracker on bench scenarios, beside goals, floor and peers. */

import { inOrderOfTime } from '../../server/fuse-command';
import { fuseFile } from '../../server/fusion/fuse-file';
import { runAccuracy } from './accuracy';
import { falseAlarms } from './false-alarms';
import { consistency, type Figure, held, recordingOf, regions, type Scored } from './figures';
import type { Estimate } from './files';
import { generate, type Scenario } from './generate';
import { GOALS } from './goals';
import { runJoint } from './joint';
import { drawPlots } from './plots';
import { scoreTracks } from './score';
import { areaHits, classScore } from './score-areas';
import { cpuOf, latenciesMs, onTime, ratesByCount, restart, sameAsSorted, trackingS } from './speed';

interface Outcome extends Scored {
  detections: number;
  cpuS: number;
}

const figure = (name: string, value: number, unit: string): Figure => held(name, value, unit, GOALS[name]);
const mean = (list: Outcome[], of: (x: Outcome) => number): number =>
  list.reduce((s, x) => s + of(x), 0) / list.length;

/** `npm run bench -- fusion speed`: what it costs, and nothing else. */
function* runSpeed(n100Seeds: number[]): Generator<Figure> {
  outcomeOf(generate({ n: 1, seed: 1 }), 'arrival');
  yield* n100Figures(n100Seeds);
  // Much of one run in a new process is the compiler's: what the tracker itself costs shows once that is done.
  const s = generate({ n: 100, seed: n100Seeds[0] ?? 1 });
  for (const order of ['arrival', 'time'] as const) {
    const { detections, cpuS } = outcomeOf(s, order);
    yield figure(`n100 ${order} detections/s, warm`, Math.round(detections / cpuS), '1/s');
  }
}

export function* runFusion(o: { seeds: number[]; n100Seeds: number[] }): Generator<Figure> {
  outcomeOf(generate({ n: 1, seed: 1 }), 'arrival');
  if (o.seeds.length > 0) yield* n20Figures(o.seeds);
  if (o.n100Seeds.length > 0) yield* n100Figures(o.n100Seeds);
}

function* n100Figures(seeds: number[]): Generator<Figure> {
  const scenarios = seeds.map((seed) => generate({ n: 100, seed }));
  const run = (order: Order): Outcome[] => scenarios.map((s) => outcomeOf(s, order));
  const [arrival, time, onTimes] = [run('arrival'), run('time'), run('on time')];
  const cpuS = (list: Outcome[]): number => list.reduce((s, x) => s + x.cpuS, 0);
  const rate = (list: Outcome[]): number =>
    Math.round(list.reduce((s, x) => s + x.detections, 0) / cpuS(list));
  const gospa = (list: Outcome[]): number => mean(list, (x) => x.score.gospa_mean_m);
  yield figure('n100 gospa m', gospa(arrival), 'm');
  yield figure(
    'n100 completeness',
    mean(arrival, (x) => x.score.completeness),
    '',
  );
  yield figure('n100 arrival detections/s', rate(arrival), '1/s');
  yield figure('n100 time detections/s', rate(time), '1/s');
  yield figure('n100 late data gospa loss', gospa(arrival) / gospa(onTimes) - 1, '');
  yield figure('n100 late data CPU', cpuS(arrival) / cpuS(time), 'x');
  yield* speed(scenarios[0] as Scenario);
}

/** Figures that need no truth: one scenario of a hundred targets, once more. */
function* speed(s: Scenario): Generator<Figure> {
  yield figure(
    'n100 filter and association detections/s',
    Math.round(s.targetOf.length / trackingS(s)),
    '1/s',
  );
  const ms = latenciesMs(s);
  yield figure('n100 look to track p99 ms', ms[Math.floor(ms.length * 0.99)] ?? 0, 'ms');
  yield figure('n100 late as sorted', sameAsSorted(s), '');
  const { seconds, sameBytes } = restart(s);
  yield figure('n100 restart over 60 s', seconds, 's');
  yield figure('n100 restart same bytes', sameBytes ? 1 : 0, '');
  for (const [n, perS] of ratesByCount([20, 50, 100, 200]))
    yield figure(`n${n} seed 1 detections/s`, perS, '1/s');
}

function* n20Figures(seeds: number[]): Generator<Figure> {
  const n20 = seeds.map((seed) => outcomeOf(generate({ n: 20, seed }), 'arrival'));
  const targets = n20.reduce((s, x) => s + x.score.targets, 0);
  yield figure(
    'n20 gospa m',
    mean(n20, (x) => x.score.gospa_mean_m),
    'm',
  );
  yield figure(
    'n20 completeness',
    mean(n20, (x) => x.score.completeness),
    '',
  );
  yield figure(
    'n20 purity',
    mean(n20, (x) => x.score.purity),
    '',
  );
  yield figure('n20 extra ids a target', n20.reduce((s, x) => s + x.score.extraIds, 0) / targets, '');
  yield figure(
    'n20 false tracks',
    n20.reduce((s, x) => s + x.score.falseTracks, 0),
    '',
  );
  yield figure(
    'n20 time to track p50 s',
    mean(n20, (x) => x.score.timeToTrack_s.p50 ?? 0),
    's',
  );
  yield figure(
    'n20 time to track p90 s',
    mean(n20, (x) => x.score.timeToTrack_s.p90 ?? 0),
    's',
  );
  yield* consistency('n20', n20);
  yield* regions('n20', n20);
  yield* classFigures(n20);
}

type Order = 'arrival' | 'time' | 'on time';

function outcomeOf(scenario: Scenario, order: Order): Outcome {
  const lines =
    order === 'time'
      ? inOrderOfTime(scenario.lines)
      : order === 'on time'
        ? onTime(scenario)
        : scenario.lines;
  const { result: text, cpuS } = cpuOf(() => [...fuseFile(scenario, lines)]);
  const estimates = text.map((l) => JSON.parse(l) as Estimate);
  const rec = recordingOf(scenario, lines);
  const untilS = scenario.targets.length >= 100 ? 700 : Number.POSITIVE_INFINITY;
  return {
    score: scoreTracks(rec, estimates, { untilS }),
    areas: areaHits(rec, estimates),
    detections: scenario.targetOf.length,
    cpuS,
  };
}

function* classFigures(list: Scored[]): Generator<Figure> {
  const classes = classScore(list.flatMap((x) => x.areas.classes));
  const lines = list.reduce((s, x) => s + x.areas.orbital.falseAreas, 0);
  yield held('class right', classes.top1 ?? 0, '', GOALS['class right']);
  yield held('orbital found', classes.slvRecall ?? 0, '', GOALS['orbital found']);
  yield held('others called orbital', classes.slvFalse ?? 0, '', GOALS['others called orbital']);
  yield held('orbital with an impact area', lines, 'lines', GOALS['orbital with an impact area']);
}

/** The figures of these arguments, each as a JSON line. */
export function fusionFigures(args: string[], print: (line: string) => void): void {
  const seeds = (name: string, otherwise: string): number[] => {
    const at = args.indexOf(`--${name}`);
    const [from = 1, to = from] = (at < 0 ? otherwise : (args[at + 1] ?? otherwise)).split('-').map(Number);
    return Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => from + i);
  };
  const all: Figure[] = [];
  const tell = (f: Figure): void => {
    all.push(f);
    print(JSON.stringify(f));
  };
  if (args[0] === 'speed') {
    for (const f of runSpeed(seeds('n100', '1-1'))) tell(f);
    return;
  }
  for (const f of runFusion({ seeds: seeds('seeds', '1-5'), n100Seeds: seeds('n100', '1-1') })) tell(f);
  const days = args.indexOf('--days') < 0 ? 0 : Number(args[args.indexOf('--days') + 1]);
  const told = (watch: string, atS: number): void =>
    print(JSON.stringify({ falseConfirmation: watch, day: Number((atS / 86_400).toFixed(3)) }));
  if (days > 0) for (const f of falseAlarms(days, told)) tell(f);
  const few = seeds('seeds', '1-5');
  if (few.length > 0) for (const f of runAccuracy({ seeds: few })) tell(f);
  for (const f of runJoint(seeds('joint', '1-3'))) tell(f);
  if (args.includes('--plots')) drawPlots(all);
}
