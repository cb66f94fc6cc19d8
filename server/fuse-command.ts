import { readFileSync, writeFileSync } from 'node:fs';
import { fuseParties } from './engine/fuse-parties';
import { fuseFile, type Meta, type RecordedLine } from './fusion/fuse-file';

const USAGE = 'usage: jwc fuse SCENARIO --out EST.jsonl [--order arrival|time] [--parties "R1,S1/R2,S2"]';

/**
 * `jwc fuse SCENARIO --out EST.jsonl`: reads SCENARIO.meta.json and SCENARIO.det.jsonl, writes estimates, prints the rate.
 * With `--order time` each look arrives when it was taken. With `--parties` each list of sensors is a national centre:
 * EST.jsonl holds the joint launches, EST.1.jsonl, EST.2.jsonl, … the national tracks.
 */
export function fuseFiles(args: string[], print: (line: string) => void): number {
  const [scenario] = args;
  const option = (name: string): string | undefined => {
    const at = args.indexOf(`--${name}`);
    return at >= 0 ? args[at + 1] : undefined;
  };
  const out = option('out');
  const order = option('order') ?? 'arrival';
  if (!scenario || scenario.startsWith('--') || !out || (order !== 'arrival' && order !== 'time')) {
    print(USAGE);
    return 2;
  }
  const meta = JSON.parse(readFileSync(`${scenario}.meta.json`, 'utf8')) as Meta;
  const recorded = readFileSync(`${scenario}.det.jsonl`, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((l) => JSON.parse(l) as RecordedLine);
  const lines = order === 'time' ? inOrderOfTime(recorded) : recorded;
  const parties = option('parties')
    ?.split('/')
    .map((list) => list.split(',').filter(Boolean));
  const files: string[][] = [[], ...(parties ?? []).map(() => [])];
  const before = process.cpuUsage();
  if (parties) for (const { of, line } of fuseParties(meta, lines, parties)) files[of]?.push(line);
  else for (const line of fuseFile(meta, lines)) files[0]?.push(line);
  const cpu = process.cpuUsage(before);
  const cpuS = (cpu.user + cpu.system) / 1e6;
  for (const [i, estimates] of files.entries())
    writeFileSync(i === 0 ? out : nthFile(out, i), estimates.map((l) => `${l}\n`).join(''));
  const detections = lines.filter((l) => l.kind === 'det').length;
  print(
    JSON.stringify({
      detections,
      cpuS: Math.round(cpuS * 1000) / 1000,
      detectionsPerCpuS: Math.round(detections / cpuS),
      estimates: files.map((f) => f.length),
    }),
  );
  return 0;
}

/** As if every look arrived at the moment it was taken; a look's plots stay before the line that closes it. */
export function inOrderOfTime(lines: readonly RecordedLine[]): RecordedLine[] {
  const rank = (l: RecordedLine): number => (l.kind === 'scan' ? 1 : 0);
  return lines
    .map((l) => ({ ...l, arr: l.t }))
    .sort((a, b) => a.t - b.t || a.scan - b.scan || rank(a) - rank(b));
}

const nthFile = (out: string, i: number): string =>
  out.endsWith('.jsonl') ? out.replace(/\.jsonl$/, `.${i}.jsonl`) : `${out}.${i}`;
