/** Figures of accuracy beyond areas: errors by phase, time to confirm, sensors with biases, flights of another manner. */
import { createPicture } from '../../server/fusion';
import { fuseFile, inputOf, sensorOf } from '../../server/fusion/fuse-file';
import { consistency, type Figure, held, inBand, recordingOf, type Scored } from './figures';
import type { Estimate } from './files';
import { generate, type Scenario, type Wish } from './generate';
import { GOALS } from './goals';
import type { Manners } from './rocket';
import { quantile, scoreTracks } from './score';
import { type AreaHits, areaHits } from './score-areas';

const figure = (name: string, value: number, unit: string): Figure => held(name, value, unit, GOALS[name]);
const at = (list: number[], share: number): number => quantile(list, share) ?? Number.NaN;

/** Biases are judged from this long after a scenario's beginning and after burnout on, s. */
const REGISTERED_S = 300;
const SETTLED_S = 120;
/** Class probabilities are held against how often they are right in so many steps. */
const STEPS = 10;
const SURE = 0.9;

export function* runAccuracy(o: { seeds: number[] }): Generator<Figure> {
  const plain = o.seeds.map((seed) => run({ n: 20, seed }));
  const near = plain.flatMap((r) => r.near);
  const of = (phase: Near['phase']): Near[] => near.filter((e) => e.phase === phase);
  yield figure(
    'n20 coast position p50 m',
    at(
      of('coast').map((e) => e.positionM),
      0.5,
    ),
    'm',
  );
  yield figure(
    'n20 boost velocity p50 m/s',
    at(
      of('boost').map((e) => e.velocityMS),
      0.5,
    ),
    'm/s',
  );
  yield figure('class ECE', ece(plain.flatMap((r) => r.areas.classes)), '');
  yield* confirming(plain.map((r) => r.scenario));
  yield* biased(o.seeds, near);
  yield* otherManners(o.seeds);
}

interface Near {
  phase: 'boost' | 'coast';
  t: number;
  sinceS: number;
  positionM: number;
  velocityMS: number;
}
interface Run extends Scored {
  scenario: Scenario;
  near: Near[];
}

function run(wish: Wish): Run {
  const scenario = generate(wish);
  const estimates = [...fuseFile(scenario, scenario.lines)].map((l) => JSON.parse(l) as Estimate);
  const rec = recordingOf(scenario);
  const byTime = new Map<number, [(typeof rec.truth)[number], number[]][]>();
  for (const target of rec.truth)
    for (const s of target.states) {
      const t = s[0] as number;
      byTime.set(t, [...(byTime.get(t) ?? []), [target, s]]);
    }
  const apart = (s: number[], x: number[], from: number): number =>
    Math.hypot(...[0, 1, 2].map((k) => (s[from + k + 1] as number) - (x[from + k] as number)));
  const near = estimates.flatMap((e): Near[] => {
    let best: Near | null = null;
    for (const [target, s] of byTime.get(e.t) ?? []) {
      const positionM = apart(s, e.x, 0);
      if (positionM > 30e3 || (best && best.positionM < positionM)) continue;
      const sinceS = e.t - target.t0 - target.tb;
      const phase = sinceS < 0 ? 'boost' : 'coast';
      best = { phase, t: e.t, sinceS, positionM, velocityMS: apart(s, e.x, 3) };
    }
    return best ? [best] : [];
  });
  return { scenario, near, score: scoreTracks(rec, estimates), areas: areaHits(rec, estimates) };
}

/** Expected calibration error of the top class. */
function ece(classes: AreaHits['classes']): number {
  let off = 0;
  for (let k = 0; k < STEPS; k++) {
    const bin = classes.filter((c) => Math.min(STEPS - 1, Math.floor(c.top * STEPS)) === k);
    off += Math.abs(bin.reduce((s, c) => s + c.top - (c.right ? 1 : 0), 0));
  }
  return off / Math.max(1, classes.length);
}

