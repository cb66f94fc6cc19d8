'use client';

import { useEffect } from 'react';
import { useConsoleStore, useDesk } from '../../client/stores/context';
import { withState } from './address';

/** Browsers refuse an address that changes too often; a camera and a moment that play change with every frame. */
const WRITE_EVERY_MS = 500;

/** Writes what the console shows into the page's address: a reload, or a link that is sent on, comes back to it. */
export function useAddress(): void {
  const desk = useDesk();
  const store = useConsoleStore();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | null = null;
    const write = () => {
      timer = null;
      const { pathname, search } = window.location;
      const query = withState(search, desk, store.getState());
      if (query !== search) window.history.replaceState(window.history.state, '', `${pathname}${query}`);
    };
    const stop = store.subscribe(() => {
      timer ??= setTimeout(write, WRITE_EVERY_MS);
    });
    return () => {
      stop();
      if (timer === null) return;
      clearTimeout(timer);
      write();
    };
  }, [desk, store]);
}
