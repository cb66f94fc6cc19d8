import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { nationalLabel, sharedLabel } from '../../domain/labels';
import type { EngineEvent } from '../../domain/records';
import { SERIES_EVENTS, seriesOf } from '../../domain/series';
import { EPOCH, track } from '../../domain/testing/samples';
import { twoSensorConfig } from '../engine/testing/two-sensors';
import { type Journal, openJournal } from '../journal';
import { scratch } from '../journal/test-batches';
import { readHistory } from './history';
import { compartmentsOfSession, type SessionMeta } from './meta';
import { OpenSession } from './session';

let place: ReturnType<typeof scratch>;
let journal: Journal;
let sessions: OpenSession[];
const P1 = { participant: 'P1', kind: 'PARTY' as const };
/** A field that no release names. */
const SECRET = { secret: 1 };
const line = (id: string, owner: string | null): EngineEvent => ({
  kind: 'log.written',
  label: owner === null ? sharedLabel('CENTER', 'LIVE') : nationalLabel(owner, 'LIVE'),
  body: { id, atMs: 0, msg: 'log.note', params: {}, text: null, by: null, about: null, ...SECRET },
});
const gap: EngineEvent = {
  kind: 'session.gap',
  label: sharedLabel('CENTER', 'LIVE'),
  body: { fromMs: 0, toMs: 1 },
};
/** One step a second: a line for all, one for each Party, and something that is no history. */
async function fill(id: string, epochMs: number, steps: number): Promise<void> {
  const config = { ...twoSensorConfig(epochMs), session: id };
  const meta: SessionMeta = {
    ...{ v: 1, id, config, createdMs: EPOCH, openedBy: null, speed: 1 },
    source: { kind: 'world', seed: 1, pace: 'brisk', historyS: 0 },
    compartments: compartmentsOfSession(config.participants),
  };
  await journal.createSession(meta);
  for (let i = 1; i <= steps; i++) {
    const atMs = epochMs + i * 1000;
    const lines = [line(`${id}-${i}`, null), line(`${id}-P1-${i}`, 'P1'), line(`${id}-P2-${i}`, 'P2'), gap];
    const events = lines.map((event) => ({ atMs, event }));
    const batch = { session: id, engineVersion: '1', firstStep: i, lastStep: i, atMs, inputs: [], events };
    await journal.append(batch);
  }
  const clock = { nowMs: epochMs, wallMs: 0, speed: 0, wantedSpeed: 1, heldBy: null, readonly: false };
  sessions.push(new OpenSession(meta, { ...clock, session: id, state: 'finished' }));
}
beforeEach(async () => {
  place = scratch();
  journal = await openJournal({ dir: place.dir, worker: false, probeMs: 0 });
  sessions = [];
});
afterEach(async () => {
  await journal.close();
  place.remove();
});
const ids = async (fromS: number, toS: number, session: string | null = null) => {
  const range = { fromMs: EPOCH + fromS * 1000, toMs: EPOCH + toS * 1000, session };
  const read = await readHistory(journal, sessions, P1, range);
  expect(JSON.stringify(read)).not.toContain('secret');
  return read.ok ? read.events.map(({ event }) => (event.body as { id: string }).id) : read.error;
};

describe('reading the history', () => {
  it('UX-217 what looks left over is read back by the Party whose sensors they are, and by nobody else', async () => {
    await fill('a', EPOCH, 1);
    const residuals = [{ sensor: 'r', atMs: EPOCH, sigmas: [0.5, -1, 2], chi2: 1.1 }];
    const told = (owner: string): EngineEvent => ({
      ...{ kind: 'track.changed', label: nationalLabel(owner, 'LIVE') },
      body: track({ id: `of-${owner}`, reportedAs: 1, residuals }),
    });
    const events = ['P1', 'P2'].map((owner) => ({ atMs: EPOCH + 2000, event: told(owner) }));
    const step = { session: 'a', engineVersion: '1', firstStep: 2, lastStep: 2, atMs: EPOCH + 2000 };
    await journal.append({ ...step, inputs: [], events });
    const range = { fromMs: EPOCH, toMs: EPOCH + 9000, session: 'a', kinds: SERIES_EVENTS };
    const own = async (participant: string) => {
      const read = await readHistory(journal, sessions, { participant, kind: 'PARTY' }, range);
      const told = read.ok ? read.events.map((e) => e.event) : [];
      return seriesOf(told, { id: 'launch_a', number: 1 }).own;
    };
    expect(await own('P1')).toMatchObject([{ track: 'of-P1', residuals }]);
    expect(await own('P2')).toMatchObject([{ track: 'of-P2', residuals }]);
    expect(await own('P3')).toEqual([]);
  });

  it('WL-04 gives alerts and entries of all sessions within the range, both ends included, and nothing of another Party', async () => {
    await fill('a', EPOCH, 9);
    await fill('b', EPOCH + 5000, 9);
    await fill('c', EPOCH + 900_000, 9);
    expect(await ids(8, 9)).toEqual([
      ...['a-8', 'a-9', 'a-P1-8', 'a-P1-9'],
      ...['b-3', 'b-4', 'b-P1-3', 'b-P1-4'],
    ]);
    expect(await ids(8, 9, 'b')).toEqual(['b-3', 'b-4', 'b-P1-3', 'b-P1-4']);
    expect(await ids(-100, -1)).toEqual([]);
    expect((await ids(0, 10_000)).length).toBe(54);
  });

  it('WL-04 finds where a time begins by halving, also past what retention dropped', async () => {
    await fill('a', EPOCH, 40);
    const before = (s: number) => journal.lastBefore('a', 'SHARED', EPOCH + s * 1000);
    // Two events a second.
    expect(await Promise.all([-1, 1, 1.5, 20, 40, 41].map(before))).toEqual([0, 0, 2, 38, 78, 80]);
    expect(await journal.lastBefore('a', 'NOTIF', EPOCH)).toBe(0);
    await journal.putView('a', 'SHARED', 80, {});
    await journal.dropBefore('a', EPOCH + 30_000);
    expect(await before(1)).toBeGreaterThan(50);
    expect(await ids(29, 31)).toContain('a-31');
  });

  it('WL-04 reads only the kinds that it asks for, and still knows how far it came', async () => {
    await fill('a', EPOCH, 3);
    const page = await journal.readEvents('a', 'SHARED', 0, 4, ['log.written']);
    expect([page.events.map((e) => [e.seq, e.kind]), page.to]).toEqual([
      [
        [1, 'log.written'],
        [3, 'log.written'],
      ],
      4,
    ]);
    expect((await journal.readEvents('a', 'SHARED', 0, 4)).events).toHaveLength(4);
  });

  it('WL-04 what would walk past the bound is refused, not begun', async () => {
    await fill('a', EPOCH, 1);
    let read = 0;
    const far = {
      lastBefore: async (_s: string, _c: string, atMs: number) => (atMs > EPOCH ? 400_001 : 0),
      readEvents: async () => ({ events: [], to: ++read }),
    };
    const range = { fromMs: EPOCH, toMs: EPOCH + 1, session: null };
    expect(await readHistory(far, sessions, P1, range)).toEqual({ ok: false, error: 'TOO_MUCH' });
    expect(read).toBe(0);
  });
});
