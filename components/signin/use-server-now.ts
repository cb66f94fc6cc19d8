'use client';

import { useEffect, useState } from 'react';
import { machineWall } from '../../client/source/wall';

/** The center's time, once a second: what it was when the page was made, moved on by this machine's clock. */
export function useServerNow(madeMs: number | null): number | null {
  const [nowMs, setNowMs] = useState(madeMs);
  useEffect(() => {
    if (madeMs === null) return;
    const startMs = machineWall.now();
    return machineWall.every(1000, () => setNowMs(madeMs + machineWall.now() - startMs));
  }, [madeMs]);
  return nowMs;
}
