import { describe, expect, it } from 'vitest';
import { nationalLabel, sharedLabel } from '../../domain/labels';
import type { Launch, LaunchNotification } from '../../domain/records';
import { DEFAULT_REGIME } from '../../domain/regime';
import {
  area,
  classes,
  EPOCH,
  filed,
  kinematics,
  launch,
  officer,
  track,
} from '../../domain/testing/samples';
import type { NotificationBody } from '../assessment';
import type { NationalTrackBody, TrackChange } from '../fusion';
import type { JointLaunch } from '../joint';
import { LaunchBook } from './launch-book';
import { LogWriter } from './log';
import { NotificationBook } from './notification-book';
import { Numbers } from './numbers';
import { TrackBook } from './track-book';

const HOUR = 3600_000;
const copy = <T>(v: T): T => JSON.parse(JSON.stringify(v)) as T;

describe('short numbers', () => {
  it('EN-20 count from 1 within compartment and kind, and go on after a restart', () => {
    const n = new Numbers();
    expect([n.next('SHARED', 'L'), n.next('SHARED', 'L'), n.next('SHARED', 'AL')]).toEqual([1, 2, 1]);
    expect([n.next('NAT:P1', 'TK'), n.next('NAT:P2', 'TK'), n.next('NAT:P1', 'TK')]).toEqual([1, 1, 2]);
    const again = new Numbers(copy(n.snapshot()));
    expect([again.next('SHARED', 'L'), n.next('SHARED', 'L')]).toEqual([3, 3]);
  });
});

describe('the log writer', () => {
  it('EN-21 ids count within their compartment: a line tells nothing of what others wrote', () => {
    const alone = new LogWriter('s');
    const busy = new LogWriter('s');
    const line = (w: LogWriter, owner: string) =>
      w.line(nationalLabel(owner, 'LIVE'), EPOCH, { msg: 'log.sensor.stale' }).body as { id: string };
    const shared = (w: LogWriter) =>
      w.line(sharedLabel('CENTER', 'LIVE'), EPOCH, { msg: 'log.note' }).body as { id: string };
    for (let i = 0; i < 5; i++) line(busy, 'P2');
    expect(line(busy, 'P1').id).toBe(line(alone, 'P1').id);
    expect(shared(busy).id).toBe(shared(alone).id);
    const restored = new LogWriter('s', copy(busy.snapshot()));
    const ids = [line(busy, 'P1').id, line(busy, 'P1').id, shared(busy).id, line(busy, 'P2').id];
    expect(new Set(ids).size).toBe(4);
    expect(line(restored, 'P1').id).toBe(ids[0]);
  });

  it('EN-21 a line says who wrote it, and whether that was a robot', () => {
    const by = { ...officer('P1'), robot: true };
    const event = new LogWriter('s').line(sharedLabel('P1', 'LIVE'), EPOCH, { msg: 'log.note', by });
    expect(event.body).toMatchObject({
      ...{ atMs: EPOCH, msg: 'log.note', params: {}, text: null, about: null },
      by: { user: by.userId, participant: 'P1', robot: true, nameEn: by.name.en, nameRu: by.name.ru },
    });
  });
});

