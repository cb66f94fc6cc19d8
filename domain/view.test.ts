import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ecefToGeodetic, geodeticToEcef } from './geodesy';
import { sharedLabel } from './labels';
import { NOTICE_AWAITED_MS } from './notice-rules';
import type { EventBodies, EventKind, StoredEvent } from './records';
import { claim, EPOCH, filed, kinematics, launch, launchAlert, radar, track } from './testing/samples';
import {
  applyEvent,
  type CompartmentView,
  emptyView,
  NOTICE_KEEP_MS,
  NOTICES_KEPT,
  pruneView,
  TRAIL_POINTS,
  VIEW_KEEP_MS,
  VIEW_LOG_LINES,
} from './view';

const label = sharedLabel('CENTER', 'LIVE');
let seq = 0;
const event = <K extends EventKind>(kind: K, body: EventBodies[K]): StoredEvent =>
  ({ v: 1, seq: ++seq, atMs: EPOCH, kind, label, body }) as unknown as StoredEvent;
const fold = (events: StoredEvent[], view = emptyView('SHARED')): CompartmentView => {
  for (const e of events) applyEvent(view, e);
  return view;
};
const line = (n: number): EventBodies['log.written'] => ({
  ...{ id: `log_${n}`, atMs: n, msg: 'log.note', params: {}, text: null, by: null, about: null },
});
const report = (series: string, reportNo: number, validUntilMs = EPOCH): EventBodies['report.given'] => ({
  ...{ id: `rep_${series}_${reportNo}`, party: 'P1', series, reportNo, withdrawn: false, looksIn30s: 1 },
  ...{ kinematics: kinematics(), phase: 'coast', launchPoint: launch().launchPoint, azimuthDeg: 90 },
  ...{ impact: null, corridor: null, classes: launch().classes, phenomenologies: ['IR'] },
  ...{ validUntilMs, givenMs: EPOCH },
});
const at = (id: string, s: number, part = {}): EventBodies['launch.changed'] =>
  launch({ id, kinematics: kinematics({ epochMs: EPOCH + s * 1000 }), ...part });

const id = fc.constantFrom('a', 'b', 'c');
const when = fc.integer({ min: 0, max: 400 });
const anyEvent: fc.Arbitrary<StoredEvent> = fc.oneof(
  fc.tuple(id, when).map(([i, s]) => event('launch.changed', at(i, s))),
  fc.tuple(id, when, fc.boolean()).map(([i, s, ended]) =>
    event('track.changed', {
      ...track({ id: `t${i}`, kinematics: kinematics({ epochMs: EPOCH + s * 1000 }) }),
      status: ended ? 'ended' : 'confirmed',
    }),
  ),
  id.map((i) => event('notification.changed', filed({ id: `n${i}` }))),
  fc.tuple(id, when).map(([i, n]) => event('report.given', report(i, n))),
  id.map((i) => event('claim.changed', claim({ id: `c${i}` }))),
  id.map((i) => event('alert.changed', launchAlert(['P1', 'P2'], { id: `alert_${i}` }))),
  fc
    .tuple(id, fc.boolean())
    .map(([i, stale]) =>
      event('sensor.changed', { sensor: i, status: 'ON', stale, lastLookMs: null, sinceMs: EPOCH }),
    ),
  fc
    .tuple(id, fc.constantFrom('duty' as const, 'supervisor' as const))
    .map(([participant, role]) =>
      event('desk.changed', { participant, role, occupant: 'empty', name: null, robot: null }),
    ),
  when.map((n) => event('log.written', line(n))),
  when.map((n) => event('session.gap', { fromMs: n, toMs: n + 1 })),
  fc.constantFrom(1, 5, 20).map((speed) => event('session.clock', { speed, heldBy: null, wantedSpeed: 5 })),
  fc.constant(event('catalogue.set', { sensors: [radar()] })),
  when.map((atMs) => event('session.finished', { atMs })),
);

