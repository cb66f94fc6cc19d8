import { expect, it } from 'vitest';
import { type Compartment, compartmentOf, notificationLabel, sharedLabel } from '../../domain/labels';
import type { EventKind, StoredEvent } from '../../domain/records';
import { EPOCH, officer, watchStatement } from '../../domain/testing/samples';
import { PARTIES, twoSensorConfig } from '../engine/testing/two-sensors';
import { compartmentsOfSession } from '../sessions/meta';
import { OpenSession } from '../sessions/session';
import { admit } from './policy';

it('RL-58 what is from before a member joined is to its commands as if it were not there, of its own time they are let through', () => {
  const base = twoSensorConfig(EPOCH, [
    ...PARTIES,
    { ...(PARTIES[1] as (typeof PARTIES)[number]), id: 'P3', letter: 'C' },
  ]);
  const config = { ...base, info: { ...base.info, parties: ['P1', 'P2'] } };
  const session = new OpenSession(
    {
      ...{ v: 1, id: 's', config, createdMs: EPOCH, openedBy: null, speed: 1 },
      source: { kind: 'world', seed: 1, pace: 'brisk', historyS: 0 },
      compartments: compartmentsOfSession(config.participants),
    },
    {
      ...{ session: 's', nowMs: EPOCH, wallMs: EPOCH, speed: 1, wantedSpeed: 1, heldBy: null },
      ...{ state: 'running', readonly: false },
    },
  );
  const commit = (kind: EventKind, body: object, label = sharedLabel('CENTER', 'EXERCISE')): void => {
    const compartment: Compartment = compartmentOf(label);
    const seq = (session.streams.get(compartment)?.seq ?? 0) + 1;
    const event = { v: 1, seq, atMs: EPOCH + seq, kind, label, body } as StoredEvent;
    session.fold([event], new Map([[compartment, seq]]));
  };
  const entry = (id: string) => ({
    id,
    atMs: EPOCH,
    msg: 'log.note',
    params: {},
    text: null,
    by: null,
    about: null,
  });
  commit('log.written', entry('log_old'));
  commit('statement.changed', watchStatement({ id: 'statement_old' }));
  commit('member.joined', { participant: 'P3' });
  commit('member.joined', { participant: 'P3' }, notificationLabel('CENTER', 'EXERCISE'));
  commit('log.written', entry('log_new'));
  commit('statement.changed', watchStatement({ id: 'statement_new' }));
  const asked = (party: string, name: string, payload: object): string => {
    const envelope = { id: 'cmd-00001', session: 's', name, payload };
    const got = admit(envelope, officer(party), { session, demo: true, desks: [] });
    return got.ok ? 'ok' : got.result.code;
  };
  const correct = (corrects: string) => ({ body: 'b', language: 'en', corrects });
  const all = ['log_old', 'log_new', 'log_none', 'toString'];
  expect(all.map((id) => asked('P3', 'log.write', correct(id)))).toEqual([
    ...['NOT_FOUND', 'ok', 'NOT_FOUND', 'NOT_FOUND'],
  ]);
  const said = ['statement_old', 'statement_new', 'statement_none', 'constructor'];
  const withdraw = (id: string) => ({ statement: id, reason: 'r' });
  expect(said.map((id) => asked('P3', 'statement.withdraw', withdraw(id)))).toEqual([
    ...['NOT_FOUND', 'ok', 'NOT_FOUND', 'NOT_FOUND'],
  ]);
  // Who was there from the beginning is asked by the engine alone, which remembers for longer than a view.
  expect(all.map((id) => asked('P1', 'log.write', correct(id)))).toEqual(['ok', 'ok', 'ok', 'ok']);
  expect(said.map((id) => asked('P1', 'statement.withdraw', withdraw(id)))).toEqual(['ok', 'ok', 'ok', 'ok']);
});
