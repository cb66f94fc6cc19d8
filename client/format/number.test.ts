import { describe, expect, it } from 'vitest';
import {
  axes,
  azimuth,
  clockAhead,
  distance,
  half90,
  km,
  number,
  probability,
  roundingStep,
  seconds,
  speed,
  turn,
} from './number';

const plain = (s: string | null) => s?.replaceAll('\u00a0', ' ') ?? null;

describe('SY-80 numbers follow the reader’s language and their uncertainty', () => {
  it('SY-80 writes decimal point or comma and groups thousands', () => {
    expect(number(1640, 'en')).toBe('1,640');
    expect(plain(number(16_400, 'ru'))).toBe('16 400');
    expect(probability(0.824, 'en')).toBe('0.82');
    expect(probability(0.824, 'ru')).toBe('0,82');
    expect(number(-0.2, 'en')).toBe('0');
  });

  it('SY-80 rounds so that the ± keeps two significant figures', () => {
    expect([0.4, 3, 14, 70, 99.9, 100, 690, 1200].map((h) => roundingStep(h))).toEqual([
      1, 1, 1, 1, 1, 10, 10, 100,
    ]);
    expect(roundingStep(0)).toBe(1);
  });

  it('SY-80 gives no kilometres to what is known to ±690', () => {
    expect(distance(4_608_300, 691_000, 'en')).toEqual({ value: '4,610', error: '±690\u00a0km' });
    expect(distance(609_300, 70_000, 'en')).toEqual({ value: '609', error: '±70\u00a0km' });
    expect(distance(634_200, 200, 'en')).toEqual({ value: '634', error: '±1\u00a0km' });
    expect(distance(634_200, null, 'ru')).toEqual({ value: '634\u00a0км', error: null });
  });

  it('SY-80 writes speeds in km/s, to 0.01 where nothing says less', () => {
    expect(plain(speed(4629, null, 'ru').value)).toBe('4,63 км/с');
    expect(speed(4629, 200, 'en')).toEqual({ value: '4.63', error: '±0.20\u00a0km/s' });
  });

  it('SY-80 takes ± as half of the 90 % interval', () => {
    expect(half90(1)).toBeCloseTo(1.645, 3);
  });

  it('SY-80 writes azimuths in three digits, and 360 is 000', () => {
    expect(azimuth(80.2, 2.2, 'en')).toEqual({ value: '080°', error: '±2°' });
    expect(azimuth(359.7, null, 'en').value).toBe('000°');
    expect(azimuth(349, 14, 'en')).toEqual({ value: '349°', error: '±14°' });
  });

  it('SY-80 writes clocks to tenths of a second and turns to tenths of a degree, not finer than their ±', () => {
    expect(clockAhead(1.97, 0.12, 'en')).toEqual({ value: '2.0', error: '±0.1\u00a0s' });
    expect(clockAhead(-14.6, 30, 'ru')).toEqual({ value: '-15', error: '±30\u00a0с' });
    expect(turn(-1.23, 0.31, 'en')).toEqual({ value: '-1.2', error: '±0.3°' });
  });

  it('SY-80 writes lengths, axes and differences with their unit', () => {
    expect(plain(km(410_200, 'en'))).toBe('410 km');
    expect(plain(km(1_643_000, 'en'))).toBe('1,640 km');
    expect(plain(km(853, 'ru'))).toBe('850 м');
    expect(plain(axes(31_000, 18_000, 'en'))).toBe('62 × 36 km');
    expect(plain(axes(381_000, 122_000, 'ru'))).toBe('760 × 240 км');
    expect(plain(axes(620, 150, 'en'))).toBe('1.2 × 0.3 km');
    expect(plain(axes(3100, 20, 'ru'))).toBe('6,2 × 0,1 км');
    expect(plain(axes(6000, 300, 'en'))).toBe('12 × 1 km');
    expect(plain(seconds(6.2, 'en'))).toBe('6 s');
    expect(plain(seconds(200, 'ru'))).toBe('3 мин');
  });
});
