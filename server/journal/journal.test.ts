import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EVENT_VERSION } from '../../domain/protocol/version';
import { type Journal, openJournal, verifyJournal } from './index';
import { packBatch, storedEvent } from './pack';
import { batchOf, eventIn, metaOf, STREAMS, scratch, type TestStream } from './test-batches';

let place: ReturnType<typeof scratch>;
let journal: Journal;
const reopen = async (): Promise<void> => {
  await journal.close();
  journal = await openJournal({ dir: place.dir, worker: false });
};
beforeEach(async () => {
  place = scratch();
  journal = await openJournal({ dir: place.dir, worker: false, probeMs: 0 });
  for (const id of ['s1', 's2']) await journal.createSession(metaOf(id));
});
afterEach(async () => {
  await journal.close();
  place.remove();
});

/** Whole stream in pages of a size. */
async function readAll(session: string, stream: TestStream, limit: number) {
  const seqs: number[] = [];
  const bodies: unknown[] = [];
  let after = 0;
  for (;;) {
    const { events, to } = await journal.readEvents(session, stream, after, limit);
    seqs.push(...events.map((e) => e.seq));
    bodies.push(...events.map((e) => e.body));
    if (to === after) return { seqs, bodies, to };
    after = to;
  }
}

describe('append and read', () => {
  it('JO-03 keeps a gapless sequence from 1 for each session and stream, whatever is interleaved', async () => {
    const work = fc.record({
      session: fc.constantFrom('s1', 's2'),
      streams: fc.array(fc.constantFrom(...STREAMS), { maxLength: 4 }),
      steps: fc.integer({ min: 1, max: 3 }),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(work, { minLength: 1, maxLength: 12 }),
        fc.integer({ min: 1, max: 5 }),
        async (list, limit) => {
          const lastStep = new Map((await journal.summaries()).map((s) => [s.id, s.lastStep]));
          const before = new Map<string, number>();
          for (const session of ['s1', 's2'])
            for (const h of await journal.heads(session)) before.set(`${session} ${h.stream}`, h.seq);
          const pending = list.map(({ session, streams, steps }) => {
            const first = (lastStep.get(session) ?? 0) + 1;
            lastStep.set(session, first + steps - 1);
            return journal.append(batchOf(session, first, streams, steps));
          });
          const results = await Promise.all(pending);
          for (const session of ['s1', 's2'])
            for (const stream of STREAMS) {
              const { seqs, to } = await readAll(session, stream, limit);
              expect(seqs).toEqual(seqs.map((_, i) => i + 1));
              const given = results.flatMap((r, i) =>
                list[i]?.session === session ? r.events.filter((_, k) => list[i]?.streams[k] === stream) : [],
              );
              const from = before.get(`${session} ${stream}`) ?? 0;
              expect(given.map((e) => e.seq)).toEqual(seqs.slice(from));
              expect(to).toBe(seqs.length);
            }
        },
      ),
      { numRuns: 10 },
    );
    expect((await verifyJournal(journal)).ok).toBe(true);
  });

  it('JO-03 gives back events as they were given, with sequence, time and version', async () => {
    const batch = batchOf('s1', 1, ['SHARED', 'NAT:P1', 'SHARED']);
    const { events, heads } = await journal.append(batch);
    expect(events.map((e) => [e.seq, e.atMs, e.v])).toEqual([
      [1, 1000, 1],
      [1, 1000.125, 1],
      [2, 1000.25, 1],
    ]);
    expect(heads).toEqual(
      new Map([
        ['SHARED', 2],
        ['NAT:P1', 1],
      ]),
    );
    await reopen();
    const stored = await journal.readEvents('s1', 'SHARED', 0, 10);
    expect(stored).toEqual({ events: [events[0], events[2]], to: 2 });
    expect(stored.events[0]).toMatchObject(batch.events[0]?.event ?? {});
    expect(await journal.readEvents('s1', 'NOTIF', 0, 10)).toEqual({ events: [], to: 0 });
  });

  it('JO-37 reads an event in the version that it was written in, and refuses a later one', () => {
    const text = (v?: number) => JSON.stringify({ ...(v ? { v } : {}), ...eventIn('SHARED', 1) });
    expect(storedEvent(text(), 3, 9)).toMatchObject({ v: 1, seq: 3, atMs: 9 });
    const [packed] = packBatch(batchOf('s1', 1, ['SHARED'])).events;
    expect(JSON.parse(packed?.text ?? '')).toMatchObject({ v: EVENT_VERSION });
    expect(() => storedEvent(text(EVENT_VERSION + 1), 3, 9)).toThrow(/NEWER|version/);
  });

  it('JO-04 stores inputs and events of a batch together and goes on after a restart', async () => {
    await journal.append(batchOf('s1', 1, ['SHARED'], 3));
    await reopen();
    await journal.append(batchOf('s1', 4, ['SHARED']));
    const chunks = await journal.readInputs('s1', 2, 10);
    expect(chunks.map((c) => [c.firstStep, c.lastStep, c.atMs, c.engineVersion])).toEqual([
      [1, 3, 3000, 'engine-1'],
      [4, 4, 4000, 'engine-1'],
    ]);
    expect(chunks[1]?.inputs).toEqual([{ step: 4, nowMs: 4000, input: { kind: 'tick' } }]);
    expect(await journal.readInputs('s1', 3, 10)).toHaveLength(1);
    expect(await journal.summaries()).toMatchObject([
      {
        id: 's1',
        mode: 'EXERCISE',
        title: { en: 's1' },
        engineVersion: 'engine-1',
        lastStep: 4,
        lastMs: 4000,
      },
      { id: 's2', engineVersion: '', lastStep: 0 },
    ]);
    expect(await journal.sessions()).toEqual([metaOf('s1'), metaOf('s2')]);
  });

  it('JO-05 gives frames a place in the chain; a page of events says how far it reaches', async () => {
    await journal.append(batchOf('s1', 1, ['SHARED', 'SHARED']));
    const blob = Uint8Array.from({ length: 900 }, (_, i) => i % 7);
    expect(await journal.appendFrames('s1', 'SHARED', 1500, blob)).toBe(3);
    expect(await journal.readEvents('s1', 'SHARED', 0, 1)).toMatchObject({ events: [{ seq: 1 }], to: 1 });
    expect(await journal.readEvents('s1', 'SHARED', 1, 9)).toMatchObject({ events: [{ seq: 2 }], to: 3 });
    const { heads } = await journal.append(batchOf('s1', 2, ['SHARED']));
    expect(heads.get('SHARED')).toBe(4);
    expect(await journal.readEvents('s1', 'SHARED', 3, 9)).toMatchObject({ events: [{ seq: 4 }], to: 4 });
    expect(await journal.readFrames('s1', 'SHARED', 0, 9)).toEqual({
      chunks: [{ seq: 3, atMs: 1500, blob }],
      to: 4,
    });
  });

  it('JO-06 commits together what waits together, each batch whole', async () => {
    const before = (await journal.stats()).commits;
    await Promise.all(
      Array.from({ length: 40 }, (_, i) =>
        journal.append(batchOf(i % 2 ? 's1' : 's2', (i >> 1) + 1, STREAMS)),
      ),
    );
    const { commits, pending } = await journal.stats();
    expect(commits - before).toBe(1);
    expect(pending).toBe(0);
    expect((await journal.heads('s1')).map((h) => h.seq)).toEqual([20, 20, 20, 20, 20]);
  });
});

