import { describe, expect, it } from 'vitest';
import { geodeticToEcef } from './geodesy';
import { nationalLabel, sharedLabel } from './labels';
import type { EngineEvent, StoredEvent } from './records';
import { lackingIn, launchPoint, mergeSeries, NO_SERIES, seriesOf } from './series';
import { EPOCH, kinematics, LAUNCH_FACTS, launch, launchAlert, track } from './testing/samples';

let seq = 0;
const stored = (event: Omit<EngineEvent, 'label'>, owner: string | null = null): StoredEvent =>
  ({
    ...{ ...event, v: 1, seq: ++seq, atMs: EPOCH },
    label: owner === null ? sharedLabel('CENTER', 'LIVE') : nationalLabel(owner, 'LIVE'),
  }) as StoredEvent;
const receipt = (id: string, party: string, rev: number, displayedMs: number | null) => ({
  ...{ kind: 'alert' as const, id, rev, party, who: 1, deliveredMs: EPOCH + rev, displayedMs },
});
const alert = (rev: number, alarmedMs: number, materialRev = rev, updatedMs = alarmedMs) =>
  launchAlert(['P1', 'P2', 'P3'], {
    ...{ id: 'a#1', rev, materialRev, alarmedMs, updatedMs, facts: { ...LAUNCH_FACTS, launchRev: rev + 1 } },
  });

describe('the series of a launch', () => {
  it('UX-216 a revision says height and speed with half of the 90 % interval, from its state', () => {
    const x = [...geodeticToEcef(40, 0, 692e3), 0, 4530, 0];
    const P = kinematics({}, 3647).P;
    P[14] = 36;
    const point = launchPoint(launch({ rev: 7, materialRev: 7, kinematics: { ...kinematics(), x, P } }));
    expect(point).toMatchObject({ rev: 7, material: true, heightM: 692_000, heightHalfM: 5999 });
    expect(point).toMatchObject({ speedMS: 4530, speedHalfMS: 9.9, confidence: 0.5, toldMs: EPOCH + 60_000 });
  });

  it('UX-216 it holds the revisions of that launch, the tracks that were reported as it from their first telling, and its alarms', () => {
    const { points, own, alarms, painted } = seriesOf(
      [
        stored({ kind: 'track.changed', body: track({ rev: 1, reportedAs: null }) }, 'P1'),
        stored({ kind: 'track.changed', body: track({ id: 'other', reportedAs: 2 }) }, 'P1'),
        stored({ kind: 'launch.changed', body: launch({ rev: 1 }) }),
        stored({ kind: 'launch.changed', body: launch({ id: 'launch_b', number: 2 }) }),
        stored({ kind: 'alert.changed', body: alert(1, EPOCH) }),
        stored({ kind: 'alert.changed', body: alert(2, EPOCH, 1) }),
        // It sounds again, which nobody is asked anew by.
        stored({ kind: 'alert.changed', body: alert(2, EPOCH + 5000, 1) }),
        stored({ kind: 'alert.changed', body: alert(3, EPOCH + 9000) }),
        // What reads better, or is answered, alarms nobody.
        stored({ kind: 'alert.changed', body: alert(4, EPOCH + 9000, 4, EPOCH + 20_000) }),
        stored({ kind: 'alert.changed', body: alert(4, EPOCH + 9000, 4, EPOCH + 30_000) }),
        stored({
          kind: 'receipt.given',
          body: { receipts: [receipt('a#1', 'P2', 3, EPOCH + 10_000), receipt('b#1', 'P2', 1, EPOCH)] },
        }),
        stored({ kind: 'track.changed', body: track({ rev: 2, reportedAs: 1 }) }, 'P1'),
        stored({ kind: 'track.changed', body: track({ rev: 3, reportedAs: 1, status: 'ended' }) }, 'P1'),
        stored({ kind: 'launch.changed', body: launch({ rev: 2, updatedMs: EPOCH + 70_000 }) }),
      ],
      { id: 'launch_a', number: 1 },
    );
    expect(points.map((p) => p.rev)).toEqual([1, 2]);
    expect(own.map((p) => [p.track, p.rev])).toEqual([
      ['track_a', 1],
      ['track_a', 2],
    ]);
    expect(alarms.map((a) => [a.rev, a.launchRev, a.alarmedMs - EPOCH])).toEqual([
      [1, 2, 0],
      [3, 4, 9000],
    ]);
    expect(painted).toEqual([
      { alert: 'a#1', party: 'P2', rev: 3, deliveredMs: EPOCH + 3, displayedMs: EPOCH + 10_000 },
    ]);
  });

  it('UX-216 it is known how many revisions are not there, of those that came at once', () => {
    const at = (...revs: number[]) => revs.map((rev) => launchPoint(launch({ rev })));
    expect([at(), at(7), at(3, 4, 5), at(1, 2, 5, 9)].map(lackingIn)).toEqual([0, 0, 0, 5]);
  });

  it('UX-216 what came while the journal was read stands once, and of one alarm its first revision', () => {
    const journal = seriesOf(
      [
        stored({ kind: 'launch.changed', body: launch({ rev: 1, updatedMs: EPOCH }) }),
        stored({ kind: 'launch.changed', body: launch({ rev: 2, updatedMs: EPOCH + 1 }) }),
        stored({ kind: 'alert.changed', body: alert(3, EPOCH, 3) }),
      ],
      launch(),
    );
    const live = seriesOf(
      [
        stored({ kind: 'launch.changed', body: launch({ rev: 2, updatedMs: EPOCH + 1 }) }),
        stored({ kind: 'launch.changed', body: launch({ rev: 3, updatedMs: EPOCH + 2 }) }),
        stored({ kind: 'alert.changed', body: alert(5, EPOCH + 9000, 3) }),
      ],
      launch(),
    );
    for (const [a, b] of [
      [journal, live],
      [live, journal],
    ] as const) {
      const both = mergeSeries(mergeSeries(NO_SERIES, a), b);
      expect(both.points.map((p) => p.rev)).toEqual([1, 2, 3]);
      expect(lackingIn(both.points)).toBe(0);
      expect(both.alarms.map((x) => [x.rev, x.launchRev, x.alarmedMs])).toEqual([[3, 4, EPOCH]]);
    }
  });
});
