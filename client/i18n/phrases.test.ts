import { describe, expect, it } from 'vitest';
import { PHRASE_IDS, paramsOf } from '../../domain/vocabulary';
import { MESSAGES } from './messages';

describe.each(['en', 'ru'] as const)('the vocabulary in %s', (language) => {
  const { phrases } = MESSAGES[language].consultation;
  const textOf = (msg: string): string => {
    const [use = '', name = ''] = msg.split('.');
    return (phrases as unknown as Record<string, Record<string, string>>)[use]?.[name] ?? '';
  };

  it.each(PHRASE_IDS)('CO-05 %s is said with exactly the parameters that it is sent with', (msg) => {
    const used = [...textOf(msg).matchAll(/\{(\w+)\}/g)].map((m) => m[1]);
    expect(used.sort()).toEqual([...paramsOf(msg)].sort());
    expect(textOf(msg)).not.toBe('');
  });

  it('CO-05 has a text for every phrase and for no other', () => {
    const texts = Object.entries(phrases).flatMap(([use, of]) => Object.keys(of).map((n) => `${use}.${n}`));
    expect(texts.sort()).toEqual([...PHRASE_IDS].sort());
  });
});
