import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type FeedInput, parseFeedInput } from '../../../domain/inputs';
import { inFieldOfView, type Sensor, sensorFrame } from '../../../domain/sensors';
import blackBrant from '../../../scenarios/1995-01-25-black-brant-xii.json';
import dualIrbm from '../../../scenarios/dual-irbm.json';
import publishedSchema from '../../../scenarios/scenario.schema.json';
import sensorTable from '../../../scenarios/tables/sensors.json';
import training from '../../../scenarios/training-two-sensors.json';
import { loadCatalogue } from '../catalogue';
import { DAY_MS } from '../time';
import { heightOf } from '../trajectory/dynamics';
import { type Flight, stateAt } from '../trajectory/flight';
import { scenarioTruth } from '../truth';
import { flightsOf, loadScenario, type Scenario } from './load';
import { scenarioJsonSchema } from './schema';
import { createScenarioSource, sensorsOfScenario } from './source';

const catalogue = loadCatalogue(sensorTable);
const FOLDER = join(import.meta.dirname, '../../../scenarios');

function loaded(json: unknown): Scenario {
  const result = loadScenario(json);
  if (!result.ok) throw new Error(`${result.path}: ${result.message}`);
  return result.scenario;
}
const sensor = (id: string): Sensor => catalogue.find((s) => s.id === id) as Sensor;
const of = <K extends FeedInput['kind']>(inputs: FeedInput[], kind: K) =>
  inputs.filter((i): i is Extract<FeedInput, { kind: K }> => i.kind === kind);

/** Seconds after launch at which the flight comes into view and goes out of it. */
function views(s: Sensor, f: Flight): [number, number][] {
  const x = new Float64Array(6);
  const out: [number, number][] = [];
  let since: number | null = null;
  for (let t = 0; t <= f.trajectory.endS + 1; t++) {
    const atMs = f.launchMs + t * 1000;
    const seen = stateAt(f, atMs, x) && inFieldOfView(s, sensorFrame(s, atMs), x, heightOf(x));
    if (seen && since === null) since = t;
    if (!seen && since !== null) {
      out.push([since, t]);
      since = null;
    }
  }
  return out;
}

