import { describe, expect, it } from 'vitest';
import { destination, enuAxes, geodeticToEcef } from '../../domain/geodesy';
import type { NotificationInput } from '../../domain/inputs';
import type { Launch } from '../../domain/records';
import { DEFAULT_REGIME, type Regime } from '../../domain/regime';
import { area, classes, EPOCH, kinematics, launch, notification } from '../../domain/testing/samples';
import { type Assessed, type Assessment, createAssessment } from '.';
import { type AssessableLaunch, apogeeM, azimuthSigmaDeg } from './launch-facts';

const MIN = 60_000;
/** P2 has the ground between 10 and 20° E on both sides of the equator. */
const regime: Regime = { ...DEFAULT_REGIME, territories: { P2: [[-10, 10, 10, 20]] } };
const TEST: Partial<NotificationInput> = {
  vehicle: 'BM',
  impactArea: { lat: 0, lon: 60, radiusM: 100_000 },
};
const falling = kinematics({ x: [...geodeticToEcef(0, 29, 80e3), -2000, 1000, 0] });
const report = launch().reports;
const looked: Launch['reports'] = [
  {
    ...{ party: 'P1', series: 's', reportNo: 9, givenMs: EPOCH, launchPoint: area(0, 0), azimuthDeg: 90 },
    ...{ impact: null, phenomenologies: ['RADAR'], looksIn30s: 3 },
  },
];

function filedWith(part: Partial<NotificationInput>): Assessment {
  const a = createAssessment({ session: 's', participants: ['P1', 'P2'], regime });
  expect(a.takeNotification(notification(part), { nowMs: EPOCH - 60 * MIN }).ok).toBe(true);
  return a;
}
const seen = (part: Partial<AssessableLaunch> = {}): AssessableLaunch =>
  launch({ impact: area(0, 60), ...part });
const reasons = (got: Assessed): string[] => got.finding.reasons.map((r) => r.msg.replace('finding.', ''));
/** What is found of the revisions of one launch, half a minute apart. */
function follow(a: Assessment, ...parts: Partial<AssessableLaunch>[]): Assessed[] {
  return parts.map((part, i) => a.assess(seen(part), EPOCH + MIN + i * 30_000));
}

