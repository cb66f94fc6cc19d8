import { Z90 } from '../../domain/regions';
import type { Language } from '../../domain/words';
import { length } from './time';

/** Numbers as officers read them: rounding follows the uncertainty, decimal comma and Russian units in Russian. */
const UNITS = {
  en: { km: 'km', m: 'm', kmS: 'km/s', s: 's', min: 'min', h: 'h', ms: 'ms' },
  ru: { km: 'км', m: 'м', kmS: 'км/с', s: 'с', min: 'мин', h: 'ч', ms: 'мс' },
} as const;
export type Unit = keyof (typeof UNITS)['en'];
export const unitWord = (unit: Unit, language: Language): string => UNITS[language][unit];

const THIN = '\u00a0';
const formats = new Map<string, Intl.NumberFormat>();

/** A number with a fixed count of decimals: `1,640` in English, `1 640` in Russian from five digits or with grouping. */
export function number(value: number, language: Language, decimals = 0): string {
  const key = `${language}${decimals}`;
  let format = formats.get(key);
  if (!format) {
    format = new Intl.NumberFormat(language, {
      minimumFractionDigits: decimals,
      maximumFractionDigits: decimals,
    });
    formats.set(key, format);
  }
  // A rounded -0.3 is 0, not -0.
  return format.format(Math.abs(value) < 0.5 * 10 ** -decimals ? 0 : value);
}

/** A probability or confidence, two decimals: `0.82`, `0,82`. */
export const probability = (p: number, language: Language): string => number(p, language, 2);

/** Half of the 90 % interval of a Gaussian with this sigma: what stands after ± everywhere. */
export const half90 = (sigma: number): number => Z90 * sigma;

/**
 * The step that a value is rounded to when ± `half` belongs to it: a power of ten that leaves the ± two significant
 * figures (the usage of the GUM, 7.2.6), not below `floor`.
 */
export function roundingStep(half: number, floor = 1): number {
  if (!(half > 0)) return floor;
  return Math.max(floor, 10 ** (Math.floor(Math.log10(half) + 1e-9) - 1));
}
export const roundTo = (value: number, step: number): number => Math.round(value / step) * step;
const decimalsOf = (step: number): number => Math.max(0, -Math.floor(Math.log10(step) + 1e-9));

/** A value and its ± as two texts, so that the second can be painted dim. */
export interface Figure {
  value: string;
  /** `±6 s`, or null where no uncertainty is known. */
  error: string | null;
}

/** Value and ± rounded alike; a ± below the step shows as one step, never as ±0. */
function figure(value: number, half: number | null, unit: string, language: Language, floor: number): Figure {
  const step = half === null ? floor : roundingStep(half, floor);
  const decimals = decimalsOf(step);
  const shown = number(roundTo(value, step), language, decimals);
  if (half === null) return { value: `${shown}${THIN}${unit}`, error: null };
  const error = number(Math.max(roundTo(half, step), step), language, decimals);
  return { value: shown, error: `±${error}${THIN}${unit}` };
}

/** A distance or height in km, not finer than 1 km. Metres in. */
export function distance(valueM: number, halfM: number | null, language: Language): Figure {
  return figure(valueM / 1000, halfM === null ? null : halfM / 1000, unitWord('km', language), language, 1);
}

/** A distance without uncertainty of its own, three significant figures: `18 km`, `1,640 km`, `850 m`. Metres in. */
export function km(valueM: number, language: Language): string {
  const abs = Math.abs(valueM);
  if (abs < 1000)
    return `${number(roundTo(valueM, abs < 100 ? 1 : 10), language)}${THIN}${unitWord('m', language)}`;
  const step = abs < 1e6 ? 1000 : 10_000;
  return `${number(roundTo(valueM, step) / 1000, language)}${THIN}${unitWord('km', language)}`;
}

/** The axes of a region: `760 × 240 km`, `1.2 × 0.3 km`, both full widths, metres in (semi-axes). None is ever 0. */
export function axes(semiMajorM: number, semiMinorM: number, language: Language): string {
  const [wide, narrow] = [semiMajorM, semiMinorM].map((m) => (2 * m) / 1000) as [number, number];
  const step = roundingStep(Math.min(wide, narrow), Math.max(wide, narrow) < 10 ? 0.1 : 1);
  const decimals = decimalsOf(step);
  const [a, b] = [wide, narrow].map((w) => number(Math.max(step, roundTo(w, step)), language, decimals));
  return `${a} × ${b}${THIN}${unitWord('km', language)}`;
}

/** A speed in km/s, two decimals unless the uncertainty says less. m/s in. */
export function speed(valueMS: number, halfMS: number | null, language: Language): Figure {
  return figure(
    valueMS / 1000,
    halfMS === null ? null : halfMS / 1000,
    unitWord('kmS', language),
    language,
    0.01,
  );
}

/** Seconds as a difference or ±: `6 s`, above two minutes `3 min`. */
export function seconds(valueS: number, language: Language): string {
  if (Math.abs(valueS) < 120) return `${number(valueS, language)}${THIN}${unitWord('s', language)}`;
  return `${number(valueS / 60, language)}${THIN}${unitWord('min', language)}`;
}

/** How long a step took: `330 ms`, `18.1 s`, from two minutes on `03:20`. Milliseconds in. */
export function elapsed(ms: number, language: Language): string {
  const abs = Math.abs(ms);
  if (abs < 999.5) return `${number(ms, language)}${THIN}${unitWord('ms', language)}`;
  if (abs < 120e3) return `${number(ms / 1000, language, 1)}${THIN}${unitWord('s', language)}`;
  return length(ms);
}

/** How far one clock is ahead of others, to tenths of a second: `2.0 ±0.1 s`. */
export function clockAhead(valueS: number, halfS: number, language: Language): Figure {
  return figure(valueS, halfS, unitWord('s', language), language, 0.1);
}

/** A turn between two headings, to tenths of a degree: `-1.2 ±0.3°`. */
export function turn(deg: number, halfDeg: number, language: Language): Figure {
  const { value, error } = figure(deg, halfDeg, '°', language, 0.1);
  return { value, error: error?.replace(THIN, '') ?? null };
}

/** An azimuth in three digits and its ±: `080°`, `±2°`. */
export function azimuth(deg: number, halfDeg: number | null, language: Language): Figure {
  const step = halfDeg === null ? 1 : roundingStep(halfDeg, 1);
  const whole = ((Math.round(roundTo(deg, step)) % 360) + 360) % 360;
  const value = `${String(whole).padStart(3, '0')}°`;
  return {
    value,
    error: halfDeg === null ? null : `±${number(Math.max(1, Math.round(halfDeg)), language)}°`,
  };
}
