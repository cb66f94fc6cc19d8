import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fuseParties, type PartyLine } from '../../server/engine/fuse-parties';
import { inOrderOfTime } from '../../server/fuse-command';
import { fuseFile } from '../../server/fusion/fuse-file';
import { type Estimate, trueTarget, writeScenario } from './files';
import { generate } from './generate';
import { scoreTracks } from './score';

const wish = { n: 1, seed: 11 };
const scenario = generate(wish);
const recording = {
  sensors: scenario.sensors,
  lines: scenario.lines,
  targetOf: new Map(scenario.targetOf.map((t, id) => [id, t])),
  truth: scenario.targets.map((t) => trueTarget(t, scenario.tEnd)),
};
const of = (lines: PartyLine[], n: number): string[] => lines.filter((l) => l.of === n).map((l) => l.line);

describe('tracks of a recorded file', () => {
  const central = [...fuseFile(scenario, scenario.lines)];

  it('FU-91 the tracker follows a recorded flight from its detections alone', () => {
    const s = scoreTracks(
      recording,
      central.map((l) => JSON.parse(l) as Estimate),
    );
    expect(s).toMatchObject({ neverTracked: 0, falseTracks: 0, extraIds: 0 });
    expect(s.completeness).toBeGreaterThan(0.95);
    expect(s.gospa_mean_m).toBeLessThan(3000);
  });

  it('FU-35 another process makes the same bytes of a recorded file', () => {
    const dir = mkdtempSync(join(tmpdir(), 'fuse-'));
    const file = join(dir, 'n1');
    writeScenario(file, wish, scenario);
    const args = ['--import', 'tsx', 'server/cli.ts', 'fuse', file, '--out', join(dir, 'est.jsonl')];
    execFileSync(process.execPath, args);
    expect(readFileSync(join(dir, 'est.jsonl'), 'utf8').split('\n').filter(Boolean)).toEqual(central);
    rmSync(dir, { recursive: true });
  });

  it('FU-92 a line knows nothing that had not arrived by its time', () => {
    const untilS = 400;
    const cut = scenario.lines.filter((l) => l.arr <= untilS);
    const earlier = (lines: string[]): string[] =>
      lines.filter((l) => (JSON.parse(l) as Estimate).t <= untilS);
    expect(earlier([...fuseFile(scenario, cut)])).toEqual(earlier(central));
  });

  it('FU-93 with Parties each has its own picture, reports and launches come out; one of all sensors sees the same', () => {
    const all = scenario.sensors.map((s) => s.id);
    const whole = [...fuseParties(scenario, scenario.lines, [all])];
    const strip = (l: string): unknown => ({ ...(JSON.parse(l) as Estimate), id: '' });
    expect(of(whole, 1).map(strip)).toEqual(central.map(strip));
    const two = [
      ...fuseParties(scenario, scenario.lines, [
        ['R1', 'R3', 'S1'],
        ['R2', 'S2', 'S3'],
      ]),
    ];
    expect([0, 1, 2].map((n) => of(two, n).length > 50)).toEqual([true, true, true]);
    const ids = (n: number): string[] => of(two, n).map((l) => String((JSON.parse(l) as Estimate).id));
    expect(ids(0).some((id) => [...ids(1), ...ids(2)].includes(id))).toBe(false);
    expect(() => [...fuseParties(scenario, [], [['R9']])]).toThrow('no sensor R9');
  });

  it('FU-94 in order of time each look arrives when it was taken, closed by its last line', () => {
    const sorted = inOrderOfTime(scenario.lines);
    expect(sorted.length).toBe(scenario.lines.length);
    expect(sorted.every((l, i) => l.arr === l.t && l.t >= (sorted[i - 1]?.t ?? 0))).toBe(true);
    const closed = new Set<number>();
    for (const l of sorted) {
      expect(closed.has(l.scan)).toBe(false);
      if (l.kind === 'scan') closed.add(l.scan);
    }
  });
});
