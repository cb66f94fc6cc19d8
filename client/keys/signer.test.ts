import { describe, expect, it, vi } from 'vitest';
import type { Role } from '../../domain/participants';
import type { CommandEnvelope } from '../../domain/protocol/commands';
import type { RegisteredKey } from '../../domain/signature';
import { signatureHolds, signedText } from '../../domain/signature';
import { emptyView } from '../../domain/view';
import { me, open, T0 } from '../source/testing';
import { type KeyShelf, type OwnKeys, ownKeys } from './own-keys';

const { subtle } = globalThis.crypto;
function memoryShelf(): KeyShelf & { pairs: Map<string, CryptoKeyPair> } {
  const pairs = new Map<string, CryptoKeyPair>();
  const add = async (user: string, pair: CryptoKeyPair): Promise<CryptoKeyPair> => {
    if (!pairs.has(user)) pairs.set(user, pair);
    return pairs.get(user) ?? pair;
  };
  const drop = async (user: string): Promise<void> => void pairs.delete(user);
  return { pairs, get: async (user) => pairs.get(user) ?? null, add, drop };
}
const keysOn = (shelf: KeyShelf): OwnKeys => ownKeys(subtle, async () => shelf);
const payload = { alert: 'a', seq: 1, seenRev: 2 };

/** A console of an officer whose browser has these keys; `sent` waits until so many commands are on the wire. */
function console(keys: OwnKeys, role: Role = 'supervisor') {
  const t = open(undefined, keys);
  t.socket.line({ is: 'up' });
  t.answerJoin({ me: { ...me, role } });
  const commands = () => t.socket.of('command').map((c) => c[0] as CommandEnvelope);
  const sent = async (n: number) => {
    await vi.waitFor(() => expect(commands().length).toBeGreaterThanOrEqual(n));
    return commands();
  };
  const answer = (i: number) => t.socket.of('command')[i]?.[1]({ code: 'OK' });
  const registered = (key: Pick<RegisteredKey, 'keyId' | 'jwk'>, seq: number) =>
    t.socket.give('events', {
      ...{ session: 's', compartment: 'SHARED', after: seq - 1, to: seq },
      events: [
        {
          ...{ v: 1, seq, atMs: T0, kind: 'key.registered' },
          label: { owner: 'P1', cls: 'SHARED', relTo: ['MEMBERS'], basis: 'default', mode: 'LIVE' },
          body: { participant: 'P1', user: me.userId, ...key, command: 'c', value: 'v', supersedes: null },
        },
      ],
    });
  const revoked = (keyId: string, seq: number) =>
    t.socket.give('events', {
      ...{ session: 's', compartment: 'SHARED', after: seq - 1, to: seq },
      events: [
        {
          ...{ v: 1, seq, atMs: T0, kind: 'key.revoked' },
          label: { owner: 'P1', cls: 'SHARED', relTo: ['MEMBERS'], basis: 'default', mode: 'LIVE' },
          body: { participant: 'P1', user: me.userId, keyId, by: me.userId, reason: 'lost' },
        },
      ],
    });
  return { ...t, sent, answer, registered, revoked };
}

