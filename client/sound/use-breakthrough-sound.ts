'use client';

import { useEffect } from 'react';
import { emptyView } from '../../domain/view';
import { SILENCE_MS } from '../actions/silence';
import type { SourceState } from '../source/source';
import { machineWall } from '../source/wall';
import { useConsoleStore, useDesk, useDesksStore, useSource } from '../stores/context';
import { planSound, type SoundMemory } from './plan';
import { thePlayer } from './player';
import { soundingsOf } from './soundings';

const BEAT_MS = 500;

/** What breaks through sounds with LIVE's own tones, whatever session the console shows. Once a console. */
export function useBreakthroughSound(): void {
  const source = useSource();
  const console = useConsoleStore();
  const desks = useDesksStore();
  const desk = useDesk();
  useEffect(() => {
    let memory: SoundMemory | null = null;
    return machineWall.every(BEAT_MS, () => {
      const state = source.store.getState();
      if (state.breakthrough.length === 0) {
        memory = null;
        return;
      }
      const { armed, silentUntilWallMs, volume } = console.getState().sound;
      const step = planSound(memory, {
        alerts: soundingsOf({ me: state.me, views: viewsOf(state.breakthrough) }),
        ...{ link: 'live', flood: false, wallMs: machineWall.now() },
        silentFromMs: silentUntilWallMs - SILENCE_MS,
        silentUntilMs: silentUntilWallMs,
      });
      memory = step.memory;
      if (step.play && armed && desks.getState().sound === desk) thePlayer().play(step.play, 'live', volume);
    });
  }, [source, console, desks, desk]);
}

function viewsOf(alerts: SourceState['breakthrough']): SourceState['views'] {
  const views: SourceState['views'] = {};
  for (const { compartment, alert } of alerts) {
    const view = views[compartment] ?? emptyView(compartment);
    views[compartment] = { ...view, alerts: { ...view.alerts, [alert.id]: alert } };
  }
  return views;
}
