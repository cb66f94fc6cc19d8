import { beforeAll, describe, expect, it } from 'vitest';
import type { Alert, CommandResult } from '../../domain/alert';
import type { FeedInput } from '../../domain/inputs';
import type { Desk } from '../../domain/records';
import { ack, follow } from '../../domain/testing/alert-driver';
import { EPOCH, launchAlert, officer } from '../../domain/testing/samples';
import { createEngine, type Engine, restoreEngine } from './engine';
import { robotVerdict } from './robot-verdict';
import { flyTiny, looksAt } from './testing/tiny-flight';
import { twoSensorConfig } from './testing/two-sensors';
import { SIMULATION } from './types';

const config = twoSensorConfig(EPOCH);
const at = (s: number) => EPOCH + s * 1000;
let looks: FeedInput[] = [];
beforeAll(() => {
  const flight = flyTiny({ lat: 8, lon: -152, azDeg: 60, launchMs: at(30), burnS: 110, thrust: 34 });
  looks = looksAt(flight, config.sensors, EPOCH, at(600));
});

/** An engine in which an alert was raised; and what its steps say. */
function raised(): { engine: Engine; alert: Alert; nowMs: number } {
  const engine = createEngine(config);
  engine.step({ kind: 'open' }, EPOCH);
  for (const input of looks) {
    const { events } = engine.step({ kind: 'feed', feed: SIMULATION.id, input }, input.receivedMs);
    const found = events.find((e) => e.kind === 'alert.changed');
    if (found?.kind === 'alert.changed') return { engine, alert: found.body, nowMs: input.receivedMs };
  }
  throw new Error('no alert');
}
const desk = (engine: Engine, participant: string, occupant: Desk['occupant'], nowMs: number) =>
  engine.step({ kind: 'desk', desk: { participant, role: 'supervisor', occupant, name: null } }, nowMs)
    .events;
const step = (engine: Engine, id: string, party: string, command: object, nowMs: number) =>
  engine.step({ kind: 'command', id, principal: officer(party), command: command as never }, nowMs);

describe('who is there', () => {
  it('AL-43, AL-44 the engine knows by its desks since when nobody of a Party is there, also after a restart; who comes back is handed the alert', () => {
    const { engine: first, alert, nowMs } = raised();
    desk(first, 'P1', 'person', nowMs);
    desk(first, 'P2', 'person', nowMs);
    const payload = { alert: alert.id, seq: 1, seenRev: alert.rev };
    expect(step(first, 'cmd-1', 'P1', { name: 'alert.acknowledge', payload }, nowMs).result).toEqual({
      code: 'OK',
    });
    const absent = {
      name: 'alert.acknowledgeAbsent',
      payload: { ...payload, participant: 'P2', reason: 'away' },
    };
    const tryAt = (e: Engine, s: number): CommandResult | null =>
      step(e, `cmd-a-${s}`, 'P1', absent, nowMs + s * 1000).result;
    const refused = { code: 'FORBIDDEN', reason: 'partyPresent' };
    expect(tryAt(first, 100)).toEqual(refused);
    desk(first, 'P2', 'empty', nowMs + 100_000);
    const engine = restoreEngine(config, JSON.parse(JSON.stringify(first.snapshot())));
    expect([tryAt(engine, 159), tryAt(engine, 160)]).toEqual([refused, { code: 'OK' }]);
    // The same command again is the same one.
    expect(tryAt(engine, 160)).toEqual({ code: 'DUPLICATE', original: { code: 'OK' } });
    const back = desk(engine, 'P2', 'person', nowMs + 500_000);
    const now = back.flatMap((e) => (e.kind === 'alert.changed' ? [e.body] : []))[0];
    expect(now).toMatchObject({ ack: { state: 'PARTIAL' }, absent: [], alarmedMs: nowMs + 500_000 });
    const answer = step(engine, 'cmd-2', 'P2', { name: 'alert.acknowledge', payload }, nowMs + 501_000);
    const answers = answer.events.flatMap((e) => (e.kind === 'alert.changed' ? [e.body.answers] : []))[0];
    expect(answers?.map((a) => `${a.kind} ${a.party}`)).toEqual(['ACK P1', 'ABSENT P2', 'ACK P2']);
  });

  it('AL-43 a robot that is set to silence is nobody; one that answers keeps the watch', () => {
    const { engine, alert, nowMs } = raised();
    desk(engine, 'P1', 'person', nowMs);
    desk(engine, 'P2', 'robot', nowMs);
    const payload = { alert: alert.id, seq: 1, seenRev: alert.rev };
    step(engine, 'cmd-1', 'P1', { name: 'alert.acknowledge', payload }, nowMs);
    const absent = {
      name: 'alert.acknowledgeAbsent',
      payload: { ...payload, participant: 'P2', reason: 'silent' },
    };
    const tryAt = (s: number) => step(engine, `cmd-a-${s}`, 'P1', absent, nowMs + s * 1000).result?.code;
    expect(tryAt(3600)).toBe('FORBIDDEN');
    const silent = { name: 'robot.set', payload: { participant: 'P2', answer: 'silent', delayS: 5 } };
    step(engine, 'cmd-r', 'P1', silent, nowMs + 3600_000);
    expect([tryAt(3659), tryAt(3660)]).toEqual(['FORBIDDEN', 'OK']);
  });
});

