import { describe, expect, it } from 'vitest';
import { destination } from '../../domain/geodesy';
import type { NotificationInput } from '../../domain/inputs';
import { DEFAULT_REGIME } from '../../domain/regime';
import { area, classes, EPOCH, launch, notification } from '../../domain/testing/samples';
import { type AssessableLaunch, type Assessment, createAssessment, type NotificationBody } from '.';

const MIN = 60_000;
const regime = DEFAULT_REGIME;
const make = (): Assessment => createAssessment({ session: 's', participants: ['P1', 'P2'], regime });
const FILED = EPOCH - 24 * 3600_000;
/** Files these; each gets a reference of its own unless it has one. */
function withFiled(...parts: Partial<NotificationInput>[]): Assessment {
  const a = make();
  parts.forEach((p, i) => {
    expect(a.takeNotification(notification({ reference: `ref-${i}`, ...p }), { nowMs: FILED }).ok).toBe(true);
  });
  return a;
}
const seen = (part: Partial<AssessableLaunch> = {}): AssessableLaunch => launch(part);
const off = (azDeg: number, km: number) => destination({ lat: 0, lon: 0 }, azDeg, km * 1000);
const one = (taken: ReturnType<Assessment['takeNotification']>): NotificationBody => {
  if (!taken.ok) throw new Error(taken.rejection.message);
  return taken.changes[0] as NotificationBody;
};

