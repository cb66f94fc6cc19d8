import { describe, expect, it } from 'vitest';
import { compartmentOf } from '../../domain/labels';
import { performanceOf } from '../../domain/performance';
import type { EngineEvent } from '../../domain/records';
import { type Shift, shiftContent } from '../../domain/shift';
import { EPOCH, officer } from '../../domain/testing/samples';
import { createEngine, type Engine, restoreEngine } from './engine';
import { PARTIES, twoSensorConfig } from './testing/two-sensors';

const THIRD = { ...PARTIES[0], id: 'P3', letter: 'C', order: 2 } as (typeof PARTIES)[number];
const config = twoSensorConfig(EPOCH, [...PARTIES, THIRD]);
const GOES = officer('P1');
const COMES = { ...GOES, userId: 'user:P1:deputy', name: { en: 'Deputy', ru: 'Заместитель' } };
const S = 1000;

/** An engine that keeps what it made, by stream. */
function watch(engine: Engine = createEngine(config)) {
  const made: { atMs: number; event: EngineEvent }[] = [];
  const step = (input: Parameters<Engine['step']>[0], atS: number) => {
    const out = engine.step(input, EPOCH + atS * S);
    made.push(...out.events.map((event) => ({ atMs: EPOCH + atS * S, event })));
    return out.result;
  };
  return {
    engine,
    made,
    look: (sensor: string, atS: number) => {
      const [atMs, receivedMs] = [EPOCH + atS * S - 500, EPOCH + atS * S];
      const input = { kind: 'scan' as const, sensor, scan: atS, n: 0, atMs, receivedMs };
      return step({ kind: 'feed', feed: config.feeds[0]?.id ?? '', input }, atS);
    },
    tick: (atS: number) => step({ kind: 'tick' }, atS),
    give: (principal: typeof GOES, command: object, atS: number) =>
      step(
        { kind: 'command', id: `cmd-${principal.userId}-${atS}`, principal, command: command as never },
        atS,
      )?.code,
    shifts: (): [stream: string, shift: Shift][] =>
      made.flatMap(({ event: e }) =>
        e.kind === 'shift.changed' ? [[compartmentOf(e.label), e.body] as [string, Shift]] : [],
      ),
    lines: () =>
      made.flatMap(({ event: e }) =>
        e.kind === 'log.written' && e.body.msg.startsWith('log.shift.')
          ? [{ stream: compartmentOf(e.label), msg: e.body.msg, params: e.body.params }]
          : [],
      ),
    latest: (): Shift => shiftsOf(made).at(-1) as Shift,
  };
}
const shiftsOf = (made: { event: EngineEvent }[]): Shift[] =>
  made.flatMap(({ event: e }) => (e.kind === 'shift.changed' ? [e.body] : []));
const draft = { name: 'shift.draft', payload: { remarks: { body: 'watch R1', language: 'en' } } };
const sign = (shift: Shift) => ({
  ...{ name: 'shift.sign', payload: { shift: shift.id, rev: shift.rev, content: shiftContent(shift) } },
});

