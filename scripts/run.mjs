// What every npm script calls. Plain Node 20 without dependencies, for it must work before anything is installed;
// whatever it starts runs on Node 24.
import { existsSync } from 'node:fs';
import { ensureAssets, ensureBuilt, ensureServer } from './lib/build.mjs';
import { makeChecks, runAll } from './lib/checks.mjs';
import { become, run } from './lib/child.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { environment, findNode } from './lib/node24.mjs';
import { at, BIN } from './lib/paths.mjs';
import { Stop, say } from './lib/say.mjs';

const COMMANDS = {
  async start(node, args) {
    await ensureBuilt(node);
    return program(node, ['--enable-source-maps', 'dist/main.mjs', ...args], 'production');
  },
  async dev(node, args) {
    await ensureAssets();
    return program(node, ['--import', 'tsx', 'server/main.ts', ...args], 'development');
  },
  async build(node) {
    await ensureBuilt(node);
    return 0;
  },
  async jwc(node, args) {
    await ensureServer();
    return program(node, ['--enable-source-maps', 'dist/cli.mjs', ...args], 'production');
  },
  async bench(node, args) {
    await ensureBuilt(node);
    return program(node, ['--import', 'tsx', 'bench/main.ts', ...args], 'production');
  },
  test: (node) => runAll(node),
  'test:all': (node) => runAll(node, { long: true }),
  'test:unit': (node, args) => one(node, (checks) => checks.unit(args)),
  async 'test:e2e'(node, args) {
    await ensureBuilt(node);
    return one(node, (checks) => checks.e2e(args));
  },
  fix: (node) => run(node, [BIN.biome, 'check', '--write', '.'], { env: environment(node), show: true }),
};

function program(node, args, mode) {
  const file = args.find((arg) => /\.(mjs|ts)$/.test(arg));
  if (!existsSync(at(file))) throw new Stop(`${file} is not there: its source has not been written yet`);
  const dev = mode === 'development' ? { JWC_DEV: '1' } : {};
  return become(node, args, environment(node, { NODE_ENV: mode, ...dev }));
}

async function one(node, work) {
  const checks = makeChecks(node);
  try {
    return await work(checks);
  } finally {
    checks.dispose();
  }
}

const [name, ...args] = process.argv.slice(2);
try {
  const command = COMMANDS[name];
  if (!command) throw new Stop(`usage: node scripts/run.mjs ${Object.keys(COMMANDS).join(' | ')}`);
  await ensureInstalled();
  process.exitCode = await command(findNode(), args);
} catch (error) {
  say(error instanceof Stop ? error.message : (error.stack ?? String(error)));
  process.exitCode = 1;
}
