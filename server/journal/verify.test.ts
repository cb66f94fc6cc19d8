import { createHash } from 'node:crypto';
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canonicalJson } from '../../domain/canonical';
import { openDatabase } from './database';
import { openJournal, runVerify, verifyJournal } from './index';
import { Ledger } from './ledger';
import { batchOf, metaOf, STREAMS, scratch } from './test-batches';

const STEPS = 6;
const ENDED: (() => void)[] = [];
let original: string;

beforeAll(async () => {
  const place = scratch();
  ENDED.push(place.remove);
  const journal = await openJournal({ dir: place.dir, worker: false });
  for (const session of ['s1', 's2']) {
    await journal.createSession(metaOf(session));
    for (let step = 1; step <= STEPS; step++) {
      await journal.append(batchOf(session, step, STREAMS));
      await journal.appendFrames(session, 'SHARED', step * 1000 + 500, new Uint8Array(300).fill(step));
    }
    await journal.putEngineSnapshot(session, STEPS, 'engine-1', 1, { some: 'state' });
    // Long enough to be packed.
    await journal.putView(session, 'SHARED', 4, { some: 'view '.repeat(400) });
  }
  await journal.close();
  original = place.dir;
});
afterAll(() => {
  for (const end of ENDED) end();
});

/** A copy of the journal after somebody else's hand. */
function tampered(hand: (db: Database.Database) => void): string {
  const { dir, remove } = scratch();
  ENDED.push(remove);
  copyFileSync(join(original, 'journal.db'), join(dir, 'journal.db'));
  const db = new Database(join(dir, 'journal.db'));
  hand(db);
  db.close();
  return dir;
}
const faults = async (dir: string) =>
  (await verifyJournal(dir)).streams.flatMap((s) =>
    s.fault ? [`${s.session} ${s.stream} ${s.fault.seq} ${s.fault.kind}`] : [],
  );
const ID = `(select id from stream where session = 's1' and name = 'SHARED')`;

/** Flips one bit of a blob. */
function flip(bytes: Buffer, at: number): Buffer {
  const copy = Buffer.from(bytes);
  const i = at % copy.length;
  copy[i] = (copy[i] ?? 0) ^ (1 << (at % 8));
  return copy;
}