describe('the launch book', () => {
  const FINDING = launch().finding;
  const none = { match: 'NONE', notification: null, notificationNumber: null, finding: FINDING } as const;
  const joint = (part: Partial<Launch> = {}): JointLaunch => {
    const l = launch(part);
    const { number: _n, rev: _r, materialRev: _m, match: _a, notification: _b, ...rest } = l;
    const { notificationNumber: _c, finding: _f, ...body } = rest;
    return body as JointLaunch;
  };
  const book = () => new LaunchBook(new Numbers(), DEFAULT_REGIME);
  let nowMs = EPOCH;
  const put = (b: LaunchBook, part: Partial<Launch> = {}, assessed: Partial<Launch> = {}, afterMs = HOUR) => {
    nowMs += afterMs;
    b.put(joint(part));
    return b.revise(part.id ?? 'launch_a', { ...none, ...assessed } as typeof none, nowMs);
  };

  it('EN-22 a launch keeps its number; a revision is made only if something that people see has changed', () => {
    const b = book();
    expect(put(b)?.launch).toMatchObject({ number: 1, rev: 1, materialRev: 1 });
    expect(put(b, { updatedMs: EPOCH + 1, reason: 'report' })).toBeNull();
    const second = put(b, { azimuthDeg: 91 });
    expect([second?.launch.rev, second?.before?.rev, second?.launch.number]).toEqual([2, 1, 1]);
    expect(put(b, { id: 'b' })?.launch.number).toBe(2);
    expect(b.revise('unknown', none, nowMs)).toBeNull();
  });

  it('EN-72 more of the same waits: five seconds while it burns, ten while it coasts; what means something does not', () => {
    for (const [phase, apartMs] of [
      ['boost', 5000],
      ['coast', 10_000],
    ] as const) {
      const b = book();
      const more = (azimuthDeg: number, afterMs: number, part: Partial<Launch> = {}, assessed = {}) =>
        put(b, { phase, azimuthDeg, ...part }, assessed, afterMs)?.launch.rev;
      expect(more(90, 0)).toBe(1);
      expect(more(91, apartMs - 2)).toBeUndefined();
      expect(b.open()[0]?.azimuthDeg).toBe(90);
      expect([b.due(nowMs), b.due(nowMs + 2)]).toEqual([[], ['launch_a']]);
      const stored = new LaunchBook(new Numbers(), DEFAULT_REGIME, copy(b.snapshot()));
      expect(stored.due(nowMs + 2)).toEqual(['launch_a']);
      expect(more(92, 2)).toBe(2);
      expect(b.due(nowMs + HOUR)).toEqual([]);
      expect(more(92, 1, { status: 'corroborated' })).toBe(3);
      expect(more(92, 1, { status: 'corroborated', impact: 'orbital' })).toBe(4);
      expect(more(92, 1, { status: 'corroborated', impact: 'orbital' }, { match: 'LATE' })).toBe(5);
      const state = kinematics({ epochMs: EPOCH + 9 });
      expect(
        more(92, 1, { status: 'corroborated', impact: 'orbital', kinematics: state }, { match: 'LATE' }),
      ).toBeUndefined();
      // The picture does not wait.
      expect(b.open()[0]?.kinematics).toEqual(state);
    }
  });

  it.each<[string, Partial<Launch>, Partial<Launch>, boolean]>([
    ['corroboration', { corroboration: 'DUAL' }, {}, true],
    ['a match', {}, { match: 'LATE' }, true],
    ['another finding', {}, { finding: { ...FINDING, code: 'UNNOTIFIED_LAUNCH' } }, true],
    ['more confidence', {}, { finding: { ...FINDING, confidence: 0.9 } }, false],
    ['a retraction', { lifecycle: 'retracted' }, {}, true],
    ['an end', { lifecycle: 'ended', endedMs: EPOCH }, {}, false],
    ['an impact 90 km away', { impact: area(0, 20.8, EPOCH) }, {}, false],
    ['an impact 130 km away', { impact: area(0, 21.2, EPOCH) }, {}, true],
    ['no impact any more', { impact: null }, {}, false],
    ['an orbit', { impact: 'orbital' }, {}, false],
    ['a state', { kinematics: kinematics({ epochMs: EPOCH + 9 }) }, {}, false],
    ['classes', { classes: classes('ICBM') }, {}, false],
  ])('EN-23 material or not: %s', (_what, part, assessed, material) => {
    const b = book();
    put(b);
    const made = put(b, part, assessed);
    expect(made?.launch).toMatchObject({ rev: 2, materialRev: material ? 2 : 1 });
  });

  it('EN-23 a wide impact region moves materially only beyond its own 90 %', () => {
    const wide = (lon: number) => ({ impact: area(0, lon, EPOCH, 100_000) });
    for (const [lon, material] of [
      [21.8, 1],
      [22.2, 2],
    ] as const) {
      const b = book();
      put(b, wide(20));
      expect(put(b, wide(lon))?.launch.materialRev).toBe(material);
    }
  });

  it('EN-24 open launches are given with the looks behind them; ended ones are kept an hour for late reports', () => {
    const b = book();
    const report = (party: string, series: string, looksIn30s: number) => ({
      ...{ party, series, reportNo: 1, givenMs: EPOCH, launchPoint: area(0, 0), azimuthDeg: 90 },
      ...{ impact: null, phenomenologies: [], looksIn30s },
    });
    put(b, { reports: [report('P1', 's1', 3), report('P2', 's2', 4)] });
    put(b, { id: 'ended', lifecycle: 'ended', endedMs: EPOCH });
    expect(b.open().map((l) => [l.id, l.looksIn30s])).toEqual([['launch_a', 7]]);
    expect([b.numberOfSeries('s2'), b.numberOfSeries('s9')]).toEqual([1, null]);
    put(b, { updatedMs: EPOCH + HOUR });
    expect(b.joint('ended')).not.toBeNull();
    put(b, { updatedMs: EPOCH + HOUR + 1 });
    expect(b.joint('ended')).toBeNull();
  });

  it('EN-24 a restored book goes on as the stored one', () => {
    const numbers = new Numbers();
    const b = new LaunchBook(numbers, DEFAULT_REGIME);
    put(b);
    const again = new LaunchBook(new Numbers(numbers.snapshot()), DEFAULT_REGIME, copy(b.snapshot()));
    expect(put(again)).toBeNull();
    expect(put(again, { azimuthDeg: 91 })?.launch.rev).toBe(2);
    expect(put(again, { id: 'b' })?.launch.number).toBe(2);
  });
});

