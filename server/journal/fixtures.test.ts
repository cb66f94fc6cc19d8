import { copyFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openJournal, verifyJournal } from './index';
import { MIGRATIONS } from './migrations';
import { batchOf, STREAMS, scratch } from './test-batches';

const FIXTURES = join(import.meta.dirname, 'fixtures');

/** What changed what is stored without changing a table. */
const PACKINGS = ['001-journal-dictionary'];

it('JO-15 has a data directory of every version that was on main', () => {
  const versions = [...Object.keys(MIGRATIONS), ...PACKINGS];
  expect(readdirSync(FIXTURES).sort()).toEqual(versions.map((name) => `${name}.db`).sort());
});

it.each(readdirSync(FIXTURES))('JO-15 opens, verifies and goes on with %s', async (file) => {
  const { dir, remove } = scratch();
  copyFileSync(join(FIXTURES, file), join(dir, 'journal.db'));
  const journal = await openJournal({ dir, worker: false });
  expect(await journal.readEvents('s1', 'SHARED', 0, 9)).toMatchObject({ events: { length: 5 }, to: 7 });
  expect((await journal.readInputs('s1', 4, 9))[0]).toMatchObject({
    firstStep: 5,
    engineVersion: 'engine-1',
  });
  expect((await journal.readFrames('s1', 'SHARED', 0, 9)).chunks[0]?.blob).toEqual(
    new Uint8Array(300).fill(7),
  );
  expect(await journal.latestEngineSnapshot('s1')).toMatchObject({ step: 4, json: { some: 'state' } });
  expect(await journal.latestView('s1', 'SHARED')).toEqual({ seq: 4, json: { some: 'view' } });
  const { signIns, accounts, tokens, administration } = journal.store;
  if (file.startsWith('001')) {
    // A sign-in of before users were stored names nobody: it is over, and swept like others.
    expect(await signIns.get('abc')).toBeNull();
    expect([await accounts.list(null, false), await administration.count()]).toEqual([[], 0]);
  } else {
    expect(await signIns.get('abc')).toMatchObject({
      endsMs: 3,
      holder: { login: 'ivanova', role: 'supervisor' },
    });
    expect(await tokens.byHash('hash')).toMatchObject({
      id: 't1',
      revokedMs: null,
      // A token of before tokens had an end has none.
      endsMs: file.startsWith('002') ? null : 9,
    });
    expect((await administration.acts('P1', 9)).map((a) => a.act)).toEqual(['TOKEN_ADDED', 'USER_ADDED']);
  }
  const locks = file.startsWith('004') ? { 'console-a': true, 'console-b': false } : {};
  expect(Object.fromEntries(await signIns.consoles('abc'))).toEqual(locks);
  expect(await signIns.dropEnded(0, 3)).toEqual(['abc']);
  await journal.append(batchOf('s1', 6, STREAMS));
  expect((await verifyJournal(journal)).ok).toBe(true);
  await journal.close();
  remove();
});
