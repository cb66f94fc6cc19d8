import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBuilt } from './build.mjs';
import { run } from './child.mjs';
import { ensureChromium } from './chromium.mjs';
import { environment } from './node24.mjs';
import { at, BIN } from './paths.mjs';
import { say } from './say.mjs';

const readJson = (path) => (existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined);

export function makeChecks(node, { long = false } = {}) {
  const env = environment(node, long ? { JWC_LONG: '1' } : {});
  const reports = mkdtempSync(join(tmpdir(), 'jwc-test-'));
  const counts = { passed: 0, failed: 0, skipped: 0 };
  const tool = (args, more = {}) => run(node, args, { env: { ...env, ...more }, show: true });

  async function vitest(project, args) {
    const file = join(reports, `${project}.json`);
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
    const code = await tool([BIN.vitest, 'run', `--project=${project}`, ...reporters, ...args]);
    const report = readJson(file);
    counts.passed += report?.numPassedTests ?? 0;
    counts.failed += report?.numFailedTests ?? 0;
    counts.skipped += (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0);
    return code;
  }

  return {
    counts,
    dispose: () => rmSync(reports, { recursive: true, force: true }),
    lint: () =>
      tool([BIN.biome, 'ci', '--error-on-warnings', ...(process.stdout.isTTY ? [] : ['--colors=off']), '.']),
    types: () => tool([BIN.tsc, '--noEmit']),

    unit: (args = []) => vitest('unit', args),
    process: () => vitest('process', []),

    async build() {
      await ensureBuilt(node);
      return 0;
    },

    async e2e(args = []) {
      const file = join(reports, 'e2e.json');
      const code = await tool([BIN.playwright, 'test', ...args], {
        CHROMIUM_PATH: await ensureChromium(),
        PLAYWRIGHT_JSON_OUTPUT_NAME: file,
      });
      const stats = readJson(file)?.stats;
      counts.passed += (stats?.expected ?? 0) + (stats?.flaky ?? 0);
      counts.failed += stats?.unexpected ?? 0;
      counts.skipped += stats?.skipped ?? 0;
      return code;
    },
  };
}

const PARTS = [
  ['lint', 'format, lint and import rules'],
  ['types', 'types'],
  ['unit', 'unit and contract tests'],
  ['build', 'build'],
  ['process', 'tests of the running server'],
  ['e2e', 'browser tests'],
];

/** Every part in turn up to the first that fails; the closing line counts the tests of all parts. */
export async function runAll(node, options) {
  const checks = makeChecks(node, options);
  const times = [];
  let failure;
  try {
    for (const [name, title] of PARTS) {
      if (name === 'e2e' && !existsSync(at('e2e'))) continue;
      say(`── ${title}`);
      const began = performance.now();
      const code = await checks[name]().catch((error) => {
        say(error.message);
        return 1;
      });
      times.push(`${title} ${((performance.now() - began) / 1000).toFixed(1)} s${code ? ' FAILED' : ''}`);
      if (code) {
        failure = title;
        break;
      }
    }
  } finally {
    checks.dispose();
  }
  const { passed, failed, skipped } = checks.counts;
  say(times.join(' · '));
  if (failure) say(`FAILED: ${failure}`);
  console.log(`\n${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`);
  return failure ? 1 : 0;
}
