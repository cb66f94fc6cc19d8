import { describe, expect, it } from 'vitest';
import { type Compartment, compartmentOf, copyLabel, nationalLabel } from '../../domain/labels';
import type { Participant } from '../../domain/participants';
import type { Receipt, Sighting } from '../../domain/receipts';
import type { EngineEvent } from '../../domain/records';
import { EPOCH, officer } from '../../domain/testing/samples';
import { createEngine, type Engine, restoreEngine } from './engine';
import { PARTIES, twoSensorConfig } from './testing/two-sensors';
import { type EngineInput, SIMULATION } from './types';

const more = (id: string, kind: Participant['kind'], order: number) =>
  ({ ...PARTIES[0], id, kind, letter: id, order }) as Participant;
const config = twoSensorConfig(EPOCH, [...PARTIES, more('P3', 'PARTY', 2), more('O1', 'OBSERVER', 3)]);
const deputy = { ...officer('P1'), userId: 'user:P1:deputy', name: { en: 'Deputy', ru: 'Заместитель' } };

/** `[record, revision, shown]`, seen at the time of the step. */
const saw = (
  { participant, userId, name } = officer('P1'),
  compartment: Compartment,
  ...seen: (readonly [id: string, rev: number, shown?: boolean])[]
): Sighting => ({
  by: { participant, userId, name },
  seen: seen.map(([id, rev, shown = false]) => ({
    ...{ compartment, kind: compartment === 'NOTIF' ? 'notification' : 'alert', id, rev, shown },
    atMs: 0,
  })),
});
function desk(engine: Engine = createEngine(config)) {
  const made: EngineEvent[] = [];
  return {
    engine,
    made,
    take(atS: number, ...sightings: Sighting[]) {
      const nowMs = EPOCH + atS * 1000;
      const at = sightings.map((s) => ({ ...s, seen: s.seen.map((one) => ({ ...one, atMs: nowMs })) }));
      const { events } = engine.step({ kind: 'sightings', sightings: at }, nowMs);
      made.push(...events);
      return events;
    },
  };
}
/** A desk at which P1 has released the state of its radar to P2 and P3; `sees` what somebody saw of his copy. */
function releasing(delayS = 0) {
  const d = desk();
  const step = (input: EngineInput, atS: number): EngineEvent[] => {
    const { events } = d.engine.step(input, EPOCH + atS * 1000);
    d.made.push(...events);
    return events;
  };
  const report = { kind: 'sensorStatus' as const, sensor: 'R1', atMs: EPOCH, receivedMs: EPOCH };
  const says = (status: 'ON' | 'DEGRADED', atS: number) =>
    step({ kind: 'feed', feed: SIMULATION.id, input: { ...report, status } }, atS);
  step({ kind: 'open' }, 0);
  says('DEGRADED', 0);
  const coarsen = { gridM: 0, delayS, withheld: [] };
  const payload = { of: { kind: 'sensor' as const, id: 'R1' }, to: ['P2', 'P3'], coarsen, reason: 'look' };
  const command = { name: 'release.give' as const, payload };
  step({ kind: 'command', id: 'give', principal: officer('P1'), command }, 1);
  const bodies = (kind: 'release.changed' | 'released.changed', stream: string) =>
    d.made.flatMap((e) => (e.kind === kind && compartmentOf(e.label) === stream ? [e.body] : []));
  const copyOf = (to: string) => bodies('released.changed', `NAT:${to}`)[0]?.id ?? '';
  const sees = (atS: number, to: string, rev: number, shown = true, by = officer(to)) => {
    const seen = saw(
      by,
      `NAT:${to}`,
      [copyOf(to), rev],
      ...(shown ? [[copyOf(to), rev, true] as const] : []),
    );
    seen.seen = seen.seen.map((s) => ({ ...s, kind: 'release' }));
    return d.take(atS, seen);
  };
  return { ...d, step, says, sees, copyOf, release: bodies('release.changed', 'NAT:P1')[0]?.id ?? '' };
}
const receipts = (events: EngineEvent[]) =>
  events.flatMap((e) =>
    e.kind === 'receipt.given' ? e.body.receipts.map((r) => `${compartmentOf(e.label)} ${line(r)}`) : [],
  );
const line = ({ party, who, id, rev, deliveredMs, displayedMs }: Receipt) =>
  [party, who, id, rev, at(deliveredMs), at(displayedMs)].join(' ');
const at = (ms: number | null) => (ms === null ? '-' : (ms - EPOCH) / 1000);

