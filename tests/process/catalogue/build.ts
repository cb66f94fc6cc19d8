import {
  copyFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { BUILT } from '../../../e2e/lib/server';
import { START_MS } from './told';

/**
 * The product as it is built, but for one part: its engine's thread takes stories for scenarios. Journal, sessions, release and
 * gateway are the product's own files. Gives the directory; its owner takes it away.
 */
export async function buildForStories(stories: string[]): Promise<string> {
  const root = mkdtempSync(join(tmpdir(), 'jwc-stories-'));
  mkdirSync(join(root, 'dist'));
  mkdirSync(join(root, 'scenarios'));
  for (const file of readdirSync(join(BUILT, 'dist')).filter((f) => f.endsWith('.mjs')))
    copyFileSync(join(BUILT, 'dist', file), join(root, 'dist', file));
  for (const name of ['node_modules', 'package.json']) symlinkSync(join(BUILT, name), join(root, name));
  cpSync(join(BUILT, 'scenarios/tables'), join(root, 'scenarios/tables'), { recursive: true });
  copyFileSync(join(BUILT, 'scenarios/participants.json'), join(root, 'scenarios/participants.json'));
  writeFileSync(join(root, 'scenarios/catalogue.json'), JSON.stringify(scenarioOf(stories)));
  await build({
    ...{
      entryPoints: [join(BUILT, 'server/engine/worker.ts')],
      outfile: join(root, 'dist/engine-worker.mjs'),
    },
    ...{
      bundle: true,
      platform: 'node',
      format: 'esm',
      target: 'node24',
      packages: 'external',
      logLevel: 'error',
    },
    plugins: [
      {
        name: 'stories',
        setup: (b) =>
          b.onResolve({ filter: /^\.\/open-host$/ }, () => ({
            path: join(import.meta.dirname, 'open-story.ts'),
          })),
      },
    ],
  });
  return root;
}

/** A scenario in which nothing is said: each variant is the name of a story. */
function scenarioOf(stories: string[]): unknown {
  const utc = (ms: number): string => new Date(ms).toISOString().replace('.000Z', 'Z');
  const words = (text: string) => ({ en: text, ru: text });
  return {
    ...{
      v: 1,
      id: 'catalogue',
      title: words('catalogue'),
      seed: 1,
      sources: [],
      sensors: 'in-service',
      flights: [],
    },
    ...{ startUtc: utc(START_MS), endUtc: utc(START_MS + 86_400_000), assumptions: [] },
    variants: stories.map((id) => ({
      ...{ id, title: words(id), looking: 'in-service', onFile: [], messages: [], statuses: [] },
    })),
  };
}
