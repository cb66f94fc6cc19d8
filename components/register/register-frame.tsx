'use client';

import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { date, timeZ } from '../../client/format/time';
import { useLanguage, useWords } from '../../client/i18n/provider';
import type { Principal } from '../../domain/participants';
import { PublicPage } from '../shell/public-page';

/** The page around a register: its title, who reads it, the session's time, and what leads on from here. */
export function RegisterFrame({
  me,
  nowMs,
  end,
  children,
}: {
  me: Principal | null;
  nowMs: number | null;
  end?: ReactNode;
  children: ReactNode;
}) {
  const t = useTranslations('notifications');
  const { language } = useLanguage();
  const pick = useWords();
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
          {end}
        </>
      }
    >
      {children}
    </PublicPage>
  );
}
