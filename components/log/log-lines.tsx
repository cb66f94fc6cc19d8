'use client';

import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { timeZ } from '../../client/format/time';
import { useLogText } from '../../client/i18n/log-text';
import { useSourceState } from '../../client/stores/context';
import { selectLog } from '../../client/stores/select';

const SHOWN = 200;

/** The watch log, newest first. */
export function LogLines() {
  const t = useTranslations('shell');
  const log = useSourceState(selectLog);
  const participants = useSourceState((s) => s.participants);
  const sensors = useSourceState((s) => s.views.SHARED?.sensors);
  const book = useMemo(() => ({ participants, sensors: sensors ?? [] }), [participants, sensors]);
  const text = useLogText(book);
  const lines = useMemo(() => [...log].sort((a, b) => b.atMs - a.atMs).slice(0, SHOWN), [log]);
  return (
    <section aria-label={t('log')} className="min-h-0 overflow-auto border-l border-line p-3">
      <h2 className="font-semibold text-hi">{t('log')}</h2>
      <ol>
        {lines.map((line) => (
          <li key={line.id} className="py-1 text-small">
            <time className="font-mono text-dim">{timeZ(line.atMs)}</time>{' '}
            {line.text ? line.text.body : text(line)}
          </li>
        ))}
      </ol>
    </section>
  );
}
