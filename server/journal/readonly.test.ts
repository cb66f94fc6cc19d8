import { type Kysely, sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from './database';
import { journalOver, verifyJournal } from './index';
import { portTo } from './port';
import type { Schema } from './schema';
import { batchOf, metaOf, STREAMS, scratch } from './test-batches';
import type { Journal, JournalState } from './types';
import { Writer } from './writer';

let place: ReturnType<typeof scratch>;
let db: Kysely<Schema>;
let tidy: () => void;
let journal: Journal;
let states: JournalState['state'][];

/** A journal whose database the test can reach, so that real faults of SQLite can be made. */
beforeEach(async () => {
  place = scratch();
  states = [];
  const writer = await Writer.open(
    { dir: place.dir, probeMs: 0, onState: ({ state }) => states.push(state) },
    async (dir) => {
      const opened = await openDatabase(dir);
      db = opened.db;
      tidy = opened.tidy;
      return opened;
    },
  );
  const port = portTo(writer, [], () => {});
  journal = journalOver(port, { dir: place.dir, maxPendingAppends: 100, maxPendingBytes: 1e8 });
  await journal.createSession(metaOf('s1'));
  await journal.append(batchOf('s1', 1, STREAMS));
});
afterEach(async () => {
  await journal.close();
  place.remove();
});

const heads = async () => (await journal.heads('s1')).map((h) => h.seq);
/** Random bytes: what deflate cannot make small. */
const noise = (bytes: number): Uint8Array => {
  let x = 1;
  return Uint8Array.from({ length: bytes }, () => {
    x = (Math.imul(x, 1103515245) + 12345) >>> 0;
    return x >>> 24;
  });
};
const fillDisk = async (): Promise<void> => {
  const pages = (await sql<{ page_count: number }>`pragma page_count`.execute(db)).rows[0]?.page_count ?? 0;
  await sql`pragma max_page_count = ${sql.lit(pages)}`.execute(db);
};
const freeDisk = () => sql`pragma max_page_count = 1000000`.execute(db);

describe('a disk that takes no writes', () => {
  it('JO-13 stores nothing of a failed commit, says READONLY, and goes on after a probe', async () => {
    await fillDisk();
    const frames = journal.appendFrames('s1', 'SHARED', 1, noise(40_000));
    const steps = journal.append(batchOf('s1', 2, STREAMS));
    await expect(frames).rejects.toMatchObject({
      code: 'READONLY',
      message: expect.stringContaining('full'),
    });
    // One group: what waited with it is not stored either.
    await expect(steps).rejects.toMatchObject({ code: 'READONLY' });
    await expect(journal.append(batchOf('s1', 2, STREAMS))).rejects.toMatchObject({ code: 'READONLY' });
    await expect(journal.createSession(metaOf('s2'))).rejects.toMatchObject({ code: 'READONLY' });
    await expect(journal.store.signIns.touch('x', 1)).rejects.toMatchObject({ code: 'READONLY' });
    expect(await journal.stats()).toMatchObject({ state: 'READONLY', pending: 0 });
    // What is stored can still be read.
    expect(await journal.readEvents('s1', 'SHARED', 0, 9)).toMatchObject({ to: 1 });
    expect(await journal.probe()).toMatchObject({ state: 'READONLY' });

    await freeDisk();
    expect(await journal.probe()).toEqual({ state: 'OK', reason: null });
    expect(states).toEqual(['READONLY', 'OK']);
    const { events } = await journal.append(batchOf('s1', 2, STREAMS));
    expect(events.map((e) => e.seq)).toEqual([2, 2, 2, 2]);
    expect(await heads()).toEqual([2, 2, 2, 2, 2]);
    expect((await verifyJournal(journal)).ok).toBe(true);
  });

  it('JO-13 gives no answer before the commit itself has gone through', async () => {
    // A constraint that SQLite looks at in COMMIT only: every statement succeeds, the commit does not.
    await sql`pragma foreign_keys = on`.execute(db);
    await sql`create table parent (id integer primary key)`.execute(db);
    await sql`create table child (id integer references parent (id) deferrable initially deferred)`.execute(
      db,
    );
    await sql`create trigger late after insert on link begin insert into child values (7); end`.execute(db);
    const results = await Promise.allSettled([
      journal.append(batchOf('s1', 2, STREAMS)),
      journal.append(batchOf('s1', 3, ['NOTIF'])),
    ]);
    expect(results.map((r) => r.status)).toEqual(['rejected', 'rejected']);
    expect(await heads()).toEqual([1, 1, 1, 1, 1]);

    await sql`drop trigger late`.execute(db);
    expect(await journal.probe()).toMatchObject({ state: 'OK' });
    await journal.append(batchOf('s1', 2, STREAMS));
    await journal.append(batchOf('s1', 3, ['NOTIF']));
    expect((await verifyJournal(journal)).ok).toBe(true);
    expect(await journal.readInputs('s1', 0, 9)).toHaveLength(3);
  });

  it('JO-13 takes writes again though a probe before was cut off half-way', async () => {
    await fillDisk();
    await expect(journal.appendFrames('s1', 'SHARED', 1, noise(40_000))).rejects.toMatchObject({
      code: 'READONLY',
    });
    await freeDisk();
    await sql`insert into probe (id, filler) values (1, x'01')`.execute(db);
    expect(await journal.probe()).toEqual({ state: 'OK', reason: null });
    expect((await sql`select * from probe`.execute(db)).rows).toEqual([]);
  });

  it('JO-38 leaves in the log what the disk does not take into the tables', async () => {
    await sql`begin immediate`.execute(db);
    await expect(sql`pragma wal_checkpoint`.execute(db)).rejects.toThrow();
    expect(tidy).not.toThrow();
    await sql`rollback`.execute(db);
    await journal.append(batchOf('s1', 2, STREAMS));
    expect((await verifyJournal(journal)).ok).toBe(true);
  });

  it('JO-13 stays READONLY when the disk is back but a chain no longer ends as it should', async () => {
    await fillDisk();
    await expect(journal.appendFrames('s1', 'SHARED', 1, noise(40_000))).rejects.toMatchObject({
      code: 'READONLY',
    });
    await freeDisk();
    await sql`update link set at_ms = 5`.execute(db);
    expect(await journal.probe()).toMatchObject({
      state: 'READONLY',
      reason: expect.stringContaining('does not fit'),
    });
  });
});
