'use client';

import { useCallback } from 'react';
import { useTranslations } from 'use-intl';
import { useLanguage } from '../../client/i18n/provider';
import type { NoticeDials } from '../../domain/notice-rules';
import { leadText, useDials } from './deadline';
import type { Fault, Field } from './draft-command';

const RANGED: readonly Field[] = ['siteRadius', 'impactRadius', 'azimuth', 'tolerance'];

/** What is wrong with a field, in the reader's language. */
export function useFaultText(): (field: Field, fault: Fault) => string {
  const t = useTranslations('noticeForm');
  const { language } = useLanguage();
  const dials = useDials();
  return useCallback(
    (field, fault) => {
      const length = (dial: keyof NoticeDials): string => (dials ? leadText(dials[dial], language) : '…');
      return t(`fault.${fault}`, {
        range: RANGED.includes(field) ? t(`range.${field as 'azimuth'}`) : '',
        window: length('windowMaxS'),
        lead: length('notBeforeS'),
      });
    },
    [t, language, dials],
  );
}
