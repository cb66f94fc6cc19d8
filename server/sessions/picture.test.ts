import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canonicalJson } from '../../domain/canonical';
import { type Compartment, nationalLabel, notificationLabel, sharedLabel } from '../../domain/labels';
import { decodeFrame, encodeFrame, FLAG_GONE, type FrameEntry } from '../../domain/protocol/frames';
import type { EngineEvent, StoredEvent } from '../../domain/records';
import { EPOCH, filed, launch, track } from '../../domain/testing/samples';
import { applyEvent, emptyView, pruneView } from '../../domain/view';
import { twoSensorConfig } from '../engine/testing/two-sensors';
import { type Journal, openJournal } from '../journal';
import { scratch } from '../journal/test-batches';
import { project } from '../release/project';
import { packFrames } from './frame-recorder';
import { compartmentsOfSession } from './meta';
import { pictureAt, recordedSpan } from './picture';
import { OpenSession } from './session';
import { toStore } from './stored';

const P1 = { participant: 'P1', kind: 'PARTY' as const };
const P3 = { participant: 'P3', kind: 'PARTY' as const };
const STEPS = 60;
/** P3 joins in the step of this second and leaves in that of the other. */
const JOINS_S = 30;
const LEAVES_S = 50;
const at = (s: number): number => EPOCH + s * 1000;
const shared = (kind: EngineEvent['kind'], body: object): EngineEvent =>
  ({ kind, label: sharedLabel('CENTER', 'LIVE'), body }) as EngineEvent;

let place: ReturnType<typeof scratch>;
let journal: Journal;
let session: OpenSession;
let stored: StoredEvent[];

/** A step a second: a launch that goes on, a track of each Party, now and then a notification; folds stored each ten. */
beforeAll(async () => {
  place = scratch();
  journal = await openJournal({ dir: place.dir, worker: false, probeMs: 0 });
  stored = [];
  const base = twoSensorConfig(EPOCH);
  const third = { ...base.participants[0], id: 'P3', candidate: 'BIG8' as const, letter: 'C', order: 3 };
  const config = { ...base, session: 's', participants: [...base.participants, third] } as typeof base;
  const meta = {
    ...{ v: 1 as const, id: 's', config, createdMs: EPOCH, openedBy: null, speed: 1 },
    source: { kind: 'world' as const, seed: 1, pace: 'brisk' as const, historyS: 0 },
    compartments: compartmentsOfSession(config.participants),
  };
  await journal.createSession(meta);
  const clock = { nowMs: at(STEPS), wallMs: 0, speed: 1, wantedSpeed: 1, heldBy: null, readonly: false };
  session = new OpenSession(meta, { ...clock, session: 's', state: 'running' });
  for (let i = 1; i <= STEPS; i++) {
    const events: EngineEvent[] = [
      shared('launch.changed', { ...launch({ rev: i }), secret: 1 }),
      { kind: 'track.changed', label: nationalLabel('P1', 'LIVE'), body: track({ rev: i }) },
      { kind: 'track.changed', label: nationalLabel('P2', 'LIVE'), body: track({ rev: i }) },
    ];
    if (i % 7 === 0)
      events.push({
        ...{ kind: 'notification.changed', label: notificationLabel('P2', 'LIVE') },
        body: filed({ id: `n${i}`, rev: 1 }),
      });
    if (i === JOINS_S) events.push(shared('member.joined', { participant: 'P3' }));
    if (i === LEAVES_S) events.push(shared('member.left', { participant: 'P3' }));
    const batch = { session: 's', engineVersion: '1', firstStep: i, lastStep: i, atMs: at(i), inputs: [] };
    const { events: made, heads } = await journal.append({
      ...batch,
      events: events.map((event) => ({ atMs: at(i), event })),
    });
    stored.push(...made);
    session.fold(made, heads);
    const stream = session.streams.get('SHARED');
    if (i % 10 === 0 && stream) await journal.putView('s', 'SHARED', stream.seq, toStore(stream));
  }
});
afterAll(async () => {
  await journal.close();
  place.remove();
});

const of = (compartment: Compartment): StoredEvent[] =>
  stored.filter((e) => project(e, compartment) !== null);
async function viewOf(who: typeof P1, compartment: Compartment, s: number) {
  const looked = await pictureAt(journal, session, who, at(s));
  if (!looked.ok) throw new Error(looked.error);
  expect(JSON.stringify(looked.value)).not.toContain('secret');
  return looked.value.streams.find((x) => x.compartment === compartment)?.view;
}
/** What a console folded that was there all the time. */
function straight(compartment: Compartment, s: number, fromSeq = 1) {
  const view = emptyView(compartment);
  for (const e of of(compartment)) {
    const told = e.atMs <= at(s) && e.seq >= fromSeq ? project(e, compartment) : null;
    if (told) applyEvent(view, told);
  }
  pruneView(view, at(s));
  return view;
}

