import { describe, expect, it } from 'vitest';
import type { Alert, AlertCode } from '../../domain/alert';
import { destination } from '../../domain/geodesy';
import type { FeedInput, NotificationInput } from '../../domain/inputs';
import { compartmentOf } from '../../domain/labels';
import type { Participant } from '../../domain/participants';
import type { Launch } from '../../domain/records';
import type { Regime } from '../../domain/regime';
import { EPOCH, notification } from '../../domain/testing/samples';
import { openTestSession, sourceOf, type TestSession } from './testing/session';
import { flyTiny, looksAt, type TinyFlight } from './testing/tiny-flight';
import { infraredOf, PARTIES, radarOf, twoSensorConfig } from './testing/two-sensors';

const S = 1000;
const DAY_S = 86_400;
const at = (s: number) => EPOCH + s * S;
const P3: Participant = { ...PARTIES[0], id: 'P3', letter: 'C', order: 2 } as Participant;
/** The flight of these tests: from 8° N 152° W to the north-east, at half a minute. */
const SITE = { lat: 8, lon: -152 };
const SITE_NAME = { en: 'Site', ru: 'Место' };
const fly = (s = 30, site = SITE): TinyFlight =>
  flyTiny({ ...site, azDeg: 60, launchMs: at(s), burnS: 110, thrust: 34 });
/** What fits it. */
const announced = (part: Partial<NotificationInput> = {}): NotificationInput =>
  notification({
    ...{ vehicle: 'BM', azimuthDeg: 60, window: { fromMs: at(10), toMs: at(130) } },
    launchArea: { ...SITE, radiusM: 20_000, name: SITE_NAME },
    ...part,
  });
let told = 0;
/** Given so long ahead of the epoch, or at a time after it. */
const message = (body: object, givenS: number) => ({
  ...{ kind: 'message', id: `m${told++}`, atMs: at(givenS), receivedMs: Math.max(at(givenS), EPOCH), body },
});
const notice = (part: Partial<NotificationInput> = {}, givenS = -2 * DAY_S) =>
  message({ type: 'NOTIFICATION', notification: announced(part) }, givenS);
const post = (s: number) =>
  message(
    { type: 'NOTIFICATION_POST', reference: 'ref-1', by: 'P1', launchedMs: at(30), outcome: 'NORMAL' },
    s,
  );

/** The two-sensor watch over flights and messages, with a part of its regime changed. */
function watch(
  messages: object[],
  o: {
    toS?: number;
    flights?: TinyFlight[];
    regime?: Partial<Regime>;
    parties?: Participant[];
    more?: object[];
    sensors?: ReturnType<typeof twoSensorConfig>['sensors'];
  } = {},
): TestSession {
  const { toS = 200, flights = [fly()], parties = PARTIES } = o;
  const base = twoSensorConfig(EPOCH, parties);
  const config = {
    ...base,
    sensors: o.sensors ?? base.sensors,
    regime: { ...base.regime, ...o.regime },
  };
  const looks: FeedInput[] = looksAt(flights, config.sensors, EPOCH, at(Math.min(toS, 400)));
  const received = (i: object): number => (i as { receivedMs: number }).receivedMs;
  const inputs = [...messages, ...(o.more ?? []), ...looks].sort((a, b) => received(a) - received(b));
  const s = openTestSession(config, sourceOf(inputs));
  s.runTo(at(toS));
  return s;
}
const of = (s: TestSession, code: AlertCode): Alert[] => s.alerts().filter((a) => a.code === code);
const launches = (s: TestSession): Launch[] => s.of('launch.changed').map((e) => e.body);
const lastOf = (s: TestSession): Launch => launches(s).at(-1) as Launch;
const family = (s: TestSession): AlertCode[] =>
  s
    .alerts()
    .map((a) => a.code)
    .filter((c) => c.startsWith('NOTIF_'));

