import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createHasher } from './auth/hasher';
import { AuthRig, PARTICIPANTS, PASSWORD } from './auth/testing/rig';
import { openStoreBeside } from './journal';
import { userCommand } from './user-command';

let rig: AuthRig;
let said: string[];
let typed: string;
beforeEach(async () => {
  rig = await AuthRig.open();
  [said, typed] = [[], PASSWORD];
});
afterEach(() => rig.close());

/** Beside the server that has the directory open. */
async function jwc(line: string): Promise<number> {
  const { store, close } = await openStoreBeside(rig.dir);
  try {
    return await userCommand(line.split(' '), {
      ...{ store, participants: PARTICIPANTS, nowMs: () => rig.nowMs },
      readPassword: async () => typed,
      print: (text) => said.push(text),
    });
  } finally {
    await close();
  }
}
const find = (login: string) => rig.journal.store.accounts.find('P1', login, false);

describe('jwc user', () => {
  it('AC-07 adds a user whose password must be changed, beside the running server', async () => {
    expect(
      await jwc('user add --participant P1 --login Ivanova --role administrator --name-ru Иванова'),
    ).toBe(0);
    const user = await find('ivanova');
    expect(user).toMatchObject({ role: 'administrator', mustChange: true, disabled: false, demo: false });
    expect(user?.name.ru).toBe('Иванова');
    expect(await createHasher().verify(user?.passwordHash ?? null, PASSWORD)).toBe(true);
    expect(said.join()).not.toContain(PASSWORD);
    expect(await rig.auth.hasAdministrator()).toBe(true);
    expect(await jwc('user list --participant P1')).toBe(0);
    expect(said.at(-1)).toMatch(/^P1\tivanova\tadministrator\tenabled\t.*\tИванова$/);
  });

  it('AC-07 disables, enables and sets passwords; each stands in the acts as the command line', async () => {
    await jwc('user add --participant P1 --login ivanova --role duty');
    expect(await jwc('user disable --participant P1 --login ivanova')).toBe(0);
    expect((await find('ivanova'))?.disabled).toBe(true);
    expect(await jwc('user enable --participant P1 --login ivanova')).toBe(0);
    typed = 'other green lamps';
    expect(await jwc('user password --participant P1 --login ivanova')).toBe(0);
    const user = await find('ivanova');
    expect([user?.disabled, user?.mustChange]).toEqual([false, true]);
    expect(await createHasher().verify(user?.passwordHash ?? null, typed)).toBe(true);
    const acts = await rig.auth.users.acts({ userId: '', participant: 'P1' }, 9);
    expect(acts.map((a) => [a.act, a.by])).toEqual(
      ['PASSWORD_SET', 'USER_ENABLED', 'USER_DISABLED', 'USER_ADDED'].map((name) => [name, 'jwc']),
    );
  });

  it('AC-60 gives a user another role: his sign-ins and sockets of before are over, and the act says what it is', async () => {
    await rig.user('P1', 'carter', 'duty');
    const { key, cookie } = await rig.signIn('P1', 'carter');
    await rig.auth.recheck();
    expect(await jwc('user role --participant P1 --login Carter --role supervisor')).toBe(0);
    expect(said.at(-1)).toBe('changed P1 carter to supervisor; sign-ins of before are over');
    expect(await rig.auth.principalFor({ cookie }, '')).toBeNull();
    expect([await rig.auth.recheck(), rig.ended]).toEqual([1, [[key, 'REVOKED']]]);
    const [act] = await rig.auth.users.acts({ userId: '', participant: 'P1' }, 1);
    expect(act).toMatchObject({ act: 'ROLE_CHANGED', by: 'jwc', subject: 'carter', to: 'supervisor' });
    expect((await rig.signIn('P1', 'carter')).principal.role).toBe('supervisor');
  });

  it.each([
    ['--login nobody --role duty', 'P1 has no user nobody'],
    ['--login carter --role observer', 'a user of P1 is duty, supervisor, administrator'],
    ['--login carter --role duty', 'P1 carter is duty already'],
    ['--login carter', '--role is missing'],
  ])('AC-60 user role %s is refused with one sentence and changes nothing', async (line, sentence) => {
    await rig.user('P1', 'carter', 'duty');
    const { key } = await rig.signIn('P1', 'carter');
    expect(await jwc(`user role --participant P1 ${line}`)).toBe(1);
    expect(said).toEqual([expect.stringContaining(sentence)]);
    expect((await rig.auth.principalOf(key))?.role).toBe('duty');
    expect(await rig.journal.store.administration.count()).toBe(1);
  });

  it.each([
    ['user add --participant P9 --login ivanova --role duty', 'no participant P9; there are P1, P2, O1', 1],
    ['user add --participant P1 --login ivanova --role observer', 'a user of P1 is duty', 1],
    ['user add --participant P1 --role duty', '--login is missing', 1],
    ['user disable --participant P1 --login nobody', 'P1 has no user nobody', 1],
    ['user add --participant P1 --login ivanova --role duty --password x', '--password', 2],
    ['user remove --participant P1 --login ivanova', 'jwc user add', 2],
    ['token revoke none', 'no valid token none', 1],
    [
      'token add --participant P1 --role duty --name x --days 0',
      '--days is a whole number from 1 to 3650',
      1,
    ],
    ['token add --participant P1 --role duty --name x --days 1.5', '--days is a whole number', 1],
    ['token add --participant P1 --role administrator --name x', 'manages no users', 1],
  ])('AC-08 %s is refused with one sentence', async (line, sentence, code) => {
    expect([await jwc(line), said.join()]).toEqual([code, expect.stringContaining(sentence)]);
    expect(await rig.journal.store.administration.count()).toBe(0);
  });

  it('AC-08 a password that may not be used is refused, and one is never an argument', async () => {
    typed = 'password1234';
    expect(await jwc('user add --participant P1 --login ivanova --role duty')).toBe(1);
    expect(said.join()).toContain('one of the commonest');
    expect(await find('ivanova')).toBeNull();
  });
});