describe('matching launches with notifications', () => {
  it('NT-01 a launch within site, window and azimuth of a notification on file matches it', () => {
    const a = withFiled({});
    const got = a.assess(seen(), EPOCH + MIN);
    expect(got.match).toBe('ON_FILE');
    expect(got.candidates[0]?.score).toBeGreaterThan(0.6);
    expect(got.notificationChanges).toMatchObject([
      { id: got.notificationId, status: 'MATCHED', matchedMs: EPOCH + MIN, rev: 2, receivedMs: FILED },
    ]);
  });

  it('NT-02 a notification that came after the first report is late', () => {
    const a = make();
    expect(a.assess(seen(), EPOCH + 2 * MIN).match).toBe('NONE');
    a.takeNotification(notification(), { nowMs: EPOCH + 8 * MIN });
    const got = a.assess(seen(), EPOCH + 8 * MIN);
    expect([got.match, got.finding.code]).toEqual(['LATE', 'NOTIFIED_SLV']);
  });

  it('NT-02 one that was changed after the first report so that it fits is late too', () => {
    const a = withFiled({ window: { fromMs: EPOCH + 90 * MIN, toMs: EPOCH + 99 * MIN } });
    expect(a.assess(seen(), EPOCH + 2 * MIN).match).toBe('NONE');
    a.takeNotification(notification({ reference: 'ref-0' }), { nowMs: EPOCH + 3 * MIN });
    expect(a.assess(seen(), EPOCH + 3 * MIN).match).toBe('LATE');
  });

  // Site: 20 km announced and 50 km tolerance; one sigma of the launch point is 5 km. Window: ten minutes either side and
  // five of tolerance; one sigma is 5 s. Azimuth: 10° announced; one sigma is 8°.
  it.each<[string, Partial<AssessableLaunch>, boolean]>([
    ['the site, just inside', { launchPoint: area(off(10, 69).lat, off(10, 69).lon) }, true],
    ['the site, north', { launchPoint: area(off(0, 83).lat, off(0, 83).lon) }, false],
    ['the site, west', { launchPoint: area(off(270, 83).lat, off(270, 83).lon) }, false],
    [
      'the site with a wide region',
      { launchPoint: area(off(0, 83).lat, off(0, 83).lon, EPOCH, 30_000) },
      true,
    ],
    ['the window, just after its tolerance', { launchPoint: area(0, 0, EPOCH + 15 * MIN + 3000) }, true],
    ['the window, after', { launchPoint: area(0, 0, EPOCH + 15 * MIN + 12_000) }, false],
    ['the window, just before its tolerance', { launchPoint: area(0, 0, EPOCH - 15 * MIN - 3000) }, true],
    ['the window, before', { launchPoint: area(0, 0, EPOCH - 15 * MIN - 12_000) }, false],
    ['the window, not known when', { launchPoint: area(0, 0, EPOCH + 16 * MIN, 5000, 60) }, true],
    ['the azimuth, just inside', { azimuthDeg: 99 }, true],
    ['the azimuth, to the right', { azimuthDeg: 114 }, false],
    ['the azimuth, to the left', { azimuthDeg: 66 }, false],
    ['the azimuth, from behind', { azimuthDeg: 270 }, false],
  ])('NT-03 near %s', (_what, part, fits) => {
    const got = withFiled({}).assess(seen(part), EPOCH + 20 * MIN);
    expect(got.match).toBe(fits ? 'ON_FILE' : 'NONE');
    expect(got.notificationId === null).toBe(!fits);
    expect(got.notificationChanges.length).toBe(fits ? 1 : 0);
  });

  it('NT-03 an azimuth is compared over north, and one that is not announced fits any', () => {
    const north = (azimuthDeg: number) =>
      withFiled({ azimuthDeg: 355 }).assess(seen({ azimuthDeg }), EPOCH).match;
    expect([north(4), north(346), north(30)]).toEqual(['ON_FILE', 'ON_FILE', 'NONE']);
    expect(withFiled({ azimuthDeg: null }).assess(seen({ azimuthDeg: 222 }), EPOCH).match).toBe('ON_FILE');
  });

  it('NT-04 an impact far from the announced one does not match once it is known, while burning it is not asked', () => {
    const announced = { impactArea: { lat: 0, lon: 20, radiusM: 100_000 }, vehicle: 'BM' as const };
    const match = (part: Partial<AssessableLaunch>) => withFiled(announced).assess(seen(part), EPOCH).match;
    expect(match({})).toBe('ON_FILE');
    expect(match({ impact: area(0, 26) })).toBe('NONE');
    expect(match({ impact: area(0, 26), phase: 'boost' })).toBe('ON_FILE');
    expect(match({ impact: null })).toBe('ON_FILE');
  });

  it('NT-05 a class that the vehicle cannot be takes the score down, never to nothing', () => {
    const score = (code: Parameters<typeof classes>[0], phase: 'boost' | 'coast' = 'coast') =>
      withFiled({}).assess(seen({ classes: classes(code), phase }), EPOCH).candidates[0]?.score ?? 0;
    expect(score('SLV')).toBeCloseTo(1, 6);
    expect(score('SRBM')).toBeCloseTo(0.6, 6);
    expect(score({ SLV: 0.5, SRBM: 0.5 })).toBeCloseTo(0.8, 6);
    expect(score('SRBM', 'boost')).toBeCloseTo(1, 6);
  });

  it('NT-06 two that fit alike are ambiguous: none is named, and nothing is concluded from them', () => {
    const a = withFiled({}, {});
    const got = a.assess(seen({ corroboration: 'DUAL' }), EPOCH);
    expect([got.match, got.notificationId, got.finding.code]).toEqual(['AMBIGUOUS', null, 'UNRESOLVED']);
    expect(got.notificationChanges).toEqual([]);
    expect(got.finding.reasons.map((r) => r.msg)).toContain('finding.ambiguous');
    // One of them is cancelled: the other is the answer.
    a.cancelNotification('ref-1', 'P1', EPOCH);
    expect(a.assess(seen(), EPOCH).match).toBe('ON_FILE');
  });

  it('NT-06 the clearly better of two is taken, in whatever order they were filed', () => {
    const near = { launchArea: { ...notification().launchArea, lat: 0 } };
    const far = { launchArea: { ...notification().launchArea, ...off(0, 76) } };
    for (const [parts, best] of [
      [[near, far], 0],
      [[far, near], 1],
    ] as const) {
      const got = withFiled(...parts).assess(seen(), EPOCH);
      expect(got.match).toBe('ON_FILE');
      expect(got.candidates.length).toBe(2);
      expect(got.notificationId).toBe(
        one(make().takeNotification(notification({ reference: `ref-${best}` }), { nowMs: FILED })).id,
      );
    }
  });

  it('NT-07 a match once made stays, and a notification is taken by one launch only', () => {
    const a = withFiled({});
    a.assess(seen({ id: 'l1' }), EPOCH);
    const moved = a.assess(seen({ id: 'l1', azimuthDeg: 270 }), EPOCH + MIN);
    expect([moved.match, moved.notificationChanges.length]).toEqual(['ON_FILE', 0]);
    expect(a.assess(seen({ id: 'l2' }), EPOCH + MIN).match).toBe('NONE');
  });

  it('NT-08 a window of several days is matched to its end', () => {
    const window = { fromMs: EPOCH - 60 * 3600_000, toMs: EPOCH + MIN };
    expect(withFiled({ window }).assess(seen(), EPOCH).match).toBe('ON_FILE');
  });
});

