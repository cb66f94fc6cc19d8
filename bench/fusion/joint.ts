/** The Parties' reports put together, beside one tracker with all sensors and the better Party alone (goal G15). */

import type { PartyDifference } from '../../domain/records';
import { fuseParties, type PartyLine } from '../../server/engine/fuse-parties';
import { fuseFile } from '../../server/fusion/fuse-file';
import { consistency, type Figure, held, recordingOf, regions, type Scored } from './figures';
import type { Estimate, Recording } from './files';
import { generate } from './generate';
import { GOALS } from './goals';
import { nees, quantile, scoreTracks } from './score';
import { areaHits } from './score-areas';

/** Who has which sensors of the theatre. */
const PARTIES = [
  ['R1', 'R3', 'S1'],
  ['R2', 'S2', 'S3'],
];
const NEAR_M = 30e3;
const NEES_95 = 12.59;
const CLOCK_S = 2;
/** The place of the Party whose clocks are fast; a clock is found that is told this well, where it can be known this well, s. */
const LATE_PARTY = 1;
const FOUND_S = 0.3;
const KNOWN_S = 0.3;

type Joint = Estimate & { of: NonNullable<PartyLine['launch']> };
interface Run {
  rec: Recording;
  joint: Joint[];
  national: Estimate[][];
  central: Estimate[];
}

export function* runJoint(seeds: number[]): Generator<Figure> {
  if (seeds.length === 0) return;
  const goal = (name: string, value: number, unit: string): Figure =>
    held(`joint ${name}`, value, unit, GOALS[`joint ${name}`]);
  const runs = seeds.map((seed) => runOf(seed, {}));
  const scored = runs.map(
    (r): Scored => ({ score: scoreTracks(r.rec, r.joint), areas: areaHits(r.rec, r.joint) }),
  );
  const central = runs.map((r) => scoreTracks(r.rec, r.central));
  const mean = (list: number[]): number => list.reduce((s, v) => s + v, 0) / list.length;
  const targets = scored.reduce((s, x) => s + x.score.targets, 0);
  yield goal('gospa m', mean(scored.map((x) => x.score.gospa_mean_m)), 'm');
  yield goal('gospa m, central', mean(central.map((x) => x.gospa_mean_m)), 'm');
  yield goal('completeness', mean(scored.map((x) => x.score.completeness)), '');
  yield goal('extra ids a target', scored.reduce((s, x) => s + x.score.extraIds, 0) / targets, '');
  yield* apart('', runs);
  yield* consistency('joint', scored);
  yield* regions('joint', scored);

  const clocks = Object.fromEntries((PARTIES[LATE_PARTY] ?? []).map((sensor) => [sensor, CLOCK_S]));
  const late = seeds.map((seed) => runOf(seed, { clocks }));
  yield* apart(', one clock 2 s fast', late);
  const told = late.flatMap((r) => clocksTold(r));
  yield goal('clock found, share of launches', told.filter(Boolean).length / Math.max(1, told.length), '');
}

function runOf(seed: number, wish: { clocks?: Record<string, number> }): Run {
  const scenario = generate({ n: 20, seed, ...wish });
  const joint: Joint[] = [];
  const national: Estimate[][] = PARTIES.map(() => []);
  for (const { of, line, launch } of fuseParties(scenario, scenario.lines, PARTIES)) {
    const e = JSON.parse(line) as Estimate;
    if (launch) joint.push({ ...e, of: launch });
    else national[of - 1]?.push(e);
  }
  const central = [...fuseFile(scenario, scenario.lines)].map((l) => JSON.parse(l) as Estimate);
  return { rec: recordingOf(scenario), joint, national, central };
}

/** Errors in place where all see the target, over the central tracker's and over the surest Party's; the marked fallback. */
function* apart(when: string, runs: Run[]): Generator<Figure> {
  const errors: [joint: number, central: number, party: number][] = [];
  let [fallback, inside] = [0, 0];
  for (const { rec, joint, central, national } of runs) {
    const at = [joint, central, ...national].map(byTime);
    for (const target of rec.truth)
      for (const state of target.states) {
        const [j, c, ...parties] = at.map((of) => nearest(of.get(state[0] as number) ?? [], state));
        const party = parties.filter((p) => p !== null && p !== undefined).sort(bySureness)[0];
        if (!j || !c || !party) continue;
        errors.push([j.errorM, c.errorM, party.errorM]);
        if ((j.e as Joint).of.method !== 'covariance-intersection') continue;
        fallback++;
        if ((nees(state.slice(1), j.e.x, j.e.P ?? []) ?? Number.POSITIVE_INFINITY) < NEES_95) inside++;
      }
  }
  const p50 = (k: 0 | 1 | 2): number =>
    quantile(
      errors.map((e) => e[k]),
      0.5,
    ) ?? Number.NaN;
  const goal = (name: string, value: number): Figure =>
    held(`joint ${name}${when}`, value, '', GOALS[`joint ${name}`]);
  if (when === '') yield goal('position over central', p50(0) / p50(1));
  yield goal('position over the better Party', p50(0) / p50(2));
  if (fallback > 0) yield goal('fallback holds', inside / fallback);
}

/** Of each launch that the Parties know well enough together: whether its surest record told the clock that is off. */
function clocksTold({ joint }: Run): boolean[] {
  const surest = new Map<string, PartyDifference[]>();
  for (const { of } of joint) {
    const all = of.reports.flatMap((r) => r.difference ?? []);
    if (all.length < PARTIES.length || sigmaS(all) > KNOWN_S) continue;
    const before = surest.get(of.id);
    if (!before || sigmaS(all) < sigmaS(before)) surest.set(of.id, all);
  }
  return [...surest.values()].map((all) =>
    all.every((d, i) => {
      const ahead = i === LATE_PARTY ? CLOCK_S : -CLOCK_S;
      return d.significant.includes('time') && Math.abs(d.timeS - ahead) < FOUND_S;
    }),
  );
}
const sigmaS = (all: readonly PartyDifference[]): number => Math.max(...all.map((d) => d.timeSigmaS));

function byTime<T extends Estimate>(list: readonly T[]): Map<number, T[]> {
  const at = new Map<number, T[]>();
  for (const e of list) {
    const same = at.get(e.t);
    if (same) same.push(e);
    else at.set(e.t, [e]);
  }
  return at;
}

interface Near {
  e: Estimate;
  errorM: number;
}
function nearest(among: readonly Estimate[], state: readonly number[]): Near | null {
  let best: Near | null = null;
  for (const e of among) {
    const errorM = Math.hypot(...[0, 1, 2].map((k) => (state[k + 1] as number) - (e.x[k] as number)));
    if (errorM < (best?.errorM ?? NEAR_M)) best = { e, errorM };
  }
  return best;
}
const placeVariance = ({ e: { P = [] } }: Near): number => (P[0] ?? 0) + (P[2] ?? 0) + (P[5] ?? 0);
const bySureness = (a: Near, b: Near): number => placeVariance(a) - placeVariance(b);
