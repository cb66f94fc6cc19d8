import { beforeAll, describe, expect, it } from 'vitest';
import { AS_IS } from '../../domain/coarsen';
import { type Compartment, compartmentOf } from '../../domain/labels';
import { compartmentsOf, type Participant } from '../../domain/participants';
import type { AnyCommand } from '../../domain/protocol/commands';
import type { StoredEvent } from '../../domain/records';
import type { DecisionSubject } from '../../domain/regime-now';
import { officer } from '../../domain/testing/samples';
import { infraredOf, OBSERVER, radarOf } from '../../server/engine/testing/two-sensors';
import type { EngineConfig } from '../../server/engine/types';
import { type Act, type Life, looksOf, OWNER, worldOf } from './life';
import { wireOf } from './wire';

/** Two Parties, each with its own sensors; two more and an observer that may join. They see the launch from the beginning too. */
function worldToJoin(): EngineConfig {
  const two = worldOf(2);
  const third = (id: string, letter: string, order: number): Participant => ({
    ...{ id, kind: 'PARTY', letter, order, name: { en: `Party ${letter}`, ru: `Сторона ${letter}` } },
    candidate: 'BIG8',
  });
  return {
    ...two,
    sensors: [
      ...two.sensors,
      radarOf('R3', 'P3', 10, -148),
      infraredOf('S3', 'P3', -150),
      radarOf('R4', 'P4', 9, -147),
    ],
    participants: [
      ...two.participants,
      third('P3', 'C', 2),
      third('P4', 'D', 3),
      { ...OBSERVER, id: 'O2', letter: 'N', order: 10, candidate: 'OPEN' },
    ],
    regime: { ...two.regime, membership: 'BILATERAL', decision: { standsS: 600 } },
  };
}

const acts: Act[] = [];
const say = (atS: number, by: string, command: Act['command']): void =>
  void acts.push({ atS, id: `join-${by}-${atS}-${acts.length}`, by: officer(by), command });
const decide = (atS: number, subject: DecisionSubject, parties: string[]): void => {
  const [first = '', ...rest] = parties;
  const reason = 'agreed in the capitals';
  say(atS, first, () => ({ name: 'decision.propose', payload: { ...subject, reason } }) as AnyCommand);
  for (const [i, party] of rest.entries())
    say(atS + 1 + i, party, (held) => {
      const open = held.findLast((e) => e.kind === 'decision.changed' && e.body.state === 'OPEN');
      const decision = open?.kind === 'decision.changed' ? open.body.id : 'none';
      return {
        name: 'decision.answer',
        payload: { decision, subject, agree: true, reason: 'instructed' },
      };
    });
};
const write = (atS: number, by: string, body: string): void =>
  say(atS, by, () => ({ name: 'log.write', payload: { body, language: 'en' } }));
const releaseTo = (atS: number, to: string): void =>
  say(atS, OWNER, (held) => {
    const own = held.find((e) => e.kind === 'track.changed' && e.body.status !== 'tentative');
    const of = { kind: 'track' as const, id: own?.kind === 'track.changed' ? own.body.id : 'none' };
    return {
      name: 'release.give',
      payload: { of, to: [to], coarsen: AS_IS as never, reason: 'seen together' },
    };
  });
const acknowledge = (atS: number, by: string): void =>
  say(atS, by, (held) => {
    const alert = held.findLast((e) => e.kind === 'alert.changed' && e.label.cls === 'CENTER');
    if (alert?.kind !== 'alert.changed') return null;
    const { id, seq, rev } = alert.body;
    return { name: 'alert.acknowledge', payload: { alert: id, seq, seenRev: rev } };
  });

