import { describe, expect, it } from 'vitest';
import { spareSnapshots } from './keyframes';

/** What stays of folds that are stored one by one. */
function kept(ats: readonly number[], engine = false): number[] {
  let rows: number[] = [];
  for (const at of ats) {
    rows.push(at);
    const spare = spareSnapshots(rows, engine);
    rows = rows.filter((r) => !spare.includes(r));
  }
  return rows;
}

describe('stored folds that stay', () => {
  it('RP-02 the newest two of a stream, and of a compartment one in two thousand records besides', () => {
    const each500 = Array.from({ length: 20 }, (_, i) => 500 * (i + 1));
    expect(kept(each500)).toEqual([500, 2500, 4500, 6500, 8500, 9500, 10_000]);
    expect(kept(each500, true)).toEqual([9500, 10_000]);
    expect(kept([7, 9000, 18_000, 18_001])).toEqual([7, 9000, 18_000, 18_001]);
  });
});