describe('the notification book', () => {
  const body = (
    id: string,
    toMs: number,
    status: LaunchNotification['status'] = 'PLANNED',
  ): NotificationBody => {
    const { number: _n, ...rest } = filed({ id, status, window: { fromMs: toMs - HOUR, toMs } });
    return rest;
  };

  it('EN-25 a notification keeps its number, and a change says what it was before', () => {
    const b = new NotificationBook(new Numbers());
    const first = b.change(body('a', EPOCH), EPOCH);
    expect([first.notification.number, first.msg]).toEqual([1, 'log.notification.received']);
    expect(b.change(body('b', EPOCH), EPOCH).notification.number).toBe(2);
    const matched = b.change(body('a', EPOCH, 'MATCHED'), EPOCH);
    expect([matched.notification.number, matched.msg]).toEqual([1, 'log.notification.matched']);
    expect([b.numberOf('a'), b.numberOf('c')]).toEqual([1, null]);
    expect(new NotificationBook(new Numbers(), copy(b.snapshot())).numberOf('b')).toBe(2);
  });

  it("EN-25 one that is filed a month ahead takes no number from today's; what is five days over goes", () => {
    const b = new NotificationBook(new Numbers());
    b.change(body('today', EPOCH + HOUR), EPOCH);
    b.change(body('nextMonth', EPOCH + 700 * HOUR), EPOCH);
    expect(b.change(body('today', EPOCH + HOUR, 'OPEN'), EPOCH)).toMatchObject({
      msg: null,
    });
    b.change(body('nextMonth', EPOCH + 700 * HOUR), EPOCH + 122 * HOUR);
    expect([b.numberOf('today'), b.numberOf('nextMonth')]).toEqual([null, 2]);
  });
});

describe('the track book', () => {
  const body = (id: string, status: NationalTrackBody['status'] = 'confirmed'): NationalTrackBody => {
    const { number: _n, reportedAs: _a, ...rest } = track({ id, status });
    return rest;
  };
  const told = (track: NationalTrackBody, reason: TrackChange['reason'] = 'update') => ({ track, reason });

  it('FU-70 why a track was confirmed is told then, and not again with every telling', () => {
    const b = new TrackBook('LIVE', new Numbers());
    const why = {
      threshold: 14.7,
      leastLooks: 3,
      looks: [],
      without: [{ sensor: 'R1', score: 3.2, confirmed: false }],
    };
    const track = { ...body('t1'), why };
    expect(b.change('P1', told(track, 'confirmed'), null).body).toMatchObject({ why });
    expect(b.change('P1', told(track), null).body).toMatchObject({ why: null });
  });

  it("EN-26 a track is numbered and counted up in its owner's compartment, and forgotten when it has ended", () => {
    const numbers = new Numbers();
    const b = new TrackBook('LIVE', numbers);
    const event = b.change('P1', told(body('t1')), 42);
    expect(event.label).toEqual(nationalLabel('P1', 'LIVE'));
    expect(event.body).toMatchObject({ number: 1, rev: 1, reportedAs: 42 });
    expect(b.change('P2', told(body('t2')), null).body).toMatchObject({
      number: 1,
      rev: 1,
      reportedAs: null,
    });
    expect(b.change('P1', told(body('t1', 'coasting')), null).body).toMatchObject({ number: 1, rev: 2 });
    const again = new TrackBook('LIVE', numbers, copy(b.snapshot()));
    expect(again.change('P1', told(body('t1', 'ended')), null).body).toMatchObject({ number: 1, rev: 3 });
    expect(again.snapshot().map(([id]) => id)).toEqual(['t2']);
  });

  it('EN-26 frames hold the tracks that fly, by number, stale after half a minute without a look', () => {
    const b = new TrackBook('LIVE', new Numbers());
    for (const id of ['t1', 't2']) b.change('P1', told(body(id)), null);
    const tracks = [
      body('t1'),
      body('unknown'),
      { ...body('t2'), lastLookMs: EPOCH - 30_001 },
      body('t1', 'lost'),
    ];
    const objects = b.frameObjects('P1', tracks, EPOCH);
    expect(objects.map((o) => [o.number, o.stale])).toEqual([
      [1, false],
      [2, true],
    ]);
  });
});
