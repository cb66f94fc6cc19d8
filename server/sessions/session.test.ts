import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Compartment, nationalLabel, sharedLabel } from '../../domain/labels';
import type { StoredEvent } from '../../domain/records';
import { EPOCH, launch, launchAlert, officer, track } from '../../domain/testing/samples';
import { emptyView } from '../../domain/view';
import { twoSensorConfig } from '../engine/testing/two-sensors';
import { compartmentsOfSession } from './meta';
import { OpenSession } from './session';

const KEPT = 2000;
const P1 = officer('P1');
function open(nowMs = EPOCH): OpenSession {
  const config = twoSensorConfig(EPOCH);
  return new OpenSession(
    {
      ...{ v: 1, id: 's', config, createdMs: EPOCH, openedBy: null, speed: 1 },
      source: { kind: 'world', seed: 1, pace: 'brisk', historyS: 0 },
      compartments: compartmentsOfSession(config.participants),
    },
    {
      session: 's',
      nowMs,
      wallMs: EPOCH,
      speed: 1,
      wantedSpeed: 1,
      heldBy: null,
      state: 'running',
      readonly: false,
    },
  );
}
const shared = (seq: number, rev = seq): StoredEvent => ({
  ...{ v: 1, seq, atMs: EPOCH, kind: 'launch.changed', label: sharedLabel('CENTER', 'LIVE') },
  body: launch({ rev }),
});
const nat = (owner: string, seq: number): StoredEvent => ({
  ...{ v: 1, seq, atMs: EPOCH, kind: 'track.changed', label: nationalLabel(owner, 'LIVE') },
  body: track({ rev: seq }),
});
/** A kind that may not leave in SHARED: it takes a sequence and is sent to nobody. */
const unsent = (seq: number): StoredEvent => ({ ...nat('P1', seq), label: sharedLabel('P1', 'LIVE') });
const heads = (...pairs: [Compartment, number][]) => new Map(pairs);

