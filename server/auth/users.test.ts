import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStoreBeside } from '../journal';
import { openSeats } from './index';
import { AuthRig, PARTICIPANTS, PASSWORD } from './testing/rig';
import { newToken, tokenHash } from './tokens';

let rig: AuthRig;
let admin: { userId: string; participant: string };
beforeEach(async () => {
  rig = await AuthRig.open();
  admin = { userId: await rig.user('P1', 'orlova', 'administrator'), participant: 'P1' };
});
afterEach(() => rig.close());
const acts = async (n: number) =>
  (await rig.auth.users.acts(admin, n)).map((a) => [
    a.act,
    a.by === admin.userId ? 'orlova' : a.by,
    a.subject,
    a.to,
  ]);
const USER = {
  login: 'carter',
  name: { en: 'Carter', ru: 'Картер' },
  role: 'duty',
  password: PASSWORD,
} as const;

describe('users of a participant', () => {
  it('AC-03 a login is of its own within the participant; that another has it does not show', async () => {
    expect(await rig.auth.users.add(admin, USER)).toMatchObject({ ok: true });
    expect(await rig.auth.users.add(admin, { ...USER, login: 'CARTER' })).toMatchObject({
      error: 'LOGIN_TAKEN',
    });
    const other = { userId: 'x', participant: 'P2' };
    expect(await rig.auth.users.add(other, USER)).toMatchObject({ ok: true });
    expect((await rig.auth.users.list(admin)).map((u) => u.login)).toEqual(['carter', 'orlova']);
    expect((await rig.auth.users.list(other)).map((u) => u.login)).toEqual(['carter']);
    expect(JSON.stringify(await rig.auth.users.list(admin))).not.toContain(PASSWORD);
  });

  it('AC-03 a user is added with what can be one: login, a role of his participant, a password that may be used', async () => {
    const add = (part: object) => rig.auth.users.add(admin, { ...USER, ...part });
    expect(await add({ login: 'no spaces' })).toMatchObject({ error: 'BAD_LOGIN', field: 'login' });
    expect(await add({ role: 'observer' })).toMatchObject({ error: 'BAD_ROLE', field: 'role' });
    expect(await add({ password: 'short' })).toMatchObject({ error: 'BAD_PASSWORD', fault: 'SHORT' });
    const ofObserver = { userId: 'jwc', participant: 'O1' };
    expect(await rig.auth.users.add(ofObserver, USER)).toMatchObject({ error: 'BAD_ROLE' });
    expect(await rig.auth.users.add(ofObserver, { ...USER, role: 'observer' })).toMatchObject({ ok: true });
    expect((await rig.auth.users.list(admin)).map((u) => u.login)).toEqual(['orlova']);
  });

  it.each([
    ['disabling', (id: string) => rig.auth.users.disable(admin, id), ['USER_DISABLED', undefined]],
    [
      'another role',
      (id: string) => rig.auth.users.setRole(admin, id, 'supervisor'),
      ['ROLE_CHANGED', 'supervisor'],
    ],
    [
      'a password',
      (id: string) => rig.auth.users.setPassword(admin, id, 'set by the house'),
      ['PASSWORD_SET', undefined],
    ],
  ])(
    'AC-04 %s ends all sign-ins of the user at once and stands in the acts',
    async (_, change, [act, to]) => {
      const id = await rig.user('P1', 'carter', 'duty');
      const [a, b] = [await rig.signIn('P1', 'carter'), await rig.signIn('P1', 'carter')];
      const stays = await rig.signIn('P1', 'orlova');
      expect(await change(id)).toEqual({ ok: true });
      expect(rig.ended.map(([key, why]) => [key, why]).sort()).toEqual(
        [a.key, b.key].map((key) => [key, 'REVOKED']).sort(),
      );
      for (const { cookie } of [a, b]) expect(await rig.auth.principalFor({ cookie }, '')).toBeNull();
      expect(await rig.auth.principalFor({ cookie: stays.cookie }, '')).not.toBeNull();
      expect(await acts(1)).toEqual([[act, 'orlova', 'carter', to]]);
    },
  );

  it('AC-04 who is enabled again signs in anew, as what he is then', async () => {
    const id = await rig.user('P1', 'carter', 'duty');
    await rig.auth.users.setRole(admin, id, 'supervisor');
    await rig.auth.users.disable(admin, id);
    expect((await rig.attempt('P1', 'carter')).ok).toBe(false);
    await rig.auth.users.enable(admin, id);
    expect((await rig.signIn('P1', 'carter')).principal.role).toBe('supervisor');
    expect((await acts(3)).map(([act]) => act)).toEqual(['USER_ENABLED', 'USER_DISABLED', 'ROLE_CHANGED']);
  });

  it('AC-05 users of another participant are as if they were not there, and nobody shuts himself out', async () => {
    const other = await rig.user('P2', 'reed', 'supervisor');
    const { key } = await rig.signIn('P2', 'reed');
    const [open] = await rig.auth.ownSignIns(other, key);
    const { users } = rig.auth;
    for (const id of [other, 'nobody']) {
      expect(await users.disable(admin, id)).toEqual({ ok: false, error: 'NOT_FOUND' });
      expect(await users.enable(admin, id)).toEqual({ ok: false, error: 'NOT_FOUND' });
      expect(await users.setRole(admin, id, 'duty')).toEqual({ ok: false, error: 'NOT_FOUND' });
      expect(await users.setPassword(admin, id, PASSWORD)).toEqual({ ok: false, error: 'NOT_FOUND' });
      expect(await users.endSignIn(admin, id, open?.id ?? '')).toEqual({ ok: false, error: 'NOT_FOUND' });
    }
    expect(await rig.auth.principalOf(key)).not.toBeNull();
    for (const self of [users.disable(admin, admin.userId), users.setRole(admin, admin.userId, 'duty')])
      expect(await self).toEqual({ ok: false, error: 'OWN_ACCOUNT' });
    expect(await acts(9)).toEqual([['USER_ADDED', 'jwc', 'orlova', 'administrator']]);
  });

  it('AC-05 a seat of the demo may be closed and opened, but keeps its role and has no password', async () => {
    const demo = rig.server({ demo: true });
    await openSeats(rig.journal.store, PARTICIPANTS, rig.nowMs);
    const by = { userId: 'demo:P1:administrator', participant: 'P1' };
    const id = 'demo:P1:duty';
    expect(await demo.users.setRole(by, id, 'supervisor')).toEqual({ ok: false, error: 'SEAT_FIXED' });
    expect(await demo.users.setPassword(by, id, PASSWORD)).toEqual({ ok: false, error: 'SEAT_FIXED' });
    const taken = await demo.signIn('P1:duty', '', undefined);
    expect(await demo.users.disable(by, id)).toEqual({ ok: true });
    expect(rig.ended).toEqual([[taken?.key, 'REVOKED']]);
    expect(await demo.closedSeats()).toEqual(new Set(['P1:duty']));
    expect(await demo.signIn('P1:duty', '', undefined)).toBeNull();
    await openSeats(rig.journal.store, PARTICIPANTS, rig.nowMs);
    expect(await demo.closedSeats()).toEqual(new Set(['P1:duty']));
    await demo.users.enable(by, id);
    expect(await demo.signIn('P1:duty', '', undefined)).not.toBeNull();
  });

  it('AC-18 everybody sees his own open sign-ins and ends them; an administrator those of his users', async () => {
    const id = await rig.user('P1', 'carter', 'duty');
    const a = await rig.signIn('P1', 'carter', { agent: 'Console 1' });
    rig.nowMs += 1000;
    const b = await rig.signIn('P1', 'carter', { agent: 'x'.repeat(500), desk: 'B' });
    const own = await rig.auth.ownSignIns(id, a.key);
    expect(own.map((s) => [s.desk, s.agent.slice(0, 9), s.agent.length, s.here])).toEqual([
      ['B', 'xxxxxxxxx', 200, false],
      ['', 'Console 1', 9, true],
    ]);
    expect(JSON.stringify(own)).not.toContain(a.key);
    const foreign = (await rig.auth.ownSignIns(admin.userId, ''))[0]?.id ?? 'none';
    expect(await rig.auth.endOwn(id, foreign)).toBe(false);
    expect(await rig.auth.endOwn(id, own[1]?.id ?? '')).toBe(true);
    expect(rig.ended).toEqual([[a.key, 'REVOKED']]);
    expect(await rig.auth.users.endSignIn(admin, id, own[0]?.id ?? '')).toEqual({ ok: true });
    expect(rig.ended.length).toBe(2);
    expect(b.key).not.toBe('x');
    expect(await acts(1)).toEqual([['SIGN_IN_ENDED', 'orlova', 'carter', undefined]]);
    expect(await rig.auth.ownSignIns(id, '')).toEqual([]);
  });
});

