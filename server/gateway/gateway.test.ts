import { EventEmitter, once } from 'node:events';
import { createServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { io, type Socket } from 'socket.io-client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CommandResult } from '../../domain/alert';
import { type Compartment, nationalLabel, notificationLabel, sharedLabel } from '../../domain/labels';
import type { Principal } from '../../domain/participants';
import type {
  ClientToServer,
  EventBatch,
  JoinAnswer,
  ServerToClient,
  SessionClock,
} from '../../domain/protocol/socket';
import { PROTOCOL_VERSION } from '../../domain/protocol/version';
import type { StoredEvent } from '../../domain/records';
import { EPOCH, filed, launch, launchAlert, officer, track } from '../../domain/testing/samples';
import { demoEdge } from '../auth/edge';
import { twoSensorConfig } from '../engine/testing/two-sensors';
import type { Sessions } from '../sessions/manager';
import { compartmentsOfSession } from '../sessions/meta';
import { OpenSession } from '../sessions/session';
import { Gateway } from './gateway';

type Console = Socket<ServerToClient, ClientToServer>;
/** Who is behind which cookie. */
const SEATS: Record<string, Principal> = {
  p1: officer('P1'),
  p2: officer('P2'),
  p1duty: officer('P1', 'duty'),
  obs: officer('O1', 'observer'),
};

class FakeSessions extends EventEmitter {
  readonly session: OpenSession;
  readonly calls: string[] = [];
  result: CommandResult = { code: 'OK' };

  constructor() {
    super();
    const config = twoSensorConfig(EPOCH);
    this.session = new OpenSession(
      {
        ...{ v: 1, id: 'test', config, createdMs: EPOCH, openedBy: null, speed: 1 },
        source: { kind: 'world', seed: 1, pace: 'brisk', historyS: 0 },
        compartments: compartmentsOfSession(config.participants),
      },
      {
        session: 'test',
        nowMs: EPOCH,
        wallMs: 1000,
        speed: 5,
        wantedSpeed: 5,
        heldBy: null,
        state: 'running',
        readonly: false,
      },
    );
    this.session.ready = true;
  }
  get(id: string): OpenSession | undefined {
    return id === 'test' ? this.session : undefined;
  }
  desks() {
    return {
      enter: (_key: string, p: Principal) => this.calls.push(`enter ${p.participant}`),
      leave: () => this.calls.push('leave'),
      all: () => [],
    };
  }
  wake(id: string): void {
    this.calls.push(`wake ${id}`);
  }
  askKey(_id: string, compartment: Compartment): void {
    this.calls.push(`key ${compartment}`);
  }
  setAwake(_id: string, awake: boolean): void {
    this.calls.push(`awake ${awake}`);
  }
  async command(_id: string, id: string, by: Principal, command: { name: string }): Promise<CommandResult> {
    this.calls.push(`command ${id} ${by.userId} ${command.name}`);
    return this.result;
  }
  /** As the manager does after a commit: fold, then tell. */
  commit(...events: StoredEvent[]): void {
    const heads = new Map<Compartment, number>();
    for (const e of events) {
      const c = compartment(e);
      heads.set(c, Math.max(heads.get(c) ?? 0, e.seq));
    }
    for (const span of this.session.fold(events, heads)) this.emit('events', { session: 'test', ...span });
  }
}
const compartment = (e: StoredEvent): Compartment =>
  e.label.cls === 'NATIONAL' ? `NAT:${e.label.owner}` : e.label.cls === 'NOTIFICATION' ? 'NOTIF' : 'SHARED';
const shared = (seq: number): StoredEvent => ({
  ...{
    v: 1,
    seq,
    atMs: EPOCH,
    kind: 'launch.changed',
    label: sharedLabel('CENTER', 'LIVE'),
    body: launch({ rev: seq }),
  },
});
const alertEvent = (seq: number): StoredEvent => ({
  ...{ v: 1, seq, atMs: EPOCH, kind: 'alert.changed', label: sharedLabel('CENTER', 'LIVE') },
  body: launchAlert(['P1', 'P2']),
});
const nat = (owner: string, seq: number): StoredEvent => ({
  ...{ v: 1, seq, atMs: EPOCH, kind: 'track.changed', label: nationalLabel(owner, 'LIVE') },
  body: track({ id: `track_of_${owner}`, rev: seq }),
});
const notif = (seq: number): StoredEvent => ({
  ...{
    v: 1,
    seq,
    atMs: EPOCH,
    kind: 'notification.changed',
    label: notificationLabel('P1', 'LIVE'),
    body: filed(),
  },
});

let http: HttpServer;
let sessions: FakeSessions;
let gateway: Gateway;
let port = 0;
let nowMs = 1000;
let ended: ((key: string) => void)[] = [];
const signedOut = new Set<string>();
const open: Console[] = [];

beforeEach(async () => {
  http = createServer();
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  port = (http.address() as AddressInfo).port;
  sessions = new FakeSessions();
  ended = [];
  signedOut.clear();
  nowMs = 1000;
  gateway = new Gateway({
    ...{ http, participants: [], edge: demoEdge(port), demo: true, nowMs: () => nowMs },
    sessions: sessions as unknown as Sessions,
    auth: {
      principalFor: async (cookie, desk) => {
        const seat = new RegExp(`(?:^|; )sid${desk ? `_${desk}` : ''}=(\\w+)`).exec(cookie ?? '')?.[1] ?? '';
        const principal = SEATS[seat];
        return principal && !signedOut.has(seat) ? { principal, key: seat } : null;
      },
      stillValid: async (key) => !signedOut.has(key),
      onEnded: (handler) => void ended.push(handler),
    },
  });
});
afterEach(async () => {
  for (const socket of open.splice(0)) socket.disconnect();
  await gateway.close();
  http.close();
});

interface Dial {
  cookie?: string;
  origin?: string;
  auth?: object;
}
function dial({ cookie = 'sid=p1', origin = `http://127.0.0.1:${port}`, auth = {} }: Dial = {}): Console {
  const socket: Console = io(`http://127.0.0.1:${port}`, {
    ...{ transports: ['websocket'], reconnection: false, forceNew: true, autoConnect: false },
    auth: { protocol: PROTOCOL_VERSION, desk: '', ...auth },
    extraHeaders: { cookie, origin },
  });
  open.push(socket);
  return socket;
}
const connected = (socket: Console): Promise<string> =>
  new Promise((resolve) => {
    socket.on('connect', () => resolve('connected'));
    socket.on('connect_error', (e) => resolve(e.message));
    socket.connect();
  });
const join = (socket: Console, have: Record<string, number> = {}, session = 'test'): Promise<JoinAnswer> =>
  socket.emitWithAck('join', { session, have });
/** Everything that was sent before now has come: the ping goes the same way. */
const settled = async (socket: Console): Promise<void> => void (await socket.emitWithAck('ping'));

interface Seen {
  socket: Console;
  answer: Extract<JoinAnswer, { ok: true }>;
  batches: EventBatch[];
  frames: string[];
  clocks: SessionClock[];
  byes: string[];
}
async function watch(seat: string, have: Record<string, number> = {}): Promise<Seen> {
  const socket = dial({ cookie: `sid=${seat}` });
  const batches: EventBatch[] = [];
  const frames: string[] = [];
  const clocks: SessionClock[] = [];
  const byes: string[] = [];
  socket.on('events', (b) => batches.push(b));
  socket.on('frame', (_s, c, f) => frames.push(`${c} ${new Uint8Array(f)[0]}`));
  socket.on('clock', (c) => clocks.push(c));
  socket.on('bye', (b) => byes.push(b.error));
  expect(await connected(socket)).toBe('connected');
  const answer = await join(socket, have);
  if (!answer.ok) throw new Error(answer.error);
  return { socket, answer, batches, frames, clocks, byes };
}
const command = (socket: Console, name: string, payload: unknown, id = 'cmd-00001'): Promise<CommandResult> =>
  socket.emitWithAck('command', { id, session: 'test', name, payload });
const note = { body: 'a line', language: 'en' };

describe('the gateway', () => {
  it('SY-31 lets in who is signed in, by the cookie of the desk that the handshake names', async () => {
    expect(await connected(dial({ cookie: 'sid=p1' }))).toBe('connected');
    expect(await connected(dial({ cookie: 'sid_B=p2', auth: { desk: 'B' } }))).toBe('connected');
    expect(await connected(dial({ cookie: 'sid_B=p2', auth: { desk: 'A' } }))).toBe('UNAUTHORIZED');
    expect(await connected(dial({ cookie: 'sid=nobody' }))).toBe('UNAUTHORIZED');
    expect(await connected(dial({ auth: { protocol: 99 } }))).toBe('WRONG_PROTOCOL');
    expect(await connected(dial({ auth: { desk: '../x' } }))).toBe('BAD_REQUEST');
    expect(await connected(dial({ auth: { party: 'P2' } }))).toBe('BAD_REQUEST');
    expect(await connected(dial({ origin: 'http://evil.example' }))).toBe('websocket error');
  });

  it('SY-32 a console joins the compartments of its officer, with a snapshot of each, and no other', async () => {
    sessions.commit(shared(1), nat('P1', 1), nat('P2', 1), notif(1));
    const joined = async (seat: string) =>
      (await watch(seat)).answer.views.map((v) =>
        [v.compartment, v.seq, ...Object.keys(v.view.tracks)].join(' '),
      );
    expect(await joined('p1')).toEqual(['SHARED 1', 'NAT:P1 1 track_of_P1', 'NOTIF 1']);
    expect(await joined('p2')).toEqual(['SHARED 1', 'NAT:P2 1 track_of_P2', 'NOTIF 1']);
    expect(await joined('obs')).toEqual(['NOTIF 1']);
  });

  it('SY-32 a join that cannot be is refused by its code', async () => {
    const socket = dial();
    await connected(socket);
    expect(await join(socket, {}, 'none')).toMatchObject({ ok: false, error: 'NOT_FOUND' });
    expect(await join(socket, { SHARED: -1 })).toMatchObject({ ok: false, error: 'BAD_REQUEST' });
    sessions.session.ready = false;
    expect(await join(socket)).toMatchObject({ ok: false, error: 'NOT_READY' });
    // One that nobody has opened since the start is opened now; the console asks again.
    expect(sessions.calls).toEqual(['wake test']);
  });

  it("SY-33 no console ever gets another Party's national record, nor an observer anything but notifications", async () => {
    const [p1, p2, obs] = [await watch('p1'), await watch('p2'), await watch('obs')];
    for (let i = 1; i <= 5; i++) sessions.commit(shared(i), nat('P1', i), nat('P2', i), notif(i));
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
    sessions.commit(shared(1), shared(2), shared(3), nat('P1', 1));
    const s = await watch('p1', { SHARED: 1, 'NAT:P1': 1 });
    sessions.commit(shared(4));
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
    sessions.commit(shared(1), shared(2));
    const socket = dial();
    const order: string[] = [];
    socket.on('events', (b) => order.push(`${b.after}-${b.to}`));
    await connected(socket);
    // The desk is entered in the middle of the join: what is committed there is as close to it as can be.
    sessions.desks = () => ({
      enter: () => sessions.calls.push('enter'),
      leave: () => 0,
      all: () => {
        return [];
      },
    });
    const awake = sessions.setAwake.bind(sessions);
    sessions.setAwake = (id, on) => {
      awake(id, on);
      queueMicrotask(() => sessions.commit(shared(3)));
    };
    await join(socket, { SHARED: 1 });
    await settled(socket);
    expect(order).toEqual(['1-2', '2-3']);
  });

  it('SY-34 one that claims more than there is gets a snapshot', async () => {
    sessions.commit(shared(1));
    const s = await watch('p1', { SHARED: 50, 'NAT:P2': 1 });
    expect(s.answer.resumed).toEqual([]);
    expect(s.answer.views.map((v) => [v.compartment, v.seq])).toEqual([
      ['SHARED', 1],
      ['NAT:P1', 0],
      ['NOTIF', 0],
    ]);
  });

  it('SY-35 a command goes in with who is signed in, and its result comes back', async () => {
    sessions.commit(alertEvent(1));
    const s = await watch('p1');
    const payload = { alert: launchAlert(['P1', 'P2']).id, seq: 1, seenRev: 1 };
    sessions.result = { code: 'DUPLICATE', original: { code: 'OK' } };
    expect(await command(s.socket, 'alert.acknowledge', payload)).toEqual(sessions.result);
    expect(sessions.calls).toContain('command cmd-00001 user:P1:supervisor alert.acknowledge');
  });

  it('SY-35 nothing goes in that is malformed, not allowed, of another session, or of one who has signed out', async () => {
    const s = await watch('p1');
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
    signedOut.add('p1');
    codes.push(await command(s.socket, 'log.write', note));
    expect(codes).toMatchObject([
      { code: 'BAD_REQUEST', field: 'payload.body' },
      { code: 'BAD_REQUEST', field: 'name' },
      { code: 'BAD_REQUEST', field: 'id' },
      { code: 'NOT_FOUND' },
      { code: 'NOT_FOUND' },
      { code: 'FORBIDDEN', reason: 'signedOut' },
    ]);
    const obs = await watch('obs');
    expect(await command(obs.socket, 'log.write', note)).toEqual({ code: 'FORBIDDEN', reason: 'notForRole' });
    const unjoined = dial();
    signedOut.clear();
    await connected(unjoined);
    expect(await command(unjoined, 'log.write', note)).toEqual({ code: 'NOT_FOUND' });
    expect(sessions.calls.filter((c) => c.startsWith('command'))).toEqual([]);
  });

  it('SY-36 a flood is refused: twenty words a second from one socket, and a rate of each command for one user', async () => {
    const s = await watch('p1');
    const results = await Promise.all(
      Array.from({ length: 40 }, (_, i) => command(s.socket, 'log.write', note, `cmd-${i}-0000`)),
    );
    const codes = results.map((r) => r.code);
    expect(codes.filter((c) => c === 'OK').length).toBe(19);
    expect(codes.filter((c) => c === 'RATE_LIMITED').length).toBe(21);
    // Another socket of the same officer has words left, but not commands: 30 a minute, over all of his sockets.
    const more = await watch('p1');
    const again = await Promise.all(
      Array.from({ length: 15 }, (_, i) => command(more.socket, 'log.write', note, `cmd-${i}-1111`)),
    );
    expect(again.filter((r) => r.code === 'OK').length).toBe(11);
    expect(again.find((r) => r.code === 'RATE_LIMITED')).toEqual({ code: 'RATE_LIMITED', retryAfterS: 60 });
  });

  it('SY-37 frames: a key first, then deltas while the window is open; none for notifications', async () => {
    const [p1, obs] = [await watch('p1'), await watch('obs')];
    expect(sessions.calls.filter((c) => c.startsWith('key'))).toEqual(['key SHARED', 'key NAT:P1']);
    const frame = (kind: 'key' | 'delta', n: number, c: Compartment = 'SHARED') =>
      sessions.emit('frame', {
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
    expect(sessions.calls.filter((c) => c === 'key SHARED').length).toBe(2);
    frame('key', 12);
    frame('delta', 13);
    ack(true);
    await settled(p1.socket);
    frame('delta', 14);
    await settled(p1.socket);
    expect(p1.frames.slice(4)).toEqual(['SHARED 12', 'SHARED 13']);
    expect(sessions.calls.filter((c) => c === 'key SHARED').length).toBe(3);
  });

  it('SY-38 the end of a sign-in ends its sockets at once, and no others', async () => {
    const [p1, p2] = [await watch('p1'), await watch('p2')];
    const closed = new Promise((resolve) => p1.socket.on('disconnect', resolve));
    for (const handler of ended) handler('p1');
    await closed;
    expect(p1.byes).toEqual(['SIGNED_OUT']);
    await settled(p2.socket);
    expect([p2.byes, p2.socket.connected]).toEqual([[], true]);
  });

  it('SY-38 a console that is looked at is asked once a minute whether its sign-in holds', async () => {
    const s = await watch('p1');
    signedOut.add('p1');
    await settled(s.socket);
    expect(s.socket.connected).toBe(true);
    nowMs += 60_000;
    const closed = new Promise((resolve) => s.socket.on('disconnect', resolve));
    await settled(s.socket);
    await closed;
    expect(s.byes).toEqual(['SIGNED_OUT']);
  });

  it('SY-38 one sign-in has eight sockets at most', async () => {
    for (let i = 0; i < 8; i++) expect(await connected(dial())).toBe('connected');
    expect(await connected(dial())).toBe('TOO_MANY_SOCKETS');
    expect(await connected(dial({ cookie: 'sid=p2' }))).toBe('connected');
  });

  it('SY-39 a desk is entered and left with its console; a session that nobody looks at may sleep', async () => {
    const [p1, p2] = [await watch('p1'), await watch('p2')];
    const left = async (s: Seen): Promise<void> => {
      const n = sessions.calls.length;
      s.socket.disconnect();
      while (sessions.calls.length === n) await new Promise(setImmediate);
    };
    await left(p1);
    await left(p2);
    const calls = sessions.calls.filter((c) => !c.startsWith('key'));
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
    nowMs = 3000;
    const [p1, obs] = [await watch('p1'), await watch('obs')];
    // Session time ran at 5× for the two seconds since the clock was last told.
    expect(p1.answer.clock).toMatchObject({ nowMs: EPOCH + 10_000, wallMs: 3000, speed: 5 });
    sessions.emit('clock', { ...sessions.session.clock, speed: 1 });
    for (const s of [p1, obs]) await settled(s.socket);
    expect([p1.clocks.length, obs.clocks.length]).toEqual([1, 1]);
    expect(await p1.socket.emitWithAck('ping')).toEqual({ wallMs: 3000 });
  });

  it('SY-40 an observer learns from the clock neither what holds it nor what was asked for', async () => {
    const held = { ...sessions.session.clock, speed: 1, wantedSpeed: 20, heldBy: 'launch:launch_a#1' };
    sessions.session.clock = held;
    const [p1, obs] = [await watch('p1'), await watch('obs')];
    sessions.emit('clock', held);
    for (const s of [p1, obs]) await settled(s.socket);
    expect(p1.answer.clock).toMatchObject({ heldBy: 'launch:launch_a#1', wantedSpeed: 20 });
    expect(p1.clocks).toEqual([held]);
    expect(JSON.stringify([obs.answer.clock, obs.clocks])).not.toMatch(/launch_a|20}|:20,/);
  });

  it('SY-16 a connected socket has handlers for what the protocol names and for nothing else', async () => {
    await watch('p1');
    const [socket] = gateway.io.sockets.sockets.values();
    expect(socket?.eventNames().map(String).sort()).toEqual([
      ...['command', 'disconnect', 'error', 'frameAck', 'join', 'ping'],
    ]);
  });

  it('SY-66 what was held of another session is of no use: the join starts from snapshots', async () => {
    sessions.commit(shared(1), shared(2), nat('P1', 1), notif(1));
    const have = { SHARED: 1, 'NAT:P1': 1, NOTIF: 1 };
    const of = async (id?: string) => {
      const socket = dial();
      await connected(socket);
      const answer = await socket.emitWithAck('join', { session: 'test', have, ...(id ? { of: id } : {}) });
      return answer.ok ? [answer.views.length, answer.resumed.length] : answer.error;
    };
    expect(await of()).toEqual([0, 3]);
    expect(await of('test')).toEqual([0, 3]);
    expect(await of('test-of-yesterday')).toEqual([3, 0]);
  });

  it('SY-41 a server that goes down says so', async () => {
    const s = await watch('p1');
    const closed = new Promise((resolve) => s.socket.on('disconnect', resolve));
    await gateway.close();
    await closed;
    expect(s.byes).toEqual(['SHUTTING_DOWN']);
  });

  it('SY-41 words without an answer, of no shape, or of no name do no harm', async () => {
    const s = await watch('p1');
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