describe('refusals', () => {
  it('JO-07 refuses steps that do not follow, and takes the right ones afterwards', async () => {
    await journal.append(batchOf('s1', 1, ['SHARED']));
    await expect(journal.append(batchOf('s1', 1, ['SHARED']))).rejects.toMatchObject({
      code: 'STEP_OUT_OF_ORDER',
    });
    await expect(journal.append(batchOf('s1', 3, ['SHARED']))).rejects.toMatchObject({
      code: 'STEP_OUT_OF_ORDER',
    });
    await expect(journal.append(batchOf('s1', 2, [], 0))).rejects.toMatchObject({
      code: 'STEP_OUT_OF_ORDER',
    });
    const { events } = await journal.append(batchOf('s1', 2, ['SHARED']));
    expect(events[0]?.seq).toBe(2);
    expect((await verifyJournal(journal)).ok).toBe(true);
  });

  it('JO-07 refuses one batch of a group without touching the others', async () => {
    const [a, b, c] = await Promise.allSettled([
      journal.append(batchOf('s1', 1, ['SHARED'])),
      journal.append(batchOf('s1', 7, ['SHARED'])),
      journal.append(batchOf('s2', 1, ['SHARED'])),
    ]);
    expect([a.status, b.status, c.status]).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect((await verifyJournal(journal)).ok).toBe(true);
  });

  it('JO-02 refuses what JSON cannot hold, says where, and stores nothing of the batch', async () => {
    const bad = batchOf('s1', 1, ['SHARED']);
    const event = { ...eventIn('SHARED', 1), body: { fromMs: Number.NaN, toMs: 0 } } as ReturnType<
      typeof eventIn
    >;
    await expect(journal.append({ ...bad, events: [{ atMs: 1, event }] })).rejects.toMatchObject({
      code: 'BAD_RECORD',
      message: 'journal: event session.gap: body.fromMs: NaN has no JSON',
    });
    await expect(journal.append({ ...bad, inputs: [{ x: undefined }] })).rejects.toMatchObject({
      code: 'BAD_RECORD',
    });
    expect(await journal.heads('s1')).toEqual([]);
  });

  it('JO-08 refuses loudly past its bound, and takes the same batch once there is room', async () => {
    await journal.close();
    journal = await openJournal({
      dir: place.dir,
      worker: false,
      maxPendingAppends: 2,
      maxPendingBytes: 10_000,
    });
    const first = [
      journal.append(batchOf('s1', 1, ['SHARED'])),
      journal.append(batchOf('s1', 2, ['SHARED'])),
    ];
    await expect(journal.append(batchOf('s1', 3, ['SHARED']))).rejects.toMatchObject({ code: 'BUSY' });
    await Promise.all(first);
    await journal.append(batchOf('s1', 3, ['SHARED']));
    const big = journal.appendFrames('s1', 'SHARED', 1, new Uint8Array(20_000));
    await expect(journal.append(batchOf('s1', 4, []))).rejects.toMatchObject({ code: 'BUSY' });
    await big;
    expect((await journal.stats()).pendingBytes).toBe(0);
  });

  it('JO-07 names a session that is not there, or is there already', async () => {
    await expect(journal.append(batchOf('s9', 1, []))).rejects.toMatchObject({ code: 'NO_SESSION' });
    await expect(journal.readEvents('s9', 'SHARED', 0, 1)).rejects.toMatchObject({ code: 'NO_SESSION' });
    await expect(journal.createSession(metaOf('s1'))).rejects.toMatchObject({ code: 'SESSION_EXISTS' });
  });
});

