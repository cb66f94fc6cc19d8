/** `npm run bench -- fusion [--seeds 1-3] [--n100 1]`: the tracker on bench scenarios, beside goals, floor and peers. */

import { inOrderOfTime } from '../../server/fuse-command';
import { fuseFile } from '../../server/fusion/fuse-file';
import { rngFor } from '../../server/simulation/rng';
import { type Estimate, type Recording, trueTarget } from './files';
import { generate, type Scenario } from './generate';
import { COVERAGE_BAND, GOALS, IMPACT_SIZE_KM, type Peer } from './goals';
import { type Score, scoreTracks } from './score';
import { type AreaHits, areaHits, classScore, summarise } from './score-areas';

/** A figure of the bench, one JSON line. */
export interface Figure {
  bench: string;
  value: number;
  unit: string;
  /** Value over goal. */
  ratio?: number;
  against?: Partial<Peer> & { band?: readonly [number, number]; met: boolean };
}
interface Outcome {
  score: Score;
  areas: AreaHits;
  detections: number;
  cpuS: number;
}

export function* runFusion(o: { seeds: number[]; n100Seeds: number[] }): Generator<Figure> {
  outcomeOf(generate({ n: 1, seed: 1 }), 'arrival');
  const n20 = o.seeds.map((seed) => outcomeOf(generate({ n: 20, seed }), 'arrival'));
  const figure = (name: string, value: number, unit: string): Figure => held(name, value, unit, GOALS[name]);
  const mean = (list: Outcome[], of: (x: Outcome) => number): number =>
    list.reduce((s, x) => s + of(x), 0) / list.length;
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
  yield* consistency(n20);
  yield* regions(n20);
  for (const order of ['arrival', 'time'] as const) {
    const n100 = o.n100Seeds.map((seed) => outcomeOf(generate({ n: 100, seed }), order));
    if (n100.length === 0) continue;
    const detections = n100.reduce((s, x) => s + x.detections, 0);
    const cpuS = n100.reduce((s, x) => s + x.cpuS, 0);
    yield figure(`n100 ${order} detections/s`, Math.round(detections / cpuS), '1/s');
    if (order === 'time') continue;
    yield figure(
      'n100 gospa m',
      mean(n100, (x) => x.score.gospa_mean_m),
      'm',
    );
    yield figure(
      'n100 completeness',
      mean(n100, (x) => x.score.completeness),
      '',
    );
  }
}

function outcomeOf(scenario: Scenario, order: 'arrival' | 'time'): Outcome {
  const lines = order === 'time' ? inOrderOfTime(scenario.lines) : scenario.lines;
  const before = process.cpuUsage();
  const text = [...fuseFile(scenario, lines)];
  const cpu = process.cpuUsage(before);
  const estimates = text.map((l) => JSON.parse(l) as Estimate);
  const rec: Recording = {
    sensors: scenario.sensors,
    lines,
    targetOf: new Map(scenario.targetOf.map((t, id) => [id, t])),
    truth: scenario.targets.map((t) => trueTarget(t, scenario.tEnd)),
  };
  const untilS = scenario.targets.length >= 100 ? 700 : Number.POSITIVE_INFINITY;
  return {
    score: scoreTracks(rec, estimates, { untilS }),
    areas: areaHits(rec, estimates),
    detections: scenario.targetOf.length,
    cpuS: (cpu.user + cpu.system) / 1e6,
  };
}

function* consistency(list: Outcome[]): Generator<Figure> {
  for (const phase of ['boost', 'burnout', 'coast', 'descent']) {
    const of = list.flatMap((x) => x.score.nees6.byPhase[phase] ?? []);
    const n = of.reduce((s, p) => s + p.n, 0);
    const inside = of.reduce((s, p) => s + p.n * p.in95, 0);
    yield inBand(`n20 NEES in 95 % ${phase}`, inside / Math.max(1, n), n);
  }
}

/** One random line a target and bin: lines of one target are no independent trials. */
function* regions(list: Outcome[]): Generator<Figure> {
  const rng = rngFor(1, 'one line a target');
  const picked = list.flatMap(({ areas }, run) => {
    const by = new Map<string, AreaHits['hits']>();
    for (const h of areas.hits) {
      const key = `${run} ${h.bin} ${h.target}`;
      by.set(key, by.get(key) ?? [])
        .get(key)
        ?.push(h);
    }
    return [...by.values()].flatMap((hits) => hits[rng.below(hits.length)] ?? []);
  });
  for (const [bin, b] of Object.entries(summarise(picked))) {
    yield inBand(`n20 ${bin} holds`, b.coverage95, b.n);
    if (b.semiMajorKmP50)
      yield held(`n20 ${bin} semi-major p50`, b.semiMajorKmP50, 'km', IMPACT_SIZE_KM[bin]);
  }
  const classes = classScore(list.flatMap((x) => x.areas.classes));
  const lines = list.reduce((s, x) => s + x.areas.orbital.falseAreas, 0);
  yield held('class right', classes.top1 ?? 0, '', GOALS['class right']);
  yield held('orbital found', classes.slvRecall ?? 0, '', GOALS['orbital found']);
  yield held('others called orbital', classes.slvFalse ?? 0, '', GOALS['others called orbital']);
  yield held('orbital with an impact area', lines, 'lines', GOALS['orbital with an impact area']);
}

function held(bench: string, value: number, unit: string, peer: Peer | undefined): Figure {
  const rounded = Number(value.toPrecision(5));
  if (!peer) return { bench: `fusion ${bench}`, value: rounded, unit };
  const met = peer.atLeast ? value >= peer.goal : value <= peer.goal;
  const ratio = peer.goal === 0 ? undefined : Number((value / peer.goal).toFixed(3));
  return {
    bench: `fusion ${bench}`,
    value: rounded,
    unit,
    ...(ratio === undefined ? {} : { ratio }),
    against: { ...peer, met },
  };
}

function inBand(bench: string, value: number, n: number): Figure {
  const met = value >= COVERAGE_BAND[0] && value <= COVERAGE_BAND[1];
  return {
    bench: `fusion ${bench}`,
    value: Number(value.toFixed(3)),
    unit: `of ${n}`,
    against: { band: COVERAGE_BAND, met },
  };
}

/** The figures of these arguments, each as a JSON line. */
export function fusionFigures(args: string[], print: (line: string) => void): void {
  const seeds = (name: string, otherwise: string): number[] => {
    const at = args.indexOf(`--${name}`);
    const [from = 1, to = from] = (at < 0 ? otherwise : (args[at + 1] ?? otherwise)).split('-').map(Number);
    return Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => from + i);
  };
  for (const f of runFusion({ seeds: seeds('seeds', '1-5'), n100Seeds: seeds('n100', '1-1') }))
    print(JSON.stringify(f));
}
