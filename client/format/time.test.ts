import { describe, expect, it } from 'vitest';
import { parseTime } from './parse-time';
import {
  date,
  dayMonth,
  dayOfYear,
  dtg,
  iso,
  length,
  minuteZ,
  spanZ,
  timeLeft,
  timeZ,
  tPlus,
  window90,
} from './time';

const at = Date.UTC(2026, 10, 24, 6, 0, 28, 900);

describe('SY-82 times', () => {
  it('SY-82 cuts seconds and ends in Z', () => {
    expect(timeZ(at)).toBe('06:00:28Z');
    expect(minuteZ(at)).toBe('06:00Z');
    expect(spanZ(at, at + 140e3)).toBe('06:00:28–06:02:48Z');
    expect(timeZ(Date.UTC(1969, 11, 31, 23, 59, 59, 500))).toBe('23:59:59Z');
  });

  it('SY-82 writes dates in the reader’s language', () => {
    expect(date(at, 'en')).toBe('24 Nov 2026');
    expect(date(at, 'ru')).toBe('24.11.2026');
    expect(dayMonth(Date.UTC(1995, 0, 25), 'ru')).toBe('25 янв');
    expect(dayOfYear(at)).toBe(328);
  });

  it('SY-82 counts from the launch and to a due time', () => {
    expect(tPlus(at, at - 348e3)).toBe('T+05:48');
    expect(tPlus(at, at + 11_200)).toBe('T−00:12');
    expect(length(3_948_000)).toBe('1:05:48');
    expect(timeLeft(at + 23_100, at)).toEqual({ text: '00:24', overdue: false });
    expect(timeLeft(at, at)).toEqual({ text: '+00:00', overdue: true });
    expect(timeLeft(at - 11_900, at)).toEqual({ text: '+00:11', overdue: true });
  });

  it('SY-82 opens a time with sigma to its 90 % window', () => {
    const w = window90(0, 10);
    expect(w.toMs).toBeCloseTo(16_448.54, 2);
    expect(w.fromMs).toBe(-w.toMs);
  });
});

describe('SY-83 what is copied can be pasted', () => {
  it('SY-83 takes ISO, DTG and epoch', () => {
    const second = Math.floor(at / 1000) * 1000;
    expect(parseTime(iso(at), 0)).toEqual({ ok: true, atMs: second });
    expect(parseTime(String(second / 1000), 0)).toEqual({ ok: true, atMs: second });
    expect(parseTime(String(at), 0)).toEqual({ ok: true, atMs: at });
    expect(dtg(at)).toBe('240600ZNOV26');
    expect(parseTime(dtg(at), 0)).toEqual({ ok: true, atMs: Date.UTC(2026, 10, 24, 6) });
    expect(parseTime('24060028ZNOV26', 0)).toEqual({ ok: true, atMs: second });
    expect(parseTime('2026-11-24 09:00:28+03:00', 0)).toEqual({ ok: true, atMs: second });
    expect(parseTime('250624ZJAN95', 0)).toEqual({ ok: true, atMs: Date.UTC(1995, 0, 25, 6, 24) });
  });

  it('SY-83 takes a time of day as the nearest one', () => {
    const nearMidnight = Date.UTC(2026, 10, 24, 0, 5);
    expect(parseTime('23:59:00', nearMidnight)).toEqual({ ok: true, atMs: Date.UTC(2026, 10, 23, 23, 59) });
  });

  it('SY-83 refuses days and times that do not exist, with the reason', () => {
    expect(parseTime('2026-11-31', 0)).toEqual({ ok: false, reason: 'date' });
    expect(parseTime('320600ZNOV26', 0)).toEqual({ ok: false, reason: 'date' });
    expect(parseTime('2026-11-24T25:00', 0)).toEqual({ ok: false, reason: 'time' });
    expect(parseTime('yesterday', 0)).toEqual({ ok: false, reason: 'form' });
    expect(parseTime(' ', 0)).toEqual({ ok: false, reason: 'empty' });
  });
});
