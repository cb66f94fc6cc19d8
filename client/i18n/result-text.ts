'use client';

import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import type { CommandResult } from '../../domain/alert';
import type { Refusal } from '../../domain/refusals';
import { timeZ } from '../format/time';
import { settledResult } from '../source/outbox';
import { useLanguage } from './provider';

/** Says what a command came to. Of a known command (`DUPLICATE`) it tells the first result. */
export function useResultText(): (result: CommandResult) => string {
  const t = useTranslations('results');
  const { language } = useLanguage();
  return useMemo(() => {
    const because = (reason: string): string => {
      const key = `refusal.${reason as Refusal}` as const;
      return t.has(key) ? t(key) : reason;
    };
    return (result) => {
      const r = settledResult(result);
      switch (r.code) {
        case 'ALREADY':
          return t('ALREADY', { name: language === 'ru' ? r.nameRu : r.nameEn, time: timeZ(r.atMs) });
        case 'STALE_REV':
          return t('STALE_REV', { rev: String(r.currentRev) });
        case 'FORBIDDEN':
        case 'NOT_ACKABLE':
          return t(r.code, { reason: because(r.reason) });
        case 'RATE_LIMITED':
          return t('RATE_LIMITED', { seconds: String(Math.ceil(r.retryAfterS)) });
        case 'BAD_REQUEST':
          return t('BAD_REQUEST', { field: r.field, message: r.message });
        default:
          return t(r.code);
      }
    };
  }, [t, language]);
}

/** What stands in the button's place while a command is under way, and when the line broke meanwhile. */
export function usePendingText(): { sending: string; unconfirmed: string } {
  const t = useTranslations('results');
  return { sending: t('sending'), unconfirmed: t('unconfirmed') };
}