describe('a matched launch that does not do what was announced', () => {
  it.each<[string, Partial<AssessableLaunch>, string]>([
    ['another direction', { azimuthDeg: 150 }, 'outsideAzimuth'],
    ['another time', { launchPoint: area(0, 0, EPOCH + 16 * MIN) }, 'outsideWindow'],
    ['another place', { launchPoint: area(1, 0) }, 'outsideSite'],
    ['another impact', { impact: area(5, 60) }, 'outsideImpact'],
  ])('NT-18 left the bounds that were announced: %s', (_what, part, reason) => {
    const [before, once, after, back] = follow(filedWith(TEST), {}, part, part, {});
    expect([before, once, after].map((g) => g?.finding.code)).toEqual([
      ...['NOTIFIED_TEST', 'NOTIFIED_TEST', 'UNRESOLVED'],
    ]);
    expect(after?.match).toBe('ON_FILE');
    expect(reasons(after as Assessed)).toContain(reason);
    expect(back?.finding.code).toBe('NOTIFIED_TEST');
  });

  it('NT-18 a space launcher sweeps over where its stages come down: that is no bound that it leaves', () => {
    const drop = filedWith({ vehicle: 'SLV', impactArea: { lat: 0, lon: 20, radiusM: 100_000 } });
    expect(follow(drop, {}, {}).map((g) => [g.match, g.finding.code])).toEqual([
      ...[
        ['ON_FILE', 'NOTIFIED_SLV'],
        ['ON_FILE', 'NOTIFIED_SLV'],
      ],
    ]);
  });

  it('NT-18 what wavers about a bound does not waver about the finding', () => {
    // One sigma of the launch point is 5 km: 50 km of tolerance, out beyond three sigma, back within one and a half.
    const off = (km: number) => {
      const p = destination({ lat: 0, lon: 0 }, 0, 70_000 + km * 1000);
      return { launchPoint: area(p.lat, p.lon) };
    };
    const codes = follow(filedWith(TEST), {}, off(12), off(18), off(18), off(12), off(5), off(12)).map(
      (got) => got.finding.code,
    );
    expect(codes.map((c) => c === 'UNRESOLVED')).toEqual([false, false, false, true, true, false, false]);
  });

  it('NT-18 one odd solution is no deviation: it counts after ten seconds outside', () => {
    const a = filedWith(TEST);
    const away = destination({ lat: 0, lon: 0 }, 0, 120_000);
    const code = (km: number, atS: number) =>
      a.assess(seen(km ? { launchPoint: area(away.lat, away.lon) } : {}), EPOCH + atS * 1000).finding.code;
    expect(code(0, 60)).toBe('NOTIFIED_TEST');
    expect([code(1, 61), code(0, 64), code(1, 66), code(1, 75.9), code(1, 76), code(0, 80)]).toEqual([
      ...['NOTIFIED_TEST', 'NOTIFIED_TEST', 'NOTIFIED_TEST', 'NOTIFIED_TEST', 'UNRESOLVED', 'NOTIFIED_TEST'],
    ]);
  });

  it('NT-24 what falls short may have a stage left: it counts once it coasted for a while, or falls', () => {
    const rising = kinematics({ x: [...geodeticToEcef(0, 5, 90e3), 2000, 2000, 0] });
    const falls = kinematics({ x: [...geodeticToEcef(0, 5, 90e3), -200, 2000, 0] });
    const codes = (...parts: [number, Partial<AssessableLaunch>][]) => {
      const a = filedWith(TEST);
      return parts.map(([atS, part]) => a.assess(seen(part), EPOCH + 60_000 + atS * 1000).finding.code);
    };
    const burning = { phase: 'boost' as const, impact: null, kinematics: rising };
    const short = { impact: area(0, 30), kinematics: rising };
    const [ok, odd] = ['NOTIFIED_TEST', 'UNRESOLVED'];
    const begun: [number, Partial<AssessableLaunch>] = [0, burning];
    expect(codes(begun, [10, short], [40, short], [69, short], [70, short], [80, short])).toEqual([
      ...[ok, ok, ok, ok, ok, odd],
    ]);
    // Burning again begins the wait again.
    expect(codes(begun, [10, short], [60, burning], [70, short], [100, short], [125, short])).toEqual([
      ...[ok, ok, ok, ok, ok, ok],
    ]);
    // What falls, or flies too far, has nothing to wait for.
    for (const part of [
      { ...short, kinematics: falls },
      { ...short, impact: area(0, 80) },
    ])
      expect(codes(begun, [10, part], [20, part])).toEqual([ok, ok, odd]);
    // It is said for as long as the wait lasts; it does not keep a match from being made.
    const b = filedWith(TEST);
    const said = (part: Partial<AssessableLaunch>, atS: number) =>
      reasons(b.assess(seen({ id: 'said', ...part }), EPOCH + atS * 1000)).includes('stageLeft');
    expect([said(burning, 0), said(short, 1), said(short, 60), said(short, 61)]).toEqual([
      ...[false, true, true, false],
    ]);
    expect([
      said({ ...short, impact: null, id: 'x' }, 1),
      said({ ...short, kinematics: falls, id: 'y' }, 1),
    ]).toEqual([...[false, false]]);
    expect(filedWith(TEST).assess(seen({ ...short, id: 'new' }), EPOCH).match).toBe('ON_FILE');
  });

  it('NT-24 a flight is not below the threshold while a stage may be left', () => {
    const a = createAssessment({ session: 's', participants: ['P1', 'P2'], regime });
    const low = kinematics({ x: [...geodeticToEcef(0, 1, 60e3), 500, 400, 0] });
    const near = { impact: area(0, 2), kinematics: low };
    const code = (part: Partial<AssessableLaunch>, atS: number) =>
      a.assess(seen(part), EPOCH + atS * 1000).finding.code;
    expect([code(near, 0), code(near, 59), code(near, 60)]).toEqual([
      ...['UNRESOLVED', 'UNRESOLVED', 'BELOW_THRESHOLD'],
    ]);
    const falls = { ...near, kinematics: kinematics({ x: [...geodeticToEcef(0, 1, 60e3), -500, 400, 0] }) };
    expect(code({ ...falls, id: 'falls' }, 0)).toBe('BELOW_THRESHOLD');
  });

  it('NT-26 waits run out by themselves: each is due at its time, until nothing is waited for', () => {
    const a = filedWith(TEST);
    const away = destination({ lat: 0, lon: 0 }, 0, 120_000);
    const first = seen().firstReportMs;
    const l = seen({ launchPoint: area(away.lat, away.lon) });
    a.assess(seen(), first);
    const due = (atS: number) => a.due(first + atS * 1000);
    expect([due(59.9), due(60)]).toEqual([[], [l.id]]);
    a.assess(l, first + 5000);
    expect([due(14.9), due(15)]).toEqual([[], [l.id]]);
    a.assess(l, first + 15_000);
    expect([due(59.9), due(60)]).toEqual([[], [l.id]]);
    a.assess(l, first + 60_000);
    expect([due(90), due(90.1)]).toEqual([[], [l.id]]);
    expect(reasons(a.assess(l, first + 90_100))).toContain('notCorroborated');
    expect(due(9e6)).toEqual([]);
    // One that burnt out half a minute after the first report.
    const burns = seen({ id: 'burns', phase: 'boost' });
    a.assess(burns, first);
    a.assess({ ...burns, phase: 'coast' }, first + 30_000);
    a.assess({ ...burns, phase: 'coast' }, first + 90_001);
    expect([due(120), due(120.1)]).toEqual([[], ['burns']]);
    expect(reasons(a.assess({ ...burns, phase: 'coast' }, first + 120_100))).toContain('notCorroborated');
    a.assess({ ...l, id: 'over', lifecycle: 'ended' }, first);
    expect(due(9e6)).toEqual([]);
  });

  it('NT-19 a test that is seen falling short of its range has failed, one that is only predicted to has not', () => {
    const short = { phase: 'descent' as const, impact: area(0, 30), kinematics: falling };
    const guess = { ...short, reports: report };
    const [, , predicted] = follow(filedWith(TEST), {}, guess, guess);
    expect(predicted?.finding.code).toBe('UNRESOLVED');
    const [, fell, later] = follow(
      filedWith(TEST),
      {},
      { ...short, reports: looked },
      { impact: area(0, 30) },
    );
    expect(fell?.finding.code).toBe('NOTIFIED_TEST_FAILURE');
    expect(reasons(fell as Assessed)).toContain('fallen');
    expect(later?.finding.code).toBe('NOTIFIED_TEST_FAILURE');
    const up = {
      ...short,
      reports: looked,
      kinematics: kinematics({ x: [...geodeticToEcef(0, 29, 200e3), 0, 0, 0] }),
    };
    const [, , high] = follow(filedWith(TEST), {}, up, up);
    expect(high?.finding.code).toBe('UNRESOLVED');
    const [, whole] = follow(filedWith(TEST), {}, { ...short, impact: area(0, 60), reports: looked });
    expect(whole?.finding.code).toBe('NOTIFIED_TEST');
  });

  it('NT-19 a space launcher that is seen falling has failed, unless it was to come down there', () => {
    const down = { phase: 'descent' as const, impact: area(0, 30), kinematics: falling, reports: looked };
    const code = (part: Partial<NotificationInput>) => follow(filedWith(part), {}, down)[1]?.finding.code;
    expect(code({ vehicle: 'SLV' })).toBe('NOTIFIED_SLV_FAILURE');
    expect(code({ vehicle: 'SLV', impactArea: { lat: 0, lon: 60, radiusM: 100_000 } })).toBe(
      'NOTIFIED_SLV_FAILURE',
    );
    const suborbital = filedWith({ vehicle: 'SLV', impactArea: { lat: 0, lon: 30, radiusM: 100_000 } });
    expect(follow(suborbital, { impact: null }, down)[1]?.finding.code).toBe('NOTIFIED_SLV');
  });

  it('NT-20 ground that was not announced counts after it was reached for a while, and until it is clearly left', () => {
    const at = (lon: number, sigmaM = 20_000) => ({ impact: area(0, lon, EPOCH, sigmaM) });
    const away = { vehicle: 'BM' as const, impactArea: null };
    const a = filedWith(away);
    const code = (part: Partial<AssessableLaunch>, atS: number) =>
      a.assess(seen(part), EPOCH + atS * 1000).finding.code;
    expect(code(at(9), 0)).toBe('NOTIFIED_TEST');
    expect([code(at(10), 10), code(at(10), 29), code(at(10), 30)]).toEqual([
      ...['NOTIFIED_TEST', 'NOTIFIED_TEST', 'UNRESOLVED'],
    ]);
    // 27 km short of the edge with one sigma of 20 km: 9 %, which would not bring it there, does not take it away.
    expect(code(at(10 - 27 / 111.2), 40)).toBe('UNRESOLVED');
    expect(code(at(9.5), 50)).toBe('NOTIFIED_TEST');
    expect(code(at(10 - 27 / 111.2), 90)).toBe('NOTIFIED_TEST');
  });

  it('NT-20 who announces a flight over its own ground is not surprised by it', () => {
    const own = filedWith({ by: 'P2', vehicle: 'BM', impactArea: null });
    expect(follow(own, { impact: area(0, 15) }, { impact: area(0, 15) }).map((g) => g.finding.code)).toEqual([
      ...['NOTIFIED_TEST', 'NOTIFIED_TEST'],
    ]);
  });

  it('NT-21 a class that the announced vehicle cannot be is said, and does not unmake the match', () => {
    const [got] = follow(filedWith({ vehicle: 'SLV' }), { classes: classes('SRBM') });
    expect([got?.finding.code, reasons(got as Assessed).includes('otherClass')]).toEqual([
      'NOTIFIED_SLV',
      true,
    ]);
    const [usual] = follow(filedWith({ vehicle: 'SLV' }), { classes: classes('ICBM') });
    expect(reasons(usual as Assessed)).not.toContain('otherClass');
  });
});

