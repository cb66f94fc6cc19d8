import { wrapLon } from '../../domain/geodesy';
import type { Language } from '../../domain/words';
import { number } from './number';

/** Decimals of a degree that an uncertainty (half-interval, metres) leaves: 0.1° is 11 km. */
function decimalsFor(halfM: number | null): number {
  if (halfM === null) return 1;
  if (halfM >= 100_000) return 0;
  return halfM >= 1000 ? 1 : 2;
}

/** `40.6N 126.4E`; in Russian `40,6 с.ш. 126,4 в.д.`. Degrees in; `halfM` is half of the 90 % interval in metres. */
export function place(
  latDeg: number,
  lonDeg: number,
  language: Language,
  halfM: number | null = null,
): string {
  const d = decimalsFor(halfM);
  return `${latitude(latDeg, language, d)} ${longitude(lonDeg, language, d)}`;
}

/** `40.6N`, `40,6 с.ш.`; the equator has no side. */
export function latitude(latDeg: number, language: Language, decimals = 1): string {
  const value = number(Math.abs(latDeg), language, decimals);
  return `${value}${side(latDeg, value, language === 'en' ? ['N', 'S'] : [' с.ш.', ' ю.ш.'])}`;
}

/** `126.4E`, `126,4 в.д.`; 0 and 180 have no side. */
export function longitude(lonDeg: number, language: Language, decimals = 1): string {
  const wrapped = wrapLon(lonDeg);
  const value = number(Math.abs(wrapped), language, decimals);
  if (Number(value.replace(',', '.')) === 180) return value;
  return `${value}${side(wrapped, value, language === 'en' ? ['E', 'W'] : [' в.д.', ' з.д.'])}`;
}

function side(deg: number, shown: string, [positive, negative]: [string, string]): string {
  if (Number(shown.replace(',', '.')) === 0) return '';
  return (deg < 0 ? negative : positive).replace(' ', '\u00a0');
}
