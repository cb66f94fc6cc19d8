import { Worker } from 'node:worker_threads';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { databaseFile } from './database';
import { openJournal, openStoreBeside, runVerify, verifyJournal } from './index';
import type { Account, Act } from './store';
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

const user = (id: string, participant = 'P1', demo = false): Account => ({
  ...{
    id,
    participant,
    login: `l-${id}`,
    role: 'duty',
    passwordHash: 'x',
    mustChange: false,
    disabled: false,
  },
  ...{ name: { en: id, ru: id }, demo, createdMs: 1 },
});
const TOKEN = {
  id: 't1',
  tokenHash: 'h',
  participant: 'P1',
  role: 'duty',
  name: 'bridge',
  createdMs: 1,
} as const;

it.each([
  ['the role of a user', `update account set role = 'administrator' where id = 'u-2'`, 3, 'user l-u-2 (u-2)'],
  ['a user enabled again', `update account set disabled = 0 where id = 'u-1'`, 2, 'user l-u-1 (u-1)'],
  ['the login of a user', `update account set login = 'other' where id = 'u-2'`, 3, 'user other (u-2)'],
  ['the id of a user', `update account set id = 'u-7' where id = 'u-2'`, 0, 'user l-u-2 (u-7)'],
  ['a user that is gone', `delete from account where id = 'u-2'`, 3, 'l-u-2 (u-2) is gone'],
  ['a seat made a user', `update account set demo = 0 where id = 'demo:P1:duty'`, 4, 'user l-demo:P1:duty'],
  [
    'a seat opened again',
    `update account set disabled = 0 where id = 'demo:P1:duty'`,
    4,
    'user l-demo:P1:duty',
  ],
  ['the role of a token', `update access_token set role = 'supervisor'`, 6, 'token bridge (t1)'],
  ['the end of a token', `update access_token set ends_ms = ends_ms + 1`, 6, 'token bridge (t1)'],
  ['a token valid again', `update access_token set revoked_ms = null`, 6, 'token bridge (t1)'],
  ['the name of a token', `update access_token set name = 'x'`, 6, 'token x (t1)'],
  ['the id of a token', `update access_token set id = 't2'`, 0, 'token bridge (t2)'],
  ['a token that is gone', `delete from access_token`, 6, 'bridge (t1) is gone'],
  [
    'a user of another participant',
    `update account set participant = 'P2' where id = 'u-2'`,
    3,
    'user l-u-2 (u-2)',
  ],
])(
  'AC-63 verification names what stands beside the acts and is not what they made: %s',
  async (_, change, seq, who) => {
    const { store, close } = await openStoreBeside(place.dir);
    const of = (id: string, name: Act['act'], to?: string): Act => ({
      ...{ participant: 'P1', atMs: 5, act: name, by: 'jwc', subject: `l-${id}`, of: id },
      ...(to && { to }),
    });
    await store.accounts.add(user('u-1'), of('u-1', 'USER_ADDED', 'duty'));
    await store.accounts.change('u-1', { disabled: true }, null, of('u-1', 'USER_DISABLED'));
    await store.accounts.add(user('u-2'), of('u-2', 'USER_ADDED', 'duty'));
    await store.accounts.add(user('demo:P1:duty', 'P1', true), null);
    await store.accounts.add(user('demo:P2:duty', 'P2', true), null);
    await store.accounts.change(
      'demo:P1:duty',
      { disabled: true },
      null,
      of('demo:P1:duty', 'USER_DISABLED'),
    );
    const given = { ...of('token:t1', 'TOKEN_ADDED', 'duty'), subject: 'bridge', untilMs: 9 };
    await store.tokens.add({ ...TOKEN, revokedMs: null, endsMs: 9 }, given);
    await store.tokens.revoke('t1', { ...given, act: 'TOKEN_REVOKED' });
    await close();
    expect((await verifyJournal(place.dir)).ok).toBe(true);
    const sqlite = new Database(databaseFile(place.dir));
    sqlite.exec(change);
    sqlite.close();
    const faults = (await verifyJournal(place.dir)).streams.flatMap((s) => (s.fault ? [s.fault] : []));
    expect(faults[0]).toMatchObject({ seq, kind: 'BOOK', message: expect.stringContaining(who) });
  },
);

it('AC-64 the head of the acts is what verification prints, and a cut tail gives another', async () => {
  await fill();
  const { store, close } = await openStoreBeside(place.dir);
  const head = await store.administration.head('P1');
  expect(await store.administration.head('P9')).toBeNull();
  await close();
  const printed = async (): Promise<string[]> => {
    const lines: string[] = [];
    expect(await runVerify(place.dir, (line) => lines.push(line))).toBe(0);
    return lines;
  };
  expect(await printed()).toContain(`administration P1 1..3 ok ${head?.hash}`);
  const sqlite = new Database(databaseFile(place.dir));
  sqlite.exec(`delete from admin_act where participant = 'P1' and seq = 3`);
  sqlite.close();
  expect((await printed()).join()).not.toContain(head?.hash);
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
