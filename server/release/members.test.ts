import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Compartment, nationalLabel, sharedLabel } from '../../domain/labels';
import { decodeFrame, encodeFrame, FLAG_GONE, type FrameEntry } from '../../domain/protocol/frames';
import type { EventBatch, SessionClock } from '../../domain/protocol/socket';
import type { EventBodies, EventKind, StoredEvent } from '../../domain/records';
import { EPOCH, launch, launchAlert } from '../../domain/testing/samples';
import type { MembershipStep } from '../../domain/view';
import { applyEvent, emptyView } from '../../domain/view';
import {
  audiencesOf,
  heldFrom,
  holds,
  type Members,
  membershipOf,
  projectBatch,
  REGISTER,
  type Span,
  spansOf,
  WHOLE,
} from './members';
import { foldProjected, freshFold, project, projectClock, projectView } from './project';
import { projectFrame } from './project-frame';

const party = (participant: string) => ({ participant, kind: 'PARTY' as const });
const OBSERVER = { participant: 'P4', kind: 'OBSERVER' as const };
/** P3 joined at 7; P5 is a Party of the centre that has not. */
const P3 = { seq: 7, atMs: EPOCH + 7000 };
const step = (is: MembershipStep['is'], participant: string, seq: number): MembershipStep => ({
  ...{ participant, is, seq, atMs: EPOCH + seq * 1000 },
});
/** P1 and P2 were there from the beginning, and O1, an observer; P4 and O2 are candidates that observe. */
const membersOf = (founders: string[], SHARED: MembershipStep[], NOTIF: MembershipStep[] = []): Members => ({
  participants: [
    ...['P1', 'P2', 'P3', 'P5', 'P6', 'P7'].map((id) => ({
      ...{ id, kind: 'PARTY' as const, founding: founders.includes(id) },
    })),
    { id: 'P4', kind: 'OBSERVER', founding: false },
    { id: 'O1', kind: 'OBSERVER', founding: true },
    { id: 'O2', kind: 'OBSERVER', founding: false },
  ],
  steps: { SHARED, NOTIF },
});
const MEMBERS = membersOf(
  ['P1', 'P2'],
  [step('JOINED', 'P3', 7), step('JOINED', 'P4', 9)],
  [step('JOINED', 'P3', 4), step('JOINED', 'P4', 5)],
);
const whole = (from: typeof P3): Span => ({ from, to: null });

const event = <K extends EventKind>(seq: number, kind: K, body: EventBodies[K]): StoredEvent =>
  ({ v: 1, seq, atMs: EPOCH + seq * 1000, kind, label: sharedLabel('CENTER', 'LIVE'), body }) as StoredEvent;
const line = (seq: number): StoredEvent =>
  event(seq, 'log.written', {
    ...{ id: `log_${seq}`, atMs: EPOCH, msg: 'log.note', params: {}, text: null, by: null, about: null },
  });
const joins = (seq: number, participant: string): StoredEvent => event(seq, 'member.joined', { participant });

