import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import Database from 'better-sqlite3';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { databaseFile, openDatabase } from './database';
import { makeDirectory } from './directory';
import { openJournal, openStoreBeside, runVerify } from './index';
import { MIGRATIONS } from './migrations';
import { batchOf, metaOf, scratch } from './test-batches';

let place: ReturnType<typeof scratch>;
beforeEach(() => {
  place = scratch();
});
afterEach(() => place.remove());

describe('data directory', () => {
  it('JO-14 refuses a second opener, in this process and in another, until the first is closed', {
    timeout: 30_000,
  }, async () => {
    const first = await openJournal({ dir: place.dir, worker: true });
    await expect(openJournal({ dir: place.dir, worker: false })).rejects.toMatchObject({ code: 'LOCKED' });
    await expect(openJournal({ dir: place.dir, worker: true })).rejects.toMatchObject({ code: 'LOCKED' });
    // Plain SQL from another process: what holds it off is the operating system's lock, not our code.
    const other = `new (require('better-sqlite3'))(process.argv[1], { timeout: 0 }).exec('BEGIN EXCLUSIVE')`;
    await expect(
      promisify(execFile)(process.execPath, ['-e', other, join(place.dir, 'lock.db')]),
    ).rejects.toMatchObject({ stderr: expect.stringContaining('database is locked') });
    await first.close();
    const second = await openJournal({ dir: place.dir, worker: false });
    await second.close();
  });

  it('JO-14 a directory that cannot be locked for another reason is not said to be in use', async () => {
    writeFileSync(join(place.dir, 'lock.db'), 'no database '.repeat(100));
    await expect(openJournal({ dir: place.dir, worker: true })).rejects.toMatchObject({
      code: 'BROKEN',
      message: expect.stringContaining(`${join(place.dir, 'lock.db')} is damaged`),
    });
  });

  it('SY-150 makes a directory with those above it, and leaves nothing of the attempt in it', () => {
    const dir = join(place.dir, 'some', 'where');
    for (let i = 0; i < 2; i++) makeDirectory(dir);
    expect(readdirSync(dir)).toEqual([]);
  });

  it.each([
    ['that takes no file', () => '/proc'],
    ['under one that takes none', () => '/proc/nothing/here'],
    ['that is a file', () => join(place.dir, 'file')],
    ['under a file', () => join(place.dir, 'file', 'below')],
  ])('SY-150 a directory %s is refused with a sentence that names it', async (_, of) => {
    writeFileSync(join(place.dir, 'file'), '');
    const dir = of();
    const message = expect.stringContaining(`the data directory ${dir} cannot be written`);
    await expect(openJournal({ dir, worker: false })).rejects.toMatchObject({ code: 'FAILED', message });
    await expect(openStoreBeside(dir)).rejects.toMatchObject({ code: 'FAILED', message });
  });

  it('SY-150 one that is in use, a damaged file, a chain that does not fit: each is named', async () => {
    const at = (dir: string) => openJournal({ dir, worker: false });
    const first = await at(place.dir);
    await expect(at(place.dir)).rejects.toThrow(
      `the data directory ${place.dir} is in use by another process`,
    );
    await first.createSession(metaOf('s1'));
    await first.append(batchOf('s1', 1, ['SHARED']));
    await first.close();
    const file = databaseFile(place.dir);
    const sqlite = new Database(file);
    sqlite.exec('update link set at_ms = 7');
    sqlite.close();
    await expect(at(place.dir)).rejects.toThrow(`in the data directory ${place.dir} s1 SHARED: link 1 does`);
    // The first page stands, what follows is nonsense: SQLite opens it and stumbles at the first look.
    for (const whole of [false, true]) {
      const bytes = readFileSync(file);
      writeFileSync(file, bytes.fill(1, whole ? 0 : 4096));
      await expect(at(place.dir)).rejects.toMatchObject({
        code: 'BROKEN',
        message: expect.stringContaining(`${file} is damaged, or no database (`),
      });
      const lines: string[] = [];
      expect(await runVerify(place.dir, (line) => lines.push(line))).toBe(1);
      expect(lines).toEqual([expect.stringContaining(`${file} is damaged`)]);
    }
  });

  it('JO-15 runs numbered migrations once and writes down which', async () => {
    expect(Object.keys(MIGRATIONS).every((name, i) => name.startsWith(String(i + 1).padStart(3, '0')))).toBe(
      true,
    );
    for (let i = 0; i < 2; i++) {
      const { db, close } = await openDatabase(place.dir);
      const run = await sql<{ name: string; timestamp: string }>`select * from kysely_migration`.execute(db);
      expect(run.rows.map((r) => r.name)).toEqual(Object.keys(MIGRATIONS));
      await close();
    }
  });

  it('JO-15 opens no directory of a later version, and says so', async () => {
    const { db, close } = await openDatabase(place.dir);
    await sql`insert into kysely_migration values ('999-later', '2031-01-01T00:00:00.000Z')`.execute(db);
    await close();
    await expect(openJournal({ dir: place.dir, worker: false })).rejects.toMatchObject({
      code: 'NEWER_SCHEMA',
      message: expect.stringContaining('999-later'),
    });
  });

  it('JO-16 keeps a commit on the disk before it is answered: WAL with synchronous=FULL', async () => {
    const { db, close } = await openDatabase(place.dir);
    expect((await sql`pragma journal_mode`.execute(db)).rows).toEqual([{ journal_mode: 'wal' }]);
    expect((await sql`pragma synchronous`.execute(db)).rows).toEqual([{ synchronous: 2 }]);
    await close();
  });

  it('JO-20 the log stays small while much is written, and is cut once it has been moved into the tables', async () => {
    const MB = 1024 * 1024;
    const journal = await openJournal({ dir: place.dir, worker: false });
    await journal.createSession(metaOf('s1'));
    const logBytes = (): number => statSync(join(place.dir, 'journal.db-wal')).size;
    let most = 0;
    for (let i = 0; i < 56; i++) {
      await journal.appendFrames('s1', 'SHARED', i, randomBytes(MB));
      most = Math.max(most, logBytes());
    }
    expect(most).toBeLessThan(36 * MB);
    expect(logBytes()).toBeLessThan(30 * MB);
    expect(statSync(join(place.dir, 'journal.db')).size).toBeGreaterThan(30 * MB);
    await journal.close();
  });

  it('JO-17 runs its writer in a worker; close answers what waits, and then nothing more is taken', {
    timeout: 30_000,
  }, async () => {
    const journal = await openJournal({ dir: place.dir, worker: true });
    await journal.createSession(metaOf('s1'));
    const waiting = [1, 2, 3].map((step) => journal.append(batchOf('s1', step, ['SHARED'])));
    const closed = journal.close();
    await expect(Promise.all(waiting)).resolves.toHaveLength(3);
    await closed;
    await expect(journal.append(batchOf('s1', 4, []))).rejects.toMatchObject({ code: 'CLOSED' });
    const again = await openJournal({ dir: place.dir, worker: false });
    expect(await again.readEvents('s1', 'SHARED', 0, 9)).toMatchObject({ to: 3 });
    await again.close();
  });
});