describe('the notification family, from detections and messages to alerts', () => {
  it.each([[PARTIES], [[...PARTIES, P3]]])(
    'AL-100 a launch on its way beyond the announced impact area stands beside its own advisory, for all Parties (%#)',
    (parties) => {
      const impactArea = { ...destination(SITE, 60, 500e3), radiusM: 20_000 };
      const s = watch([notice({ impactArea })], { parties, toS: 300 });
      expect(of(s, 'NOTIF_DEVIATION')).toMatchObject([
        {
          ...{ severity: 'HIGH', policy: 'JOINT', requiredParties: parties.map((p) => p.id) },
          facts: { launchNumber: 1, notificationNumber: 1, params: { bounds: 'impact' } },
        },
      ]);
      expect(of(s, 'LAUNCH_NOTIFIED').length).toBe(1);
    },
  );

  it('AL-100 one that keeps to what was announced raises nothing but its advisory', () => {
    const impact = lastOf(watch([], { toS: 300 })).impact;
    if (!impact || impact === 'orbital') throw new Error('no impact');
    const impactArea = { lat: impact.lat, lon: impact.lon, radiusM: 60_000 };
    const s = watch([notice({ impactArea })], { toS: 300 });
    expect(s.alerts().map((a) => a.code)).toEqual(['LAUNCH_NOTIFIED']);
  });

  it('AL-101 two notifications that fit one launch are asked about; of another window, or called off, the second is none', () => {
    const [own, other] = [notice(), notice({ reference: 'ref-2', by: 'P2' })];
    const s = watch([own, other]);
    expect(of(s, 'NOTIF_AMBIGUOUS')).toMatchObject([
      { severity: 'HIGH', policy: 'JOINT', facts: { launchNumber: 1, params: { notices: '1 2' } } },
    ]);
    expect(lastOf(s).match).toBe('AMBIGUOUS');
    const later = notice({ reference: 'ref-2', window: { fromMs: at(3600), toMs: at(7200) } });
    const off = message({ type: 'NOTIFICATION_CANCEL', reference: 'ref-2', by: 'P2' }, 2);
    expect(family(watch([own, later]))).toEqual([]);
    expect(family(watch([own, other, off]))).toEqual([]);
  });

  it('AL-101 of two launches that fit one notification the second is asked about', () => {
    const s = watch([notice()], { flights: [fly(), fly(90)], toS: 300 });
    expect(of(s, 'NOTIF_AMBIGUOUS')).toMatchObject([
      { facts: { launchNumber: 2, params: { notices: '1' } } },
    ]);
  });

  it('AL-102 an hour’s notice where a day was agreed is an advisory; a day’s is none, though it came to the center late', () => {
    const window = { fromMs: at(10), toMs: at(130) };
    expect(of(watch([notice({ window }, -3600)]), 'NOTIF_LATE')).toMatchObject([
      { severity: 'ADVISORY', policy: 'SINGLE', facts: { launchNumber: 1, notificationNumber: 1 } },
    ]);
    expect(family(watch([notice({ window }, -DAY_S)]))).toEqual([]);
    expect(family(watch([notice({ window, by: 'X9' }, -3600)]))).toEqual([]);
  });

  it('AL-103 one that turns up during the flight changes the launch alert and raises no other', () => {
    const s = watch([notice({}, 110)]);
    expect(lastOf(s).match).toBe('LATE');
    expect(s.alerts().map((a) => a.code)).toEqual(['LAUNCH_UNNOTIFIED']);
  });

  it('AL-105 the notice after a launch that has not come in time is an advisory until it comes; in time there is none', () => {
    const regime = { notify: { notBeforeS: 30 * DAY_S, leadS: DAY_S, postS: 300 } };
    const s = watch([notice(), post(400)], { regime, toS: 380 });
    expect(of(s, 'NOTIF_OVERDUE')).toMatchObject([
      { severity: 'ADVISORY', policy: 'SINGLE', grp: 'P1', facts: { notificationNumber: 1 } },
    ]);
    expect(of(s, 'NOTIF_OVERDUE')[0]?.condition.state).toBe('ACTIVE');
    s.runTo(at(440));
    expect(of(s, 'NOTIF_OVERDUE')[0]?.condition.state).toBe('INACTIVE');
    expect(family(watch([notice(), post(280)], { regime, toS: 440 }))).toEqual([]);
    expect(family(watch([notice()], { regime, toS: 280 }))).toEqual([]);
    // Who takes no part owes none; of a launch that nobody announced nothing is awaited.
    expect(family(watch([notice({ by: 'X9' })], { regime, toS: 380 }))).toEqual([]);
    expect(family(watch([], { regime, toS: 440 }))).toEqual([]);
  });

  it('AL-105 one that never comes is no longer asked for once its notification is forgotten', () => {
    const base = twoSensorConfig(EPOCH).regime;
    const regime = {
      notify: { ...base.notify, postS: 60 },
      match: { ...base.match, rememberS: 300 },
    };
    const s = watch([notice()], { regime, toS: 420 });
    expect(of(s, 'NOTIF_OVERDUE')[0]?.condition.state).toBe('ACTIVE');
    s.runTo(at(480));
    expect(of(s, 'NOTIF_OVERDUE')[0]?.condition.state).toBe('INACTIVE');
  });
});

