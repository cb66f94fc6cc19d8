import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSeats } from '../auth';
import { demoEdge } from '../auth/edge';
import { AuthRig, PARTICIPANTS, PASSWORD } from '../auth/testing/rig';
import { createApi, type HttpOptions } from './app';
import { createMetrics, type Figures } from './metrics';

let rig: AuthRig;
let opened: string[];
let refusedSignIns: object[];
beforeEach(async () => {
  rig = await AuthRig.open();
  [opened, refusedSignIns] = [[], []];
  await rig.user('P1', 'orlova', 'administrator');
  await rig.user('P1', 'sokolov', 'duty');
  await rig.user('P2', 'hayes', 'administrator');
  await rig.user('P2', 'reed', 'supervisor');
});
afterEach(() => rig.close());

/** Nothing here looks back. */
const NO_RECORDING = {} as HttpOptions['recording'];
function api(mode: 'demo' | 'service' = 'service', auth = rig.auth) {
  const options: HttpOptions = {
    sessions: { get: () => undefined, list: () => [], desks: () => undefined, live: undefined },
    ...{ auth, participants: PARTICIPANTS, edge: demoEdge(80), proxies: new Set(['10.0.0.1']), library: [] },
    nowMs: () => 0,
    config: { mode, version: '1', mapboxToken: null, mapOff: true, testHook: false },
    metrics: createMetrics(async () => ({}) as Figures),
    history: async () => ({ ok: true, events: [] }),
    recording: NO_RECORDING,
    openExercise: async (_request, by) => ({ id: String(opened.push(by.userId)) }),
    ...{ unready: () => [], isStorage: () => false },
    onSignInRefused: (refused) => void refusedSignIns.push(refused),
    onError: (error) => {
      throw error;
    },
  };
  const app = createApi(options);
  const call = async (path: string, headers: Record<string, string>, body?: unknown, remoteAddress = '') => {
    const res = await app.request(
      `http://127.0.0.1${path}`,
      {
        method: body === undefined ? 'GET' : 'POST',
        headers: { host: '127.0.0.1', 'x-jwc': '1', 'content-type': 'application/json', ...headers },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      },
      { incoming: { socket: { remoteAddress } } },
    );
    return { status: res.status, headers: res.headers, json: await res.json() };
  };
  const enter = async (participant: string, login: string): Promise<{ cookie: string }> => {
    const res = await call('/api/v1/password-sign-in', {}, { participant, login, password: PASSWORD });
    expect(res.status).toBe(200);
    return { cookie: res.headers.get('set-cookie')?.split(';')[0] ?? '' };
  };
  return { call, enter };
}

