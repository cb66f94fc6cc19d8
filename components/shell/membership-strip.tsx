'use client';

import { useTranslations } from 'use-intl';
import { date, timeZ } from '../../client/format/time';
import { useLanguage, useWords } from '../../client/i18n/provider';
import { useSourceState } from '../../client/stores/context';
import { StatusSymbol } from '../ui/status-symbol';
import { useMe } from './use-data';

/** Says on the console of who is no member why its picture is empty: it waits for a decision, or it has left. */
export function MembershipStrip() {
  const t = useTranslations('shell.membership');
  const { language } = useLanguage();
  const pick = useWords();
  const me = useMe();
  const membership = useSourceState((s) => s.membership);
  const own = useSourceState((s) => s.participants.find((p) => p.id === me?.participant));
  if (!membership || membership.is === 'MEMBER' || !own) return null;
  const name = pick(own.name);
  const said =
    membership.is === 'LEFT'
      ? t('left', { name, time: `${date(membership.atMs, language)} ${timeZ(membership.atMs)}` })
      : t('waits', { name });
  return (
    <section
      aria-label={t('title')}
      role="status"
      className="flex min-h-9 flex-none flex-wrap items-center gap-x-4 gap-y-0.5 border-b border-line-strong bg-raised px-4 py-1"
    >
      <span className="flex items-center gap-2.5 font-semibold text-hi">
        <StatusSymbol status="off" size={13} />
        {said}
      </span>
      <span>{t(membership.is === 'LEFT' ? 'leftWhat' : 'waitsWhat')}</span>
    </section>
  );
}