describe('jwc token', () => {
  it('AC-16 a token is shown once, listed without itself, and revoked at once', async () => {
    expect(await jwc('token add --participant P1 --role duty --name bridge')).toBe(0);
    const token = said.at(-1) ?? '';
    expect(token).toMatch(/^jwc_[\w-]{43}$/);
    const given = { authorization: `Bearer ${token}` };
    expect((await rig.auth.principalFor(given, ''))?.principal).toMatchObject({
      participant: 'P1',
      role: 'duty',
    });
    said = [];
    await jwc('token list');
    const [id = ''] = said[0]?.split('\t') ?? [];
    expect(said).toEqual([`${id}\tP1\tduty\tvalid\t1971-01-01\tbridge`]);
    expect(await jwc(`token revoke ${id}`)).toBe(0);
    expect(await rig.auth.principalFor(given, '')).toBeNull();
    expect(await jwc(`token revoke ${id}`)).toBe(1);
  });

  it('AC-61 a token ends after a year or the days that are given, and the list says how it stands', async () => {
    await jwc('token add --participant P1 --role duty --name year');
    await jwc('token add --participant P1 --role duty --name week --days 7');
    const given = { authorization: `Bearer ${said.at(-1)}` };
    expect(said[2]).toMatch(/ P1 duty week until 1970-01-08; it is shown this once:$/);
    const standing = async () => {
      said = [];
      await jwc('token list --participant P1');
      return said.map((line) => line.split('\t').slice(3));
    };
    expect(await standing()).toEqual([
      ['valid', '1971-01-01', 'year'],
      ['valid', '1970-01-08', 'week'],
    ]);
    rig.nowMs += 7 * 86_400_000;
    expect(await rig.auth.principalFor(given, '')).toBeNull();
    expect(await standing()).toEqual([
      ['valid', '1971-01-01', 'year'],
      ['over', '1970-01-08', 'week'],
    ]);
  });
});