describe('what a robot says that a launch is', () => {
  const seat = (answer: 'agree' | 'dissent' | 'silent'): Desk => ({
    ...{ participant: 'P2', role: 'supervisor', occupant: 'robot', name: null, robot: { answer, delayS: 5 } },
  });
  const acked = follow(launchAlert(['P1', 'P2']), ack('P1'), ack('P2'));
  const said = (verdict: 'REAL' | 'UNKNOWN', robot = false): Alert => ({
    ...acked,
    assessment: {
      state: 'GIVEN',
      verdicts: {
        P1: { verdict, reason: 'r', rev: 1, user: 'u', nameEn: '', nameRu: '', robot, atMs: EPOCH },
      },
    },
  });
  it('AL-51 it follows a person of another Party, or says otherwise if it is set to dissent', () => {
    expect(robotVerdict(said('REAL'), seat('agree'))).toMatchObject({
      verdict: 'REAL',
      reason: 'robot-follow',
    });
    expect(robotVerdict(said('REAL'), seat('dissent'))).toMatchObject({ verdict: 'UNKNOWN' });
    expect(robotVerdict(said('UNKNOWN'), seat('dissent'))).toMatchObject({ verdict: 'FALSE' });
    expect(robotVerdict(said('REAL'), seat('silent'))).toBeNull();
    expect(robotVerdict(said('REAL', true), seat('agree'))).toBeNull();
  });

  it('AL-51 where nobody says anything it goes by the finding once the reminder came, and never before its own answer', () => {
    expect(robotVerdict(acked, seat('agree'))).toBeNull();
    const reminded: Alert = { ...acked, assessDue: { dueMs: EPOCH, reminded: true } };
    expect(robotVerdict(reminded, seat('agree'))).toMatchObject({
      verdict: 'UNKNOWN',
      reason: 'robot-finding',
    });
    const by = (finding: 'NOTIFIED_TEST' | 'UNNOTIFIED_LAUNCH') =>
      robotVerdict({ ...reminded, facts: { ...reminded.facts, finding } }, seat('agree'))?.verdict;
    expect([by('NOTIFIED_TEST'), by('UNNOTIFIED_LAUNCH')]).toEqual(['NOTIFIED', 'REAL']);
    const waiting = { ...reminded, answers: reminded.answers.filter((a) => a.party === 'P1') };
    expect(robotVerdict(waiting, seat('agree'))).toBeNull();
  });
});
