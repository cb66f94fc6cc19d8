import { describe, expect, it } from 'vitest';
import type { Alert } from '../../domain/alert';
import { type Label, nationalLabel, sharedLabel } from '../../domain/labels';
import type { Desk, EngineEvent } from '../../domain/records';
import { ack, critical, follow, matched, retract } from '../../domain/testing/alert-driver';
import { EPOCH, launchAlert } from '../../domain/testing/samples';
import { RobotOfficers, robotPrincipal } from './robots';

const shared = sharedLabel('CENTER', 'LIVE');
const at = (s: number): number => EPOCH + s * 1000;
const raised = (alert: Alert, label: Label = shared): EngineEvent => ({
  kind: 'alert.changed',
  label,
  body: alert,
});
const seat = (participant: string, part: Partial<Desk> = {}): EngineEvent => ({
  ...{ kind: 'desk.changed', label: shared },
  body: {
    ...{ participant, role: 'supervisor', occupant: 'robot', name: null },
    robot: { answer: 'agree', delayS: 20 },
    ...part,
  },
});
const TWO = launchAlert(['P1', 'P2']);
const seated = (...events: EngineEvent[]): RobotOfficers => {
  const robots = new RobotOfficers('s');
  robots.observe(events, EPOCH);
  return robots;
};

describe('robot officers', () => {
  it('EN-28 answer after their stated delay, to what then stands, marked as robots', () => {
    const robots = seated(seat('P1'), raised(TWO));
    expect(robots.nextDueMs()).toBe(at(20));
    expect(robots.due(at(19.9))).toEqual([]);
    const [command, ...more] = robots.due(at(20));
    expect(more).toEqual([]);
    expect(command?.command).toEqual({
      ...{ name: 'alert.acknowledge', payload: { alert: TWO.id, seq: 1, seenRev: 1 } },
    });
    expect(command?.principal).toMatchObject({
      participant: 'P1',
      role: 'supervisor',
      robot: true,
      kind: 'PARTY',
    });
    expect(robots.due(at(99))).toEqual([]);
    expect(robots.nextDueMs()).toBeNull();
  });

  it('EN-28 agree, dissent or stay silent as set', () => {
    const answered = (answer: 'agree' | 'dissent' | 'silent') =>
      seated(seat('P1', { robot: { answer, delayS: 1 } }), raised(TWO))
        .due(at(5))
        .map((c) => c.command);
    expect(answered('silent')).toEqual([]);
    expect(answered('dissent')).toMatchObject([
      { name: 'alert.dissent', payload: { reason: 'robot-dissent' } },
    ]);
    expect(answered('agree')).toMatchObject([{ name: 'alert.acknowledge' }]);
  });

  it('EN-28 the due ones come in order of their time, then of their desks', () => {
    const delayed = (p: string, delayS: number) => seat(p, { robot: { answer: 'agree', delayS } });
    const robots = seated(
      delayed('P1', 9),
      delayed('P3', 4),
      delayed('P2', 4),
      raised(launchAlert(['P1', 'P2', 'P3'])),
    );
    expect(robots.due(at(99)).map((c) => c.principal.participant)).toEqual(['P2', 'P3', 'P1']);
  });

  it("EN-29 see what their Party sees: no other Party's national alert, and none that does not ask them", () => {
    const national = nationalLabel('P2', 'LIVE');
    // Even one that asks P1 too: what lies in P2's compartment is not P1's to see.
    const own = launchAlert(['P1', 'P2'], { id: 'feed#1' });
    const robots = seated(
      seat('P1'),
      seat('P2'),
      raised(own, national),
      raised(launchAlert(['P2'], { id: 'x#1' })),
    );
    expect(robots.due(at(99)).map((c) => c.principal.participant)).toEqual(['P2', 'P2']);
  });

  it('EN-29 a person who takes the desk ends the plan; a robot that comes back starts its delay again', () => {
    const robots = seated(seat('P1'), raised(TWO));
    robots.observe([seat('P1', { occupant: 'person', robot: null })], at(5));
    expect(robots.due(at(99))).toEqual([]);
    robots.observe([seat('P1')], at(100));
    expect(robots.nextDueMs()).toBe(at(120));
    // A duty officer's desk answers nothing.
    expect(seated(seat('P1', { role: 'duty' }), raised(TWO)).nextDueMs()).toBeNull();
  });

  it('EN-29 another revision keeps the time and is the one that is answered; a new alarm starts it again', () => {
    const robots = seated(seat('P1'), raised(TWO));
    const late = follow(TWO, matched);
    robots.observe([raised(late)], at(10));
    expect(robots.nextDueMs()).toBe(at(20));
    const worse = { ...follow(TWO, critical), alarmedMs: at(15) };
    robots.observe([raised(worse)], at(15));
    expect(robots.nextDueMs()).toBe(at(35));
    expect(robots.due(at(35))[0]?.command.payload).toMatchObject({ seenRev: worse.rev });
  });

  it('EN-29 what is answered or closed is left alone; another Party still has to answer', () => {
    const robots = seated(seat('P1'), seat('P2'), raised(TWO));
    robots.observe([raised(follow(TWO, ack('P1')))], at(1));
    expect(robots.due(at(99)).map((c) => c.principal.participant)).toEqual(['P2']);
    const closed = { ...follow(TWO, ack('P1')), lifecycle: { state: 'CLOSED', atMs: 0 } as const };
    robots.observe([raised(closed)], at(100));
    expect(robots.nextDueMs()).toBeNull();
  });

  it('EN-29 a withdrawn alert is answered too, also by a robot that sits down only then', () => {
    const withdrawn = follow(TWO, retract);
    expect(seated(seat('P1'), raised(TWO), raised(withdrawn)).due(at(99)).length).toBe(1);
    const robots = seated(raised(withdrawn));
    robots.observe([seat('P1')], at(50));
    expect(robots.nextDueMs()).toBe(at(70));
  });

  it('EN-28 the same alarm gives the same command id, another alarm another: a restart answers nothing twice', () => {
    const id = (alert: Alert) => seated(seat('P1'), raised(alert)).due(at(99))[0]?.id;
    expect(id(TWO)).toBe(id(follow(TWO, matched)));
    expect(id(TWO)).not.toBe(id({ ...TWO, alarmedMs: at(1) }));
    const desk = seat('P1').body as Desk;
    expect(robotPrincipal({ ...desk, name: { en: 'A', ru: 'А' } }).name).toEqual({ en: 'A', ru: 'А' });
  });
});
