import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EPOCH, officer } from '../../domain/testing/samples';
import { twoSensorConfig } from '../engine/testing/two-sensors';
import type { Account, SignInRow } from '../journal';
import { openJournal } from '../journal';
import { scratch } from '../journal/test-batches';
import { ConsoleLocks } from './locks';
import {
  type Console,
  command,
  connected,
  GatewayRig,
  join,
  memoryLocks,
  note,
  settled,
  shared,
} from './testing/rig';

let rig: GatewayRig;
beforeEach(async () => {
  rig = await GatewayRig.open(twoSensorConfig(EPOCH));
});
afterEach(() => rig.close());

const ME = officer('P1').userId;
const SUPERVISOR: Account = {
  ...{ id: ME, participant: 'P1', login: 'anna', name: { en: 'Anna', ru: 'Анна' }, role: 'supervisor' },
  ...{ passwordHash: '', mustChange: false, disabled: false, demo: true, createdMs: 1 },
};
const SIGN_IN: SignInRow = {
  ...{ tokenHash: 'k', account: ME, agent: '', desk: '', createdMs: 1, seenMs: 1, endsMs: 2 },
};
/** A console of P1's supervisor under its own name, joined; whether it came up locked. */
async function open(
  console: string,
  seat = 'p1',
): Promise<{ socket: Console; locked: boolean; told: boolean[] }> {
  const socket = rig.dial({ cookie: `sid=${seat}`, auth: { console } });
  const told: boolean[] = [];
  socket.on('locked', (locked) => told.push(locked));
  expect(await connected(socket)).toBe('connected');
  const answer = await join(socket);
  if (!answer.ok) throw new Error(answer.error);
  return { socket, locked: answer.locked, told };
}
let commands = 0;
const says = async (socket: Console): Promise<string> => {
  const result = await command(socket, 'log.write', note, `cmd-lock-${++commands}`);
  return result.code === 'FORBIDDEN' ? result.reason : result.code;
};
const lock = (socket: Console, request: object) => socket.emitWithAck('lock', request as never);

