import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { must } from './child.mjs';
import { hashOf, readStamp } from './hash.mjs';
import { alone } from './lock.mjs';
import { environment } from './node24.mjs';
import { at, BIN } from './paths.mjs';
import { say, step } from './say.mjs';

const SETUP = ['package-lock.json', 'tsconfig.json', 'scripts/lib/build.mjs'];
const SERVER = {
  stamp: 'dist/.stamp',
  sources: ['server', 'domain', 'scenarios', ...SETUP],
};
const WEB = {
  stamp: '.next/.jwc-stamp',
  sources: [
    ...[
      'app',
      'components',
      'client',
      'domain',
      'public',
      'instrumentation-client.ts',
      'next.config.js',
      'postcss.config.mjs',
    ],
    ...['scripts/prepare-assets.mjs', ...SETUP],
  ],
};

/** The programs of the product: each entry of the server becomes one file in dist. */
const ENTRIES = {
  main: 'server/main.ts',
  cli: 'server/cli.ts',
  'engine-worker': 'server/engine/worker.ts',
  'journal-worker': 'server/journal/writer-worker.ts',
  'verify-worker': 'server/journal/verify-worker.ts',
};

export async function ensureAssets() {
  const { prepareAssets } = await import(pathToFileURL(at('scripts/prepare-assets.mjs')).href);
  await prepareAssets();
}

export async function ensureServer() {
  await ensure(SERVER, () => step('bundling the server', bundle));
}

export async function ensureWeb(node) {
  await ensure(WEB, () =>
    step('building the console (next build)', () =>
      must(node, [BIN.next, 'build'], { env: environment(node, { NODE_ENV: 'production' }) }),
    ),
  );
}

export async function ensureBuilt(node) {
  await ensureAssets();
  await ensureServer();
  await ensureWeb(node);
}

async function ensure({ stamp, sources }, build) {
  const hash = hashOf(sources);
  if (readStamp(stamp) === hash) return;
  await alone(async () => {
    if (readStamp(stamp) === hash) return;
    rmSync(at(stamp), { force: true });
    await build();
    writeFileSync(at(stamp), hash);
  });
}

async function bundle() {
  const { build, stop } = await import('esbuild');
  const present = Object.entries(ENTRIES).filter(([, source]) => existsSync(at(source)));
  for (const [, source] of Object.entries(ENTRIES))
    if (!existsSync(at(source))) say(`${source} is not there yet`);
  mkdirSync(at('dist'), { recursive: true });
  await build({
    absWorkingDir: at(),
    entryPoints: Object.fromEntries(present.map(([name, source]) => [name, at(source)])),
    outdir: at('dist'),
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node24',
    packages: 'external',
    sourcemap: true,
    logLevel: 'warning',
  });
  await stop();
}
