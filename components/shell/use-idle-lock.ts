'use client';

import { useEffect, useState } from 'react';
import { whyNoActs } from '../../client/actions/common';
import { useActionContext } from '../../client/actions/use-action-keys';
import { idleVerdict } from '../../client/source/idle';
import { machineWall } from '../../client/source/wall';
import { useSource, useSourceState } from '../../client/stores/context';

const TOUCHES = ['pointerdown', 'pointermove', 'keydown', 'wheel'] as const;

/** Locks an officer's console that nobody touches. Gives how many seconds are left once it warns, else null. */
export function useIdleLock(): number | null {
  const ctx = useActionContext();
  const source = useSource();
  const idle = useSourceState((s) => s.idle);
  const officer = useSourceState((s) => s.me?.kind === 'PARTY');
  const [leftS, setLeftS] = useState<number | null>(null);
  useEffect(() => {
    if (!idle || !officer) return;
    let touchedMs = machineWall.now();
    const touch = () => {
      touchedMs = machineWall.now();
    };
    for (const name of TOUCHES) window.addEventListener(name, touch, { passive: true });
    const stop = machineWall.every(1000, () => {
      const verdict = whyNoActs(ctx) ? 'use' : idleVerdict(machineWall.now() - touchedMs, idle);
      setLeftS(typeof verdict === 'object' ? verdict.leftS : null);
      if (verdict === 'lock') void source.setLocked(true);
    });
    return () => {
      stop();
      for (const name of TOUCHES) window.removeEventListener(name, touch);
    };
  }, [ctx, source, idle, officer]);
  return leftS;
}