describe('what ends a match', () => {
  it('NT-22 late data that take a launch back set its notification free for the next', () => {
    const a = filedWith({});
    a.assess(seen({ id: 'l1' }), EPOCH);
    const gone = a.assess(seen({ id: 'l1', lifecycle: 'retracted' }), EPOCH + MIN);
    expect([gone.match, gone.notificationId, gone.finding.code]).toEqual(['NONE', null, 'FALSE_NO_LAUNCH']);
    expect(gone.notificationChanges).toMatchObject([{ status: 'OPEN', matchedMs: null, rev: 3 }]);
    expect(a.assess(seen({ id: 'l1', lifecycle: 'retracted' }), EPOCH + MIN).notificationChanges).toEqual([]);
    expect(a.assess(seen({ id: 'l2' }), EPOCH + 2 * MIN).match).toBe('ON_FILE');
  });

  it('NT-22 a notification that is changed and fits no more covers the launch no more; one that still fits does', () => {
    const a = filedWith({});
    const l = seen({ corroboration: 'DUAL' });
    a.assess(l, EPOCH);
    a.takeNotification(notification({ azimuthDeg: 92 }), { nowMs: EPOCH + MIN });
    expect(a.assess(l, EPOCH + MIN)).toMatchObject({ match: 'ON_FILE', notificationChanges: [] });
    a.takeNotification(notification({ azimuthDeg: 222 }), { nowMs: EPOCH + 2 * MIN });
    const got = a.assess(l, EPOCH + 2 * MIN);
    expect([got.match, got.finding.code]).toEqual(['NONE', 'UNNOTIFIED_LAUNCH']);
    expect(got.notificationChanges).toMatchObject([{ status: 'OPEN', matchedMs: null }]);
  });
});

