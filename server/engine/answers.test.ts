import { beforeAll, describe, expect, it } from 'vitest';
import type { Alert, CommandResult } from '../../domain/alert';
import type { FeedInput } from '../../domain/inputs';
import { EPOCH, officer } from '../../domain/testing/samples';
import { openTestSession, sourceOf, type TestSession } from './testing/session';
import { flyTiny, looksAt } from './testing/tiny-flight';
import { twoSensorConfig } from './testing/two-sensors';

/** A launch that nobody announced, seen by P2's satellite and later by P1's radar too; it ends within the half hour. */
const config = twoSensorConfig(EPOCH);
const at = (s: number) => EPOCH + s * 1000;
const END_S = 1800;
let looks: FeedInput[] = [];
beforeAll(() => {
  const flight = flyTiny({ lat: 8, lon: -152, azDeg: 60, launchMs: at(30), burnS: 110, thrust: 34 });
  looks = looksAt(flight, config.sensors, EPOCH, at(END_S));
});

const only = (s: TestSession): Alert => {
  const [alert, ...more] = s.alerts().filter((a) => a.facts.launch !== null);
  if (!alert || more.length > 0) throw new Error(`${more.length + 1} alerts`);
  return alert;
};
const runUntil = (s: TestSession, done: (a: Alert) => boolean): Alert => {
  for (let t = Math.round((s.host.nowMs - EPOCH) / 1000) + 1; t <= END_S; t++) {
    s.runTo(at(t));
    const alert = s.alerts()[0];
    if (alert && done(alert)) return alert;
  }
  throw new Error('never came to it');
};
const answer = (
  s: TestSession,
  id: string,
  party: string,
  a: Alert,
  name: 'alert.acknowledge' | 'alert.dissent' = 'alert.acknowledge',
): CommandResult => {
  const payload = { alert: a.id, seq: a.seq, seenRev: a.rev };
  const command =
    name === 'alert.acknowledge' ? { name, payload } : { name, payload: { ...payload, reason: 'not so' } };
  return s.command(id, officer(party), command);
};
const lines = (s: TestSession, msg: string) => s.of('log.written').filter((l) => l.body.msg === msg);

