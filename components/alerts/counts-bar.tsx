'use client';

import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { useNow, useSourceState } from '../../client/stores/context';
import { selectAlerts } from '../../client/stores/select';
import type { Severity } from '../../domain/alert';
import { useListedAlerts, useMe, useParties } from '../shell/use-data';
import { statusOfSeverity } from '../ui/status';
import { StatusSymbol } from '../ui/status-symbol';
import { countsFor } from './model';

/** How many alerts are open, need this Party, wait on the other, are shelved. */
export function CountsBar() {
  const t = useTranslations('alerts.counts');
  const me = useMe();
  const parties = useParties();
  const alerts = useListedAlerts(useNow(1 / 60));
  const own = me?.participant ?? '';
  const rows = useSourceState(selectAlerts);
  const counts = useMemo(() => countsFor(alerts, own), [alerts, own]);
  const shelved = useMemo(() => countsFor(rows, own).shelved, [rows, own]);
  const others = parties
    .filter((p) => p.id !== own)
    .map((p) => p.letter)
    .join(', ');
  const cells: [number, string, Severity | null][] = [
    [counts.open, t('open'), null],
    [counts.needsUs, t('needsUs'), counts.worst.needsUs],
    [counts.waiting, t('waiting', { letters: others }), counts.worst.waiting],
    [shelved, t('shelved'), null],
  ];
  return (
    <section
      aria-label={t('title')}
      className="flex h-9 flex-none items-stretch border-b border-line bg-panel"
    >
      <dl className="flex">
        {cells.map(([n, word, worst], i) => (
          <div
            key={word}
            className={`flex flex-row-reverse items-center gap-2 border-r border-line px-3.5 ${i === 0 ? 'border-b-2 border-b-hi bg-selected' : ''}`}
          >
            <dt className="flex items-center gap-2">
              {word}
              {worst ? <StatusSymbol status={statusOfSeverity(worst)} size={12} /> : null}
            </dt>
            <dd className="font-mono text-id font-semibold text-hi">{n}</dd>
          </div>
        ))}
      </dl>
      <p className="ml-auto self-center truncate px-3 text-small text-dim">{t('order')}</p>
    </section>
  );
}
