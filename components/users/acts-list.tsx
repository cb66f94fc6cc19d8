'use client';

import { useTranslations } from 'use-intl';
import type { UsersAnswer } from '../../client/api-users';
import { date, timeZ } from '../../client/format/time';
import { useLanguage, useWords } from '../../client/i18n/provider';

/** The server's word for the command line among the authors of acts. */
const COMMAND_LINE = 'jwc';

/** What administrators of this participant did, the newest first. */
export function ActsList({ acts, users, head }: UsersAnswer) {
  const t = useTranslations('users.acts');
  const tc = useTranslations('codes');
  const pick = useWords();
  const { language } = useLanguage();
  const author = (by: string): string => {
    const user = users.find((u) => u.id === by);
    return by === COMMAND_LINE ? t('commandLine') : user ? pick(user.name) : by;
  };
  return (
    <section aria-label={t('title')} className="rounded border border-line bg-panel">
      <h2 className="flex items-baseline gap-3 border-b border-line px-4 py-2 font-semibold text-hi">
        {t('title')}
        <span className="text-small font-normal text-dim">{t('note')}</span>
      </h2>
      {head ? (
        <p className="flex flex-wrap gap-x-3 border-b border-line-soft px-4 py-1.5 text-small text-dim">
          <span title={t('headNote')}>{t('head')}</span>
          <span className="font-mono break-all text-fg">
            {head.seq} {head.hash}
          </span>
        </p>
      ) : null}
      {acts.length === 0 ? <p className="px-4 py-2 text-dim">{t('empty')}</p> : null}
      <ol>
        {acts.map((a) => {
          const line = t(`line.${a.act}`, {
            subject: a.subject,
            to: a.to ? tc(`role.${a.to}`).toLowerCase() : '',
          });
          return (
            <li
              key={a.seq}
              className="grid min-h-8 grid-cols-[48px_210px_180px_minmax(0,1fr)] items-center gap-x-3 border-t border-line-soft px-4 first:border-t-0"
            >
              <span className="font-mono text-small text-dim">{a.seq}</span>
              <span className="font-mono text-small">
                {date(a.atMs, language)} {timeZ(a.atMs)}
              </span>
              <span className="truncate text-hi" title={author(a.by)}>
                {author(a.by)}
              </span>
              <span className="truncate" title={line}>
                {line}
              </span>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
