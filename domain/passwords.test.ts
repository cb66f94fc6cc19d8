import { describe, expect, it } from 'vitest';
import { LOGIN, normalLogin, normalPassword, PASSWORD_MAX, PASSWORD_MIN, passwordFault } from './passwords';

const GOOD = 'seven green lamps';

describe('passwords', () => {
  it('AC-01 a password has 12 to 128 characters, counted as they are read', () => {
    expect(passwordFault(GOOD, 'ivanova')).toBeNull();
    const long = 'correct-1-'.repeat(20);
    expect(passwordFault(long.slice(0, PASSWORD_MIN - 1), 'x')).toBe('SHORT');
    expect(passwordFault(long.slice(0, PASSWORD_MIN), 'x')).toBeNull();
    expect(passwordFault(long.slice(0, PASSWORD_MAX), 'x')).toBeNull();
    expect(passwordFault(long.slice(0, PASSWORD_MAX + 1), 'x')).toBe('LONG');
    // Eleven signs of two UTF-16 units each are eleven characters.
    expect(passwordFault('🛰🚀🌍🔭🛰🚀🌍🔭🛰🚀🌍', 'x')).toBe('SHORT');
    expect(passwordFault('семь зелёных ламп', 'x')).toBeNull();
  });

  it.each([
    ['one of the commonest', 'password1234'],
    ['the same in capitals', 'PassWord1234'],
    ['one of a Russian keyboard', 'йцукенгшщзхъ'],
    ['a pattern', 'ababababababab'],
    ['one that holds the login', 'xx-Ivanova-2000'],
  ])('AC-01 %s is refused', (_what, typed) => {
    expect(passwordFault(typed, 'ivanova')).toBe('COMMON');
  });

  it('AC-01 what one keyboard composes and another types as one character is the same password', () => {
    expect(normalPassword('e\u0301te\u0301')).toBe(normalPassword('\u00e9t\u00e9'));
    expect(passwordFault(`${'e\u0301'.repeat(4)}abcdefg`, 'x')).toBe('SHORT');
  });

  it('AC-03 a login is Latin and lower case, so that no two look alike', () => {
    expect(normalLogin(' Ivanova ')).toBe('ivanova');
    for (const good of ['ivanova', 'a.b-c_9', 'p1x']) expect(LOGIN.test(good)).toBe(true);
    for (const bad of ['ab', 'иванова', '.ivan', 'a b c', 'x'.repeat(41), ''])
      expect(LOGIN.test(normalLogin(bad))).toBe(false);
  });
});
