import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Journal, openJournal, verifyJournal } from './index';
import { batchOf, metaOf, scratch } from './test-batches';

let place: ReturnType<typeof scratch>;
let journal: Journal;
beforeEach(async () => {
  place = scratch();
  journal = await openJournal({ dir: place.dir, worker: false });
  await journal.createSession(metaOf('s1'));
  for (let step = 1; step <= 20; step++) await journal.append(batchOf('s1', step, ['SHARED', 'NAT:P1']));
  // Two each: a restart may need the older one.
  for (const at of [11, 15]) await journal.putEngineSnapshot('s1', at, 'engine-1', at * 1000, { at });
  for (const at of [6, 12]) await journal.putView('s1', 'SHARED', at, { at });
});
afterEach(async () => {
  await journal.close();
  place.remove();
});

describe('retention', () => {
  it('JO-18 drops what is old and no snapshot needs; the chains go on verifying', async () => {
    // By time steps 1 to 9 may go; SHARED needs all after its older snapshot at 6, NAT:P1 has none and keeps everything.
    expect(await journal.dropBefore('s1', 10_000)).toBe(9 + 6);
    const report = await verifyJournal(journal);
    expect(report.streams.map((s) => [s.stream, s.from, s.fault])).toEqual([
      ['ENGINE', 10, null],
      ['NAT:P1', 1, null],
      ['SHARED', 7, null],
    ]);
    await expect(journal.readEvents('s1', 'SHARED', 5, 9)).rejects.toMatchObject({ code: 'DROPPED' });
    await expect(journal.readInputs('s1', 0, 9)).rejects.toMatchObject({ code: 'DROPPED' });
    expect(await journal.readEvents('s1', 'SHARED', 6, 1)).toMatchObject({ events: [{ seq: 7 }] });
    expect((await journal.readInputs('s1', 9, 1))[0]).toMatchObject({ firstStep: 10 });
  });

  it('JO-18 leaves a restart everything it reads, whatever the time', async () => {
    await journal.dropBefore('s1', 1e15);
    await journal.close();
    journal = await openJournal({ dir: place.dir, worker: false });
    const snapshot = await journal.latestEngineSnapshot('s1');
    expect(snapshot?.step).toBe(15);
    expect((await journal.readInputs('s1', 11, 99)).map((c) => c.firstStep)).toEqual([
      12, 13, 14, 15, 16, 17, 18, 19, 20,
    ]);
    expect((await journal.readEvents('s1', 'SHARED', 6, 99)).events.map((e) => e.seq)).toEqual(
      Array.from({ length: 14 }, (_, i) => i + 7),
    );
    await journal.append(batchOf('s1', 21, ['SHARED']));
    expect((await verifyJournal(journal)).ok).toBe(true);
  });

  it('JO-18 keeps the link that vouches for a snapshot, however old', async () => {
    await journal.createSession(metaOf('s2'));
    await journal.append(batchOf('s2', 1, ['SHARED']));
    await journal.putEngineSnapshot('s2', 1, 'engine-1', 1000, { step: 1 });
    await journal.putView('s2', 'SHARED', 1, { seq: 1 });
    for (let step = 2; step <= 4; step++) await journal.append(batchOf('s2', step, ['SHARED']));
    expect(await journal.dropBefore('s2', 1e15)).toBe(2);
    expect((await journal.latestEngineSnapshot('s2'))?.step).toBe(1);
    expect((await journal.latestView('s2', 'SHARED'))?.seq).toBe(1);
    expect((await verifyJournal(journal)).ok).toBe(true);
  });

  it('JO-18 drops nothing twice and goes on where it stopped', async () => {
    await journal.dropBefore('s1', 4000);
    expect(await journal.dropBefore('s1', 4000)).toBe(0);
    expect(await journal.dropBefore('s1', 6000)).toBe(2 + 2);
    expect((await verifyJournal(journal)).ok).toBe(true);
  });
});
