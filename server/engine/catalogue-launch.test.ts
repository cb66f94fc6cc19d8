import { describe, expect, it } from 'vitest';
import type { Alert, AlertCode } from '../../domain/alert';
import type { FeedInput } from '../../domain/inputs';
import type { Participant } from '../../domain/participants';
import type { Regime } from '../../domain/regime';
import { EPOCH, officer } from '../../domain/testing/samples';
import { openTestSession, sourceOf, type TestSession } from './testing/session';
import { flyTiny, looksAt, type TinyFlight } from './testing/tiny-flight';
import { PARTIES, twoSensorConfig } from './testing/two-sensors';
import type { EngineConfig } from './types';

const at = (s: number) => EPOCH + s * 1000;
const P3: Participant = { ...PARTIES[0], id: 'P3', letter: 'C', order: 2 } as Participant;
const fly = (part: { lat?: number; lon?: number; s?: number; burnS?: number } = {}): TinyFlight => {
  const { lat = 8, lon = -152, s = 30, burnS = 110 } = part;
  return flyTiny({ lat, lon, azDeg: 60, launchMs: at(s), burnS, thrust: 34 });
};
/** The two-sensor watch (a radar of P1, a satellite of P2) over flights, with a part of its regime changed. */
function watch(
  flights: TinyFlight[],
  toS: number,
  part: Partial<Regime> = {},
  parties = PARTIES,
): TestSession {
  const base = twoSensorConfig(EPOCH, parties);
  const config: EngineConfig = { ...base, regime: { ...base.regime, ...part } };
  const looks: FeedInput[] = looksAt(flights, config.sensors, EPOCH, at(toS));
  const s = openTestSession(config, sourceOf(looks));
  s.runTo(at(toS));
  return s;
}
const of = (s: TestSession, code: AlertCode): Alert[] => s.alerts().filter((a) => a.code === code);
const lines = (s: TestSession, msg: string) => s.of('log.written').filter((l) => l.body.msg === msg);

