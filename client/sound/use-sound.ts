'use client';

import { useCallback, useEffect } from 'react';
import { SILENCE_MS } from '../actions/silence';
import type { SourceState } from '../source/source';
import { machineWall } from '../source/wall';
import { useConsoleStore, useDesk, useDesksStore, useSource } from '../stores/context';
import { floodOf } from '../stores/flood';
import { selectAlerts, selectMode } from '../stores/select';
import { planSound, type SoundMemory } from './plan';
import { thePlayer } from './player';
import { soundingsOf } from './soundings';

const BEAT_MS = 500;

const raisedIn = (state: SourceState): number[] => selectAlerts(state).map(({ alert }) => alert.raisedMs);

/** Plays what the alerts of this console ask for, while it is armed and this desk has the window's sound. Once a console. */
export function useSound(): void {
  const source = useSource();
  const console = useConsoleStore();
  const desks = useDesksStore();
  const desk = useDesk();
  useEffect(() => {
    let memory: SoundMemory | null = null;
    return machineWall.every(BEAT_MS, () => {
      const state = source.store.getState();
      // Until the first join is answered there is nothing to have heard; a recording is silent.
      if (source.kind === 'replay' || state.me === null || state.link === 'catching-up') return;
      const { armed, silentUntilWallMs, volume } = console.getState().sound;
      const step = planSound(memory, {
        alerts: soundingsOf(state),
        link: state.link,
        flood: floodOf(raisedIn(state), source.nowMs()).sinceMs !== null,
        wallMs: machineWall.now(),
        silentFromMs: silentUntilWallMs - SILENCE_MS,
        silentUntilMs: silentUntilWallMs,
      });
      memory = step.memory;
      if (!step.play || !armed || desks.getState().sound !== desk) return;
      thePlayer().play(step.play, selectMode(state) === 'LIVE' ? 'live' : 'exercise', volume);
    });
  }, [source, console, desks, desk]);
}

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
