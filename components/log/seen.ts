'use client';

import { useCallback } from 'react';
import { useConsole, useConsoleStore, useSource, useSourceState } from '../../client/stores/context';
import { alertOfSelection } from '../../client/stores/select';
import { shortNumber } from '../../domain/ids';
import type { Seen } from '../../domain/log';

/** The short number of what an entry's author had on screen; a dash once the console holds it no longer. */
export function useSeenNumber(seen: Seen | undefined): string {
  return useSourceState(({ views }) => {
    if (!seen) return '—';
    for (const view of Object.values(views)) {
      const held = seen.kind === 'alert' ? view?.alerts[seen.id] : view?.launches[seen.id];
      if (held) return shortNumber(seen.kind === 'alert' ? 'AL' : 'L', held.number);
    }
    return '—';
  });
}

/** What stands selected and painted now, as an entry says it: its alert, else the launch itself. */
export function useSeenNow(): () => Seen | undefined {
  const source = useSource();
  const store = useConsoleStore();
  const selection = useConsole((s) => s.selection);
  return useCallback(() => {
    const { paintedRev } = store.getState();
    const id = alertOfSelection(source.store.getState(), selection)?.alert.id;
    const alertRev = id === undefined ? undefined : paintedRev[id];
    if (id !== undefined && alertRev !== undefined) return { kind: 'alert', id, rev: alertRev };
    if (selection?.kind !== 'launch') return undefined;
    const rev = paintedRev[selection.id];
    return rev === undefined ? undefined : { kind: 'launch', id: selection.id, rev };
  }, [source, store, selection]);
}
