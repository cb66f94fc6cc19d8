import { readFileSync, writeFileSync } from 'node:fs';
import { fuseFile, type Meta, type RecordedLine } from './fusion/fuse-file';

/** `jwc fuse SCENARIO --out EST.jsonl`: reads SCENARIO.meta.json and SCENARIO.det.jsonl, writes estimates, prints the rate. */
export function fuseFiles(args: string[], print: (line: string) => void): number {
  const [scenario] = args;
  const at = args.indexOf('--out');
  const out = at >= 0 ? args[at + 1] : undefined;
  if (!scenario || scenario.startsWith('--') || !out) {
    print('usage: jwc fuse SCENARIO --out EST.jsonl');
    return 2;
  }
  const meta = JSON.parse(readFileSync(`${scenario}.meta.json`, 'utf8')) as Meta;
  const lines = readFileSync(`${scenario}.det.jsonl`, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((l) => JSON.parse(l) as RecordedLine);
  const before = process.cpuUsage();
  const estimates = [...fuseFile(meta, lines)];
  const cpu = process.cpuUsage(before);
  const cpuS = (cpu.user + cpu.system) / 1e6;
  writeFileSync(out, estimates.map((l) => `${l}\n`).join(''));
  const detections = lines.filter((l) => l.kind === 'det').length;
  print(
    JSON.stringify({
      detections,
      cpuS: Math.round(cpuS * 1000) / 1000,
      detectionsPerCpuS: Math.round(detections / cpuS),
      estimates: estimates.length,
    }),
  );
  return 0;
}
