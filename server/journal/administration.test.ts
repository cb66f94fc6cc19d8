import { Worker } from 'node:worker_threads';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { databaseFile } from './database';
import { openJournal, openStoreBeside, runVerify, verifyJournal } from './index';
import type { Act } from './store';
import { batchOf, metaOf, scratch } from './test-batches';

let place: ReturnType<typeof scratch>;
beforeEach(() => {
  place = scratch();
});
afterEach(() => place.remove());
const act = (n: number, participant = 'P1'): Act => ({
  ...{ participant, atMs: n, act: 'USER_DISABLED', by: 'u-1', subject: `user${n}`, of: `u-${n}` },
});

async function fill(): Promise<void> {
  const { store, close } = await openStoreBeside(place.dir);
  for (const n of [1, 2, 3]) await store.accounts.change('nobody', { disabled: true }, null, act(n));
  await store.accounts.change('nobody', { disabled: true }, null, act(9, 'P2'));
  await close();
}

it('AC-06 acts of administration are a chain for each participant, which verification re-computes', async () => {
  await fill();
  const { store, close } = await openStoreBeside(place.dir);
  expect((await store.administration.acts('P1', 2)).map((a) => [a.seq, a.subject])).toEqual([
    [3, 'user3'],
    [2, 'user2'],
  ]);
  expect(await store.administration.count()).toBe(4);
  await close();
  const { ok, streams } = await verifyJournal(place.dir);
  expect([ok, streams.map((s) => [s.session, s.stream, s.to])]).toEqual([
    true,
    [
      ['administration', 'P1', 3],
      ['administration', 'P2', 1],
    ],
  ]);
});

it.each([
  [
    'changed',
    `update admin_act set body = replace(body, 'user2', 'user8') where participant = 'P1' and seq = 2`,
    2,
  ],
  ['taken out', `delete from admin_act where participant = 'P1' and seq = 2`, 2],
  ['moved in time', `update admin_act set at_ms = 7 where participant = 'P1' and seq = 1`, 1],
  ['given to another', `update admin_act set participant = 'P3' where participant = 'P2'`, 1],
])('AC-06 an act that was %s is named', async (_, change, seq) => {
  await fill();
  const sqlite = new Database(databaseFile(place.dir));
  sqlite.exec(change);
  sqlite.close();
  const lines: string[] = [];
  expect(await runVerify(place.dir, (line) => lines.push(line))).toBe(1);
  expect(lines.filter((l) => l.includes('BROKEN'))).toEqual([
    expect.stringMatching(new RegExp(`^administration P\\d .* BROKEN at ${seq} `)),
  ]);
});

/** Another process at its own pace: acts as fast as the lock lets it until it is told to stop. */
const OTHER = `
const { parentPort, workerData } = require('node:worker_threads');
const sqlite = new (require(workerData.driver))(workerData.file, { timeout: 5000 });
let stopped = false;
parentPort.on('message', () => { stopped = true; });
let n = 0;
const write = () => {
  if (stopped) { sqlite.close(); parentPort.postMessage(n); return; }
  sqlite.prepare("insert or replace into failed_sign_in values ('other', ?, 0, 0)").run(++n);
  Atomics.store(workerData.written, 0, n);
  setImmediate(write);
};
write();
`;

it('AC-07 a second process that writes the tables never refuses the one writer its commit', async () => {
  const journal = await openJournal({ dir: place.dir, worker: false });
  await journal.createSession(metaOf('s1'));
  const driver = require.resolve('better-sqlite3');
  const written = new Int32Array(new SharedArrayBuffer(4));
  const workerData = { driver, file: databaseFile(place.dir), written };
  const other = new Worker(OTHER, { eval: true, workerData });
  const done = new Promise<number>((resolve) => other.once('message', resolve));
  // Each of these looks before it writes; a loaded machine may give the other its turn late.
  const rules = [{ subject: 'login', free: 9, baseMs: 1, maxMs: 1, forgetMs: 1 }];
  for (let step = 1; step <= 400 || Atomics.load(written, 0) <= 10; step++)
    await journal.store.throttle.attempt(rules, step * 10);
  await journal.append(batchOf('s1', 1, ['SHARED']));
  other.postMessage('stop');
  expect(await done).toBeGreaterThan(10);
  expect((await journal.stats()).state).toBe('OK');
  expect((await verifyJournal(place.dir)).ok).toBe(true);
  await journal.close();
});

it('AC-07 a tool makes the directory, goes beside its server, and says so where that has another schema', async () => {
  const made = await openStoreBeside(place.dir);
  expect(await made.store.accounts.list(null, false)).toEqual([]);
  await made.close();
  const journal = await openJournal({ dir: place.dir, worker: false });
  const beside = await openStoreBeside(place.dir);
  await beside.store.accounts.change('nobody', { disabled: true }, null, act(1));
  expect(await journal.store.administration.count()).toBe(1);
  await beside.close();
  const sqlite = new Database(databaseFile(place.dir));
  sqlite.exec('delete from kysely_migration where name = (select max(name) from kysely_migration)');
  await expect(openStoreBeside(place.dir)).rejects.toThrow('server of an earlier version');
  sqlite.close();
  await journal.close();
});
