import { describe, expect, it } from 'vitest';
import { type FeedInput, parseFeedInput } from '../../../domain/inputs';
import sensorTable from '../../../scenarios/tables/sensors.json';
import { loadCatalogue } from '../catalogue';
import { loadScenario, type Scenario } from './load';
import { createScenarioSource, sensorsOfScenario } from './source';

const catalogue = loadCatalogue(sensorTable);
const words = { en: 'W', ru: 'С' };
const NOTHING = { rangeM: null, heightM: null, flightS: null };
const t = (minute: number, second = 0) =>
  `1990-01-01T00:${String(minute).padStart(2, '0')}:${String(second).padStart(2, '0')}Z`;
const guest = {
  ...{ id: 'SHIP', name: words, system: 'ship', assignedTo: 'US', serviceYears: [1980, null], revisitS: 5 },
  ...{
    phaseS: 0,
    pd: 0.9,
    clutterPerScan: 0.1,
    latencyS: 1,
    assumed: ['place'],
    lat: 40,
    lon: 135,
    heightM: 20,
  },
  ...{ sectorDeg: [0, 360], elevationDeg: [0, 90], rangeKm: 1000 },
  noise: { rangeM: 100, azimuthDeg: 0.1, elevationDeg: 0.1 },
};
const report = {
  ...{ reference: 'r', source: 'computer', sourceName: words, withdrawn: false, mark: 'NONE', kinds: [] },
  ...{ objects: 2, place: null, flight: NOTHING },
};
const statement = {
  ...{ reference: 's', by: 'X', byName: words, says: 'LAUNCH', aboutUtc: t(1), place: null, flight: NOTHING },
};
const spot = { sensor: 'DSP-1', fromUtc: t(2), toUtc: t(5), lat: 0, lon: -160, heightM: 0 };
const variant = {
  ...{ id: 'v', title: words, looking: ['DSP-1', 'SHIP'], onFile: [], statuses: [] },
  messages: [{ type: 'STATEMENT', receivedUtc: t(3), statement }],
  reports: [{ receivedUtc: t(4), party: 'US', report }],
  counts: [
    {
      ...{ party: 'US', source: 'line', sourceName: words },
      counts: [
        [t(5), 2],
        [t(5, 18), 200],
      ],
    },
  ],
  echoes: [spot],
};
const file = (change: object = {}, top: object = {}) => ({
  ...{ v: 1, id: 'told', title: words, startUtc: t(0), endUtc: t(10), eventUtc: t(4), seed: 1, sources: [] },
  ...{ sensors: 'in-service', guests: [guest], flights: [], assumptions: [] },
  variants: [{ ...variant, ...change }],
  ...top,
});
function loaded(json: unknown): Scenario {
  const result = loadScenario(json);
  if (!result.ok) throw new Error(`${result.path}: ${result.message}`);
  return result.scenario;
}

describe('what a scenario tells', () => {
  it('SI-34 statements, reports and counts come at their times, as they are written', () => {
    const scenario = loaded(file());
    expect(scenario.dateMs).toBe(Date.UTC(1990, 0, 1, 0, 4));
    const inputs = createScenarioSource(scenario, 'v', catalogue).advance(scenario.endMs);
    for (const input of inputs) expect(parseFeedInput(input).ok).toBe(true);
    const told = inputs.filter((i) => !['scan', 'detection', 'sensorStatus'].includes(i.kind));
    const minute = (i: FeedInput) => (i.receivedMs - scenario.startMs) / 60_000;
    expect(told.map((i) => [i.kind, minute(i)])).toEqual([
      ['message', 3],
      ['externalReport', 4],
      ['countSummary', 5],
      ['countSummary', 5.3],
    ]);
    const { aboutUtc: _, ...rest } = statement;
    expect(told[0]).toMatchObject({
      body: { type: 'STATEMENT', statement: { ...rest, aboutMs: Date.UTC(1990, 0, 1, 0, 1) } },
    });
    expect(told[1]).toMatchObject({ party: 'US', report });
    expect(told.slice(2)).toMatchObject([{ count: 2 }, { count: 200, source: 'line', party: 'US' }]);
    expect(new Set(told.map((i) => 'id' in i && i.id)).size).toBe(4);
  });

  it('SI-35 echoes are in the looks of their sensor', () => {
    const scenario = loaded(file());
    const plots = (s: Scenario) =>
      createScenarioSource(s, 'v', catalogue)
        .advance(s.endMs)
        .filter((i) => i.kind === 'detection' && i.sensor === 'DSP-1').length;
    expect(plots(scenario) - plots(loaded(file({ echoes: [] })))).toBeGreaterThan(10);
  });

  it('SI-36 a guest looks in its event, and is not in the catalogue', () => {
    const scenario = loaded(file());
    expect(sensorsOfScenario(scenario, catalogue).at(-1)).toMatchObject({
      ...{ id: 'SHIP', kind: 'radar', assignedTo: 'US', rangeMaxM: 1e6, azMinDeg: 0, azMaxDeg: 360 },
    });
    const inputs = createScenarioSource(scenario, 'v', catalogue).advance(scenario.endMs);
    expect(inputs.filter((i) => i.kind === 'scan' && i.sensor === 'SHIP')).toHaveLength(120);
    expect(catalogue.some((s) => s.id === 'SHIP')).toBe(false);
  });

  it.each([
    [
      'a statement after the end',
      { messages: [{ ...variant.messages[0], receivedUtc: t(11) }] },
      'messages.0.receivedUtc',
    ],
    [
      'a word that nobody says',
      { messages: [{ ...variant.messages[0], statement: { ...statement, says: 'WAR' } }] },
      'messages.0.statement.says',
    ],
    [
      'a report before the start',
      { reports: [{ receivedUtc: '1989-12-31T23:59:59Z', party: 'US', report }] },
      'reports.0.receivedUtc',
    ],
    [
      'a report with a verdict',
      { reports: [{ receivedUtc: t(4), party: 'US', report: { ...report, verdict: 'false' } }] },
      'reports.0.report',
    ],
    [
      'counts out of order',
      {
        counts: [
          {
            ...variant.counts[0],
            counts: [
              [t(5), 1],
              [t(4), 2],
            ],
          },
        ],
      },
      'counts.0.counts.1.0',
    ],
    [
      'a count after the end',
      { counts: [{ ...variant.counts[0], counts: [[t(12), 1]] }] },
      'counts.0.counts.0.0',
    ],
    ['half an object', { counts: [{ ...variant.counts[0], counts: [[t(5), 1.5]] }] }, 'counts.0.counts.0.1'],
    ['an echo of who does not look', { echoes: [{ ...spot, sensor: 'DSP-2' }] }, 'echoes.0.sensor'],
    ['an echo that ends first', { echoes: [{ ...spot, toUtc: t(1) }] }, 'echoes.0.toUtc'],
    [
      'an echo before the start',
      { echoes: [{ ...spot, fromUtc: '1989-12-31T23:59:59Z' }] },
      'echoes.0.fromUtc',
    ],
  ])('SI-34 %s is refused with the path', (_what, change, path) => {
    expect(loadScenario(file(change))).toMatchObject({ ok: false, path: `variants.0.${path}` });
  });

  it('SI-34 an event outside its session and a guest without a place are refused with the path', () => {
    expect(loadScenario(file({}, { eventUtc: t(11) }))).toMatchObject({ ok: false, path: 'eventUtc' });
    const { lat: _, ...nowhere } = guest;
    expect(loadScenario(file({}, { guests: [nowhere] }))).toMatchObject({ ok: false, path: 'guests.0.lat' });
  });
});
