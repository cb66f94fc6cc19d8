import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { sharedLabel } from '../../domain/labels';
import type { EngineEvent } from '../../domain/records';
import { EPOCH, kinematics, launch, officer } from '../../domain/testing/samples';
import { OpenSession, type Stream } from './session';
import { toStore } from './stored';
import { batch, flush, inTime, META, nat, openRig, type Rig, sessionClock, shared } from './testing/rig';

let { journal, sessions, fromWorker, posted, die, acknowledge } = {} as Rig;
const storedOf = (s: OpenSession) => structuredClone(toStore(s.streams.get('SHARED') as Stream));

beforeEach(() => {
  vi.useFakeTimers();
  ({ journal, sessions, fromWorker, die, posted, acknowledge } = openRig());
});
afterEach(async () => {
  await inTime(sessions.close());
  vi.useRealTimers();
});

describe('stored sessions', () => {
  it('SY-45 a restart goes on from the snapshot and the inputs after it; views from theirs and the events after them', async () => {
    journal.store({ events: [1, 2, 3, 4, 5].map((rev) => ({ atMs: EPOCH, event: shared(rev) })) });
    const before = new OpenSession(META, sessionClock());
    before.fold(journal.stored.slice(0, 2), new Map([['SHARED', 2]]));
    journal.views.set('SHARED', { seq: 2, json: storedOf(before) });
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

  it('SY-106 after a restart a later member has what it had: from its stored view and the events after it', async () => {
    const joined = (participant: string): EngineEvent => ({
      ...{ kind: 'member.joined', label: sharedLabel('CENTER', 'LIVE'), body: { participant } },
    });
    const three = { ...META, config: { ...META.config, info: { ...META.config.info, parties: ['P1'] } } };
    const flown = (n: number): EngineEvent => {
      const body = launch({ rev: n, kinematics: kinematics({ epochMs: EPOCH + n * 1000 }) });
      return { kind: 'launch.changed', label: sharedLabel('CENTER', 'LIVE'), body };
    };
    const line: EngineEvent = {
      ...{ kind: 'log.written', label: sharedLabel('CENTER', 'LIVE') },
      body: { id: 'l', atMs: EPOCH, msg: 'log.note', params: {}, text: null, by: null, about: null },
    };
    const events = [
      ...[1, 2].map(flown),
      joined('P2'),
      ...[4, 5].map(flown),
      joined('P3'),
      flown(7),
      line,
      flown(9),
    ];
    journal.store({ events: events.map((event, i) => ({ atMs: EPOCH + i, event })) });
    const whole = new OpenSession(three, sessionClock());
    whole.fold(journal.stored, new Map([['SHARED', 9]]));
    const views = (s: OpenSession | undefined) =>
      ['P1', 'P2', 'P3', 'P9'].map((p) => s?.viewOf(officer(p), 'SHARED') ?? null);
    expect(views(whole).map((v) => v && [v.members.map((m) => m.seq), v.launches.launch_a?.rev])).toEqual([
      [[3, 6], 9],
      [[3, 6], 9],
      [[6], 9],
      null,
    ]);
    const lengths = (s: OpenSession | undefined) => views(s).map((v) => v?.trails.launch_a?.length ?? 0);
    expect(lengths(whole)).toEqual([6, 4, 2, 0]);
    for (const stored of [0, 3, 5, 7, 8, 9]) {
      const before = new OpenSession(three, sessionClock());
      before.fold(journal.stored.slice(0, stored), new Map([['SHARED', stored]]));
      const json = storedOf(before);
      if (stored > 0) journal.views.set('SHARED', { seq: stored, json });
      const id = `after-${stored}`;
      sessions.know({ ...three, id }, { nowMs: EPOCH + 8, finished: true, stopped: 'to be read' });
      expect(views(await sessions.open(id))).toEqual(views(whole));
    }
  });

  it('SY-49 a session that the journal holds is listed as it stood, and opened once, when somebody asks', async () => {
    sessions.know(META, { nowMs: EPOCH + 8, finished: false });
    sessions.know({ ...META, id: 'done' }, { nowMs: EPOCH + 9, finished: true });
    expect(sessions.list().map((s) => [s.id, s.ready, s.clock.nowMs - EPOCH, s.clock.state])).toEqual([
      ['test', false, 8, 'preparing'],
      ['done', false, 9, 'finished'],
    ]);
    sessions.desks('test')?.enter('socket', officer('P1'), { locked: false, signIn: 'p1' });
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
    sessions.desks('test')?.enter('socket', officer('P1'), { locked: false, signIn: 'p1' });
    expect(posted.at(-1)).toMatchObject({ type: 'desk', desk: { participant: 'P1', occupant: 'person' } });
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