describe('an open session', () => {
  it('SY-23 what is committed is folded by compartment and given back as spans without a gap', () => {
    const s = open();
    const spans = s.fold(
      [shared(1), nat('P1', 1), shared(2), nat('P2', 1)],
      heads(['SHARED', 2], ['NAT:P1', 1], ['NAT:P2', 1]),
    );
    expect(spans.map((x) => [x.compartment, x.after, x.to, x.events.map((e) => e.kind)])).toEqual([
      ['SHARED', 0, 2, ['launch.changed', 'launch.changed']],
      ['NAT:P1', 0, 1, ['track.changed']],
      ['NAT:P2', 0, 1, ['track.changed']],
    ]);
    expect(s.streams.get('SHARED')?.view.launches.launch_a?.rev).toBe(2);
    expect(s.fold([shared(3)], heads(['SHARED', 3]))).toMatchObject([{ after: 2, to: 3 }]);
    expect(s.streams.get('SHARED')?.seq).toBe(3);
  });

  it('SY-114 a record that may not leave is counted once, what another stream lacks is not', () => {
    const s = open();
    s.fold([shared(1), unsent(2)], heads(['SHARED', 3]));
    s.fold([shared(1), unsent(2)], heads(['SHARED', 3]));
    expect(s.withheld).toBe(1);
  });

  it('SY-23 sequences that are sent to nobody count in the span: what does not leave, and links that are no events', () => {
    const s = open();
    const [span] = s.fold([shared(1), unsent(2)], heads(['SHARED', 5]));
    expect([span?.to, span?.events.map((e) => e.seq)]).toEqual([5, [1]]);
    expect(s.streams.get('SHARED')?.view.tracks).toEqual({});
    expect(s.since(P1, 'SHARED', 1)).toEqual({ to: 5, events: [] });
    expect(s.since(P1, 'SHARED', 2)).toEqual({ to: 5, events: [] });
  });

  it('SY-23 what was folded already changes nothing: a commit that is told twice is one', () => {
    const s = open();
    s.fold([shared(1), shared(2)], heads(['SHARED', 2]));
    expect(s.fold([shared(2, 99)], heads(['SHARED', 2]))).toEqual([]);
    expect(s.streams.get('SHARED')?.view.launches.launch_a?.rev).toBe(2);
  });

  it('SY-24 a console gets exactly what it missed', () => {
    const s = open();
    s.fold([shared(1), shared(2), shared(3)], heads(['SHARED', 3]));
    expect(s.since(P1, 'SHARED', 1)?.events.map((e) => e.seq)).toEqual([2, 3]);
    expect(s.since(P1, 'SHARED', 3)).toEqual({ to: 3, events: [] });
  });

  it('SY-24 one that holds nothing, too little, or more than there is starts from a snapshot', () => {
    const s = open();
    for (let i = 1; i <= KEPT + 10; i++) s.fold([shared(i)], heads(['SHARED', i]));
    expect(s.since(P1, 'SHARED', 0)).toBeNull();
    expect(s.since(P1, 'SHARED', 9)).toBeNull();
    expect(s.since(P1, 'SHARED', 10)?.events.length).toBe(KEPT);
    expect(s.since(P1, 'SHARED', KEPT + 11)).toBeNull();
    expect(s.since(P1, 'SHARED', -1)).toBeNull();
    expect(s.since(P1, 'NAT:P9', 1)).toBeNull();
  });

  it('SY-25 a snapshot, or any resume, and what follows come to the same view', () => {
    const steps = fc.array(fc.constantFrom('shared', 'unsent', 'nat', 'skip'), {
      minLength: 1,
      maxLength: 40,
    });
    fc.assert(
      fc.property(steps, fc.nat(40), (kinds, cut) => {
        const s = open();
        let seq = 0;
        let held = 0;
        let early = structuredClone(s.streams.get('SHARED')?.view ?? emptyView('SHARED'));
        kinds.forEach((kind, i) => {
          if (kind !== 'nat') seq++;
          const events = { shared: [shared(seq)], unsent: [unsent(seq)], nat: [nat('P1', i + 1)], skip: [] }[
            kind
          ];
          s.fold(events, kind === 'nat' ? heads(['NAT:P1', i + 1]) : heads(['SHARED', seq]));
          if (i === cut) {
            early = structuredClone(s.streams.get('SHARED')?.view ?? early);
            held = seq;
          }
        });
        const missed = s.since(P1, 'SHARED', held);
        if (!missed) return;
        for (const e of missed.events) if (e.kind === 'launch.changed') early.launches[e.body.id] = e.body;
        expect(early.launches).toEqual(s.streams.get('SHARED')?.view.launches);
        expect(missed.to).toBe(seq);
      }),
      { numRuns: 200 },
    );
  });

  it('SY-26 views are swept every ten minutes of the session', () => {
    const s = open(EPOCH + 9 * 3600_000);
    const old = launchAlert(['P1'], { lifecycle: { state: 'CLOSED', atMs: EPOCH }, ack: { state: 'ACKED' } });
    const body = { ...old, updatedMs: EPOCH };
    const event = (seq: number): StoredEvent => ({
      ...{ v: 1, seq, atMs: EPOCH, kind: 'alert.changed', label: sharedLabel('CENTER', 'LIVE'), body },
    });
    s.fold([event(1)], heads(['SHARED', 1]));
    expect(s.streams.get('SHARED')?.view.alerts).toEqual({});
    s.clock = { ...s.clock, nowMs: s.clock.nowMs + 599_000 };
    s.fold([event(2)], heads(['SHARED', 2]));
    expect(Object.keys(s.streams.get('SHARED')?.view.alerts ?? {})).toEqual([old.id]);
    s.clock = { ...s.clock, nowMs: s.clock.nowMs + 2000 };
    s.fold([event(3)], heads(['SHARED', 3]));
    expect(s.streams.get('SHARED')?.view.alerts).toEqual({});
    // So are those of later members.
    const joined: StoredEvent = {
      ...{ v: 1, seq: 4, atMs: EPOCH, kind: 'member.joined', label: sharedLabel('CENTER', 'LIVE') },
      body: { participant: 'P3' },
    };
    s.fold([joined, event(5)], heads(['SHARED', 5]));
    const later = () => Object.keys(s.viewOf(officer('P3'), 'SHARED')?.alerts ?? {}).length;
    expect(later()).toBe(1);
    s.clock = { ...s.clock, nowMs: s.clock.nowMs + 600_001 };
    s.fold([shared(6)], heads(['SHARED', 6]));
    expect(later()).toBe(0);
  });
});
