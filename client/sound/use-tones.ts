'use client';

import { useEffect } from 'react';
import { SILENCE_MS } from '../actions/silence';
import type { Source } from '../source/source';
import { machineWall } from '../source/wall';
import { useConsoleStore, useDesk, useDesksStore, useSource } from '../stores/context';
import { planSound, type SoundInput, type SoundMemory } from './plan';
import { thePlayer } from './player';
import type { ToneSet } from './tones';

/** What there is to hear now, and with which tones. */
export interface Heard extends Pick<SoundInput, 'alerts' | 'link' | 'flood'> {
  set: ToneSet;
}
const BEAT_MS = 500;

/**
 * Plays what `hear` says, while it is armed and this desk has the window's sound; null leaves all as it was heard last. `hear` is
 * a function of the module, not of a paint.
 */
export function useTones(hear: (source: Source) => Heard | null): void {
  const source = useSource();
  const console = useConsoleStore();
  const desks = useDesksStore();
  const desk = useDesk();
  useEffect(() => {
    let memory: SoundMemory | null = null;
    return machineWall.every(BEAT_MS, () => {
      const heard = hear(source);
      if (!heard) return;
      const { set, ...there } = heard;
      const { armed, silentUntilWallMs, volume } = console.getState().sound;
      const step = planSound(memory, {
        ...there,
        wallMs: machineWall.now(),
        silentFromMs: silentUntilWallMs - SILENCE_MS,
        silentUntilMs: silentUntilWallMs,
      });
      memory = step.memory;
      if (step.play && armed && desks.getState().sound === desk) thePlayer().play(step.play, set, volume);
    });
  }, [hear, source, console, desks, desk]);
}
