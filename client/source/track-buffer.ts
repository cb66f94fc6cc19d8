import { propagateFreeFlight } from '../../domain/ballistics';
import { ecefToGeodetic } from '../../domain/geodesy';
import { decodeFrame, FLAG_GONE, type Frame, type FrameEntry } from '../../domain/protocol/frames';

export interface TrackPosition {
  number: number;
  lat: number;
  lon: number;
  heightM: number;
  speedMS: number;
  /** Seconds since the state's epoch: what is older than the last look is predicted, not measured. */
  ageS: number;
  entry: FrameEntry;
}

/** Counted over all buffers: who looks from one buffer to another sees that something is new. */
let changes = 0;

/** Latest state of each track of one compartment, fed by frames, read by the map at display rate. */
export class TrackBuffer {
  version = 0;
  #seq = -1;
  readonly #entries = new Map<number, FrameEntry>();

  /** Takes one frame. False: it builds on a frame that we do not hold, ask for a key. */
  take(buffer: ArrayBuffer | Uint8Array): { seq: number; fits: boolean } {
    const frame = decodeFrame(buffer);
    if (frame.kind === 'delta' && frame.base !== this.#seq)
      return { seq: Math.max(0, this.#seq), fits: false };
    this.#enter(frame);
    return { seq: frame.seq, fits: true };
  }

  /** Takes a recorded frame, whatever it builds on: what was recorded is whole. */
  add(buffer: Uint8Array): void {
    this.#enter(decodeFrame(buffer));
  }

  #enter(frame: Frame): void {
    if (frame.kind === 'key') this.#entries.clear();
    for (const e of frame.entries) {
      if (e.flags & FLAG_GONE) this.#entries.delete(e.number);
      else this.#entries.set(e.number, e);
    }
    this.#seq = frame.seq;
    this.version = ++changes;
  }

  /** The next frame must be a key: a new connection counts its frames anew. The states stay, as the frozen picture. */
  expectKey(): void {
    this.#seq = -1;
  }

  clear(): void {
    this.#entries.clear();
    this.#seq = -1;
    this.version = ++changes;
  }

  numbers(): number[] {
    return [...this.#entries.keys()];
  }

  /** The last state of a track as it came. */
  entry(number: number): FrameEntry | null {
    return this.#entries.get(number) ?? null;
  }

  /** Where the track is at session time `nowMs`, by dead reckoning from its last state. */
  at(number: number, nowMs: number): TrackPosition | null {
    const entry = this.#entries.get(number);
    if (!entry) return null;
    const ageS = (nowMs - entry.epochMs) / 1000;
    const x = propagateFreeFlight(
      [...entry.position, ...entry.velocity],
      Math.max(-60, Math.min(ageS, 3600)),
      entry.thrust,
    );
    const g = ecefToGeodetic(x);
    const speedMS = Math.hypot(x[3] ?? 0, x[4] ?? 0, x[5] ?? 0);
    return { number, lat: g.lat, lon: g.lon, heightM: g.heightM, speedMS, ageS, entry };
  }
}
