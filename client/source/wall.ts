/**
 * The machine's own clock and timers, as the sources need them: to measure silence and to try again. Nothing that an
 * officer reads comes from here. Tests pass one that they turn by hand.
 */
export interface Wall {
  /** Wall clock, epoch ms. */
  now(): number;
  /** Calls `fn` each `ms` until the returned function is called. */
  every(ms: number, fn: () => void): () => void;
  /** Calls `fn` once after `ms` unless the returned function is called before. */
  after(ms: number, fn: () => void): () => void;
}

export const machineWall: Wall = {
  now: () => Date.now(),
  every(ms, fn) {
    const timer = setInterval(fn, ms);
    return () => clearInterval(timer);
  },
  after(ms, fn) {
    const timer = setTimeout(fn, ms);
    return () => clearTimeout(timer);
  },
};
