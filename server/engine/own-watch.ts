import type { FeedInput, Rejection } from '../../domain/inputs';
import type { Regime } from '../../domain/regime';
import type { Sensor } from '../../domain/sensors';
import type { SensorsDiffer, SourceFault } from '../alerts/rules/feed';
import { Disagreements, type DisagreementsSnapshot, type SeenTrack } from './disagreements';
import { FeedWatch, type FeedWatchSnapshot } from './feed-watch';

export interface OwnWatchSnapshot {
  feed: FeedWatchSnapshot;
  differ: DisagreementsSnapshot;
}

/** One Party's watch over its own sources: their flow and times, and whether they say the same. */
export class OwnWatch {
  readonly #sensors: ReadonlyMap<string, Sensor>;
  readonly #feed: FeedWatch;
  readonly #differ: Disagreements;

  constructor(sensors: readonly Sensor[], regime: Regime['feed'], stored?: OwnWatchSnapshot) {
    this.#sensors = new Map(sensors.map((s) => [s.id, s]));
    this.#feed = new FeedWatch(regime, stored?.feed);
    this.#differ = new Disagreements(regime, stored?.differ);
  }

  take(input: FeedInput): void {
    if (input.kind === 'detection') this.#feed.detection(input);
    const sensor = input.kind === 'scan' ? this.#sensors.get(input.sensor) : undefined;
    if (input.kind === 'scan' && sensor) this.#feed.scan(input, sensor);
  }

  /** A record that was not taken; `said` is the sensor that it named, if it named one. */
  refused(said: string, rejection: Rejection, nowMs: number): void {
    const sensor = this.#sensors.has(said) ? said : null;
    this.#feed.refused(sensor ?? 'feed', sensor, rejection, nowMs);
  }

  advance(
    nowMs: number,
    tracks: readonly SeenTrack[],
    looking: readonly Sensor[],
  ): { faults: SourceFault[]; differs: SensorsDiffer[] } {
    return {
      faults: this.#feed.advance(nowMs, (id) => this.#sensors.get(id)),
      differs: this.#differ.advance(nowMs, tracks, looking),
    };
  }

  snapshot(): OwnWatchSnapshot {
    return { feed: this.#feed.snapshot(), differ: this.#differ.snapshot() };
  }
}
