import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CommandResult } from '../../domain/alert';
import type { StoredEvent } from '../../domain/records';
import { type Act, type ActSignature, signatureHolds, signedText } from '../../domain/signature';
import { type TestKey, testKey } from '../../domain/testing/keys';
import { EPOCH } from '../../domain/testing/samples';
import { createEngine } from '../engine/engine';
import { twoSensorConfig } from '../engine/testing/two-sensors';
import { type Console, connected, GatewayRig, join, PROGRAM } from './testing/rig';

let rig: GatewayRig;
let program: Console;
const acts: Act[] = [];
let step = 0;
beforeEach(async () => {
  const config = twoSensorConfig(EPOCH);
  rig = await GatewayRig.open(config);
  const engine = createEngine(config);
  let seq = 0;
  acts.length = 0;
  // What is taken goes through the engine, and what that makes is held by the session, as in the server.
  rig.sessions.command = async (_session, id, principal, command, signature): Promise<CommandResult> => {
    const input = { kind: 'command', id, principal, command: command as never } as const;
    const { events, result } = engine.step({ ...input, ...(signature && { signature }) }, EPOCH + step++);
    for (const event of events) {
      if (event.kind === 'act.taken') acts.push(event.body);
      rig.sessions.commit({ v: 1, seq: ++seq, atMs: EPOCH, ...event } as StoredEvent);
    }
    return result ?? { code: 'OK' };
  };
  program = rig.dial({ headers: { authorization: 'Bearer p1' } });
  expect(await connected(program)).toBe('connected');
  expect((await join(program)).ok).toBe(true);
});
afterEach(() => rig.close());

const scope = (n: 1 | 2) => ({ kind: 'SCOPE', scope: n, reason: 'instructed' });
const wordsOf = (id: string, name: string, payload: object) => ({
  ...{ session: 'test', id, name, payload, participant: 'P1', user: PROGRAM.userId },
});
const send = async (id: string, name: string, payload: object, by?: TestKey) => {
  const signature: ActSignature | undefined = await by?.sign(wordsOf(id, name, payload));
  return program.emitWithAck('command', {
    id,
    session: 'test',
    name,
    payload,
    ...(signature && { signature }),
  });
};

describe('a program behind its token', () => {
  it('SY-145 acts unsigned and is marked as a program; with a key of its own it signs, and that is checked like an officer’s', async () => {
    const [key, other] = [await testKey(), await testKey()];
    expect(await send('program-01', 'decision.propose', scope(1))).toEqual({ code: 'OK' });
    expect(acts).toMatchObject([{ user: PROGRAM.userId, signature: null, unsigned: 'token' }]);

    expect(await send('program-02', 'decision.propose', scope(2), key)).toMatchObject({
      reason: 'keyUnknown',
    });
    expect(await send('program-03', 'key.register', { jwk: key.jwk }, other)).toMatchObject({
      reason: 'badSignature',
    });
    expect(await send('program-04', 'key.register', { jwk: key.jwk }, key)).toEqual({ code: 'OK' });
    expect(await send('program-05', 'decision.propose', scope(2), other)).toMatchObject({
      reason: 'keyUnknown',
    });
    expect(await send('program-06', 'decision.propose', scope(2), key)).toEqual({ code: 'OK' });
    const act = acts[1] as Act & { signature: ActSignature };
    expect(act).toMatchObject({ unsigned: null, signature: { keyId: key.keyId } });
    const { id, name, payload } = act;
    const text = signedText(wordsOf(id, name, payload as object));
    expect(await signatureHolds(text, act.signature, key.jwk)).toBe(true);
  });

  it('SY-145 one that has a key and does not sign is marked so, and revokes its key itself', async () => {
    const key = await testKey();
    await send('program-01', 'key.register', { jwk: key.jwk }, key);
    expect(await send('program-02', 'decision.propose', scope(1))).toEqual({ code: 'OK' });
    expect(await send('program-03', 'key.revoke', { keyId: key.keyId, reason: 'moved' })).toEqual({
      code: 'OK',
    });
    expect(await send('program-04', 'decision.propose', scope(2), key)).toMatchObject({
      reason: 'keyRevoked',
    });
    expect(await send('program-05', 'decision.propose', scope(2))).toEqual({ code: 'OK' });
    expect(acts.map((a) => a.unsigned)).toEqual(['keyUnused', 'token']);
  });
});
