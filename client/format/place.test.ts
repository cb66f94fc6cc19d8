import { describe, expect, it } from 'vitest';
import { latitude, longitude, place } from './place';

const plain = (s: string) => s.replaceAll('\u00a0', ' ');

describe('SY-81 places', () => {
  it('SY-81 writes hemispheres by letter in English and by abbreviation in Russian', () => {
    expect(place(40.6, 126.41, 'en')).toBe('40.6N 126.4E');
    expect(plain(place(40.6, 126.41, 'ru'))).toBe('40,6 с.ш. 126,4 в.д.');
    expect(plain(place(-5.3, -60.2, 'ru'))).toBe('5,3 ю.ш. 60,2 з.д.');
  });

  it('SY-81 gives a place known to 300 km whole degrees', () => {
    expect(place(35.13, 179.2, 'en', 300_000)).toBe('35N 179E');
    expect(place(35.134, 179.26, 'en', 500)).toBe('35.13N 179.26E');
  });

  it('SY-81 has no side at the equator and at 180, and wraps', () => {
    expect(latitude(-0.01, 'en')).toBe('0.0');
    expect(longitude(180, 'en', 0)).toBe('180');
    expect(longitude(190, 'en', 0)).toBe('170W');
  });
});
