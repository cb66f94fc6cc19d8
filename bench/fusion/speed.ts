/** How fast the tracker is: rates, latency, what late looks cost, a restart, cost against target count. */
import { inOrderOfTime } from '../../server/fuse-command';
import { createPicture, type Picture } from '../../server/fusion';
import { fuseFile, inputOf, type RecordedLine, sensorOf } from '../../server/fusion/fuse-file';
import type { Plot } from '../../server/fusion/look';
import { packTrack } from '../../server/fusion/pack';
import { Registry, type SensorModel } from '../../server/fusion/registry';
import { byValue } from '../../server/fusion/repeats';
import { LookRing } from '../../server/fusion/ring';
import { generate, type Scenario } from './generate';

/** What a run cost: CPU of the whole process, its other threads included (s). */
export function cpuOf<T>(work: () => T): { result: T; cpuS: number } {
  const before = process.cpuUsage();
  const result = work();
  const cpu = process.cpuUsage(before);
  return { result, cpuS: (cpu.user + cpu.system) / 1e6 };
}

const pictureOf = (s: Scenario): Picture =>
  createPicture({ picture: 'joint', session: 'file', owner: 'P1', sensors: s.sensors.map(sensorOf) });

function feed(picture: Picture, lines: Iterable<RecordedLine>): Picture {
  for (const line of lines) {
    const input = inputOf(line);
    picture.ingest(input, input.receivedMs);
  }
  return picture;
}

/** Filter and association alone: no estimates are asked for (CPU s). */
export const trackingS = (s: Scenario): number => cpuOf(() => feed(pictureOf(s), s.lines)).cpuS;

/** Times (ms, sorted) from a scan's last input to what is told of it, read as a whole. */
export function latenciesMs(s: Scenario): number[] {
  const picture = pictureOf(s);
  const out: number[] = [];
  for (const line of s.lines) {
    const input = inputOf(line);
    const began = performance.now();
    for (const change of picture.ingest(input, input.receivedMs)) JSON.stringify(change.track);
    if (line.kind === 'scan') out.push(performance.now() - began);
  }
  return out.sort((a, b) => a - b);
}

/** The same looks with each sensor's mean latency for every one: nothing comes late. */
export function onTime(s: Scenario): RecordedLine[] {
  const latencyS = new Map(s.sensors.map((x) => [x.id, x.lat_ms / 1000]));
  return s.lines
    .map((line, i) => ({ line: { ...line, arr: line.t + (latencyS.get(line.sensor) ?? 0) }, i }))
    .sort((x, y) => x.line.arr - y.line.arr || x.i - y.i)
    .map((x) => x.line);
}

/** Share of some times at which looks in order of arrival left the very tracks, byte for byte, that sorted ones do. */
export function sameAsSorted(s: Scenario): number {
  const times = [150, 300, 450, 600, 750].filter((t) => t < s.tEnd);
  const same = times.filter((t) => {
    const taken = s.lines.filter((l) => l.t <= t);
    return tracksAfter(s, taken) === tracksAfter(s, inOrderOfTime(taken));
  });
  return same.length / times.length;
}

function tracksAfter(s: Scenario, lines: readonly RecordedLine[]): string {
  const registry = new Registry(s.sensors.map(sensorOf));
  const ring = new LookRing(registry, 'joint');
  const open = new Map<number, Plot[]>();
  for (const l of lines) {
    const plots = open.get(l.scan) ?? [];
    open.set(l.scan, plots);
    if (l.kind === 'det') plots.push({ id: `d${l.id}`, z: l.z });
    else {
      const sensor = (registry.get(l.sensor) as SensorModel).index;
      ring.insert({ sensor, scan: l.scan, atMs: l.t * 1000, plots: plots.sort(byValue) });
    }
  }
  return JSON.stringify(ring.tracks.map(packTrack));
}

/** A restart at the height of the raid: from the stored snapshot over the last minute's inputs. */
export function restart(s: Scenario): { seconds: number; sameBytes: boolean } {
  const [fromS, toS] = [400, 460];
  const before = feed(
    pictureOf(s),
    s.lines.filter((l) => l.arr <= fromS),
  );
  const stored = JSON.stringify(before.snapshot());
  const tail = s.lines.filter((l) => l.arr > fromS && l.arr <= toS);
  const began = performance.now();
  const again = pictureOf(s);
  again.restore(JSON.parse(stored));
  feed(again, tail);
  const seconds = (performance.now() - began) / 1000;
  const sameBytes = JSON.stringify(again.snapshot()) === JSON.stringify(feed(before, tail).snapshot());
  return { seconds, sameBytes };
}

/** Detections a second of CPU by target count, with all that is written of them. */
export function* ratesByCount(counts: readonly number[]): Generator<[n: number, rate: number]> {
  for (const n of counts) {
    const s = generate({ n, seed: 1 });
    const { cpuS } = cpuOf(() => [...fuseFile(s, s.lines)]);
    yield [n, Math.round(s.targetOf.length / cpuS)];
  }
}
