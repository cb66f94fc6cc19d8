'use client';

import { useTranslations } from 'use-intl';
import { timeZ } from '../../client/format/time';
import { useSeries } from './series-context';

/** What came before this console looked is being read, or could not be: then it says from when on it shows. */
export function ReadNote() {
  const t = useTranslations('evidence');
  const { read, series } = useSeries();
  const first = series.points[0];
  if (read === 'read') return null;
  return (
    <p role="status" className="text-note text-dim">
      {read === 'reading' ? t('reading') : t('failed', { time: first ? timeZ(first.toldMs) : '—' })}
    </p>
  );
}
