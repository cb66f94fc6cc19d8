import type { StoredEvent } from '../../domain/records';
import { emptyView } from '../../domain/view';
import type { ApiError } from '../api';
import { foldBatch } from './fold';
import type { PastReader } from './past-reader';

/** A recording held in memory, for tests: SHARED alone, and what it was asked. Answers wait for `answer()` while `holds`. */
export class FakeReader implements PastReader {
  readonly asked: string[] = [];
  holds = false;
  problem: ApiError | null = null;
  readonly #waiting: (() => void)[] = [];
  readonly #events: readonly StoredEvent[];
  readonly bounds: { fromMs: number; toMs: number };
  /** Frames of SHARED: when, and the packed frame in base64. */
  frames: { atMs: number; frame: string }[] = [];

  constructor(events: readonly StoredEvent[], bounds: { fromMs: number; toMs: number }) {
    this.#events = events;
    this.bounds = bounds;
  }

  answer(): void {
    this.#waiting.shift()?.();
  }

  async picture(atMs: number) {
    this.asked.push(`picture ${atMs - this.bounds.fromMs}`);
    await this.#turn();
    if (this.problem) return { ok: false as const, problem: this.problem };
    const known = this.#events.filter((e) => e.atMs <= atMs);
    const view = foldBatch(emptyView('SHARED'), known);
    const seq = known.at(-1)?.seq ?? 0;
    const streams = [{ compartment: 'SHARED' as const, seq, view }];
    return { ok: true as const, value: { session: 's', atMs, bounds: this.bounds, streams, frames: [] } };
  }

  async span(fromMs: number, untilMs: number) {
    const toMs = Math.min(untilMs, this.bounds.toMs);
    this.asked.push(`span ${fromMs - this.bounds.fromMs}–${toMs - this.bounds.fromMs}`);
    await this.#turn();
    if (this.problem) return { ok: false as const, problem: this.problem };
    const within = (e: { atMs: number }): boolean => e.atMs > fromMs && e.atMs <= toMs;
    const events = this.#events.filter(within);
    const after = this.#events.findLast((e) => e.atMs <= fromMs)?.seq ?? 0;
    const to = events.at(-1)?.seq ?? after;
    const frames = this.frames.filter(within).map((f) => ({ compartment: 'SHARED' as const, ...f }));
    const streams = [{ compartment: 'SHARED' as const, after, to, events }];
    return { ok: true as const, value: { session: 's', fromMs, toMs, bounds: this.bounds, streams, frames } };
  }

  #turn(): Promise<void> {
    return this.holds ? new Promise((resolve) => this.#waiting.push(resolve)) : Promise.resolve();
  }
}
