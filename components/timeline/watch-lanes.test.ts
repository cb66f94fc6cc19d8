import { describe, expect, it } from 'vitest';
import { launch, T0 } from '../../client/testing';
import type { Sensor } from '../../domain/sensors';
import type { WatchStatement } from '../../domain/statements';
import { rolledUp, statedItems, unheard } from './watch-lanes';

const sensor = (id: string): Sensor => ({ id, name: { en: id, ru: id } }) as Sensor;
const SENSORS = [sensor('a'), sensor('b'), sensor('c')];
const gap = (fromMs: number, toMs: number | null) => ({ fromMs, toMs, off: false });

describe('who looked when', () => {
  it('UX-206 the gaps of all own sensors are adjoining times, each with who did not look in it', () => {
    const gaps = rolledUp(SENSORS, { a: [gap(10, 40)], b: [gap(20, null)], c: [gap(25, 30)] }, 50);
    expect(gaps.map((g) => [g.fromMs, g.toMs, g.sensors.map((s) => s.id).join(''), g.all])).toEqual([
      [10, 20, 'a', false],
      [20, 25, 'ab', false],
      [25, 30, 'abc', true],
      [30, 40, 'ab', false],
      [40, 50, 'b', false],
    ]);
  });

  it('UX-206 a sensor that nothing was heard of is unknown and counts as none that looks', () => {
    const on = { sensor: 'a', status: 'ON', stale: false, lastLookMs: 1, sinceMs: 0 } as const;
    const states = { a: on, b: { ...on, sensor: 'b', status: 'UNKNOWN' as const } };
    expect(unheard(SENSORS, states).map((s) => s.id)).toEqual(['b', 'c']);
  });
});

describe('what the others have said of their watch', () => {
  const statement = (id: string, part: Partial<WatchStatement> = {}): WatchStatement => ({
    ...{ id, number: 1, rev: 1, by: 'P2', kind: 'OUTAGE', place: null, sensor: 'x', confidence: null },
    window: { fromMs: T0, toMs: T0 + 60e3 },
    signed: { user: 'u', nameEn: 'Reed', nameRu: 'Рид', robot: false, atMs: T0 },
    ...{ withdrawn: null, updatedMs: T0 },
    ...part,
  });
  const report = (party: string) => ({ party, givenMs: T0 + 90e3, looksIn30s: 14 });

  it('UX-207 signed statements and looks as reported of each other Party, none of the own, none that was withdrawn', () => {
    const signed = statement('w').signed;
    const said = statedItems(
      {
        statements: {
          a: statement('a'),
          b: statement('b', { by: 'P3', kind: 'NO_DETECTION', confidence: 0.8 }),
          own: statement('own', { by: 'P1' }),
          w: statement('w', { withdrawn: { ...signed, reason: 'wrong' } }),
        },
      },
      'P1',
      launch({ reports: ['P1', 'P2', 'P3'].map(report) as never }),
      T0 + 100e3,
    );
    expect(said.map((s) => [s.form, s.party])).toEqual([
      ['statement', 'P2'],
      ['statement', 'P3'],
      ['looks', 'P2'],
      ['looks', 'P3'],
    ]);
    expect(said[2]).toMatchObject({ fromMs: T0 + 60e3, toMs: T0 + 90e3 });
  });

  it('UX-207 a sensor that its owner released shows while it does not look, and no longer once the release is taken back', () => {
    const copy = (part: object) => ({
      r: {
        ...{
          id: 'r',
          number: 1,
          rev: 2,
          from: 'P2',
          kind: 'sensor',
          coarsen: {},
          reason: '',
          withdrawnFor: null,
        },
        record: { sensor: 'x', status: 'ON', stale: true, sinceMs: T0 },
        ...{ state: 'ACTIVE', updatedMs: T0 },
        ...part,
      },
    });
    const forms = (part: object) =>
      statedItems({ released: copy(part) as never }, 'P1', null, T0 + 60e3).map((s) => [s.form, s.toMs]);
    expect(forms({})).toEqual([['released', T0 + 60e3]]);
    expect(forms({ state: 'WITHDRAWN', record: null })).toEqual([]);
    expect(forms({ record: { sensor: 'x', status: 'ON', stale: false, sinceMs: T0 } })).toEqual([]);
  });
});
