'use client';

import { useTranslations } from 'use-intl';

interface Props {
  at: 'top' | 'bottom';
  /** An exercise on a past event. */
  history?: boolean;
}

/** What everything here is, at the top and bottom of every page, in the reader's language. */
export function Marking({ at, history = false }: Props) {
  const t = useTranslations('common');
  return (
    <aside
      data-marking={at}
      aria-label={t(at === 'top' ? 'markingTop' : 'markingBottom')}
      className="flex h-(--marking-height) flex-none items-center justify-center overflow-hidden whitespace-nowrap bg-marking text-small font-semibold uppercase tracking-wide text-on-marking"
    >
      {t(history ? 'markingHistory' : 'marking')}
    </aside>
  );
}