describe('snapshots', () => {
  it('JO-09 keeps the last two of a stream and gives the newest that fits its chain', async () => {
    for (let step = 1; step <= 3; step++) {
      await journal.append(batchOf('s1', step, ['SHARED']));
      await journal.putEngineSnapshot('s1', step, 'engine-1', step * 1000, { step, big: 'x'.repeat(500) });
    }
    await journal.putView('s1', 'SHARED', 2, { launches: { a: 1 } });
    await reopen();
    const newest = await journal.latestEngineSnapshot('s1');
    expect(newest).toMatchObject({ step: 3, atMs: 3000, engineVersion: 'engine-1', json: { step: 3 } });
    expect(await journal.latestView('s1', 'SHARED')).toEqual({ seq: 2, json: { launches: { a: 1 } } });
    expect(await journal.latestView('s1', 'NOTIF')).toBeNull();
    expect(await journal.latestEngineSnapshot('s2')).toBeNull();
    // The snapshot's own link takes a sequence; a page of events covers it.
    expect(await journal.readEvents('s1', 'SHARED', 3, 10)).toEqual({ events: [], to: 4 });
    expect((await verifyJournal(journal)).ok).toBe(true);
  });

  it('JO-09 takes no snapshot of what is not stored', async () => {
    await journal.append(batchOf('s1', 1, ['SHARED']));
    await expect(journal.putEngineSnapshot('s1', 2, 'e', 1, {})).rejects.toMatchObject({
      code: 'BAD_RECORD',
    });
    await expect(journal.putView('s1', 'SHARED', 2, {})).rejects.toMatchObject({ code: 'BAD_RECORD' });
    await expect(journal.putView('s1', 'NOTIF', 1, {})).rejects.toMatchObject({ code: 'BAD_RECORD' });
  });
});
