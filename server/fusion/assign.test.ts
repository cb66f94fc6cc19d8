import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assign, Pairs } from './assign';

type Gains = number[][];
/** The greatest gain by trying everything: each row one free column or none. */
function best(gains: Gains, row = 0, used = 0): number {
  const own = gains[row];
  if (!own) return 0;
  let most = best(gains, row + 1, used);
  for (const [c, g] of own.entries())
    if (g > 0 && !(used & (1 << c))) most = Math.max(most, g + best(gains, row + 1, used | (1 << c)));
  return most;
}

describe('whose plot is whose', () => {
  it('FU-33 the assignment gains as much as the best of all, uses each plot once, and none that gains nothing', () => {
    const gain = fc.oneof(fc.constant(0), fc.double({ min: -3, max: 9, noNaN: true }));
    const table = fc
      .tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 6 }))
      .chain(([n, m]) =>
        fc.array(fc.array(gain, { minLength: m, maxLength: m }), { minLength: n, maxLength: n }),
      );
    fc.assert(
      fc.property(table, (gains) => {
        const pairs = new Pairs();
        for (const [r, own] of gains.entries()) for (const [c, g] of own.entries()) pairs.add(r, c, g);
        const columns = gains[0]?.length ?? 0;
        const taken = [...assign(pairs, gains.length, columns)];
        const given = taken.filter((c) => c >= 0);
        expect(new Set(given).size).toBe(given.length);
        const each = taken.map((c, r) => (c < 0 ? 0 : (gains[r]?.[c] as number)));
        for (const [r, c] of taken.entries()) if (c >= 0) expect(each[r]).toBeGreaterThan(0);
        expect(each.reduce((a, b) => a + b, 0)).toBeCloseTo(best(gains), 9);
      }),
      { numRuns: 300 },
    );
  });
});
