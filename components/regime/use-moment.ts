'use client';

import { date, timeZ } from '../../client/format/time';
import { useLanguage } from '../../client/i18n/provider';

/** Day and time in one: a regime stands for longer than a watch. */
export function useMoment(): (ms: number) => string {
  const { language } = useLanguage();
  return (ms) => `${date(ms, language)} ${timeZ(ms)}`;
}