describe('the launch family, from detections to alerts', () => {
  /** Where the flight of these tests comes down. */
  const impact = (() => {
    const last = watch([fly()], 400).of('launch.changed').at(-1)?.body.impact;
    if (!last || last === 'orbital') throw new Error('no impact');
    return last;
  })();
  const box = (offDeg = 0): Regime['territories'][string] => [
    [impact.lat - 3 + offDeg, impact.lat + 3 + offDeg, impact.lon - 3, impact.lon + 3],
  ];

  it.each([[PARTIES], [[...PARTIES, P3]]])(
    'AL-60 an impact predicted on the ground of a Party is its own, critical, beside the launch alert (%#)',
    (parties) => {
      const s = watch([fly()], 300, { territories: { P2: box() } }, parties);
      expect(of(s, 'LAUNCH_UNNOTIFIED').length).toBe(1);
      expect(of(s, 'IMPACT_PREDICTED')).toMatchObject([
        {
          severity: 'CRITICAL',
          policy: 'OWN',
          requiredParties: ['P2'],
          grp: 'P2',
          lifecycle: { state: 'OPEN' },
        },
      ]);
      const { facts, id } = of(s, 'IMPACT_PREDICTED')[0] as Alert;
      expect([facts.launch, facts.launchNumber, facts.territory]).toEqual([null, 1, 'P2']);
      expect(facts.params?.percent).toBeGreaterThanOrEqual(10);
      // Who is not asked does not answer.
      const payload = { alert: id, seq: 1, seenRev: (of(s, 'IMPACT_PREDICTED')[0] as Alert).rev };
      const answer = (party: string) =>
        s.command(`c-${party}`, officer(party), { name: 'alert.acknowledge', payload }).code;
      expect([answer('P1'), answer('P2')]).toEqual(['FORBIDDEN', 'OK']);
    },
  );

  it('AL-60 ground of somebody who is no Party is everybody’s; two grounds are two alerts; ground beside the region is none', () => {
    const s = watch([fly()], 300, { territories: { O1: box(), P1: box(), P2: box(40) } });
    expect(of(s, 'IMPACT_PREDICTED').map((a) => [a.grp, a.policy, a.requiredParties])).toEqual(
      expect.arrayContaining([
        ['O1', 'JOINT', ['P1', 'P2']],
        ['P1', 'OWN', ['P1']],
      ]),
    );
    expect(of(s, 'IMPACT_PREDICTED').length).toBe(2);
  });

  it('AL-61 three launches within two minutes from one region are a raid that lists and mutes them', () => {
    const s = watch([fly(), fly({ lat: 9, s: 60 }), fly({ lon: -153, s: 100 })], 260);
    const [raid, ...more] = of(s, 'RAID');
    expect([raid?.severity, raid?.policy, more.length]).toEqual(['CRITICAL', 'JOINT', 0]);
    expect(raid?.facts.params).toMatchObject({ launches: 3, numbers: '1 2 3', seconds: 120 });
    const members = of(s, 'LAUNCH_UNNOTIFIED');
    expect(members.map((a) => a.suppression)).toEqual(
      members.map(() => ({ state: 'SUPPRESSED', byRule: raid?.id })),
    );
    expect(members.map((a) => `launch:${a.facts.launch}`).length).toBe(3);
  });

  it.each([
    ['two launches', [fly(), fly({ lat: 9, s: 60 })]],
    ['three that take longer', [fly(), fly({ lat: 9, s: 60 }), fly({ lon: -153, s: 220 })]],
    ['three of which one comes from elsewhere', [fly(), fly({ lat: 9, s: 60 }), fly({ lat: 15, s: 100 })]],
  ])('AL-61 no raid: %s', (_what, flights) => {
    const s = watch(flights, 400);
    expect(of(s, 'LAUNCH_UNNOTIFIED').length).toBe(flights.length);
    expect(of(s, 'RAID')).toEqual([]);
    for (const a of of(s, 'LAUNCH_UNNOTIFIED')) expect(a.suppression).toEqual({ state: 'NONE' });
  });

  it('AL-62 an alert that nobody answers until its escalation has run out asks all once more, one level higher', () => {
    const s = watch([fly({ burnS: 90 })], 1500);
    const launch = of(s, 'LAUNCH_UNNOTIFIED')[0] as Alert;
    const [overdue, ...more] = of(s, 'ACK_OVERDUE');
    expect(more).toEqual([]);
    expect(overdue).toMatchObject({ policy: 'JOINT', severity: 'CRITICAL', requiredParties: ['P1', 'P2'] });
    expect(overdue?.facts.params).toMatchObject({ alert: launch.number, code: 'LAUNCH_UNNOTIFIED' });
    // It is over once the parent has been answered.
    for (const party of ['P1', 'P2']) {
      const payload = { alert: launch.id, seq: 1, seenRev: launch.rev };
      expect(s.command(`c-${party}`, officer(party), { name: 'alert.acknowledge', payload }).code).toBe('OK');
    }
    s.runTo(at(1503));
    expect(of(s, 'ACK_OVERDUE')[0]?.condition.state).toBe('INACTIVE');
  });

  it('AL-62 one that was answered in time has none', () => {
    const s = watch([fly({ burnS: 90 })], 100);
    s.seat('P1', { answer: 'agree', delayS: 10 });
    s.seat('P2', { answer: 'agree', delayS: 10 });
    s.runTo(at(1500));
    expect(of(s, 'ACK_OVERDUE')).toEqual([]);
  });

  it('AL-63 a launch that one kind of sensor alone has seen reads not corroborated its time after burnout, and a line asks for an assessment', () => {
    const base = twoSensorConfig(EPOCH);
    const alone = { ...base, sensors: base.sensors.filter((x) => x.kind === 'ir') };
    const run = (config: EngineConfig, toS: number): TestSession => {
      const s = openTestSession(config, sourceOf(looksAt(fly(), config.sensors, EPOCH, at(toS))));
      s.runTo(at(toS));
      return s;
    };
    const s = run(alone, 300);
    const [alert] = s.alerts();
    expect(alert).toMatchObject({
      severity: 'HIGH',
      facts: { corroboration: 'SINGLE', params: { uncorroboratedS: 90 } },
    });
    expect(lines(s, 'log.alert.notCorroborated').map((l) => l.body.params.seconds)).toEqual([90]);
    const dual = run(base, 300);
    expect(dual.alerts()[0]?.facts.corroboration).toBe('DUAL');
    expect(lines(dual, 'log.alert.notCorroborated')).toEqual([]);
    // It burns out at 140 s: before its time after that it is one kind alone for long, and nothing is asked.
    const early = run(alone, 200);
    expect(early.alerts()[0]?.facts.params).toEqual({ aloneS: 90 });
    expect(lines(early, 'log.alert.notCorroborated')).toEqual([]);
    expect(run(alone, 110).alerts()[0]?.facts.params).toBeUndefined();
  });
});
