import type { Compartment } from '../../domain/labels';
import { TrackBuffer } from './track-buffer';

/** The buffers of a source, one a compartment. */
export class Buffers {
  readonly #held = new Map<Compartment, TrackBuffer>();

  of(compartment: Compartment): TrackBuffer {
    let buffer = this.#held.get(compartment);
    if (!buffer) {
      buffer = new TrackBuffer();
      this.#held.set(compartment, buffer);
    }
    return buffer;
  }

  /** After a join: each compartment of this officer waits for a key; what the one before him could see is gone. */
  joined(mine: readonly Compartment[]): void {
    for (const c of mine) this.of(c).expectKey();
    for (const [c, buffer] of this.#held) if (!mine.includes(c)) buffer.clear();
  }

  /** Takes a frame and says what to acknowledge. One that is not whole asks for a key; the states held stay. */
  take(
    compartment: Compartment,
    frame: ArrayBuffer | Uint8Array,
  ): { seq: number; needKey: boolean; fault: string | null } {
    const buffer = this.of(compartment);
    try {
      const { seq, fits } = buffer.take(frame);
      return { seq, needKey: !fits, fault: null };
    } catch (e) {
      buffer.expectKey();
      return { seq: 0, needKey: true, fault: e instanceof Error ? e.message : String(e) };
    }
  }

  /** Another moment is shown: no state of this one stays. */
  emptied(): void {
    for (const buffer of this.#held.values()) buffer.clear();
  }

  /** Adds a recorded delta to whatever is held: a recording has no gaps that a console could ask to be filled. */
  fit(compartment: Compartment, frame: Uint8Array): void {
    this.of(compartment).add(frame);
  }
}
