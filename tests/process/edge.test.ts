import Database from 'better-sqlite3';
import { io } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { COMMANDS, type CommandName } from '../../domain/protocol/commands';
import { PROTOCOL_VERSION } from '../../domain/protocol/version';
import type { ProductServer } from '../../e2e/lib/server';
import { ROUTES, type Route, type RouteName } from '../../server/http/table';
import { bundled, Console, openExercise, product, signIn } from './product';

/** A request of each route that is whole, and what it is answered to whom may ask. */
const RANGE = 'from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z';
const REQUESTS: {
  [N in RouteName]: { path?: (session: string) => string; query?: string; body?: object; status: number };
} = {
  'GET /livez': { status: 200 },
  'GET /readyz': { status: 200 },
  'GET /metrics': { status: 200 },
  'GET /api/openapi.json': { status: 200 },
  'GET /api/v1/config': { status: 200 },
  'GET /api/v1/participants': { status: 200 },
  'GET /api/v1/sessions': { status: 200 },
  'GET /api/v1/events': { status: 200 },
  'GET /api/v1/seats': { status: 200 },
  'GET /api/v1/me': { status: 200 },
  'POST /api/v1/sign-in': { body: { seat: 'none' }, status: 404 },
  'POST /api/v1/sign-out': { body: { desk: 'nobody' }, status: 200 },
  'POST /api/v1/password-sign-in': {
    body: { participant: 'RU', login: 'none', password: 'none' },
    status: 404,
  },
  'GET /api/v1/my/sign-ins': { status: 200 },
  'POST /api/v1/my/sign-ins/end': { body: { id: 'none' }, status: 404 },
  'GET /api/v1/admin/users': { status: 200 },
  'POST /api/v1/admin/users': {
    body: { login: '?', name: { en: 'N', ru: 'Н' }, role: 'duty', password: 'long enough for anybody' },
    status: 400,
  },
  'POST /api/v1/admin/users/:id': { body: { act: 'DISABLE' }, status: 404 },
  'GET /api/v1/launch-notifications': { status: 200 },
  'GET /api/v1/launch-notifications/history': { query: 'notification=none', status: 404 },
  'POST /api/v1/sessions': { body: { scenario: 'none', variant: 'none' }, status: 400 },
  'GET /api/v1/sessions/:id/preview': {
    path: (id) => `GET /api/v1/sessions/${id}/preview`,
    query: 'as=OBS',
    status: 200,
  },
  'GET /api/v1/history': { query: RANGE, status: 200 },
  'GET /api/v1/history/export': { query: `${RANGE}&format=csv`, status: 200 },
  'GET /api/v1/sessions/:id/launches/:launch/series': { status: 404 },
  'GET /api/v1/sessions/:id/picture': { query: 'at=2026-01-01T00:00:00Z', status: 404 },
  'GET /api/v1/sessions/:id/recording': { query: RANGE, status: 404 },
  'GET /api/v1/sessions/:id/receipts': { path: (id) => `GET /api/v1/sessions/${id}/receipts`, status: 200 },
  'GET /api/v1/performance': { query: RANGE, status: 200 },
};
const NAMES = Object.keys(ROUTES) as RouteName[];
const ROLES = {
  ...{ duty: 'RU:duty', supervisor: 'US:supervisor', observer: 'OBS:observer' },
  administrator: 'RU:administrator',
} as const;
type Role = keyof typeof ROLES;
/** Who keeps watch: an administrator joins no session. */
const WATCH = ['duty', 'supervisor', 'observer'] as const;
/** Whose cookies a row lets in. */
const MAY: Record<Route['who'], readonly Role[] | 'anyone'> = {
  ...{ anyone: 'anyone', operator: 'anyone', officers: ['duty', 'supervisor'] },
  ...{ signedIn: ['duty', 'supervisor', 'observer', 'administrator'], administrators: ['administrator'] },
};

let server: ProductServer;
let session: string;
const cookies = {} as Record<Role, string>;
/** Cookies that let nobody in: none, made up, of a sign-in that was ended, and of one that is over. */
const NOBODY: Record<string, string> = { none: '', forged: `sid=${'A'.repeat(43)}` };

