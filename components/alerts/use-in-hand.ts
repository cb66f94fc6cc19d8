'use client';

import { useMemo } from 'react';
import { useConsole, useNow, useSourceState } from '../../client/stores/context';
import { type AlertRow, alertOfSelection, selectAlerts } from '../../client/stores/select';
import type { Launch } from '../../domain/records';
import { useListedAlerts, useMe } from '../shell/use-data';
import { alertInHand, alertOfLaunch } from './model';

/** The alert that the action bar and its pane are about, with its launch. */
export function useInHand(): { row: AlertRow | null; launch: Launch | null } {
  const alerts = useListedAlerts(useNow(1 / 60));
  const me = useMe();
  const rows = useSourceState(selectAlerts);
  const pane = useConsole((s) => s.pane);
  const selection = useConsole((s) => s.selection);
  const open = useSourceState((s) => alertOfSelection(s, selection));
  const row = useMemo(() => {
    const named = pane && 'alert' in pane ? alerts.find((r) => r.alert.id === pane.alert) : undefined;
    const selected = open ?? (selection?.kind === 'launch' ? alertOfLaunch(rows, selection.id) : null);
    return named ?? alertInHand(alerts, selected, me?.participant ?? '');
  }, [alerts, pane, selection, open, rows, me]);
  const id = row?.alert.facts.launch ?? null;
  const launch = useSourceState((s) => (id !== null && s.views.SHARED?.launches[id]) || null);
  return { row, launch };
}
