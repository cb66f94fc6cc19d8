import type { FeedInput, Rejection } from '../../domain/inputs';
import type { Regime } from '../../domain/regime';
import type { Sensor } from '../../domain/sensors';
import type { SensorsDiffer, SourceFault } from '../alerts/rules/feed';
import { Disagreements, type DisagreementsSnapshot, type SeenTrack } from './disagreements';
import { FeedWatch, type FeedWatchSnapshot } from './feed-watch';
import { ReportWatch, type ReportWatchSnapshot } from './report-watch';

export interface OwnWatchSnapshot {
  feed: FeedWatchSnapshot;
  differ: DisagreementsSnapshot;
  reports: ReportWatchSnapshot;
}

/** One Party's watch over its own sources: their flow and times, and whether they say the same. */
export class OwnWatch {
  readonly #sensors: ReadonlyMap<string, Sensor>;
  readonly #feed: FeedWatch;
  readonly #differ: Disagreements;
  readonly #reports: ReportWatch;

  constructor(sensors: readonly Sensor[], regime: Regime['feed'], stored?: OwnWatchSnapshot) {
    this.#sensors = new Map(sensors.map((s) => [s.id, s]));
    this.#feed = new FeedWatch(regime, stored?.feed);
    this.#differ = new Disagreements(regime, stored?.differ);
    this.#reports = new ReportWatch(regime, stored?.reports);
  }

  take(input: FeedInput): void {
    if (input.kind === 'externalReport') this.#reports.take(input);
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
      faults: [...this.#feed.advance(nowMs, (id) => this.#sensors.get(id)), ...this.#reports.advance(nowMs)],
      differs: this.#differ.advance(nowMs, tracks, looking),
    };
  }

  snapshot(): OwnWatchSnapshot {
    return {
      feed: this.#feed.snapshot(),
      differ: this.#differ.snapshot(),
      reports: this.#reports.snapshot(),
    };
  }
}
