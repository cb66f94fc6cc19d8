import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Participant } from '../../domain/participants';
import { type Journal, openJournal } from '../journal';
import { scratch } from '../journal/test-batches';
import { ABSOLUTE_MS, type Auth, createAuth, demoSeats, type EndReason, IDLE_MS, openSeats } from './index';

const party = (id: string, letter: string, order: number): Participant => ({
  ...{ id, kind: 'PARTY', letter, order },
  name: { en: `Party ${letter}`, ru: `Сторона ${letter}` },
});
const PARTICIPANTS: Participant[] = [
  party('P1', 'A', 1),
  party('P2', 'B', 2),
  party('P3', 'C', 3),
  { id: 'OBS', kind: 'OBSERVER', letter: 'O', order: 9, name: { en: 'Observer', ru: 'Наблюдатель' } },
];

let place: ReturnType<typeof scratch>;
let journal: Journal;
let nowMs: number;
let ended: [key: string, reason: EndReason][];
let auth: Auth;
const make = (secure = false): Auth => {
  const made = createAuth({
    ...{ store: journal.store, participants: PARTICIPANTS, secure, demo: true, secret: null },
    nowMs: () => nowMs,
  });
  made.onEnded((key, reason) => ended.push([key, reason]));
  return made;
};
beforeEach(async () => {
  place = scratch();
  journal = await openJournal({ dir: place.dir, worker: false });
  nowMs = 1_000_000;
  ended = [];
  await openSeats(journal.store, PARTICIPANTS, nowMs);
  auth = make();
});
afterEach(async () => {
  await journal.close();
  place.remove();
});

/** Signs in and gives back what a browser would keep: `name=value`. */
async function signIn(seat: string, desk = '', cookie?: string) {
  const signed = await auth.signIn(seat, desk, cookie);
  if (!signed) throw new Error(`no seat ${seat}`);
  return { ...signed, cookie: signed.setCookie.split(';')[0] ?? '' };
}

describe('seats', () => {
  it('JO-30 offers four seats of every Party, however many Parties there are, and the observer', () => {
    const seats = demoSeats(PARTICIPANTS);
    expect(seats.map((s) => s.id)).toEqual([
      ...['P1', 'P2', 'P3'].flatMap((p) =>
        ['duty', 'supervisor', 'deputy', 'administrator'].map((chair) => `${p}:${chair}`),
      ),
      'OBS:observer',
    ]);
    expect(seats.slice(0, 4).map((s) => [s.name.en, s.role, s.second])).toEqual([
      ['Sokolov', 'duty', false],
      ['Ivanova', 'supervisor', false],
      ['Orlova', 'supervisor', true],
      ['Belova', 'administrator', false],
    ]);
    expect(new Set(seats.map((s) => s.name.en)).size).toBe(seats.length);
    expect(seats.every((s) => /[а-я]/i.test(s.name.ru))).toBe(true);
  });

  it('JO-30 takes role and participant from the seat; an unknown seat signs nobody in', async () => {
    const { principal, cookie } = await signIn('P2:supervisor', 'B');
    expect(principal).toEqual({
      ...{ userId: 'demo:P2:supervisor', participant: 'P2', kind: 'PARTY', role: 'supervisor', robot: false },
      name: { en: 'Reed', ru: 'Рид' },
    });
    expect((await auth.principalFor({ cookie }, 'B'))?.principal).toEqual(principal);
    expect(await auth.signIn('P2:admin', '', undefined)).toBeNull();
  });
});

describe('cookies', () => {
  it('JO-31 names the cookie by the desk and shows it to no script and no other site', async () => {
    for (const [desk, name] of [
      ['', 'sid'],
      ['A', 'sid_A'],
      ['B', 'sid_B'],
    ]) {
      const { setCookie } = await signIn('P1:duty', desk);
      expect(setCookie).toMatch(
        new RegExp(`^${name}=[A-Za-z0-9_-]{43}; Path=/; HttpOnly; SameSite=Strict; Max-Age=43200$`),
      );
    }
    auth = make(true);
    expect((await signIn('P1:duty', 'A')).setCookie).toMatch(/^__Host-sid_A=.*; Secure$/);
  });

  it('JO-31 keeps two desks of one window apart', async () => {
    const a = await signIn('P1:supervisor', 'A');
    const b = await signIn('P2:supervisor', 'B', a.cookie);
    const header = `${a.cookie}; ${b.cookie}`;
    expect((await auth.principalFor({ cookie: header }, 'A'))?.principal.participant).toBe('P1');
    expect((await auth.principalFor({ cookie: header }, 'B'))?.principal.participant).toBe('P2');
    expect(await auth.principalFor({ cookie: header }, '')).toBeNull();
    // A's token under B's name is nobody's.
    expect(await auth.principalFor({ cookie: a.cookie.replace('sid_A', 'sid_B') }, 'B')).toBeNull();
    await auth.signOut(header, 'A');
    expect(await auth.principalFor({ cookie: header }, 'A')).toBeNull();
    expect(await auth.principalFor({ cookie: header }, 'B')).not.toBeNull();
  });

  it.each([
    ['none', () => undefined],
    ['an empty one', () => 'sid='],
    ['another value', (c: string) => `${c.slice(0, -1)}${c.endsWith('A') ? 'B' : 'A'}`],
    ['two of one name', (c: string) => `${c}; ${c}`],
    ['one planted beside it', (c: string) => `${c}; sid=${'A'.repeat(43)}`],
    ['no pair', () => 'sid'],
    ['the stored hash instead of the token', (_: string, key: string) => `sid=${key}`],
  ])(
    'JO-31 lets nobody in with %s',
    async (_, forge: (cookie: string, key: string) => string | undefined) => {
      const { cookie, key } = await signIn('P1:duty');
      expect(await auth.principalFor({ cookie: `other=1; ${cookie}` }, '')).not.toBeNull();
      expect(await auth.principalFor({ cookie: forge(cookie, key) }, '')).toBeNull();
    },
  );

  it('JO-32 stores the hash of the token only, and lives through a restart of the server', async () => {
    const { cookie, key } = await signIn('P1:duty');
    const row = await journal.store.signIns.get(key);
    expect(JSON.stringify(row)).not.toContain(cookie.slice('sid='.length));
    expect(await journal.store.signIns.get(cookie.slice('sid='.length))).toBeNull();
    await journal.close();
    journal = await openJournal({ dir: place.dir, worker: false });
    auth = make();
    expect((await auth.principalFor({ cookie }, ''))?.key).toBe(key);
  });
});

