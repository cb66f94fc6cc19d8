'use client';

import { useEffect, useState } from 'react';
import { openLiveSource } from '../../client/source/open-source';
import type { Source } from '../../client/source/source';

/** The live source of one desk, opened in the browser and closed with the component. Null until it is open. */
export function useLiveSource(session: string, desk: string): Source | null {
  const [source, setSource] = useState<Source | null>(null);
  useEffect(() => {
    const opened = openLiveSource(session, desk);
    setSource(opened);
    return () => {
      setSource(null);
      opened.close();
    };
  }, [session, desk]);
  return source;
}
