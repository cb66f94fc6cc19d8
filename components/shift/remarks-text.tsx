'use client';

import { useTranslations } from 'use-intl';
import { useLanguage } from '../../client/i18n/provider';
import type { ShiftRemarks } from '../../domain/shift';
import { Written } from '../ui/written';

/** What who goes leaves to the next watch, in his own language. */
export function RemarksText({ remarks }: { remarks: ShiftRemarks }) {
  const t = useTranslations('shift');
  const { language } = useLanguage();
  if (!remarks) return <p className="py-1 text-dim">{t('remarksNone')}</p>;
  return (
    <p className="py-1 whitespace-pre-wrap">
      <q lang={remarks.language}>
        <Written text={remarks.body} />
      </q>{' '}
      {remarks.language === language ? null : (
        <span className="text-small text-dim">{t('untranslated')}</span>
      )}
    </p>
  );
}
