import { hash } from '@node-rs/argon2';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createHasher, HasherBusy } from './hasher';
import { openSeats } from './index';
import { AuthRig, PARTICIPANTS, PASSWORD } from './testing/rig';
import { networkOf } from './throttle';

let rig: AuthRig;
beforeEach(async () => {
  rig = await AuthRig.open();
});
afterEach(() => rig.close());
const WRONG = { ok: false, error: 'WRONG_CREDENTIALS' };

describe('sign-in by password', () => {
  it('AC-10 gives the stored user, and a cookie for TLS alone', async () => {
    const id = await rig.user('P1', 'ivanova', 'supervisor');
    const { principal, setCookie } = await rig.signIn('P1', ' Ivanova ');
    expect(principal).toEqual({
      ...{ userId: id, participant: 'P1', kind: 'PARTY', role: 'supervisor', robot: false },
      name: { en: 'ivanova', ru: 'ivanova' },
    });
    expect(setCookie).toMatch(
      /^__Host-sid=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict; Max-Age=43200; Secure$/,
    );
  });

  it('AC-10 one answer after the same work for no such user, a wrong password, a closed user, another participant', async () => {
    const id = await rig.user('P1', 'ivanova', 'supervisor');
    await rig.user('P1', 'petrov', 'duty');
    await rig.auth.users.disable({ userId: 'jwc', participant: 'P1' }, id);
    await rig.journal.store.accounts.change(id, { mustChange: true }, null, null);
    rig.hasher.verified = 0;
    for (const [participant, login, password] of [
      ['P1', 'nobody', PASSWORD],
      ['P1', 'petrov', `${PASSWORD}!`],
      ['P1', 'ivanova', PASSWORD],
      ['P2', 'petrov', PASSWORD],
      ['P9', 'petrov', PASSWORD],
    ] as const)
      expect(await rig.attempt(participant, login, password)).toEqual(WRONG);
    expect(rig.hasher.verified).toBe(5);
  });

  it('AC-02 a hash is argon2id with the named cost, another for the same password, one for all ways to type it', async () => {
    const hasher = createHasher();
    const [a, b] = [await hasher.hash('caf\u00e9 at seven o'), await hasher.hash('caf\u00e9 at seven o')];
    expect(a).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(a).not.toBe(b);
    expect(await hasher.verify(a, 'cafe\u0301 at seven o')).toBe(true);
    expect(await hasher.verify(a, 'cafe at seven o')).toBe(false);
  });

  it('AC-02 without a hash to compare with the same work is done against one of the same cost', async () => {
    const against: string[] = [];
    const counted = async (stored: string | Buffer | Uint8Array): Promise<boolean> => {
      against.push(String(stored));
      return true;
    };
    const hasher = createHasher({ hash, verify: counted });
    for (const none of [null, '']) expect(await hasher.verify(none, 'nobody has this password')).toBe(false);
    expect(against).toHaveLength(2);
    for (const stored of against) expect(stored).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });

  it('AC-02 so many hashes at a time, so many waiting; the rest come again', async () => {
    const hasher = createHasher();
    const all = await Promise.allSettled([...Array(20)].map(() => hasher.hash(PASSWORD)));
    const refused = all.filter((r) => r.status === 'rejected');
    expect(refused.map((r) => r.reason instanceof HasherBusy)).toEqual([true, true]);
    expect(await hasher.hash(PASSWORD)).toContain('argon2id');
  });

  it('AC-12 a password that somebody else has set lets in only together with a new one', async () => {
    const id = await rig.user('P1', 'ivanova', 'supervisor');
    await rig.auth.users.setPassword({ userId: 'jwc', participant: 'P1' }, id, 'set by the house');
    const attempt = (newPassword?: string) =>
      rig.attempt('P1', 'ivanova', 'set by the house', newPassword === undefined ? {} : { newPassword });
    expect(await attempt()).toEqual({ ok: false, error: 'PASSWORD_CHANGE_REQUIRED' });
    expect(await attempt('set by the house')).toMatchObject({ error: 'BAD_PASSWORD', fault: 'SAME' });
    expect(await attempt('password1234')).toMatchObject({ error: 'BAD_PASSWORD', fault: 'COMMON' });
    expect(await attempt('my own green lamps')).toMatchObject({ ok: true });
    expect(await attempt()).toEqual(WRONG);
    expect(await rig.attempt('P1', 'ivanova', 'my own green lamps')).toMatchObject({ ok: true });
    const [last] = await rig.auth.users.acts({ userId: '', participant: 'P1' }, 1);
    expect(last).toMatchObject({ act: 'PASSWORD_SET', by: id, of: id });
  });

  it('AC-12 who changes his password is out everywhere else', async () => {
    await rig.user('P1', 'ivanova', 'supervisor');
    const before = await rig.signIn('P1', 'ivanova');
    await rig.attempt('P1', 'ivanova', PASSWORD, { newPassword: 'my own green lamps' });
    expect(await rig.auth.principalFor({ cookie: before.cookie }, '')).toBeNull();
    expect(rig.ended).toEqual([[before.key, 'REVOKED']]);
  });
});