describe('the view of a compartment', () => {
  it('SY-03 a snapshot, sent as JSON, and the tail after it equal the whole stream, wherever it was cut', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 60 }), fc.nat(60), (events, cut) => {
        const snapshot = JSON.parse(JSON.stringify(fold(events.slice(0, cut)))) as CompartmentView;
        expect(fold(events.slice(cut), snapshot)).toEqual(fold(events));
      }),
      { numRuns: 300 },
    );
  });

  it('SY-03 each kind of event has its place, the latest of one thing standing', () => {
    const info = {
      ...{ id: 's', mode: 'LIVE' as const, title: { en: 'T', ru: 'Т' }, scenario: null, parties: ['P1'] },
      ...{ epochMs: EPOCH, engineVersion: '1' },
    };
    const view = fold([
      event('session.opened', info),
      event('session.clock', { speed: 1, heldBy: 'alert', wantedSpeed: 5 }),
      event('catalogue.set', { sensors: [radar()] }),
      event('notification.changed', filed()),
      event('notification.changed', filed({ status: 'MATCHED', rev: 2 })),
      event('report.given', report('one', 1)),
      event('report.given', report('one', 2)),
      event('launch.changed', at('a', 0)),
      event('claim.changed', claim()),
      event('claim.changed', claim({ rev: 2, objects: 6 })),
      event('alert.changed', launchAlert(['P1'])),
      event('track.changed', track()),
      event('sensor.changed', { sensor: 'r', status: 'ON', stale: true, lastLookMs: 1, sinceMs: 0 }),
      event('session.gap', { fromMs: 1, toMs: 2 }),
      event('log.written', line(1)),
      event('session.finished', { atMs: 9 }),
    ]);
    expect(view.session).toEqual(info);
    expect(view.clock).toEqual({ speed: 1, heldBy: 'alert', wantedSpeed: 5 });
    expect(view.sensors.map((s) => s.id)).toEqual(['radar-1']);
    expect(Object.values(view.notifications).map((n) => n.status)).toEqual(['MATCHED']);
    expect(Object.values(view.reports).map((r) => r.reportNo)).toEqual([2]);
    expect(Object.keys(view.launches)).toEqual(['a']);
    expect(Object.values(view.claims).map((c) => c.objects)).toEqual([6]);
    expect(Object.keys(view.alerts)).toEqual(['launch:launch_a#1']);
    expect(Object.keys(view.tracks)).toEqual(['track_a']);
    expect(view.sensorStates.r?.stale).toBe(true);
    expect([view.gaps.length, view.log.length, view.finishedMs]).toEqual([1, 1, 9]);
  });

  it('SY-04 there is one desk of a role and Party: the latest', () => {
    const desk = { participant: 'P1', role: 'duty', occupant: 'empty', name: null, robot: null } as const;
    const view = fold([
      event('desk.changed', desk),
      event('desk.changed', { ...desk, role: 'supervisor' }),
      event('desk.changed', { ...desk, participant: 'P2' }),
      event('desk.changed', { ...desk, occupant: 'person', name: { en: 'A', ru: 'А' } }),
    ]);
    expect(view.desks.map((d) => `${d.participant}/${d.role}/${d.occupant}`)).toEqual([
      'P1/supervisor/empty',
      'P2/duty/empty',
      'P1/duty/person',
    ]);
  });

  it('SY-05 a kind that this version does not know changes nothing', () => {
    const view = fold([{ ...event('session.gap', { fromMs: 0, toMs: 1 }), kind: 'later.made' } as never]);
    expect(view).toEqual(emptyView('SHARED'));
  });

  it('SY-06 the log keeps the last lines', () => {
    const view = fold(Array.from({ length: VIEW_LOG_LINES + 7 }, (_, n) => event('log.written', line(n))));
    expect([view.log.length, view.log[0]?.id]).toEqual([VIEW_LOG_LINES, 'log_7']);
  });

  it('SY-07 a trail keeps its start and its head, in order, within its length, places as they were', () => {
    const n = 1000;
    const places = Array.from({ length: n }, (_, i) => {
      const x = [...geodeticToEcef(10 + i / 50, 20, 100e3 + i), 0, 0, 0];
      return launch({ id: 'a', kinematics: kinematics({ epochMs: EPOCH + i * 1000, x }) });
    });
    const trail = fold(places.map((p) => event('launch.changed', p))).trails.a ?? [];
    expect(trail.length).toBeLessThanOrEqual(TRAIL_POINTS);
    expect(trail.length).toBeGreaterThanOrEqual(TRAIL_POINTS / 2);
    expect(trail[0]?.[0]).toBe(EPOCH);
    expect(trail[trail.length - 1]?.[0]).toBe(EPOCH + (n - 1) * 1000);
    trail.forEach(([ms, lat, lon, h], i) => {
      expect(ms).toBeGreaterThan(trail[i - 1]?.[0] ?? 0);
      const g = ecefToGeodetic(places[(ms - EPOCH) / 1000]?.kinematics.x ?? []);
      expect(Math.max(Math.abs(lat - g.lat), Math.abs(lon - g.lon))).toBeLessThanOrEqual(5.1e-5);
      expect(Math.abs(h - g.heightM)).toBeLessThanOrEqual(0.51);
    });
  });

  it('SY-07 an older epoch and an ended thing do not lengthen a trail', () => {
    const view = fold([
      event('launch.changed', at('a', 10)),
      event('launch.changed', at('a', 10)),
      event('launch.changed', at('a', 5)),
      event('launch.changed', at('a', 20, { lifecycle: 'ended', endedMs: EPOCH })),
      event('track.changed', track({ status: 'ended' })),
    ]);
    expect(view.trails.a?.length).toBe(1);
    expect(view.trails.track_a).toBeUndefined();
  });

  it('SY-08 what ended more than one watch ago goes, with its trail; what is open stays however old', () => {
    const long = EPOCH - VIEW_KEEP_MS - 1;
    const just = EPOCH - VIEW_KEEP_MS;
    const window = (toMs: number) => ({ fromMs: toMs - 1000, toMs });
    const over = EPOCH - NOTICE_KEEP_MS - 1;
    const forgotten = EPOCH - NOTICE_AWAITED_MS - 1;
    const matched = { status: 'MATCHED' as const, recognised: true };
    const postLaunch = { launchedMs: long, outcome: 'NORMAL' as const, givenMs: long, late: false };
    const closed = (state: 'CLOSED' | 'WITHDRAWN', updatedMs: number) => ({
      lifecycle: { state, atMs: updatedMs, reason: '' },
      updatedMs,
    });
    const view = fold([
      event('launch.changed', at('gone', 0)),
      event('launch.changed', at('gone', 0, { endedMs: long, lifecycle: 'ended' })),
      event('launch.changed', at('kept', 0)),
      event('launch.changed', at('kept', 0, { endedMs: just, lifecycle: 'ended' })),
      event('launch.changed', at('open', 0, { updatedMs: long })),
      event('track.changed', track({ id: 'tOld', status: 'lost', lastLookMs: long })),
      event('track.changed', track({ id: 'tFlying', status: 'coasting', lastLookMs: long })),
      event('notification.changed', filed({ id: 'nOld', window: window(over) })),
      event('notification.changed', filed({ id: 'nFlown', ...matched, window: window(over) })),
      event('notification.changed', filed({ id: 'nLost', ...matched, window: window(forgotten) })),
      event('notification.changed', filed({ id: 'nTold', ...matched, window: window(over), postLaunch })),
      event('notification.changed', filed({ id: 'nComing', window: window(EPOCH + 1e9) })),
      event('alert.changed', launchAlert(['P1'], { id: 'aOld', ...closed('CLOSED', long) })),
      event('alert.changed', launchAlert(['P1'], { id: 'aJust', ...closed('CLOSED', just) })),
      event('alert.changed', launchAlert(['P1'], { id: 'aOpen', updatedMs: long })),
      event('claim.changed', claim({ id: 'cOld', lifecycle: 'concluded', updatedMs: long })),
      event('claim.changed', claim({ id: 'cOpen', updatedMs: long })),
      event('report.given', report('old', 1, long)),
      event('report.given', report('valid', 1, EPOCH)),
      event('session.gap', { fromMs: 0, toMs: long }),
      event('session.gap', { fromMs: 0, toMs: EPOCH }),
    ]);
    pruneView(view, EPOCH);
    expect(Object.keys(view.launches)).toEqual(['kept', 'open']);
    expect(Object.keys(view.tracks)).toEqual(['tFlying']);
    expect(Object.keys(view.notifications)).toEqual(['nFlown', 'nComing']);
    expect(Object.keys(view.alerts)).toEqual(['aJust', 'aOpen']);
    expect(Object.keys(view.claims)).toEqual(['cOpen']);
    expect(Object.keys(view.reports)).toEqual(['valid']);
    expect(Object.keys(view.trails).sort()).toEqual(['kept', 'open', 'tFlying']);
    expect(view.gaps.length).toBe(1);
  });

  it('SY-08 a withdrawn alert that still waits for an answer stays', () => {
    const old = EPOCH - VIEW_KEEP_MS - 1;
    const waits = launchAlert(['P1', 'P2'], {
      ...{ id: 'w', updatedMs: old, lifecycle: { state: 'WITHDRAWN', atMs: old, reason: 'late data' } },
    });
    const view = fold([event('alert.changed', waits)]);
    pruneView(view, EPOCH);
    expect(Object.keys(view.alerts)).toEqual(['w']);
  });

  it('NT-51 of notifications whose window is over the latest stay for three days, so that what came of them can be said', () => {
    const over = (i: number) => ({ fromMs: EPOCH - VIEW_KEEP_MS - i, toMs: EPOCH - VIEW_KEEP_MS - i });
    const past = Array.from({ length: NOTICES_KEPT + 2 }, (_, i) =>
      event('notification.changed', filed({ id: `n${i}`, number: i, window: over(i + 1) })),
    );
    const view = fold(past);
    pruneView(view, EPOCH);
    expect(Object.keys(view.notifications)).toHaveLength(NOTICES_KEPT);
    expect(['n0', `n${NOTICES_KEPT}`].map((id) => id in view.notifications)).toEqual([true, false]);
    pruneView(view, EPOCH + NOTICE_KEEP_MS - VIEW_KEEP_MS);
    expect(view.notifications).toEqual({});
  });
});
