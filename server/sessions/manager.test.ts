import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CommandResult } from '../../domain/alert';
import { type Compartment, compartmentOf, nationalLabel, sharedLabel } from '../../domain/labels';
import type { SessionClock } from '../../domain/protocol/socket';
import type { EngineEvent, StoredEvent } from '../../domain/records';
import { EPOCH, launch, officer, track } from '../../domain/testing/samples';
import type { EngineBatch, FromWorker, ToWorker } from '../engine/messages';
import { twoSensorConfig } from '../engine/testing/two-sensors';
import { type Journal, JournalError, type JournalErrorCode, type JournalState } from '../journal';
import type { EngineLink } from './engine-link';
import { Sessions } from './manager';
import { compartmentsOfSession, type SessionMeta } from './meta';
import { OpenSession } from './session';

const config = twoSensorConfig(EPOCH);
const META: SessionMeta = {
  ...{ v: 1, id: 'test', config, createdMs: EPOCH, openedBy: null, speed: 1 },
  source: { kind: 'world', seed: 1, pace: 'brisk', historyS: 0 },
  compartments: compartmentsOfSession(config.participants),
};
const sessionClock = (): SessionClock => ({
  ...{ session: 'test', nowMs: EPOCH, wallMs: 1000, speed: 1, wantedSpeed: 1, heldBy: null },
  ...{ state: 'running', readonly: false },
});
const shared = (rev: number): EngineEvent => ({
  ...{ kind: 'launch.changed', label: sharedLabel('CENTER', 'LIVE'), body: launch({ rev }) },
});
const nat = (owner: string): EngineEvent => ({
  ...{ kind: 'track.changed', label: nationalLabel(owner, 'LIVE'), body: track() },
});
function batch(step: number, events: EngineEvent[], results: EngineBatch['results'] = []): FromWorker {
  return {
    type: 'batch',
    batch: {
      ...{
        session: 'test',
        engineVersion: '1',
        firstStep: step,
        lastStep: step,
        nowMs: EPOCH + step,
        inputs: [],
      },
      ...{ results, refused: {}, snapshot: null },
      events: events.map((event) => ({ atMs: EPOCH, event })),
    },
  };
}

const answered = (commandId: string, userId = officer('P1').userId): EngineBatch['results'][number] => ({
  ...{ commandId, userId, result: { code: 'OK' } },
});

/** A journal that commits when it is told to. */
class FakeJournal {
  readonly stored: StoredEvent[] = [];
  readonly waiting: { commit: () => void; fail: (code?: JournalErrorCode) => void }[] = [];
  tellState: (state: JournalState) => void = () => {};
  onState(handler: (state: JournalState) => void): void {
    this.tellState = handler;
  }
  readonly pages: string[] = [];
  inputs: { firstStep: number; lastStep: number; inputs: unknown[] }[] = [];
  views = new Map<string, { seq: number; json: unknown }>();
  async createSession(): Promise<void> {}
  async latestEngineSnapshot() {
    return { step: 4, atMs: EPOCH + 4, engineVersion: '1', json: { state: 4 } };
  }
  async readInputs(_s: string, after: number, limit: number) {
    return this.inputs.filter((c) => c.lastStep > after).slice(0, Math.min(limit, 2));
  }
  async latestView(_s: string, compartment: string) {
    return this.views.get(compartment) ?? null;
  }
  async readEvents(_s: string, compartment: Compartment, after: number) {
    const events = this.of(compartment)
      .filter((e) => e.seq > after)
      .slice(0, 2);
    this.pages.push(`${compartment}>${after}`);
    return { events, to: events[events.length - 1]?.seq ?? after };
  }
  async putView(_s: string, compartment: string, seq: number, json: unknown) {
    this.views.set(compartment, { seq, json: structuredClone(json) });
  }
  async putEngineSnapshot(): Promise<void> {}
  append(b: EngineBatch) {
    return new Promise((resolve, reject) =>
      this.waiting.push({
        commit: () => resolve(this.store(b)),
        fail: (code = 'BUSY') => reject(new JournalError(code, 'not now')),
      }),
    );
  }
  store(b: Pick<EngineBatch, 'events'>) {
    const heads = new Map<Compartment, number>();
    const events = b.events.map(({ atMs, event }) => {
      const compartment = compartmentOf(event.label);
      const seq = this.of(compartment).length + 1;
      const stored = { v: 1, seq, atMs, ...event } as StoredEvent;
      this.stored.push(stored);
      heads.set(compartment, seq);
      return stored;
    });
    return { events, heads };
  }
  of(compartment: string): StoredEvent[] {
    return this.stored.filter((e) => compartmentOf(e.label) === compartment);
  }
}

