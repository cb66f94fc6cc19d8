'use client';

import { useEffect } from 'react';
import { useConsole } from '../../client/stores/context';

/**
 * Notes which revision of an alert or a launch was really painted: two animation frames after the commit, so that the frame that
 * showed it is over. In a hidden window no frame runs, and nothing counts as seen.
 */
export function usePainted(shown: { id: string; rev: number } | null): void {
  const painted = useConsole((s) => s.painted);
  const id = shown?.id;
  const rev = shown?.rev;
  useEffect(() => {
    if (id === undefined || rev === undefined) return;
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() => painted(id, rev));
    });
    return () => cancelAnimationFrame(frame);
  }, [id, rev, painted]);
}