const ALL = ['P1', 'P2', 'P3', 'P4'];
const P3 = { participant: 'P3' };
// The phase first: as a bilateral one it admits no third. The launch is at 30, what is reported of it comes later.
decide(13, { kind: 'JOIN', ...P3 }, ['P1']);
write(14, 'P3', 'too early');
decide(15, { kind: 'PHASE', membership: 'BIG8' }, ['P1', 'P2']);
decide(18, { kind: 'JOIN', ...P3 }, ['P1', 'P2']);
write(22, 'P3', 'the third is here');
// The third decides on the fourth and on the observer.
decide(62, { kind: 'JOIN', participant: 'P4' }, ['P1', 'P2', 'P3']);
decide(70, { kind: 'JOIN', participant: 'O2' }, ALL);
write(78, 'P4', 'the fourth is here');
releaseTo(90, 'P3');
acknowledge(102, 'P3');
decide(114, { kind: 'LEAVE', ...P3 }, ALL);
write(125, 'P1', 'after the third');
write(126, 'P3', 'still here');
releaseTo(127, 'P3');
decide(134, { kind: 'LEAVE', participant: 'O2' }, ['P4', 'P1', 'P2']);
decide(160, { kind: 'JOIN', ...P3 }, ['P2', 'P1', 'P4']);
write(172, 'P3', 'here again');

const SEATS: Record<string, string> = { p2: 'P2', p3: 'P3', p4: 'P4', obs: 'O1', o2: 'O2' };
/** What a participant may hold, by a model of its own that reads the journal alone. */
function heldBy(life: Life, who: string): { held: StoredEvent[]; hidden: StoredEvent[] } {
  const observer = who.startsWith('O');
  const mine = compartmentsOf(officer(who, observer ? 'observer' : 'supervisor'));
  const founder = ['P1', 'P2', 'O1'].includes(who);
  const inside = new Map<Compartment, boolean>();
  const out: ReturnType<typeof heldBy> = { held: [], hidden: [] };
  for (const event of life.journal) {
    const c = compartmentOf(event.label);
    const own = c.startsWith('NAT:');
    const was = inside.get(c) ?? founder;
    const turn = event.kind === 'member.joined' || event.kind === 'member.left';
    const now = turn && event.body.participant === who ? event.kind === 'member.joined' : was;
    inside.set(c, now);
    (mine.includes(c) && (own || was || now) ? out.held : out.hidden).push(event);
  }
  return out;
}
const idOf = (event: StoredEvent): string[] =>
  event.kind === 'log.written' ? [event.body.id] : event.kind === 'released.changed' ? [event.body.id] : [];
/** Names of lines and copies in a text. */
const named = (text: string): Set<string> => new Set(text.match(/\b(?:log|released)_[0-9a-z]+/g) ?? []);