describe('receipts in the session', () => {
  it('RL-70 one for a participant, record and revision: of the first of its consoles that was given it, and of the first that showed it', () => {
    const d = desk();
    expect(receipts(d.take(1, saw(officer('P1'), 'SHARED', ['a', 1])))).toEqual(['SHARED P1 1 a 1 1 -']);
    expect(d.take(2, saw(deputy, 'SHARED', ['a', 1]))).toEqual([]);
    expect(receipts(d.take(3, saw(officer('P1'), 'SHARED', ['a', 1, true])))).toEqual([
      'SHARED P1 1 a 1 1 3',
    ]);
    expect(d.take(4, saw(officer('P1'), 'SHARED', ['a', 1, true], ['a', 1]))).toEqual([]);
    // Given and shown in the same second are one receipt; participants stand beside each other in one event.
    const both = d.take(
      5,
      saw(officer('P1'), 'SHARED', ['a', 2], ['a', 2, true]),
      saw(officer('P2'), 'SHARED', ['a', 2]),
    );
    expect(both).toHaveLength(2);
    expect(receipts(both)).toEqual(['SHARED P1 1 a 2 5 5', 'SHARED P2 1 a 2 5 -']);
  });

  it('RL-70 a claim to have shown what was never given, or a time after now, is none', () => {
    const d = desk();
    expect(d.take(1, saw(officer('P1'), 'SHARED', ['a', 1, true]))).toEqual([]);
    const late = { ...saw(officer('P1'), 'SHARED', ['a', 1]) };
    late.seen = late.seen.map((s) => ({ ...s, atMs: EPOCH + 9e9 }));
    const { events } = d.engine.step({ kind: 'sightings', sightings: [late] }, EPOCH + 2000);
    expect(receipts(events)).toEqual(['SHARED P1 1 a 1 2 -']);
    // A revision that was passed over is never shown afterwards.
    d.take(3, saw(officer('P1'), 'SHARED', ['a', 2], ['a', 2, true]));
    expect(d.take(4, saw(officer('P1'), 'SHARED', ['a', 1, true]))).toEqual([]);
  });

  it('RL-71 of a Party’s own record they lie with that Party and nowhere else; of notifications, observers’ too, among the members', () => {
    const d = desk();
    d.take(1, saw(officer('P1'), 'NAT:P1', ['own', 1], ['own', 1, true]));
    d.take(2, saw(officer('P2'), 'NAT:P1', ['own', 2], ['own', 2, true]));
    d.take(3, saw(officer('O1', 'observer'), 'NOTIF', ['n', 1]), saw(officer('P3'), 'NOTIF', ['n', 1]));
    expect(receipts(d.made)).toEqual([
      'NAT:P1 P1 user:P1:supervisor own 1 1 1',
      'SHARED O1 1 n 1 3 -',
      'SHARED P3 1 n 1 3 -',
    ]);
    expect(d.made.filter((e) => compartmentOf(e.label) === 'NOTIF')).toEqual([]);
  });

  it('RL-72 to others a user is a number of his Party, given at its first shared receipt; his own Party alone is told whose it is', () => {
    const d = desk();
    // What he saw of his own Party's moves no number.
    d.take(1, saw(deputy, 'NAT:P1', ['own', 1]));
    d.take(2, saw(officer('P1'), 'SHARED', ['a', 1]), saw(deputy, 'SHARED', ['b', 1]));
    expect(receipts(d.made).slice(1)).toEqual(['SHARED P1 1 a 1 2 -', 'SHARED P1 2 b 1 2 -']);
    const shared = JSON.stringify(d.made.filter((e) => compartmentOf(e.label) === 'SHARED'));
    expect(shared).not.toMatch(/deputy|supervisor|Заместитель/);
    const told = d.made.flatMap((e) =>
      e.kind === 'log.written' ? [[compartmentOf(e.label), e.body.params.officer, e.body.params.nameEn]] : [],
    );
    expect(told).toEqual([
      ['NAT:P1', 1, officer('P1').name.en],
      ['NAT:P1', 2, 'Deputy'],
    ]);
  });

  it('RL-73 the same sightings give the same bytes, also over a restart in between', () => {
    const steps: Sighting[][] = [
      [saw(officer('P1'), 'SHARED', ['a', 1], ['b', 1])],
      [saw(officer('P2'), 'SHARED', ['a', 1]), saw(deputy, 'SHARED', ['a', 1], ['b', 2])],
      [saw(deputy, 'SHARED', ['b', 2, true]), saw(officer('P1'), 'NAT:P1', ['own', 1])],
    ];
    const whole = desk();
    steps.forEach((s, i) => void whole.take(i + 1, ...s));
    for (const cut of [1, 2]) {
      const first = desk();
      steps.slice(0, cut).forEach((s, i) => void first.take(i + 1, ...s));
      const stored = JSON.parse(JSON.stringify(first.engine.snapshot()));
      const second = desk(restoreEngine(config, stored));
      steps.slice(cut).forEach((s, i) => void second.take(cut + i + 1, ...s));
      expect(JSON.stringify([...first.made, ...second.made])).toBe(JSON.stringify(whole.made));
    }
    expect(receipts(whole.made)).toHaveLength(6);
  });

  it('RL-85 of a released copy the receiver has a receipt under the copy’s id, and the owner, as a copy, the same under his release’s; nobody else has', () => {
    const d = releasing();
    const made = d.sees(3, 'P2', 1);
    expect(receipts(made)).toEqual([
      `NAT:P2 P2 user:P2:supervisor ${d.copyOf('P2')} 1 3 3`,
      `NAT:P1 P2  ${d.release} 1 3 3`,
    ]);
    expect(made.map((e) => e.label)).toEqual([
      nationalLabel('P2', 'EXERCISE'),
      copyLabel(nationalLabel('P2', 'EXERCISE'), 'P1'),
    ]);
    // Each receiver for itself; the next revision again, given first and shown later.
    d.says('ON', 5);
    expect(receipts(d.sees(6, 'P3', 2, false))).toEqual([
      `NAT:P3 P3 user:P3:supervisor ${d.copyOf('P3')} 2 6 -`,
      `NAT:P1 P3  ${d.release} 2 6 -`,
    ]);
    // A copy of somebody else's, or one that is not there, is none.
    const foreign = saw(officer('P2'), 'NAT:P2', [d.copyOf('P3'), 2], ['released_none', 1]);
    foreign.seen = foreign.seen.map((s) => ({ ...s, kind: 'release' }));
    expect(d.take(7, foreign)).toEqual([]);
  });

  it('RL-86 the owner reads the number that shared receipts have given an officer, and none before: what he saw of one Party’s moves no number', () => {
    const d = releasing();
    const second = { ...officer('P2'), userId: 'user:P2:deputy' };
    d.sees(2, 'P2', 1, false, second);
    d.take(3, saw(officer('P2'), 'SHARED', ['a', 1]));
    d.take(4, saw(second, 'SHARED', ['b', 1]));
    d.says('ON', 5);
    d.sees(6, 'P2', 2, false, second);
    const owner = receipts(d.made).filter((r) => r.startsWith('NAT:P1 '));
    expect(owner).toEqual([`NAT:P1 P2  ${d.release} 1 2 -`, `NAT:P1 P2 2 ${d.release} 2 6 -`]);
    expect(receipts(d.made).filter((r) => r.startsWith('SHARED '))).toEqual([
      'SHARED P2 1 a 1 3 -',
      'SHARED P2 2 b 1 4 -',
    ]);
    expect(JSON.stringify(d.made.filter((e) => compartmentOf(e.label) === 'NAT:P1'))).not.toContain(
      'user:P2',
    );
  });

  it('RL-88 what is delayed comes at a tick, whatever others do between two', () => {
    const times = (...between: number[]) => {
      const d = releasing(5);
      const command = { name: 'log.write' as const, payload: { body: 'x', language: 'en' as const } };
      for (const atS of between)
        d.step({ kind: 'command', id: `n${atS}`, principal: officer('P3'), command }, atS);
      for (const atS of [6, 7]) d.step({ kind: 'tick' }, atS + 0.5);
      return d.made.flatMap((e) =>
        e.kind === 'released.changed' && e.body.record ? [at(e.body.updatedMs)] : [],
      );
    };
    expect(times()).toEqual([6.5, 6.5]);
    expect(times(6.1, 6.3)).toEqual([6.5, 6.5]);
  });

  it('RL-89 however much a participant is shown of its own, nothing of it makes anybody’s receipt come twice or not at all', () => {
    const d = desk();
    d.take(1, saw(officer('P1'), 'SHARED', ['a', 1]), saw(officer('P2'), 'SHARED', ['a', 1]));
    const many = Array.from({ length: 5000 }, (_, i) => [`own-${i}`, 1] as const);
    d.take(2, saw(officer('P1'), 'NAT:P1', ...many));
    for (const who of ['P1', 'P2'])
      expect(receipts(d.take(3, saw(officer(who), 'SHARED', ['a', 1], ['a', 1, true])))).toEqual([
        `SHARED ${who} 1 a 1 1 3`,
      ]);
  });
});
