import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EPOCH, launchAlert } from '../../domain/testing/samples';
import { twoSensorConfig } from '../engine/testing/two-sensors';
import {
  alertEvent,
  command,
  connected,
  GatewayRig,
  join,
  nat,
  note,
  notif,
  type Seen,
  settled,
  shared,
} from './testing/rig';

let rig: GatewayRig;
beforeEach(async () => {
  rig = await GatewayRig.open(twoSensorConfig(EPOCH));
});
afterEach(() => rig.close());

describe('the gateway', () => {
  it('SY-31 lets in who is signed in, by the cookie of the desk that the handshake names', async () => {
    expect(await connected(rig.dial({ cookie: 'sid=p1' }))).toBe('connected');
    expect(await connected(rig.dial({ cookie: 'sid_B=p2', auth: { desk: 'B' } }))).toBe('connected');
    expect(await connected(rig.dial({ cookie: 'sid_B=p2', auth: { desk: 'A' } }))).toBe('UNAUTHORIZED');
    expect(await connected(rig.dial({ cookie: 'sid=nobody' }))).toBe('UNAUTHORIZED');
    expect(await connected(rig.dial({ auth: { protocol: 99 } }))).toBe('WRONG_PROTOCOL');
    expect(await connected(rig.dial({ auth: { desk: '../x' } }))).toBe('BAD_REQUEST');
    expect(await connected(rig.dial({ auth: { party: 'P2' } }))).toBe('BAD_REQUEST');
    expect(await connected(rig.dial({ origin: 'http://evil.example' }))).toBe('websocket error');
  });

  it('SY-32 a console joins the compartments of its officer, with a snapshot of each, and no other', async () => {
    rig.sessions.commit(shared(1), nat('P1', 1), nat('P2', 1), notif(1));
    const joined = async (seat: string) =>
      (await rig.watch(seat)).answer.views.map((v) =>
        [v.compartment, v.seq, ...Object.keys(v.view.tracks)].join(' '),
      );
    expect(await joined('p1')).toEqual(['SHARED 1', 'NAT:P1 1 track_of_P1', 'NOTIF 1']);
    expect(await joined('p2')).toEqual(['SHARED 1', 'NAT:P2 1 track_of_P2', 'NOTIF 1']);
    expect(await joined('obs')).toEqual(['NOTIF 1']);
  });

  it('SY-32 a join that cannot be is refused by its code', async () => {
    const socket = rig.dial();
    await connected(socket);
    expect(await join(socket, {}, 'none')).toMatchObject({ ok: false, error: 'NOT_FOUND' });
    expect(await join(socket, { SHARED: -1 })).toMatchObject({ ok: false, error: 'BAD_REQUEST' });
    rig.sessions.session.ready = false;
    expect(await join(socket)).toMatchObject({ ok: false, error: 'NOT_READY' });
    // One that nobody has opened since the start is opened now; the console asks again.
    expect(rig.sessions.calls).toEqual(['wake test']);
  });

  it("SY-33 no console ever gets another Party's national record, nor an observer anything but notifications", async () => {
    const [p1, p2, obs] = [await rig.watch('p1'), await rig.watch('p2'), await rig.watch('obs')];
    for (let i = 1; i <= 5; i++) rig.sessions.commit(shared(i), nat('P1', i), nat('P2', i), notif(i));
    for (const s of [p1, p2, obs]) await settled(s.socket);
    const got = (s: Seen) => new Set(s.batches.map((b) => b.compartment));
    expect(got(p1)).toEqual(new Set(['SHARED', 'NAT:P1', 'NOTIF']));
    expect(got(p2)).toEqual(new Set(['SHARED', 'NAT:P2', 'NOTIF']));
    expect(got(obs)).toEqual(new Set(['NOTIF']));
    expect(JSON.stringify(p1.batches)).not.toContain('track_of_P2');
    expect(JSON.stringify(p2.batches)).not.toContain('track_of_P1');
    expect(JSON.stringify(obs.batches)).not.toMatch(/track_of|launch_a/);
    expect(p1.batches.length).toBe(15);
  });

  it('SY-34 a console that was away gets the answer and then what it missed, before anything later', async () => {
    rig.sessions.commit(shared(1), shared(2), shared(3), nat('P1', 1));
    const s = await rig.watch('p1', { SHARED: 1, 'NAT:P1': 1 });
    rig.sessions.commit(shared(4));
    await settled(s.socket);
    expect(s.answer.resumed).toEqual([
      { compartment: 'SHARED', from: 1, to: 3 },
      { compartment: 'NAT:P1', from: 1, to: 1 },
    ]);
    expect(s.answer.views.map((v) => v.compartment)).toEqual(['NOTIF']);
    expect(s.batches.map((b) => [b.after, b.to, b.events.map((e) => e.seq)])).toEqual([
      [1, 3, [2, 3]],
      [3, 4, [4]],
    ]);
  });

  it('SY-34 what is committed in the same breath as the join comes after what was missed', async () => {
    rig.sessions.commit(shared(1), shared(2));
    const socket = rig.dial();
    const order: string[] = [];
    socket.on('events', (b) => order.push(`${b.after}-${b.to}`));
    await connected(socket);
    // The desk is entered in the middle of the join: what is committed there is as close to it as can be.
    rig.sessions.desks = () => ({
      enter: () => rig.sessions.calls.push('enter'),
      lock: () => 0,
      leave: () => 0,
      all: () => {
        return [];
      },
    });
    const awake = rig.sessions.words.setAwake;
    rig.sessions.words.setAwake = (id, on) => {
      awake(id, on);
      queueMicrotask(() => rig.sessions.commit(shared(3)));
    };
    await join(socket, { SHARED: 1 });
    await settled(socket);
    expect(order).toEqual(['1-2', '2-3']);
  });

  it('SY-34 one that claims more than there is gets a snapshot', async () => {
    rig.sessions.commit(shared(1));
    const s = await rig.watch('p1', { SHARED: 50, 'NAT:P2': 1 });
    expect(s.answer.resumed).toEqual([]);
    expect(s.answer.views.map((v) => [v.compartment, v.seq])).toEqual([
      ['SHARED', 1],
      ['NAT:P1', 0],
      ['NOTIF', 0],
    ]);
  });

  it('SY-35 a command goes in with who is signed in, and its result comes back', async () => {
    rig.sessions.commit(alertEvent(1));
    const s = await rig.watch('p1');
    const payload = { alert: launchAlert(['P1', 'P2']).id, seq: 1, seenRev: 1 };
    rig.sessions.result = { code: 'DUPLICATE', original: { code: 'OK' } };
    expect(await command(s.socket, 'alert.acknowledge', payload)).toEqual(rig.sessions.result);
    expect(rig.sessions.calls).toContain('command cmd-00001 user:P1:supervisor alert.acknowledge');
  });

  it('SY-35 nothing goes in that is malformed, not allowed, of another session, or of one who has signed out', async () => {
    const s = await rig.watch('p1');
    const codes: unknown[] = [
      await command(s.socket, 'log.write', { body: '' }),
      await command(s.socket, 'alert.close', {}),
      await command(s.socket, 'log.write', note, 'short'),
      await command(s.socket, 'alert.acknowledge', { alert: 'x#1', seq: 1, seenRev: 1 }),
      await s.socket.emitWithAck('command', {
        id: 'cmd-00001',
        session: 'other',
        name: 'log.write',
        payload: note,
      }),
    ];
    rig.signedOut.add('p1');
    codes.push(await command(s.socket, 'log.write', note));
    expect(codes).toMatchObject([
      { code: 'BAD_REQUEST', field: 'payload.body' },
      { code: 'BAD_REQUEST', field: 'name' },
      { code: 'BAD_REQUEST', field: 'id' },
      { code: 'NOT_FOUND' },
      { code: 'NOT_FOUND' },
      { code: 'FORBIDDEN', reason: 'signedOut' },
    ]);
    const obs = await rig.watch('obs');
    expect(await command(obs.socket, 'log.write', note)).toEqual({ code: 'FORBIDDEN', reason: 'notForRole' });
    const unjoined = rig.dial();
    rig.signedOut.clear();
    await connected(unjoined);
    expect(await command(unjoined, 'log.write', note)).toEqual({ code: 'NOT_FOUND' });
    expect(rig.sessions.calls.filter((c) => c.startsWith('command'))).toEqual([]);
  });

  it('SY-36 a flood is refused: twenty words a second from one socket, and a rate of each command for one user', async () => {
    const s = await rig.watch('p1');
    const results = await Promise.all(
      Array.from({ length: 40 }, (_, i) => command(s.socket, 'log.write', note, `cmd-${i}-0000`)),
    );
    const codes = results.map((r) => r.code);
    expect(codes.filter((c) => c === 'OK').length).toBe(19);
    expect(codes.filter((c) => c === 'RATE_LIMITED').length).toBe(21);
    // Another socket of the same officer has words left, but not commands: 30 a minute, over all of his sockets.
    const more = await rig.watch('p1');
    const again = await Promise.all(
      Array.from({ length: 15 }, (_, i) => command(more.socket, 'log.write', note, `cmd-${i}-1111`)),
    );
    expect(again.filter((r) => r.code === 'OK').length).toBe(11);
    expect(again.find((r) => r.code === 'RATE_LIMITED')).toEqual({ code: 'RATE_LIMITED', retryAfterS: 60 });
  });

  it('SY-16 a connected socket has handlers for what the protocol names and for nothing else', async () => {
    await rig.watch('p1');
    const [socket] = rig.gateway.io.sockets.sockets.values();
    expect(socket?.eventNames().map(String).sort()).toEqual([
      ...['command', 'disconnect', 'error', 'frameAck', 'join', 'lock', 'ping', 'seen'],
    ]);
  });

  it('SY-66 what was held of another session is of no use: the join starts from snapshots', async () => {
    rig.sessions.commit(shared(1), shared(2), nat('P1', 1), notif(1));
    const have = { SHARED: 1, 'NAT:P1': 1, NOTIF: 1 };
    const of = async (id?: string) => {
      const socket = rig.dial();
      await connected(socket);
      const answer = await socket.emitWithAck('join', { session: 'test', have, ...(id ? { of: id } : {}) });
      return answer.ok ? [answer.views.length, answer.resumed.length] : answer.error;
    };
    expect(await of()).toEqual([0, 3]);
    expect(await of('test')).toEqual([0, 3]);
    expect(await of('test-of-yesterday')).toEqual([3, 0]);
  });
});
