import { describe, expect, it } from 'vitest';
import type { FeedInput } from '../../domain/inputs';
import type { EngineEvent } from '../../domain/records';
import type { Sensor } from '../../domain/sensors';
import { EPOCH } from '../../domain/testing/samples';
import { createEngine, type Engine, restoreEngine } from './engine';
import { SensorTable } from './sensor-table';
import { flyTiny, looksAt } from './testing/tiny-flight';
import { infraredOf, radarOf, twoSensorConfig } from './testing/two-sensors';
import { SIMULATION } from './types';

const config = twoSensorConfig(EPOCH);
const [R1, S1] = config.sensors as [Sensor, Sensor];
const at = (s: number) => EPOCH + s * 1000;
const R2 = radarOf('R2', 'P1', 14, -148);
const flight = flyTiny({ lat: 8, lon: -152, azDeg: 60, launchMs: at(30), burnS: 110, thrust: 34 });
const lines = (events: EngineEvent[]) =>
  events.flatMap((e) =>
    e.kind === 'log.written' ? [{ msg: e.body.msg, params: e.body.params, to: e.label.owner }] : [],
  );

/** Steps of looks up to a time, in the order of receipt, with a tick each second. */
function run(
  engine: Engine,
  inputs: FeedInput[],
  fromMs: number,
  toMs: number,
  feed = SIMULATION.id,
): EngineEvent[] {
  const due = inputs.filter((i) => i.receivedMs > fromMs && i.receivedMs <= toMs);
  const events: EngineEvent[] = [];
  let nowMs = fromMs;
  for (const input of due) {
    for (; nowMs <= input.receivedMs; nowMs += 1000)
      events.push(...engine.step({ kind: 'tick' }, nowMs).events);
    events.push(...engine.step({ kind: 'feed', feed, input }, input.receivedMs).events);
  }
  return events;
}
const tracksOf = (events: EngineEvent[]) => events.flatMap((e) => (e.kind === 'track.changed' ? [e] : []));

describe('the table of sensors of a session', () => {
  it('EN-70 a sensor that joins is heard from then on, keeps its tracks through a restart, and all consoles hear of the table', () => {
    const inputs = looksAt(flight, [R1, S1, R2], EPOCH, at(200));
    const engine = createEngine(config);
    engine.step({ kind: 'open' }, EPOCH);
    const before = run(engine, inputs, EPOCH, at(100));
    expect(engine.refused).toEqual({
      UNKNOWN_SENSOR: inputs.filter((i) => 'sensor' in i && i.sensor === 'R2' && i.receivedMs <= at(100))
        .length,
    });
    const ids = new Set(tracksOf(before).map((e) => e.body.id));
    expect(ids.size).toBe(2);

    const { events } = engine.step({ kind: 'sensors', sensors: [R1, S1, R2] }, at(100));
    expect(events.map((e) => [e.kind, e.label.owner])).toEqual([
      ['catalogue.set', 'CENTER'],
      ['log.written', 'CENTER'],
    ]);
    expect(lines(events)).toMatchObject([
      { msg: 'log.sensor.table', params: { added: 1, withdrawn: 0, altered: 0 } },
    ]);
    const counted = engine.refused;
    const again = restoreEngine(config, JSON.parse(JSON.stringify(engine.snapshot())));
    const after = run(engine, inputs, at(100), at(200));
    expect(run(again, inputs, at(100), at(200))).toEqual(after);
    expect(engine.refused).toEqual(counted);
    const mine = tracksOf(after).filter((e) => e.label.owner === 'P1');
    expect(mine.some((e) => e.body.sensors.some((s) => s.sensor === 'R2'))).toBe(true);
    expect(mine.filter((e) => !ids.has(e.body.id))).toEqual([]);
  });

  it('EN-70 a sensor that is withdrawn sends nothing more, but what it saw before still comes and stands', () => {
    const inputs = looksAt(flight, [R1, S1], EPOCH, at(200));
    const engine = createEngine(config);
    engine.step({ kind: 'open' }, EPOCH);
    const before = run(engine, inputs, EPOCH, at(150));
    engine.step({ kind: 'sensors', sensors: [S1] }, at(150));
    const late = { ...inputs.find((i) => i.kind === 'scan' && i.sensor === 'R1' && i.atMs > at(140)) };
    const taken = { ...late, scan: 9_000_000, receivedMs: at(151) } as FeedInput;
    engine.step({ kind: 'feed', feed: SIMULATION.id, input: taken }, at(151));
    expect(engine.refused).toEqual({});
    const after = run(engine, inputs, at(152), at(200));
    expect(Object.keys(engine.refused)).toEqual(['NOT_IN_SERVICE']);
    const own = (events: EngineEvent[]) =>
      tracksOf(events)
        .filter((e) => e.label.owner === 'P1')
        .map((e) => e.body.id);
    expect(own(before).length).toBeGreaterThan(0);
    expect(own(after).filter((id) => !own(before).includes(id))).toEqual([]);
  });

  it("EN-70 a sensor given to another Party is that Party's from then on, and before it was not", () => {
    const table = new SensorTable([R1, S1]);
    const given = table.change([{ ...R1, assignedTo: 'P2' }, S1], new Set(['P1', 'P2']), at(50));
    expect(given).toEqual({ added: 0, withdrawn: 0, altered: 1, parties: ['P1', 'P2'] });
    expect([table.at('R1', at(49))?.assignedTo, table.at('R1', at(50))?.assignedTo]).toEqual(['P1', 'P2']);
    expect(table.of('P1')).toMatchObject([{ id: 'R1', serviceToMs: at(50) }]);
    expect(table.of('P2')).toMatchObject([
      { id: 'R1', serviceFromMs: at(50), serviceToMs: null },
      { id: 'S1' },
    ]);
    table.change([R1, S1], new Set(['P1', 'P2']), at(70));
    expect(table.of('P1')).toMatchObject([{ id: 'R1', serviceFromMs: R1.serviceFromMs, serviceToMs: null }]);
    expect(new SensorTable(table.snapshot()).at('R1', at(60))?.assignedTo).toBe('P2');
  });

  it.each([
    ['a sensor twice', [R1, S1, R1], 'sensors.2.id'],
    ['one of a Party that is none', [R1, { ...S1, assignedTo: 'P9' }], 'sensors.1.assignedTo'],
    ['one that stands elsewhere', [{ ...R1, lat: 40 } as Sensor, S1], 'sensors.0.id'],
    ['one of another kind', [infraredOf('R1', 'P1', 10), S1], 'sensors.0.id'],
  ])('EN-70 a table with %s is refused whole, and counted', (_, sensors, field) => {
    const engine = createEngine(config);
    const before = JSON.stringify(engine.snapshot());
    const { events } = engine.step({ kind: 'sensors', sensors }, EPOCH);
    expect(lines(events)).toMatchObject([
      { msg: 'log.input.rejected', params: { error: 'MALFORMED', field } },
    ]);
    const { log, rejections, ...rest } = JSON.parse(JSON.stringify(engine.snapshot()));
    const { log: _l, rejections: _r, ...was } = JSON.parse(before);
    expect(rest).toEqual(was);
  });

  it('EN-70 the same table again is no change, and nobody hears of it', () => {
    expect(createEngine(config).step({ kind: 'sensors', sensors: [R1, S1] }, EPOCH).events).toEqual([]);
  });
});

