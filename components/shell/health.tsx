'use client';

import { useTranslations } from 'use-intl';
import type { SessionEntry } from '../../client/api';
import { timeZ } from '../../client/format/time';
import { useWords } from '../../client/i18n/provider';
import { StatusSymbol } from '../ui/status-symbol';
import { PublicPage } from './public-page';

/** What this server runs. No version: the API did not answer. */
export function Health({ version, sessions }: { version: string | null; sessions: SessionEntry[] }) {
  const t = useTranslations('shell.health');
  const tc = useTranslations('codes');
  const pick = useWords();
  return (
    <PublicPage title={t('title')}>
      <section aria-label={t('title')} className="m-6 max-w-2xl border border-line bg-panel p-4">
        <p className="flex items-center gap-2 text-hi">
          <StatusSymbol status={version === null ? 'off' : 'normal'} />
          {version === null ? t('silent') : t('answers', { version })}
        </p>
        <ul className="mt-3">
          {sessions.map((s) => (
            <li key={s.id} className="flex min-h-6 items-center gap-3 border-t border-line-soft">
              <span className="w-32 text-dim">{tc(`mode.${s.mode}`)}</span>
              <span className="flex-1 truncate">{pick(s.title)}</span>
              <span className="text-dim">{t(`state.${s.state}`)}</span>
              <span className="font-mono">{timeZ(s.nowMs)}</span>
            </li>
          ))}
        </ul>
        <p className="mt-3 text-small text-dim">{t('metrics')}</p>
      </section>
    </PublicPage>
  );
}
