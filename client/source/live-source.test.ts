import { describe, expect, it } from 'vitest';
import type { CommandResult } from '../../domain/alert';
import type { Compartment } from '../../domain/labels';
import { sharedLabel } from '../../domain/labels';
import type { Principal } from '../../domain/participants';
import { encodeFrame, type FrameEntry } from '../../domain/protocol/frames';
import type { JoinAnswer } from '../../domain/protocol/socket';
import type { StoredEvent } from '../../domain/records';
import { emptyView } from '../../domain/view';
import { clockAt, FakeSocket, HandWall } from './fakes';
import { LiveSource } from './live-source';

const T0 = Date.UTC(2026, 10, 24, 6);
const me: Principal = {
  userId: 'u1',
  name: { en: 'Reed', ru: 'Рид' },
  participant: 'P1',
  kind: 'PARTY',
  role: 'supervisor',
  robot: false,
};
const note = (seq: number): StoredEvent => ({
  kind: 'log.written',
  label: sharedLabel('CENTER', 'LIVE'),
  body: { id: `n${seq}`, atMs: T0, msg: 'log.note', params: {}, text: null, by: null, about: null },
  v: 1,
  seq,
  atMs: T0,
});
const batch = (after: number, to: number, compartment: Compartment = 'SHARED') => ({
  session: 's',
  compartment,
  after,
  to,
  events: Array.from({ length: to - after }, (_, i) => note(after + 1 + i)),
});

function open() {
  const wall = new HandWall();
  const socket = new FakeSocket();
  let ids = 0;
  const source = new LiveSource({ session: 's', socket, wall, makeCommandId: () => `command-${++ids}` });
  const state = () => source.store.getState();
  const answerJoin = (part: Partial<Extract<JoinAnswer, { ok: true }>> = {}) =>
    socket.lastJoin().answer({
      ok: true,
      me,
      participants: [],
      demo: true,
      clock: clockAt(T0, wall.now()),
      views: (['SHARED', 'NAT:P1', 'NOTIF'] as const).map((compartment) => ({
        compartment,
        view: emptyView(compartment),
        seq: 10,
      })),
      resumed: [],
      ...part,
    });
  /** A server that sends its clock each second and answers pings. */
  const alive = (seconds: number) => {
    for (let i = 0; i < seconds; i++) {
      wall.pass(1000);
      socket.give('clock', clockAt(T0 + 1000 * (i + 1), wall.now()));
    }
  };
  return { wall, socket, source, state, answerJoin, alive };
}
function joined() {
  const t = open();
  t.socket.line({ is: 'up' });
  t.answerJoin();
  return t;
}

