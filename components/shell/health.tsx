'use client';

import { useTranslations } from 'use-intl';
import type { SessionEntry } from '../../client/api';
import { timeZ } from '../../client/format/time';
import { useWords } from '../../client/i18n/provider';
import { StatusSymbol } from '../ui/status-symbol';
import { PublicPage } from './public-page';

const HEAD = 'border-b border-line px-4 py-2 font-semibold text-hi';
const STATE_STATUS = { preparing: 'standby', running: 'normal', finished: 'off' } as const;

/** What this server runs. No version: the API did not answer. */
export function Health({ version, sessions }: { version: string | null; sessions: SessionEntry[] }) {
  const t = useTranslations('shell.health');
  const tc = useTranslations('codes');
  const pick = useWords();
  return (
    <PublicPage title={t('title')}>
      <div className="m-6 flex max-w-4xl flex-col gap-6">
        <section aria-label={t('server')} className="rounded border border-line bg-panel">
          <h2 className={HEAD}>{t('server')}</h2>
          <p className="flex min-h-9 items-center gap-2 px-4 text-hi">
            <StatusSymbol status={version === null ? 'off' : 'normal'} />
            {version === null ? t('silent') : t('answers', { version })}
          </p>
          <p className="border-t border-line-soft px-4 py-2 text-small text-dim">{t('metrics')}</p>
        </section>
        <section
          aria-label={t('sessions')}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: the page scrolls, and nothing in it takes the focus.
          tabIndex={0}
          className="rounded border border-line bg-panel -outline-offset-2"
        >
          <h2 className={HEAD}>
            {t('sessions')} <span className="font-mono font-normal text-dim">{sessions.length}</span>
          </h2>
          {sessions.length === 0 ? <p className="px-4 py-2 text-dim">{t('noSession')}</p> : null}
          <ul>
            {sessions.map((s) => (
              <li
                key={s.id}
                className="grid min-h-9 grid-cols-[120px_minmax(0,1fr)_120px_84px] items-center gap-x-4 border-t border-line-soft px-4 first:border-t-0"
              >
                <span className="text-dim">{tc(`mode.${s.mode}`)}</span>
                <span className="truncate text-hi" title={pick(s.title)}>
                  {pick(s.title)}
                </span>
                <span className="flex items-center gap-2">
                  <StatusSymbol status={STATE_STATUS[s.state]} size={12} />
                  {t(`state.${s.state}`)}
                </span>
                <span className="text-right font-mono">{timeZ(s.nowMs)}</span>
              </li>
            ))}
          </ul>
        </section>
      </div>
    </PublicPage>
  );
}
