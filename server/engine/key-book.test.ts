import { beforeAll, describe, expect, it } from 'vitest';
import { copyLabel, nationalLabel, sharedLabel } from '../../domain/labels';
import { PROGRAM_PREFIX, type Principal } from '../../domain/participants';
import type { AnyCommand, KeyCommand } from '../../domain/protocol/commands';
import type { EngineEvent } from '../../domain/records';
import type { ActSignature } from '../../domain/signature';
import { type TestKey, testKey } from '../../domain/testing/keys';
import { consultation, EPOCH, launchAlert, officer } from '../../domain/testing/samples';
import { createEngine, restoreEngine } from './engine';
import { KeyBook, type TakenAct, withActs } from './key-book';
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
          ...{ participant: 'P1', user: P1.userId, name: P1.name, keyId: one?.keyId, jwk: one?.jwk },
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

describe('keys that another took the place of', () => {
  it('AC-56 they can be revoked, nobody else may register them, and they come back unless they were', () => {
    const book = new KeyBook(config);
    const events: EngineEvent[] = [];
    const register = (by: Principal, key: TestKey | undefined) => {
      const jwk = key?.jwk as TestKey['jwk'];
      return book.command('cmd-1', by, { name: 'key.register', payload: { jwk } }, signatureOf(key), events);
    };
    const revoke = (by: Principal, key: TestKey | undefined) =>
      book.command(
        'cmd-2',
        by,
        { name: 'key.revoke', payload: { keyId: key?.keyId ?? '', reason: 'lost' } },
        null,
        events,
      );
    register(DUTY, one);
    register(DUTY, two);
    expect(register(P2, one)).toEqual({ code: 'FORBIDDEN', reason: 'notOwnKey' });
    expect(register(DUTY, one)).toEqual({ code: 'OK' });
    expect([revoke(P2, two).code, revoke(P1, two).code]).toEqual(['NOT_FOUND', 'OK']);
    expect(register(DUTY, two)).toEqual({ code: 'FORBIDDEN', reason: 'keyRevoked' });
    const again = new KeyBook(config, structuredClone(book.snapshot()));
    expect(again.snapshot()).toEqual(book.snapshot());
    expect(book.whyUnsigned(DUTY)).toBe('keyUnused');
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
  const taken = (principal: Principal, signature: ActSignature | null = null): TakenAct => ({
    ...{ id: 'cmd-1', principal, command: acknowledge, signature, unsigned: 'noKey' },
  });
  const actsTaken = (act: TakenAct, made: EngineEvent[]) =>
    withActs(act, made).filter((e) => e.kind === 'act.taken');

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

  it('AC-54 an act stands directly after the first record of its label, so that both are held or neither', () => {
    const other = nationalLabel('P1', 'LIVE');
    const made = [alert('b'), alert('a', other), alert('a'), alert('a')];
    const joined: EngineEvent = { kind: 'member.joined', label: shared, body: { participant: 'P3' } };
    const told = withActs(taken(P1), [...made, joined]);
    expect(told.map((e) => [e.kind, e.label === other ? 'own' : 'shared'])).toEqual([
      ['alert.changed', 'shared'],
      ...[
        ['alert.changed', 'own'],
        ['act.taken', 'own'],
      ],
      ...[
        ['alert.changed', 'shared'],
        ['act.taken', 'shared'],
      ],
      ['alert.changed', 'shared'],
      ['member.joined', 'shared'],
    ]);
  });

  it('AC-43 one without a signature says why', () => {
    const book = new KeyBook(config);
    const program = { ...P1, userId: `${PROGRAM_PREFIX}t1` };
    expect([P1, { ...P1, robot: true }, program].map((by) => book.whyUnsigned(by))).toEqual([
      ...['noKey', 'robot', 'token'],
    ]);
    expect(actsTaken(taken(P1), [alert('a')])[0]?.body).toMatchObject({ signature: null, unsigned: 'noKey' });
  });

  it('AC-55 an act without a signature, of somebody who has a key that stands, is marked so; of one revoked it is as without', () => {
    const program = { ...P1, userId: `${PROGRAM_PREFIX}t1` };
    for (const by of [P1, program]) {
      const book = new KeyBook(config);
      const give = (command: KeyCommand, signature: ActSignature | null) =>
        book.command('cmd-9', by, command, signature, []).code;
      const jwk = one?.jwk as TestKey['jwk'];
      expect(give({ name: 'key.register', payload: { jwk } }, signatureOf(one))).toBe('OK');
      expect(book.whyUnsigned(by)).toBe('keyUnused');
      expect(new KeyBook(config, structuredClone(book.snapshot())).whyUnsigned(by)).toBe('keyUnused');
      expect(give({ name: 'key.revoke', payload: { keyId: one?.keyId ?? '', reason: 'lost' } }, null)).toBe(
        'OK',
      );
      expect(book.whyUnsigned(by)).toBe(by === P1 ? 'noKey' : 'token');
    }
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
