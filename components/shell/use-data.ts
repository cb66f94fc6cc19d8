'use client';

import { useMemo } from 'react';
import type { NameBook } from '../../client/i18n/log-text';
import { useConsole, useSourceState } from '../../client/stores/context';
import {
  type AlertRow,
  alertOfSelection,
  partiesOf,
  selectAlerts,
  selectMode,
} from '../../client/stores/select';
import { type ActMark, actKey } from '../../domain/held-keys';
import { nationalOwner } from '../../domain/labels';
import type { Participant, Principal } from '../../domain/participants';
import type { Launch, SensorState } from '../../domain/records';
import { inService, type Sensor } from '../../domain/sensors';
import { listedAlerts } from '../alerts/model';

/** Readings that several panes need, each stable while what it is read from stands. */
export const useMe = (): Principal | null => useSourceState((s) => s.me);
export const useShownMode = () => useSourceState(selectMode);

/** Whether who sits here holds what the members share; false on a seat that waits or has left. */
export const useIsMember = (): boolean =>
  useSourceState((s) => s.membership === null || s.membership.is === 'MEMBER');

/** The session's Parties, left to right. */
export function useParties(): Participant[] {
  const participants = useSourceState((s) => s.participants);
  const regime = useSourceState((s) => s.views.SHARED?.regime ?? null);
  return useMemo(() => partiesOf(participants, regime), [participants, regime]);
}

/** The letter of a participant, member or not: what it said and gave stays its own when it has left. */
export function useLetterOf(): (participant: string) => string {
  const participants = useSourceState((s) => s.participants);
  return useMemo(() => (id) => participants.find((p) => p.id === id)?.letter ?? id, [participants]);
}
/** The letter of who sits here. */
export function useOwnLetter(): string {
  const letterOf = useLetterOf();
  const me = useMe();
  return me ? letterOf(me.participant) : '';
}

const NO_SENSORS: readonly Sensor[] = [];

/** Names that log lines and reasons point to. */
export function useBook(): NameBook {
  const participants = useSourceState((s) => s.participants);
  const sensors = useSourceState((s) => s.views.SHARED?.sensors ?? NO_SENSORS);
  return useMemo(() => ({ participants, sensors }), [participants, sensors]);
}

/** Alerts of the lists. `nowMs` only ages what was withdrawn: ask with the minute. */
export function useListedAlerts(nowMs: number): AlertRow[] {
  const rows = useSourceState(selectAlerts);
  const own = useMe()?.participant ?? '';
  return useMemo(() => listedAlerts(rows, nowMs, own), [rows, nowMs, own]);
}

/** The launch that is selected, by itself or through its alert. */
export function useSelectedLaunch(): Launch | null {
  const selection = useConsole((s) => s.selection);
  return useSourceState((s) => {
    const launches = s.views.SHARED?.launches;
    if (!launches || !selection) return null;
    if (selection.kind === 'launch') return launches[selection.id] ?? null;
    const row = alertOfSelection(s, selection);
    return (row?.alert.facts.launch && launches[row.alert.facts.launch]) || null;
  });
}

const NO_STATES: Readonly<Record<string, SensorState>> = {};

/** The own Party's sensors of the catalogue that serve at this time, with what their owner knows of their state. */
export function useOwnSensors(nowMs: number): {
  sensors: Sensor[];
  states: Readonly<Record<string, SensorState>>;
} {
  const me = useMe();
  const catalogue = useSourceState((s) => s.views.SHARED?.sensors ?? NO_SENSORS);
  const states = useSourceState((s) => (me && s.views[`NAT:${me.participant}`]?.sensorStates) ?? NO_STATES);
  const sensors = useMemo(
    () => catalogue.filter((s) => s.assignedTo === me?.participant && inService(s, nowMs)),
    [catalogue, me, nowMs],
  );
  return { sensors, states };
}

/** The letter of the Party that a record belongs to, or null for what is shared. */
export function useOwnerLetter(): (compartment: Parameters<typeof nationalOwner>[0]) => string | null {
  const letterOf = useLetterOf();
  return useMemo(
    () => (compartment) => {
      const owner = nationalOwner(compartment);
      return owner === null ? null : letterOf(owner);
    },
    [letterOf],
  );
}

/** How an act of this user at this time was signed; undefined where it was none that is. */
export function useActMark(user: string, atMs: number): ActMark | undefined {
  const key = actKey(user, atMs);
  return useSourceState((s) => {
    for (const view of Object.values(s.views)) if (view?.acts[key]) return view.acts[key];
    return undefined;
  });
}