describe('a browser that signs', () => {
  it('AC-46 makes a key of the user that nobody reads, once, and finds it again', async () => {
    const shelf = memoryShelf();
    const [one, two] = [await keysOn(shelf).of('u1'), await keysOn(shelf).of('u1')];
    expect(one?.keyId).toBe(two?.keyId);
    const other = await keysOn(shelf).of('u2');
    expect(other?.keyId).not.toBe(one?.keyId);
    const secret = shelf.pairs.get('u1')?.privateKey as CryptoKey;
    expect(secret.extractable).toBe(false);
    await expect(subtle.exportKey('pkcs8', secret)).rejects.toThrow();
  });

  it('AC-46 makes its key known where it joins, signed with it, and that is nothing to wait for', async () => {
    const keys = keysOn(memoryShelf());
    const key = await keys.of(me.userId);
    const { sent, state } = console(keys);
    const [register] = await sent(1);
    expect(register).toMatchObject({ name: 'key.register', payload: { jwk: key?.jwk } });
    expect(state().pending).toEqual([]);
    if (!register?.signature || !key) throw new Error('unsigned');
    const { id, name, payload: said } = register;
    const words = { session: 's', id, name, payload: said, participant: 'P1', user: me.userId };
    expect(await signatureHolds(signedText(words), register.signature, key.jwk)).toBe(true);
  });

  it('AC-46 signs what the server will take, once the session knows the key', async () => {
    const keys = keysOn(memoryShelf());
    const key = await keys.of(me.userId);
    if (!key) throw new Error('no key');
    const { sent, answer, registered, source, state } = console(keys);
    await sent(1);
    answer(0);
    registered(key, 11);
    void source.send('alert.dissent', { ...payload, reason: '  it is the sun ' }, 'command-x');
    expect(state().pending.map((p) => p.name)).toEqual(['alert.dissent']);
    const act = (await sent(2))[1];
    expect(act).toMatchObject({ name: 'alert.dissent', payload: { ...payload, reason: 'it is the sun' } });
    if (!act?.signature) throw new Error('unsigned');
    const words = { session: 's', id: 'command-x', name: act.name, payload: act.payload };
    const text = signedText({ ...words, participant: 'P1', user: me.userId });
    expect(await signatureHolds(text, act.signature, key.jwk)).toBe(true);
    // What is not signed goes at once, as it is.
    void source.send('alert.unshelve', { alert: 'a', seq: 1 });
    expect((await sent(3))[2]).not.toHaveProperty('signature');
  });

  it('AC-46 a key that another browser’s took the place of is made known again before it signs', async () => {
    const keys = keysOn(memoryShelf());
    const { sent, answer, registered, source } = console(keys);
    await sent(1);
    answer(0);
    const elsewhere = await keysOn(memoryShelf()).of(me.userId);
    if (!elsewhere) throw new Error('no key');
    registered(elsewhere, 11);
    void source.send('alert.acknowledge', payload, 'command-x');
    expect((await sent(2))[1]?.name).toBe('key.register');
    answer(1);
    expect((await sent(3))[2]).toMatchObject({
      id: 'command-x',
      signature: { keyId: (await keys.of(me.userId))?.keyId },
    });
  });

  it('UX-191 once its key is revoked it makes another, has the session know it, and signs with that', async () => {
    const shelf = memoryShelf();
    const keys = keysOn(shelf);
    const key = await keys.of(me.userId);
    if (!key) throw new Error('no key');
    const { sent, answer, registered, revoked, source } = console(keys);
    await sent(1);
    answer(0);
    registered(key, 11);
    revoked(key.keyId, 12);
    void source.send('alert.acknowledge', payload, 'command-x');
    const register = (await sent(2))[1];
    expect(register).toMatchObject({ name: 'key.register' });
    const next = await keys.of(me.userId);
    expect(next?.keyId).not.toBe(key.keyId);
    expect(register?.payload).toEqual({ jwk: next?.jwk });
    answer(1);
    expect((await sent(3))[2]).toMatchObject({ id: 'command-x', signature: { keyId: next?.keyId } });
    // Two windows of one browser come to one key.
    const window = keysOn(shelf);
    expect((await window.of(me.userId))?.keyId).toBe(next?.keyId);
    expect((await window.renew(me.userId, key.keyId))?.keyId).toBe(next?.keyId);
  });

  it.each<[string, OwnKeys]>([
    ['comes over an insecure line', ownKeys(undefined, async () => memoryShelf())],
    ['may keep nothing', ownKeys(subtle, async () => Promise.reject(new Error('SecurityError')))],
  ])('AC-47 a page that %s acts unsigned', async (_, keys) => {
    const { sent, source } = console(keys);
    void source.send('alert.acknowledge', payload, 'command-x');
    const commands = await sent(1);
    expect(commands).toEqual([{ id: 'command-x', session: 's', name: 'alert.acknowledge', payload }]);
  });

  it('AC-47 who acts on nothing, and who holds no shared record, makes no key known', async () => {
    const keys = keysOn(memoryShelf());
    const observer = console(keys, 'observer');
    const outsider = open(undefined, keys);
    outsider.socket.line({ is: 'up' });
    outsider.answerJoin({ views: [{ compartment: 'NOTIF', view: emptyView('NOTIF'), seq: 1 }] });
    // A supervisor beside them has made his known by then.
    await console(keys).sent(1);
    expect(await observer.sent(0)).toEqual([]);
    expect(outsider.socket.of('command')).toEqual([]);
  });
});
