'use client';

import { useCallback } from 'react';
import { useTranslations } from 'use-intl';
import { number } from '../../client/format/number';
import { useLanguage } from '../../client/i18n/provider';

/** How much of time is seen, as a word: `42 min`, `3.5 h`, `4 d`. */
export function useSpanWord(): (spanMs: number) => string {
  const t = useTranslations('timeline.span');
  const { language } = useLanguage();
  return useCallback(
    (spanMs) => {
      const minutes = spanMs / 60e3;
      if (minutes < 100) return t('minutes', { n: number(minutes, language) });
      const hours = minutes / 60;
      if (hours < 48) return t('hours', { n: number(hours, language, hours < 10 ? 1 : 0) });
      return t('days', { n: number(hours / 24, language, 1) });
    },
    [t, language],
  );
}