describe('verification', () => {
  it('JO-10 finds nothing to say about a journal that nobody touched', async () => {
    expect(await verifyJournal(original)).toMatchObject({ ok: true, streams: { length: 10 } });
    expect(await faults(original)).toEqual([]);
  });

  it('JO-10 finds any change of any link, at that link', { timeout: 120_000 }, async () => {
    const dir = tampered(() => {});
    const db = new Database(join(dir, 'journal.db'));
    const rows = db.prepare('select * from link').all() as Record<string, number | string | Buffer | null>[];
    const columns = ['body', 'body', 'hash', 'enc', 'at_ms', 'v', 'type', 'first_step', 'last_step'] as const;
    await fc.assert(
      fc.asyncProperty(
        fc.nat(rows.length - 1),
        fc.constantFrom(...columns),
        fc.nat(4000),
        async (i, column, n) => {
          const row = rows[i] ?? {};
          const was = row[column];
          const now = Buffer.isBuffer(was)
            ? flip(was, n)
            : typeof was === 'string'
              ? `${was}x`
              : Number(was) + 1 + n;
          const at = { stream: row.stream, seq: row.seq };
          const set = db.prepare(
            `update link set "${column}" = @value where stream = @stream and seq = @seq`,
          );
          set.run({ ...at, value: now });
          const broken = (await verifyJournal(dir)).streams.filter((s) => s.fault);
          set.run({ ...at, value: was });
          const name = db.prepare('select session, name from stream where id = ?').get(row.stream) as {
            session: string;
            name: string;
          };
          const mine = broken.find((s) => s.session === name.session && s.stream === name.name);
          expect(mine?.fault?.seq).toBe(row.seq);
          expect(mine?.fault?.kind).toBe('HASH');
        },
      ),
      { numRuns: process.env.JWC_LONG ? 1000 : 40 },
    );
    db.close();
    expect(await faults(dir)).toEqual([]);
  });

  it('JO-10 finds a link that is gone, and two that changed places', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 2 * STEPS }),
        fc.integer({ min: 1, max: 2 * STEPS }),
        async (a, b) => {
          const gone = tampered((db) => db.exec(`delete from link where stream = ${ID} and seq = ${a}`));
          expect(await faults(gone)).toContain(`s1 SHARED ${a} MISSING`);
          fc.pre(a !== b);
          const moved = tampered((db) =>
            db.exec(`update link set seq = -1 where stream = ${ID} and seq = ${a};
            update link set seq = ${a} where stream = ${ID} and seq = ${b};
            update link set seq = ${b} where stream = ${ID} and seq = -1`),
          );
          expect(await faults(moved)).toContain(`s1 SHARED ${Math.min(a, b)} HASH`);
        },
      ),
      { numRuns: 12 },
    );
  });

  it('JO-11 finds a tail that was cut off, also when the head was set back with it', async () => {
    const cut = `delete from link where stream = ${ID} and seq > 6`;
    expect(await faults(tampered((db) => db.exec(cut)))).toContain('s1 SHARED 7 HEAD');
    const setBack = tampered((db) => {
      db.exec(cut);
      db.exec(
        `update stream set seq = 6, hash = (select hash from link where stream = ${ID} and seq = 6),
          last_ms = (select at_ms from link where stream = ${ID} and seq = 6) where id = ${ID}`,
      );
      db.exec(`delete from snapshot where stream = ${ID}`);
    });
    // SHARED verifies by itself now; the inputs that made what is missing do not.
    expect(await faults(setBack)).toEqual(['s1 ENGINE 4 MADE']);
  });

  it('JO-11 finds a chain that was written anew from its first link', async () => {
    const dir = tampered((db) => {
      const meta = db.prepare(`select meta from session where id = 's1'`).pluck().get() as string;
      const sha = (...parts: (string | Buffer)[]): Buffer => {
        const h = createHash('sha256');
        for (const p of parts) h.update(p);
        return h.digest();
      };
      // The format as docs/journal.md states it, not the room's own code.
      let hash = sha(
        canonicalJson({ v: 1, session: 's1', stream: 'NAT:P1', meta: sha(meta).toString('hex') }),
      );
      const id = db.prepare(`select id from stream where session = 's1' and name = 'NAT:P1'`).pluck().get();
      const rows = db.prepare('select seq, at_ms from link where stream = ? order by seq').all(id) as {
        seq: number;
        at_ms: number;
      }[];
      for (const { seq, at_ms: atMs } of rows) {
        const body = canonicalJson({ kind: 'session.finished', label: {}, body: { atMs: seq } });
        const link = { v: 1, session: 's1', stream: 'NAT:P1', seq, atMs, type: 'event', enc: 0 };
        hash = sha(
          hash,
          canonicalJson({ ...link, firstStep: null, lastStep: null, body: sha(body).toString('hex') }),
        );
        db.prepare('update link set body = ?, enc = 0, hash = ? where stream = ? and seq = ?').run(
          Buffer.from(body),
          hash,
          id,
          seq,
        );
      }
      db.prepare('update stream set hash = ? where id = ?').run(hash, id);
    });
    expect(await faults(dir)).toEqual(['s1 ENGINE 1 MADE']);
  });

  it.each([
    ['the hash of a head', `update stream set hash = zeroblob(32) where id = ${ID}`, 's1 SHARED 13 HEAD'],
    ['a head set back', `update stream set seq = 12 where id = ${ID}`, 's1 SHARED 12 HEAD'],
    [
      'a head set back to a hash that fits',
      `update stream set seq = 6, hash = (select hash from link where stream = ${ID} and seq = 6) where id = ${ID}`,
      's1 SHARED 7 HEAD',
    ],
    ['a head set forward', `update stream set seq = 14 where id = ${ID}`, 's1 SHARED 14 HEAD'],
    [
      'the meta of a session',
      `update session set meta = replace(meta, 'EXERCISE', 'LIVE') where id = 's1'`,
      's1 SHARED 1 HASH',
    ],
    ['a chain without its row', `delete from stream where id = ${ID}`, '? #'],
    ['a stream without its session', `delete from session where id = 's1'`, 's1 SHARED 0 ORPHAN'],
    [
      'a cut that no link names',
      `update stream set dropped_seq = 1, dropped_hash = zeroblob(32) where id = ${ID}`,
      's1 SHARED 2 HASH',
    ],
    [
      'a cut made by hand',
      `update stream set dropped_seq = 2, dropped_hash = (select hash from link where stream = ${ID} and seq = 2) where id = ${ID};
       delete from link where stream = ${ID} and seq <= 2`,
      's1 SHARED 2 DROPPED',
    ],
    [
      'a snapshot',
      `update snapshot set body = zeroblob(9), enc = 0 where stream = ${ID}`,
      's1 SHARED 13 SNAPSHOT',
    ],
    [
      'a session that lost its inputs',
      `delete from link where stream in (select id from stream where session = 's1' and name = 'ENGINE');
       delete from snapshot; delete from stream where session = 's1' and name = 'ENGINE'`,
      's1 ENGINE 0 MISSING',
    ],
    ['a step count set forward', `update session set last_step = 99 where id = 's1'`, 's1 ENGINE 7 STEPS'],
  ])('JO-11 finds a changed book: %s', async (_, sql, fault) => {
    expect((await faults(tampered((db) => db.exec(sql)))).some((f) => f.startsWith(fault))).toBe(true);
  });

  it.each([
    ['the time of a stream', `update stream set last_ms = last_ms + 1 where id = ${ID}`, 's1 SHARED 13 BOOK'],
    ['the time of a session', `update session set last_ms = 1 where id = 's1'`, 's1 ENGINE 7 BOOK'],
    [
      'the engine of a session',
      `update session set engine_version = 'e' where id = 's1'`,
      's1 ENGINE 7 BOOK',
    ],
    [
      'the steps of a session, set back',
      `update session set last_step = 5 where id = 's1'`,
      's1 ENGINE 7 STEPS',
    ],
    ['the age of a session', `update session set created_ms = 7 where id = 's1'`, 's1 ENGINE 0 BOOK'],
    ...(['at', 'link', 'at_ms', 'v'] as const).map((column): [string, string, string] => [
      `a snapshot's ${column}`,
      `update snapshot set "${column}" = "${column}" + 1 where stream = ${ID}`,
      `s1 SHARED ${column === 'link' ? 14 : 13} SNAPSHOT`,
    ]),
    // Read as it is stored it is a text too, only another one.
    [`a snapshot's packing`, `update snapshot set enc = 0 where stream = ${ID}`, 's1 SHARED 13 SNAPSHOT'],
    [
      `a snapshot's engine`,
      `update snapshot set engine_version = 'e' where stream in (select id from stream where session = 's1' and name = 'ENGINE')`,
      's1 ENGINE 7 SNAPSHOT',
    ],
    [`a snapshot's stream`, `update snapshot set stream = stream + 1 where stream = ${ID}`, 's1 '],
  ])('AC-62 finds a column beside the chains that says something else: %s', async (_, sql, fault) => {
    const found = await faults(tampered((db) => db.exec(sql)));
    expect(found).toEqual([expect.stringContaining(fault)]);
  });

  it('AC-62 finds the meta of a session changed after retention took every first link', async () => {
    const { dir, remove } = scratch();
    ENDED.push(remove);
    const journal = await openJournal({ dir, worker: false });
    await journal.createSession(metaOf('s1'));
    for (let step = 1; step <= 4; step++) await journal.append(batchOf('s1', step, ['SHARED']));
    await journal.putEngineSnapshot('s1', 4, 'engine-1', 4000, {});
    await journal.putView('s1', 'SHARED', 4, {});
    await journal.append(batchOf('s1', 5, ['SHARED']));
    expect(await journal.dropBefore('s1', 4500)).toBeGreaterThan(4);
    await journal.close();
    expect(await faults(dir)).toEqual([]);
    const db = new Database(join(dir, 'journal.db'));
    db.exec(`update session set meta = replace(meta, 'EXERCISE', 'LIVE')`);
    db.close();
    expect((await faults(dir)).map((f) => f.split(' ').at(-1))).toEqual(['BOOK', 'BOOK']);
  });

  it('JO-11 finds steps that do not follow each other in a chain that holds', async () => {
    const dir = tampered(() => {});
    const { db, close } = await openDatabase(dir);
    const ledger = await Ledger.load(db);
    const body = canonicalJson({ v: 1, engineVersion: 'engine-1', made: [], inputs: [] });
    await db.transaction().execute(async (trx) => {
      await ledger.link(trx, ledger.session('s1'), 'ENGINE', {
        type: 'inputs',
        atMs: 9,
        body,
        steps: [STEPS + 2, STEPS + 2],
      });
      await ledger.flush(trx);
    });
    await close();
    expect(await faults(dir)).toEqual([`s1 ENGINE ${STEPS + 2} STEPS`]);
  });

  it('JO-12 opens no journal for writing whose chains do not end as their heads say', async () => {
    for (const sql of [
      `delete from link where stream = ${ID} and seq > 10`,
      `update link set body = zeroblob(50) where stream = ${ID} and seq = 13`,
      `update stream set hash = zeroblob(32) where id = ${ID}`,
      `delete from session where id = 's1'`,
    ]) {
      const dir = tampered((db) => db.exec(sql));
      await expect(openJournal({ dir, worker: false })).rejects.toMatchObject({ code: 'BROKEN' });
      // And the refusal leaves the directory free.
      await expect(openJournal({ dir, worker: false })).rejects.toMatchObject({ code: 'BROKEN' });
    }
  });

  it('JO-09 gives the snapshot before when the newest does not fit its link', async () => {
    const { dir, remove } = scratch();
    ENDED.push(remove);
    const journal = await openJournal({ dir, worker: false });
    await journal.createSession(metaOf('s1'));
    for (let step = 1; step <= 2; step++) {
      await journal.append(batchOf('s1', step, []));
      await journal.putEngineSnapshot('s1', step, 'engine-1', step, { step });
    }
    await journal.close();
    const db = new Database(join(dir, 'journal.db'));
    db.exec(`update snapshot set body = cast('{"step":7}' as blob) where at = 2`);
    db.close();
    const again = await openJournal({ dir, worker: false });
    expect(await again.latestEngineSnapshot('s1')).toMatchObject({ step: 1, json: { step: 1 } });
    await again.close();
  });

  it('JO-10 prints a line a chain and answers 0, 1 or 2', async () => {
    const lines: string[] = [];
    const print = (line: string): void => void lines.push(line);
    expect(await runVerify(original, print)).toBe(0);
    expect(lines).toHaveLength(11);
    expect(lines.at(-1)).toMatch(/^10 chains verified, \d+ links, 0 signatures$/);
    const dir = tampered((db) => db.exec(`update link set at_ms = 0 where stream = ${ID} and seq = 3`));
    expect(await runVerify(dir, print)).toBe(1);
    expect(lines).toContain('s1 SHARED 1..2 BROKEN at 3 (HASH): link 3 does not fit its hash');
    expect(lines.at(-1)).toBe('1 of 10 chains broken');
    expect(await runVerify(join(dir, 'nothing'), print)).toBe(2);
  });
});