describe('feeds of a session', () => {
  const feeds = [SIMULATION, { id: 'ingest-1', owner: 'P1' }];
  const plot = (sensor: string) =>
    ({ kind: 'scan', sensor, scan: 1, n: 0, atMs: at(9), receivedMs: at(10) }) as const;

  it('EN-71 a feed speaks for its own Party only: sensors and sites of others are not there for it, and only its owner hears', () => {
    const engine = createEngine({ ...config, feeds });
    engine.step({ kind: 'feed', feed: 'ingest-1', input: plot('R1') }, at(10));
    expect(engine.refused).toEqual({});
    const count = {
      kind: 'countSummary',
      id: 'c',
      party: 'P2',
      source: 'x',
      count: 2,
      atMs: at(9),
      receivedMs: at(10),
    } as const;
    const inputs = [plot('S1'), plot('XX'), { ...count, sourceName: { en: 'x', ru: 'x' } }];
    const told = inputs.map((input) =>
      lines(engine.step({ kind: 'feed', feed: 'ingest-1', input }, at(11)).events),
    );
    expect(told.flat().map((l) => [l.to, l.params.error])).toEqual([
      ['P1', 'UNKNOWN_SENSOR'],
      ['P1', 'UNKNOWN_PARTY'],
    ]);
    expect(engine.refused).toEqual({ UNKNOWN_SENSOR: 2, UNKNOWN_PARTY: 1 });
  });

  it('EN-71 what the door refused is told to the owner of the feed, or to whom it says it is of', () => {
    const engine = createEngine({ ...config, feeds });
    const rejection = { error: 'MALFORMED', field: 'z', message: 'bad' } as const;
    const told = [
      ['ingest-1', { sensor: 'S1' }],
      ['simulation', { sensor: 'S1' }],
      ['simulation', { party: 'P1' }],
      ['simulation', {}],
    ].map(([feed, about], i) => {
      const input = { kind: 'refused', feed: feed as string, about: about as object, rejection } as const;
      return lines(engine.step(input, at(100 * i)).events).map((l) => l.to);
    });
    expect(told).toEqual([['P1'], ['P2'], ['P1'], ['CENTER']]);
  });

  it('EN-71 a feed that the session does not have is refused', () => {
    const engine = createEngine(config);
    const { events } = engine.step({ kind: 'feed', feed: 'ingest-1', input: plot('R1') }, at(10));
    expect(lines(events)).toMatchObject([{ to: 'CENTER', params: { error: 'UNKNOWN_FEED' } }]);
  });
});
