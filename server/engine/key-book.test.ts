import { beforeAll, describe, expect, it } from 'vitest';
import { copyLabel, nationalLabel, sharedLabel } from '../../domain/labels';
import { PROGRAM_PREFIX, type Principal } from '../../domain/participants';
import type { AnyCommand } from '../../domain/protocol/commands';
import type { EngineEvent } from '../../domain/records';
import type { ActSignature } from '../../domain/signature';
import { type TestKey, testKey } from '../../domain/testing/keys';
import { consultation, EPOCH, launchAlert, officer } from '../../domain/testing/samples';
import { createEngine, restoreEngine } from './engine';
import { actsTaken, KeyBook } from './key-book';
import { twoSensorConfig } from './testing/two-sensors';

const config = twoSensorConfig(EPOCH);
const [P1, P2] = [officer('P1'), officer('P2')];
const DEPUTY: Principal = { ...P1, userId: 'deputy' };
const DUTY = officer('P1', 'duty');
let [one, two]: TestKey[] = [];
beforeAll(async () => {
  [one, two] = [await testKey(), await testKey()];
});
const signatureOf = (key: TestKey | undefined): ActSignature => ({
  ...{ keyId: key?.keyId ?? '', value: 'v' },
});

describe('the book of keys', () => {
  const opened = () => {
    let engine = createEngine(config);
    let n = 0;
    const give = (principal: Principal, command: AnyCommand, signature?: ActSignature) =>
      engine.step(
        { kind: 'command', id: `cmd-${n++}`, principal, command, ...(signature && { signature }) },
        EPOCH,
      );
    const register = (by: Principal, key: TestKey | undefined) =>
      give(by, { name: 'key.register', payload: { jwk: key?.jwk as TestKey['jwk'] } }, signatureOf(key));
    const revoke = (by: Principal, key: TestKey | undefined) =>
      give(by, { name: 'key.revoke', payload: { keyId: key?.keyId ?? '', reason: 'lost' } });
    const again = () => {
      engine = restoreEngine(config, structuredClone(engine.snapshot()));
    };
    return { give, register, revoke, again };
  };
  const kinds = ({ events }: { events: EngineEvent[] }) => events.map((e) => e.kind);

  it('AC-42 a key is recorded once, in SHARED, with its proof; another one of the same user takes its place', () => {
    const { register, again } = opened();
    const first = register(P1, one);
    expect(first.events).toEqual([
      {
        kind: 'key.registered',
        label: sharedLabel('P1', config.mode),
        body: {
          ...{ participant: 'P1', user: P1.userId, keyId: one?.keyId, jwk: one?.jwk },
          ...{ command: 'cmd-0', value: 'v', supersedes: null },
        },
      },
    ]);
    expect(register(P1, one)).toEqual({ events: [], result: { code: 'OK' } });
    again();
    expect(register(P1, two).events[0]?.body).toMatchObject({ keyId: two?.keyId, supersedes: one?.keyId });
  });

  it('AC-42 nobody registers without proof, nor the key of another user', () => {
    const { give, register } = opened();
    register(P1, one);
    const bare = give(P2, { name: 'key.register', payload: { jwk: two?.jwk as TestKey['jwk'] } });
    expect(bare).toEqual({ events: [], result: { code: 'FORBIDDEN', reason: 'badSignature' } });
    expect(register(P2, one).result).toEqual({ code: 'FORBIDDEN', reason: 'notOwnKey' });
  });

  it('AC-42 a revoked key never comes back; its officer or a supervisor of his Party revokes it', () => {
    const { register, revoke, again } = opened();
    register(DEPUTY, one);
    expect(revoke(P2, one).result).toEqual({ code: 'NOT_FOUND' });
    expect(revoke(DUTY, one).result).toEqual({ code: 'FORBIDDEN', reason: 'notOwnKey' });
    const revoked = revoke(P1, one);
    expect(revoked.events[0]).toMatchObject({
      ...{ kind: 'key.revoked', body: { user: 'deputy', keyId: one?.keyId, by: P1.userId, reason: 'lost' } },
    });
    again();
    expect(register(DEPUTY, one).result).toEqual({ code: 'FORBIDDEN', reason: 'keyRevoked' });
    expect(kinds(register(DEPUTY, two))).toEqual(['key.registered']);
  });
});

