import type { Language } from '../../domain/words';

/** Times are UTC, epoch ms in; every text of a time of day ends in Z. No wall clock here: whoever asks says which time. */
const MONTHS = {
  en: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
  ru: ['янв', 'фев', 'мар', 'апр', 'мая', 'июн', 'июл', 'авг', 'сен', 'окт', 'ноя', 'дек'],
} as const;
const two = (n: number): string => String(n).padStart(2, '0');
/** Whole seconds, cut and not rounded: a second is over when it is over. */
const cut = (ms: number): Date => new Date(Math.floor(ms / 1000) * 1000);

/** `06:00:28Z` */
export function timeZ(atMs: number): string {
  return `${timeOfDay(atMs)}Z`;
}

/** `06:00:28`, where a Z stands elsewhere (axis, columns of times). */
export function timeOfDay(atMs: number): string {
  const d = cut(atMs);
  return `${two(d.getUTCHours())}:${two(d.getUTCMinutes())}:${two(d.getUTCSeconds())}`;
}

/** `06:05:39.934Z`, where milliseconds tell steps apart; a comma in Russian. */
export function timeMsZ(atMs: number, language: Language): string {
  const whole = Math.round(atMs);
  const ms = String(((whole % 1000) + 1000) % 1000).padStart(3, '0');
  return `${timeOfDay(whole)}${language === 'ru' ? ',' : '.'}${ms}Z`;
}

/** `06:00Z`, for things known to the minute. */
export function minuteZ(atMs: number): string {
  const d = cut(atMs);
  return `${two(d.getUTCHours())}:${two(d.getUTCMinutes())}Z`;
}

/** `06:21:20–06:23:40Z` */
export function spanZ(fromMs: number, toMs: number): string {
  return `${timeOfDay(fromMs)}–${timeOfDay(toMs)}Z`;
}

/** A time's 90 % window: centre and sigma (s) to the two ends, epoch ms. */
export function window90(atMs: number, sigmaS: number): { fromMs: number; toMs: number } {
  const half = 1644.854 * sigmaS;
  return { fromMs: atMs - half, toMs: atMs + half };
}

/** `24 Nov 2026`; `24.11.2026` in Russian. */
export function date(atMs: number, language: Language): string {
  const d = new Date(atMs);
  if (language === 'ru') return `${two(d.getUTCDate())}.${two(d.getUTCMonth() + 1)}.${d.getUTCFullYear()}`;
  return `${d.getUTCDate()} ${MONTHS.en[d.getUTCMonth()]} ${d.getUTCFullYear()}`;
}

/** `25 Jan`, `25 янв`: where the year is plain. */
export function dayMonth(atMs: number, language: Language): string {
  const d = new Date(atMs);
  return `${d.getUTCDate()} ${MONTHS[language][d.getUTCMonth()]}`;
}

/** Day of the year from 1. */
export function dayOfYear(atMs: number): number {
  const d = new Date(atMs);
  return Math.floor((atMs - Date.UTC(d.getUTCFullYear(), 0, 1)) / 86_400e3) + 1;
}

/** Date-time group: `240600ZNOV26`. */
export function dtg(atMs: number): string {
  const d = new Date(atMs);
  const month = (MONTHS.en[d.getUTCMonth()] ?? '').toUpperCase();
  return `${two(d.getUTCDate())}${two(d.getUTCHours())}${two(d.getUTCMinutes())}Z${month}${two(d.getUTCFullYear() % 100)}`;
}

/** What copying a time gives: ISO 8601 to the second. */
export function iso(atMs: number): string {
  return cut(atMs).toISOString().replace('.000Z', 'Z');
}

/** Minutes and seconds of a length: `05:48`, from an hour `1:05:48`. Negative lengths have their sign before. */
export function length(ms: number): string {
  const s = Math.floor(Math.abs(ms) / 1000);
  const sign = ms <= -1000 ? '−' : '';
  const h = Math.floor(s / 3600);
  const rest = `${two(Math.floor((s % 3600) / 60))}:${two(s % 60)}`;
  return h > 0 ? `${sign}${h}:${rest}` : `${sign}${rest}`;
}

/** Time since the estimated launch: `T+05:48`; before it `T−00:12`. */
export function tPlus(nowMs: number, launchMs: number): string {
  const ms = nowMs - launchMs;
  return ms < 0 ? `T−${length(Math.ceil(-ms / 1000) * 1000)}` : `T+${length(ms)}`;
}

export interface TimeLeft {
  text: string;
  overdue: boolean;
}
/** Time left to a due time, rounded up so that `00:00` means over: `00:24`; after it `+00:11`, overdue. */
export function timeLeft(dueMs: number, nowMs: number): TimeLeft {
  const ms = dueMs - nowMs;
  if (ms > 0) return { text: length(Math.ceil(ms / 1000) * 1000), overdue: false };
  return { text: `+${length(-ms)}`, overdue: true };
}

const SPAN = { en: ['d', 'h', 'min'], ru: ['сут', 'ч', 'мин'] } as const;
/** A length to its two greatest units: `2 d 4 h`, `3 h 5 min`, `12 min`; in days only from so many hours on. */
export function span(ms: number, language: Language, daysFromH = 24): string {
  const minutes = Math.floor(Math.abs(ms) / 60e3);
  const inDays = minutes >= daysFromH * 60;
  const [d, hours, m] = [Math.floor(minutes / 1440), Math.floor(minutes / 60), minutes % 60];
  const h = inDays ? hours % 24 : hours;
  const [dayWord, hourWord, minuteWord] = SPAN[language];
  if (inDays) return h > 0 ? `${d} ${dayWord} ${h} ${hourWord}` : `${d} ${dayWord}`;
  if (h > 0) return m > 0 ? `${h} ${hourWord} ${m} ${minuteWord}` : `${h} ${hourWord}`;
  return `${m} ${minuteWord}`;
}
