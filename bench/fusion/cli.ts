/**
 * `npm run bench -- fusion gen|score|area|cut …`: makes scenarios, scores estimates. What each says stands in README.md.
 */
import { cutScenario, readEstimates, readRecording, writeScenario } from './files';
import { generate } from './generate';
import { scoreTracks } from './score';
import { scoreAreas } from './score-areas';

const USAGE = `usage:
  gen --n 20 --seed 1 --out FILE [--pd .9] [--clutter 1] [--bias 0] [--window S] [--pad S]
      [--turn] [--taper 0.3] [--coast S] [--dogleg DEG] [--clock R2=2,S2=2]
  score SCENARIO ESTIMATES [--tmax S] [--c M]
  area SCENARIO ESTIMATES
  cut SCENARIO SECONDS OUT`;

/** One command; prints its JSON and gives the exit code. */
export function fusionBench(args: string[], print: (line: string) => void): number {
  const [command, ...rest] = args;
  const places = rest.filter((a, i) => !a.startsWith('--') && !takesValue(rest[i - 1]));
  const option = (name: string): string | undefined => {
    const at = rest.indexOf(`--${name}`);
    return at < 0 ? undefined : rest[at + 1];
  };
  const number = (name: string): number | undefined => {
    const text = option(name);
    if (text === undefined) return undefined;
    const value = Number(text);
    if (text === '' || !Number.isFinite(value)) throw new Error(`--${name}: ${text} is no number`);
    return value;
  };
  const [a, b, c] = places;
  const out = option('out');
  if (command === 'gen' && out) {
    const wish = {
      n: number('n') ?? 20,
      seed: number('seed') ?? 1,
      pd: number('pd') ?? 0.9,
      clutter: number('clutter') ?? 1,
      bias: number('bias') ?? 0,
      ...defined({ windowS: number('window'), padS: number('pad') }),
      clocks: Object.fromEntries(
        (option('clock') ?? '')
          .split(',')
          .filter(Boolean)
          .map((p) => [p.split('=')[0] as string, Number(p.split('=')[1])]),
      ),
      manners: {
        gravityTurn: rest.includes('--turn'),
        ...defined({ taper: number('taper'), coastS: number('coast'), dogLegDeg: number('dogleg') }),
      },
    };
    const scenario = generate(wish);
    writeScenario(out, wish, scenario);
    print(JSON.stringify({ out, tEnd: scenario.tEnd, detections: scenario.targetOf.length }));
    return 0;
  }
  if (command === 'score' && a && b) {
    const o = defined({ untilS: number('tmax'), cM: number('c') });
    print(JSON.stringify({ est: b, ...scoreTracks(readRecording(a), readEstimates(b), o) }));
    return 0;
  }
  if (command === 'area' && a && b) {
    print(JSON.stringify({ estimates: b, ...scoreAreas(readRecording(a), readEstimates(b)) }, null, 1));
    return 0;
  }
  if (command === 'cut' && a && b && c) {
    cutScenario(a, Number(b), c);
    return 0;
  }
  print(USAGE);
  return 2;
}

const FLAGS = ['--turn'];
const takesValue = (before: string | undefined): boolean =>
  before?.startsWith('--') === true && !FLAGS.includes(before);

/** Without the keys that have no value. */
function defined<T extends Record<string, number | undefined>>(o: T): { [K in keyof T]?: number } {
  return Object.fromEntries(Object.entries(o).filter(([, v]) => v !== undefined)) as {
    [K in keyof T]?: number;
  };
}
