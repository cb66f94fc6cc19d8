import { describe, expect, it } from 'vitest';
import type { Answer } from '../../domain/alert';
import { type LaunchSeries, launchPoint, NO_SERIES } from '../../domain/series';
import { area, EPOCH, LAUNCH_FACTS, launch, launchAlert } from '../../domain/testing/samples';
import { alarmAt, brokenAxis, placeOn, waterfallOf } from './waterfall-model';

const PARTIES = ['P1', 'P2', 'P3'];
const T = EPOCH + 300_000;
const report = (party: string, givenMs: number) => ({
  ...{ party, series: party, reportNo: 3, givenMs, launchPoint: area(0, 0), azimuthDeg: 90, impact: null },
  ...{ phenomenologies: ['RADAR' as const], looksIn30s: 5 },
});
const own = (toldMs: number, lastLookMs: number) => ({
  ...{ track: 't', number: 1, rev: toldMs - T, toldMs, lastLookMs, residuals: [] },
});
const answer = (party: string, atMs: number, kind: Answer['kind'] = 'ACK'): Answer => ({
  ...{ kind, party, rev: 7, reason: null, commandId: `${party}${atMs}`, user: 'u', nameEn: 'U', nameRu: 'У' },
  ...{ robot: false, atMs },
});
/** The re-alarm of r7: own look 604, taken in 934, fused 952, raised 981 ms; displayed and answered as people do. */
const series: LaunchSeries = {
  points: [
    launchPoint(launch({ rev: 6, updatedMs: T - 9000, reports: [report('P2', T - 9500)] })),
    launchPoint(
      launch({ rev: 7, updatedMs: T + 952, reports: [report('P2', T + 940), report('P1', T - 8000)] }),
    ),
  ],
  own: [own(T - 9000, T - 9400), own(T + 934, T + 604), own(T + 938, T + 604), own(T + 990, T + 985)],
  alarms: [
    { alert: 'a#1', rev: 4, launchRev: 6, alarmedMs: T - 100_000 },
    { alert: 'a#1', rev: 7, launchRev: 7, alarmedMs: T + 981 },
    { alert: 'b#1', rev: 1, launchRev: null, alarmedMs: T + 2000 },
  ],
  painted: [
    { alert: 'a#1', party: 'P1', rev: 6, deliveredMs: T - 5000, displayedMs: T - 4000 },
    { alert: 'a#1', party: 'P2', rev: 7, deliveredMs: T + 1000, displayedMs: T + 1027 },
    { alert: 'a#1', party: 'P2', rev: 8, deliveredMs: T + 5000, displayedMs: T + 5100 },
    { alert: 'b#1', party: 'P3', rev: 7, deliveredMs: T + 1000, displayedMs: T + 1100 },
  ],
};
const alert = launchAlert(PARTIES, {
  ...{ id: 'a#1', facts: LAUNCH_FACTS, dueMs: T + 60_981 },
  archivedAnswers: [answer('P1', T - 90_000)],
  answers: [answer('P1', T + 19_081), answer('P2', T + 52_181, 'DISSENT')],
});
const steps = (party: string, atMs: number | null = null, of = series) => {
  const alarm = alarmAt(of.alarms, 'a#1', atMs);
  if (!alarm) throw new Error('no alarm');
  return waterfallOf(of, alert, alarm, { own: party, parties: PARTIES });
};
const said = (w: ReturnType<typeof steps>) =>
  Object.fromEntries(
    w.steps.map((s) => [`${s.what} ${s.party ?? ''}`.trim(), s.atMs === null ? null : s.atMs - T]),
  );

describe('from a look to the answers', () => {
  it('UX-221 each step has its time: the own look behind the own report, what was reported, fused, raised, displayed, answered', () => {
    const w = steps('P2');
    expect(said(w)).toEqual({
      ...{ 'sensed P2': 604, 'received P2': 934, 'reported P1': -8000, 'reported P2': 940, fused: 952 },
      ...{ raised: 981, 'painted P1': null, 'painted P2': 1027, 'painted P3': null },
      ...{ 'answered P1': 19_081, 'answered P2': 52_181, 'answered P3': null },
    });
    const took = (what: string, party: string | null) => {
      const s = w.steps.find((x) => x.what === what && x.party === party);
      return s?.atMs != null && s.fromMs !== null ? s.atMs - s.fromMs : null;
    };
    expect(took('received', 'P2')).toBe(330);
    expect(took('reported', 'P2')).toBe(6);
    expect(took('fused', null)).toBe(12);
    expect(took('raised', null)).toBe(29);
    expect(took('painted', 'P2')).toBe(46);
    expect(took('answered', 'P1')).toBe(18_100);
    expect(w.steps.find((s) => s.what === 'answered' && s.party === 'P2')?.answer).toBe('DISSENT');
  });

  it('UX-221 when another Party sensed and received is not said: nothing stands in its place', () => {
    const w = steps('P3');
    expect(w.steps.filter((s) => s.what === 'sensed' || s.what === 'received')).toMatchObject([
      { party: 'P3', atMs: null },
      { party: 'P3', atMs: null },
    ]);
    expect(w.steps.find((s) => s.what === 'reported' && s.party === 'P2')?.fromMs).toBeNull();
    // Beside an own look, too, another's report begins nowhere.
    const beside = steps('P2').steps.filter((s) => s.what === 'reported');
    expect(beside.map((s) => [s.party, s.fromMs === null])).toEqual([
      ['P1', true],
      ['P2', false],
    ]);
  });

  it('UX-221 an earlier moment has its own alarm, with the answers before the next one and no due time', () => {
    const before = steps('P2', T - 50_000);
    expect(before.alarm.rev).toBe(4);
    expect(said(before)).toMatchObject({ 'answered P1': -90_000, 'answered P2': null, 'painted P1': -4000 });
    expect([before.dueMs, steps('P2').dueMs]).toEqual([null, T + 60_981]);
    expect(alarmAt(series.alarms, 'a#1', T - 200_000)).toBeNull();
    expect(alarmAt(NO_SERIES.alarms, 'a#1', null)).toBeNull();
  });

  it('UX-221 the axis is broken between what machines and what people took, and every step lies in order on it', () => {
    const near = { ...series, points: series.points.map((p) => ({ ...p, reports: p.reports.slice(0, 1) })) };
    const w = steps('P2', null, near);
    const axis = brokenAxis(w, T + 60_000);
    expect(axis.machines).toMatchObject({ fromMs: T + 604, toMs: T + 1104 });
    expect(axis.people).toMatchObject({ fromMs: T + 981, toMs: T + 60_981 });
    const places = w.steps.flatMap((s) =>
      s.atMs === null ? [] : [[s.atMs, placeOn(axis, s.atMs)] as const],
    );
    places.sort((a, b) => a[0] - b[0]);
    for (const [i, [, place]] of places.entries()) {
      expect(place).toBeGreaterThanOrEqual(places[i - 1]?.[1] ?? 0);
      expect(place).toBeLessThanOrEqual(1);
    }
    expect(placeOn(axis, T + 604)).toBe(0);
    expect(placeOn(axis, T + 854)).toBeCloseTo(axis.machines.width / 2, 9);
    expect(placeOn(axis, T + 60_981)).toBeCloseTo(1, 9);
  });
});
