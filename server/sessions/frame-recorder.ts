import type { Compartment, SessionId } from '../../domain/labels';
import type { Journal } from '../journal';

const CHUNK_MS = 10_000;
const CHUNK_BYTES = 64 * 1024;

interface Chunk {
  session: SessionId;
  compartment: Compartment;
  firstMs: number;
  lastMs: number;
  frames: ArrayBuffer[];
  bytes: number;
}

/** Track updates as sent, kept in chunks that are links of their compartment's chain: a replay shows what was shown. */
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

  take(session: SessionId, compartment: Compartment, nowMs: number, frame: ArrayBuffer): void {
    const key = `${session}/${compartment}`;
    const chunk = this.#chunks.get(key) ?? {
      session,
      compartment,
      firstMs: nowMs,
      lastMs: nowMs,
      frames: [],
      bytes: 0,
    };
    this.#chunks.set(key, chunk);
    chunk.frames.push(frame);
    chunk.bytes += frame.byteLength;
    chunk.lastMs = nowMs;
    if (nowMs - chunk.firstMs >= CHUNK_MS || chunk.bytes >= CHUNK_BYTES) void this.#store(key);
  }

  async flush(): Promise<void> {
    await Promise.all([...this.#chunks.keys()].map((key) => this.#store(key)));
  }

  async #store(key: string): Promise<void> {
    const chunk = this.#chunks.get(key);
    if (!chunk) return;
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
