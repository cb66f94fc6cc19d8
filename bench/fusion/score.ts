/**
 * Scores tracks against the truth: GOSPA (p = 2, alpha = 2, cut at c), completeness, purity, identity, consistency (NEES)
 * by phase, time to the first track. The figures are those of the bench's file format, so that any engine can be compared.
 */

import { cheapestPairs } from './assignment';
import type { Estimate, Recording, TrueTarget } from './files';

const NEES_95 = 12.59;
const EARTH_M = 6371000;
const AFTER_BURNOUT_S = 15;
const LOW_M = 80e3;

export interface Score {
  c_m: number;
  evalTimes: number;
  targets: number;
  gospa_mean_m: number;
  gospa_per_target_m: number;
  completeness: number;
  missed: number;
  falsePts: number;
  tracks: number;
  falseTracks: number;
  purity: number;
  extraIds: number;
  idChanges: number;
  posErr_m: Record<'p50' | 'p90' | 'p99', number | null>;
  velErr: Record<'p50' | 'p90', number | null>;
  nees6: {
    mean: number | null;
    p50: number | null;
    in95: number | null;
    nonPD: number;
    byPhase: Record<string, { n: number; in95: number }>;
  };
  timeToTrack_s: Record<'p50' | 'p90' | 'max', number | null>;
  neverTracked: number;
}

type Phase = 'boost' | 'burnout' | 'coast' | 'descent';
interface Tally {
  gospa: number;
  gospaPerTarget: number;
  times: number;
  truths: number;
  covered: number;
  falsePoints: number;
  position: number[];
  velocity: number[];
  nees: number[];
  notPositive: number;
  phases: Map<Phase, { n: number; in95: number }>;
  /** Track → target (−1: none) → how often. */
  ofTrack: Map<string, Map<number, number>>;
  /** Target → ids in the order of time. */
  ofTarget: Map<number, string[]>;
  delay: Map<number, number>;
}

/** Scores confirmed tracks at the times of the truth's states, from each target's first detection on. */
export function scoreTracks(
  rec: Recording,
  estimates: Estimate[],
  o: { cM?: number; untilS?: number } = {},
): Score {
  const cM = o.cM ?? 30_000;
  const untilS = o.untilS ?? Number.POSITIVE_INFINITY;
  const first = firstSeen(rec);
  const truthAt = new Map<number, [TrueTarget, number[]][]>();
  for (const target of rec.truth)
    for (const s of target.states) {
      const t = s[0] as number;
      if (t <= untilS && t >= (first.get(target.id) ?? Number.POSITIVE_INFINITY))
        push(truthAt, t, [target, s]);
    }
  const tracksAt = new Map<number, Estimate[]>();
  for (const e of estimates) if (e.t <= untilS) push(tracksAt, e.t, e);

  const tally: Tally = {
    ...{ gospa: 0, gospaPerTarget: 0, times: 0, truths: 0, covered: 0, falsePoints: 0, notPositive: 0 },
    ...{ position: [], velocity: [], nees: [] },
    ...{ phases: new Map(), ofTrack: new Map(), ofTarget: new Map(), delay: new Map() },
  };
  const times = [...new Set([...truthAt.keys(), ...tracksAt.keys()])].sort((a, b) => a - b);
  for (const t of times) scoreTime(t, truthAt.get(t) ?? [], tracksAt.get(t) ?? [], cM, first, tally);
  return summary(tally, first.size, cM);
}

function firstSeen(rec: Recording): Map<number, number> {
  const first = new Map<number, number>();
  for (const l of rec.lines) {
    if (l.kind !== 'det') continue;
    const target = rec.targetOf.get(l.id) ?? -1;
    if (target >= 0) first.set(target, Math.min(l.t, first.get(target) ?? Number.POSITIVE_INFINITY));
  }
  return first;
}

function scoreTime(
  t: number,
  truths: [TrueTarget, number[]][],
  tracks: Estimate[],
  cM: number,
  first: Map<number, number>,
  tally: Tally,
): void {
  const apart = (i: number, j: number): number => {
    const s = truths[i]?.[1] as number[];
    const x = tracks[j]?.x as number[];
    return Math.hypot(...[0, 1, 2].map((k) => (s[k + 1] as number) - (x[k] as number)));
  };
  const pairs = cheapestPairs(truths.length, tracks.length, (i, j) => Math.min(apart(i, j), cM) ** 2);
  let sum = 0;
  const used = new Set<number>();
  truths.forEach(([target, state], i) => {
    const j = pairs[i] ?? -1;
    const track = tracks[j];
    const d = track ? apart(i, j) : Number.POSITIVE_INFINITY;
    if (!track || d >= cM) return;
    used.add(j);
    sum += d * d;
    tally.position.push(d);
    tally.velocity.push(
      Math.hypot(...[3, 4, 5].map((k) => (state[k + 1] as number) - (track.x[k] as number))),
    );
    consistency(target, state, track, t, tally);
    count(tally.ofTrack, String(track.id), target.id);
    push(tally.ofTarget, target.id, String(track.id));
    if (!tally.delay.has(target.id)) tally.delay.set(target.id, t - (first.get(target.id) ?? t));
  });
  tracks.forEach((track, j) => {
    if (!used.has(j)) count(tally.ofTrack, String(track.id), -1);
  });
  const missed = truths.length - used.size;
  const extra = tracks.length - used.size;
  const gospa2 = sum + ((cM * cM) / 2) * (missed + extra);
  tally.gospa += Math.sqrt(gospa2);
  if (truths.length > 0) tally.gospaPerTarget += Math.sqrt(gospa2 / truths.length);
  tally.times++;
  tally.truths += truths.length;
  tally.covered += used.size;
  tally.falsePoints += extra;
}

