import type { FeedInput } from '../../domain/inputs';
import type { ParticipantId, SessionId } from '../../domain/labels';
import type { NationalTrack } from '../../domain/records';
import { inService, type Sensor } from '../../domain/sensors';
import { type Described, describeTrack, kinematicsOf, phaseOf } from './describe';
import { mergeTracks } from './merge';
import { type PackedTrack, packTrack, unpackTrack } from './pack';
import { type Look, type Plot, type ScanCounters, workScan } from './scan-work';
import { copyTrack, predictTrack, type TrackData } from './track';

export type NationalTrackBody = Omit<NationalTrack, 'number' | 'reportedAs'>;
export interface TrackChange {
  track: NationalTrackBody;
  reason:
    | 'founded'
    | 'confirmed'
    | 'phase'
    | 'sensor'
    | 'update'
    | 'coasting'
    | 'seen again'
    | 'lost'
    | 'merged'
    | 'ended';
}
export interface PictureCounters extends ScanCounters {
  rejected: number;
  duplicate: number;
  unknownSensor: number;
  tooOld: number;
  future: number;
  rollbacks: number;
}

/** Late looks within this are put in their place by rolling back; older ones are counted and dropped. */
const WINDOW_MS = 30_000;
const CHECKPOINT_MS = 1000;
const FUTURE_MS = 5000;
const BURNING_UPDATE_MS = 4000;
const COASTING_UPDATE_MS = 8000;
const UNSEEN_MS = 30_000;

interface Published {
  rev: number;
  status: NationalTrackBody['status'];
  phase: NationalTrackBody['phase'];
  kinds: number;
  looks: number;
  atMs: number;
  last: NationalTrackBody;
}
interface Checkpoint {
  atMs: number;
  tracks: TrackData[];
}

/**
 * A tracker for one picture. It knows sensors and looks, not Parties; looks may come late and in any order within the
 * window: what it holds afterwards is what sorted looks would have made.
 */
export class Picture {
  readonly #picture: string;
  readonly #sensors: Map<string, Sensor>;
  #tracks: TrackData[] = [];
  /** Closed looks of the window in their own order, and states between them to go back to. */
  #looks: Look[] = [];
  #checkpoints: Checkpoint[] = [];
  #open = new Map<string, { atMs: number; plots: Plot[] }>();
  #published = new Map<string, Published>();
  #newestMs = Number.NEGATIVE_INFINITY;
  readonly counters: PictureCounters = {
    rejected: 0,
    duplicate: 0,
    unknownSensor: 0,
    tooOld: 0,
    future: 0,
    rollbacks: 0,
    brokenCovariance: 0,
  };

  constructor(o: { picture: string; session: SessionId; owner: ParticipantId; sensors: Sensor[] }) {
    this.#picture = o.picture;
    this.#sensors = new Map(o.sensors.map((s) => [s.id, s]));
  }

  /** Takes one input; work is done when a `scan` closes a look. Bad plots are counted and left out. */
  ingest(input: FeedInput, nowMs: number): TrackChange[] {
    if (input.kind === 'detection') {
      const sensor = this.#sensors.get(input.sensor);
      if (!sensor) this.counters.unknownSensor++;
      else if (!plausible(sensor, input.z)) this.counters.rejected++;
      else this.#collect(input.sensor, input.scan, input.atMs, { id: input.id, z: input.z });
      return [];
    }
    if (input.kind !== 'scan') return [];
    const key = `${input.sensor}\n${input.scan}`;
    const collected = this.#open.get(key);
    this.#open.delete(key);
    const sensor = this.#sensors.get(input.sensor);
    if (!sensor) {
      this.counters.unknownSensor++;
      return [];
    }
    if (input.atMs > nowMs + FUTURE_MS) {
      this.counters.future++;
      return [];
    }
    if (input.atMs < this.#newestMs - WINDOW_MS) {
      this.counters.tooOld++;
      return [];
    }
    if (!inService(sensor, input.atMs)) return [];
    const look: Look = {
      sensor: input.sensor,
      scan: input.scan,
      atMs: input.atMs,
      plots: collected?.plots ?? [],
    };
    if (this.#looks.some((l) => l.scan === look.scan && l.sensor === look.sensor)) {
      this.counters.duplicate++;
      return [];
    }
    this.#insert(look);
    return this.#publish(nowMs);
  }

