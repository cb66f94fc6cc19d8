import { describe, expect, it } from 'vitest';
import { T0 } from '../testing';
import { floodOf } from './flood';

const S = 1000;
/** So many, `everyS` apart, the first at `fromS`. */
const come = (n: number, everyS: number, fromS = 0) =>
  Array.from({ length: n }, (_, i) => T0 + (fromS + i * everyS) * S);

describe('a flood of alerts', () => {
  it('UX-115 begins with the eleventh alert within ten minutes; ten are none, nor are eleven that take longer', () => {
    expect(floodOf(come(11, 10), T0 + 100 * S)).toEqual({ sinceMs: T0 + 100 * S, count: 11 });
    expect(floodOf(come(11, 10), T0 + 99 * S)).toEqual({ sinceMs: null, count: 10 });
    expect(floodOf(come(11, 61), T0 + 610 * S)).toEqual({ sinceMs: null, count: 10 });
  });

  it('UX-115 goes on until fewer than five came in ten minutes', () => {
    const times = come(11, 10);
    // The first seven are ten minutes old after 660 s: four are left.
    expect(floodOf(times, T0 + 659 * S).sinceMs).toBe(T0 + 100 * S);
    expect(floodOf(times, T0 + 660 * S)).toEqual({ sinceMs: null, count: 4 });
    // Few that keep coming hold it up, and do not begin another once it is over.
    expect(floodOf([...times, ...come(4, 10, 600)], T0 + 690 * S).sinceMs).toBe(T0 + 100 * S);
    expect(floodOf([...times, ...come(4, 10, 700)], T0 + 740 * S).sinceMs).toBe(null);
  });
});
