'use client';

import { useEffect } from 'react';
import { useConsole, useDesk } from '../../client/stores/context';
import { withSelection } from './address';

/** Writes the selection into the page's address: a reload comes back to it. */
export function useKeptSelection(): void {
  const desk = useDesk();
  const selection = useConsole((s) => s.selection);
  useEffect(() => {
    const { pathname, search } = window.location;
    const query = withSelection(search, desk, selection);
    if (query !== search) window.history.replaceState(window.history.state, '', `${pathname}${query}`);
  }, [desk, selection]);
}
