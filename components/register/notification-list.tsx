'use client';

import { type ReactNode, useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import { getApi } from '../../client/api';
import { date, dayMonth, minuteZ, timeZ } from '../../client/format/time';
import { useLanguage, useWords } from '../../client/i18n/provider';
import { machineWall } from '../../client/source/wall';
import { shortNumber } from '../../domain/ids';
import type { Principal } from '../../domain/participants';
import type { LaunchNotification, NotificationStatus } from '../../domain/records';
import { PublicPage } from '../shell/public-page';
import { useServerNow } from '../signin/use-server-now';
import type { Status } from '../ui/status';
import { StatusSymbol } from '../ui/status-symbol';
import { listed } from './order';

const AGAIN_MS = 15_000;
const SYMBOL: Record<NotificationStatus, Status> = {
  PLANNED: 'standby',
  OPEN: 'standby',
  MATCHED: 'normal',
  NOT_OBSERVED: 'caution',
  CANCELLED: 'off',
};
const WORD: Record<NotificationStatus, string> = {
  PLANNED: 'text-[#00587a]',
  OPEN: 'text-[#00587a]',
  MATCHED: 'text-[#1d6600]',
  NOT_OBSERVED: 'text-[#6b5500]',
  CANCELLED: 'text-[#56616d]',
};
const FILTERS = ['PLANNED', 'OPEN', 'MATCHED', 'NOT_OBSERVED', 'CANCELLED'] as const;

interface Props {
  /** Null: the API did not answer. */
  initial: LaunchNotification[] | null;
  nowMs: number | null;
  me: Principal | null;
}

/** The observer's page: launch notifications with their status, read again by itself. */
export function NotificationList({ initial, nowMs: madeMs, me }: Props) {
  const t = useTranslations('notifications');
  const tc = useTranslations('codes');
  const { language } = useLanguage();
  const pick = useWords();
  const nowMs = useServerNow(madeMs);
  const [all, setAll] = useState(initial ?? []);
  const [silent, setSilent] = useState(initial === null);
  const [filter, setFilter] = useState<NotificationStatus | null>(null);
  useEffect(
    () =>
      machineWall.every(AGAIN_MS, () => {
        void getApi('/api/v1/launch-notifications').then((answer) => {
          setSilent(!answer.ok);
          if (answer.ok) setAll(answer.value);
        });
      }),
    [],
  );
  const shown = listed(all, filter);
  return (
    <PublicPage
      title={t('title')}
      theme="light"
      end={
        <>
          {me ? <span className="text-small text-dim">{pick(me.name)}</span> : null}
          {nowMs === null ? null : (
            <span className="font-mono text-hi">
              {date(nowMs, language)} {timeZ(nowMs)}
            </span>
          )}
        </>
      }
    >
      <div className="flex flex-wrap gap-2 px-6 py-3">
        <Filter on={filter === null} count={all.length} onPress={() => setFilter(null)}>
          {t('all')}
        </Filter>
        {FILTERS.map((status) => (
          <Filter
            key={status}
            status={SYMBOL[status]}
            on={filter === status}
            count={all.filter((n) => n.status === status).length}
            onPress={() => setFilter(filter === status ? null : status)}
          >
            {tc(`notification.${status}`)}
          </Filter>
        ))}
        {silent ? (
          <p role="alert" className="ml-auto self-center text-hi">
            {t('silent')}
          </p>
        ) : null}
      </div>
      <div className="mx-6 overflow-x-auto rounded border border-line bg-panel">
        <table className="w-full whitespace-nowrap">
          <thead className="bg-raised text-left text-small text-dim">
            <tr className="h-8">
              {(['notice', 'status', 'by', 'class', 'window', 'from', 'outcome'] as const).map((c) => (
                <th key={c} scope="col" className="px-4 font-normal">
                  {t(`column.${c}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((n) => (
              <tr key={n.id} className="h-8 border-t border-line-soft">
                <th scope="row" className="px-4 text-left font-mono font-medium text-hi">
                  {shortNumber('N', n.number)}
                </th>
                <td className={`px-4 font-semibold ${WORD[n.status]}`}>
                  <span className="inline-flex items-center gap-2">
                    <StatusSymbol status={SYMBOL[n.status]} muted={n.status === 'CANCELLED'} size={13} />
                    {tc(`notification.${n.status}`)}
                  </span>
                </td>
                <td className="px-4">{pick(n.byName)}</td>
                <td className="px-4">{tc(`vehicle.${n.vehicle}`)}</td>
                <td className="px-4 font-mono">
                  {dayMonth(n.window.fromMs, language)} {minuteZ(n.window.fromMs)} – {minuteZ(n.window.toMs)}
                </td>
                <td className="px-4">{pick(n.launchArea.name)}</td>
                <td className="px-4">
                  {n.matchedMs === null ? '' : t('seen', { time: timeZ(n.matchedMs) })}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        {shown.length === 0 ? <p className="p-4 text-dim">{t('none')}</p> : null}
      </div>
      <p className="px-6 py-3 text-small text-dim">{t('words')}</p>
    </PublicPage>
  );
}

function Filter({
  on,
  count,
  status,
  onPress,
  children,
}: {
  on: boolean;
  count: number;
  status?: Status;
  onPress: () => void;
  children: ReactNode;
}) {
  return (
    <button
      type="button"
      aria-pressed={on}
      onClick={onPress}
      className={`flex h-7 cursor-pointer items-center gap-2 rounded border px-3 ${on ? 'border-primary bg-primary text-on-primary' : 'border-line-strong bg-panel text-fg'}`}
    >
      {status ? <StatusSymbol status={status} size={12} /> : null}
      {children}
      <span className="font-mono">{count}</span>
    </button>
  );
}