describe('what another process does', () => {
  it('AC-09 is seen at the next look, which is cheap while nobody has acted', async () => {
    const id = await rig.user('P1', 'carter', 'duty');
    const { key } = await rig.signIn('P1', 'carter');
    const token = newToken();
    const beside = await openStoreBeside(rig.dir);
    const act = { participant: 'P1', atMs: 1, by: 'jwc', subject: 'bridge', of: 'token:t' } as const;
    await beside.store.tokens.add(
      {
        ...{ id: 't', tokenHash: tokenHash(token), participant: 'P1', role: 'duty', name: 'bridge' },
        ...{ createdMs: 1, revokedMs: null, endsMs: null },
      },
      { ...act, act: 'TOKEN_ADDED' },
    );
    expect((await rig.auth.principalFor({ authorization: `Bearer ${token}` }, ''))?.principal.userId).toBe(
      'token:t',
    );
    expect([await rig.auth.recheck(), rig.ended]).toEqual([0, []]);
    await beside.store.accounts.change(id, { disabled: true }, null, {
      ...act,
      act: 'USER_DISABLED',
      of: id,
    });
    expect([await rig.auth.recheck(), rig.ended]).toEqual([1, [[key, 'REVOKED']]]);
    await beside.store.tokens.revoke('t', { ...act, act: 'TOKEN_REVOKED' });
    expect([await rig.auth.recheck(), rig.ended.at(-1)]).toEqual([1, ['token:t', 'REVOKED']]);
    expect(await rig.auth.recheck()).toBe(0);
    await beside.close();
  });
});

