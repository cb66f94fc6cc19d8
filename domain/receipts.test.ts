import { describe, expect, it } from 'vitest';
import { pruneReceipts, type Receipt, type Receipts, takeReceipts } from './receipts';

const receipt = (rev: number, displayedMs: number | null, part: Partial<Receipt> = {}): Receipt => ({
  ...{ kind: 'alert', id: 'a', rev, party: 'P1', who: 1, deliveredMs: rev * 10, displayedMs },
  ...part,
});
const latest = (held: Receipts, party = 'P1') => {
  const of = held.a?.[party];
  return [of?.given.rev, of?.shown?.rev ?? null, of?.shown?.displayedMs ?? null];
};

describe('receipts held', () => {
  it('RL-76 a view holds the latest revision given and the latest shown, whatever order they come in', () => {
    const held: Receipts = {};
    takeReceipts(held, [receipt(1, null)]);
    expect(latest(held)).toEqual([1, null, null]);
    const before = held.a;
    takeReceipts(held, [receipt(2, null), receipt(1, 15)]);
    expect(latest(held)).toEqual([2, 1, 15]);
    // Who looks at the record sees that it changed.
    expect(held.a).not.toBe(before);
    takeReceipts(held, [receipt(2, 25), receipt(1, 26)]);
    expect(latest(held)).toEqual([2, 2, 25]);
    takeReceipts(held, [receipt(1, null, { party: 'P2' })]);
    expect([latest(held), latest(held, 'P2')]).toEqual([
      [2, 2, 25],
      [1, null, null],
    ]);
  });

  it('RL-76 they leave a view a watch after the last word of their record', () => {
    const held: Receipts = {};
    takeReceipts(held, [receipt(1, null), receipt(1, 90, { party: 'P2' }), receipt(2, null, { id: 'b' })]);
    pruneReceipts(held, 50);
    expect(Object.keys(held)).toEqual(['a']);
    pruneReceipts(held, 91);
    expect(held).toEqual({});
  });
});