describe('a notification of who takes no part', () => {
  const base = twoSensorConfig(EPOCH).regime;
  const strict = { alert: { ...base.alert, unrecognisedExplains: false } };
  /** What each alert asked of whom at each step, and when it sounded. */
  const asked = (s: TestSession): string[] => {
    const steps = s
      .of('alert.changed')
      .map(({ body: a }) => `${a.code} ${a.severity} ${a.policy} ${a.requiredParties} ${a.alarmedMs}`);
    return steps.filter((step, i) => step !== steps[i - 1]);
  };
  const impact = [[-60, 60, -180, 180]] as Regime['territories'][string];

  it.each([
    ['on file', -2 * DAY_S, PARTIES],
    ['late', 110, PARTIES],
    ['on file, three Parties', -2 * DAY_S, [...PARTIES, P3]],
  ])('AL-108 settles nothing where the regime says so: %s', (_, givenS, parties) => {
    const o = { parties, toS: 300, regime: { ...strict, territories: { P2: impact } } };
    const none = asked(watch([], o));
    const foreign = watch([notice({ by: 'X9' }, givenS)], o);
    expect(asked(foreign)).toEqual(none);
    expect(none.some((step) => step.startsWith('LAUNCH_UNNOTIFIED CRITICAL JOINT'))).toBe(true);
    expect(asked(watch([notice({}, givenS)], o))).not.toEqual(none);
    // It is told all the same.
    const launch = lastOf(foreign);
    expect(launch.notificationNumber).toBe(1);
    expect(launch.finding.reasons.map((r) => r.msg)).toContain('finding.notRecognised');
  });

  it('AL-108 three such launches are a raid still', () => {
    const sites = [SITE, { lat: 10, lon: -152 }, { lat: 8, lon: -154 }];
    const flights = sites.map((site, i) => fly(30 + 30 * i, site));
    const three = sites.map((site, i) =>
      notice({ by: 'X9', reference: `x${i}`, launchArea: { ...site, radiusM: 20_000, name: SITE_NAME } }),
    );
    const raids = (regime: Partial<Regime>) => of(watch(three, { flights, toS: 260, regime }), 'RAID').length;
    expect([raids(strict), raids({})]).toEqual([1, 0]);
  });

  it('NT-38 where the regime lets it, it explains as a participant’s does, and the finding says whose it is', () => {
    const s = watch([notice({ by: 'X9' })]);
    expect(s.alerts().map((a) => [a.code, a.severity, a.policy])).toEqual([
      ['LAUNCH_NOTIFIED', 'ADVISORY', 'SINGLE'],
    ]);
    expect(lastOf(s).finding.reasons.map((r) => r.msg)).toContain('finding.notRecognised');
    expect(lastOf(watch([notice()])).finding.reasons.map((r) => r.msg)).not.toContain(
      'finding.notRecognised',
    );
  });
});