describe('members of SHARED', () => {
  it('RL-16 a Party of the beginning holds it from the first record, one that joined from there, others not at all', () => {
    const from = (who: Parameters<typeof heldFrom>[0], c: Compartment = 'SHARED') =>
      heldFrom(who, c, MEMBERS)?.seq ?? null;
    expect(['P1', 'P2', 'P3', 'P5', 'constructor'].map((p) => from(party(p)))).toEqual([1, 1, 7, null, null]);
    // What admits an observer's name is no membership: he is none.
    expect([from(OBSERVER), from(OBSERVER, 'NOTIF'), from(party('P3'), 'NOTIF')]).toEqual([null, 5, 4]);
    // A candidate holds no notifications either; an observer of the beginning all of them.
    const watching = (participant: string) => ({ participant, kind: 'OBSERVER' as const });
    expect([
      from(party('P5'), 'NOTIF'),
      from(watching('O1'), 'NOTIF'),
      from(watching('O2'), 'NOTIF'),
    ]).toEqual([null, 1, null]);
    expect([from(party('P3'), 'NAT:P3'), from(party('P3'), 'NAT:P1')]).toEqual([1, null]);
  });

  it('RL-16 no event from before leaves for who joined later', () => {
    for (const seq of [1, 6, 7, 8]) {
      expect(project(line(seq), 'SHARED', P3) !== null).toBe(seq >= 7);
      expect(project(line(seq), 'SHARED')).not.toBeNull();
    }
  });

  it('RL-16 a batch is cut where membership begins; those for whom it begins alike are one audience', () => {
    const steps = [step('JOINED', 'P3', 7), step('JOINED', 'P6', 7), step('JOINED', 'P7', 9)];
    expect(audiencesOf('SHARED', membersOf(['P1', 'P2'], steps))).toEqual([
      { ...whole(WHOLE), participants: ['P1', 'P2'] },
      { ...whole(P3), participants: ['P3', 'P6'] },
      { ...whole({ seq: 9, atMs: EPOCH + 9000 }), participants: ['P7'] },
    ]);
    expect(audiencesOf('NAT:P3', MEMBERS)).toEqual([{ ...whole(WHOLE), participants: null }]);
    expect(audiencesOf('NOTIF', MEMBERS).map((a) => [a.from.seq, a.participants])).toEqual([
      [1, ['P1', 'P2', 'O1']],
      [4, ['P3']],
      [5, ['P4']],
    ]);
    const batch = (after: number, to: number): EventBatch => ({
      ...{ session: 's', compartment: 'SHARED', after, to },
      events: Array.from({ length: to - after }, (_, i) => line(after + 1 + i)),
    });
    expect(projectBatch(batch(3, 6), whole(P3))).toBeNull();
    expect(projectBatch(batch(5, 9), whole(P3))).toEqual(batch(6, 9));
    for (const all of [batch(6, 7), batch(9, 12)]) expect(projectBatch(all, whole(P3))).toBe(all);
    expect(projectBatch(batch(0, 6), whole(WHOLE))).toEqual(batch(0, 6));
  });

  it('RL-32 the open register reads notifications from the first on, whoever is a member, and nothing else', () => {
    for (const members of [MEMBERS, membersOf([], [])]) {
      expect(spansOf(REGISTER, 'NOTIF', members)).toEqual([{ from: WHOLE, to: null }]);
      for (const other of ['SHARED', 'NAT:P1', 'NAT:'] as const)
        expect(spansOf(REGISTER, other, members)).toEqual([]);
    }
  });

  it('RL-20 who has left holds what lies in his span and nothing later; who comes again holds a new one', () => {
    const steps = [
      ...[step('JOINED', 'P3', 7), step('LEFT', 'P3', 12), step('LEFT', 'P1', 14)],
      ...[step('LEFT', 'P3', 15), step('JOINED', 'P3', 20), step('JOINED', 'P3', 22)],
    ];
    const spans = (upTo: number, who = 'P3') =>
      spansOf(party(who), 'SHARED', membersOf(['P1', 'P2'], steps.slice(0, upTo))).map(({ from, to }) => [
        ...[from.seq, to],
      ]);
    // The record that says that it has left is its last.
    expect([1, 2, 4, 6].map((n) => spans(n))).toEqual([
      [[7, null]],
      [[7, 13]],
      [[7, 13]],
      [
        [7, 13],
        [20, null],
      ],
    ]);
    expect([spans(2, 'P1'), spans(6, 'P1'), spans(6, 'P2')]).toEqual([[[1, null]], [[1, 15]], [[1, null]]]);
    const members = membersOf(['P1', 'P2'], steps);
    const held = spansOf(party('P3'), 'SHARED', members);
    const seqs = Array.from({ length: 24 }, (_, i) => i + 1).filter((seq) => holds(held, seq));
    expect(seqs).toEqual([7, 8, 9, 10, 11, 12, 20, 21, 22, 23, 24]);
    expect([heldFrom(party('P1'), 'SHARED', members), heldFrom(party('P3'), 'SHARED', members)?.seq]).toEqual(
      [null, 20],
    );
  });

  it('RL-95 what each is told of its own membership: a member, one that left and when, or none yet; an observer by notifications', () => {
    const steps = [
      step('JOINED', 'P3', 4),
      step('LEFT', 'P3', 8),
      step('JOINED', 'P3', 9),
      step('LEFT', 'P3', 12),
    ];
    const members = membersOf(
      ['P1', 'P2'],
      [...steps, step('JOINED', 'O2', 5)],
      [...[step('JOINED', 'O2', 2), step('LEFT', 'O2', 3), step('JOINED', 'P5', 4)]],
    );
    const observer = (participant: string) => ({ participant, kind: 'OBSERVER' as const });
    expect([party('P1'), party('P5'), observer('O1')].map((who) => membershipOf(who, members).is)).toEqual([
      ...['MEMBER', 'WAITS', 'MEMBER'],
    ]);
    expect(membershipOf(party('P3'), members)).toEqual({ is: 'LEFT', atMs: EPOCH + 12_000 });
    expect(membershipOf(observer('O2'), members)).toEqual({ is: 'LEFT', atMs: EPOCH + 3000 });
    expect(membershipOf(party('P3'), membersOf([], steps.slice(0, 3)))).toEqual({ is: 'MEMBER' });
  });

  it('RL-20 the step in which a member leaves goes to him up to the record that says so, and no later one', () => {
    const members = membersOf(['P1', 'P2'], [step('JOINED', 'P3', 7), step('LEFT', 'P3', 12)]);
    const to = (after?: number) =>
      audiencesOf('SHARED', members, after).map((a) => [a.from.seq, a.to, a.participants]);
    const others = [1, null, ['P1', 'P2']];
    expect([to(10), to(11), to(12), to()]).toEqual([
      [others, [7, 13, ['P3']]],
      [others, [7, 13, ['P3']]],
      [others],
      [others],
    ]);
    const batch: EventBatch = {
      ...{ session: 's', compartment: 'SHARED', after: 10, to: 14 },
      events: [11, 12, 13, 14].map(line),
    };
    const cut = projectBatch(batch, { from: P3, to: 13 });
    expect([cut?.after, cut?.to, cut?.events.map((e) => e.seq)]).toEqual([10, 12, [11, 12]]);
    expect(projectBatch({ ...batch, after: 12 }, { from: P3, to: 13 })).toBeNull();
  });

  it("RL-17 a later member's view is the fold of what came from there on, wherever it was, and his first joining stands", () => {
    const kinds = fc.array(fc.constantFrom('line', 'launch', 'alert', 'P3', 'P6', '-P3', 'unsent'), {
      ...{ minLength: 1, maxLength: 30 },
    });
    fc.assert(
      fc.property(kinds, (list) => {
        const events = list.map((kind, i): StoredEvent => {
          const seq = i + 1;
          if (kind === 'line') return line(seq);
          if (kind === 'launch') return event(seq, 'launch.changed', launch({ id: `l${i % 3}`, rev: seq }));
          if (kind === 'alert') return event(seq, 'alert.changed', launchAlert(['P1'], { id: `a${i % 3}` }));
          if (kind === 'unsent') return { ...line(seq), label: nationalLabel('P1', 'LIVE') };
          if (kind === '-P3') return event(seq, 'member.left', { participant: 'P3' });
          return joins(seq, kind);
        });
        const stream = freshFold('SHARED');
        for (const e of events) foldProjected(stream, e);
        const members = membersOf(['P1'], stream.view.members);
        for (const p of ['P3', 'P6']) {
          const own = events.filter((e) => 'participant' in e.body && e.body.participant === p);
          const left = own.findLast((e) => e.kind === 'member.left')?.seq ?? 0;
          const first = own.find((e) => e.kind === 'member.joined' && e.seq > left)?.seq;
          const expected = emptyView('SHARED');
          for (const e of events)
            if (first !== undefined && e.seq >= first && e.label.cls === 'CENTER') applyEvent(expected, e);
          const view = projectView(stream, party(p), members);
          expect(view).toEqual(first === undefined ? null : expected);
        }
        // No picture is kept for who has left.
        expect([...stream.later.keys()].length).toBeLessThanOrEqual(2);
        expect(projectView(stream, party('P1'), members)).toBe(stream.view);
        expect(projectView(stream, party('P2'), members)).toBeNull();
      }),
    );
  });

  it('RL-17 a frame keeps its place, but of its states only those of launches that he was told of and since he joined', () => {
    const entry = (number: number, epochMs: number, flags = 0): FrameEntry => ({
      ...{ number, phase: 'coast', status: 'confirmed', flags, epochMs, sigmaM: 10 },
      ...{ position: [1, 2, 3], velocity: [4, 5, 6], thrust: [0, 0, 0] },
    });
    const entries = [
      ...[entry(1, P3.atMs - 1), entry(1, P3.atMs), entry(2, P3.atMs + 1)],
      ...[entry(2, P3.atMs + 1, FLAG_GONE), entry(3, P3.atMs + 5, FLAG_GONE)],
    ];
    const frame = encodeFrame({ kind: 'delta', seq: 9, base: 8, nowMs: P3.atMs + 9, entries });
    const view = emptyView('SHARED');
    for (const number of [1, 3]) view.launches[`l${number}`] = launch({ number });
    expect(decodeFrame(projectFrame(frame, P3, view))).toEqual({
      ...{ kind: 'delta', seq: 9, base: 8, nowMs: P3.atMs + 9 },
      entries: [entries[1], entries[4]],
    });
    expect(decodeFrame(projectFrame(frame, P3, null)).entries).toEqual([]);
    expect(projectFrame(frame, WHOLE, view)).toBe(frame);
  });

  it('RL-17 the clock names no alert to him that he does not hold, nor what was asked for meanwhile', () => {
    const stream = freshFold('SHARED');
    for (const e of [event(1, 'alert.changed', launchAlert([], { id: 'old' })), joins(2, 'P3')])
      foldProjected(stream, e);
    const members = membersOf(['P1'], stream.view.members);
    const clock = (heldBy: string | null): SessionClock => ({
      ...{ session: 's', nowMs: EPOCH, wallMs: 1, speed: 1, wantedSpeed: 20, heldBy },
      ...{ state: 'running', readonly: false },
    });
    const told = (who: string, heldBy: string | null) => {
      const c = projectClock(clock(heldBy), party(who), members, stream);
      return [c.heldBy, c.wantedSpeed];
    };
    expect([told('P1', 'old'), told('P3', 'old'), told('P2', 'old')]).toEqual([
      ['old', 20],
      [null, 1],
      [null, 1],
    ]);
    foldProjected(stream, event(3, 'alert.changed', launchAlert([], { id: 'new' })));
    expect([told('P3', 'new'), told('P3', null), told('P2', 'new')]).toEqual([
      ['new', 20],
      [null, 20],
      [null, 1],
    ]);
    // To a member from the beginning it may be told a moment before the alert is folded.
    expect(told('P1', 'not-folded-yet')).toEqual(['not-folded-yet', 20]);
  });
});
