'use client';

import { useCallback } from 'react';
import type { Source, SourceState } from '../source/source';
import { useConsoleStore } from '../stores/context';
import { floodOf } from '../stores/flood';
import { selectAlerts, selectMode } from '../stores/select';
import { thePlayer } from './player';
import { soundingsOf } from './soundings';
import { type Heard, useTones } from './use-tones';

const raisedIn = (state: SourceState): number[] => selectAlerts(state).map(({ alert }) => alert.raisedMs);

function ownSession(source: Source): Heard | null {
  const state = source.store.getState();
  // Until the first join is answered there is nothing to have heard; a recording is silent.
  if (source.kind === 'replay' || state.me === null || state.link === 'catching-up') return null;
  return {
    alerts: soundingsOf(state),
    link: state.link,
    flood: floodOf(raisedIn(state), source.nowMs()).sinceMs !== null,
    set: selectMode(state) === 'LIVE' ? 'live' : 'exercise',
  };
}
/** Plays what the alerts of this console ask for, while it is armed and this desk has the window's sound. Once a console. */
export const useSound = (): void => useTones(ownSession);

/** Arms the sound and plays the test tone; call it from a click or a key. Resolves to whether the browser plays. */
export function useArmSound(): () => Promise<boolean> {
  const console = useConsoleStore();
  return useCallback(async () => {
    const armed = await thePlayer()
      .arm()
      .catch(() => false);
    const { setSound, sound } = console.getState();
    setSound({ armed });
    if (armed) thePlayer().play('test', 'live', sound.volume);
    return armed;
  }, [console]);
}