describe('a third and a fourth participant, end to end', () => {
  let life: Life;
  let told: Record<string, string[]>;
  /** Frames that each seat had got by a second. */
  const frames: Record<string, number[]> = {};
  beforeAll(async () => {
    const world = worldToJoin();
    const inputs = ['P1', 'P3', 'P4'].flatMap((p) => looksOf(world, p));
    const wire = await wireOf(world, { inputs, acts, consoles: [] }, (_s, came) => {
      for (const [seat, packets] of Object.entries(came)) {
        const shared = packets.filter((p) => p.startsWith('51-["frame","test","SHARED"')).length;
        frames[seat] = [...(frames[seat] ?? []), shared];
      }
    });
    [life, told] = [wire.life, wire.others];
  }, 60_000);

  const answer = (by: string, atS: number): string[] =>
    life.results
      .filter((r) => r.id.startsWith(`join-${by}-${atS}-`))
      .map(({ result }) => ('reason' in result ? result.reason : result.code));
  const steps = (compartment: Compartment): string[] =>
    life
      .of(compartment)
      .flatMap((e) =>
        e.kind === 'member.joined' || e.kind === 'member.left' ? `${e.kind} ${e.body.participant}` : [],
      );

  it('RL-96 join by decision of all members with a reason, once the phase admits them; who has joined decides too; they leave by decision and may come again', () => {
    expect(answer('P1', 13)).toEqual(['phaseTooNarrow']);
    for (const c of ['SHARED', 'NOTIF'] as const)
      expect(steps(c)).toEqual([
        ...['member.joined P3', 'member.joined P4', 'member.joined O2'],
        ...['member.left P3', 'member.left O2', 'member.joined P3'],
      ]);
    const decisions = life.of('SHARED').flatMap((e) => (e.kind === 'decision.changed' ? [e.body] : []));
    const agreed = decisions.filter((d) => d.state === 'AGREED').map((d) => d.requiredParties.join(' '));
    expect(agreed).toEqual([
      ...['P1 P2', 'P1 P2', 'P1 P2 P3', 'P1 P2 P3 P4', 'P1 P2 P3 P4', 'P1 P2 P4', 'P1 P2 P4'],
    ]);
    expect(decisions.every((d) => d.reason === 'agreed in the capitals')).toBe(true);
  });

  it('RL-96 act from then on and not before nor after: lines, decisions, an alert that was raised since', () => {
    expect([answer('P3', 22), answer('P4', 78), answer('P3', 102), answer('P3', 172)]).toEqual(
      new Array(4).fill(['OK']),
    );
    // Before and after, the gateway knows no member: nothing of it comes to the engine.
    expect([answer('P3', 14), answer('P3', 126)]).toEqual([[], []]);
    expect(told.p3?.filter((p) => p.includes('membersOnly')).length).toBe(2);
    // What their centres find is shared while they are members and at no other time.
    for (const who of ['P3', 'P4']) {
      const { held, hidden } = heldBy(life, who);
      const reports = (of: StoredEvent[]): number =>
        of.filter((e) => e.kind === 'report.given' && e.body.party === who).length;
      expect([reports(hidden), reports(held) > 1]).toEqual([0, true]);
    }
  });

  it.each(Object.entries(SEATS))(
    'RL-96 in streams, snapshots, answers, history and exports %s reads what is of its membership and nothing else',
    (seat, who) => {
      const { held, hidden } = heldBy(life, who);
      const text = (told[seat] ?? []).join('\n');
      const mine = new Set(held.flatMap(idOf));
      const others = hidden.flatMap(idOf).filter((id) => !mine.has(id));
      expect(others.filter((id) => named(text).has(id))).toEqual([]);
      expect(others.length).toBeGreaterThan(5);
      // The history and its exports hold all of it that is a line, to the last.
      const lines = held.flatMap((e) => (e.kind === 'log.written' ? [e.body.id] : []));
      const file = told[seat]?.find((p) => p.startsWith('/api/v1/history/export?format=jsonl')) ?? '';
      expect([...named(file)].filter((id) => id.startsWith('log_')).sort()).toEqual(lines.sort());
      // Of every batch that came, each sequence lies in what is held.
      const seqs = new Set(held.map((e) => `${compartmentOf(e.label)} ${e.seq}`));
      const came = (told[seat] ?? [])
        .filter((p) => p.startsWith('2["events"'))
        .flatMap(
          (p) => (JSON.parse(p.slice(1)) as [string, { compartment: string; events: { seq: number }[] }])[1],
        )
        .flatMap((b) => b.events.map((e) => `${b.compartment} ${e.seq}`));
      expect(came.filter((s) => !seqs.has(s))).toEqual([]);
      expect(came.length).toBeGreaterThan(3);
    },
  );

  it('RL-96 frames of the joint picture come to a member alone', () => {
    const of = (seat: string, from: number, to: number): number =>
      (frames[seat]?.[to] ?? 0) - (frames[seat]?.[from] ?? 0);
    expect([of('p3', 0, 17), of('p3', 119, 160), of('p4', 0, 62), of('o2', 0, 200)]).toEqual([0, 0, 0, 0]);
    expect(of('p3', 60, 103)).toBeGreaterThan(5);
    expect(of('p3', 172, 200)).toBeGreaterThan(0);
  });

  it('RL-96 a release to the third goes on while it is a member, ends as it leaves, and is refused afterwards', () => {
    expect([answer(OWNER, 90), answer(OWNER, 127)]).toEqual([['OK'], ['receiverNoMember']]);
    const copies = life.of('NAT:P3').flatMap((e) => (e.kind === 'released.changed' ? [e] : []));
    expect(copies.length).toBeGreaterThan(2);
    expect(copies.slice(0, -1).every((e) => e.body.state === 'ACTIVE')).toBe(true);
    const left = life.of('SHARED').find((e) => e.kind === 'member.left');
    expect([copies.at(-1)?.body.state, copies.at(-1)?.atMs]).toEqual(['ENDED', left?.atMs]);
    const copied = new RegExp(`"id":"${copies.at(-1)?.body.id}".*"record":null.*"state":"ENDED"`);
    expect(told.p3?.some((p) => copied.test(p))).toBe(true);
  });
});