describe('join and events', () => {
  it('SY-50 joins with the sequences it holds and becomes live on the answer', () => {
    const { socket, state, answerJoin } = open();
    expect(state().link).toBe('connecting');
    socket.line({ is: 'up' });
    expect(socket.lastJoin().request).toEqual({ session: 's', have: {} });
    answerJoin();
    expect(state()).toMatchObject({ link: 'live', seqs: { SHARED: 10, 'NAT:P1': 10, NOTIF: 10 } });
    socket.line({ is: 'down' });
    socket.line({ is: 'up' });
    expect(socket.lastJoin().request.have).toEqual({ SHARED: 10, 'NAT:P1': 10, NOTIF: 10 });
    const held = state().views.SHARED;
    answerJoin({ views: [] });
    expect(state().views.SHARED).toBe(held);
  });

  it('SY-51 folds a batch that fits into a new view and leaves the other views as they are', () => {
    const { socket, state } = joined();
    const before = state().views;
    socket.give('events', batch(10, 12));
    expect(state().views.SHARED?.log.map((l) => l.id)).toEqual(['n11', 'n12']);
    expect(before.SHARED?.log).toEqual([]);
    expect(state().views['NAT:P1']).toBe(before['NAT:P1']);
    expect(state().seqs.SHARED).toBe(12);
  });

  it('SY-52 ignores events that it holds already', () => {
    const { socket, state } = joined();
    socket.give('events', batch(10, 12));
    const held = state().views.SHARED;
    socket.give('events', batch(10, 12));
    expect(state().views.SHARED).toBe(held);
    socket.give('events', batch(11, 13));
    expect(state().views.SHARED?.log.map((l) => l.id)).toEqual(['n11', 'n12', 'n13']);
  });

  it('SY-53 a gap makes it join again, once, and nothing out of order is shown', () => {
    const { socket, state, answerJoin } = joined();
    socket.give('events', batch(12, 13));
    socket.give('events', batch(13, 14));
    expect(socket.of('join')).toHaveLength(2);
    expect(socket.lastJoin().request.have.SHARED).toBe(10);
    expect(state().views.SHARED?.log).toEqual([]);
    answerJoin({ views: [], resumed: [{ compartment: 'SHARED', from: 11, to: 14 }] });
    expect(state().link).toBe('catching-up');
    socket.give('events', batch(10, 14));
    expect(state().link).toBe('live');
    expect(state().views.SHARED?.log).toHaveLength(4);
  });

  it('SY-53 a Party that becomes a member while it looks on joins again, and begins there', () => {
    const { socket, state, answerJoin } = open();
    socket.line({ is: 'up' });
    answerJoin({ views: [{ compartment: 'NOTIF', view: emptyView('NOTIF'), seq: 4 }] });
    socket.give('events', batch(6, 8));
    socket.give('events', batch(8, 9));
    expect([state().views.SHARED?.log, socket.of('join').length]).toEqual([[], 2]);
    expect(socket.lastJoin().request.have.SHARED).toBe(0);
    answerJoin({ views: [{ compartment: 'SHARED', view: emptyView('SHARED'), seq: 9 }] });
    socket.give('events', batch(9, 10));
    expect([state().link, state().seqs.SHARED, state().views.SHARED?.log.length]).toEqual(['live', 10, 1]);
  });

  it('SY-53 a join without an answer is asked again', () => {
    const { socket, wall } = open();
    socket.line({ is: 'up' });
    wall.pass(4000);
    expect(socket.of('join')).toHaveLength(1);
    wall.pass(2000);
    expect(socket.of('join')).toHaveLength(2);
  });

  it('SY-53 the late answer of a join that was asked again does not count', () => {
    const { socket, wall, state } = open();
    socket.line({ is: 'up' });
    const first = socket.lastJoin();
    wall.pass(6000);
    first.answer({ ok: false, error: 'NOT_FOUND', message: 'late' });
    expect(state().problem).toBeNull();
  });

  it('SY-54 takes nothing of another session and nothing of a compartment that is not its own', () => {
    const { socket, state } = joined();
    const held = state();
    socket.give('events', { ...batch(10, 11), session: 'other' });
    socket.give('events', batch(0, 3, 'NAT:P2'));
    socket.give('frame', 's', 'NAT:P2', new ArrayBuffer(32));
    expect(state().views).toBe(held.views);
    expect(socket.of('frameAck')).toEqual([]);
  });

  it('SY-54 another officer on this desk sees nothing of the one before', () => {
    const { socket, source, state, answerJoin } = joined();
    socket.give('frame', 's', 'NAT:P1', key(1, [entry(7)]));
    socket.line({ is: 'down' });
    socket.line({ is: 'up' });
    answerJoin({ me: { ...me, participant: 'P2' } });
    expect(Object.keys(state().views).sort()).toEqual(['NAT:P2', 'NOTIF', 'SHARED']);
    expect(source.tracks('NAT:P1').numbers()).toEqual([]);
  });

  it('SY-55 waits and asks again while the session is being prepared', () => {
    const { socket, wall, state, answerJoin } = open();
    socket.line({ is: 'up' });
    socket.lastJoin().answer({ ok: false, error: 'NOT_READY', message: 'preparing' });
    expect(state().problem?.code).toBe('NOT_READY');
    wall.pass(1000);
    expect(socket.of('join')).toHaveLength(2);
    answerJoin();
    expect(state()).toMatchObject({ link: 'live', problem: null });
  });

  it('SY-55 a sign-in that ended keeps the picture, frozen, and stops trying', () => {
    const { socket, wall, source, state } = joined();
    socket.give('bye', { error: 'SIGNED_OUT', message: 'ended' });
    const frozen = source.nowMs();
    wall.pass(60_000);
    expect(state().link).toBe('signed-out');
    expect(state().views.SHARED).toBeDefined();
    expect(source.nowMs()).toBe(frozen);
    expect(socket.connects).toBe(1);
  });

  it('SY-55 a refused connection says why; one that the server closed is tried again', () => {
    const { socket, wall, state } = open();
    socket.line({ is: 'failed', willRetry: false, code: 'CLOSED', message: 'io server disconnect' });
    wall.pass(1000);
    expect(socket.connects).toBe(2);
    expect(state()).toMatchObject({ tries: 1, problem: null });
    socket.line({ is: 'failed', willRetry: false, code: 'TOO_MANY_SOCKETS', message: 'eight already' });
    expect(state().problem?.code).toBe('TOO_MANY_SOCKETS');
    wall.pass(1000);
    expect(socket.connects).toBe(3);
    socket.line({ is: 'failed', willRetry: false, code: 'WRONG_PROTOCOL', message: 'old' });
    wall.pass(10_000);
    expect(socket.connects).toBe(3);
    expect(state().link).toBe('wrong-version');
  });
});

