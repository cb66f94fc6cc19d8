import type { Socket } from 'socket.io-client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Compartment } from '../../domain/labels';
import { EPOCH } from '../../domain/testing/samples';
import { twoSensorConfig } from '../engine/testing/two-sensors';
import { connected, GatewayRig, note, type Seen, settled } from './testing/rig';

let rig: GatewayRig;
beforeEach(async () => {
  rig = await GatewayRig.open(twoSensorConfig(EPOCH));
});
afterEach(() => rig.close());

describe('the line of a console', () => {
  it('SY-37 frames: a key first, then deltas while the window is open; none for notifications', async () => {
    const [p1, obs] = [await rig.watch('p1'), await rig.watch('obs')];
    expect(rig.sessions.calls.filter((c) => c.startsWith('key'))).toEqual(['key SHARED', 'key NAT:P1']);
    const frame = (kind: 'key' | 'delta', n: number, c: Compartment = 'SHARED') =>
      rig.sessions.emit('frame', {
        session: 'test',
        compartment: c,
        kind,
        seq: n,
        frame: new Uint8Array([n]).buffer,
      });
    frame('delta', 1);
    frame('key', 2);
    frame('key', 3);
    for (let n = 4; n < 10; n++) frame('delta', n);
    frame('key', 10, 'NAT:P2');
    frame('key', 11, 'NOTIF');
    await settled(p1.socket);
    await settled(obs.socket);
    // Before its key a delta means nothing; a key is for those who ask; three deltas fill the window.
    expect(p1.frames).toEqual(['SHARED 2', 'SHARED 4', 'SHARED 5', 'SHARED 6']);
    expect(obs.frames).toEqual([]);
    const ack = (needKey: boolean) =>
      p1.socket.emit('frameAck', { session: 'test', compartment: 'SHARED', seq: 1, needKey });
    for (let i = 0; i < 4; i++) ack(false);
    await settled(p1.socket);
    expect(rig.sessions.calls.filter((c) => c === 'key SHARED').length).toBe(2);
    frame('key', 12);
    frame('delta', 13);
    ack(true);
    await settled(p1.socket);
    frame('delta', 14);
    await settled(p1.socket);
    expect(p1.frames.slice(4)).toEqual(['SHARED 12', 'SHARED 13']);
    expect(rig.sessions.calls.filter((c) => c === 'key SHARED').length).toBe(3);
  });

  it('SY-38 the end of a sign-in ends its sockets at once, and no others', async () => {
    const [p1, p2] = [await rig.watch('p1'), await rig.watch('p2')];
    const closed = new Promise((resolve) => p1.socket.on('disconnect', resolve));
    for (const handler of rig.ended) handler('p1', 'SIGNED_OUT');
    await closed;
    expect(p1.byes).toEqual(['SIGNED_OUT']);
    expect(rig.sessions.calls.filter((c) => c.startsWith('leave'))).toEqual(['leave for good']);
    expect(rig.sessions.calls).toContain('signed out p1');
    await settled(p2.socket);
    expect([p2.byes, p2.socket.connected]).toEqual([[], true]);
  });

  it('SY-38 a console that is looked at is asked once a minute whether its sign-in holds', async () => {
    const s = await rig.watch('p1');
    rig.signedOut.add('p1');
    await settled(s.socket);
    expect(s.socket.connected).toBe(true);
    rig.nowMs += 60_000;
    const closed = new Promise((resolve) => s.socket.on('disconnect', resolve));
    await settled(s.socket);
    await closed;
    expect(s.byes).toEqual(['SIGNED_OUT']);
  });

  it('SY-38 a desk that signs in anew loses its sockets and keeps its seat', async () => {
    const s = await rig.watch('p1');
    const closed = new Promise((resolve) => s.socket.on('disconnect', resolve));
    for (const handler of rig.ended) handler('p1', 'REPLACED');
    await closed;
    expect(rig.sessions.calls.filter((c) => c.startsWith('leave'))).toEqual(['leave']);
    expect(rig.sessions.calls).not.toContain('signed out p1');
  });

  it('SY-38 one sign-in has eight sockets at most', async () => {
    for (let i = 0; i < 8; i++) expect(await connected(rig.dial())).toBe('connected');
    expect(await connected(rig.dial())).toBe('TOO_MANY_SOCKETS');
    expect(await connected(rig.dial({ cookie: 'sid=p2' }))).toBe('connected');
  });

  it('SY-39 a desk is entered and left with its console; a session that nobody looks at may sleep', async () => {
    const [p1, p2] = [await rig.watch('p1'), await rig.watch('p2')];
    const left = async (s: Seen): Promise<void> => {
      const n = rig.sessions.calls.length;
      s.socket.disconnect();
      while (rig.sessions.calls.length === n) await new Promise(setImmediate);
    };
    await left(p1);
    await left(p2);
    const calls = rig.sessions.calls.filter((c) => !c.startsWith('key'));
    expect(calls).toEqual([
      'enter P1',
      'awake true',
      'enter P2',
      'awake true',
      'leave',
      'leave',
      'awake false',
    ]);
  });

  it('SY-40 the clock comes with the join as of now, and once at each change, however many compartments', async () => {
    rig.nowMs = 3000;
    const [p1, obs] = [await rig.watch('p1'), await rig.watch('obs')];
    // Session time ran at 5× for the two seconds since the clock was last told.
    expect(p1.answer.clock).toMatchObject({ nowMs: EPOCH + 10_000, wallMs: 3000, speed: 5 });
    rig.sessions.emit('clock', { ...rig.sessions.session.clock, speed: 1 });
    for (const s of [p1, obs]) await settled(s.socket);
    expect([p1.clocks.length, obs.clocks.length]).toEqual([1, 1]);
    expect(await p1.socket.emitWithAck('ping')).toEqual({ wallMs: 3000 });
  });

  it('SY-40 an observer learns from the clock neither what holds it nor what was asked for', async () => {
    const held = { ...rig.sessions.session.clock, speed: 1, wantedSpeed: 20, heldBy: 'launch:launch_a#1' };
    rig.sessions.session.clock = held;
    const [p1, obs] = [await rig.watch('p1'), await rig.watch('obs')];
    rig.sessions.emit('clock', held);
    for (const s of [p1, obs]) await settled(s.socket);
    expect(p1.answer.clock).toMatchObject({ heldBy: 'launch:launch_a#1', wantedSpeed: 20 });
    expect(p1.clocks).toEqual([held]);
    expect(JSON.stringify([obs.answer.clock, obs.clocks])).not.toMatch(/launch_a|20}|:20,/);
  });

  it('SY-161 a command that has come counts, though its line breaks before the sign-in was looked up', async () => {
    const s = await rig.watch('p1');
    let answer = (): void => {};
    rig.storeAnswers = new Promise((resolve) => {
      answer = resolve;
    });
    s.socket.emit(
      'command',
      { id: 'cmd-00001', session: 'test', name: 'log.write', payload: note },
      () => {},
    );
    await settled(s.socket);
    const left = vi.waitFor(() => expect(rig.sessions.calls).toContain('leave'));
    s.socket.disconnect();
    await left;
    expect(rig.sessions.calls.filter((c) => c.startsWith('command'))).toEqual([]);
    answer();
    const taken = () => rig.sessions.calls.filter((c) => c.startsWith('command cmd-00001'));
    await vi.waitFor(() => expect(taken()).toHaveLength(1));
  });

  it('SY-41 a server that goes down says so', async () => {
    const s = await rig.watch('p1');
    const closed = new Promise((resolve) => s.socket.on('disconnect', resolve));
    await rig.gateway.close();
    await closed;
    expect(s.byes).toEqual(['SHUTTING_DOWN']);
  });

  it('SY-41 words without an answer, of no shape, or of no name do no harm', async () => {
    const s = await rig.watch('p1');
    const raw = s.socket as unknown as Socket;
    raw.emit('join', { session: 'test', have: {} });
    raw.emit('command');
    raw.emit('frameAck', null);
    raw.emit('frameAck', { session: 'test', compartment: '__proto__', seq: 0, needKey: true });
    raw.emit('ping', 'now');
    raw.emit('constructor', 1);
    await settled(s.socket);
    expect(s.socket.connected).toBe(true);
  });
});