describe('answers through the whole engine', () => {
  it('EN-63 an answer to what was painted before a material change is stale and told what changed; after a plain revision it counts', () => {
    const s = openTestSession(config, sourceOf(looks));
    const painted = runUntil(s, () => true);
    expect([painted.severity, painted.facts.corroboration]).toEqual(['HIGH', 'SINGLE']);
    const plain = runUntil(s, (a) => a.rev > painted.rev && a.materialRev <= painted.rev);
    expect(plain.severity).toBe('HIGH');
    expect(answer(s, 'cmd-1', 'P1', painted)).toEqual({ code: 'OK' });
    const now = runUntil(s, (a) => a.severity === 'CRITICAL');
    const before = s.of('alert.changed').length;
    const stale = answer(s, 'cmd-2', 'P2', painted);
    expect(stale).toMatchObject({ code: 'STALE_REV', currentRev: now.rev, materialRev: now.materialRev });
    if (stale.code !== 'STALE_REV') return;
    expect(stale.changes).toEqual(
      expect.arrayContaining([
        { field: 'severity', from: 'HIGH', to: 'CRITICAL' },
        { field: 'corroboration', from: 'SINGLE', to: 'DUAL' },
      ]),
    );
    // It changed nothing, and the first answer went with the alarm.
    expect(s.of('alert.changed').length).toBe(before);
    expect([now.answers, now.archivedAnswers.map((x) => x.party)]).toEqual([[], ['P1']]);
    expect(answer(s, 'cmd-2', 'P2', now)).toEqual({ code: 'DUPLICATE', original: stale });
    expect(answer(s, 'cmd-3', 'P2', now)).toEqual({ code: 'OK' });
    expect(answer(s, 'cmd-4', 'P1', only(s))).toEqual({ code: 'OK' });
    expect(only(s).ack.state).toBe('ACKED');
  });

  it('EN-64 a Party without anybody on duty is waited for: it is called, and nobody signs in its place', () => {
    const s = openTestSession(config, sourceOf(looks));
    s.seat('P2', null);
    const critical = runUntil(s, (a) => a.severity === 'CRITICAL');
    expect(answer(s, 'cmd-1', 'P1', critical)).toEqual({ code: 'OK' });
    expect(answer(s, 'cmd-2', 'P1', only(s)).code).toBe('ALREADY');
    const alarmedS = (critical.alarmedMs - EPOCH) / 1000;
    s.runTo(at(alarmedS + 125));
    const late = only(s);
    expect([late.ack.state, late.requiredParties, late.consult.state]).toEqual([
      ...['PARTIAL', ['P1', 'P2'], 'REQUESTED'],
    ]);
    const since = (msg: string) =>
      lines(s, msg).flatMap((l) => (l.atMs >= critical.alarmedMs ? [String(l.body.params.participant)] : []));
    expect([since('log.call.supervisor'), since('log.alert.overdue')]).toEqual([['P2'], ['P2']]);
    // The launch is over: the alert is not, for as long as one of those who were asked has not answered.
    s.runTo(at(END_S));
    expect(s.of('launch.changed').at(-1)?.body.lifecycle).toBe('ended');
    expect([only(s).lifecycle.state, only(s).ack.state]).toEqual(['OPEN', 'PARTIAL']);
    expect(answer(s, 'cmd-3', 'P2', only(s))).toEqual({ code: 'OK' });
    expect([only(s).ack.state, only(s).lifecycle.state]).toEqual(['ACKED', 'CLOSED']);
    expect(only(s).answers.map((x) => [x.party, x.kind])).toEqual([
      ...[
        ['P1', 'ACK'],
        ['P2', 'ACK'],
      ],
    ]);
  });

  it('EN-65 robots in both chairs answer after their delay, marked in every record, and again when it alarms again', () => {
    const s = openTestSession(config, sourceOf(looks));
    s.seat('P1', { answer: 'agree', delayS: 20 });
    s.seat('P2', { answer: 'agree', delayS: 35 });
    s.runTo(at(END_S));
    const alert = only(s);
    expect([alert.ack.state, alert.lifecycle.state]).toEqual(['ACKED', 'CLOSED']);
    const delay = (x: Alert['answers'][number]) => (x.atMs - alert.alarmedMs) / 1000;
    expect(alert.answers.map((x) => [x.party, x.robot, x.nameRu, delay(x)])).toEqual([
      ['P1', true, 'Робот-дежурный', 20],
      ['P2', true, 'Робот-дежурный', 35],
    ]);
    const said = lines(s, 'log.alert.acknowledged');
    expect(said.length).toBe(2 + alert.archivedAnswers.length);
    expect(said.every((l) => l.body.by?.robot === true)).toBe(true);
    expect(alert.archivedAnswers.every((x) => x.robot)).toBe(true);
  });

  it('EN-65 a robot set to dissent answers so and asks for a consultation; one set to silent never answers', () => {
    const s = openTestSession(config, sourceOf(looks));
    s.seat('P1', { answer: 'dissent', delayS: 5 });
    s.seat('P2', { answer: 'silent', delayS: 5 });
    const critical = runUntil(s, (a) => a.severity === 'CRITICAL');
    s.runTo(critical.alarmedMs + 6000);
    expect(only(s).answers).toMatchObject([
      { party: 'P1', kind: 'DISSENT', robot: true, reason: 'robot-dissent' },
    ]);
    expect(only(s).consult.state).toBe('REQUESTED');
    s.runTo(at(END_S));
    expect([only(s).ack.state, only(s).lifecycle.state]).toEqual(['PARTIAL', 'OPEN']);
    expect(lines(s, 'log.alert.dissented').every((l) => l.body.by?.robot === true)).toBe(true);
    // All have answered then, not all acknowledged: it stays until its consultation is over.
    expect(answer(s, 'cmd-1', 'P2', only(s))).toEqual({ code: 'OK' });
    expect([only(s).ack.state, only(s).lifecycle.state]).toEqual(['ANSWERED', 'OPEN']);
  });

  it('EN-66 a command on an alert that has just closed is told so, changes nothing, and what is not there is not found', () => {
    const s = openTestSession(config, sourceOf(looks));
    const critical = runUntil(s, (a) => a.severity === 'CRITICAL');
    answer(s, 'cmd-1', 'P1', critical);
    answer(s, 'cmd-2', 'P2', only(s));
    s.runTo(at(END_S));
    const closed = only(s);
    expect(closed.lifecycle.state).toBe('CLOSED');
    const before = s.events.length;
    const results = (['alert.acknowledge', 'alert.dissent'] as const).map((name, i) =>
      answer(s, `late-${i}`, 'P1', closed, name),
    );
    expect(results.map((r) => r.code)).toEqual(['ALREADY', 'ALREADY']);
    const duty = officer('P1', 'duty');
    const call = { name: 'supervisor.call' as const, payload: { alert: closed.id, seenRev: 1 } };
    expect(s.command('late-3', duty, call)).toEqual({ code: 'NOT_ACKABLE', reason: 'closed' });
    const other = { ...closed, id: closed.id.replace('#1', '#2') };
    expect(answer(s, 'late-4', 'P1', other)).toEqual({ code: 'WRONG_SEQ', open: null });
    for (const id of ['launch:none#1', 'constructor#1', '__proto__#1', '#', ''])
      expect(answer(s, `none-${id}`, 'P1', { ...closed, id })).toEqual({ code: 'NOT_FOUND' });
    expect(s.events.length).toBe(before);
  });
});
