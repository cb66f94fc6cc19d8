/** `npm run bench [-- NAME …]`: one JSON line a figure. Without a name every bench runs; `fusion gen|score|area|cut` are its tools. */
import { mapFigures } from './console/map';
import { timelineFigures } from './console/timeline';
import { fusionBench } from './fusion/cli';
import { fusionFigures } from './fusion/run';
import { idle } from './idle';
import { main as world } from './world-stats';

const print = (line: string): void => void process.stdout.write(`${line}\n`);
const TOOLS = ['gen', 'score', 'area', 'cut'];

const BENCHES: Record<string, (args: string[]) => number | Promise<number>> = {
  world: () => {
    world();
    return 0;
  },
  fusion: (args) => {
    if (TOOLS.includes(args[0] ?? '')) return fusionBench(args, print);
    fusionFigures(args, print);
    return 0;
  },
  console: async () => {
    await timelineFigures(print);
    await mapFigures(print);
    return 0;
  },
  idle: (args) => idle(args, print),
};

const [name, ...args] = process.argv.slice(2);
const chosen = name === undefined ? Object.values(BENCHES) : [BENCHES[name]];
for (const bench of chosen) {
  if (!bench) {
    process.stderr.write(`no bench ${name}: there are ${Object.keys(BENCHES).join(', ')}\n`);
    process.exitCode = 2;
    break;
  }
  process.exitCode = await bench(args);
}