const entry = (number: number): FrameEntry => ({
  number,
  phase: 'coast',
  status: 'confirmed',
  flags: 0,
  epochMs: T0,
  position: [7e6, 0, 0],
  velocity: [0, 7500, 0],
  thrust: [0, 0, 0],
  sigmaM: 500,
});
const key = (seq: number, entries: FrameEntry[]) =>
  encodeFrame({ kind: 'key', seq, base: 0, nowMs: T0, entries });
const delta = (seq: number, base: number, entries: FrameEntry[]) =>
  encodeFrame({ kind: 'delta', seq, base, nowMs: T0, entries });

describe('frames', () => {
  it('SY-56 acknowledges each frame and asks for a key when one does not fit', () => {
    const { socket, source } = joined();
    socket.give('frame', 's', 'SHARED', key(5, [entry(1)]));
    socket.give('frame', 's', 'SHARED', delta(6, 5, [entry(2)]));
    socket.give('frame', 's', 'SHARED', delta(9, 8, [entry(3)]));
    socket.give('frame', 's', 'SHARED', new ArrayBuffer(7));
    const acks = socket.of('frameAck').map(([a]) => [a.seq, a.needKey]);
    expect(acks).toEqual([
      [5, false],
      [6, false],
      [6, true],
      [0, true],
    ]);
    expect(source.tracks('SHARED').numbers()).toEqual([1, 2]);
  });

  it('SY-56 after a new connection only a key is taken; the old states stay until it comes', () => {
    const { socket, source, answerJoin } = joined();
    socket.give('frame', 's', 'SHARED', key(5, [entry(1)]));
    socket.line({ is: 'down' });
    socket.line({ is: 'up' });
    answerJoin({ views: [] });
    socket.give('frame', 's', 'SHARED', delta(6, 5, [entry(2)]));
    expect(source.tracks('SHARED').numbers()).toEqual([1]);
    expect(socket.of('frameAck').at(-1)?.[0].needKey).toBe(true);
    socket.give('frame', 's', 'SHARED', key(1, [entry(3)]));
    expect(source.tracks('SHARED').numbers()).toEqual([3]);
  });
});

describe('clock and silence', () => {
  it('SY-57 session time runs at the session’s speed between two words of the server', () => {
    const { socket, source, wall } = joined();
    wall.pass(400);
    expect(source.nowMs()).toBe(T0 + 400);
    socket.give('clock', clockAt(T0 + 400, wall.now(), { speed: 20 }));
    wall.pass(500);
    expect(source.nowMs()).toBe(T0 + 10_400);
    socket.give('clock', clockAt(T0 + 20_000, wall.now(), { state: 'finished' }));
    wall.pass(500);
    expect(source.nowMs()).toBe(T0 + 20_000);
  });

  it('SY-57 a ping gives round trip and offset', () => {
    const { socket, state, wall } = joined();
    const ping = socket.of('ping').at(-1);
    const sent = wall.now();
    wall.pass(40);
    ping?.[0]({ wallMs: sent + 20 + 5000 });
    expect(state()).toMatchObject({ rttMs: 40, offsetMs: 5000 });
  });

  it('SY-58 the line is late after 3 s of silence and lost after 10 s, and time then stands at the last word', () => {
    const { source, state, wall, alive } = joined();
    alive(5);
    const heard = source.nowMs();
    wall.pass(2900);
    expect(state().link).toBe('live');
    wall.pass(600);
    expect(state().link).toBe('late');
    expect(source.nowMs()).toBe(heard + 3500);
    wall.pass(7000);
    expect(state()).toMatchObject({ link: 'lost', lastHeardMs: heard });
    expect(source.nowMs()).toBe(heard);
    expect(source.silenceMs()).toBe(10_500);
    wall.pass(30_000);
    expect(source.nowMs()).toBe(heard);
  });

  it('SY-58 a word in time makes a late line live again', () => {
    const { socket, state, wall, alive } = joined();
    alive(1);
    wall.pass(4000);
    expect(state().link).toBe('late');
    socket.give('clock', clockAt(T0 + 5000, wall.now()));
    expect(state().link).toBe('live');
  });

  it('SY-58 a machine that slept reads what came before it calls the line lost', () => {
    const { state, wall, alive } = joined();
    alive(2);
    wall.sleep(60_000);
    wall.pass(400);
    expect(state().link).toBe('live');
    wall.pass(600);
    expect(state().link).toBe('lost');
  });

  it('SY-59 after a loss it says what was missed, and time runs again', () => {
    const { socket, source, state, wall, answerJoin, alive } = joined();
    alive(3);
    wall.pass(12_000);
    expect(state().link).toBe('lost');
    socket.line({ is: 'up' });
    expect(state().link).toBe('lost');
    answerJoin({
      clock: clockAt(T0 + 15_000, wall.now()),
      views: [],
      resumed: [{ compartment: 'SHARED', from: 11, to: 13 }],
    });
    socket.give('events', batch(10, 13));
    expect(state()).toMatchObject({ link: 'live', tries: 0 });
    expect(state().restored).toEqual({ fromMs: T0 + 3000, toMs: T0 + 15_000, events: 3, alerts: 0 });
    wall.pass(1000);
    expect(source.nowMs()).toBe(T0 + 16_000);
  });

  it('SY-59 a silent line that still counts as connected is replaced', () => {
    const { socket, wall } = joined();
    wall.pass(11_000);
    expect(socket.connects).toBe(2);
  });
});

