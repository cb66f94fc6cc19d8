import { describe, expect, it } from 'vitest';
import type { CommandResult } from '../../domain/alert';
import type { EngineEvent, Presence } from '../../domain/records';
import { EPOCH, officer } from '../../domain/testing/samples';
import { DEFAULT_ROBOT } from './desk-book';
import { createEngine, type Engine, restoreEngine } from './engine';
import { twoSensorConfig } from './testing/two-sensors';

const config = twoSensorConfig(EPOCH);
const ROBOT = { en: 'Robot officer', ru: 'Робот-дежурный' };
const at = (participant: string, occupant: Presence['occupant']): Presence => ({
  ...{ participant, role: 'supervisor', occupant },
  name: occupant === 'robot' ? ROBOT : occupant === 'person' ? officer(participant).name : null,
});
const seat = (engine: Engine, desk: Presence): EngineEvent[] =>
  engine.step({ kind: 'desk', desk }, EPOCH).events;
type Setting = typeof DEFAULT_ROBOT;
const DISSENT: Setting = { answer: 'dissent', delayS: 3 };
function set(
  engine: Engine,
  id: string,
  participant: string,
  robot = DISSENT,
): { result: CommandResult | null; events: EngineEvent[] } {
  const command = { name: 'robot.set' as const, payload: { participant, ...robot } };
  return engine.step({ kind: 'command', id, principal: officer('P1'), command }, EPOCH);
}
/** A watch in which P1 sits and a robot keeps P2's desk. */
function watch(): Engine {
  const engine = createEngine(config);
  seat(engine, at('P1', 'person'));
  seat(engine, at('P2', 'robot'));
  return engine;
}
const robotsOf = (events: EngineEvent[]) =>
  events.flatMap((e) => (e.kind === 'desk.changed' ? [e.body.robot] : []));
const linesOf = (events: EngineEvent[]) =>
  events.flatMap((e) => (e.kind === 'log.written' ? [[e.body.msg, e.body.by?.user ?? null]] : []));

