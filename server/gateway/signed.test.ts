import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sharedLabel } from '../../domain/labels';
import type { StoredEvent } from '../../domain/records';
import type { ActSignature, SignedWords } from '../../domain/signature';
import { type TestKey, testKey } from '../../domain/testing/keys';
import { EPOCH, launchAlert, officer } from '../../domain/testing/samples';
import { twoSensorConfig } from '../engine/testing/two-sensors';
import { alertEvent, type Console, GatewayRig } from './testing/rig';

const ALERT = launchAlert(['P1', 'P2']);
const payload = { alert: ALERT.id, seq: ALERT.seq, seenRev: ALERT.rev };
const words: SignedWords = {
  ...{ session: 'test', id: 'cmd-00001', name: 'alert.acknowledge', payload },
  ...{ participant: 'P1', user: officer('P1').userId },
};
let rig: GatewayRig;
let key: TestKey;
let console: Console;
beforeEach(async () => {
  key = await testKey();
  rig = await GatewayRig.open(twoSensorConfig(EPOCH));
  rig.sessions.commit(alertEvent(1));
  console = (await rig.watch('p1')).socket;
});
afterEach(() => rig.close());

/** What the engine says once this user's key is registered. */
const registered = (
  seq: number,
  of: TestKey,
  user = officer('P1').userId,
  participant = 'P1',
): StoredEvent => ({
  ...{ v: 1, seq, atMs: EPOCH, kind: 'key.registered', label: sharedLabel(participant, 'LIVE') },
  body: {
    ...{ participant, user, keyId: of.keyId, jwk: of.jwk, command: 'c', value: 'v', supersedes: null },
  },
});
const send = (
  signature?: ActSignature,
  id = 'cmd-00001',
  name = 'alert.acknowledge',
  said: unknown = payload,
) =>
  console.emitWithAck('command', {
    id,
    session: 'test',
    name,
    payload: said,
    ...(signature && { signature }),
  });
const queued = () => rig.sessions.calls.filter((c) => c.startsWith('command'));
const bad = { code: 'FORBIDDEN', reason: 'badSignature' };

describe('signatures at the gateway', () => {
  it('AC-44 an act signed with the registered key is queued with its signature; one without goes on unsigned', async () => {
    rig.sessions.commit(registered(2, key));
    expect(await send(await key.sign(words))).toEqual({ code: 'OK' });
    expect(await send(undefined, 'cmd-00002')).toEqual({ code: 'OK' });
    expect(queued()).toEqual([
      `command cmd-00001 ${words.user} alert.acknowledge ${key.keyId}`,
      `command cmd-00002 ${words.user} alert.acknowledge`,
    ]);
  });

  it.each<[string, Partial<SignedWords>]>([
    ['of another session', { session: 'other' }],
    ['of another command', { id: 'cmd-00009' }],
    ['of another user', { user: officer('P2').userId, participant: 'P2' }],
    ['of an altered payload', { payload: { ...payload, seenRev: 99 } }],
    ['of another act', { name: 'alert.dissent' }],
  ])('AC-44 a signature %s is refused before the queue, and counted', async (_, change) => {
    rig.sessions.commit(registered(2, key));
    expect(await send(await key.sign({ ...words, ...change }))).toEqual(bad);
    expect(queued()).toEqual([]);
    expect(rig.gateway.figures.refusedSignatures).toEqual({ badSignature: 1 });
  });

  it('AC-44 a key that is not registered, is superseded, revoked or belongs to somebody else signs nothing', async () => {
    const signature = await key.sign(words);
    const unknown = { code: 'FORBIDDEN', reason: 'keyUnknown' };
    expect(await send(signature)).toEqual(unknown);
    rig.sessions.commit(registered(2, key, officer('P2').userId, 'P2'));
    expect(await send(signature)).toEqual(unknown);
    rig.sessions.commit(registered(3, key), registered(4, await testKey()));
    expect(await send(signature)).toEqual(unknown);
    const { keyId } = key;
    rig.sessions.commit(registered(5, key), {
      ...{ v: 1, seq: 6, atMs: EPOCH, kind: 'key.revoked', label: sharedLabel('P1', 'LIVE') },
      body: { participant: 'P1', user: words.user, keyId, by: words.user, reason: 'lost' },
    });
    expect(await send(signature)).toEqual({ code: 'FORBIDDEN', reason: 'keyRevoked' });
    expect(queued()).toEqual([]);
  });

  it('AC-44 a key is registered by whoever has it', async () => {
    const register = { ...words, name: 'key.register', payload: { jwk: key.jwk } };
    const give = (signature?: ActSignature) => send(signature, register.id, register.name, register.payload);
    expect(await give()).toEqual(bad);
    expect(await give(await (await testKey()).sign(register))).toEqual(bad);
    expect(await give(await key.sign({ ...register, user: officer('P2').userId }))).toEqual(bad);
    expect(await give(await key.sign(register))).toEqual({ code: 'OK' });
    expect(queued()).toEqual([`command cmd-00001 ${words.user} key.register ${key.keyId}`]);
  });

  it('AC-44 a signature without its shape is malformed', async () => {
    const signature = { keyId: 'short', value: 'short' };
    expect(await send(signature)).toMatchObject({ code: 'BAD_REQUEST', field: 'signature.keyId' });
  });
});