beforeAll(async () => {
  await bundled();
  server = await product();
  for (const role of Object.keys(ROLES) as Role[]) cookies[role] = await signIn(server, ROLES[role]);
  session = await openExercise(server, cookies.supervisor, 'training-two-sensors', 'no-notification');
  NOBODY.ended = await signIn(server, 'RU:supervisor');
  await request('POST /api/v1/sign-out', NOBODY.ended, {}, { desk: '' });
  NOBODY.expired = await signIn(server, 'US:duty');
  await server.stop();
  const db = new Database(`${server.data}/journal.db`);
  const { changes } = db.prepare("update sign_in set ends_ms = 1 where account = 'demo:US:duty'").run();
  db.close();
  if (changes !== 1) throw new Error(`${changes} sign-ins of the duty officer`);
  await server.start();
  // It is opened by who joins it.
  (await Console.open(server, cookies.supervisor, session)).close();
}, 120_000);
afterAll(() => server.dispose());

interface Answer {
  status: number;
  error: string | null;
  text: string;
}
async function request(
  route: string,
  cookie: string,
  headers: Record<string, string> = {},
  body?: object,
  query?: string,
): Promise<Answer> {
  const [method = '', path = ''] = route.split(' ');
  const res = await fetch(`${server.baseUrl}${path}${query ? `?${query}` : ''}`, {
    method,
    headers: {
      'x-jwc': '1',
      ...(cookie && { cookie }),
      ...(body && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body && { body: JSON.stringify(body) }),
  });
  const text = await res.text();
  const typed = res.headers.get('content-type')?.startsWith('application/json') && text.startsWith('{');
  return { status: res.status, text, error: typed ? (JSON.parse(text).error ?? null) : null };
}
const ask = (name: RouteName, cookie: string, headers?: Record<string, string>) =>
  request(REQUESTS[name].path?.(session) ?? name, cookie, headers, REQUESTS[name].body, REQUESTS[name].query);
const verdict = ({ status, error }: Answer): string => (error ? `${status} ${error}` : `${status}`);

describe('every way in, tried by everybody', { timeout: 60_000 }, () => {
  it('SY-131 every route lets in whom its row says, and nobody else: no cookie, a forged one, one that is over, an observer', async () => {
    for (const name of NAMES) {
      const { who }: Route = ROUTES[name];
      for (const [whose, cookie] of Object.entries({ ...NOBODY, ...cookies })) {
        const may = MAY[who] === 'anyone' || MAY[who].includes(whose as Role);
        const got = await ask(name, cookie);
        if (may) expect([name, whose, got.status]).toEqual([name, whose, REQUESTS[name].status]);
        else expect([name, whose, verdict(got)]).toEqual([name, whose, '403 FORBIDDEN']);
      }
    }
  });

  it("SY-131 nothing that a route answers to one Party names the other's compartment, and to an observer neither", async () => {
    const foreign = {
      ...{
        duty: /NAT:US/,
        supervisor: /NAT:RU/,
        observer: /NAT:|"SHARED"/,
        administrator: /NAT:|"SHARED"|demo:US/,
      },
    } as const;
    for (const name of NAMES)
      for (const role of Object.keys(foreign) as Role[]) {
        const { text } = await ask(name, cookies[role]);
        // Figures of the process are its operator's; the document names compartments as kinds.
        if (name !== 'GET /metrics')
          expect([name, role, foreign[role].exec(text)]).toEqual([name, role, null]);
      }
  });

  it('SY-131 what writes is refused to another site, whatever its cookie; another method of a path is no route', async () => {
    const elsewhere = [
      ...[{ 'x-jwc': '0' }, { 'sec-fetch-site': 'cross-site' }, { origin: 'http://evil.example' }],
      ...[{ origin: 'null' }, { origin: server.baseUrl.replace('http:', 'https:') }],
    ];
    for (const name of NAMES.filter((n) => n.startsWith('POST')))
      for (const headers of elsewhere)
        expect([name, headers, verdict(await ask(name, cookies.supervisor, headers as never))]).toEqual([
          ...[name, headers, '403 FORBIDDEN'],
        ]);
    expect((await ask('POST /api/v1/sessions', cookies.supervisor, { origin: server.baseUrl })).status).toBe(
      400,
    );
    for (const name of NAMES)
      for (const method of ['PUT', 'PATCH', 'DELETE', 'OPTIONS', name.startsWith('GET') ? 'POST' : 'GET']) {
        const other = name.replace(/^\w+/, method);
        if (other in ROUTES) continue;
        expect([other, verdict(await request(other, cookies.supervisor))]).toEqual([other, '404 NOT_FOUND']);
      }
  });

  it('SY-134, SY-136 no text of a body holds a control, and no object of it a reserved key', async () => {
    for (const name of NAMES) {
      const { body } = REQUESTS[name];
      const cookie = name.includes('/admin/') ? cookies.administrator : cookies.supervisor;
      for (const [field, value] of Object.entries(body ?? {})) {
        // A password is bytes to be hashed, nobody's text.
        if (typeof value !== 'string' || field === 'password') continue;
        const got = await request(name, cookie, {}, { ...body, [field]: `${value}\u0000` });
        expect([name, field, verdict(got)]).toEqual([name, field, '400 BAD_REQUEST']);
      }
      for (const key of body ? ['__proto__', 'constructor', 'prototype'] : []) {
        const keyed = JSON.parse(`${JSON.stringify(body).slice(0, -1)},"${key}":{"admin":true}}`) as object;
        expect([name, key, verdict(await request(name, cookie, {}, keyed))]).toEqual([
          ...[name, key, '400 BAD_REQUEST'],
        ]);
      }
    }
  });

  it('SY-131 figures of the process are told on its own machine only, not through what stands in front of it', async () => {
    const through = { 'x-forwarded-for': '127.0.0.1' };
    expect(verdict(await ask('GET /metrics', '', through))).toBe('404 NOT_FOUND');
  });

  it('SY-132 a socket is opened by who is signed in, from the served pages: everybody else is told why not', async () => {
    const shake = async (cookie: string, origin: string | null): Promise<unknown> => {
      const socket = io(server.baseUrl, {
        ...{ transports: ['websocket'], reconnection: false, forceNew: true },
        auth: { protocol: PROTOCOL_VERSION, desk: '' },
        extraHeaders: { ...(cookie && { cookie }), ...(origin && { origin }) },
      });
      const told = await new Promise<unknown>((resolve) => {
        socket.on('connect', () => resolve('connected'));
        socket.on('connect_error', (e: Error & { data?: { error: string } }) =>
          resolve(e.data?.error ?? 'refused'),
        );
      });
      socket.disconnect();
      return told;
    };
    for (const [whose, cookie] of Object.entries(NOBODY))
      expect([whose, await shake(cookie, server.baseUrl)]).toEqual([whose, 'UNAUTHORIZED']);
    for (const role of Object.keys(ROLES) as Role[]) {
      expect([role, await shake(cookies[role], server.baseUrl)]).toEqual([role, 'connected']);
      for (const origin of ['http://evil.example', 'null', null, server.baseUrl.replace('http', 'https')])
        expect([role, origin, await shake(cookies[role], origin)]).toEqual([role, origin, 'refused']);
    }
  });

  it('SY-132 every command is refused to a role that its row does not name, before anything of it is looked at', async () => {
    const names = Object.keys(COMMANDS) as CommandName[];
    for (const role of WATCH) {
      // A socket has twenty words a second.
      for (let from = 0; from < names.length; from += 15) {
        const c = await Console.open(server, cookies[role], session);
        for (const name of names.slice(from, from + 15)) {
          const result = await c.command(name, {} as never);
          const may = (COMMANDS[name].roles as readonly string[]).includes(role);
          const refused = result.code === 'FORBIDDEN' && result.reason === 'notForRole';
          expect([role, name, refused, result.code === 'OK']).toEqual([role, name, !may, false]);
        }
        c.close();
      }
    }
  });

  it("SY-132 a console holds its officer's compartments; a command about what is not his, or not joined, is of nothing", async () => {
    const alert = { alert: 'launch:none#1', seq: 1, seenRev: 1 };
    await expect(Console.open(server, cookies.administrator, session)).rejects.toThrow('FORBIDDEN');
    for (const role of WATCH) {
      const c = await Console.open(server, cookies[role], session);
      const held = [...c.views.keys()].sort();
      const nation = role === 'duty' ? 'NAT:RU' : 'NAT:US';
      expect([role, held]).toEqual([role, role === 'observer' ? ['NOTIF'] : [nation, 'NOTIF', 'SHARED']]);
      const told = await c.command('alert.acknowledge', alert);
      expect([role, told.code]).toEqual([role, role === 'observer' ? 'FORBIDDEN' : 'NOT_FOUND']);
      const elsewhere = { id: c.newId(), session: 'none', name: 'log.write', payload: {} };
      expect(await c.socket.emitWithAck('command', elsewhere)).toEqual({ code: 'NOT_FOUND' });
      const joined = await c.socket.emitWithAck('join', { session: 'none', have: {} });
      expect(joined).toMatchObject({ ok: false, error: 'NOT_FOUND' });
      c.close();
    }
  });
});
