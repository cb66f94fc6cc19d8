import type { Detection, FeedInput, Scan, SensorStatusInput } from '../../domain/inputs';
import type { ParticipantId, SessionId, SessionMode } from '../../domain/labels';
import type { TrackWhy } from '../../domain/records';
import type { Sensor } from '../../domain/sensors';
import type { BiasSnapshot } from './bias';
import { describeTrack, type NationalTrackBody } from './describe';
import type { Look, Plot } from './look';
import { type PackedTrack, packTrack, unpackTrack } from './pack';
import { Publisher, type PublisherSnapshot, type TrackChange } from './publish';
import { plausible, Registry } from './registry';
import { byValue } from './repeats';
import { LookRing, type RingSnapshot, WINDOW_MS } from './ring';

export interface PictureOptions {
  /** Names the picture: `national:<party>` or `joint`; part of its tracks' ids. */
  picture: string;
  session: SessionId;
  owner: ParticipantId;
  sensors: readonly Sensor[];
  mode?: SessionMode;
}

/** What was taken and what was not, and what going back has cost. */
export interface PictureCounters {
  detections: number;
  scans: number;
  unknownSensor: number;
  notInService: number;
  outOfRange: number;
  duplicate: number;
  future: number;
  tooOld: number;
  /** Detections whose scan was closed already. */
  afterScan: number;
  /** Plots that a sensor's look before had to the last bit. */
  repeated: number;
  rollbacks: number;
  replayedScans: number;
  brokenCovariance: number;
}

/** A look may claim to be this much later than now: clocks of sensors differ a little. */
const FUTURE_MS = 5000;
/** Plots of a look that is never closed are dropped after this. */
const OPEN_MS = 2 * WINDOW_MS;

interface Snapshot {
  v: 2;
  /** Ids of the sensors that the numbers in looks and sightings stand for: the table may have changed since. */
  sensors: string[];
  base: PackedTrack[];
  looks: Look[];
  newestMs: number | null;
  ends: RingSnapshot['ends'];
  last: Look[];
  bias: BiasSnapshot;
  baseEpochMs: number | null;
  open: [key: string, atMs: number, plots: Plot[]][];
  published: PublisherSnapshot;
  counters: PictureCounters;
}

/**
 * A tracker for one picture. It knows sensors and looks, not Parties; looks may come late and in any order within the
 * window: what it holds afterwards is what sorted looks would have made. No clock and no chance in it.
 */
export class Picture {
  readonly #name: string;
  readonly #registry: Registry;
  readonly #publisher: Publisher;
  #ring: LookRing;
  #open = new Map<string, { atMs: number; plots: Plot[] }>();
  #counters = newCounters();

  constructor(o: PictureOptions) {
    this.#name = o.picture;
    this.#registry = new Registry(o.sensors);
    this.#publisher = new Publisher(this.#registry, (id) => this.#ring.endOf(id));
    this.#ring = new LookRing(this.#registry, o.picture);
  }

