'use client';

import { useMemo } from 'react';
import { useConsole, useNow, useSourceState } from '../../client/stores/context';
import { type AlertRow, alertOfSelection } from '../../client/stores/select';
import type { Launch } from '../../domain/records';
import { useListedAlerts, useMe } from '../shell/use-data';
import { alertInHand, alertOfLaunch } from './model';

/** The alert that the action bar and its pane are about, with its launch. */
export function useInHand(): { row: AlertRow | null; launch: Launch | null } {
  const alerts = useListedAlerts(useNow(1 / 60));
  const me = useMe();
  const views = useSourceState((s) => s.views);
  const pane = useConsole((s) => s.pane);
  const selection = useConsole((s) => s.selection);
  const row = useMemo(() => {
    const named = pane && 'alert' in pane ? alerts.find((r) => r.alert.id === pane.alert) : undefined;
    const selected =
      alertOfSelection({ views }, selection) ??
      (selection?.kind === 'launch' ? alertOfLaunch(views, selection.id) : null);
    return named ?? alertInHand(alerts, selected, me?.participant ?? '');
  }, [alerts, pane, selection, views, me]);
  const id = row?.alert.facts.launch ?? null;
  return { row, launch: (id !== null && views.SHARED?.launches[id]) || null };
}
