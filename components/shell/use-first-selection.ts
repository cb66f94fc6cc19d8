'use client';

import { type RefObject, useEffect, useRef } from 'react';
import type { SourceState } from '../../client/source/source';
import type { Selection } from '../../client/stores/console-store';
import { useConsole, useConsoleStore, useSource } from '../../client/stores/context';
import {
  selectionOfAlert,
  selectLaunches,
  selectOpenAlerts,
  selectSession,
} from '../../client/stores/select';

/** What lies nearest to look at: the most urgent alert, else the launch under way. */
export function firstSelection(state: Pick<SourceState, 'views'>): Selection | null {
  const alert = selectOpenAlerts(state)[0]?.alert;
  if (alert) return selectionOfAlert(alert);
  const launch = selectLaunches(state)[0];
  return launch?.lifecycle === 'open' ? { kind: 'launch', id: launch.id } : null;
}

/**
 * What a console shows that nobody has touched yet: the most urgent alert, else the launch under way, as soon as there is
 * one. From the officer's first press or key on nothing but the officer changes the selection.
 */
export function useFirstSelection(root: RefObject<HTMLElement | null>): void {
  const source = useSource();
  const store = useConsoleStore();
  const select = useConsole((s) => s.select);
  const done = useRef(false);
  useEffect(() => {
    const element = root.current;
    const touched = () => {
      done.current = true;
    };
    const look = () => {
      const state = source.store.getState();
      if (done.current || selectSession(state) === null) return;
      if (store.getState().selection) return touched();
      const first = firstSelection(state);
      if (first) select(first);
    };
    look();
    element?.addEventListener('pointerdown', touched);
    element?.addEventListener('keydown', touched);
    const stop = source.store.subscribe(look);
    return () => {
      stop();
      element?.removeEventListener('pointerdown', touched);
      element?.removeEventListener('keydown', touched);
    };
  }, [source, store, select, root]);
}