  /** Takes one input. Plots are collected until their scan closes the look; bad ones are counted and left out. */
  ingest(input: Detection | Scan | SensorStatusInput | FeedInput, nowMs: number): TrackChange[] {
    if (input.kind === 'detection') this.#collect(input, nowMs);
    else if (input.kind === 'scan' && this.#close(input, nowMs))
      return this.#publisher.publish(this.#ring.tracks, nowMs, this.#ring.known);
    return [];
  }

  /** Time alone: what nobody sees coasts, and ends where its predicted path does. */
  advance(nowMs: number): TrackChange[] {
    for (const [key, o] of this.#open) if (o.atMs < nowMs - OPEN_MS) this.#open.delete(key);
    return this.#publisher.publish(this.#ring.tracks, nowMs, this.#ring.known);
  }

  /** Confirmed tracks as they were last told. */
  tracks(): NationalTrackBody[] {
    return this.#publisher.confirmed();
  }

  /** Confirmed tracks as they are at a time, predicted to it: by looks received so far. */
  tracksAt(atMs: number): NationalTrackBody[] {
    return this.#ring.tracks
      .filter((t) => t.status === 'confirmed' && !this.#publisher.isOver(t.id))
      .map((t) => ({
        ...describeTrack(t, Math.max(atMs, t.motion.tMs), this.#registry, this.#ring.known),
        id: this.#publisher.nameOf(t.id),
        rev: 0,
        status: atMs - t.lastMs > 30_000 ? 'coasting' : 'confirmed',
      }));
  }

  /** Ids of tracks that turned out to be this one. */
  sameAs(id: string): readonly string[] {
    const own = this.#publisher.trackOf(id);
    const aliases = this.#ring.tracks.find((t) => t.id === own)?.aliases ?? [];
    return aliases.map((a) => this.#publisher.nameOf(a));
  }

  /** Whether a track may turn out to be another confirmed one: looks that hit one of the two miss the other. */
  mayBeTwin(id: string): boolean {
    const own = this.#publisher.trackOf(id);
    return this.#ring.tracks.some((t) =>
      t.id === own ? t.twin !== null : t.status === 'confirmed' && t.twin?.id === own,
    );
  }

  /**
   * What a track that was just confirmed were without each of the sensors that saw it, by working the same looks again. One
   * whose looks began before the window is not in the answer.
   */
  without(id: string): TrackWhy['without'] {
    const own = this.#ring.tracks.find((t) => t.id === this.#publisher.trackOf(id));
    return (own?.sensors ?? []).flatMap(({ sensor }) => {
      const model = this.#registry.get(sensor);
      const tracks = own && model ? this.#ring.without(model.index, own.id) : null;
      if (!own || !tracks) return [];
      const left = tracks
        .filter((t) => t.weighed.some((w) => w.detection !== null && own.evidence.includes(w.detection)))
        .sort((a, b) => b.score - a.score)[0];
      const score = left ? Math.round(left.score * 100) / 100 : null;
      return [{ sensor, score, confirmed: left?.status === 'confirmed' }];
    });
  }

  counters(): PictureCounters {
    return {
      ...this.#counters,
      rollbacks: this.#ring.rollbacks,
      replayedScans: this.#ring.replayed,
      repeated: this.#ring.repeated,
      brokenCovariance: this.#ring.brokenCovariance,
    };
  }

  /** Plain JSON. The tracks of the window's start and its looks are enough: the rest is worked again. */
  snapshot(): unknown {
    const { base, looks, newestMs, ends, last, bias, baseEpochMs } = this.#ring.snapshot();
    const s: Snapshot = {
      v: 2,
      sensors: this.#registry.ids,
      base: base.map(packTrack),
      looks: structuredClone(looks) as Look[],
      newestMs,
      ends: structuredClone(ends) as RingSnapshot['ends'],
      last: structuredClone(last) as Look[],
      bias,
      baseEpochMs,
      open: [...this.#open].map(([key, o]) => [key, o.atMs, structuredClone(o.plots)]),
      published: this.#publisher.snapshot(),
      counters: this.counters(),
    };
    return s;
  }

  /** Takes what a picture of the same sensors held, or of another table of them that had none that is not here. */
  restore(stored: unknown): void {
    const s = structuredClone(stored) as Snapshot;
    const sensorAt = this.#registry.placesOf(s.sensors);
    const moved = <T extends { sensor: number }>(x: T): T => ({ ...x, sensor: sensorAt[x.sensor] as number });
    this.#ring = new LookRing(this.#registry, this.#name);
    this.#ring.restore({
      base: s.base.map((t) => unpackTrack(t, sensorAt)),
      looks: s.looks.map(moved),
      newestMs: s.newestMs,
      ends: s.ends.map(moved),
      last: s.last.map(moved),
      bias: s.bias,
      baseEpochMs: s.baseEpochMs,
    });
    const { rollbacks, replayedScans: replayed, repeated, brokenCovariance } = s.counters;
    this.#ring.restoreCounts({ rollbacks, replayed, repeated, brokenCovariance });
    this.#open = new Map(
      s.open.map(([key, atMs, plots]) => {
        const [sensor, scan] = key.split(':').map(Number) as [number, number];
        return [lookKey(sensorAt[sensor] as number, scan), { atMs, plots }];
      }),
    );
    this.#publisher.restore(s.published);
    this.#counters = { ...s.counters };
  }

  #collect(d: Detection, nowMs: number): void {
    const model = this.#registry.get(d.sensor);
    const c = this.#counters;
    if (!model) c.unknownSensor++;
    else if (!Number.isFinite(d.atMs) || !plausible(model.sensor, d.z)) c.outOfRange++;
    else if (!this.#registry.inService(model, d.atMs)) c.notInService++;
    else if (d.atMs > nowMs + FUTURE_MS) c.future++;
    else if (this.#ring.tooOld(d.atMs)) c.tooOld++;
    else if (this.#ring.has(model.index, d.scan)) c.afterScan++;
    else {
      const key = lookKey(model.index, d.scan);
      const look = this.#open.get(key) ?? { atMs: d.atMs, plots: [] };
      this.#open.set(key, look);
      if (look.plots.some((p) => p.id === d.id)) c.duplicate++;
      else {
        look.plots.push({ id: d.id, z: d.z });
        c.detections++;
      }
    }
  }

  #close(scan: Scan, nowMs: number): boolean {
    const model = this.#registry.get(scan.sensor);
    const c = this.#counters;
    if (!model) {
      c.unknownSensor++;
      return false;
    }
    const key = lookKey(model.index, scan.scan);
    const collected = this.#open.get(key);
    this.#open.delete(key);
    if (!Number.isFinite(scan.atMs)) c.outOfRange++;
    else if (!this.#registry.inService(model, scan.atMs)) c.notInService++;
    else if (scan.atMs > nowMs + FUTURE_MS) c.future++;
    else if (this.#ring.tooOld(scan.atMs)) c.tooOld++;
    else if (this.#ring.has(model.index, scan.scan)) c.duplicate++;
    else {
      const plots = (collected?.plots ?? []).sort(byValue);
      this.#ring.insert({ sensor: model.index, scan: scan.scan, atMs: scan.atMs, plots });
      c.scans++;
      return true;
    }
    return false;
  }
}

const lookKey = (sensor: number, scan: number): string => `${sensor}:${scan}`;

const newCounters = (): PictureCounters => ({
  detections: 0,
  scans: 0,
  unknownSensor: 0,
  notInService: 0,
  outOfRange: 0,
  duplicate: 0,
  future: 0,
  tooOld: 0,
  afterScan: 0,
  repeated: 0,
  rollbacks: 0,
  replayedScans: 0,
  brokenCovariance: 0,
});
