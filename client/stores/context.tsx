'use client';

import { createContext, type ReactNode, useContext, useEffect, useState, useSyncExternalStore } from 'react';
import { useStore } from 'zustand';
import { Past } from '../source/past';
import { apiPastReader } from '../source/past-reader';
import type { PlayerState } from '../source/recorded-source';
import type { Source, SourceState } from '../source/source';
import { machineWall } from '../source/wall';
import {
  type ConsoleActions,
  type ConsoleState,
  type ConsoleStore,
  createConsoleStore,
} from './console-store';
import { createDesksStore, type DesksState, type DesksStore } from './desks-store';
import { createTicker, type Ticker } from './ticker';

interface ConsoleContext {
  source: Source;
  /** What the console looks at: the head, or an earlier moment of the same session. */
  past: Past;
  store: ConsoleStore;
  desks: DesksStore;
  desk: string;
  ticker: Ticker;
}
const Context = createContext<ConsoleContext | null>(null);

interface Props {
  source: Source;
  /** `''` for a console alone, `A` or `B` in *Both desks*. */
  desk?: string;
  /** Shared by the desks of one window. */
  desks?: DesksStore;
  initial?: Partial<ConsoleState>;
  children: ReactNode;
}

/** Everything below reads this desk's source and this desk's own state. Does not close the source: whoever opened it does. */
export function ConsoleProvider({ source, desk = '', desks, initial, children }: Props) {
  const [value] = useState<ConsoleContext>(() => {
    const store = createConsoleStore(initial);
    const open = (session: string) => apiPastReader(session, desk);
    return {
      ...{ source, desk, store },
      past: new Past({ head: source, console: store, wall: machineWall, open }),
      desks: desks ?? createDesksStore([desk]),
      ticker: createTicker(source, machineWall),
    };
  });
  useEffect(() => {
    value.past.open();
    return () => value.past.close();
  }, [value]);
  return <Context value={value}>{children}</Context>;
}

/** Everything below reads what the console looks at: its session's head, or the earlier moment that is under review. */
export function Viewed({ children }: { children: ReactNode }) {
  const head = useConsoleContext();
  const [value] = useState<ConsoleContext>(() => ({
    ...head,
    source: head.past.viewed,
    ticker: createTicker(head.past.viewed, machineWall),
  }));
  return <Context value={value}>{children}</Context>;
}

/** The earlier moment that this console looks at, if any. */
export const usePast = (): Past => useConsoleContext().past;
/** How it plays; null at the head. */
export function usePlayer(): PlayerState | null {
  const past = usePast();
  return useSyncExternalStore(past.subscribe, past.player, past.player);
}

function useConsoleContext(): ConsoleContext {
  const value = useContext(Context);
  if (!value) throw new Error('no ConsoleProvider above this component');
  return value;
}

export const useSource = (): Source => useConsoleContext().source;
/** The desk's own name in its window: `''`, `A` or `B`. */
export const useDesk = (): string => useConsoleContext().desk;

/** A narrow part of what the source holds. Give a selector that returns an object held there, or a plain value. */
export function useSourceState<T>(selector: (state: SourceState) => T): T {
  return useStore(useConsoleContext().source.store, selector);
}

/** A narrow part of the console's own state, or one of its actions. */
export function useConsole<T>(selector: (state: ConsoleState & ConsoleActions) => T): T {
  return useStore(useConsoleContext().store, selector);
}

/** The store itself, for code that reads outside React's painting (map, keys, sound). */
export const useConsoleStore = (): ConsoleStore => useConsoleContext().store;

export function useDesks<T>(selector: (state: DesksState) => T): T {
  return useStore(useConsoleContext().desks, selector);
}
export const useDesksStore = (): DesksStore => useConsoleContext().desks;

/**
 * Session time for text, epoch ms. Repaints the component at most `hz` times a second (1 at most). Where only a short
 * text depends on the time use `useNowText`: it repaints when the text changes.
 */
export function useNow(hz = 1): number {
  const { ticker } = useConsoleContext();
  const stepMs = 1000 / Math.min(1, hz);
  // Below 1 Hz the time is cut to whole steps, so that a beat within a step paints nothing.
  const read = () => (hz >= 1 ? ticker.nowMs() : Math.floor(ticker.nowMs() / stepMs) * stepMs);
  return useSyncExternalStore(ticker.subscribe, read, read);
}

/** A text, number or flag made of session time; the component repaints only when it changes. */
export function useNowText<T extends string | number | boolean | null>(make: (nowMs: number) => T): T {
  const { ticker } = useConsoleContext();
  const read = () => make(ticker.nowMs());
  return useSyncExternalStore(ticker.subscribe, read, read);
}