describe('what evidence can carry', () => {
  it('NT-03 a launch that is known badly does not match by that alone', () => {
    const p = destination({ lat: 0, lon: 0 }, 0, 200_000);
    const far = (sigmaM: number) =>
      filedWith({}).assess(seen({ launchPoint: area(p.lat, p.lon, EPOCH, sigmaM) }), EPOCH).match;
    expect([far(50_000), far(500_000)]).toEqual(['NONE', 'NONE']);
    const late = { launchPoint: area(0, 0, EPOCH + 25 * MIN, 5000, 3600) };
    expect(filedWith({}).assess(seen(late), EPOCH + 30 * MIN).match).toBe('NONE');
  });

  it('NT-23 a direction that nobody can tell yet is asked for neither match nor deviation, and the finding says so', () => {
    const up = (sigmaM: number, v: [number, number, number]) => ({
      launchPoint: area(0, 0, EPOCH, sigmaM),
      kinematics: kinematics({ x: [...geodeticToEcef(0, 0.1, 14e3), ...v] }),
      ...{ azimuthDeg: 250, phase: 'boost' as const },
    });
    // Eleven kilometres away and known to six: any direction. Away by two degrees of longitude it is another one.
    const vague = up(6000, [600, 300, 0]);
    const gone = { ...vague, kinematics: kinematics({ x: [...geodeticToEcef(0, 2, 60e3), 0, 3000, 0] }) };
    expect(azimuthSigmaDeg(seen(vague))).toBeGreaterThan(regime.match.azimuthSigmaMaxDeg);
    expect(azimuthSigmaDeg(seen(gone))).toBeLessThan(regime.match.azimuthSigmaMaxDeg);
    expect(filedWith({}).assess(seen(gone), EPOCH).match).toBe('NONE');
    const [first, , then, back] = follow(filedWith({}), vague, gone, gone, { ...gone, azimuthDeg: 92 });
    expect([first?.match, first?.finding.code]).toEqual(['ON_FILE', 'NOTIFIED_SLV']);
    expect(reasons(first as Assessed)).toContain('directionOpen');
    expect(first?.candidates[0]?.azimuthOffDeg).toBeNull();
    expect([then?.finding.code, reasons(then as Assessed)]).toEqual([
      ...['UNRESOLVED', expect.arrayContaining(['outsideAzimuth'])],
    ]);
    expect(reasons(then as Assessed)).not.toContain('directionOpen');
    expect([back?.finding.code, reasons(back as Assessed).includes('directionOpen')]).toEqual([
      ...['NOTIFIED_SLV', false],
    ]);
    // One that was not announced is not open either.
    const [free] = follow(filedWith({ azimuthDeg: null }), vague);
    expect(reasons(free as Assessed)).not.toContain('directionOpen');
  });

  it('NT-23 near the launch point a direction is as bad as the worse of place and velocity', () => {
    const P = new Array<number>(21).fill(0);
    for (const i of [9, 14, 20]) P[i] = 300 ** 2;
    const at = (eastDeg: number, sigmaM: number, vEast: number, P6?: number[]) =>
      azimuthSigmaDeg({
        launchPoint: area(0, 0, EPOCH, sigmaM),
        kinematics: kinematics({
          x: [...geodeticToEcef(0, eastDeg, 20e3), 0, vEast, 0],
          ...(P6 && { P: P6 }),
        }),
      });
    expect(at(0.2, 1000, 300, P)).toBeCloseTo(45, 0);
    expect(at(0.2, 1000, 3000, P)).toBeLessThan(10);
    expect(at(0.2, 20_000, 3000, P)).toBeGreaterThan(40);
    // Away from it the bearing of the place is the direction, whatever the velocity.
    expect(at(1, 1000, 300, P)).toBeLessThan(1);
  });

  it('NT-12 a window so long that it says nothing is refused', () => {
    const a = createAssessment({ session: 's', participants: ['P1'], regime });
    const days = (n: number) => notification({ window: { fromMs: EPOCH, toMs: EPOCH + n * 24 * 60 * MIN } });
    expect(a.takeNotification(days(31), { nowMs: EPOCH })).toMatchObject({
      ...{ ok: false, rejection: { error: 'OUT_OF_RANGE', field: 'notification.window.toMs' } },
    });
    expect(a.takeNotification(days(30), { nowMs: EPOCH }).ok).toBe(true);
  });

  it('NT-14 what one kind of sensor alone has seen for long is said to be without a second', () => {
    const a = createAssessment({ session: 's', participants: ['P1'], regime });
    const said = (atS: number, part: Partial<AssessableLaunch>) =>
      reasons(a.assess(seen(part), seen().firstReportMs + atS * 1000)).filter(
        (r) => r === 'oneKindLong' || r === 'notCorroborated',
      );
    const burns = { corroboration: 'SINGLE', phase: 'boost' } as const;
    expect([said(90, burns), said(91, burns)]).toEqual([[], ['oneKindLong']]);
    // Long after: as long as it burns that is all.
    expect(said(400, burns)).toEqual(['oneKindLong']);
    const out = { corroboration: 'SINGLE' } as const;
    expect([said(410, out), said(500, out), said(501, out)]).toEqual([
      ...[['oneKindLong'], ['oneKindLong'], ['notCorroborated']],
    ]);
    expect(said(502, { corroboration: 'DUAL' })).toEqual([]);
    // Nothing burns that long.
    const lasts = { ...burns, id: 'lasts' };
    const mustBeOutS = (seen().launchPoint.atMs - seen().firstReportMs) / 1000 + 600 + 90;
    expect([said(mustBeOutS, lasts), said(mustBeOutS + 1, lasts)]).toEqual([
      ...[['oneKindLong'], ['notCorroborated']],
    ]);
  });

  it('NT-14 a space launcher that nobody announced is called one by its class, and still after its orbit is lost again', () => {
    const two = { corroboration: 'DUAL' as const };
    const a = createAssessment({ session: 's', participants: ['P1'], regime });
    expect(a.assess(seen({ ...two, classes: classes('SLV') }), EPOCH).finding.code).toBe(
      'UNNOTIFIED_LAUNCH_SLV',
    );
    expect(a.assess(seen({ ...two, classes: classes('SLV'), phase: 'boost' }), EPOCH).finding.code).toBe(
      'UNNOTIFIED_LAUNCH',
    );
    const orbit = a.assess(seen({ ...two, id: 'o', impact: 'orbital' }), EPOCH).finding.code;
    expect([orbit, a.assess(seen({ ...two, id: 'o' }), EPOCH).finding.code]).toEqual([
      ...['UNNOTIFIED_LAUNCH_SLV', 'UNNOTIFIED_LAUNCH_SLV'],
    ]);
  });

  it('NT-16 the height that a flight reaches follows from its energy', () => {
    // Straight up at 1 km/s from the equator, g = 9.8: h = v²/2g = 51 km, a little more as gravity fades with height.
    const [x, y, z] = geodeticToEcef(0, 0, 0);
    const up = apogeeM({ kinematics: kinematics({ x: [x, y, z, 1000, 0, 0] }) });
    expect(up - (x - 6371008.8)).toBeGreaterThan(51_000);
    expect(up - (x - 6371008.8)).toBeLessThan(52_500);
    // The Earth's turning helps to the east, and as much wherever the launch is.
    const slanted = (lonDeg: number, eastM: number) => {
      const [p, east] = [geodeticToEcef(0, lonDeg, 0), enuAxes(0, lonDeg)[0]];
      const v = p.map((c, i) => (2000 * c) / 6378137 + eastM * (east[i] ?? 0));
      return apogeeM({ kinematics: kinematics({ x: [...p, ...v] }) });
    };
    expect(slanted(0, 5000)).toBeGreaterThan(slanted(0, -5000) + 50_000);
    for (const lon of [90, 200]) expect(slanted(lon, 5000)).toBeCloseTo(slanted(0, 5000), 1);
    expect(apogeeM({ kinematics: kinematics({ x: [x, y, z, 11_300, 0, 0] }) })).toBe(
      Number.POSITIVE_INFINITY,
    );
  });
});