describe('a window that closed with nothing seen', () => {
  /** Two radars of P1 look up where it should have risen, and one satellite of P2. */
  const sensors = [radarOf('R1', 'P1', 8, -150), radarOf('R2', 'P1', 6, -150), infraredOf('S1', 'P2', -160)];
  const quiet = { flights: [], toS: 400, sensors };
  const regime = (() => {
    const { match } = twoSensorConfig(EPOCH).regime;
    return { match: { ...match, notObservedAfterS: 60 } };
  })();
  /** From when each sensor has looked. */
  const window = { fromMs: at(30), toMs: at(130) };
  const off = { kind: 'sensorStatus', sensor: 'S1', status: 'OFF', atMs: at(60), receivedMs: at(60) };
  const missing = (more: object[] = [], part: Partial<NotificationInput> = {}): TestSession =>
    watch([notice({ window, ...part })], { ...quiet, regime, more });
  const asked = (s: TestSession): unknown[] =>
    of(s, 'NOTIF_NOT_OBSERVED').map(({ id, severity, facts }) => {
      const told = s.of('alert.changed').filter((e) => e.body.id === id);
      return [...new Set(told.map((e) => compartmentOf(e.label))), severity, facts.params?.sensors];
    });

  it('AL-104 each Party is asked by itself whether it could have seen it: high where two of its sensors could have', () => {
    const s = missing();
    expect(asked(s)).toEqual([
      ['NAT:P1', 'HIGH', 2],
      ['NAT:P2', 'ADVISORY', 1],
    ]);
    const lines = s.of('log.written').filter((e) => e.body.msg === 'log.notification.notObserved');
    expect(lines.map((e) => [compartmentOf(e.label), e.body.params.sensors])).toEqual([['SHARED', 3]]);
  });

  it('AL-104 what flew, was called off, or opened before the session is not asked about', () => {
    expect(asked(watch([notice({ window })], { toS: 400, sensors, regime }))).toEqual([]);
    const cancel = message({ type: 'NOTIFICATION_CANCEL', reference: 'ref-1', by: 'P1' }, 100);
    expect(asked(missing([cancel]))).toEqual([]);
    expect(asked(missing([], { window: { fromMs: at(-30), toMs: at(130) } }))).toEqual([]);
    expect(asked(missing([], { window: { fromMs: at(30), toMs: at(350) } }))).toEqual([]);
  });

  it('NT-39 a sensor that was switched off within the window is not said to have looked through it, the catalogue says so still', () => {
    const s = missing([off]);
    expect(asked(s)).toEqual([
      ['NAT:P1', 'HIGH', 2],
      ['NAT:P2', 'ADVISORY', 0],
    ]);
    const [line] = s.of('log.written').filter((e) => e.body.msg === 'log.notification.notObserved');
    expect(line?.body.params.sensors).toBe(3);
  });

  it('AL-107 whether a Party’s sensors looked changes no byte of what anybody else holds', () => {
    const others = (s: TestSession): string =>
      JSON.stringify(s.events.filter(({ event }) => compartmentOf(event.label) !== 'NAT:P2'));
    const [looked, blind] = [missing(), missing([off])];
    expect(asked(looked)).not.toEqual(asked(blind));
    expect(others(looked)).toBe(others(blind));
    expect(others(looked)).toContain('NOTIF_NOT_OBSERVED');
  });
});

describe('why a notification was taken', () => {
  it('NT-40 a launch tells of those that come nearest: each part of the score, how far outside it lies, what fits and what is taken', () => {
    const near = notice({ reference: 'near', azimuthDeg: 75, azimuthToleranceDeg: 5 });
    const far = notice({
      reference: 'far',
      launchArea: { ...SITE, lat: -30, radiusM: 20_000, name: SITE_NAME },
    });
    const s = watch([notice(), near, far], { toS: 300 });
    const launch = lastOf(s);
    expect(launch.notificationNumber).toBe(1);
    const [taken, second, ...none] = launch.candidates ?? [];
    expect(none).toEqual([]);
    expect(taken).toMatchObject({ number: 1, fits: true, taken: false, off: { siteM: 0, windowS: 0 } });
    expect(second).toMatchObject({ number: 2, fits: false });
    for (const c of [taken, second]) {
      const { site, window, azimuth, impact, vehicle } = c?.parts ?? ({} as never);
      expect(c?.score).toBeCloseTo(site * window * azimuth * impact * vehicle, 2);
    }
    expect(second?.parts.azimuth).toBeLessThan(taken?.parts.azimuth ?? 0);
    expect(second?.off.azimuthDeg).toBeGreaterThan(5);
    expect(second?.off.azimuthDeg).toBeLessThan(15);
    const two = watch([notice()], { flights: [fly(), fly(90)], toS: 300 });
    const last = launches(two)
      .filter((l) => l.number === 2)
      .at(-1);
    expect(last?.candidates).toMatchObject([{ number: 1, taken: true }]);
  });
});
