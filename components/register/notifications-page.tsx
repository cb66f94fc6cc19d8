'use client';

import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import { getApi } from '../../client/api';
import { spanZ } from '../../client/format/time';
import { useWords } from '../../client/i18n/provider';
import { shortNumber } from '../../domain/ids';
import type { LaunchNotification } from '../../domain/records';
import { Marking } from '../ui/marking';

/** The observer's page: launch notifications with their status, nothing else. */
export function NotificationsPage() {
  const t = useTranslations('notifications');
  const tc = useTranslations('codes');
  const pick = useWords();
  const [list, setList] = useState<LaunchNotification[] | null>(null);
  useEffect(() => {
    void getApi<LaunchNotification[]>('/api/v1/launch-notifications').then((a) =>
      setList(a.ok ? a.value : []),
    );
  }, []);
  return (
    <div className="flex min-h-dvh flex-col bg-page text-fg">
      <Marking at="top" />
      <main className="mx-auto w-full max-w-5xl flex-1 p-6">
        <h1 className="text-page font-semibold text-hi">{t('title')}</h1>
        {list?.length === 0 ? <p>{t('none')}</p> : null}
        <table className="mt-3 w-full text-left">
          <thead className="text-small text-dim">
            <tr>
              <th>{t('number')}</th>
              <th>{t('by')}</th>
              <th>{t('window')}</th>
              <th>{t('area')}</th>
              <th>{t('status')}</th>
            </tr>
          </thead>
          <tbody>
            {list?.map((n) => (
              <tr key={n.id} className="border-t border-line">
                <td className="font-mono">{shortNumber('N', n.number)}</td>
                <td>{pick(n.byName)}</td>
                <td className="font-mono">{spanZ(n.window.fromMs, n.window.toMs)}</td>
                <td>{pick(n.launchArea.name)}</td>
                <td>{tc(`notification.${n.status}`)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </main>
      <Marking at="bottom" />
    </div>
  );
}
