'use client';

import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import { getSeries } from '../../client/api';
import { useDesk, useSourceState } from '../../client/stores/context';
import { type AlertRow, selectAlerts } from '../../client/stores/select';
import type { Launch } from '../../domain/records';
import {
  type LaunchSeries,
  lackingIn,
  launchPoint,
  mergeSeries,
  NO_SERIES,
  newAlarm,
  ownPoint,
  paintedOf,
} from '../../domain/series';
import { alertOfLaunch } from '../alerts/model';
import { useMe, useSelectedLaunch } from '../shell/use-data';
import { ownTrackOf } from '../timeline/lanes';

interface Held {
  series: LaunchSeries;
  /** What came before this console looked is read from the journal: not yet, done, or it could not be. */
  read: 'reading' | 'read' | 'failed';
  /** Somebody shows it: then it is read. Gives back how to let go of it. */
  show: () => () => void;
}
const Context = createContext<Held>({ series: NO_SERIES, read: 'read', show: () => () => {} });

/** How the selected launch came to be what it is: read while somebody shows it, and continued by what comes. */
export function useSeries(): Omit<Held, 'show'> {
  const { show, ...held } = useContext(Context);
  useEffect(() => show(), [show]);
  return held;
}

/** The same as far as it is held: shows nothing of before. */
export const useHeldSeries = (): LaunchSeries => useContext(Context).series;

/** Who runs through launches by key asks for none of those that he passes. */
const SETTLED_MS = 250;

export function SeriesProvider({ children }: { children: ReactNode }) {
  const launch = useSelectedLaunch();
  const [shows, setShows] = useState(0);
  const show = useMemo(
    () => () => {
      setShows((n) => n + 1);
      return () => setShows((n) => n - 1);
    },
    [],
  );
  const { series, read } = useKept(launch, shows > 0);
  const value = useMemo(() => ({ series, read, show }), [series, read, show]);
  return <Context value={value}>{children}</Context>;
}

/** Revisions that came at once are read after this. */
const AGAIN_MS = 3000;

interface Kept {
  launch: string;
  series: LaunchSeries;
  read: Held['read'];
  /** Revisions that the journal itself did not have when it was read last. */
  lacking: number;
}

function useKept(launch: Launch | null, shown: boolean): Pick<Kept, 'series' | 'read'> {
  const desk = useDesk();
  const session = useSourceState((s) => s.views.SHARED?.session?.id ?? null);
  // What was missed while the line was cut is read again.
  const live = useSourceState((s) => s.link === 'live' || s.link === 'late');
  const [kept, setKept] = useState<Kept | null>(null);
  const [again, setAgain] = useState(0);
  const id = launch?.id ?? null;
  const now = useNewest(launch);
  useEffect(() => {
    if (id === null) return;
    setKept((held) => {
      const before =
        held?.launch === id ? held : { launch: id, series: NO_SERIES, read: 'reading' as const, lacking: 0 };
      return { ...before, series: mergeSeries(before.series, now) };
    });
  }, [id, now]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is read again when revisions are lacking
  useEffect(() => {
    if (id === null || session === null || !shown || !live) return;
    let over = false;
    const timer = setTimeout(async () => {
      const answer = await getSeries(session, id, desk);
      if (over) return;
      setKept((held) => {
        const series = held?.launch === id ? held.series : NO_SERIES;
        if (!answer.ok) return { launch: id, series, read: 'failed', lacking: 0 };
        const all = mergeSeries(answer.value, series);
        return { launch: id, series: all, read: 'read', lacking: lackingIn(all.points) };
      });
    }, SETTLED_MS);
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [id, session, desk, shown, live, again]);
  const more = kept?.launch === id && kept?.read === 'read' && lackingIn(kept.series.points) > kept.lacking;
  useEffect(() => {
    if (!more || !shown) return;
    const timer = setTimeout(() => setAgain((n) => n + 1), AGAIN_MS);
    return () => clearTimeout(timer);
  }, [more, shown]);
  return kept?.launch === id ? kept : { series: now, read: 'reading' };
}

/** The newest of each part, as this console holds it. */
function useNewest(launch: Launch | null): LaunchSeries {
  const me = useMe();
  const track = useSourceState((s) => (me && launch ? ownTrackOf(s.views, me.participant, launch) : null));
  const rows = useSourceState(selectAlerts);
  const row: AlertRow | null = useMemo(() => launch && alertOfLaunch(rows, launch.id), [rows, launch]);
  const receipts = useSourceState((s) =>
    row ? s.views[row.compartment]?.receipts[row.alert.id] : undefined,
  );
  return useMemo(() => {
    if (!launch) return NO_SERIES;
    const over = track?.status === 'ended' || track?.status === 'lost';
    const given = Object.values(receipts ?? {}).flatMap((r) => (r.shown ? [r.given, r.shown] : [r.given]));
    return {
      points: [launchPoint(launch)],
      own: track && !over ? [ownPoint(track)] : [],
      alarms: row ? newAlarm(row.alert) : [],
      painted: given.map(paintedOf),
    };
  }, [launch, track, row, receipts]);
}
