'use client';

import { useEffect, useState } from 'react';
import { useSource } from '../../client/stores/context';
import type { TimeSpan } from './scene';

const NONE: readonly TimeSpan[] = [];
/** More losses than this are not kept: the oldest go first. */
const KEPT = 100;

/** Times in which this console's link was lost, since it was opened. The source tells of a loss only until that was shown. */
export function useMissed(): readonly TimeSpan[] {
  const source = useSource();
  const [missed, setMissed] = useState(NONE);
  useEffect(
    () =>
      source.store.subscribe(({ restored }, before) => {
        if (!restored || restored === before.restored) return;
        const { fromMs, toMs } = restored;
        setMissed((held) => [...held, { fromMs, toMs }].slice(-KEPT));
      }),
    [source],
  );
  return missed;
}