describe('the throttle', () => {
  const wait = async (login: string, more: object = {}, password = 'wrong wrong wrong') => {
    const answer = await rig.attempt('P1', login, password, more);
    return !answer.ok && answer.error === 'RATE_LIMITED' ? answer.retryAfterS : 0;
  };

  it('AC-11 after three failures a login waits, each time twice as long, a quarter of an hour at most', async () => {
    await rig.user('P1', 'ivanova', 'supervisor');
    for (let i = 0; i < 4; i++) expect(await wait('ivanova')).toBe(0);
    const waits: number[] = [];
    for (let i = 0; i < 14; i++) {
      // From elsewhere each time, and with the right password too: it is the login that waits.
      const s = await wait('ivanova', { address: `192.0.2.${i + 10}` }, i % 2 ? PASSWORD : undefined);
      waits.push(s);
      rig.nowMs += s * 1000;
      expect(await wait('ivanova', { address: `192.0.2.${i + 10}` })).toBe(0);
    }
    expect(waits.slice(0, 5)).toEqual([1, 2, 4, 8, 16]);
    expect(waits.at(-1)).toBe(900);
  });

  it('AC-11 a login that is not there waits like one that is', async () => {
    await rig.user('P1', 'ivanova', 'supervisor');
    for (let i = 0; i < 8; i++) {
      expect(await wait('nobody')).toBe(await wait('ivanova', { address: '192.0.2.9' }));
      rig.nowMs += 500;
    }
    expect(await wait('nobody')).toBeGreaterThan(0);
  });

  it('AC-11 an address waits after twenty failures at whatever logins, and nobody else with it', async () => {
    await rig.user('P1', 'ivanova', 'supervisor');
    for (let i = 0; i < 21; i++) expect(await wait(`nobody${i}`)).toBe(0);
    expect(await wait('ivanova', {}, PASSWORD)).toBe(1);
    expect(await rig.attempt('P1', 'ivanova', PASSWORD, { address: '192.0.2.77' })).toMatchObject({
      ok: true,
    });
    expect([
      networkOf('::ffff:192.0.2.1'),
      networkOf('2001:db8:1:2::5'),
      networkOf('2001:db8:1:2:3::'),
    ]).toEqual([...['192.0.2.1', '2001:db8:1:2', '2001:db8:1:2']]);
  });

  it('AC-11 many attempts at once are counted one after another, before any is judged', async () => {
    await rig.user('P1', 'ivanova', 'supervisor');
    const answers = await Promise.all([...Array(10)].map(() => wait('ivanova')));
    expect(answers.filter((s) => s === 0)).toHaveLength(4);
  });

  it('AC-11 success forgets the login and gives the address back what was counted; a day does too', async () => {
    await rig.user('P1', 'ivanova', 'supervisor');
    for (let round = 0; round < 8; round++) {
      for (let i = 0; i < 3; i++) expect(await wait('ivanova')).toBe(0);
      expect(await wait('ivanova', {}, PASSWORD)).toBe(0);
      rig.nowMs += 3600_000;
    }
    for (let i = 0; i < 4; i++) await wait('ivanova');
    expect(await wait('ivanova')).toBeGreaterThan(0);
    // It outlives a restart: the store holds it.
    rig.auth = rig.server();
    expect(await wait('ivanova')).toBeGreaterThan(0);
    rig.nowMs += 25 * 3600_000;
    await rig.auth.sweep();
    for (let i = 0; i < 4; i++) expect(await wait('ivanova')).toBe(0);
  });
});

describe('demo and service', () => {
  it('AC-13 who was let into the demo is nobody in service over the same store, and the other way round', async () => {
    const demo = rig.server({ demo: true });
    await openSeats(rig.journal.store, PARTICIPANTS, rig.nowMs);
    const seat = await demo.signIn('P1:administrator', '', undefined);
    const token = seat?.setCookie.split(';')[0]?.slice('sid='.length);
    expect(await rig.auth.principalFor({ cookie: `__Host-sid=${token}` }, '')).toBeNull();
    expect(await rig.auth.principalOf(seat?.key ?? '')).toBeNull();
    expect(rig.auth.seats).toEqual([]);
    expect(await rig.auth.signIn('P1:administrator', '', undefined)).toBeNull();
    // A visitor of the demo may add users; none of them opens the service.
    await rig.user('P1', 'mallory', 'administrator', demo);
    expect(await rig.attempt('P1', 'mallory')).toEqual(WRONG);
    expect(await rig.auth.hasAdministrator()).toBe(false);
    await rig.user('P1', 'ivanova', 'administrator');
    expect(await rig.auth.hasAdministrator()).toBe(true);
    expect(await demo.signInByPassword({ ...GIVEN, participant: 'P1', login: 'ivanova' })).toEqual(WRONG);
    expect((await demo.users.list({ userId: '', participant: 'P1' })).map((u) => u.login)).not.toContain(
      'ivanova',
    );
  });

  it('AC-13 sign-ins are stored under the secret: another secret signs everybody out', async () => {
    await rig.user('P1', 'ivanova', 'supervisor');
    const { cookie } = await rig.signIn('P1', 'ivanova');
    expect(await rig.server().principalFor({ cookie }, '')).not.toBeNull();
    const other = rig.server({ secret: 'another-secret-of-thirty-two-bytes-or-more' });
    expect(await other.principalFor({ cookie }, '')).toBeNull();
  });

  it('AC-14 an administrator who is closed, has no password, or is of no participant is none to start with', async () => {
    const id = await rig.user('P1', 'ivanova', 'administrator');
    expect(await rig.auth.hasAdministrator()).toBe(true);
    await rig.auth.users.disable({ userId: 'jwc', participant: 'P1' }, id);
    expect(await rig.auth.hasAdministrator()).toBe(false);
    await rig.user('P1', 'petrov', 'supervisor');
    expect(await rig.auth.hasAdministrator()).toBe(false);
  });
});
const GIVEN = {
  ...{ password: PASSWORD, desk: '', cookie: undefined, agent: '', address: '192.0.2.1' },
};
