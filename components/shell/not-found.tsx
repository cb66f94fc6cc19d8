'use client';

import { useTranslations } from 'use-intl';
import { PublicPage } from './public-page';
import { WaysOn } from './ways-on';

/** An address that leads nowhere, an ended session's among them; says so and where to go on. */
export function NotFound() {
  const t = useTranslations('shell.notFound');
  return (
    <PublicPage title={t('title')}>
      <div className="m-6 max-w-2xl border border-line bg-panel p-4">
        <p className="text-hi">{t('what')}</p>
        <div className="mt-2">
          <WaysOn />
        </div>
      </div>
    </PublicPage>
  );
}
