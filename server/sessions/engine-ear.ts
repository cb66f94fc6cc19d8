/** What is heard of the engine's thread: a word each second, and how late its beats came. */
export class EngineEar {
  readonly #nowMs: () => number;
  #heardMs: number;
  #lateMs: number[] = [];

  constructor(nowMs: () => number) {
    this.#nowMs = nowMs;
    this.#heardMs = nowMs();
  }

  hear(lateMs: readonly number[]): void {
    this.#heardMs = this.#nowMs();
    this.#lateMs.push(...lateMs);
  }

  /** Since when nothing was heard, ms. */
  get silentMs(): number {
    return this.#nowMs() - this.#heardMs;
  }

  /** How late its beats came since this was asked last, ms. */
  takeLateMs(): number[] {
    const late = this.#lateMs;
    this.#lateMs = [];
    return late;
  }
}
