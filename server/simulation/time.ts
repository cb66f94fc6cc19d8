/**
 * UTC calendar to epoch milliseconds and back, without a clock: the room is pure, so it has no Date.
 * Proleptic Gregorian calendar, no leap seconds (as POSIX time).
 */
export const DAY_MS = 86_400_000;
export const HOUR_MS = 3_600_000;

/** Epoch ms of a UTC calendar time; `month` and `day` count from 1. */
export function utcMs(year: number, month = 1, day = 1, hour = 0, minute = 0, second = 0): number {
  // Years begin in March here, so that the leap day is a year's last.
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  const days = era * 146_097 + dayOfEra - 719_468;
  return days * DAY_MS + hour * HOUR_MS + minute * 60_000 + Math.round(second * 1000);
}

/** ISO 8601 in UTC as scenario files write it: `1995-01-25T06:24:00Z`, seconds and milliseconds optional. */
export const UTC_PATTERN = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::(\d{2}(?:\.\d{1,3})?))?Z$/;

/** Epoch ms of such a text, or null when it is none (also for a 30 February). */
export function parseUtc(text: string): number | null {
  const m = UTC_PATTERN.exec(text);
  if (!m) return null;
  const [year, month, day, hour, minute] = m.slice(1, 6).map(Number) as [
    number,
    number,
    number,
    number,
    number,
  ];
  const second = Number(m[6] ?? 0);
  if (month < 1 || month > 12 || day < 1 || hour > 23 || minute > 59 || second >= 60) return null;
  const nextMonth = month === 12 ? utcMs(year + 1) : utcMs(year, month + 1);
  if (day > (nextMonth - utcMs(year, month)) / DAY_MS) return null;
  return utcMs(year, month, day, hour, minute, second);
}
