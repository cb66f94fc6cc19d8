import type { Message, Rejection } from '../../domain/inputs';
import { nationalLabel, sharedLabel } from '../../domain/labels';
import type { EngineEvent } from '../../domain/records';
import type { Sensor } from '../../domain/sensors';
import type { Centre } from './centre';
import { Rejections, type RejectionsSnapshot, refusalOf } from './door';
import type { LogWriter } from './log';
import type { Nations } from './nations';
import type { SensorTable } from './sensor-table';
import type { EngineConfig, EngineInput, Feed } from './types';

type Fed<K extends EngineInput['kind']> = Extract<EngineInput, { kind: K }>;
interface Rooms {
  sensors: SensorTable;
  nations: Nations;
  centre: Centre;
  log: LogWriter;
}

/** What feeds bring: each input to the centre that it is for, and the table of sensors; refusals are their owner's to know. */
export class Intake {
  readonly #config: EngineConfig;
  readonly #feeds: Map<string, Feed>;
  readonly #sensors: SensorTable;
  readonly #nations: Nations;
  readonly #centre: Centre;
  readonly #log: LogWriter;
  readonly #rejections: Rejections;
  #fed: number;

  constructor(
    config: EngineConfig,
    { sensors, nations, centre, log }: Rooms,
    stored?: { fed: number; rejections: RejectionsSnapshot },
  ) {
    this.#config = config;
    this.#feeds = new Map(config.feeds.map((f) => [f.id, f]));
    this.#sensors = sensors;
    this.#nations = nations;
    this.#centre = centre;
    this.#log = log;
    this.#rejections = new Rejections(stored?.rejections);
    this.#fed = stored?.fed ?? 0;
  }

  /** Inputs taken or refused so far. */
  get fed(): number {
    return this.#fed;
  }
  get counts(): Record<string, number> {
    return this.#rejections.counts;
  }
  snapshot(): RejectionsSnapshot {
    return this.#rejections.snapshot();
  }

  /** Gives an input of a feed to the centre that it is for, or tells its owner why it is not taken. */
  feed({ feed: id, input }: Fed<'feed'>, nowMs: number, events: EngineEvent[]): void {
    this.#fed++;
    const feed = this.#feeds.get(id);
    const refuse = (rejection: Rejection): void =>
      this.#refuse(this.#tellOf(feed, input, nowMs), rejection, nowMs, events, input);
    if (!feed) return refuse({ error: 'UNKNOWN_FEED', message: 'no such feed' });
    // To a Party's feed the sensors of others are not there.
    const mine = (s: Sensor | undefined) =>
      feed.owner === null || s?.assignedTo === feed.owner ? s : undefined;
    const refusal = refusalOf(input, (id, atMs) => mine(this.#sensors.at(id, atMs)), nowMs);
    if (refusal) return refuse(refusal);
    if (input.kind === 'message') return this.#message(input, nowMs, events);
    const owner = 'party' in input ? input.party : this.#sensors.at(input.sensor, input.atMs)?.assignedTo;
    if (owner === undefined || !this.#nations.has(owner) || (feed.owner !== null && owner !== feed.owner))
      return refuse({ error: 'UNKNOWN_PARTY', field: 'party', message: 'no such Party' });
    this.#nations.ingest(owner, input, nowMs, events);
  }

  /** What was no input at all, as the queue found it. */
  refused({ feed, about, rejection }: Fed<'refused'>, nowMs: number, events: EngineEvent[]): void {
    this.#fed++;
    this.#refuse(this.#tellOf(this.#feeds.get(feed), about, nowMs), rejection, nowMs, events, about);
  }

  /** Who is told of a refusal: the feed's owner; of a feed without one, whose sensor or site it says it is. */
  #tellOf(feed: Feed | undefined, said: unknown, nowMs: number): string {
    if (feed?.owner !== null) return feed?.owner ?? 'CENTER';
    const { sensor, party } = Object(said) as { sensor?: unknown; party?: unknown };
    const owner = this.#sensors.at(String(sensor), nowMs)?.assignedTo ?? String(party);
    return this.#nations.has(owner) ? owner : 'CENTER';
  }

  /** A centre whose list of sensors is another goes on from what it held. */
  sensors(sensors: Sensor[], nowMs: number, events: EngineEvent[]): void {
    const change = this.#sensors.change(sensors, this.#nations.parties(), nowMs);
    if ('error' in change) return this.#refuse('CENTER', change, nowMs, events);
    for (const party of change.parties) this.#nations.reassigned(party);
    if (change.parties.length === 0) return;
    const shared = sharedLabel('CENTER', this.#config.mode);
    events.push({ kind: 'catalogue.set', label: shared, body: { sensors: this.#sensors.now() } });
    const { added, withdrawn, altered } = change;
    events.push(
      this.#log.line(shared, nowMs, { msg: 'log.sensor.table', params: { added, withdrawn, altered } }),
    );
  }

  #message(message: Message, nowMs: number, events: EngineEvent[]): void {
    const rejection = this.#centre.takeMessage(message, nowMs, events);
    if (rejection) this.#refuse('CENTER', rejection, nowMs, events);
  }

  #refuse(owner: string, rejection: Rejection, nowMs: number, events: EngineEvent[], said?: unknown): void {
    const { sensor } = Object(said) as { sensor?: unknown };
    this.#nations.refused(owner, String(sensor ?? ''), rejection, nowMs);
    const count = this.#rejections.take(owner, rejection, nowMs);
    if (count === null) return;
    const { mode } = this.#config;
    const label = this.#nations.has(owner) ? nationalLabel(owner, mode) : sharedLabel('CENTER', mode);
    const { error, field = '', message } = rejection;
    const params = { error, field, message, count };
    events.push(this.#log.line(label, nowMs, { msg: 'log.input.rejected', params }));
  }
}
