import type { Detection, Rejection, Scan } from '../../domain/inputs';
import type { Regime } from '../../domain/regime';
import type { Sensor } from '../../domain/sensors';
import type { SourceFault } from '../alerts/rules/feed';

interface Bucket {
  atMs: number;
  taken: number;
  refused: number;
}
interface Source {
  sensor: string | null;
  /** Records since the last tick, and by tick before it. */
  since: number;
  flow: [atMs: number, n: number][];
  buckets: Bucket[];
  last: { error: string; field: string };
  /** How much later than usual the last looks came, ms. */
  late: number[];
  /** Sum over the plots of the look that is open, and of the looks before it. */
  look: number;
  ids: string[];
  looks: number[];
  repeats: number;
  on: SourceFault['kind'][];
}
export type FeedWatchSnapshot = { sources: [string, Source][] };

/** Rates are taken over so long; what is refused is counted in pieces of it. */
const BUCKET_MS = 10_000;
/** Looks that are remembered, so that what is played again is known. */
const LOOKS_KEPT = 512;
/** Fewer refusals than this are chance, whatever their share. */
const LEAST_REFUSED = 3;

/** Counts what a Party's feed brings: how much, how much of it faulty, how late, and whether it has all been there before. */
export class FeedWatch {
  readonly #regime: Regime['feed'];
  readonly #sources: Map<string, Source>;

  constructor(regime: Regime['feed'], stored?: FeedWatchSnapshot) {
    this.#regime = regime;
    this.#sources = new Map(structuredClone(stored?.sources));
  }

  detection({ sensor, id, z }: Detection): void {
    const s = this.#of(sensor, sensor);
    s.since++;
    // Noise never comes twice to the last digit: equal sums are equal plots.
    for (const v of z) s.look = s.look * 31.7 + v * 7.3 + 1;
    if (s.ids.length < 3) s.ids.push(id);
  }

  /** Closes a look. */
  scan({ sensor, atMs, receivedMs }: Scan, { latencyS }: Sensor): void {
    const s = this.#of(sensor, sensor);
    s.since++;
    s.late.push(receivedMs - atMs - latencyS * 1000);
    if (s.late.length > this.#regime.skew.looks) s.late.shift();
    if (s.look === 0) return;
    s.repeats = s.looks.includes(s.look) ? s.repeats + 1 : 0;
    s.looks.push(s.look);
    if (s.looks.length > LOOKS_KEPT) s.looks.shift();
    s.look = 0;
    if (s.repeats === 0) s.ids = [];
  }

  refused(source: string, sensor: string | null, { error, field = '' }: Rejection, nowMs: number): void {
    const s = this.#of(source, sensor);
    s.last = { error, field };
    this.#bucket(s, nowMs).refused++;
  }

  /** Time alone: faults that have come or gone since the last tick. */
  advance(nowMs: number, sensorOf: (id: string) => Sensor | undefined): SourceFault[] {
    return [...this.#sources].flatMap(([source, s]) => {
      if (s.since > 0) this.#bucket(s, nowMs).taken += s.since;
      s.flow = [...s.flow.filter(([at]) => nowMs - at < BUCKET_MS), [nowMs, s.since]];
      const rate = Math.round(s.flow.reduce((sum, [, n]) => sum + n, 0) / (BUCKET_MS / 1000));
      s.since = 0;
      s.buckets = s.buckets.filter((b) => nowMs - b.atMs < this.#regime.refused.withinS * 1000);
      return [
        this.#change(source, s, 'FLOOD', rate > this.#regime.quotaPerS, () => ({
          ...{ rate, quota: this.#regime.quotaPerS },
        })),
        this.#change(source, s, 'MALFORMED', ...this.#faulty(s)),
        this.#change(source, s, 'SKEW', ...this.#skewed(s, sensorOf(source))),
        this.#change(source, s, 'REPEATED', s.repeats >= this.#regime.repeatedLooks, () => ({
          ...{ cause: 'REPEATED', looks: s.repeats, evidence: s.ids.join(' ') },
        })),
      ].flatMap((fault) => fault ?? []);
    });
  }

  snapshot(): FeedWatchSnapshot {
    return { sources: structuredClone([...this.#sources]) };
  }

  #of(source: string, sensor: string | null): Source {
    const known = this.#sources.get(source);
    if (known) return known;
    const fresh: Source = {
      ...{ sensor, since: 0, flow: [], buckets: [], last: { error: '', field: '' }, late: [], look: 0 },
      ...{ ids: [], looks: [], repeats: 0, on: [] },
    };
    this.#sources.set(source, fresh);
    return fresh;
  }

  #bucket(s: Source, nowMs: number): Bucket {
    const last = s.buckets.at(-1);
    if (last && nowMs - last.atMs < BUCKET_MS) return last;
    const fresh = { atMs: nowMs, taken: 0, refused: 0 };
    s.buckets.push(fresh);
    return fresh;
  }

  #faulty(s: Source): [boolean, () => SourceFault['params']] {
    const refused = s.buckets.reduce((n, b) => n + b.refused, 0);
    const records = refused + s.buckets.reduce((n, b) => n + b.taken, 0);
    const on = refused >= LEAST_REFUSED && refused > this.#regime.refused.share * records;
    return [on, () => ({ refused, records, ...s.last })];
  }

  #skewed({ late }: Source, sensor: Sensor | undefined): [boolean, () => SourceFault['params']] {
    const { looks, offS, latencyShare } = this.#regime.skew;
    if (late.length < looks || !sensor) return [false, () => ({})];
    const middle = late.toSorted((a, b) => a - b)[Math.floor(looks / 2)] ?? 0;
    const allowedMs = (offS + latencyShare * sensor.latencyS) * 1000;
    return [Math.abs(middle) > allowedMs, () => ({ timeS: Math.round(middle / 100) / 10, looks })];
  }

  /** Told once when it comes and once when it goes. */
  #change(
    source: string,
    s: Source,
    kind: SourceFault['kind'],
    on: boolean,
    params: () => SourceFault['params'],
  ): SourceFault | null {
    if (s.on.includes(kind) === on) return null;
    s.on = on ? [...s.on, kind] : s.on.filter((k) => k !== kind);
    return { kind, source, sensor: s.sensor, on, params: on ? params() : {} };
  }
}
