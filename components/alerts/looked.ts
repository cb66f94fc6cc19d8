'use client';

import { useEffect, useMemo, useRef, useState } from 'react';
import type { ConsoleStore } from '../../client/stores/console-store';
import { useConsole, useConsoleStore, useSource } from '../../client/stores/context';
import type { AlertRow } from '../../client/stores/select';
import type { ParticipantId } from '../../domain/labels';
import type { Launch } from '../../domain/records';
import { type Snapshot, snapshotOf } from './changes';

export interface Look {
  snapshot: Snapshot;
  atMs: number;
}
/** What each console had open, by alert: its own memory, gone with the window. */
const looks = new WeakMap<ConsoleStore, Map<string, Look>>();

/**
 * What this officer last had open of an alert, to compare with what is now. While the pane stays open it does not move,
 * until the own Party's answer: from there on the answered revision is what was seen.
 */
export function useLook(row: AlertRow, launch: Launch | null, party: ParticipantId): Look {
  const store = useConsoleStore();
  const source = useSource();
  const looked = useConsole((s) => s.looked);
  const { alert } = row;
  const held = looks.get(store) ?? new Map<string, Look>();
  looks.set(store, held);
  const now = useMemo(() => snapshotOf(alert, launch), [alert, launch]);
  const answeredRev = alert.answers.find((a) => a.party === party)?.rev ?? null;
  const key = `${alert.id} ${answeredRev}`;
  const [base, setBase] = useState<{ key: string; look: Look } | null>(null);
  const latest = useRef<Look>({ snapshot: now, atMs: 0 });
  latest.current = { snapshot: now, atMs: source.nowMs() };
  /** As it last stood on screen: a change that takes the answer back is not among what was seen. */
  const shown = useRef(latest.current);
  useEffect(() => {
    const id = key.slice(0, key.lastIndexOf(' '));
    const before = key.endsWith(' null') ? held.get(id) : undefined;
    const look = before ?? latest.current;
    setBase({ key, look });
    return () => {
      held.set(id, shown.current);
      looked(id, shown.current.snapshot.rev);
    };
  }, [key, held, looked]);
  useEffect(() => {
    shown.current = latest.current;
  });
  return base?.key === key ? base.look : latest.current;
}
