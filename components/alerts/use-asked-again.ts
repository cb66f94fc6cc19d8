'use client';

import { useEffect } from 'react';
import { useConsoleStore } from '../../client/stores/context';
import { type AlertRow, awaitedParties } from '../../client/stores/select';
import type { ParticipantId } from '../../domain/labels';

/**
 * Shows what changed as soon as an answered alert in hand asks this Party again, where no other pane is open. Closed, it
 * stays closed until the next material change; with the answer it goes by itself.
 */
export function useAskedAgain(row: AlertRow | null, party: ParticipantId): void {
  const store = useConsoleStore();
  const again = row && awaitedParties(row).includes(party) && answeredBefore(row, party);
  const key = again ? `${row.alert.materialRev} ${row.alert.id}` : '';
  useEffect(() => {
    if (key === '') return;
    const { pane, openPane } = store.getState();
    if (pane === null) openPane({ kind: 'changes' });
    return () => {
      if (store.getState().pane?.kind === 'changes') openPane(null);
    };
  }, [key, store]);
}

/** The last own answer that a material change made stale. */
export const answeredBefore = ({ alert }: AlertRow, party: ParticipantId) =>
  alert.archivedAnswers.findLast((a) => a.party === party);
