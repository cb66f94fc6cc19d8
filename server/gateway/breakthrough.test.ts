import { beforeEach, describe, expect, it } from 'vitest';
import type { Alert } from '../../domain/alert';
import { type Compartment, compartmentOf, type Label, nationalLabel, sharedLabel } from '../../domain/labels';
import type { Role } from '../../domain/participants';
import type { EventBatch } from '../../domain/protocol/socket';
import type { StoredEvent } from '../../domain/records';
import { EPOCH, launchAlert, officer } from '../../domain/testing/samples';
import { twoSensorConfig } from '../engine/testing/two-sensors';
import { Breakthrough } from './breakthrough';
import { FakeSessions } from './testing/rig';
import type { JwcSocket } from './types';

let sessions: FakeSessions;
let sockets: ReturnType<typeof console_>[];
let breakthrough: Breakthrough;
let seq: Record<string, number>;

/** A console of a session, and the ids of alerts that it was told each time. */
function console_(participant: string, session: string | null, role: Role = 'supervisor') {
  const told: string[][] = [];
  const socket = {
    data: { principal: officer(participant, role), session },
    emit: (_word: string, { alerts }: { alerts: { alert: Alert }[] }) =>
      void told.push(alerts.map(({ alert }) => `${alert.id} r${alert.rev}`)),
  } as unknown as JwcSocket;
  return { socket, told };
}
beforeEach(() => {
  sessions = new FakeSessions(twoSensorConfig(EPOCH));
  seq = {};
  sockets = [console_('P1', 'x'), console_('P2', 'test'), console_('O1', 'x', 'observer')];
  breakthrough = new Breakthrough({
    live: () => sessions.session,
    sockets: () => sockets.map((s) => s.socket),
  });
  sessions.on('events', (batch: EventBatch) => breakthrough.heard(batch));
});
const SHARED = sharedLabel('CENTER', 'LIVE');
const critical = (part: Partial<Alert> = {}): Alert =>
  launchAlert(['P1', 'P2'], { severity: 'CRITICAL', ...part });
function commit(label: Label, alert: Alert): void {
  const compartment: Compartment = compartmentOf(label);
  seq[compartment] = (seq[compartment] ?? 0) + 1;
  const event = { v: 1, seq: seq[compartment], atMs: EPOCH, kind: 'alert.changed', label, body: alert };
  sessions.commit(event as StoredEvent);
}
const answer = (party: string) => ({ ...{ party, kind: 'ACK' as const, atMs: EPOCH, rev: 1 } });

describe('critical alerts of the watch in consoles of other sessions', () => {
  it('SY-160 are told to who is entitled and whose Party has not answered, each revision once, and are gone once it has', () => {
    const alert = critical();
    commit(SHARED, alert);
    commit(SHARED, { ...alert, count: 2 });
    commit(SHARED, { ...alert, rev: alert.rev + 1 });
    commit(SHARED, { ...alert, rev: alert.rev + 2, answers: [answer('P2')] as Alert['answers'] });
    commit(SHARED, { ...alert, rev: alert.rev + 3, answers: [answer('P1')] as Alert['answers'] });
    const revs = [0, 1, 2].map((n) => [`${alert.id} r${alert.rev + n}`]);
    expect(sockets.map((s) => s.told)).toEqual([[...revs, []], [], []]);
  });

  it('SY-160 only what is critical and sounds: nothing high, nothing shelved by the Party, nothing muted', () => {
    commit(SHARED, critical({ severity: 'HIGH' }));
    commit(SHARED, critical({ id: 'b', suppression: { state: 'SUPPRESSED', by: 'raid' } as never }));
    const shelf = { party: 'P1', by: 'u', reason: 'r', fromMs: EPOCH, untilMs: EPOCH + 1e6 };
    commit(SHARED, critical({ id: 'c', shelves: [shelf] as never }));
    expect(sockets[0]?.told).toEqual([]);
  });

  it('SY-160 a Party’s own alert reaches its own consoles alone', () => {
    sockets = [console_('P1', 'x'), console_('P2', 'x'), console_('P1', 'x', 'administrator')];
    const own = critical({ id: 'own', requiredParties: ['P2'] });
    commit(nationalLabel('P2', 'LIVE'), own);
    expect(sockets.map((s) => s.told)).toEqual([[], [[`own r${own.rev}`]], []]);
  });

  it('SY-160 a console that comes to another session is told what stands, one that comes to the watch that nothing does', () => {
    const alert = critical();
    commit(SHARED, alert);
    const late = console_('P1', 'y');
    breakthrough.tell(late.socket);
    breakthrough.tell(late.socket);
    expect(late.told).toEqual([[`${alert.id} r${alert.rev}`]]);
    late.socket.data.session = 'test';
    breakthrough.tell(late.socket);
    expect(late.told).toEqual([[`${alert.id} r${alert.rev}`], []]);
  });

  it('SY-160 nothing goes the other way: what happens in another session is told to nobody, nor is anything without a watch', () => {
    sockets = [];
    commit(SHARED, critical());
    sockets = [console_('P1', 'x')];
    const event = {
      v: 1,
      seq: 2,
      atMs: EPOCH,
      kind: 'alert.changed',
      label: SHARED,
      body: critical(),
    } as StoredEvent;
    breakthrough.heard({ session: 'x', compartment: 'SHARED', after: 1, to: 2, events: [event] });
    expect(sockets[0]?.told).toEqual([]);
    breakthrough = new Breakthrough({ live: () => undefined, sockets: () => sockets.map((s) => s.socket) });
    breakthrough.heard({ session: 'test', compartment: 'SHARED', after: 1, to: 2, events: [event] });
    expect(sockets[0]?.told).toEqual([]);
  });
});
