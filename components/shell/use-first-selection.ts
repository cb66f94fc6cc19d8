'use client';

import { useEffect, useRef } from 'react';
import { useConsole, useConsoleStore, useSource } from '../../client/stores/context';
import {
  selectionOfAlert,
  selectLaunches,
  selectOpenAlerts,
  selectSession,
} from '../../client/stores/select';

/**
 * What a console shows when it opens: the most urgent alert, else the launch under way. Once only: from there on nothing
 * but the officer changes the selection.
 */
export function useFirstSelection(): void {
  const source = useSource();
  const store = useConsoleStore();
  const select = useConsole((s) => s.select);
  const done = useRef(false);
  useEffect(() => {
    const look = () => {
      const state = source.store.getState();
      if (done.current || selectSession(state) === null) return;
      done.current = true;
      if (store.getState().selection) return;
      const alert = selectOpenAlerts(state)[0]?.alert;
      const launch = selectLaunches(state)[0];
      if (alert) select(selectionOfAlert(alert));
      else if (launch?.lifecycle === 'open') select({ kind: 'launch', id: launch.id });
    };
    look();
    return source.store.subscribe(look);
  }, [source, store, select]);
}
