'use client';

import { useEffect, useState } from 'react';
import { getPreview } from '../../client/api';
import { PreviewSource } from '../../client/source/preview-source';
import { useDesk, useSource, useSourceState } from '../../client/stores/context';
import type { Participant } from '../../domain/participants';
import type { Preview } from '../../domain/preview';

const ASK_EVERY_MS = 5000;

/** The picture of one other participant, asked for anew each five seconds while it stands open; `failed` if the last asking brought none. */
export function usePreview(of: Participant): {
  source: PreviewSource;
  preview: Preview | null;
  failed: boolean;
} {
  const { id } = of;
  const outer = useSource();
  const desk = useDesk();
  const session = useSourceState((s) => s.clock?.session ?? null);
  // One for as long as it stands: what shows it keeps it, while each join of the line gives the participants anew.
  const [source] = useState(() => new PreviewSource(outer, of));
  const [told, setTold] = useState<{ preview: Preview | null; failed: boolean }>({
    ...{ preview: null, failed: false },
  });
  useEffect(() => source.open(), [source]);
  useEffect(() => {
    if (session === null) return;
    let closed = false;
    let next: ReturnType<typeof setTimeout>;
    const ask = async (): Promise<void> => {
      const answer = await getPreview(session, id, desk);
      if (closed) return;
      if (answer.ok) source.take(answer.value);
      setTold((held) => (answer.ok ? { preview: answer.value, failed: false } : { ...held, failed: true }));
      next = setTimeout(() => void ask(), ASK_EVERY_MS);
    };
    void ask();
    return () => {
      closed = true;
      clearTimeout(next);
    };
  }, [session, id, desk, source]);
  return { source, ...told };
}
