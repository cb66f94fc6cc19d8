import { createTranslator } from 'use-intl/core';
import { describe, expect, it } from 'vitest';
import { LOG_MESSAGES } from '../../domain/log';
import { PARTIES, T0 } from '../testing';
import { type NameBook, type Params, textValues } from './log-text';
import { MESSAGES } from './messages';

const book: NameBook = { participants: PARTIES, sensors: [] };
const word = (group: string, code: string) => (group === 'severity' && code === 'HIGH' ? 'High' : null);
const values = (params: Params, language: 'en' | 'ru' = 'en') => textValues(params, book, language, word);

describe('parameters of log lines as texts', () => {
  it('SY-84 writes short numbers, names, codes, times and lengths by the names of the parameters', () => {
    expect(values({ alert: 42, launchNumber: 117, notification: 'N-0311' })).toMatchObject({
      alert: 'AL-0042',
      launch: 'L-0117',
      notification: 'N-0311',
    });
    expect(values({ participant: 'P2' }, 'ru')).toMatchObject({ party: 'Вторая Сторона', letter: 'B' });
    expect(values({ severity: 'HIGH', class: 'XYZ', fromMs: T0, delayS: 20, km: 1234.56 })).toMatchObject({
      severity: 'High',
      class: 'XYZ',
      from: '06:00:28Z',
      delay: 20,
      km: '1,234.6',
    });
    expect(
      values({ from: 'HIGH', changed: 'impact match', byEn: 'Norway', byRu: 'Норвегия', by: 'no' }, 'ru'),
    ).toMatchObject({
      from: 'High',
      changed: 'impact, match',
      by: 'Норвегия',
    });
  });

  it('SY-84 what the server leaves empty shows as a dash', () => {
    expect(values({ notification: 0, sensor: '', reason: '' })).toMatchObject({
      notification: '—',
      sensor: '—',
      reason: '—',
    });
  });

  it('SY-84 a reason that a robot names is a word, one that a person wrote stands as it is', () => {
    const inRussian = (group: string, code: string) =>
      group === 'robotReason' && code in MESSAGES.ru.codes.robotReason ? 'задано' : null;
    const reasonOf = (reason: string) => textValues({ reason }, book, 'ru', inRussian).reason;
    expect(reasonOf('robot-dissent')).toBe('задано');
    expect(reasonOf('no second radar sees it')).toBe('no second radar sees it');
  });

  it('SY-84 a parameter that a line does not carry shows as a dash in both languages, never as a broken text', () => {
    for (const [locale, messages] of [
      ['en', MESSAGES.en],
      ['ru', MESSAGES.ru],
    ] as const) {
      const errors: string[] = [];
      const t = createTranslator({ locale, messages, onError: (e) => errors.push(e.message) });
      for (const msg of LOG_MESSAGES) t(msg, values({}, locale));
      expect(errors).toEqual([]);
    }
  });
});