let journal: FakeJournal;
let sessions: Sessions;
let fromWorker: (m: FromWorker) => void;
let die: (e: Error) => void;
let posted: ToWorker[];
/** What happened, in order. */
let order: string[];
/** Lets everything that was settled run on. */
const flush = async (): Promise<void> => {
  for (let i = 0; i < 20; i++) await Promise.resolve();
  await vi.advanceTimersByTimeAsync(0);
};

/** The value of a promise that waits for later turns of the loop. */
async function inTime<T>(promise: Promise<T>): Promise<T> {
  let open = true;
  const settled = promise.finally(() => {
    open = false;
  });
  // What a turn starts comes a millisecond later: the clock has to move.
  for (let i = 0; open && i < 50; i++) await vi.advanceTimersByTimeAsync(1);
  return settled;
}

beforeEach(() => {
  vi.useFakeTimers();
  journal = new FakeJournal();
  posted = [];
  order = [];
  const engine: EngineLink = {
    post: (m) => {
      posted.push(m);
      if (m.type === 'open')
        queueMicrotask(() => fromWorker({ type: 'opened', session: 'test', resumedSteps: 0, tookMs: 1 }));
    },
    onMessage: (handler) => {
      fromWorker = handler;
    },
    onDeath: (handler) => {
      die = handler;
    },
    close: async () => {},
  };
  sessions = new Sessions({
    ...{ journal: journal as unknown as Journal, engine, demo: true, nowMs: () => 1000 },
    fault: (point, tag) => order.push(`${point} ${tag}`),
    log: { info: () => {}, warn: () => {}, error: () => {} },
  });
  sessions.on('events', (b) => order.push(`${b.compartment} ${b.after}-${b.to}`));
});
afterEach(async () => {
  await inTime(sessions.close());
  vi.useRealTimers();
});
const acknowledge = (id: string, by = officer('P1')): Promise<CommandResult> =>
  sessions.command('test', id, by, {
    name: 'alert.acknowledge',
    payload: { alert: 'a#1', seq: 1, seenRev: 1 },
  });

