import { EventEmitter, once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { io, type Socket } from 'socket.io-client';
import type { CommandResult } from '../../../domain/alert';
import {
  type Compartment,
  compartmentOf,
  nationalLabel,
  notificationLabel,
  sharedLabel,
} from '../../../domain/labels';
import { PROGRAM_PREFIX, type Principal } from '../../../domain/participants';
import type {
  ChainHead,
  ClientToServer,
  EventBatch,
  JoinAnswer,
  ServerToClient,
  SessionClock,
} from '../../../domain/protocol/socket';
import { PROTOCOL_VERSION } from '../../../domain/protocol/version';
import type { Sighting } from '../../../domain/receipts';
import type { StoredEvent } from '../../../domain/records';
import type { ActSignature } from '../../../domain/signature';
import { EPOCH, filed, launch, launchAlert, officer, track } from '../../../domain/testing/samples';
import { demoEdge } from '../../auth/edge';
import type { Sessions } from '../../sessions/manager';
import { compartmentsOfSession, type SessionMeta } from '../../sessions/meta';
import { OpenSession } from '../../sessions/session';
import { Gateway } from '../gateway';
import type { LockStore } from '../locks';

export type Console = Socket<ServerToClient, ClientToServer>;
/** Who is behind which cookie. */
const SEATS: Record<string, Principal> = {
  p1: officer('P1'),
  p2: officer('P2'),
  p3: officer('P3'),
  p4: officer('P4'),
  p1duty: officer('P1', 'duty'),
  obs: officer('O1', 'observer'),
  o2: officer('O2', 'observer'),
  admin: officer('P1', 'administrator'),
};

/** A program of P1 with a supervisor's role, behind its token. */
export const PROGRAM: Principal = { ...officer('P1'), userId: `${PROGRAM_PREFIX}p1` };

/** A store of locks that a second server may be opened over. */
export function memoryLocks(): LockStore & { held: Map<string, [string, boolean][]> } {
  const held = new Map<string, [string, boolean][]>();
  return {
    held,
    consoles: async (signIn) => held.get(signIn) ?? [],
    keepConsoles: async (signIn, consoles) => void held.set(signIn, consoles),
  };
}

export class FakeSessions extends EventEmitter {
  readonly session: OpenSession;
  readonly calls: string[] = [];
  readonly sightings: Sighting[] = [];
  result: CommandResult = { code: 'OK' };
  headSeq = 7;
  readonly words = {
    saw: (_id: string, sightings: Sighting[]): void => {
      this.sightings.push(...sightings);
      this.emit('saw');
    },
    askKey: (_id: string, compartment: Compartment): void => void this.calls.push(`key ${compartment}`),
    setAwake: (_id: string, awake: boolean): void => void this.calls.push(`awake ${awake}`),
  };

  constructor(config: SessionMeta['config']) {
    super();
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
  signedOut(signIn: string): void {
    this.calls.push(`signed out ${signIn}`);
  }
  desks() {
    return {
      enter: (_key: string, p: Principal, { locked }: { locked: boolean }) =>
        this.calls.push(`enter ${p.participant}${locked ? ' locked' : ''}`),
      lock: (_key: string, locked: boolean) => this.calls.push(locked ? 'lock' : 'unlock'),
      leave: (_key: string, signedOut: boolean) => this.calls.push(signedOut ? 'leave for good' : 'leave'),
      all: () => [],
    };
  }
  async heads(): Promise<ChainHead[]> {
    return (['NAT:P1', 'NAT:P2', 'NOTIF', 'SHARED'] as const).map((compartment) => ({
      ...{ compartment, seq: this.headSeq, hash: `hash of ${compartment}` },
    }));
  }
  wake(id: string): void {
    this.calls.push(`wake ${id}`);
  }
  async command(
    _id: string,
    id: string,
    by: Principal,
    command: { name: string },
    signature?: ActSignature,
  ): Promise<CommandResult> {
    const signed = signature ? ` ${signature.keyId}` : '';
    this.calls.push(`command ${id} ${by.userId} ${command.name}${signed}`);
    return this.result;
  }
  /** As the manager does after a commit: fold, then tell. */
  commit(...events: StoredEvent[]): void {
    const heads = new Map<Compartment, number>();
    for (const e of events) {
      const c = compartmentOf(e.label);
      heads.set(c, Math.max(heads.get(c) ?? 0, e.seq));
    }
    for (const span of this.session.fold(events, heads)) this.emit('events', { session: 'test', ...span });
  }
}
export const shared = (seq: number): StoredEvent => ({
  ...{
    v: 1,
    seq,
    atMs: EPOCH,
    kind: 'launch.changed',
    label: sharedLabel('CENTER', 'LIVE'),
    body: launch({ rev: seq }),
  },
});
export const alertEvent = (seq: number): StoredEvent => ({
  ...{ v: 1, seq, atMs: EPOCH, kind: 'alert.changed', label: sharedLabel('CENTER', 'LIVE') },
  body: launchAlert(['P1', 'P2']),
});
export const nat = (owner: string, seq: number): StoredEvent => ({
  ...{ v: 1, seq, atMs: EPOCH, kind: 'track.changed', label: nationalLabel(owner, 'LIVE') },
  body: track({ id: `track_of_${owner}`, rev: seq }),
});
export const notif = (seq: number): StoredEvent => ({
  ...{
    v: 1,
    seq,
    atMs: EPOCH,
    kind: 'notification.changed',
    label: notificationLabel('P1', 'LIVE'),
    body: filed(),
  },
});

export interface Dial {
  cookie?: string;
  origin?: string;
  auth?: object;
  /** Instead of cookie and origin. */
  headers?: Record<string, string>;
}
/** A console that has joined, and what came to it. */
export interface Seen {
  socket: Console;
  answer: Extract<JoinAnswer, { ok: true }>;
  batches: EventBatch[];
  frames: string[];
  clocks: SessionClock[];
  byes: string[];
}

export const connected = (socket: Console): Promise<string> =>
  new Promise((resolve) => {
    socket.on('connect', () => resolve('connected'));
    socket.on('connect_error', (e) => resolve(e.message));
    socket.connect();
  });
export const join = (
  socket: Console,
  have: Record<string, number> = {},
  session = 'test',
): Promise<JoinAnswer> => socket.emitWithAck('join', { session, have });
/** Everything that was sent before now has come: the ping goes the same way. */
export const settled = async (socket: Console): Promise<void> => void (await socket.emitWithAck('ping'));
export const command = (
  socket: Console,
  name: string,
  payload: unknown,
  id = 'cmd-00001',
): Promise<CommandResult> => socket.emitWithAck('command', { id, session: 'test', name, payload });
export const note = { body: 'a line', language: 'en' };

/** A gateway on a port of its own, over one session that the test commits into. */
export class GatewayRig {
  readonly sessions: FakeSessions;
  readonly gateway: Gateway;
  readonly port: number;
  nowMs = 1000;
  readonly ended: ((key: string, reason: string) => void)[] = [];
  readonly signedOut = new Set<string>();
  /** Until it resolves the store of sign-ins does not answer. */
  storeAnswers: Promise<void> = Promise.resolve();
  readonly #http: ReturnType<typeof createServer>;
  readonly #open: Console[] = [];

  static async open(config: SessionMeta['config']): Promise<GatewayRig> {
    const http = createServer();
    http.listen(0, '127.0.0.1');
    await once(http, 'listening');
    return new GatewayRig(http, config);
  }

  private constructor(http: ReturnType<typeof createServer>, config: SessionMeta['config']) {
    this.#http = http;
    this.port = (http.address() as AddressInfo).port;
    this.sessions = new FakeSessions(config);
    this.gateway = new Gateway({
      ...{ http, participants: [], edge: demoEdge(this.port), demo: true, nowMs: () => this.nowMs },
      locks: memoryLocks(),
      sessions: this.sessions as unknown as Sessions,
      auth: {
        principalFor: async ({ cookie, authorization }, desk) => {
          if (authorization === 'Bearer p1') return { principal: PROGRAM, key: PROGRAM.userId };
          const named = new RegExp(`(?:^|; )sid${desk ? `_${desk}` : ''}=(\\w+)`).exec(cookie ?? '');
          const seat = named?.[1] ?? '';
          const principal = SEATS[seat];
          return principal && !this.signedOut.has(seat) ? { principal, key: seat } : null;
        },
        stillValid: async (key) => {
          await this.storeAnswers;
          return !this.signedOut.has(key);
        },
        onEnded: (handler) => void this.ended.push(handler),
      },
    });
  }

  async close(): Promise<void> {
    for (const socket of this.#open.splice(0)) socket.disconnect();
    await this.gateway.close();
    this.#http.close();
  }

  dial(dial: Dial = {}): Console {
    const { cookie = 'sid=p1', origin = `http://127.0.0.1:${this.port}`, auth = {} } = dial;
    const socket: Console = io(`http://127.0.0.1:${this.port}`, {
      ...{ transports: ['websocket'], reconnection: false, forceNew: true, autoConnect: false },
      auth: { protocol: PROTOCOL_VERSION, desk: '', ...auth },
      extraHeaders: dial.headers ?? { cookie, origin },
    });
    this.#open.push(socket);
    return socket;
  }

  /** A console of this seat, connected and joined. */
  async watch(seat: string, have: Record<string, number> = {}): Promise<Seen> {
    const socket = this.dial({ cookie: `sid=${seat}` });
    const batches: EventBatch[] = [];
    const frames: string[] = [];
    const clocks: SessionClock[] = [];
    const byes: string[] = [];
    socket.on('events', (b) => batches.push(b));
    socket.on('frame', (_s, c, f) => frames.push(`${c} ${new Uint8Array(f)[0]}`));
    socket.on('clock', (c) => clocks.push(c));
    socket.on('bye', (b) => byes.push(b.error));
    const line = await connected(socket);
    if (line !== 'connected') throw new Error(line);
    const answer = await join(socket, have);
    if (!answer.ok) throw new Error(answer.error);
    return { socket, answer, batches, frames, clocks, byes };
  }
}
