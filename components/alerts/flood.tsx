'use client';

import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { timeZ } from '../../client/format/time';
import { useNowText, useSourceState } from '../../client/stores/context';
import { type Flood, floodOf } from '../../client/stores/flood';
import { selectAlerts } from '../../client/stores/select';
import type { AlertCode, Severity } from '../../domain/alert';
import { statusOfSeverity } from '../ui/status';
import { StatusSymbol } from '../ui/status-symbol';

/** Whether more alerts come to this console than one can take in. */
export function useFlood(): Flood {
  const rows = useSourceState(selectAlerts);
  const raised = useMemo(() => rows.map(({ alert }) => alert.raisedMs), [rows]);
  const count = useNowText((now) => floodOf(raised, now).count);
  const sinceMs = useNowText((now) => floodOf(raised, now).sinceMs);
  return { count, sinceMs };
}

const LEVELS: readonly Severity[] = ['CRITICAL', 'HIGH', 'ADVISORY'];

/** Says that the console is flooded, with what is open by level, and what that changes. */
export function FloodBar() {
  const t = useTranslations('alerts.flood');
  const tc = useTranslations('codes');
  const { count, sinceMs } = useFlood();
  const rows = useSourceState(selectAlerts);
  if (sinceMs === null) return null;
  const open = rows.filter(({ alert }) => alert.lifecycle.state === 'OPEN');
  return (
    <section
      aria-label={t('title')}
      className="flex h-7 flex-none items-center gap-4 overflow-hidden whitespace-nowrap border-b border-line bg-raised px-4 text-small text-hi"
    >
      <span className="font-semibold">{t('title')}</span>
      <span>{t('said', { count, time: timeZ(sinceMs) })}</span>
      {LEVELS.map((level) => (
        <span key={level} className="flex items-center gap-1.5">
          <StatusSymbol status={statusOfSeverity(level)} size={12} />
          {tc(`severityShort.${level}`)}
          <span className="font-mono">{open.filter(({ alert }) => alert.severity === level).length}</span>
        </span>
      ))}
      <span className="truncate text-dim">{t('meaning')}</span>
    </section>
  );
}

/** The side list's one row: how many advisories of which code, and the key that shows them. */
export function FloodAside({
  groups,
  open,
  onToggle,
}: {
  groups: readonly [AlertCode, number][];
  open: boolean;
  onToggle: () => void;
}) {
  const t = useTranslations('alerts.flood');
  const tc = useTranslations('codes');
  const count = groups.reduce((sum, [, n]) => sum + n, 0);
  return (
    <li className="flex min-h-0 flex-1 items-center gap-3 border-b border-line-soft px-3 text-small">
      <StatusSymbol status={statusOfSeverity('ADVISORY')} size={15} />
      <span className="font-semibold text-hi">{t('aside', { count })}</span>
      <span className="min-w-0 flex-1 truncate">
        {groups.map(([code, n]) => `${tc(`alert.${code}`)} ${n}`).join(' · ')}
      </span>
      <button
        type="button"
        aria-expanded={open}
        className="cursor-pointer whitespace-nowrap text-fg underline"
        onClick={onToggle}
      >
        {t(open ? 'hide' : 'show')}
      </button>
    </li>
  );
}
