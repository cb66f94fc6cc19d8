'use client';

import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { shortNumber } from '../../domain/ids';
import type { LogEntry, LogMessage } from '../../domain/log';
import type { Participant } from '../../domain/participants';
import type { Finding } from '../../domain/records';
import type { Sensor } from '../../domain/sensors';
import type { Language } from '../../domain/words';
import { number } from '../format/number';
import { timeZ } from '../format/time';
import { visible } from '../format/visible';
import { useLanguage } from './provider';

export type Params = Record<string, string | number>;
/** Names that parameters point to. */
export interface NameBook {
  participants: readonly Participant[];
  sensors: readonly Sensor[];
}
/** A word for a code, or null where the code has none. */
export type CodeWord = (group: string, code: string) => string | null;

const NUMBERED = {
  launch: 'L',
  alert: 'AL',
  notification: 'N',
  track: 'TK',
  claim: 'CL',
  consult: 'CN',
  shift: 'SH',
  statement: 'ST',
  draft: 'SD',
  release: 'RE',
  copy: 'RC',
  decision: 'DC',
  into: 'L',
} as const;
/** Which group of `codes` a parameter's value is a code of. */
const CODED: Record<string, string> = {
  severity: 'severity',
  scope: 'scope',
  code: 'alert',
  class: 'classShort',
  match: 'match',
  finding: 'finding',
  role: 'role',
  answer: 'robotAnswer',
  status: 'sensorStatus',
  corroboration: 'corroboration',
  kind: 'phenomenology',
  verdict: 'verdict',
  act: 'jointAct',
  undertaking: 'undertaking',
  standing: 'standing',
  says: 'watchStatement',
  released: 'releaseKind',
  subject: 'decision',
};
/** Every parameter that a text may name. One that a line does not carry shows as a dash, never as a broken text. */
const EMPTY: Record<string, string> = Object.fromEntries(
  [
    ...Object.keys(NUMBERED),
    ...Object.keys(CODED),
    ...['party', 'letter', 'name', 'sensor', 'error', 'field', 'rev', 'speed', 'delay', 'until', 'officer'],
    ...['from', 'to', 'since', 'of', 'by', 'changed', 'reason', 'percent', 'km', 'no'],
    ...['source', 'objects', 'seconds', 'degrees', 'added', 'withdrawn', 'altered', 'timeS'],
    ...['times', 'covers', 'receivers', 'object'],
    ...[
      'launches',
      'numbers',
      'rate',
      'quota',
      'refused',
      'records',
      'counts',
      'looks',
      'other',
      'elevation',
      'sensors',
    ],
  ].map((name) => [name, '—']),
);

/** Parameters of a line as texts in the reader's language, by the convention of their names. */
export function textValues(params: Params, book: NameBook, language: Language, word: CodeWord): Params {
  const values: Params = { ...EMPTY };
  for (const [name, value] of Object.entries(params)) {
    // People wrote some of them.
    const shown = typeof value === 'string' ? visible(value) : value;
    Object.assign(values, oneValue(name, shown, book, language, word));
  }
  return values;
}

function oneValue(
  name: string,
  value: string | number,
  book: NameBook,
  language: Language,
  word: CodeWord,
): Params {
  const bare = name.replace(/Number$/, '');
  // The server writes '' or 0 where there is nothing to name.
  if (value === '' || (value === 0 && bare in NUMBERED)) return {};
  if (bare in NUMBERED && typeof value === 'number')
    return { [bare]: shortNumber(NUMBERED[bare as keyof typeof NUMBERED], value) };
  if (name === 'party' || name === 'participant') {
    const p = book.participants.find((x) => x.id === value);
    return { party: p?.name[language] ?? value, letter: p?.letter ?? value };
  }
  if (name === 'sensor' || name === 'other')
    return { [name]: book.sensors.find((s) => s.id === value)?.name[language] ?? value };
  if (name === 'receivers') return { receivers: letters(String(value), book) };
  // What a decision is about: a participant, a phase or a scope.
  if (name === 'object') {
    const p = book.participants.find((x) => x.id === value);
    return { object: p?.name[language] ?? word('membership', String(value)) ?? value };
  }
  if (name === 'numbers')
    return {
      numbers: String(value)
        .split(' ')
        .map((n) => shortNumber('L', Number(n)))
        .join(' '),
    };
  if (name === (language === 'en' ? 'nameEn' : 'nameRu')) return { name: value };
  if (name === (language === 'en' ? 'byEn' : 'byRu')) return { by: value };
  if (name === (language === 'en' ? 'sourceEn' : 'sourceRu')) return { source: value };
  if (name === 'by') return {};
  if (name === 'changed') return { changed: words(String(value), 'field', word) };
  // Here a level that was left, elsewhere a time.
  if (name === 'from' && typeof value === 'string') return { from: word('severity', value) ?? value };
  // People write their reasons, robots name one.
  if (name === 'reason') return { reason: word('robotReason', String(value)) ?? value };
  const group = CODED[name];
  if (group && typeof value === 'string') return { [name]: word(group, value) ?? value };
  if (typeof value !== 'number') return { [name]: value };
  if (name.endsWith('Ms')) return { [name.slice(0, -2)]: timeZ(value) };
  if (name === 'delayS') return { delay: value };
  return { [name]: number(value, language, Number.isInteger(value) ? 0 : 1) };
}

const letters = (ids: string, { participants }: NameBook): string =>
  ids
    .split(' ')
    .map((id) => participants.find((p) => p.id === id)?.letter ?? id)
    .join(', ');

/** Codes in one parameter, apart by spaces, as a list of words. */
function words(codes: string, group: string, word: CodeWord): string {
  return codes
    .split(' ')
    .map((c) => (word(group, c) ?? c).toLowerCase())
    .join(', ');
}

function useWordFor(): CodeWord {
  const t = useTranslations('codes');
  return useMemo(
    () => (group, code) => {
      const key = `${group}.${code}` as 'severity.HIGH';
      return t.has(key) ? t(key) : null;
    },
    [t],
  );
}

/** Makes the text of a line of the watch log. A message id of a newer server shows as it is. */
export function useLogText(book: NameBook): (entry: Pick<LogEntry, 'msg' | 'params' | 'by'>) => string {
  const t = useTranslations();
  const word = useWordFor();
  const { language } = useLanguage();
  return useMemo(
    () =>
      ({ msg, params, by }) => {
        const key = msg as LogMessage;
        if (!t.has(key)) return msg;
        const acting: Params = by ? { party: by.participant, ...params } : params;
        return t(key, textValues(acting, book, language, word));
      },
    [t, word, book, language],
  );
}

/** Makes the text of one reason of a finding. */
export function useReasonText(book: NameBook): (reason: Finding['reasons'][number]) => string {
  const t = useTranslations();
  const word = useWordFor();
  const { language } = useLanguage();
  return useMemo(
    () =>
      ({ msg, params }) => {
        // A newer server may give a reason that this console has no text for.
        return t.has(msg) ? t(msg, textValues(params, book, language, word)) : msg;
      },
    [t, word, book, language],
  );
}

/** Makes the text of what an alert is about; null where its code needs none, or a newer server's has none here. */
export function useAboutText(book: NameBook): (about: string, params: Params) => string | null {
  const t = useTranslations('alertAbout');
  const word = useWordFor();
  const { language } = useLanguage();
  return useMemo(
    () => (about, params) => {
      const key = `of.${about as 'RAID'}` as const;
      return t.has(key) ? t(key, textValues(params, book, language, word)) : null;
    },
    [t, word, book, language],
  );
}