/** From the first infrared look to the confirmed track, and from the first radar look to one that both have seen, s. */
function* confirming(scenarios: Scenario[]): Generator<Figure> {
  const confirmed: number[] = [];
  const both: number[] = [];
  for (const s of scenarios) {
    const picture = pictureOf(s);
    const first = { S: new Map<number, number>(), R: new Map<number, number>() };
    const done = { confirmed: new Set<number>(), both: new Set<number>() };
    for (const line of s.lines) {
      if (line.kind === 'det') {
        const of = first[line.sensor[0] as 'S' | 'R'];
        const target = s.targetOf[line.id] as number;
        of.set(target, Math.min(line.t, of.get(target) ?? Number.POSITIVE_INFINITY));
      }
      const input = inputOf(line);
      for (const { track, reason } of picture.ingest(input, input.receivedMs)) {
        if (reason !== 'confirmed' && reason !== 'sensor') continue;
        const target = targetOf(track.evidence, s);
        const ir = first.S.get(target);
        const radar = first.R.get(target);
        if (target < 0 || ir === undefined) continue;
        if (!done.confirmed.has(target)) confirmed.push(line.arr - ir);
        done.confirmed.add(target);
        if (track.phenomenologies.length < 2 || radar === undefined || done.both.has(target)) continue;
        both.push(line.arr - radar);
        done.both.add(target);
      }
    }
  }
  yield figure('n20 first infrared look to confirmed p50 s', at(confirmed, 0.5), 's');
  yield figure('n20 first infrared look to confirmed p90 s', at(confirmed, 0.9), 's');
  yield figure('n20 first radar look to seen by both p90 s', at(both, 0.9), 's');
}

/** The target of most of a track's named detections. */
function targetOf(evidence: readonly string[], s: Scenario): number {
  const count = new Map<number, number>();
  for (const id of evidence) {
    const target = s.targetOf[Number(id.slice(1))] ?? -1;
    count.set(target, (count.get(target) ?? 0) + 1);
  }
  return [...count].sort((a, b) => b[1] - a[1])[0]?.[0] ?? -1;
}

function* biased(seeds: number[], plain: Near[]): Generator<Figure> {
  const runs = seeds.map((seed) => run({ n: 20, seed, bias: 1 }));
  const late = (list: Near[]): number[] =>
    list.filter((e) => e.t > REGISTERED_S && e.sinceS > SETTLED_S).map((e) => e.positionM);
  const ratio = at(late(runs.flatMap((r) => r.near)), 0.5) / at(late(plain), 0.5);
  yield figure('n20 bias position p50 over unbiased', ratio, 'x');
  yield* consistency('n20 bias', runs);
  yield inside('n20 bias impact, burnout >300 s', runs, (bin) => bin === 'impact, burnout >300 s');
}

/** Flights that do not fly as the rest do: how often regions hold, and how often a class is surely wrong. */
function* otherManners(seeds: number[]): Generator<Figure> {
  const manners: Record<string, Manners> = {
    'gravity turn': { gravityTurn: true },
    taper: { taper: 0.3 },
    'coast between stages': { coastS: 8 },
    'dog-leg': { dogLegDeg: 5 },
  };
  for (const [name, m] of Object.entries(manners)) {
    const runs = seeds.map((seed) => run({ n: 20, seed, manners: m }));
    for (const kind of ['launch', 'impact corridor', 'impact, burnout'])
      yield figure(`${name}: ${kind} holds`, inside('', runs, (bin) => bin.startsWith(kind)).value, '');
    const wrong = runs.flatMap((r) => r.areas.classes).filter((c) => !c.right && c.top > SURE).length;
    yield figure(`${name}: surely wrong classes`, wrong, '');
  }
}

/** Mean over targets of the share of their lines that hold. */
function inside(name: string, runs: Run[], isMeant: (bin: string) => boolean): Figure {
  const of = new Map<string, [held: number, all: number]>();
  runs.forEach((r, i) => {
    for (const { bin, target, hit } of r.areas.hits) {
      if (!isMeant(bin)) continue;
      const [h, n] = of.get(`${i} ${target}`) ?? [0, 0];
      of.set(`${i} ${target}`, [h + (hit.inside ? 1 : 0), n + 1]);
    }
  });
  const shares = [...of.values()].map(([h, n]) => h / n);
  return inBand(`${name} holds`, shares.reduce((s, v) => s + v, 0) / shares.length, shares.length);
}

const pictureOf = (s: Scenario): ReturnType<typeof createPicture> =>
  createPicture({ picture: 'joint', session: 'file', owner: 'P1', sensors: s.sensors.map(sensorOf) });