describe('the life of a notification', () => {
  it('NT-09 is planned, open in its window and not observed half an hour after it, a revision each time', () => {
    const a = make();
    expect(one(a.takeNotification(notification(), { nowMs: FILED }))).toMatchObject({
      status: 'PLANNED',
      rev: 1,
    });
    expect(a.advance(EPOCH - 10 * MIN - 1)).toEqual([]);
    expect(a.advance(EPOCH - 10 * MIN)).toMatchObject([{ status: 'OPEN', rev: 2 }]);
    expect(a.advance(EPOCH)).toEqual([]);
    expect(a.advance(EPOCH + 40 * MIN - 1)).toEqual([]);
    expect(a.advance(EPOCH + 40 * MIN)).toMatchObject([{ status: 'NOT_OBSERVED', rev: 3 }]);
  });

  it('NT-09 one that was matched stays matched when its window has closed', () => {
    const a = withFiled({});
    a.assess(seen(), EPOCH);
    expect(a.advance(EPOCH + 3600_000)).toEqual([]);
  });

  it('NT-10 the same reference of the same sender is a change: same id, next revision, time of filing kept', () => {
    const a = make();
    const first = one(a.takeNotification(notification(), { nowMs: FILED }));
    const second = one(a.takeNotification(notification({ azimuthDeg: 70 }), { nowMs: FILED + MIN }));
    expect(second).toMatchObject({ id: first.id, rev: 2, receivedMs: FILED, azimuthDeg: 70 });
    expect(a.takeNotification(notification({ azimuthDeg: 70 }), { nowMs: EPOCH })).toEqual({
      ok: true,
      changes: [],
    });
    expect(one(a.takeNotification(notification({ by: 'P2' }), { nowMs: FILED })).id).not.toBe(first.id);
  });

  it('NT-10 a window that slips opens one again that was not observed', () => {
    const a = withFiled({});
    a.advance(EPOCH + 3600_000);
    const window = { fromMs: EPOCH + 2 * 3600_000, toMs: EPOCH + 3 * 3600_000 };
    const slipped = one(
      a.takeNotification(notification({ reference: 'ref-0', window }), { nowMs: EPOCH + 3600_000 }),
    );
    expect(slipped.status).toBe('PLANNED');
  });

  it('NT-11 one that is cancelled matches nothing; what was seen or is over cannot be cancelled', () => {
    const a = withFiled({});
    expect(a.cancelNotification('ref-0', 'P1', FILED)).toMatchObject({
      ok: true,
      changes: [{ status: 'CANCELLED', rev: 2 }],
    });
    expect(a.assess(seen(), EPOCH).match).toBe('NONE');
    expect(a.cancelNotification('ref-0', 'P1', FILED)).toEqual({ ok: true, changes: [] });
    const b = withFiled({}, { window: { fromMs: FILED + 1, toMs: FILED + 2 } });
    b.assess(seen(), EPOCH);
    for (const ref of ['ref-0', 'ref-1'])
      expect(b.cancelNotification(ref, 'P1', EPOCH)).toEqual({ ok: true, changes: [] });
  });

  it('NT-11 a cancellation of what is not on file, or of another sender, is refused with its field', () => {
    const a = withFiled({});
    for (const [ref, by] of [
      ['ref-9', 'P1'],
      ['ref-0', 'P2'],
    ] as const)
      expect(a.cancelNotification(ref, by, FILED)).toMatchObject({
        ok: false,
        rejection: { error: 'OUT_OF_RANGE', field: 'reference' },
      });
  });

  it('NT-12 a malformed one is rejected by itself with its field, and what is on file stays', () => {
    const a = withFiled({});
    const before = JSON.stringify(a.snapshot());
    for (const [bad, field] of [
      [{ ...notification(), vehicle: 'KITE' }, 'notification.vehicle'],
      [{ ...notification(), window: { fromMs: 2, toMs: 1 } }, 'notification.window.toMs'],
      [{ ...notification(), launchArea: { lat: 0 } }, 'notification.launchArea.lon'],
      [{ ...notification(), extra: 1 }, 'notification'],
      [null, 'notification'],
    ] as const) {
      const taken = a.takeNotification(bad, { nowMs: EPOCH });
      expect(taken).toMatchObject({ ok: false, rejection: { error: 'MALFORMED', field } });
    }
    expect(JSON.stringify(a.snapshot())).toBe(before);
  });

  it('NT-13 the same inputs give the same statements, also from a snapshot', () => {
    const run = (between: (a: Assessment) => Assessment): string => {
      let a = withFiled({}, { by: 'P2', azimuthDeg: 80 });
      const out: unknown[] = [a.assess(seen({ azimuthDeg: 65 }), EPOCH)];
      a = between(a);
      out.push(
        a.advance(EPOCH + MIN),
        a.assess(seen(), EPOCH + MIN),
        a.assess(seen({ id: 'b' }), EPOCH + MIN),
      );
      out.push(a.advance(EPOCH + 3600_000), a.advance(EPOCH + 48 * 3600_000));
      return JSON.stringify([out, a.snapshot()]);
    };
    const restored = (a: Assessment): Assessment => {
      const b = make();
      b.restore(JSON.parse(JSON.stringify(a.snapshot())));
      return b;
    };
    expect(run(restored)).toBe(run((a) => a));
  });
});
