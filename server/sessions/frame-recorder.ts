import type { Compartment, SessionId } from '../../domain/labels';
import type { Journal } from '../journal';

interface Chunk {
  session: SessionId;
  compartment: Compartment;
  lastMs: number;
  frames: ArrayBuffer[];
}

/**
 * Track updates as sent, kept in chunks that are links of their compartment's chain: a replay shows what was shown. Each
 * chunk begins with a key, so that a seek to any moment reads one chunk and nothing before it.
 */
export class FrameRecorder {
  readonly #journal: Journal;
  readonly #log: { warn(o: object, msg: string): void };
  readonly #chunks = new Map<string, Chunk>();
  /** Chunks that the journal did not take: a replay will show a hole there. */
  lost = 0;

  constructor(journal: Journal, log: { warn(o: object, msg: string): void }) {
    this.#journal = journal;
    this.#log = log;
  }

  /** A key: what was taken since the last one is stored, if anything moved, and a chunk begins with this. */
  begin(session: SessionId, compartment: Compartment, nowMs: number, key: ArrayBuffer): void {
    const name = nameOf(session, compartment);
    void this.#store(name);
    this.#chunks.set(name, { session, compartment, lastMs: nowMs, frames: [key] });
  }

  /** A delta as it was sent; before the first key there is nothing that it could be added to. */
  take(session: SessionId, compartment: Compartment, nowMs: number, delta: ArrayBuffer): void {
    const chunk = this.#chunks.get(nameOf(session, compartment));
    if (!chunk) return;
    chunk.frames.push(delta);
    chunk.lastMs = nowMs;
  }

  async flush(): Promise<void> {
    await Promise.all([...this.#chunks.keys()].map((key) => this.#store(key)));
  }

  async #store(key: string): Promise<void> {
    const chunk = this.#chunks.get(key);
    if (!chunk || chunk.frames.length < 2) return;
    this.#chunks.delete(key);
    const { session, compartment, lastMs, frames } = chunk;
    try {
      await this.#journal.appendFrames(session, compartment, lastMs, packFrames(frames));
    } catch (error) {
      this.lost++;
      const reason = error instanceof Error ? error.message : String(error);
      this.#log.warn({ session, compartment, frames: frames.length, reason }, 'frames not recorded');
    }
  }
}

const nameOf = (session: SessionId, compartment: Compartment): string => `${session}/${compartment}`;

/** Frames one after another, each behind its length (u32 little-endian). */
export function packFrames(frames: ArrayBuffer[]): Uint8Array {
  const out = new Uint8Array(frames.reduce((n, f) => n + 4 + f.byteLength, 0));
  const view = new DataView(out.buffer);
  let o = 0;
  for (const frame of frames) {
    view.setUint32(o, frame.byteLength, true);
    out.set(new Uint8Array(frame), o + 4);
    o += 4 + frame.byteLength;
  }
  return out;
}

/** The frames of one stored chunk. Throws a RangeError on a torn chunk. */
export function unpackFrames(bytes: Uint8Array): Uint8Array[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const frames: Uint8Array[] = [];
  let o = 0;
  while (o < bytes.byteLength) {
    if (o + 4 > bytes.byteLength) throw new RangeError('frames chunk: torn length');
    const n = view.getUint32(o, true);
    if (o + 4 + n > bytes.byteLength) throw new RangeError('frames chunk: torn frame');
    frames.push(bytes.subarray(o + 4, o + 4 + n));
    o += 4 + n;
  }
  return frames;
}