describe('sign-in of service mode', () => {
  it('AC-10 by password: nothing but the cookie tells the right one from the wrong one', async () => {
    const { call, enter } = api();
    const cookie = await enter('P1', 'orlova');
    expect((await call('/api/v1/me', cookie)).json.principal).toMatchObject({ role: 'administrator' });
    const answers = [];
    for (const [participant, login, password] of [
      ['P1', 'orlova', 'wrong wrong wrong'],
      ['P1', 'nobody', PASSWORD],
      ['P9', 'orlova', PASSWORD],
    ]) {
      const { status, headers, json } = await call(
        '/api/v1/password-sign-in',
        {},
        { participant, login, password },
      );
      expect(headers.get('set-cookie')).toBeNull();
      answers.push(JSON.stringify([status, json]));
    }
    expect(new Set(answers)).toEqual(
      new Set([
        JSON.stringify([401, { error: 'WRONG_CREDENTIALS', message: 'no such user or not this password' }]),
      ]),
    );
  });

  it('AC-13 service has no seats to take, the demo no passwords', async () => {
    const { call } = api();
    expect(await call('/api/v1/sign-in', {}, { seat: 'P1:duty' })).toMatchObject({ status: 404 });
    expect((await call('/api/v1/seats', {})).json).toMatchObject({ seats: [], mode: 'service' });
    const demo = api('demo', rig.server({ demo: true }));
    const given = { participant: 'P1', login: 'orlova', password: PASSWORD };
    expect(await demo.call('/api/v1/password-sign-in', {}, given)).toMatchObject({ status: 404 });
  });

  it('AC-11 who must wait is told how long; the address is the proxy’s word only from the proxy', async () => {
    const { call } = api();
    const from = (forwarded: string, direct: string, n: number) =>
      call(
        '/api/v1/password-sign-in',
        { 'x-forwarded-for': forwarded },
        { participant: 'P1', login: `nobody${n}`, password: 'x' },
        direct,
      );
    for (let i = 0; i < 21; i++) expect((await from(`9.9.9.9, 192.0.2.1`, '10.0.0.1', i)).status).toBe(401);
    const waits = await from('192.0.2.1', '10.0.0.1', 99);
    expect([waits.status, waits.headers.get('retry-after'), waits.json.error]).toEqual([
      429,
      '1',
      'RATE_LIMITED',
    ]);
    expect((await from('192.0.2.2', '10.0.0.1', 99)).status).toBe(401);
    // From elsewhere the header says nothing, whatever it claims.
    for (let i = 0; i < 21; i++)
      expect((await from(`192.0.2.${100 + i}`, '198.51.100.7', i + 30)).status).toBe(401);
    expect((await from('192.0.2.200', '198.51.100.7', 98)).status).toBe(429);
    expect((await from('192.0.2.1', '198.51.100.8', 97)).status).toBe(401);
  });

  it('AC-21 a refused sign-in is told to the operator by code and address, with nothing of what was typed', async () => {
    const { call, enter } = api();
    const typed = { participant: 'P1', login: 'my-password-here', password: 'wrong wrong wrong' };
    for (let i = 0; i < 5; i++) await call('/api/v1/password-sign-in', {}, typed, '198.51.100.7');
    await enter('P1', 'sokolov');
    expect(refusedSignIns).toEqual([
      ...Array(4).fill({ code: 'WRONG_CREDENTIALS', address: '198.51.100.7' }),
      { code: 'RATE_LIMITED', address: '198.51.100.7' },
    ]);
  });

  it('AC-12 a password that must be changed is changed at the door', async () => {
    const { call, enter } = api();
    const admin = await enter('P1', 'orlova');
    const user = {
      login: 'petrov',
      name: { en: 'Petrov', ru: 'Петров' },
      role: 'duty',
      password: 'set by the house',
    };
    expect((await call('/api/v1/admin/users', admin, user)).status).toBe(201);
    const given = { participant: 'P1', login: 'petrov', password: 'set by the house' };
    const at = (more: object) => call('/api/v1/password-sign-in', {}, { ...given, ...more });
    expect(await at({})).toMatchObject({ status: 403, json: { error: 'PASSWORD_CHANGE_REQUIRED' } });
    const short = await at({ newPassword: 'short' });
    expect(short).toMatchObject({ status: 400, json: { error: 'PASSWORD_SHORT', field: 'newPassword' } });
    expect((await at({ newPassword: 'my own green lamps' })).status).toBe(200);
  });
});

