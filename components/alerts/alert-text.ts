'use client';

import { useCallback } from 'react';
import { useTranslations } from 'use-intl';
import { km } from '../../client/format/number';
import { useLanguage, useWords } from '../../client/i18n/provider';
import type { Alert } from '../../domain/alert';
import { shortNumber } from '../../domain/ids';
import { useBook } from '../shell/use-data';
import { useAbout } from './about';

export interface AlertText {
  /** What it is, the part that stands out. */
  title: string;
  /** What it is about and what changed last, shortest first to lose. */
  details: string[];
}

const numberOf = ({ notificationNumber: n }: Alert['facts']): string[] =>
  n === null ? [] : [shortNumber('N', n)];

/** Says what an alert is about, in the reader's language. */
export function useAlertText(): (alert: Alert) => AlertText {
  const t = useTranslations('alerts');
  const tc = useTranslations('codes');
  const { language } = useLanguage();
  const pick = useWords();
  const book = useBook();
  const about = useAbout();
  // Raised because nothing was on file; what was found or came since stands in its place, not beside it.
  const titleOf = useCallback(
    ({ code, facts }: Alert) =>
      code === 'LAUNCH_UNNOTIFIED' && facts.match && facts.match !== 'NONE'
        ? [t(`since.${facts.match}`), ...numberOf(facts)].join(' ')
        : tc(`alert.${code}`),
    [t, tc],
  );
  const noticeDetails = useCallback(
    ({ code, facts: { params = {} } }: Alert): string[] => {
      if (code === 'NOTIF_NOT_OBSERVED') return [t('couldHaveSeen', { n: Number(params.sensors) })];
      const bounds = String(params.bounds ?? '')
        .split(' ')
        .filter((b) => b !== '');
      return code === 'NOTIF_DEVIATION' ? bounds.map((b) => t(`outside.${b as 'site'}`)) : [];
    },
    [t],
  );
  return useCallback(
    (alert) => {
      const { facts } = alert;
      const details: string[] = [];
      if (facts.launchNumber !== null) details.push(shortNumber('L', facts.launchNumber));
      if (facts.sensor !== null) {
        const sensor = book.sensors.find((s) => s.id === facts.sensor);
        details.push(sensor ? pick(sensor.name) : facts.sensor);
      }
      details.push(...about(alert));
      if (facts.claim) details.push(shortNumber('CL', facts.claim.number), pick(facts.claim.sourceName));
      if (alert.code !== 'LAUNCH_UNNOTIFIED') details.push(...numberOf(facts));
      const moved = alert.rev === alert.materialRev && alert.changes.find((c) => c.field === 'impact');
      details.push(...noticeDetails(alert));
      if (alert.lifecycle.state === 'WITHDRAWN') details.push(t('withdrawn'));
      else if (moved && moved.movedM !== undefined)
        details.push(t('impactMoved', { distance: km(moved.movedM, language) }));
      else if (facts.corroboration) details.push(tc(`corroboration.${facts.corroboration}`));
      if (alert.condition.state === 'INACTIVE') details.push(t('cleared'));
      return { title: titleOf(alert), details };
    },
    [t, tc, titleOf, noticeDetails, language, pick, book, about],
  );
}