describe('programs', () => {
  const grant = async (participant = 'P1', endsMs: number | null = null) => {
    const token = newToken();
    await rig.journal.store.tokens.add(
      {
        ...{ id: participant, tokenHash: tokenHash(token), participant, role: 'duty', name: 'bridge' },
        ...{ createdMs: 1, revokedMs: null, endsMs },
      },
      { participant, atMs: 1, act: 'TOKEN_ADDED', by: 'jwc', subject: 'bridge', of: `token:${participant}` },
    );
    return token;
  };

  it('AC-16 a token is its participant and role until it is revoked; only its hash is stored', async () => {
    const token = await grant();
    const given = { authorization: `Bearer ${token}` };
    const found = await rig.auth.principalFor(given, '');
    expect(found).toMatchObject({
      key: 'token:P1',
      principal: { participant: 'P1', role: 'duty', kind: 'PARTY' },
    });
    expect(JSON.stringify(await rig.journal.store.tokens.list('P1'))).not.toContain(token);
    expect(await rig.auth.stillValid('token:P1')).toBe(true);
    const act = {
      participant: 'P1',
      atMs: 5,
      act: 'TOKEN_REVOKED',
      by: 'jwc',
      subject: 'b',
      of: 'token:P1',
    } as const;
    await rig.journal.store.tokens.revoke('P1', act);
    expect(await rig.auth.principalFor(given, '')).toBeNull();
    expect(await rig.auth.stillValid('token:P1')).toBe(false);
  });

  it('AC-61 a token is nobody from its end on, and the next sweep closes its sockets', async () => {
    const endsMs = rig.nowMs + 5000;
    const given = { authorization: `Bearer ${await grant('P1', endsMs)}` };
    expect(await rig.auth.principalFor(given, '')).not.toBeNull();
    rig.nowMs = endsMs - 1;
    expect([await rig.auth.sweep(), await rig.auth.stillValid('token:P1')]).toEqual([0, true]);
    rig.nowMs = endsMs;
    expect(await rig.auth.principalFor(given, '')).toBeNull();
    expect(await rig.auth.stillValid('token:P1')).toBe(false);
    expect([await rig.auth.sweep(), rig.ended]).toEqual([1, [['token:P1', 'EXPIRED']]]);
    expect(await rig.auth.sweep()).toBe(0);
  });

  it.each([
    ['with a cookie beside it', (t: string) => ({ authorization: `Bearer ${t}`, cookie: 'a=1' })],
    ['altered', (t: string) => ({ authorization: `Bearer ${t.slice(0, -1)}${t.endsWith('A') ? 'B' : 'A'}` })],
    ['by another scheme', (t: string) => ({ authorization: `Basic ${t}` })],
    ['as its hash', (t: string) => ({ authorization: `Bearer ${tokenHash(t)}` })],
    ['as a cookie', (t: string) => ({ cookie: `__Host-sid=${t}` })],
  ])('AC-16 a token %s is nobody', async (_, given) => {
    expect(await rig.auth.principalFor(given(await grant()), '')).toBeNull();
  });

  it('AC-16 a token of a participant that is not there is nobody', async () => {
    expect(await rig.auth.principalFor({ authorization: `Bearer ${await grant('P9')}` }, '')).toBeNull();
  });
});
