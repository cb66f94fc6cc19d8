'use client';

import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { shortNumber } from '../../domain/ids';
import type { Phrase } from '../../domain/vocabulary';

const NUMBERED = { launch: 'L', alert: 'AL', notification: 'N' } as const;
const WORDS: readonly string[] = ['what', 'by', 'verdict'];

/** The words of a phrase in the reader's language: the message and its parameters, nothing else. */
export function usePhraseText(): (phrase: Phrase) => string {
  const t = useTranslations('consultation');
  return useMemo(
    () =>
      ({ msg, params }) => {
        const [use = '', name = ''] = msg.split('.');
        const key = `phrases.${use}.${name}` as 'phrases.ask.yours';
        // A newer server may have a phrase that this console has no text for.
        if (!t.has(key)) return msg;
        const values = Object.entries(params).map(([param, value]) => {
          if (param in NUMBERED)
            return [param, shortNumber(NUMBERED[param as keyof typeof NUMBERED], Number(value))];
          return [param, WORDS.includes(param) ? t(`word.${value as 'IR'}`) : String(value)];
        });
        return t(key, Object.fromEntries(values));
      },
    [t],
  );
}