describe('ends', () => {
  it('JO-33 ends after half an hour without use; use starts it again', async () => {
    const { cookie, key } = await signIn('P1:duty');
    nowMs += IDLE_MS - 1;
    expect(await auth.principalFor({ cookie }, '')).not.toBeNull();
    nowMs += IDLE_MS - 1;
    expect(await auth.stillValid(key)).toBe(true);
    nowMs += IDLE_MS;
    expect(await auth.principalFor({ cookie }, '')).toBeNull();
    expect(ended).toEqual([[key, 'EXPIRED']]);
    // It is gone, not hidden: a clock that goes back does not bring it back.
    nowMs -= IDLE_MS;
    expect(await auth.principalFor({ cookie }, '')).toBeNull();
    expect(ended).toHaveLength(1);
  });

  it('JO-33 does not count a look that is no use', async () => {
    const { key } = await signIn('P1:duty');
    nowMs += IDLE_MS - 1;
    expect(await auth.principalOf(key, false)).toMatchObject({ participant: 'P1', role: 'duty' });
    nowMs += 1;
    expect(await auth.principalOf(key, false)).toBeNull();
  });

  it('JO-33 ends after one shift however much it is used', async () => {
    const { cookie, key } = await signIn('P1:duty');
    for (let ms = 0; ms + IDLE_MS / 2 < ABSOLUTE_MS; ms += IDLE_MS / 2) {
      nowMs += IDLE_MS / 2;
      expect(await auth.principalFor({ cookie }, '')).not.toBeNull();
    }
    nowMs += IDLE_MS / 2;
    expect(await auth.stillValid(key)).toBe(false);
    expect(ended).toEqual([[key, 'EXPIRED']]);
  });

  it('JO-34 takes a new id at each sign-in and ends the one before', async () => {
    const first = await signIn('P1:duty');
    const second = await signIn('P1:supervisor', '', first.cookie);
    expect(second.cookie).not.toBe(first.cookie);
    expect(await auth.principalFor({ cookie: first.cookie }, '')).toBeNull();
    expect((await auth.principalFor({ cookie: second.cookie }, ''))?.principal.role).toBe('supervisor');
    expect(ended).toEqual([[first.key, 'REPLACED']]);
  });

  it('JO-34 ends at sign-out and at once when revoked, and says so once', async () => {
    const a = await signIn('P1:duty');
    const b = await signIn('P1:duty');
    expect(await auth.signOut(a.cookie, '')).toBe('sid=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0');
    await auth.signOut(a.cookie, '');
    await auth.revoke(b.key);
    await auth.revoke(b.key);
    expect(await auth.stillValid(b.key)).toBe(false);
    expect(ended).toEqual([
      [a.key, 'SIGNED_OUT'],
      [b.key, 'REVOKED'],
    ]);
  });

  it('JO-33 sweeps what is over, and only that', async () => {
    const idle = await signIn('P1:duty');
    nowMs += IDLE_MS / 2;
    const used = await signIn('P2:duty');
    nowMs += IDLE_MS / 2;
    expect(await auth.sweep()).toBe(1);
    expect(ended).toEqual([[idle.key, 'EXPIRED']]);
    expect(await auth.stillValid(used.key)).toBe(true);
  });
});

describe('a store that takes nothing', () => {
  it('JO-35 who is signed in stays so while nothing can be written, and who is over is out all the same', async () => {
    const { cookie, key } = await signIn('P1:duty');
    const readonly = async (): Promise<never> => {
      throw new Error('the disk takes no writes');
    };
    const signIns = { ...journal.store.signIns, touch: readonly, drop: readonly };
    auth = createAuth({
      ...{ store: { ...journal.store, signIns }, participants: PARTICIPANTS, secure: false },
      ...{ demo: true, secret: null },
      nowMs: () => nowMs,
    });
    nowMs += IDLE_MS / 2;
    expect(await auth.principalFor({ cookie }, '')).toMatchObject({ key });
    nowMs += IDLE_MS / 2;
    expect(await auth.stillValid(key)).toBe(false);
  });
});