describe('a locked console', () => {
  it('WL-18 takes no command, its picture goes on; its officer unlocks it, nobody in another name', async () => {
    const { socket, told } = await open('console-a');
    expect(await says(socket)).toBe('OK');
    expect(await lock(socket, { locked: true })).toEqual({ code: 'OK' });
    expect(await says(socket)).toBe('locked');
    const other = { locked: false, as: officer('P2').userId };
    expect(await lock(socket, other)).toEqual({ code: 'FORBIDDEN', reason: 'notThatOfficer' });
    expect(await lock(socket, { locked: false })).toMatchObject({ code: 'BAD_REQUEST' });
    expect(await says(socket)).toBe('locked');
    expect((await join(socket)).ok).toBe(true);
    expect(await lock(socket, { locked: false, as: ME })).toEqual({ code: 'OK' });
    expect(await says(socket)).toBe('OK');
    await settled(socket);
    expect(told).toEqual([true, false]);
    expect(rig.sessions.calls.filter((c) => c.endsWith('lock'))).toEqual(['lock', 'unlock']);
  });

  it('WL-19 is one console: the officer’s others act on; it stays locked through a reload, under whatever socket', async () => {
    const [a, b] = [await open('console-a'), await open('console-b')];
    await lock(a.socket, { locked: true });
    expect([await says(a.socket), await says(b.socket)]).toEqual(['locked', 'OK']);
    a.socket.disconnect();
    const again = await open('console-a');
    expect(again.locked).toBe(true);
    expect(await says(again.socket)).toBe('locked');
    expect((await open('console-b')).locked).toBe(false);
    expect((await open('console-a', 'p2')).locked).toBe(false);
    expect(rig.sessions.calls).toContain('enter P1 locked');
  });

  it('WL-19 a window that was not open before begins locked beside a locked one, named or not', async () => {
    const a = await open('console-a');
    await lock(a.socket, { locked: true });
    const fresh = await open('console-c');
    expect(fresh.locked).toBe(true);
    const nameless = rig.dial();
    await connected(nameless);
    expect(await join(nameless)).toMatchObject({ locked: true });
    await lock(fresh.socket, { locked: false, as: ME });
    expect([await says(fresh.socket), await says(a.socket)]).toEqual(['OK', 'locked']);
  });

  it('WL-19 a sign-in that ends takes its locks with it; only so many consoles are remembered, locked ones first', async () => {
    const store = memoryLocks();
    const locks = new ConsoleLocks(true, store);
    const ask = async (console: string, locked: boolean) => {
      const given = locked ? { locked } : { locked, as: ME };
      return (await locks.ask('k', console, officer('P1'), given)).lockTo;
    };
    expect(await ask('console-a', true)).toBe(true);
    for (let i = 0; i < 100; i++) await ask(`console-${i}`, false);
    expect(await locks.enter('k', 'console-a')).toBe(true);
    expect(await locks.enter('k', 'console-99')).toBe(false);
    expect(store.held.get('k')?.length).toBe(32);
    store.held.delete('k');
    locks.forget('k');
    expect(await locks.enter('k', 'console-a')).toBe(false);
  });

  it('WL-18 where there are passwords no word unlocks: he signs in again', async () => {
    const locks = new ConsoleLocks(false, memoryLocks());
    expect((await locks.ask('k', 'console-a', officer('P1'), { locked: true })).lockTo).toBe(true);
    expect(await locks.ask('k', 'console-a', officer('P1'), { locked: false, as: ME })).toMatchObject({
      ...{ result: { code: 'FORBIDDEN', reason: 'signInAgain' }, lockTo: null },
    });
    expect(await locks.enter('k', 'console-a')).toBe(true);
  });

  it('AC-59 a server that is started again over the same store knows who is locked: a new window too, and one that was open beside it is not', async () => {
    const { dir, remove } = scratch();
    const serve = async () => {
      const journal = await openJournal({ dir, worker: false });
      return { journal, locks: new ConsoleLocks(true, journal.store.signIns) };
    };
    const first = await serve();
    await first.journal.store.accounts.add(SUPERVISOR, null);
    for (const tokenHash of ['k', 'other']) await first.journal.store.signIns.put({ ...SIGN_IN, tokenHash });
    expect([await first.locks.enter('k', 'console-a'), await first.locks.enter('k', 'console-b')]).toEqual([
      ...[false, false],
    ]);
    await (await first.locks.ask('k', 'console-a', officer('P1'), { locked: true })).stored;
    await first.journal.close();

    const second = await serve();
    const enter = (key: string, console: string) => second.locks.enter(key, console);
    expect(await enter('k', 'console-c')).toBe(true);
    expect([await enter('k', 'console-a'), await enter('k', 'console-b')]).toEqual([true, false]);
    expect(await enter('other', 'console-c')).toBe(false);
    for (const console of ['console-a', 'console-c'])
      await (await second.locks.ask('k', console, officer('P1'), { locked: false, as: ME })).stored;
    await second.journal.close();

    const third = await serve();
    expect([await third.locks.enter('k', 'console-a'), await third.locks.enter('k', 'console-d')]).toEqual([
      ...[false, false],
    ]);
    await third.journal.store.signIns.drop('k');
    expect(await third.journal.store.signIns.consoles('k')).toEqual([]);
    await third.journal.close();
    remove();
  });

  it('AC-59 while the store takes no writes a console is locked all the same, and where it cannot be read nobody comes in', async () => {
    const fails = () => Promise.reject(new Error('no disk'));
    const locks = new ConsoleLocks(true, { ...memoryLocks(), keepConsoles: fails });
    const { lockTo, stored } = await locks.ask('k', 'console-a', officer('P1'), { locked: true });
    await stored;
    expect([lockTo, await locks.enter('k', 'console-b')]).toEqual([true, true]);
    const store = memoryLocks();
    let down = true;
    const later = new ConsoleLocks(true, { ...store, consoles: (k) => (down ? fails() : store.consoles(k)) });
    await expect(later.enter('k', 'console-a')).rejects.toThrow('no disk');
    down = false;
    expect(await later.enter('k', 'console-a')).toBe(false);
  });

  it('WL-18 the handshake takes a name of letters and digits only; an observer has nothing to lock', async () => {
    for (const console of ['short', '../../etc/passwd', 'x'.repeat(41)])
      expect(await connected(rig.dial({ auth: { console } }))).toBe('BAD_REQUEST');
    const obs = rig.dial({ cookie: 'sid=obs' });
    await connected(obs);
    expect(await lock(obs, { locked: true })).toMatchObject({ code: 'FORBIDDEN', reason: 'notForRole' });
  });
});

describe('one officer at two consoles', () => {
  it('WL-20 both are live and act; what one does shows on the other by its event', async () => {
    const [a, b] = [await rig.watch('p1'), await rig.watch('p1')];
    expect(await says(a.socket)).toBe('OK');
    expect(await says(b.socket)).toBe('OK');
    rig.sessions.commit(shared(1));
    await settled(a.socket);
    await settled(b.socket);
    expect([a.batches.length, b.batches.length]).toEqual([1, 1]);
    expect(a.batches).toEqual(b.batches);
    expect(rig.sessions.calls.filter((c) => c === 'enter P1')).toHaveLength(2);
  });
});