describe('administration', () => {
  it('AC-20 only administrators, each only his own participant’s users; others are as if they were not there', async () => {
    const { call, enter } = api();
    const list = async (who: { cookie: string }) => {
      const { status, json } = await call('/api/v1/admin/users', who);
      return [status, json.users?.map((u: { login: string }) => u.login)];
    };
    const [p1, p2] = [await enter('P1', 'orlova'), await enter('P2', 'hayes')];
    expect(await list(p1)).toEqual([200, ['orlova', 'sokolov']]);
    expect(await list(p2)).toEqual([200, ['hayes', 'reed']]);
    const reed = (await call('/api/v1/admin/users', p2)).json.users[1].id;
    for (const change of [
      ...[{ act: 'DISABLE' }, { act: 'ENABLE' }, { act: 'ROLE', role: 'duty' }],
      ...[
        { act: 'PASSWORD', password: 'set by the house' },
        { act: 'END_SIGN_IN', signIn: 'x' },
      ],
    ]) {
      const there = await call(`/api/v1/admin/users/${reed}`, p1, change);
      const none = await call('/api/v1/admin/users/nobody', p1, change);
      expect([there.status, there.json]).toEqual([404, none.json]);
      for (const who of [await enter('P1', 'sokolov'), { cookie: '' }, await enter('P2', 'reed')]) {
        expect((await call(`/api/v1/admin/users/${reed}`, who, change)).status).toBe(403);
        expect(await list(who)).toEqual([403, undefined]);
      }
    }
    const add = { login: 'x-user', name: { en: 'X', ru: 'Икс' }, role: 'duty', password: PASSWORD };
    expect((await call('/api/v1/admin/users', await enter('P1', 'sokolov'), add)).status).toBe(403);
  });

  it('AC-20 what is done there is done at once and stands in the acts; no answer holds a hash', async () => {
    const { call, enter } = api();
    const [admin, duty] = [await enter('P1', 'orlova'), await enter('P1', 'sokolov')];
    const { users } = (await call('/api/v1/admin/users', admin)).json;
    const { id, signIns } = users[1];
    expect(signIns).toEqual([expect.objectContaining({ desk: '' })]);
    const end = { act: 'END_SIGN_IN', signIn: signIns[0].id };
    expect((await call(`/api/v1/admin/users/${id}`, admin, end)).status).toBe(200);
    expect((await call('/api/v1/me', duty)).json.principal).toBeNull();
    expect((await call(`/api/v1/admin/users/${id}`, admin, { act: 'DISABLE' })).status).toBe(200);
    const seen = (await call('/api/v1/admin/users', admin)).json;
    expect(seen.users[1]).toMatchObject({ disabled: true, signIns: [] });
    expect(seen.acts.slice(0, 2).map((a: { act: string }) => a.act)).toEqual([
      'USER_DISABLED',
      'SIGN_IN_ENDED',
    ]);
    expect(JSON.stringify(seen)).not.toMatch(/plain:|passwordHash|tokenHash/);
  });

  it.each([
    [{ login: 'a b' }, 400, 'BAD_LOGIN', 'login'],
    [{ login: 'sokolov' }, 409, 'LOGIN_TAKEN', 'login'],
    [{ role: 'observer' }, 400, 'BAD_ROLE', 'role'],
    [{ password: 'password1234' }, 400, 'PASSWORD_COMMON', 'password'],
    [{ name: { en: 'a\u202eb', ru: 'б' } }, 400, 'BAD_REQUEST', 'name.en'],
    [{ disabled: true }, 400, 'BAD_REQUEST', 'disabled'],
  ])('AC-20 a new user with %j is refused by code and field', async (part, status, error, field) => {
    const { call, enter } = api();
    const user = { login: 'petrov', name: { en: 'Petrov', ru: 'Петров' }, role: 'duty', password: PASSWORD };
    const refused = await call('/api/v1/admin/users', await enter('P1', 'orlova'), { ...user, ...part });
    expect(refused).toMatchObject({ status, json: { error, field } });
  });

  it('AC-18 own sign-ins are listed and ended, those of others are not there', async () => {
    const { call, enter } = api();
    const [a, b, other] = [
      await enter('P1', 'sokolov'),
      await enter('P1', 'sokolov'),
      await enter('P1', 'orlova'),
    ];
    const own = (await call('/api/v1/my/sign-ins', a)).json as { id: string; here: boolean }[];
    const there = own.find((s) => !s.here)?.id ?? '';
    expect(own.map((s) => s.here).sort()).toEqual([false, true]);
    const end = (who: { cookie: string }, id: string) => call('/api/v1/my/sign-ins/end', who, { id });
    expect((await end(other, there)).status).toBe(404);
    expect((await end({ cookie: '' }, there)).status).toBe(403);
    expect((await end(a, there)).status).toBe(200);
    expect((await call('/api/v1/me', b)).json.principal).toBeNull();
    expect((await call('/api/v1/me', a)).json.principal).not.toBeNull();
  });

  it('AC-17 an administrator opens no exercise and reads no history', async () => {
    const { call, enter } = api();
    const exercise = { scenario: 'x', variant: 'v', speed: 1 };
    const range = '?from=2000-01-21T00:00:00Z&to=2000-01-22T00:00:00Z';
    const asks = async (login: string) => {
      const who = await enter('P1', login);
      const exerciseStatus = (await call('/api/v1/sessions', who, exercise)).status;
      return [exerciseStatus, (await call(`/api/v1/performance${range}`, who)).status];
    };
    expect(await asks('sokolov')).toEqual([201, 200]);
    expect(await asks('orlova')).toEqual([403, 403]);
    expect(opened).toHaveLength(1);
  });

  it('AC-05 in the demo a closed seat says so and cannot be taken', async () => {
    await openSeats(rig.journal.store, PARTICIPANTS, rig.nowMs);
    const { call } = api('demo', rig.server({ demo: true }));
    const take = (seat: string) => call('/api/v1/sign-in', {}, { seat });
    const admin = { cookie: (await take('P1:administrator')).headers.get('set-cookie')?.split(';')[0] ?? '' };
    expect((await call('/api/v1/admin/users/demo:P1:duty', admin, { act: 'DISABLE' })).status).toBe(200);
    expect(await take('P1:duty')).toMatchObject({ status: 409, json: { error: 'SEAT_CLOSED' } });
    const { seats } = (await call('/api/v1/seats', {})).json;
    expect(seats.filter((s: { occupant: string }) => s.occupant === 'closed')).toMatchObject([
      { id: 'P1:duty' },
    ]);
    expect(await call('/api/v1/admin/users/demo:P1:administrator', admin, { act: 'DISABLE' })).toMatchObject({
      ...{ status: 403, json: { error: 'OWN_ACCOUNT' } },
    });
  });
});

