import { describe, expect, it } from 'vitest';
import { sharedLabel } from '../../domain/labels';
import { encodeFrame, type FrameEntry } from '../../domain/protocol/frames';
import { emptyView } from '../../domain/view';
import { batch, joined, me, open, T0 } from './testing';

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
    answerJoin({ views: [], resumed: [{ compartment: 'SHARED', from: 10, to: 10 }] });
    expect(state().views.SHARED).toBe(held);
    // What is neither given nor gone on with is no longer held.
    expect([state().seqs.SHARED, state().seqs.NOTIF, state().views.NOTIF]).toEqual([
      10,
      0,
      emptyView('NOTIF'),
    ]);
  });

  it('RL-29 a console whose own Party leaves asks anew at once, and keeps nothing of what it held', () => {
    const { socket, state, answerJoin } = joined();
    const left = (seq: number, participant: string) =>
      socket.give('events', {
        ...{ session: 's', compartment: 'SHARED', after: seq - 1, to: seq },
        events: [
          {
            ...{ v: 1, seq, atMs: T0, kind: 'member.left', label: sharedLabel('CENTER', 'LIVE') },
            body: { participant },
          },
        ],
      });
    const first = socket.lastJoin().request;
    left(11, 'P9');
    expect(socket.lastJoin().request).toBe(first);
    left(12, state().me?.participant ?? '');
    expect(socket.lastJoin().request.have).toMatchObject({ SHARED: 12 });
    answerJoin({ views: [], resumed: [{ compartment: 'NAT:P1', from: 10, to: 10 }] });
    expect(state().views.SHARED).toEqual(emptyView('SHARED'));
    expect(state().seqs).toEqual({ SHARED: 0, 'NAT:P1': 10, NOTIF: 0 });
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

  it('SY-55 asks again a little later when it asked too often', () => {
    const { socket, wall, state, answerJoin } = open();
    socket.line({ is: 'up' });
    socket.lastJoin().answer({ ok: false, error: 'RATE_LIMITED', message: 'too many words a second' });
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