describe('handovers in the session', () => {
  it('WL-11 a handover lies in its Party’s stream and nowhere else, and so do its lines', () => {
    const at = watch();
    expect(at.give(GOES, draft, 1)).toBe('OK');
    expect(at.give(GOES, sign(at.latest()), 2)).toBe('OK');
    expect(at.give(COMES, sign(at.latest()), 3)).toBe('OK');
    expect(new Set(at.shifts().map(([stream]) => stream))).toEqual(new Set(['NAT:P1']));
    expect(at.latest()).toMatchObject({ state: 'HANDED_OVER', number: 1, remarks: { body: 'watch R1' } });
    expect(at.lines()).toMatchObject([
      { stream: 'NAT:P1', msg: 'log.shift.drafted', params: { shift: 1 } },
      { stream: 'NAT:P1', msg: 'log.shift.signed' },
      {
        ...{ stream: 'NAT:P1', msg: 'log.shift.handedOver' },
        params: { participant: 'P1', nameEn: GOES.name.en, byEn: 'Deputy', byRu: 'Заместитель' },
      },
    ]);
  });

  it('WL-11 each Party hands over its own watch; what is another’s is not there', () => {
    const at = watch();
    at.give(GOES, draft, 1);
    const [mine] = shiftsOf(at.made);
    expect(at.give(officer('P2'), sign(mine as Shift), 2)).toBe('NOT_FOUND');
    expect(at.give(officer('P2'), draft, 3)).toBe('OK');
    expect(at.give(officer('P3'), draft, 3)).toBe('OK');
    expect(at.shifts().map(([stream, { number }]) => [stream, number])).toEqual([
      ['NAT:P1', 1],
      ['NAT:P2', 1],
      ['NAT:P3', 1],
    ]);
    expect(at.give(GOES, { ...sign(mine as Shift), payload: { shift: 'shift_x', rev: 1 } }, 4)).toBe(
      'NOT_FOUND',
    );
  });

  it('WL-10 what the session does between the signatures is in the list, in the step that did it', () => {
    const at = watch();
    at.give(GOES, draft, 1);
    at.give(GOES, sign(at.latest()), 2);
    // A sensor of the Party falls silent.
    at.look('R1', 3);
    for (let s = 3; s < 300; s += 5) at.tick(s);
    const moved = at.latest();
    const silent = moved.list.sensors.map((s) => s.id);
    expect(silent.length).toBeGreaterThan(0);
    expect(moved.changes).toEqual(
      expect.arrayContaining([{ section: 'sensors', id: silent[0], number: null, what: 'ADDED' }]),
    );
    expect(moved.list.alerts.map((a) => [a.code, a.national])).toContainEqual(['FEED_STALE', true]);
    expect(at.give(COMES, sign(moved), 300)).toBe('OK');
    const { handovers } = performanceOf(
      at.made.map(({ atMs, event }, seq) => ({
        ...{ session: 's', mode: 'LIVE' as const, compartment: compartmentOf(event.label) },
        event: { ...event, v: 1 as const, seq, atMs } as never,
      })),
      { fromMs: EPOCH, toMs: EPOCH + 400 * S },
    );
    const waiting = moved.list.alerts.filter((a) =>
      a.owes.some((o) => o.party === 'P1' && o.what === 'ANSWER'),
    );
    expect(handovers).toEqual([{ atMs: EPOCH + 300 * S, participant: 'P1', waiting: waiting.length }]);
    // The next watch begins where this one ended.
    at.give(COMES, draft, 310);
    expect(at.latest()).toMatchObject({ number: 2, fromMs: EPOCH + 300 * S });
  });

  it('WL-12 one handover at a time: the same officer says it otherwise, another is told who began', () => {
    const at = watch();
    at.give(GOES, draft, 1);
    expect(at.give(COMES, draft, 2)).toBe('ALREADY');
    expect(at.give(GOES, { ...draft, payload: { remarks: null } }, 3)).toBe('OK');
    expect(at.latest()).toMatchObject({ number: 1, rev: 2, remarks: null });
    expect(at.give(COMES, { name: 'shift.withdraw', payload: { shift: at.latest().id } }, 4)).toBe('OK');
    expect(at.give(COMES, draft, 5)).toBe('OK');
    expect(at.latest()).toMatchObject({ number: 2, outgoing: { user: COMES.userId } });
    at.tick(5 + config.regime.shift.signWithinS);
    expect(at.latest().state).toBe('LAPSED');
    expect(at.lines().map((l) => l.msg)).toEqual([
      ...['log.shift.drafted', 'log.shift.withdrawn', 'log.shift.drafted', 'log.shift.lapsed'],
    ]);
  });

  it('WL-13 an engine that goes on from its snapshot makes the same handover', () => {
    const at = watch();
    at.give(GOES, draft, 1);
    at.look('R1', 190);
    const stored = JSON.parse(JSON.stringify(at.engine.snapshot()));
    const again = watch(restoreEngine(config, stored));
    const shift = at.latest();
    for (const one of [at, again]) {
      one.give(GOES, sign(shift), 201);
      for (let s = 205; s < 400; s += 5) one.tick(s);
    }
    expect(shiftsOf(again.made)).toEqual(shiftsOf(at.made).slice(-shiftsOf(again.made).length));
    expect(again.engine.snapshot()).toEqual(at.engine.snapshot());
  });
});
