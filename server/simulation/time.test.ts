import { describe, expect, it } from 'vitest';
import { parseUtc, utcMs } from './time';

describe('time', () => {
  it('agrees with the platform calendar from 1900 to 2100', () => {
    for (let day = Date.UTC(1900, 0, 1); day < Date.UTC(2100, 0, 1); day += 17 * 86_400_000) {
      const d = new Date(day);
      expect(utcMs(d.getUTCFullYear(), d.getUTCMonth() + 1, d.getUTCDate())).toBe(day);
    }
  });
  it('reads UTC texts and refuses days that do not exist', () => {
    expect(parseUtc('1995-01-25T06:24:00Z')).toBe(Date.UTC(1995, 0, 25, 6, 24));
    expect(parseUtc('1995-01-25T06:24Z')).toBe(Date.UTC(1995, 0, 25, 6, 24));
    expect(parseUtc('2024-02-29T00:00:00.125Z')).toBe(Date.UTC(2024, 1, 29, 0, 0, 0, 125));
    for (const bad of [
      '2023-02-29T00:00:00Z',
      '1995-13-01T00:00Z',
      '1995-01-25T24:00Z',
      '1995-01-25',
      '1995-01-25T06:24:00',
    ])
      expect(parseUtc(bad), bad).toBeNull();
  });
});
