'use client';

import { useEffect } from 'react';
import { machineWall } from '../../client/source/wall';
import { useConsoleStore, useSource } from '../../client/stores/context';
import { keepInStep, type StepChannel } from '../../client/stores/in-step';

/** This console goes in step with the officer's other windows of this browser. */
export function useInStep(): void {
  const source = useSource();
  const console = useConsoleStore();
  useEffect(() => {
    const who = () => {
      const { clock, me } = source.store.getState();
      return clock && me ? { session: clock.session, user: me.userId } : null;
    };
    const channel = new BroadcastChannel('jwc.step') as unknown as StepChannel;
    return keepInStep(console, who, channel, machineWall.after);
  }, [source, console]);
}