describe('the desks of a session', () => {
  it('SY-104 a robot is set by a step of the session: its event and a line that names the officer', () => {
    const engine = createEngine(config);
    expect(robotsOf(seat(engine, at('P2', 'robot')))).toEqual([DEFAULT_ROBOT]);
    const { result, events } = set(engine, 'cmd-1', 'P2');
    expect(result).toEqual({ code: 'OK' });
    expect(robotsOf(events)).toEqual([DISSENT]);
    expect(events).toMatchObject([
      { kind: 'desk.changed', label: { cls: 'CENTER' }, body: { occupant: 'robot', participant: 'P2' } },
      {
        kind: 'log.written',
        body: {
          msg: 'log.desk.robot',
          by: { user: officer('P1').userId, participant: 'P1', robot: false },
          params: { participant: 'P2', role: 'supervisor', answer: 'dissent', delayS: 3 },
        },
      },
    ]);
    // As it stands already: nothing to tell.
    expect(set(engine, 'cmd-2', 'P2')).toEqual({ result: { code: 'OK' }, events: [] });
  });

  it('SY-104 the same command again is a duplicate and sets nothing back', () => {
    const engine = watch();
    set(engine, 'cmd-1', 'P2');
    set(engine, 'cmd-2', 'P2', { answer: 'silent', delayS: 9 });
    const again = set(engine, 'cmd-1', 'P2');
    expect(again).toEqual({ result: { code: 'DUPLICATE', original: { code: 'OK' } }, events: [] });
    expect(robotsOf(engine.standing())).toEqual([null, { answer: 'silent', delayS: 9 }]);
  });

  it('SY-22 set while a person sits there it is kept, said in the log, and shows when he has left', () => {
    const engine = watch();
    const { result, events } = set(engine, 'cmd-1', 'P1');
    expect([result, robotsOf(events)]).toEqual([{ code: 'OK' }, []]);
    expect(linesOf(events)).toEqual([['log.desk.robotSet', officer('P1').userId]]);
    const left = seat(engine, at('P1', 'robot'));
    expect([robotsOf(left), linesOf(left)]).toEqual([[DISSENT], [['log.desk.robot', null]]]);
  });

  it('SY-104 the order of the session decides: refused where a person has sat down meanwhile, and where no robot keeps desks', () => {
    const engine = watch();
    seat(engine, { ...at('P2', 'person'), role: 'duty' });
    const kept = set(engine, 'cmd-1', 'P2');
    expect(kept).toEqual({ result: { code: 'FORBIDDEN', reason: 'partyHasOfficer' }, events: [] });
    expect(robotsOf(engine.standing())[1]).toEqual(DEFAULT_ROBOT);
    const service = createEngine(config);
    seat(service, at('P1', 'empty'));
    expect(set(service, 'cmd-1', 'P1').result).toEqual({ code: 'FORBIDDEN', reason: 'demoOnly' });
    expect(set(engine, 'cmd-2', 'P9').result).toEqual({ code: 'NOT_FOUND' });
    expect(robotsOf(service.standing())).toEqual([null]);
  });

  it('SY-104 it is in the snapshot, under a person too, and the steps alone bring it back', () => {
    const engine = watch();
    set(engine, 'cmd-1', 'P2');
    set(engine, 'cmd-2', 'P1', { answer: 'silent', delayS: 7 });
    const restored = restoreEngine(config, JSON.parse(JSON.stringify(engine.snapshot())));
    expect(restored.standing()).toEqual(engine.standing());
    // A start of the server tells anew who is there, and nothing else.
    expect(seat(restored, at('P2', 'robot'))).toEqual([]);
    expect(robotsOf(seat(restored, at('P1', 'robot')))).toEqual([{ answer: 'silent', delayS: 7 }]);
    expect(set(restored, 'cmd-1', 'P2').result).toMatchObject({ code: 'DUPLICATE' });
  });

  it('EN-29 who comes and goes is said; the first seating of robots is no news', () => {
    const engine = createEngine(config);
    expect(linesOf(seat(engine, at('P1', 'robot')))).toEqual([]);
    expect(linesOf(seat(engine, at('P1', 'person')))).toEqual([['log.desk.taken', null]]);
    expect(seat(engine, at('P1', 'person'))).toEqual([]);
    expect(linesOf(seat(engine, at('P1', 'empty')))).toEqual([['log.desk.left', null]]);
    expect(linesOf(seat(engine, at('P2', 'person')))).toEqual([['log.desk.taken', null]]);
  });

  const P1 = officer('P1');
  const second = { en: 'Second', ru: 'Второй' };
  /** P1's desk with these consoles and locks of its first and its second officer. */
  const sits = (first: [number, number] | null, other: [number, number] | null = null): Presence => {
    const one = (user: string, name: typeof second, [consoles, locked]: [number, number]) => [
      { user, name, consoles, locked },
    ];
    const officers = [
      ...(first ? one(P1.userId, P1.name, first) : []),
      ...(other ? one('user:second', second, other) : []),
    ];
    return { ...at('P1', 'person'), name: officers[0]?.name ?? null, officers };
  };
  const said = (events: EngineEvent[]) =>
    events.flatMap((e) => (e.kind === 'log.written' ? [[e.body.msg, e.body.params.nameEn]] : []));

  it('WL-16 the log says who came, went, locked his last console or is back; a second console is no news', () => {
    const engine = createEngine(config);
    const tell = (desk: Presence) => said(seat(engine, desk));
    expect(tell(sits([1, 0]))).toEqual([['log.desk.taken', P1.name.en]]);
    expect(tell(sits([2, 0]))).toEqual([]);
    expect(tell(sits([2, 1]))).toEqual([]);
    expect(tell(sits([2, 2]))).toEqual([['log.desk.locked', P1.name.en]]);
    expect(tell(sits([2, 2], [1, 0]))).toEqual([['log.desk.taken', 'Second']]);
    expect(tell(sits([2, 1], [1, 0]))).toEqual([['log.desk.unlocked', P1.name.en]]);
    expect(tell(sits(null, [1, 0]))).toEqual([['log.desk.leftBy', P1.name.en]]);
  });

  it('WL-17 a Party whose consoles are all locked is absent until one is unlocked; another who can act keeps it present', () => {
    const absent = (...desks: Presence[]) => {
      const engine = watch();
      const events = desks.flatMap((desk) => seat(engine, desk));
      const told = events.findLast((e) => e.kind === 'desk.changed')?.body;
      return [
        (engine.snapshot().desks.absent as [string, number][]).some(([p]) => p === 'P1'),
        told?.officers?.length,
      ];
    };
    expect(absent(sits([1, 1]))).toEqual([true, 1]);
    expect(absent(sits([2, 1]))).toEqual([false, 1]);
    expect(absent(sits([1, 1], [1, 0]))).toEqual([false, 2]);
    expect(absent(sits([1, 1], [1, 1]))).toEqual([true, 2]);
    expect(absent(sits([1, 1]), sits([1, 0]))).toEqual([false, 1]);
  });
});
