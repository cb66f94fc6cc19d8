import { describe, expect, it } from 'vitest';
import type { LaunchNotification } from '../../domain/records';
import { comingUp, inStrip, namedAs, stripAheadMs, stripMarks, stripShare } from './coming';

const HOUR = 3600e3;
let n = 0;
const notice = (fromH: number, toH: number, part: Partial<LaunchNotification> = {}): LaunchNotification =>
  ({
    id: `n${++n}`,
    number: n,
    status: 'PLANNED',
    window: { fromMs: fromH * HOUR, toMs: toH * HOUR },
    matchedMs: null,
    ...part,
  }) as LaunchNotification;

describe('what the first page names', () => {
  it('UX-31 names what was seen just now, is open or comes, and nothing that was cancelled or not observed', () => {
    expect(namedAs(notice(-1, 1), 0)).toBe('open');
    expect(namedAs(notice(2, 3), 0)).toBe('opens');
    expect(namedAs(notice(30, 31), 0)).toBe('on');
    expect(namedAs(notice(-3, -2), 0)).toBeNull();
    expect(namedAs(notice(-1, 1, { status: 'MATCHED', matchedMs: -0.5 * HOUR }), 0)).toBe('seen');
    expect(namedAs(notice(-3, 1, { status: 'MATCHED', matchedMs: -2 * HOUR }), 0)).toBeNull();
    expect(namedAs(notice(-1, 1, { status: 'CANCELLED' }), 0)).toBeNull();
  });

  it('UX-31 puts the soonest first and stops at the number asked for', () => {
    const list = [notice(5, 6), notice(-1, 1), notice(2, 3)];
    expect(comingUp(list, 0, 2).map((x) => x.window.fromMs / HOUR)).toEqual([-1, 2]);
    expect(inStrip([notice(-9, -8), notice(-2, 0), notice(30, 31)], 0, 20 * HOUR)).toHaveLength(1);
    expect(stripShare(0, 0, 20.5 * HOUR)).toBeCloseTo(1.5 / 22, 9);
  });

  it('UX-31 the strip reaches as far as what is announced, with marks that have room', () => {
    expect(stripAheadMs([], 0) / HOUR).toBe(4.5);
    expect(stripAheadMs([notice(5, 6.2)], 0) / HOUR).toBe(6.5);
    expect(stripAheadMs([notice(90, 91)], 0) / HOUR).toBe(20.5);
    expect(stripMarks(0, 4.5 * HOUR).map((m) => m / HOUR)).toEqual([-1, 0, 1, 2, 3, 4]);
    for (const ahead of [4.5, 9, 20.5]) expect(stripMarks(123e3, ahead * HOUR).length).toBeLessThanOrEqual(9);
  });
});