function consistency(target: TrueTarget, state: number[], track: Estimate, t: number, tally: Tally): void {
  if (!track.P) return;
  const d2 = nees(state.slice(1), track.x, track.P);
  if (d2 === null) {
    tally.notPositive++;
    return;
  }
  tally.nees.push(d2);
  const phase = tally.phases.get(phaseOf(target, state, t)) ?? { n: 0, in95: 0 };
  tally.phases.set(phaseOf(target, state, t), phase);
  phase.n++;
  if (d2 < NEES_95) phase.in95++;
}

/** Squared Mahalanobis distance by Cholesky; null where P is not positive definite. P is a packed lower triangle. */
export function nees(truth: number[], x: number[], P: number[]): number | null {
  const n = truth.length;
  const L: number[][] = [];
  const y: number[] = [];
  for (let i = 0; i < n; i++) {
    const row: number[] = [];
    for (let j = 0; j <= i; j++) {
      let s = P[(i * (i + 1)) / 2 + j] as number;
      for (let k = 0; k < j; k++) s -= (row[k] as number) * ((j === i ? row : L[j])?.[k] as number);
      if (i !== j) row.push(s / (L[j]?.[j] as number));
      else if (s > 0) row.push(Math.sqrt(s));
      else return null;
    }
    L.push(row);
    let z = (truth[i] as number) - (x[i] as number);
    for (let k = 0; k < i; k++) z -= (row[k] as number) * (y[k] as number);
    y.push(z / (row[i] as number));
  }
  return y.reduce((s, v) => s + v * v, 0);
}

function phaseOf(target: TrueTarget, s: number[], t: number): Phase {
  const since = t - (target.t0 + target.tb);
  if (since < 0) return 'boost';
  if (since < AFTER_BURNOUT_S) return 'burnout';
  const [, x, y, z, vx, vy, vz] = s as [number, number, number, number, number, number, number];
  return x * vx + y * vy + z * vz < 0 && Math.hypot(x, y, z) - EARTH_M < LOW_M ? 'descent' : 'coast';
}

function summary(tally: Tally, targets: number, cM: number): Score {
  let [pure, points, falseTracks] = [0, 0, 0];
  for (const history of tally.ofTrack.values()) {
    const [best] = [...history].sort((a, b) => b[1] - a[1]);
    if (!best || best[0] < 0) {
      falseTracks++;
      continue;
    }
    pure += best[1];
    for (const n of history.values()) points += n;
  }
  const ids = [...tally.ofTarget.values()];
  const delays = [...tally.delay.values()];
  const share = (a: number, b: number, digits: number): number => Number((a / b).toFixed(digits));
  return {
    c_m: cM,
    evalTimes: tally.times,
    targets,
    gospa_mean_m: Math.round(tally.gospa / tally.times),
    gospa_per_target_m: Math.round(tally.gospaPerTarget / tally.times),
    completeness: share(tally.covered, tally.truths, 4),
    missed: tally.truths - tally.covered,
    falsePts: tally.falsePoints,
    tracks: tally.ofTrack.size,
    falseTracks,
    purity: share(pure, points, 4),
    extraIds: ids.reduce((n, list) => n + new Set(list).size - 1, 0),
    idChanges: ids.reduce((n, list) => n + list.filter((id, i) => i > 0 && id !== list[i - 1]).length, 0),
    posErr_m: {
      p50: quantile(tally.position, 0.5),
      p90: quantile(tally.position, 0.9),
      p99: quantile(tally.position, 0.99),
    },
    velErr: { p50: quantile(tally.velocity, 0.5), p90: quantile(tally.velocity, 0.9) },
    nees6: {
      mean: tally.nees.length
        ? share(
            tally.nees.reduce((a, b) => a + b, 0),
            tally.nees.length,
            2,
          )
        : null,
      p50: quantile(tally.nees, 0.5),
      in95: tally.nees.length
        ? share(tally.nees.filter((v) => v < NEES_95).length, tally.nees.length, 3)
        : null,
      nonPD: tally.notPositive,
      byPhase: Object.fromEntries(
        [...tally.phases].map(([phase, p]) => [phase, { n: p.n, in95: share(p.in95, p.n, 3) }]),
      ),
    },
    timeToTrack_s: { p50: quantile(delays, 0.5), p90: quantile(delays, 0.9), max: quantile(delays, 1) },
    neverTracked: targets - tally.delay.size,
  };
}

/** The value at a share of the sorted list, to two digits; null of nothing. */
export function quantile(list: readonly number[], share: number): number | null {
  const sorted = Float64Array.from(list).sort();
  const v = sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
  return v === undefined ? null : Number(v.toFixed(2));
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
function count(map: Map<string, Map<number, number>>, key: string, value: number): void {
  const of = map.get(key) ?? new Map<number, number>();
  map.set(key, of);
  of.set(value, (of.get(value) ?? 0) + 1);
}
