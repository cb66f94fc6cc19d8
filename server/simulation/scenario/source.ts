/** A scenario as a feed: one variant of it, from its start to its end. */
import { makeId } from '../../../domain/ids';
import type { FeedInput, Message, NotificationInput, SensorStatusInput } from '../../../domain/inputs';
import { inService, type Sensor } from '../../../domain/sensors';
import type { Statement } from '../../../domain/statements';
import { radarOf } from '../catalogue';
import type { Echo } from '../sensing/echo';
import type { Trace } from '../sensing/look';
import { createSource, type FeedSource } from '../source';
import { flightsOf, type Scenario } from './load';
import type { ScenarioEcho, ScenarioNotification, ScenarioStatement, ScenarioVariant } from './schema';

/** The sensors of a scenario's session: those of the catalogue in its order, then its guests. Throws on an id that neither has. */
export function sensorsOfScenario(scenario: Scenario, catalogue: readonly Sensor[]): Sensor[] {
  const guests = scenario.guests.map(radarOf);
  return [...ofCatalogue(scenario, catalogue), ...guests];
}
function ofCatalogue(scenario: Scenario, catalogue: readonly Sensor[]): Sensor[] {
  if (scenario.sensors === 'in-service') return catalogue.filter((s) => inService(s, scenario.startMs));
  return pick(scenario, scenario.sensors, catalogue);
}

function pick(scenario: Scenario, ids: readonly string[], from: readonly Sensor[]): Sensor[] {
  for (const id of ids)
    if (!from.some((s) => s.id === id)) throw new Error(`scenario ${scenario.id}: no sensor ${id}`);
  return from.filter((s) => ids.includes(s.id));
}

export function createScenarioSource(
  scenario: Scenario,
  variantId: string,
  catalogue: readonly Sensor[],
  trace?: Trace,
): FeedSource {
  const variant = scenario.variants.find((v) => v.id === variantId);
  if (!variant) throw new Error(`scenario ${scenario.id}: no variant ${variantId}`);
  const all = sensorsOfScenario(scenario, catalogue);
  const looking = variant.looking === 'in-service' ? all : pick(scenario, variant.looking, all);
  const flights = flightsOf(scenario);
  const told = toldBy(scenario, variant, all, looking);
  let given = 0;
  const cut = (input: FeedInput): boolean =>
    (input.kind === 'detection' || input.kind === 'scan') &&
    variant.silences.some(
      (c) => c.sensor === input.sensor && input.atMs >= c.fromUtc && input.atMs < c.toUtc,
    );
  const source = createSource({
    seed: scenario.seed,
    epochMs: scenario.startMs,
    endMs: scenario.endMs,
    sensors: looking,
    flights: (fromMs, toMs) => flights.filter((f) => f.launchMs <= toMs && f.endMs >= fromMs),
    told: (toMs) => {
      const from = given;
      while (given < told.length && (told[given] as FeedInput).receivedMs <= toMs) given++;
      return told.slice(from, given);
    },
    trace,
    echoes: variant.echoes.map(echoOf),
  });
  if (variant.silences.length === 0) return source;
  return { ...source, advance: (toMs) => source.advance(toMs).filter((input) => !cut(input)) };
}

function echoOf({ fromUtc, toUtc, ...echo }: ScenarioEcho, i: number): Echo {
  return { ...echo, key: `echo ${i}`, fromMs: fromUtc, toMs: toUtc };
}

/** What is told, in order of receipt: first states of sensors, notifications on file, messages, later states. */
function toldBy(s: Scenario, variant: ScenarioVariant, all: Sensor[], looking: Sensor[]): FeedInput[] {
  const message = (name: string, atMs: number, receivedMs: number, body: Message['body']): Message => ({
    kind: 'message',
    id: makeId('message', s.id, variant.id, name),
    atMs,
    receivedMs,
    body,
  });
  const status = (sensor: string, word: SensorStatusInput['status'], atMs: number): SensorStatusInput => ({
    kind: 'sensorStatus',
    sensor,
    status: word,
    atMs,
    receivedMs: atMs,
  });
  const told: FeedInput[] = [
    ...variant.onFile.map((m, i) =>
      message(`file ${i}`, m.filedUtc, s.startMs, {
        type: 'NOTIFICATION',
        notification: notificationOf(m.notification),
      }),
    ),
    // A sensor of which nobody knows what it saw is UNKNOWN, not on.
    ...all.map((sensor) => status(sensor.id, looking.includes(sensor) ? 'ON' : 'UNKNOWN', s.startMs)),
    ...variant.messages.map((m, i) => message(`message ${i}`, m.receivedUtc, m.receivedUtc, bodyOf(m))),
    ...variant.statuses.map((m) => status(m.sensor, m.status, m.receivedUtc)),
    ...variant.reports.map(({ receivedUtc, party, report }, i): FeedInput => {
      const id = makeId('report', s.id, variant.id, i);
      return { kind: 'externalReport', id, party, atMs: receivedUtc, receivedMs: receivedUtc, report };
    }),
    ...variant.counts.flatMap(({ counts, ...source }, i) =>
      counts.map(([atMs, count], j): FeedInput => {
        const id = makeId('count', s.id, variant.id, i, j);
        return { kind: 'countSummary', id, ...source, atMs, receivedMs: atMs, count };
      }),
    ),
  ];
  return told.sort((a, b) => a.receivedMs - b.receivedMs);
}

function bodyOf(m: ScenarioVariant['messages'][number]): Message['body'] {
  if (m.type === 'NOTIFICATION') return { type: m.type, notification: notificationOf(m.notification) };
  if (m.type === 'STATEMENT') return { type: m.type, statement: statementOf(m.statement) };
  return { type: m.type, reference: m.reference, by: m.by };
}
function statementOf({ aboutUtc, ...rest }: ScenarioStatement): Statement {
  return { ...rest, aboutMs: aboutUtc };
}
function notificationOf({ window, ...rest }: ScenarioNotification): NotificationInput {
  return { ...rest, window: { fromMs: window.fromUtc, toMs: window.toUtc } };
}