  /** Time alone: what is out of every field of view goes on along its predicted path and ends where that ends. */
  advance(nowMs: number): TrackChange[] {
    for (const [key, o] of this.#open) if (o.atMs < nowMs - 2 * WINDOW_MS) this.#open.delete(key);
    return this.#publish(nowMs);
  }

  /** Confirmed tracks at the picture's present. */
  tracks(): NationalTrackBody[] {
    return this.#tracks.flatMap((t) => {
      const p = this.#published.get(t.id);
      if (!p || t.status !== 'confirmed' || p.status === 'ended') return [];
      return [{ ...p.last, kinematics: kinematicsOf(t), phase: phaseOf(t), lastLookMs: t.lastMs }];
    });
  }

  /** The same, brought to a time without touching the picture. */
  tracksAt(atMs: number): NationalTrackBody[] {
    return this.#tracks.flatMap((t) => {
      const p = this.#published.get(t.id);
      if (!p || t.status !== 'confirmed' || p.status === 'ended') return [];
      const copy = copyTrack(t);
      predictTrack(copy, atMs);
      return [{ ...p.last, ...describeTrack(copy) }];
    });
  }

  snapshot(): unknown {
    return {
      tracks: this.#tracks.map(packTrack),
      looks: this.#looks,
      checkpoints: this.#checkpoints.map((c) => ({ atMs: c.atMs, tracks: c.tracks.map(packTrack) })),
      open: [...this.#open],
      published: [...this.#published],
      newestMs: Number.isFinite(this.#newestMs) ? this.#newestMs : null,
      counters: { ...this.counters },
    };
  }

  restore(stored: unknown): void {
    const s = structuredClone(stored) as {
      tracks: PackedTrack[];
      looks: Look[];
      checkpoints: { atMs: number; tracks: PackedTrack[] }[];
      open: [string, { atMs: number; plots: Plot[] }][];
      published: [string, Published][];
      newestMs: number | null;
      counters: PictureCounters;
    };
    this.#tracks = s.tracks.map(unpackTrack);
    this.#looks = s.looks;
    this.#checkpoints = s.checkpoints.map((c) => ({ atMs: c.atMs, tracks: c.tracks.map(unpackTrack) }));
    this.#open = new Map(s.open);
    this.#published = new Map(s.published);
    this.#newestMs = s.newestMs ?? Number.NEGATIVE_INFINITY;
    Object.assign(this.counters, s.counters);
  }

  #collect(sensor: string, scan: number, atMs: number, plot: Plot): void {
    const key = `${sensor}\n${scan}`;
    const o = this.#open.get(key) ?? { atMs, plots: [] };
    this.#open.set(key, o);
    if (o.plots.some((p) => p.id === plot.id)) this.counters.duplicate++;
    else o.plots.push(plot);
  }

  #insert(look: Look): void {
    let at = this.#looks.length;
    while (at > 0 && after(this.#looks[at - 1] as Look, look)) at--;
    this.#looks.splice(at, 0, look);
    if (at < this.#looks.length - 1) {
      this.counters.rollbacks++;
      this.#goBackTo(look.atMs);
      const from = this.#checkpoints.at(-1)?.atMs ?? Number.NEGATIVE_INFINITY;
      for (const l of this.#looks) if (l.atMs >= from) this.#work(l);
    } else this.#work(look);
    this.#newestMs = Math.max(this.#newestMs, look.atMs);
    this.#forget();
  }

  /** States are kept from before the first look of each second: going back starts there. */
  #work(look: Look): void {
    const second = Math.floor(look.atMs / CHECKPOINT_MS) * CHECKPOINT_MS;
    const last = this.#checkpoints.at(-1);
    if (!last || second > last.atMs) {
      if (last) this.#tidy(second);
      this.#checkpoints.push({ atMs: second, tracks: this.#tracks.map(copyTrack) });
    }
    const sensor = this.#sensors.get(look.sensor);
    if (sensor) this.#tracks = workScan(this.#tracks, look, sensor, this.#picture, this.counters);
  }

  #goBackTo(atMs: number): void {
    while (this.#checkpoints.length > 1 && (this.#checkpoints.at(-1) as Checkpoint).atMs > atMs)
      this.#checkpoints.pop();
    const point = this.#checkpoints.at(-1);
    this.#tracks = (point?.tracks ?? []).map(copyTrack);
  }

  /** Once a second of look time: twins become one. */
  #tidy(atMs: number): void {
    if (this.#tracks.length < 2) return;
    for (const t of this.#tracks) predictTrack(t, atMs);
    this.#tracks = mergeTracks(this.#tracks).kept;
  }

  #forget(): void {
    const old = this.#newestMs - WINDOW_MS - 2 * CHECKPOINT_MS;
    while (this.#checkpoints.length > 1 && (this.#checkpoints[1] as Checkpoint).atMs <= old)
      this.#checkpoints.shift();
    const first = this.#checkpoints[0]?.atMs ?? Number.NEGATIVE_INFINITY;
    while (this.#looks.length > 0 && (this.#looks[0] as Look).atMs < first) this.#looks.shift();
  }

  /** Says what people would want to know: not each look, but each change of meaning, and an update every few seconds. */
  #publish(nowMs: number): TrackChange[] {
    const out: TrackChange[] = [];
    const alive = new Set<string>();
    for (const t of this.#tracks) {
      alive.add(t.id);
      if (t.status === 'tentative') continue;
      const change = this.#changeOf(t, nowMs);
      if (change) out.push(change);
    }
    for (const [id, p] of this.#published) {
      if (alive.has(id) || p.status === 'ended' || p.status === 'lost') continue;
      p.status = 'lost';
      p.rev++;
      p.last = { ...p.last, status: 'lost', rev: p.rev };
      out.push({ track: p.last, reason: 'lost' });
    }
    for (const [id, p] of this.#published)
      if (!alive.has(id) && nowMs - p.last.lastLookMs > 3600e3) this.#published.delete(id);
    return out;
  }

  #changeOf(t: TrackData, nowMs: number): TrackChange | null {
    const p = this.#published.get(t.id);
    if (p?.status === 'ended') return null;
    const unseen = nowMs - t.lastMs > UNSEEN_MS;
    const phase =
      t.pBoost > 0.5 ? 'boost' : (p?.phase ?? 'coast') === 'boost' ? 'coast' : (p?.phase ?? 'coast');
    const every = t.pBoost > 0.1 ? BURNING_UPDATE_MS : COASTING_UPDATE_MS;
    const over = p !== undefined && isOver(p.last, t, nowMs);
    const fresh = !p || t.looks !== p.looks;
    const reason = !p
      ? ('confirmed' as const)
      : over
        ? ('ended' as const)
        : p.phase === 'boost' && phase !== 'boost'
          ? ('phase' as const)
          : t.kinds.length !== p.kinds
            ? ('sensor' as const)
            : unseen && p.status !== 'coasting'
              ? ('coasting' as const)
              : !unseen && p.status === 'coasting'
                ? ('seen again' as const)
                : fresh && nowMs - p.atMs >= every
                  ? ('update' as const)
                  : null;
    if (reason === null) return null;
    const d: Described = describeTrack(t);
    const status = over ? 'ended' : unseen ? 'coasting' : 'confirmed';
    const rev = (p?.rev ?? 0) + 1;
    const track: NationalTrackBody = { ...d, id: t.id, rev, status };
    this.#published.set(t.id, {
      rev,
      status,
      phase: d.phase,
      kinds: t.kinds.length,
      looks: t.looks,
      atMs: nowMs,
      last: track,
    });
    if (over) this.#tracks = this.#tracks.filter((o) => o.id !== t.id);
    return { track, reason };
  }
}

const after = (a: Look, b: Look): boolean =>
  a.atMs !== b.atMs ? a.atMs > b.atMs : a.sensor !== b.sensor ? a.sensor > b.sensor : a.scan > b.scan;

/** In orbit for long enough, or past its predicted impact and unseen: the watch on it is over. */
function isOver(last: NationalTrackBody, t: TrackData, nowMs: number): boolean {
  if (last.impact === 'orbital')
    return nowMs - (t.burnoutMs ?? t.lastMs) > 600_000 || nowMs - t.lastMs > 300_000;
  if (last.impact === null) return nowMs - t.lastMs > 600_000;
  return nowMs > last.impact.atMs + Math.max(15_000, 2000 * last.impact.sigmaS) && nowMs - t.lastMs > 10_000;
}

/** Finite and within what the sensor can say at all. */
function plausible(sensor: Sensor, z: readonly number[]): boolean {
  if (z.length !== (sensor.kind === 'radar' ? 3 : 2) || !z.every(Number.isFinite)) return false;
  if (sensor.kind === 'ir') return Math.abs(z[0] as number) < 1 && Math.abs(z[1] as number) < 1;
  const [range = 0, az = 0, el = 0] = z;
  return (
    range > 0 &&
    range < sensor.rangeMaxM * 1.1 &&
    az >= -1e-9 &&
    az <= 2 * Math.PI + 1e-9 &&
    Math.abs(el) <= Math.PI / 2
  );
}