describe('open sessions and the journal', () => {
  it('SY-42 nothing is seen or answered before it is committed; then the answer comes, then the event', async () => {
    const session = await sessions.create(META);
    void acknowledge('c1').then((r) => order.push(`answer ${r.code}`));
    fromWorker(batch(1, [shared(1), nat('P1')], [answered('c1')]));
    await flush();
    expect(order).toEqual([]);
    expect(session.streams.get('SHARED')?.seq).toBe(0);
    journal.waiting[0]?.commit();
    await flush();
    expect(order).toEqual([
      'after-append-before-reply ok0',
      'answer OK',
      'after-reply-before-broadcast ok0',
      'SHARED 0-1',
      'NAT:P1 0-1',
    ]);
    expect(posted).toContainEqual({ type: 'committed', session: 'test', step: 1 });
  });

  it('SY-42 steps are told in the order in which they were made', async () => {
    await sessions.create(META);
    for (const step of [1, 2, 3]) fromWorker(batch(step, [shared(step)]));
    await flush();
    expect(journal.waiting.length).toBe(3);
    for (const w of journal.waiting) w.commit();
    await flush();
    expect(order).toEqual(['SHARED 0-1', 'SHARED 1-2', 'SHARED 2-3']);
  });

  it('SY-43 while the journal takes nothing commands are refused loudly, and the step gets in before anything goes on', async () => {
    await sessions.create(META);
    fromWorker(batch(1, [shared(1)]));
    await flush();
    journal.waiting[0]?.fail();
    await flush();
    expect(sessions.storage).toEqual({ readonly: true, reason: 'journal: not now' });
    expect(await acknowledge('c2')).toEqual({ code: 'ENGINE_READONLY' });
    expect(order).toEqual([]);
    await vi.advanceTimersByTimeAsync(250);
    expect(journal.waiting.length).toBe(2);
    journal.waiting[1]?.commit();
    await flush();
    expect(sessions.storage.readonly).toBe(false);
    expect([order, journal.stored.length, sessions.figures.retries]).toEqual([['SHARED 0-1'], 1, 1]);
  });

  it('SY-43 a disk that takes nothing is told to every console at once, and so is its end, which no step waits for', async () => {
    await sessions.create(META);
    const told: boolean[] = [];
    sessions.on('clock', (c) => told.push(c.readonly));
    journal.tellState({ state: 'READONLY', reason: 'no space left' });
    expect([told, sessions.storage]).toEqual([[true], { readonly: true, reason: 'no space left' }]);
    expect(await acknowledge('c1')).toEqual({ code: 'ENGINE_READONLY' });
    fromWorker(batch(1, [shared(1)]));
    await flush();
    journal.waiting[0]?.fail('READONLY');
    await flush();
    expect(journal.waiting.length).toBe(1);
    journal.tellState({ state: 'OK', reason: null });
    await flush();
    expect(journal.waiting.length).toBe(2);
    journal.waiting[1]?.commit();
    await flush();
    expect([told, sessions.storage.readonly, order]).toEqual([[true, false], false, ['SHARED 0-1']]);
  });

  it.each(['BAD_RECORD', 'NO_SESSION', 'CLOSED', 'FAILED'] as const)(
    'SY-48 a step that the journal will never take (%s) ends the process: no second try, nothing later is told',
    async (code) => {
      await sessions.create(META);
      const fatal = vi.fn();
      sessions.on('fatal', fatal);
      for (const step of [1, 2]) fromWorker(batch(step, [shared(step)], [answered('c1')]));
      await flush();
      journal.waiting[1]?.fail(code);
      await flush();
      expect(fatal).not.toHaveBeenCalled();
      journal.waiting[0]?.commit();
      await flush();
      expect(fatal).toHaveBeenCalledWith(new JournalError(code, 'not now'));
      await vi.advanceTimersByTimeAsync(10_000);
      expect(journal.waiting.length).toBe(2);
      expect(order.filter((o) => o.startsWith('SHARED'))).toEqual(['SHARED 0-1']);
    },
  );

  it('SY-48 closing gives up what is being tried again, so that the process can end', async () => {
    await sessions.create(META);
    const fatal = vi.fn();
    sessions.on('fatal', fatal);
    fromWorker(batch(1, [shared(1)]));
    await flush();
    journal.waiting[0]?.fail('READONLY');
    await flush();
    const closing = sessions.close();
    await flush();
    journal.waiting[1]?.fail('READONLY');
    await closing;
    expect(fatal).toHaveBeenCalledTimes(1);
  });

  it('SY-44 a command that comes twice while it is in hand goes in as it is, and both are answered', async () => {
    await sessions.create(META);
    const both = Promise.all([acknowledge('c1'), acknowledge('c1')]);
    fromWorker(batch(1, [], [answered('c1')]));
    await flush();
    journal.waiting[0]?.commit();
    expect(await both).toEqual([{ code: 'OK' }, { code: 'OK' }]);
  });

  it('SY-44 two users who make the same id get each his own answer', async () => {
    await sessions.create(META);
    const [mine, theirs] = [acknowledge('c1'), acknowledge('c1', officer('P2'))];
    const no: CommandResult = { code: 'NOT_FOUND' };
    fromWorker(batch(1, [], [{ ...answered('c1', officer('P2').userId), result: no }]));
    fromWorker(batch(2, [], [answered('c1')]));
    await flush();
    for (const w of journal.waiting) w.commit();
    expect(await inTime(Promise.all([mine, theirs]))).toEqual([{ code: 'OK' }, no]);
  });

  it('SY-44 an engine that is too busy says so; an unknown session has no commands', async () => {
    await sessions.create(META);
    const busy = acknowledge('c1');
    fromWorker({ type: 'busy', session: 'test', commandId: 'c1', userId: officer('P1').userId });
    expect(await busy).toEqual({ code: 'ENGINE_READONLY' });
    expect(
      await sessions.command('none', 'c', officer('P1'), {
        name: 'log.write',
        payload: { body: 'x', language: 'en' },
      }),
    ).toEqual({ code: 'NOT_FOUND' });
  });

  it('SY-45 a restart goes on from the snapshot and the inputs after it; views from theirs and the events after them', async () => {
    journal.store({ events: [1, 2, 3, 4, 5].map((rev) => ({ atMs: EPOCH, event: shared(rev) })) });
    const before = new OpenSession(META, sessionClock());
    before.fold(journal.stored.slice(0, 2), new Map([['SHARED', 2]]));
    journal.views.set('SHARED', { seq: 2, json: structuredClone(before.streams.get('SHARED')?.view) });
    journal.pages.length = 0;
    const step = (n: number) => ({ step: n, nowMs: EPOCH + n, input: { kind: 'tick' } });
    journal.inputs = [
      { firstStep: 3, lastStep: 5, inputs: [3, 4, 5].map(step) },
      { firstStep: 6, lastStep: 6, inputs: [step(6)] },
      { firstStep: 7, lastStep: 8, inputs: [step(7), step(8)] },
    ];
    sessions.know(META, { nowMs: EPOCH + 8, finished: false });
    const session = await sessions.open('test');
    const open = posted.filter((m) => m.type === 'open').pop();
    expect(open?.resume?.snapshot).toEqual({ step: 4, nowMs: EPOCH + 4, state: { state: 4 } });
    expect(open?.resume?.tail.map((i) => i.step)).toEqual([5, 6, 7, 8]);
    expect(journal.pages.filter((p) => p.startsWith('SHARED'))).toEqual(['SHARED>2', 'SHARED>4', 'SHARED>5']);
    expect(session.streams.get('SHARED')?.seq).toBe(5);
    expect(session.streams.get('SHARED')?.view.launches.launch_a?.rev).toBe(5);
    expect(session.ready).toBe(true);
  });

  it('SY-49 a session that the journal holds is listed as it stood, and opened once, when somebody asks', async () => {
    sessions.know(META, { nowMs: EPOCH + 8, finished: false });
    sessions.know({ ...META, id: 'done' }, { nowMs: EPOCH + 9, finished: true });
    expect(sessions.list().map((s) => [s.id, s.ready, s.clock.nowMs - EPOCH, s.clock.state])).toEqual([
      ['test', false, 8, 'preparing'],
      ['done', false, 9, 'finished'],
    ]);
    sessions.desks('test')?.enter('socket', officer('P1'));
    expect(posted).toEqual([]);
    expect(await acknowledge('c1')).toEqual({ code: 'NOT_FOUND' });
    sessions.wake('test');
    await Promise.all([sessions.open('test'), sessions.open('test')]);
    expect(posted.map((m) => m.type)).toEqual(['open']);
    expect(posted[0]).toMatchObject({ desks: [{}, { participant: 'P1', occupant: 'person' }, {}, {}] });
    await expect(sessions.open('none')).rejects.toThrow('no session none');
  });

  it('SY-46 the fold of a stream is stored after 500 events, and of every one that moved when the server closes', async () => {
    await sessions.create(META);
    const commit = async (step: number, n: number): Promise<void> => {
      fromWorker(
        batch(step, [...Array.from({ length: n }, (_, i) => shared(i)), ...(step === 1 ? [nat('P1')] : [])]),
      );
      await flush();
      journal.waiting[step - 1]?.commit();
      await flush();
    };
    await commit(1, 499);
    expect(journal.views.size).toBe(0);
    await commit(2, 1);
    expect([...journal.views].map(([c, v]) => `${c} ${v.seq}`)).toEqual(['SHARED 500']);
    await sessions.close();
    expect([...journal.views].map(([c, v]) => `${c} ${v.seq}`)).toEqual(['SHARED 500', 'NAT:P1 1']);
  });

  it('SY-47 deltas are recorded and sent, keys only sent, those of the recording only recorded; a dead engine is fatal', async () => {
    await sessions.create(META);
    const recorded: number[] = [];
    const frames: string[] = [];
    Object.assign(journal, {
      appendFrames: async (...a: unknown[]) => recorded.push((a[3] as Uint8Array).byteLength),
    });
    sessions.on('frame', (f) => frames.push(f.kind));
    for (const kind of ['record', 'delta', 'key', 'delta'] as const) {
      const frame = new ArrayBuffer(32);
      fromWorker({
        type: 'frame',
        session: 'test',
        compartment: 'SHARED',
        kind,
        seq: 1,
        nowMs: EPOCH,
        frame,
      });
    }
    const fatal = vi.fn();
    sessions.on('fatal', fatal);
    die(new Error('gone'));
    expect(fatal).toHaveBeenCalledWith(new Error('gone'));
    await sessions.close();
    expect([frames, recorded]).toEqual([['delta', 'key', 'delta'], [3 * 36]]);
  });

  it('SY-47 the engine hears who sits where, and a session that cannot be opened says why', async () => {
    await sessions.create(META);
    sessions.desks('test')?.enter('socket', officer('P1'));
    expect(posted.at(-1)).toMatchObject({ type: 'desk', desk: { participant: 'P1', occupant: 'person' } });
    const robot = { name: 'robot.set', payload: { participant: 'P2', answer: 'silent', delayS: 9 } } as const;
    expect(await sessions.command('test', 'c', officer('P1'), robot)).toEqual({ code: 'OK' });
    expect(posted.at(-1)).toMatchObject({
      type: 'desk',
      desk: { participant: 'P2', robot: { answer: 'silent' } },
    });
    const opening = sessions.create({ ...META, id: 'other' });
    const refused = expect(opening).rejects.toThrow('no such scenario');
    await flush();
    fromWorker({ type: 'failed', session: 'other', message: 'no such scenario' });
    await refused;
  });

  it('SY-67 a session whose engine throws is opened anew from the journal, once; then it stands and can be read', async () => {
    await sessions.create(META);
    const waiting = acknowledge('c1');
    const fatal = vi.fn();
    sessions.on('fatal', fatal);
    fromWorker({ type: 'failed', session: 'test', message: 'boom' });
    expect(await waiting).toEqual({ code: 'ENGINE_READONLY' });
    expect(await acknowledge('c2')).toEqual({ code: 'NOT_FOUND' });
    await flush();
    expect(posted.filter((m) => m.type === 'open').map((m) => m.resume?.snapshot?.step)).toEqual([
      undefined,
      4,
    ]);
    expect(sessions.get('test')?.ready).toBe(true);
    fromWorker({ type: 'failed', session: 'test', message: 'boom' });
    await flush();
    const session = sessions.get('test');
    expect([session?.stopped, session?.ready, session?.clock.state]).toEqual(['boom', true, 'finished']);
    expect(await acknowledge('c3')).toEqual({ code: 'ENGINE_READONLY' });
    expect(posted.filter((m) => m.type === 'open').length).toBe(2);
    expect(fatal).not.toHaveBeenCalled();
  });

  it('SY-68 a session that cannot go on is kept as it was: its views are read, no engine runs', async () => {
    journal.store({ events: [{ atMs: EPOCH, event: shared(3) }] });
    sessions.know(META, { nowMs: EPOCH + 8, finished: true, stopped: 'its engine is 1, today is 2' });
    const session = await sessions.open('test');
    expect(posted).toEqual([]);
    expect(session.streams.get('SHARED')?.view.launches.launch_a?.rev).toBe(3);
    expect([session.ready, session.clock.state]).toEqual([true, 'finished']);
    expect(await acknowledge('c1')).toEqual({ code: 'ENGINE_READONLY' });
  });

  it('SY-68 a stored fold of another shape is made anew from the events', async () => {
    journal.store({ events: [1, 2].map((rev) => ({ atMs: EPOCH, event: shared(rev) })) });
    journal.views.set('SHARED', { seq: 2, json: { v: 0, launches: 'of another shape' } });
    sessions.know(META, { nowMs: EPOCH + 8, finished: false });
    const session = await sessions.open('test');
    expect(session.streams.get('SHARED')?.view.launches.launch_a?.rev).toBe(2);
  });

  it('SY-66 the name live leads to the watch that runs now', async () => {
    expect(sessions.get('live')).toBeUndefined();
    await sessions.create(META);
    sessions.beLive('test');
    expect(sessions.get('live')?.id).toBe('test');
    sessions.know({ ...META, id: 'next' }, { nowMs: EPOCH, finished: false });
    sessions.beLive('next');
    expect([sessions.get('live')?.id, sessions.get('test')?.id]).toEqual(['next', 'test']);
  });
});
