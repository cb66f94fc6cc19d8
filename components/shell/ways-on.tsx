'use client';

import { useTranslations } from 'use-intl';

const LINK = 'text-hi underline underline-offset-3';

/** Where to go from an address that leads nowhere. */
export function WaysOn() {
  const t = useTranslations('shell.notFound');
  return (
    <p className="flex gap-4">
      <a href="/console/live" className={LINK}>
        {t('live')}
      </a>
      <a href="/library" className={LINK}>
        {t('library')}
      </a>
    </p>
  );
}