describe('keys and later members', () => {
  it('AC-49 when a Party joins, the keys that stand are told again after that, and revoked ones are not', () => {
    const book = new KeyBook(config);
    const events: EngineEvent[] = [];
    const register = (by: Principal, key: TestKey | undefined) =>
      book.command(
        `of ${by.userId}`,
        by,
        { name: 'key.register', payload: { jwk: key?.jwk as TestKey['jwk'] } },
        signatureOf(key),
        events,
      );
    register(P1, one);
    register(P2, two);
    const again = new KeyBook(config, structuredClone(book.snapshot()));
    const joined: EngineEvent = {
      ...{ kind: 'member.joined', label: sharedLabel('CENTER', 'LIVE'), body: { participant: 'P3' } },
    };
    expect(again.follow(events)).toEqual([]);
    expect(again.follow([joined])).toEqual(events);
    const lost: AnyCommand = { name: 'key.revoke', payload: { keyId: one?.keyId ?? '', reason: 'lost' } };
    again.command('cmd-9', P1, lost, null, []);
    expect(again.follow([joined])).toEqual(events.slice(1));
  });
});

describe('acts beside their records', () => {
  const shared = sharedLabel('CENTER', 'LIVE');
  const alert = (id: string, label = shared): EngineEvent => ({
    ...{ kind: 'alert.changed', label, body: launchAlert(['P1', 'P2'], { id }) },
  });
  const acknowledge: AnyCommand = { name: 'alert.acknowledge', payload: { alert: 'a', seq: 1, seenRev: 2 } };
  const taken = (principal: Principal, signature: ActSignature | null = null) => ({
    ...{ id: 'cmd-1', principal, command: acknowledge, signature },
  });

  it('AC-43 an act stands once beside the record that it names, with words and signature', () => {
    const signature = signatureOf(one);
    const made = [alert('a'), alert('a'), alert('b', nationalLabel('P1', 'LIVE'))];
    expect(actsTaken(taken(P1, signature), made)).toEqual([
      {
        kind: 'act.taken',
        label: shared,
        body: {
          ...{ id: 'cmd-1', name: 'alert.acknowledge', payload: acknowledge.payload, participant: 'P1' },
          ...{ user: P1.userId, signature, unsigned: null },
        },
      },
    ]);
    expect(actsTaken(taken(P1, signature), [])).toEqual([]);
  });

  it('AC-43 one without a signature says why', () => {
    const why = (by: Principal) =>
      actsTaken(taken(by), [alert('a')]).map(({ body }) => 'unsigned' in body && body.unsigned);
    expect(why(P1)).toEqual(['noKey']);
    expect(why({ ...P1, robot: true })).toEqual(['robot']);
    expect(why({ ...P1, userId: `${PROGRAM_PREFIX}t1` })).toEqual(['token']);
  });

  it('AC-43 the copy that another participant is given holds the mark, not the words', () => {
    const command: AnyCommand = { name: 'consultation.close', payload: { consultation: 'mine' } };
    const to = (participant: string): EngineEvent => ({
      ...{ kind: 'consultation.changed', label: copyLabel(shared, participant) },
      body: consultation(['P1', 'P2']),
    });
    const acts = actsTaken({ ...taken(P1, signatureOf(one)), command }, [to('P1'), to('P2')]);
    expect(acts.map((a) => [a.label.copyTo, 'payload' in a.body && a.body.payload])).toEqual([
      ['P1', { consultation: 'mine' }],
      ['P2', null],
    ]);
    expect(acts[1]?.body).toMatchObject({ signature: { keyId: one?.keyId, value: null } });
  });
});
