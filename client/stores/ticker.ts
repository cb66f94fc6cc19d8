import type { Source } from '../source/source';
import type { Wall } from '../source/wall';

/** Session time for text: one beat for the whole console, at most once a second, so that no two panes differ. */
export interface Ticker {
  subscribe(listener: () => void): () => void;
  /** Session time at the last beat, epoch ms. */
  nowMs(): number;
}

/** Beats just after each full second of session time at 1×, else once a second; it stands when the source stands. */
export function createTicker(source: Pick<Source, 'nowMs' | 'store'>, wall: Pick<Wall, 'after'>): Ticker {
  const listeners = new Set<() => void>();
  let nowMs = source.nowMs();
  let cancel: (() => void) | null = null;

  const beat = () => {
    const held = nowMs;
    nowMs = source.nowMs();
    cancel = wall.after(nextBeatMs(nowMs, source.store.getState().clock?.speed ?? 1), beat);
    if (nowMs !== held) for (const listener of listeners) listener();
  };
  return {
    subscribe(listener) {
      listeners.add(listener);
      if (!cancel) beat();
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        cancel?.();
        cancel = null;
      };
    },
    nowMs: () => nowMs,
  };
}

/** Wall ms to the next beat: to the turn of the second at 1×, a whole second at other speeds. Never less than 200 ms. */
export function nextBeatMs(nowMs: number, speed: number): number {
  if (speed !== 1) return 1000;
  const rest = 1000 - (((nowMs % 1000) + 1000) % 1000);
  return Math.round(rest < 200 ? rest + 1000 : rest) + 5;
}