describe('programs', () => {
  it('AC-16 ask with a token, without the header of a page; never with a cookie too', async () => {
    const { call, enter } = api();
    const { newToken, tokenHash } = await import('../auth/tokens');
    const token = newToken();
    const at = {
      participant: 'P1',
      atMs: 1,
      act: 'TOKEN_ADDED',
      by: 'jwc',
      subject: 'b',
      of: 'token:t',
    } as const;
    const row = {
      id: 't',
      tokenHash: tokenHash(token),
      participant: 'P1',
      name: 'b',
      createdMs: 1,
      revokedMs: null,
      endsMs: null,
    };
    await rig.journal.store.tokens.add({ ...row, role: 'duty' }, at);
    const bearer = { authorization: `Bearer ${token}`, 'x-jwc': '0', 'sec-fetch-site': 'cross-site' };
    expect((await call('/api/v1/me', bearer)).json.principal).toMatchObject({
      userId: 'token:t',
      participant: 'P1',
    });
    const exercise = { scenario: 'x', variant: 'v', speed: 1 };
    expect([(await call('/api/v1/sessions', bearer, exercise)).status, opened]).toEqual([201, ['token:t']]);
    const both = { ...bearer, ...(await enter('P1', 'sokolov')) };
    expect(await call('/api/v1/sessions', both, exercise)).toMatchObject({
      ...{ status: 400, json: { error: 'BAD_REQUEST', field: 'authorization' } },
    });
    expect((await call('/api/v1/me', { authorization: 'Bearer x' })).json.principal).toBeNull();
  });
});
