import { BiasBook, type BiasSnapshot, EPOCH_MS } from './bias';
import type { KnownErrors } from './known-errors';
import type { Look } from './look';
import type { Registry, SensorModel } from './registry';
import { withoutRepeats } from './repeats';
import { ScanWorker, type Worked } from './scan-work';
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
  /** The last look of each sensor before those. */
  last: readonly Look[];
  bias: BiasSnapshot;
  /** Epoch of the biases of the last look before those. */
  baseEpochMs: number | null;
}

/**
 * The looks of the last 30 s in their own order with what each made of the tracks. A late look goes into its place and
 * what follows is worked again, so the tracks are those that sorted looks would have made. Tracks are never written into:
 * what they were is kept by reference, and what a look made of a track stands unless the late look changed that track or
 * whose plot is whose.
 */
export class LookRing {
  readonly #registry: Registry;
  readonly #picture: string;
  readonly #worker: ScanWorker;
  readonly #bias: BiasBook;
  #looks: Look[] = [];
  /** The same looks without plots that repeat those of the sensor's look before. */
  #fresh: Look[] = [];
  /** The last look of each sensor that is forgotten. */
  #last = new Map<number, Look>();
  /** What each look made of the tracks; null for one that is still to be worked. */
  #worked: (Worked | null)[] = [];
  /** The tracks before each look, as the look before it left them. */
  #before: (readonly Track[])[] = [];
  /** Epoch of the biases of the last look before the first. */
  #baseEpochMs: number | null = null;
  #tracks: readonly Track[] = [];
  #newestMs = Number.NEGATIVE_INFINITY;
  /** Confirmed tracks that left, in the order of leaving; going back takes back what came after. */
  #ends: Ending[] = [];
  rollbacks = 0;
  replayed = 0;
  /** Plots left out because they repeat. */
  repeated = 0;

