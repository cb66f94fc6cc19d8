/** The files of a bench scenario and of an engine's estimates, by the shapes that its README names. */
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { RecordedLine } from '../../server/fusion/fuse-file';
import type { Scenario, Wish } from './generate';
import { stateAt } from './rocket';
import type { TheatreSensor } from './theatre';

/** A true target; a state is [t, x, y, z, vx, vy, vz], ECEF, every five seconds. */
export interface TrueTarget {
  id: number;
  cls: string;
  t0: number;
  tb: number;
  launch: [number, number];
  impact: [number, number] | null;
  /** When it comes down, s of scenario time. */
  ti: number | null;
  states: number[][];
}
/** Covariance of a place on the ground, m²: [east², east·north, north²]. */
export interface EstimatedArea {
  lat: number;
  lon: number;
  E: [number, number, number];
}
/** One confirmed track at a time that is a multiple of five seconds; P is the lower triangle. */
export interface Estimate {
  t: number;
  id: string | number;
  x: number[];
  P?: number[];
  launch?: EstimatedArea & { t0: number };
  impact?: (EstimatedArea & { t: number }) | null;
  corridor?: [number, number][];
  cls?: Record<string, number>;
}
export interface Recording {
  truth: TrueTarget[];
  sensors: TheatreSensor[];
  /** Detection → target, −1 is a false plot. */
  targetOf: Map<number, number>;
  lines: RecordedLine[];
}

export function readLines<T>(file: string): T[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((l) => l !== '')
    .map((l) => JSON.parse(l) as T);
}

export function readRecording(scenario: string): Recording {
  const meta = JSON.parse(readFileSync(`${scenario}.meta.json`, 'utf8')) as { sensors: TheatreSensor[] };
  const assoc = existsSync(`${scenario}.assoc.jsonl`)
    ? readLines<{ id: number; tgt: number }>(`${scenario}.assoc.jsonl`)
    : [];
  return {
    truth: readLines<TrueTarget>(`${scenario}.truth.jsonl`),
    sensors: meta.sensors,
    targetOf: new Map(assoc.map((a) => [a.id, a.tgt])),
    lines: readLines<RecordedLine>(`${scenario}.det.jsonl`),
  };
}

/** Estimates of tracks; other lines of the file are passed over. */
export const readEstimates = (file: string): Estimate[] =>
  readLines<Estimate>(file).filter((e) => Array.isArray(e.x));

export function writeScenario(out: string, wish: Wish, s: Scenario): void {
  mkdirSync(dirname(out), { recursive: true });
  const lines = (list: unknown[]): string => list.map((l) => `${JSON.stringify(l)}\n`).join('');
  writeFileSync(`${out}.det.jsonl`, lines(s.lines));
  writeFileSync(`${out}.assoc.jsonl`, lines(s.targetOf.map((tgt, id) => ({ id, tgt }))));
  writeFileSync(`${out}.truth.jsonl`, lines(s.targets.map((t) => trueTarget(t, s.tEnd))));
  writeFileSync(`${out}.meta.json`, JSON.stringify({ tEnd: s.tEnd, sensors: s.sensors }, null, 1));
  const falseAlarms = s.targetOf.filter((t) => t < 0).length;
  const counts = { detections: s.targetOf.length, scans: s.lines.length - s.targetOf.length, falseAlarms };
  writeFileSync(`${out}.hidden.json`, JSON.stringify({ ...wish, ...counts, biases: s.biases }, null, 1));
}

/** The same scenario as far as it had arrived by `untilS`. */
export function cutScenario(scenario: string, untilS: number, out: string): void {
  const arrived = readFileSync(`${scenario}.det.jsonl`, 'utf8')
    .split('\n')
    .filter((l) => l !== '' && (JSON.parse(l) as RecordedLine).arr <= untilS);
  writeFileSync(`${out}.det.jsonl`, arrived.map((l) => `${l}\n`).join(''));
  copyFileSync(`${scenario}.meta.json`, `${out}.meta.json`);
}

export function trueTarget(t: Scenario['targets'][number], tEnd: number): TrueTarget {
  const states: number[][] = [];
  const last = Math.min(tEnd, t.t0 + t.flown.endS);
  for (let at = Math.ceil(t.t0 / 5) * 5; at <= last; at += 5) {
    const x = stateAt(t.flown, at - t.t0);
    if (x) states.push([at, ...Array.from(x, (v) => Math.round(v * 100) / 100)]);
  }
  const { id, cls, t0, tb, launch, impact } = t;
  return {
    id,
    cls,
    t0,
    tb,
    launch,
    impact,
    ti: Number.isFinite(t.flown.endS) ? t0 + t.flown.endS : null,
    states,
  };
}