describe('the picture at an earlier moment', () => {
  it('RP-01 is at every second, in any order, what a straight run had folded by then, in every compartment', async () => {
    for (const s of [0, 59, 7, 33, 20, 21, 60, 1, 9.5]) {
      for (const c of ['SHARED', 'NOTIF', 'NAT:P1'] as const) {
        const view = await viewOf(P1, c, s);
        expect([s, c, canonicalJson(view)]).toEqual([s, c, canonicalJson(straight(c, s))]);
      }
    }
  });

  it('RP-02 folds on from the nearest stored fold, and from the first event where there is none of this shape', async () => {
    const read: number[] = [];
    const spied: Journal = {
      ...journal,
      readEvents: (s, c, after, limit, kinds) => {
        if (c === 'SHARED') read.push(after);
        return journal.readEvents(s, c, after, limit, kinds);
      },
    };
    await pictureAt(spied, session, P1, at(58));
    const [nearest = 0] = read.splice(0);
    expect(nearest).toBeGreaterThan(50);
    const old: Journal = {
      ...spied,
      viewThrough: async () => ({ seq: 55, json: { v: 1, view: {}, later: [] } }),
    };
    await pictureAt(old, session, P1, at(58));
    expect(read[0]).toBe(0);
  });

  it('RP-03 holds nothing of others, and of members nothing from before they joined or after they left', async () => {
    expect(await viewOf(P1, 'NAT:P2', 40)).toBeUndefined();
    expect(await viewOf(P3, 'SHARED', JOINS_S - 1)).toBeUndefined();
    expect(await viewOf(P3, 'SHARED', LEAVES_S + 1)).toBeUndefined();
    const joined = of('SHARED').find((e) => e.kind === 'member.joined')?.seq ?? 0;
    for (const s of [JOINS_S, 33, LEAVES_S - 1])
      expect(canonicalJson(await viewOf(P3, 'SHARED', s))).toBe(canonicalJson(straight('SHARED', s, joined)));
  });
});

const entry = (number: number, s: number, flags = 0): FrameEntry => ({
  ...{ number, phase: 'coast', status: 'confirmed', flags, epochMs: at(s) },
  ...{ position: [7e6, 0, s], velocity: [0, 0, 1], thrust: [0, 0, 0], sigmaM: 10 },
});
const frame = (kind: 'key' | 'delta', s: number, ...entries: FrameEntry[]): ArrayBuffer =>
  encodeFrame({ kind, seq: s, base: s - 1, nowMs: at(s), entries });

describe('frames of an earlier moment', () => {
  beforeAll(async () => {
    const chunk = (toS: number, ...frames: ArrayBuffer[]) =>
      journal.appendFrames('s', 'NAT:P1', at(toS), packFrames(frames));
    // Stored late, as the recorder does: behind the events of their time.
    await chunk(
      12,
      frame('key', 10, entry(1, 10)),
      frame('delta', 11, entry(2, 11)),
      frame('delta', 12, entry(1, 12)),
    );
    await chunk(
      22,
      frame('key', 20, entry(1, 12), entry(2, 11)),
      frame('delta', 22, entry(2, 22, FLAG_GONE)),
    );
  });
  const numbers = async (s: number) => {
    const looked = await pictureAt(journal, session, P1, at(s));
    const told = looked.ok ? looked.value.frames.find((f) => f.compartment === 'NAT:P1') : undefined;
    return told ? decodeFrame(told.frame).entries.map((e) => [e.number, (e.epochMs - EPOCH) / 1000]) : null;
  };

  it('RP-05 the states are those that had been sent by then, one key frame a compartment', async () => {
    expect(await numbers(9)).toBeNull();
    expect(await numbers(10.5)).toEqual([[1, 10]]);
    expect(await numbers(11)).toEqual([
      [1, 10],
      [2, 11],
    ]);
    // Between two chunks the first one's last states hold.
    expect(await numbers(15)).toEqual([
      [1, 12],
      [2, 11],
    ]);
    expect(await numbers(40)).toEqual([[1, 12]]);
  });

  it('RP-06 a stretch holds what came in it and nothing else, events and frames, and says where it ends', async () => {
    const looked = await recordedSpan(journal, session, P1, at(10), at(20));
    if (!looked.ok) throw new Error(looked.error);
    const { streams, frames } = looked.value;
    const shared = streams.find((x) => x.compartment === 'SHARED');
    expect(shared?.events.map((e) => e.atMs)).toEqual(Array.from({ length: 10 }, (_, i) => at(11 + i)));
    expect(streams.map((x) => x.compartment)).toEqual(['SHARED', 'NAT:P1', 'NOTIF']);
    expect(frames.map((f) => [f.compartment, f.atMs])).toEqual([
      ['NAT:P1', at(11)],
      ['NAT:P1', at(12)],
    ]);
    expect(JSON.stringify(streams)).not.toContain('secret');
  });

  it('RP-07 a stretch ends where its reader becomes a member or is one no longer', async () => {
    const looked = await recordedSpan(journal, session, P3, at(40), at(60));
    expect(looked.ok && looked.value.toMs).toBe(at(LEAVES_S));
    const before = await recordedSpan(journal, session, P3, at(10), at(40));
    expect(before.ok && [before.value.toMs, before.value.streams.map((x) => x.compartment)]).toEqual([
      at(JOINS_S),
      ['NAT:P3'],
    ]);
  });
});

describe('what is kept', () => {
  it('RP-04 of a time that retention has dropped says so', async () => {
    await journal.putEngineSnapshot('s', STEPS, '1', at(STEPS), {});
    expect(await journal.dropBefore('s', at(45))).toBeGreaterThan(0);
    expect(await pictureAt(journal, session, P1, at(10))).toEqual({ ok: false, error: 'DROPPED' });
    expect(canonicalJson(await viewOf(P1, 'SHARED', 58))).toBe(canonicalJson(straight('SHARED', 58)));
  });
});