describe('commands', () => {
  const payload = { alert: 'a', seq: 1, seenRev: 4 };

  it('SY-60 sends a command again with the same id until a result comes', async () => {
    const { socket, source, state, wall } = joined();
    const result = source.send('alert.acknowledge', payload);
    expect(state().pending).toMatchObject([{ id: 'command-1', name: 'alert.acknowledge', tries: 1 }]);
    wall.pass(4000);
    wall.pass(4000);
    const sent = socket.of('command');
    expect(sent.map(([e]) => e.id)).toEqual(['command-1', 'command-1', 'command-1']);
    const answer: CommandResult = { code: 'DUPLICATE', original: { code: 'OK' } };
    sent[2]?.[1](answer);
    expect(await result).toEqual(answer);
    expect(state().pending).toEqual([]);
    wall.pass(60_000);
    expect(socket.of('command')).toHaveLength(3);
  });

  it('SY-60 keeps a command over a break and sends it when joined again, not before', async () => {
    const { socket, source, state, wall, answerJoin } = joined();
    const result = source.send('alert.acknowledge', payload);
    socket.line({ is: 'down' });
    wall.pass(30_000);
    socket.line({ is: 'up' });
    expect(socket.of('command')).toHaveLength(1);
    answerJoin({ views: [] });
    expect(socket.of('command').map(([e]) => e.id)).toEqual(['command-1', 'command-1']);
    expect(state().pending[0]?.tries).toBe(2);
    socket.of('command')[1]?.[1]({ code: 'OK' });
    expect(await result).toEqual({ code: 'OK' });
  });

  it('SY-60 a command given while the line is down waits for the join', () => {
    const { socket, source, state, wall, answerJoin } = joined();
    socket.line({ is: 'down' });
    void source.send('alert.acknowledge', payload);
    wall.pass(10_000);
    socket.line({ is: 'up' });
    wall.pass(10_000);
    expect(socket.of('command')).toEqual([]);
    expect(state().pending).toMatchObject([{ tries: 0 }]);
    answerJoin({ views: [] });
    expect(socket.of('command')).toHaveLength(1);
  });

  it('SY-60 two clicks are two commands; a second answer to one changes nothing', async () => {
    const { socket, source } = joined();
    const first = source.send('alert.acknowledge', payload);
    const second = source.send('alert.acknowledge', payload);
    const [a, b] = socket.of('command');
    expect(a?.[0].id).not.toBe(b?.[0].id);
    a?.[1]({ code: 'OK' });
    a?.[1]({ code: 'NOT_FOUND' });
    b?.[1]({ code: 'NOT_FOUND' });
    expect(await first).toEqual({ code: 'OK' });
    expect(await second).toEqual({ code: 'NOT_FOUND' });
  });
});

it('SY-61 ten minutes on, what ended a watch ago is swept out of the views', () => {
  const { socket, state, wall } = joined();
  socket.give('events', {
    session: 's',
    compartment: 'SHARED',
    after: 10,
    to: 11,
    events: [
      {
        kind: 'session.gap',
        label: sharedLabel('CENTER', 'LIVE'),
        body: { fromMs: T0 - 10 * 3600e3, toMs: T0 - 9 * 3600e3 },
        v: 1,
        seq: 11,
        atMs: T0,
      },
    ],
  });
  expect(state().views.SHARED?.gaps).toHaveLength(1);
  for (let i = 0; i < 620; i++) {
    wall.pass(1000);
    socket.give('clock', clockAt(T0 + 1000 * i, wall.now()));
  }
  expect(state().views.SHARED?.gaps).toEqual([]);
});
