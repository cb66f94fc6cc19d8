import { createStore, type StoreApi } from 'zustand/vanilla';

/** The desks of one window: one console alone, or two side by side. One of them has the keys, one has the sound. */
export interface DesksState {
  desks: readonly string[];
  keys: string;
  sound: string;
  /** Gives the keys to a desk; the sound goes with them. */
  take(desk: string): void;
  /** Moves the keys to the next desk. */
  next(): void;
  setSound(desk: string): void;
}
export type DesksStore = StoreApi<DesksState>;

export function createDesksStore(desks: readonly string[]): DesksStore {
  const first = desks[0] ?? '';
  return createStore((set, get) => ({
    desks,
    keys: first,
    sound: first,
    take: (desk) => set({ keys: desk, sound: desk }),
    next() {
      const i = desks.indexOf(get().keys);
      get().take(desks[(i + 1) % desks.length] ?? first);
    },
    setSound: (sound) => set({ sound }),
  }));
}
