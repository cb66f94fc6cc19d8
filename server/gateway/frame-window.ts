/** Frames that may be on their way to one console without its acknowledgement. */
export const WINDOW = 4;

/**
 * The window of one console and compartment. `step`: takes deltas. `behind`: the window is full, nothing is sent until
 * it has drained. `wantsKey`: the next key puts it back in step.
 */
export class FrameWindow {
  state: 'wantsKey' | 'step' | 'behind' = 'wantsKey';
  #inFlight = 0;

  /** A key or delta was sent; false if no more deltas may be sent now. */
  sent(): boolean {
    this.#inFlight++;
    if (this.#inFlight < WINDOW) return true;
    this.state = 'behind';
    return false;
  }

  keySent(): void {
    this.state = 'step';
    this.#inFlight = 1;
  }

  /** The console drew a frame; true if it now needs a key to get back in step. */
  acknowledged(needKey: boolean): boolean {
    this.#inFlight = Math.max(0, this.#inFlight - 1);
    if (needKey || (this.state === 'behind' && this.#inFlight === 0)) {
      this.#inFlight = 0;
      this.state = 'wantsKey';
      return true;
    }
    return false;
  }
}
