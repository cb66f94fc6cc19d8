import type { Registry } from './registry';
import { type Look, ScanWorker } from './scan-work';
import type { Track, TrackEnd } from './track';

/** Late looks within this are put in their place by going back; older ones are counted and dropped. */
export const WINDOW_MS = 30_000;

/** What puts looks in order. */
type Place = Pick<Look, 'atMs' | 'sensor' | 'scan'>;
interface Ending extends Place {
  id: string;
  end: TrackEnd;
}
export interface RingSnapshot {
  base: readonly Track[];
  looks: readonly Look[];
  newestMs: number | null;
  ends: readonly Ending[];
}

/**
 * The looks of the last 30 s in their own order with the tracks as they were before each. A late look goes into its
 * place and what follows is worked again, so the tracks are those that sorted looks would have made. Tracks are never
 * written into: what was before a look is kept by reference.
 */
export class LookRing {
  readonly #registry: Registry;
  readonly #worker: ScanWorker;
  #looks: Look[] = [];
  #before: (readonly Track[])[] = [];
  #tracks: readonly Track[] = [];
  #newestMs = Number.NEGATIVE_INFINITY;
  /** Confirmed tracks that left, in the order of leaving; going back takes back what came after. */
  #ends: Ending[] = [];
  rollbacks = 0;
  replayed = 0;

  constructor(registry: Registry, picture: string) {
    this.#registry = registry;
    this.#worker = new ScanWorker(picture, (id, end, { sensor, scan, atMs }) =>
      this.#ends.push({ id, end, sensor, scan, atMs }),
    );
  }

  get tracks(): readonly Track[] {
    return this.#tracks;
  }
  get brokenCovariance(): number {
    return this.#worker.brokenCovariance;
  }

  /** How a confirmed track left the tracks, as far as is remembered; null for one that these looks do not make at all. */
  endOf(id: string): TrackEnd | null {
    return this.#ends.findLast((e) => e.id === id)?.end ?? null;
  }

  tooOld(atMs: number): boolean {
    return atMs < this.#newestMs - WINDOW_MS;
  }

  has(sensor: number, scan: number): boolean {
    return this.#looks.some((l) => l.scan === scan && l.sensor === sensor);
  }

  insert(look: Look): void {
    let at = this.#looks.length;
    while (at > 0 && isAfter(this.#looks[at - 1] as Look, look)) at--;
    const late = this.#looks.length - at;
    if (late > 0) {
      this.rollbacks++;
      this.replayed += late;
      this.#tracks = this.#before[at] as readonly Track[];
      this.#before.length = at;
      this.#ends = this.#ends.filter((e) => isAfter(look, e));
    }
    this.#looks.splice(at, 0, look);
    for (let i = at; i < this.#looks.length; i++) this.#work(this.#looks[i] as Look);
    this.#newestMs = Math.max(this.#newestMs, look.atMs);
    this.#forget();
  }

  /** What a restart needs: the tracks before the first look of the window, and the looks. */
  snapshot(): RingSnapshot {
    const first = this.#looks[0];
    return {
      ends: first ? this.#ends.filter((e) => isAfter(first, e)) : this.#ends,
      base: this.#before[0] ?? this.#tracks,
      looks: this.#looks,
      newestMs: Number.isFinite(this.#newestMs) ? this.#newestMs : null,
    };
  }

  restore(s: RingSnapshot): void {
    this.#ends = [...s.ends];
    this.#tracks = s.base;
    this.#before = [];
    this.#looks = [...s.looks];
    for (const look of this.#looks) this.#work(look);
    this.#newestMs = s.newestMs ?? Number.NEGATIVE_INFINITY;
  }

  restoreCounts(c: { rollbacks: number; replayed: number; brokenCovariance: number }): void {
    this.rollbacks = c.rollbacks;
    this.replayed = c.replayed;
    this.#worker.brokenCovariance = c.brokenCovariance;
  }

  #work(look: Look): void {
    this.#before.push(this.#tracks);
    const model = this.#registry.models[look.sensor];
    if (!model) return;
    this.#tracks = this.#worker.work(this.#tracks, look, model, this.#registry.frame(model, look.atMs));
  }

  #forget(): void {
    const old = this.#newestMs - WINDOW_MS;
    let n = 0;
    while (n < this.#looks.length && (this.#looks[n] as Look).atMs < old) n++;
    if (n < FORGET_AT_ONCE) return;
    this.#looks.splice(0, n);
    this.#before.splice(0, n);
    this.#ends = this.#ends.filter((e) => e.atMs >= old - ENDS_KEPT_MS);
  }
}
/** Ends are remembered this long beyond the window: whoever tells of them asks at the next look. */
const ENDS_KEPT_MS = 120_000;

/** Looks are forgotten some at a time: moving the arrays for each would cost more than it frees. */
const FORGET_AT_ONCE = 16;

const isAfter = (a: Place, b: Place): boolean =>
  a.atMs !== b.atMs ? a.atMs > b.atMs : a.sensor !== b.sensor ? a.sensor > b.sensor : a.scan > b.scan;
