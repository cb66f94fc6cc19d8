/**
 * What may be pasted into a time field: ISO 8601 (UTC unless it says another zone), a date-time group, epoch seconds or
 * ms, or a time of day near a given moment.
 */
export type ParsedTime =
  | { ok: true; atMs: number }
  | { ok: false; reason: 'empty' | 'form' | 'date' | 'time' };

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const ISO =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,3})\d*)?)?)?\s*(Z|[+-]\d{2}:?\d{2})?$/;
const DTG = /^(\d{2})(\d{2})(\d{2})(?:(\d{2}))?Z\s?([A-Z]{3})\s?(\d{2})$/;
const DAY_TIME = /^(\d{1,2}):(\d{2})(?::(\d{2}))?Z?$/;

/** `nearMs` gives the day for a bare time of day: the nearest such moment. */
export function parseTime(text: string, nearMs: number): ParsedTime {
  const t = text.trim().toUpperCase();
  if (t === '') return { ok: false, reason: 'empty' };
  if (/^-?\d{9,10}$/.test(t)) return { ok: true, atMs: Number(t) * 1000 };
  if (/^-?\d{12,13}$/.test(t)) return { ok: true, atMs: Number(t) };
  const iso = ISO.exec(t);
  if (iso) {
    const [, y, mo, d, h = '0', mi = '0', s = '0', ms = '0', zone] = iso;
    const at = utc(Number(y), Number(mo), Number(d), Number(h), Number(mi), Number(s));
    return at.ok ? { ok: true, atMs: at.atMs + Number(ms.padEnd(3, '0')) - zoneMs(zone) } : at;
  }
  const dtg = DTG.exec(t);
  if (dtg) {
    const [, d, h, mi, s = '0', mon, yy] = dtg;
    const month = MONTHS.indexOf(mon ?? '') + 1;
    if (month === 0) return { ok: false, reason: 'date' };
    // Two digits of a year: 70 to 99 are of the last century.
    const year = Number(yy) + (Number(yy) >= 70 ? 1900 : 2000);
    return utc(year, month, Number(d), Number(h), Number(mi), Number(s));
  }
  const day = DAY_TIME.exec(t);
  if (day) {
    const [, h, mi, s = '0'] = day;
    const midnight = Math.floor(nearMs / 86_400e3) * 86_400e3;
    if (Number(h) > 23 || Number(mi) > 59 || Number(s) > 59) return { ok: false, reason: 'time' };
    const at = midnight + Number(h) * 3600e3 + Number(mi) * 60e3 + Number(s) * 1000;
    const nearest = [at - 86_400e3, at, at + 86_400e3].sort(
      (a, b) => Math.abs(a - nearMs) - Math.abs(b - nearMs),
    );
    return { ok: true, atMs: nearest[0] ?? at };
  }
  return { ok: false, reason: 'form' };
}

function utc(y: number, mo: number, d: number, h: number, mi: number, s: number): ParsedTime {
  if (h > 23 || mi > 59 || s > 59) return { ok: false, reason: 'time' };
  const at = new Date(Date.UTC(y, mo - 1, d, h, mi, s));
  // Date rolls 31 November over to December: no such day.
  if (at.getUTCMonth() !== mo - 1 || at.getUTCDate() !== d) return { ok: false, reason: 'date' };
  return { ok: true, atMs: at.getTime() };
}

function zoneMs(zone: string | undefined): number {
  if (!zone || zone === 'Z') return 0;
  const digits = zone.slice(1).replace(':', '');
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2));
  return (zone.startsWith('-') ? -1 : 1) * minutes * 60e3;
}