describe('scenario', () => {
  it('SI-13 refuses a bad file with the path of the fault', () => {
    const broken = (change: (s: typeof blackBrant & Record<string, unknown>) => void) => {
      const copy = structuredClone(blackBrant) as typeof blackBrant & Record<string, unknown>;
      change(copy);
      const result = loadScenario(copy);
      return result.ok ? 'taken' : result.path;
    };
    const flight = (s: typeof blackBrant) => s.flights[0] as (typeof blackBrant)['flights'][0];
    const asItWas = (s: typeof blackBrant) => s.variants[0] as (typeof blackBrant)['variants'][0];
    expect(broken(() => {})).toBe('taken');
    expect(loadScenario(null)).toMatchObject({ ok: false, path: '' });
    expect(broken((s) => Object.assign(s, { verdict: 'NOTIFIED_BENIGN' }))).toBe('');
    expect(broken((s) => Object.assign(flight(s).site, { lat: 95 }))).toBe('flights.0.site.lat');
    expect(broken((s) => Object.assign(flight(s).vehicle.stages[2] as object, { burnS: -1 }))).toBe(
      'flights.0.vehicle.stages.2.burnS',
    );
    expect(broken((s) => Object.assign(flight(s).vehicle, { by: 'wish' }))).toBe('flights.0.vehicle.by');
    expect(broken((s) => Object.assign(flight(s), { launchUtc: '1995-02-30T06:24:00Z' }))).toBe(
      'flights.0.launchUtc',
    );
    expect(broken((s) => Object.assign(flight(s), { launchUtc: '1995-01-25T09:24:00Z' }))).toBe(
      'flights.0.launchUtc',
    );
    expect(broken((s) => Object.assign(s, { endUtc: s.startUtc }))).toBe('endUtc');
    expect(broken((s) => Object.assign(s.title, { ru: '' }))).toBe('title.ru');
    expect(
      broken((s) =>
        Object.assign(asItWas(s).messages[0]?.notification.window as object, {
          toUtc: '1995-01-01T00:00:00Z',
        }),
      ),
    ).toBe('variants.0.messages.0.notification.window.toUtc');
    expect(
      broken((s) => Object.assign(asItWas(s).messages[0] as object, { receivedUtc: '1995-01-26T00:00:00Z' })),
    ).toBe('variants.0.messages.0.receivedUtc');
    expect(broken((s) => Object.assign(s.variants[1] as object, { id: 'as-it-was' }))).toBe('variants.1.id');
    expect(broken((s) => Object.assign(s, { sensors: ['PECHORA'] }))).toBe('variants.0.looking.0');
    expect(
      broken((s) =>
        Object.assign(flight(s), { vehicle: { by: 'fit', template: 'solid-1', rangeM: 9e6, apogeeM: 1e6 } }),
      ),
    ).toBe('flights.0.vehicle');
    expect(
      broken((s) =>
        Object.assign(flight(s), {
          vehicle: { by: 'orbit', template: 'solid-1', perigeeM: 2e5, apogeeM: 2e5 },
        }),
      ),
    ).toBe('flights.0.vehicle.template');
  });

  it('SI-50 says what of the regime is other than the centre’s; nothing, and all is the centre’s', () => {
    const written = {
      scope: 2,
      membership: 'BIG8',
      reports: { US: { gridM: 5000, delayS: 30, withheld: ['class'] } },
    };
    const read = loadScenario({ ...training, regime: written });
    expect(read.ok && read.scenario.regime).toEqual(written);
    expect(loaded(training).regime).toEqual({});
  });

  it.each([
    [{ scope: 4 }, 'regime.scope'],
    [{ membership: 'EVERYBODY' }, 'regime.membership'],
    [{ thresholdM: 1 }, 'regime'],
    [{ reports: { US: { gridM: 200_001, delayS: 0, withheld: [] } } }, 'regime.reports.US.gridM'],
    [{ reports: { US: { gridM: 0, delayS: -1, withheld: [] } } }, 'regime.reports.US.delayS'],
    [{ reports: { US: { gridM: 0, delayS: 0, withheld: ['launchPoint'] } } }, 'regime.reports.US.withheld.0'],
  ])('SI-50 a regime that is none is refused with its path: %j', (regime, path) => {
    expect(loadScenario({ ...training, regime })).toMatchObject({ ok: false, path });
  });

  it('SI-14 publishes the schema that the loader uses, and every file of the folder is taken', () => {
    expect(publishedSchema).toEqual(JSON.parse(JSON.stringify(scenarioJsonSchema())));
    const files = readdirSync(FOLDER).filter(
      (f) => /^[a-z0-9-]+\.json$/.test(f) && f !== 'participants.json',
    );
    expect(files.length).toBeGreaterThanOrEqual(3);
    for (const file of files) {
      const result = loadScenario(JSON.parse(readFileSync(join(FOLDER, file), 'utf8')));
      expect(result, file).toMatchObject({ ok: true });
      if (result.ok) expect(`${result.scenario.id}.json`).toBe(file);
      if (result.ok)
        for (const v of result.scenario.variants) createScenarioSource(result.scenario, v.id, catalogue);
    }
  });

  it('SI-15 flies 25 January 1995 as published: apogee and range within 3 %, time within 5 %', () => {
    const scenario = loaded(blackBrant);
    const [flight] = flightsOf(scenario) as [Flight];
    const t = flight.trajectory;
    expect(Math.abs(t.apogeeM / 1453e3 - 1)).toBeLessThan(0.03);
    expect(Math.abs((t.rangeM as number) / 1000e3 - 1)).toBeLessThan(0.03);
    expect(Math.abs(t.endS / 1440 - 1)).toBeLessThan(0.05);
    expect(t.burns).toHaveLength(4);
    for (let i = 1; i < 4; i++)
      expect((t.burns[i]?.fromS as number) - (t.burns[i - 1]?.toS as number)).toBeGreaterThan(1);
    const { vehicle } = scenario.flights[0] as Scenario['flights'][0];
    if (vehicle.by !== 'stages') throw new Error('is not flown by stages');
    expect(vehicle.payloadBetaKgM2).toBeGreaterThanOrEqual(300);
    expect(vehicle.payloadBetaKgM2).toBeLessThanOrEqual(800);
    expect(scenario.startMs).toBeLessThanOrEqual(flight.launchMs - 3 * 60_000);
    expect(scenario.endMs).toBeGreaterThanOrEqual(flight.launchMs + 26 * 60_000);
    const told = scenario.assumptions.map((a) => a.en).join(' ');
    for (const word of ['Azimuth', 'Coasts', 'Ballistic coefficient', 'Launch time', 'window'])
      expect(told).toContain(word);
  });

  it('SI-15 lets Olenegorsk see it rise, lose it through the top for 14 minutes and see it fall', () => {
    const [flight] = flightsOf(loaded(blackBrant)) as [Flight];
    const seen = views(sensor('OLENEGORSK-D'), flight);
    expect(seen).toHaveLength(2);
    const [[rise, lost], [again, gone]] = seen as [[number, number], [number, number]];
    // An impulsive flight would enter at T+26 s and leave at T+160 s; coasts and burns put it about a minute later.
    const boostS = flight.trajectory.burns.at(-1)?.toS as number;
    expect(rise).toBeGreaterThan(26);
    expect(rise).toBeLessThan(26 + boostS / 2);
    expect(lost).toBeGreaterThan(160);
    expect(lost).toBeLessThan(160 + boostS * 0.6);
    expect((again - lost) / 60).toBeGreaterThan(13);
    expect((again - lost) / 60).toBeLessThan(15);
    expect(gone - again).toBeGreaterThan(120);
    expect(flight.trajectory.endS - gone).toBeLessThan(180);
  });

  it('SI-16 as it was: only Olenegorsk looks, the notification comes at T+8 min', () => {
    const scenario = loaded(blackBrant);
    const { inputs, flights } = scenarioTruth(scenario, 'as-it-was', catalogue);
    const launchMs = flights[0]?.launchMs as number;
    expect(new Set(of(inputs, 'scan').map((s) => s.sensor))).toEqual(new Set(['OLENEGORSK-D']));
    const messages = of(inputs, 'message');
    expect(messages.map((m) => [m.receivedMs - launchMs, m.body.type])).toEqual([[480_000, 'NOTIFICATION']]);
    const body = messages[0]?.body;
    if (body?.type !== 'NOTIFICATION') throw new Error('no notification');
    expect(body.notification.window.fromMs).toBeLessThan(launchMs);
    expect(body.notification.window.toMs).toBeGreaterThan(launchMs);
    const words = new Map(of(inputs, 'sensorStatus').map((s) => [s.sensor, s.status]));
    expect(words.get('OLENEGORSK-D')).toBe('ON');
    expect(words.get('PECHORA')).toBe('UNKNOWN');
    expect(words.has('SHARIKI')).toBe(false);
  });

  it('SI-16 as it should have been: on file before the session, and every sensor in service looks', () => {
    const scenario = loaded(blackBrant);
    const { inputs } = scenarioTruth(scenario, 'as-it-should-have-been', catalogue);
    const [first] = inputs;
    expect(first).toMatchObject({ kind: 'message', receivedMs: scenario.startMs });
    expect((first as { atMs: number }).atMs).toBeLessThan(scenario.startMs - 20 * DAY_MS);
    expect(of(inputs, 'message')).toHaveLength(1);
    const looked = new Set(of(inputs, 'scan').map((s) => s.sensor));
    expect(looked).toEqual(new Set(sensorsOfScenario(scenario, catalogue).map((s) => s.id)));
    expect(looked.size).toBeGreaterThan(25);
  });

  it('SI-17 the demonstration flight has the figures of its story, seen by both Parties and both kinds of sensor', () => {
    const scenario = loaded(dualIrbm);
    const { flights, origins, inputs } = scenarioTruth(scenario, 'no-notification', catalogue);
    const t = (flights[0] as Flight).trajectory;
    expect(Math.abs((t.rangeM as number) / 4600e3 - 1)).toBeLessThan(0.03);
    expect(Math.abs(t.apogeeM / 970e3 - 1)).toBeLessThan(0.03);
    expect(Math.abs(t.endS / 1320 - 1)).toBeLessThan(0.05);
    const seenBy = new Set(
      of(inputs, 'detection')
        .filter((d) => origins.has(d.id))
        .map((d) => d.sensor),
    );
    const kinds = [...seenBy].map((id) => `${sensor(id).assignedTo} ${sensor(id).kind}`);
    expect(new Set(kinds)).toEqual(new Set(['US radar', 'US ir', 'RU ir']));
    expect(of(inputs, 'message')).toEqual([]);
  });

  it('SI-17 the training scenario has one satellite and one radar of different Parties that both see it', () => {
    const scenario = loaded(training);
    const { origins, inputs } = scenarioTruth(scenario, 'no-notification', catalogue);
    const seen = of(inputs, 'detection').filter((d) => origins.has(d.id));
    for (const id of ['LEKHTUSI', 'SBIRS-SCAN-3'])
      expect(seen.filter((d) => d.sensor === id).length).toBeGreaterThan(8);
    expect(
      sensorsOfScenario(scenario, catalogue)
        .map((s) => s.assignedTo)
        .sort(),
    ).toEqual(['RU', 'US']);
    expect((scenario.endMs - scenario.startMs) / 60_000).toBeLessThanOrEqual(16);
  });

  it('SI-25 a line that is cut gives nothing of that time, and everything else is as it would have been', () => {
    const scenario = loaded(training);
    const inputsOf = (variant: string) => scenarioTruth(scenario, variant, catalogue).inputs;
    const cut = scenario.variants.find((v) => v.id === 'line-lost')?.silences[0];
    const lost = (i: FeedInput) =>
      cut !== undefined &&
      (i.kind === 'detection' || i.kind === 'scan') &&
      i.sensor === cut.sensor &&
      i.atMs >= cut.fromUtc &&
      i.atMs < cut.toUtc;
    const looks = (list: FeedInput[]) => list.filter((i) => i.kind === 'detection' || i.kind === 'scan');
    const [whole, holed] = [looks(inputsOf('no-notification')), looks(inputsOf('line-lost'))];
    expect(whole.filter(lost).length).toBeGreaterThan(20);
    expect(holed).toEqual(whole.filter((i) => !lost(i)));
    const bad = structuredClone(training);
    const gap = bad.variants[1]?.silences?.[0] as { sensor: string; toUtc: string };
    gap.sensor = 'PECHORA';
    expect(loadScenario(bad)).toMatchObject({ ok: false, path: 'variants.1.silences.0.sensor' });
    Object.assign(gap, { sensor: 'LEKHTUSI', toUtc: '2026-03-10T12:00:00Z' });
    expect(loadScenario(bad)).toMatchObject({ ok: false, path: 'variants.1.silences.0.toUtc' });
  });

  it('SI-12 every input of every scenario is valid, in order of receipt, and holds no truth', () => {
    for (const json of [blackBrant, dualIrbm, training]) {
      const scenario = loaded(json);
      for (const { id } of scenario.variants) {
        const { inputs } = scenarioTruth(scenario, id, catalogue);
        let last = Number.NEGATIVE_INFINITY;
        for (const input of inputs) {
          expect(parseFeedInput(input).ok).toBe(true);
          expect(input.receivedMs).toBeGreaterThanOrEqual(last);
          last = input.receivedMs;
        }
        const text = JSON.stringify(inputs);
        for (const word of ['flight', 'truth', 'target', 'template', 'class', 'verdict', 'burn', 'apogee'])
          expect(text, word).not.toContain(word);
      }
    }
  });

  it('SI-11 the same seed gives the same bytes, however the advance is cut; another seed others', () => {
    const scenario = loaded(dualIrbm);
    const whole = JSON.stringify(
      createScenarioSource(scenario, 'no-notification', catalogue).advance(scenario.endMs),
    );
    const cut = createScenarioSource(scenario, 'no-notification', catalogue);
    const parts: FeedInput[] = [];
    for (let t = scenario.startMs, k = 0; t < scenario.endMs; k++) {
      t += [37, 1000, 250, 45_000, 1][k % 5] as number;
      parts.push(...cut.advance(t));
    }
    expect(JSON.stringify(parts)).toBe(whole);
    const restarted = createScenarioSource(scenario, 'no-notification', catalogue);
    const middle = scenario.startMs + 333_333;
    const before = restarted.advance(middle).length;
    expect(JSON.stringify(restarted.advance(scenario.endMs))).toBe(
      JSON.stringify(JSON.parse(whole).slice(before)),
    );
    const other = createScenarioSource({ ...scenario, seed: 5 }, 'no-notification', catalogue).advance(
      scenario.endMs,
    );
    expect(JSON.stringify(other)).not.toBe(whole);
    expect(cut.advance(scenario.endMs + 1e6)).toEqual([]);
  });

  it('names a variant or a sensor that it has not', () => {
    const scenario = loaded(training);
    expect(() => createScenarioSource(scenario, 'other', catalogue)).toThrow('no variant other');
    expect(() => createScenarioSource(scenario, 'no-notification', [])).toThrow('no sensor LEKHTUSI');
  });
});
