import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canonicalJson } from '../../domain/canonical';
import { openJournal, verifyJournal } from './index';
import { batchOf, STREAMS, scratch } from './test-batches';

const ROOT = resolve(import.meta.dirname, '../..');
const LONG = process.env.JWC_LONG === '1';
/** Killed after so many acknowledgements: at once, early, in the middle of full groups. */
const ROUNDS = LONG ? Array.from({ length: 40 }, (_, i) => (i * 37) % 400) : [0, 9, 120];
let dist: string;

// Bundled as the product is: the child starts the worker by the name that it has in production.
beforeAll(async () => {
  const cache = join(ROOT, 'node_modules/.cache');
  mkdirSync(cache, { recursive: true });
  dist = mkdtempSync(join(cache, 'jwc-crash-'));
  const here = (file: string): string => join(import.meta.dirname, file);
  await build({
    entryPoints: { child: here('crash-child.ts'), 'journal-worker': here('writer-worker.ts') },
    ...{
      outdir: dist,
      outExtension: { '.js': '.mjs' },
      bundle: true,
      platform: 'node',
      format: 'esm',
      target: 'node24',
    },
    packages: 'external',
  });
});
afterAll(() => rmSync(dist, { recursive: true, force: true }));

interface Child {
  process: ChildProcess;
  lines: AsyncIterableIterator<string>;
  ended: Promise<unknown>;
}
function start(dir: string): Child {
  const child = spawn(process.execPath, [join(dist, 'child.mjs'), dir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise((done) => child.once('exit', done));
  return { process: child, lines: createInterface({ input: child.stdout })[Symbol.asyncIterator](), ended };
}
async function next(child: Child): Promise<string> {
  const { value, done } = await child.lines.next();
  if (done) throw new Error('the child ended by itself');
  return value;
}

/** Everything that was acknowledged is there as it was handed in, and all chains hold. */
async function check(dir: string, acknowledged: string[]): Promise<void> {
  const report = await verifyJournal(dir);
  expect(report.streams.filter((s) => s.fault)).toEqual([]);
  const journal = await openJournal({ dir, worker: false });
  const stored = new Map<string, number>();
  for (const session of ['s1', 's2']) {
    for (const stream of STREAMS) {
      const { events } = await journal.readEvents(session, stream, 0, 1e6);
      for (const e of events) stored.set(`${session} ${stream}=${e.seq} ${canonicalJson(e.body)}`, e.atMs);
    }
    const chunks = await journal.readInputs(session, 0, 1e6);
    expect(chunks.map((c) => c.lastStep)).toEqual(chunks.map((_, i) => i + 1));
  }
  await journal.close();
  for (const line of acknowledged) {
    const [session = '', step = '', ...seqs] = line.split(' ');
    const { events } = batchOf(session, Number(step), STREAMS);
    seqs.forEach((place, i) => {
      const given = events[i];
      expect(stored.get(`${session} ${place} ${canonicalJson(given?.event.body)}`)).toBe(given?.atMs);
    });
  }
}

describe('a process that dies', () => {
  it('JO-16 loses nothing acknowledged and leaves chains that hold, killed at any moment', {
    timeout: 900_000,
  }, async () => {
    const { dir, remove } = scratch();
    const acknowledged: string[] = [];
    for (const acks of ROUNDS) {
      const child = start(dir);
      expect(await next(child)).toBe('open');
      for (let i = 0; i < acks; i++) acknowledged.push(await next(child));
      child.process.kill('SIGKILL');
      // What it had said before it died counts too.
      for await (const line of child.lines) acknowledged.push(line);
      await child.ended;
      await check(dir, acknowledged);
    }
    expect(acknowledged.length).toBeGreaterThanOrEqual(ROUNDS.reduce((a, b) => a + b));
    remove();
  });

  const prlimit = ['/usr/bin/prlimit', '/bin/prlimit'].find((file) => existsSync(file));
  it.skipIf(!prlimit)(
    'JO-13 outlives a file size limit of the operating system and stores all once it is lifted',
    { timeout: 60_000 },
    async () => {
      const { dir, remove } = scratch();
      const child = start(dir);
      const acknowledged: string[] = [];
      const until = async (seen: (line: string) => boolean): Promise<void> => {
        for (;;) {
          const line = await next(child);
          if (line !== 'READONLY' && line !== 'open') acknowledged.push(line);
          if (seen(line)) return;
        }
      };
      await until(() => acknowledged.length === 20);
      const limit = (bytes: string): void =>
        void execFileSync(prlimit ?? '', [`--pid=${child.process.pid}`, `--fsize=${bytes}:unlimited`]);
      limit(String(statSync(join(dir, 'journal.db-wal')).size));
      await until((line) => line === 'READONLY');
      const before = acknowledged.length;
      limit('unlimited');
      await until(() => acknowledged.length === before + 40);
      child.process.kill('SIGKILL');
      for await (const line of child.lines) acknowledged.push(line);
      await child.ended;
      await check(
        dir,
        acknowledged.filter((line) => line !== 'READONLY'),
      );
      remove();
    },
  );
});