  constructor(registry: Registry, picture: string) {
    this.#registry = registry;
    this.#picture = picture;
    this.#bias = new BiasBook(registry);
    this.#worker = new ScanWorker(registry, picture, (id, end, { sensor, scan, atMs }) =>
      this.#ends.push({ id, end, sensor, scan, atMs }),
    );
  }

  get tracks(): readonly Track[] {
    return this.#tracks;
  }
  /** What is known of the sensors' errors where the tracks are. */
  get known(): KnownErrors | null {
    const last = this.#looks.at(-1);
    return last ? this.#bias.held(epochOf(last)).errors : null;
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
    this.#bias.learn(epochOf(look), this.#fresh, this.#worked);
    let at = this.#looks.length;
    while (at > 0 && isAfter(this.#looks[at - 1] as Look, look)) at--;
    const late = this.#looks.length - at;
    if (late > 0) {
      this.rollbacks++;
      this.replayed += late;
      this.#tracks = this.#before[at] as readonly Track[];
      this.#ends = this.#ends.filter((e) => isAfter(look, e));
    }
    this.#looks.splice(at, 0, look);
    this.#fresh.splice(at, 0, look);
    this.#worked.splice(at, 0, null);
    this.#before.splice(at, 0, this.#tracks);
    this.#leaveOutRepeats(at);
    const next = this.#looks.findIndex((l, i) => i > at && l.sensor === look.sensor);
    if (next >= 0) this.#leaveOutRepeats(next);
    for (let i = at; i < this.#looks.length; i++) this.#work(i);
    this.#newestMs = Math.max(this.#newestMs, look.atMs);
    this.#forget();
  }

  /** What a restart needs: the tracks before the first look of the window, and the looks. */
  snapshot(): RingSnapshot {
    const first = this.#looks[0];
    return {
      last: [...this.#last.values()].sort((a, b) => a.sensor - b.sensor),
      ends: first ? this.#ends.filter((e) => isAfter(first, e)) : this.#ends,
      base: this.#before[0] ?? this.#tracks,
      baseEpochMs: this.#baseEpochMs,
      looks: this.#looks,
      newestMs: Number.isFinite(this.#newestMs) ? this.#newestMs : null,
      bias: this.#bias.snapshot(),
    };
  }

  restore(s: RingSnapshot): void {
    this.#bias.restore(s.bias);
    this.#ends = [...s.ends];
    this.#tracks = s.base;
    this.#looks = [...s.looks];
    this.#fresh = [...s.looks];
    this.#last = new Map(s.last.map((l) => [l.sensor, l]));
    for (let i = 0; i < this.#looks.length; i++) this.#leaveOutRepeats(i);
    this.#worked = this.#looks.map(() => null);
    this.#before = this.#looks.map(() => s.base);
    this.#baseEpochMs = s.baseEpochMs;
    for (let i = 0; i < this.#looks.length; i++) this.#work(i);
    this.#newestMs = s.newestMs ?? Number.NEGATIVE_INFINITY;
  }

  /**
   * The tracks that the same looks would have made without one sensor, from the window's start on; null if what it saw before
   * that is in them already.
   */
  without(sensor: number, id: string): readonly Track[] | null {
    const { looks, base, ...rest } = this.snapshot();
    const name = this.#registry.models[sensor]?.sensor.id;
    if (base.some((t) => t.id === id && t.sensors.some((s) => s.sensor === name))) return null;
    const other = new LookRing(this.#registry, this.#picture);
    other.restore({ ...rest, base, looks: looks.filter((l) => l.sensor !== sensor) });
    return other.tracks;
  }

  restoreCounts(c: {
    rollbacks: number;
    replayed: number;
    repeated: number;
    brokenCovariance: number;
  }): void {
    this.rollbacks = c.rollbacks;
    this.replayed = c.replayed;
    this.repeated = c.repeated;
    this.#worker.brokenCovariance = c.brokenCovariance;
  }

  /** What a look brings anew; an outcome of more plots or fewer is none any more. */
  #leaveOutRepeats(i: number): void {
    const look = this.#looks[i] as Look;
    let k = i - 1;
    while (k >= 0 && (this.#looks[k] as Look).sensor !== look.sensor) k--;
    const before = k >= 0 ? this.#looks[k] : this.#last.get(look.sensor);
    const fresh = withoutRepeats(look, before?.plots);
    const was = this.#fresh[i] as Look;
    if (fresh === was) return;
    this.#fresh[i] = fresh;
    this.repeated += was.plots.length - fresh.plots.length;
    this.#worked[i] = null;
  }

  #work(i: number): void {
    const raw = this.#fresh[i] as Look;
    // Looks of sensors that are not in the registry never come this far.
    const model = this.#registry.models[raw.sensor] as SensorModel;
    const frame = this.#registry.frame(model, raw.atMs);
    const epochMs = epochOf(raw);
    const look = this.#bias.corrected(raw, model, epochMs);
    this.#before[i] = this.#tracks;
    const lastMs = i > 0 ? epochOf(this.#looks[i - 1] as Look) : (this.#baseEpochMs ?? epochMs);
    const tracks = this.#bias.carried(this.#tracks, lastMs, epochMs);
    const held = this.#bias.held(epochMs);
    const worked = this.#worker.work(tracks, look, model, frame, this.#worked[i] as Worked | null, held);
    this.#worked[i] = worked;
    this.#tracks = worked.after;
  }

  #forget(): void {
    // What is not learned yet is kept.
    const old = epochOf({ atMs: this.#newestMs });
    let n = 0;
    while (n < this.#looks.length && (this.#looks[n] as Look).atMs < old) n++;
    if (n < FORGET_AT_ONCE) return;
    this.#baseEpochMs = epochOf(this.#looks[n - 1] as Look);
    for (const look of this.#looks.splice(0, n)) this.#last.set(look.sensor, look);
    this.#fresh.splice(0, n);
    this.#worked.splice(0, n);
    this.#before.splice(0, n);
    this.#ends = this.#ends.filter((e) => e.atMs >= old - ENDS_KEPT_MS);
  }
}
/** The epoch of the biases that a look is corrected by: all that they are learned from is older than its window. */
const epochOf = ({ atMs }: Pick<Look, 'atMs'>): number =>
  Math.floor((atMs - WINDOW_MS) / EPOCH_MS) * EPOCH_MS;

/** Ends are remembered this long beyond the window: whoever tells of them asks at the next look. */
const ENDS_KEPT_MS = 120_000;

/** Looks are forgotten some at a time: moving the arrays for each would cost more than it frees. */
const FORGET_AT_ONCE = 16;

const isAfter = (a: Place, b: Place): boolean =>
  a.atMs !== b.atMs ? a.atMs > b.atMs : a.sensor !== b.sensor ? a.sensor > b.sensor : a.scan > b.scan;
