import type { PlacedEvent } from '../../domain/history';
import { EPOCH, filed, officer } from '../../domain/testing/samples';
import { demoEdge } from '../auth/edge';
import { compartmentsOfSession, type SessionMeta } from '../sessions/meta';
import { OpenSession } from '../sessions/session';
import { createApi, type HttpOptions } from './app';
import { createMetrics, type Figures } from './metrics';

export const FIGURES: Figures = {
  sessions: {
    ...{ commits: 3, commitMs: 4, retries: 0, events: 5, framesLost: 0 },
    inputsRefused: { UNKNOWN_SENSOR: 2 },
  },
  gateway: {
    ...{ joins: 1, resumes: 0, commands: 7, cutSlow: 0, framesSkipped: 0 },
    ...{
      refusedCommands: { STALE_REV: 1 },
      refusedHandshakes: {},
      refusedWords: {},
      refusedSignatures: {},
      malformed: { frameAck: 6 },
    },
  },
  ...{ sockets: 2, openSessions: 1, readonly: true, engineSilentMs: 1500 },
  journal: {
    ...{ pending: 1, pendingBytes: 10, commits: 9, links: 11, lastCommitMs: 2, maxCommitMs: 30, bytes: 4096 },
  },
};

const nobody = async () => ({ ok: false as const, error: 'NOT_FOUND' as const });
/** Users are tried in accounts.test.ts. */
const NO_USERS = {
  closedSeats: async () => new Set<string>(),
  signInByPassword: async () => ({ ok: false as const, error: 'WRONG_CREDENTIALS' as const }),
  ownSignIns: async () => [],
  endOwn: async () => false,
  users: {
    ...{
      list: async () => [],
      acts: async () => [],
      head: async () => null,
      add: nobody,
      disable: nobody,
      enable: nobody,
    },
    ...{ setRole: nobody, setPassword: nobody, endSignIn: nobody },
  },
};

interface Ask {
  method?: string;
  body?: string;
  headers?: Record<string, string>;
}

function oneSession(config: SessionMeta['config']): OpenSession {
  const session = new OpenSession(
    {
      ...{ v: 1, id: 'live', config, createdMs: EPOCH, openedBy: null, speed: 1 },
      source: { kind: 'world', seed: 1, pace: 'brisk', historyS: 0 },
      compartments: compartmentsOfSession(config.participants),
    },
    {
      ...{ session: 'live', nowMs: EPOCH, wallMs: 0, speed: 1, wantedSpeed: 1, heldBy: null },
      ...{ state: 'running', readonly: false },
    },
  );
  const view = session.streams.get('NOTIF')?.view;
  if (view) view.notifications.n = filed();
  return session;
}

/** The API over one session of two Parties, `sid=p1` a supervisor of P1 and any other cookie an observer. */
export class ApiRig {
  unready: string[] = [];
  failure: Error | null = null;
  readonly logged: string[] = [];
  readonly openedBy: string[] = [];
  events: PlacedEvent[] = [];
  readonly asked: unknown[] = [];
  readonly session: OpenSession;
  readonly app: ReturnType<typeof createApi>;

  constructor(config: SessionMeta['config']) {
    this.session = oneSession(config);
    this.app = createApi({
      sessions: {
        get: () => this.session,
        list: () => [this.session],
        desks: () => undefined,
        live: this.session,
      },
      auth: {
        seats: [
          { id: 'P1:duty', participant: 'P1', role: 'duty', second: false, name: { en: 'A', ru: 'А' } },
        ],
        principalFor: async ({ cookie }) => {
          if (this.failure) throw this.failure;
          const principal = cookie === 'sid=p1' ? officer('P1') : officer('O1', 'observer');
          return cookie ? { principal, key: 'k' } : null;
        },
        signIn: async (seat) =>
          seat === 'P1:duty' ? { principal: officer('P1'), setCookie: 'sid=x' } : null,
        signOut: async () => 'sid=',
        ...NO_USERS,
      },
      ...{
        participants: config.participants,
        edge: demoEdge(80),
        metrics: createMetrics(async () => FIGURES),
        library: [],
      },
      ...{ proxies: new Set(['10.0.0.1']), nowMs: () => 0 },
      ...{ unready: () => this.unready, onError: (e) => void this.logged.push(e.message) },
      onSignInRefused: () => {},
      config: { mode: 'demo', version: '1', mapboxToken: null, mapOff: false, testHook: false },
      openExercise: async ({ scenario }, by) =>
        scenario === 'known' && this.openedBy.push(by.userId)
          ? { id: 'x-1' }
          : { error: 'BAD_REQUEST', field: 'scenario', message: 'no such scenario' },
      history: async (principal, range) => {
        this.asked.push([principal.participant, range]);
        return this.events.length > 1000
          ? { ok: false, error: 'TOO_MUCH' }
          : { ok: true, events: this.events };
      },
      isStorage: (e) => e.message === 'readonly',
      // What it answers has tests of its own.
      recording: {} as HttpOptions['recording'],
    });
  }

  readonly ask = async (path: string, { method = 'GET', body, headers = {} }: Ask = {}) => {
    const res = await this.app.request(`http://127.0.0.1:80${path}`, {
      method,
      body,
      headers: { host: '127.0.0.1:80', 'x-jwc': '1', ...headers },
    });
    const text = await res.text();
    return {
      status: res.status,
      headers: res.headers,
      text,
      json: res.headers.get('content-type') === 'application/json' && text ? JSON.parse(text) : text,
    };
  };
  readonly post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    this.ask(path, {
      method: 'POST',
      body: typeof body === 'string' ? body : JSON.stringify(body),
      headers: { 'content-type': 'application/json', ...headers },
    });
}
