import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { binned, COLUMN_PX, countIn, indexLane, itemsIn, layoutLane, MOST_BOXES } from './layout';

const view = { fromMs: 0, toMs: 1000, widthPx: 1000 };
const item = (fromMs: number, toMs: number, rank = 0) => ({ fromMs, toMs, rank });
const boxesOf = (items: ReturnType<typeof item>[], rows = 2, leastPx = 0) => {
  const layout = layoutLane(indexLane(items), view, rows, 2, leastPx);
  if (layout.kind !== 'boxes') throw new Error('columns');
  return layout.boxes;
};
const someItems = fc.array(
  fc
    .tuple(fc.integer({ min: -400, max: 1400 }), fc.nat({ max: 500 }), fc.nat({ max: 2 }))
    .map(([from, long, rank]) => item(from, from + long, rank)),
  { maxLength: 60 },
);

describe('timeline layout', () => {
  it('UX-20 keeps a span in view that began long before it', () => {
    const boxes = boxesOf([item(-5000, 500), item(-400, -300), item(-100, -50)]);
    expect(boxes.map((b) => b.item.fromMs)).toEqual([-5000]);
  });

  it('UX-20 gives overlapping windows rows of their own and joins what finds none', () => {
    const boxes = boxesOf([item(0, 400), item(100, 300), item(200, 250), item(320, 390)]);
    expect(boxes.map((b) => [b.item.fromMs, b.row, b.joined.length])).toEqual([
      [0, 0, 1],
      [100, 1, 0],
      [320, 1, 0],
    ]);
  });

  it('UX-20 keeps room for a name: what is shorter than its name has no neighbour in it', () => {
    expect(boxesOf([item(0, 10), item(30, 40)], 2, 50).map((b) => b.row)).toEqual([0, 1]);
    expect(boxesOf([item(0, 10), item(60, 70)], 2, 50).map((b) => b.row)).toEqual([0, 0]);
  });

  it('UX-20 no two boxes of a row overlap, and every item in view is in a box', () => {
    fc.assert(
      fc.property(someItems, fc.integer({ min: 1, max: 3 }), (items, rows) => {
        const boxes = boxesOf(items, rows);
        const all = boxes.flatMap((b) => [b.item, ...b.joined]);
        expect(all).toHaveLength(items.filter((i) => i.fromMs < 1000 && i.toMs >= 0).length);
        for (const a of boxes)
          for (const b of boxes)
            if (a !== b && a.row === b.row) expect(a.x1 + 2 <= b.x0 || b.x1 + 2 <= a.x0).toBe(true);
      }),
    );
  });

  it('UX-21 draws a hundred thousand events as at most one column for every two pixels, the highest rank on top', () => {
    const items = Array.from({ length: 100_000 }, (_, i) => item(i / 100, i / 100, i === 50_000 ? 2 : 0));
    const layout = layoutLane(indexLane(items), view, 2, 2);
    if (layout.kind !== 'columns') throw new Error('boxes');
    expect(layout.columns.length).toBeLessThanOrEqual(view.widthPx / COLUMN_PX);
    expect(layout.columns.reduce((n, c) => n + c.count, 0)).toBe(100_000);
    expect(layout.columns.filter((c) => c.rank === 2).map((c) => c.x)).toEqual([500]);
  });

  it('UX-200 a column counts what touches its two pixels, by two searches, as looking at each item would', () => {
    fc.assert(
      fc.property(someItems, (items) => {
        const index = indexLane(items);
        const columns = new Map(binned(index, view).map((c) => [c.x, c]));
        for (let x = 0; x < view.widthPx; x += COLUMN_PX) {
          const there = items.filter((i) => i.fromMs < x + COLUMN_PX && i.toMs >= x);
          expect(columns.get(x)?.count ?? 0).toBe(there.length);
          if (there.length > 0) expect(columns.get(x)?.rank).toBe(Math.max(...there.map((i) => i.rank)));
        }
      }),
      { numRuns: 20 },
    );
  });

  it('UX-200 how many are in view is counted and not guessed from what lies between: few stay boxes however many are held', () => {
    const over = Array.from({ length: MOST_BOXES + 50 }, (_, i) => item(-900 + i, -900 + i));
    const index = indexLane([item(-1000, 2000), ...over, item(10, 20)]);
    expect(countIn(index, view.fromMs, view.toMs)).toBe(2);
    expect(itemsIn(index, view).map((i) => i.fromMs)).toEqual([-1000, 10]);
    expect(layoutLane(index, view, 2, 0).kind).toBe('boxes');
  });
});
