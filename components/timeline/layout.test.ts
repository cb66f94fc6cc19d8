import { describe, expect, it } from 'vitest';
import {
  COLUMN_PX,
  following,
  indexLane,
  layoutLane,
  NARROWEST_MS,
  NOW_AT,
  WIDEST_MS,
  zoomed,
} from './layout';

const view = { fromMs: 0, toMs: 1000, widthPx: 1000 };
const item = (fromMs: number, toMs: number, rank = 0) => ({ fromMs, toMs, rank });
const boxesOf = (items: ReturnType<typeof item>[], rows = 2) => {
  const layout = layoutLane(indexLane(items), view, rows, 2);
  if (layout.kind !== 'boxes') throw new Error('columns');
  return layout.boxes;
};

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

  it('UX-21 draws a hundred thousand events as at most one column for every two pixels, the highest rank on top', () => {
    const items = Array.from({ length: 100_000 }, (_, i) => item(i / 100, i / 100, i === 50_000 ? 2 : 0));
    const layout = layoutLane(indexLane(items), view, 2, 2);
    if (layout.kind !== 'columns') throw new Error('boxes');
    expect(layout.columns.length).toBeLessThanOrEqual(view.widthPx / COLUMN_PX);
    expect(layout.columns.reduce((n, c) => n + c.count, 0)).toBe(100_000);
    expect(layout.columns.filter((c) => c.rank === 2).map((c) => c.x)).toEqual([500]);
  });

  it('UX-22 zooms about the moment under the pointer, between two minutes and eight hours', () => {
    const wide = { fromMs: 0, toMs: 3600e3, widthPx: 1000 };
    const nearer = zoomed(wide, 0.5, 250);
    expect(nearer.toMs - nearer.fromMs).toBe(1800e3);
    expect(nearer.fromMs + 0.25 * (nearer.toMs - nearer.fromMs)).toBe(900e3);
    const { fromMs, toMs } = zoomed(wide, 1e-6, 0);
    expect(toMs - fromMs).toBe(NARROWEST_MS);
    const far = zoomed(wide, 1e6, 0);
    expect(far.toMs - far.fromMs).toBe(WIDEST_MS);
  });

  it('UX-22 follows the clock with now at its place', () => {
    const { fromMs, toMs } = following(1e6, 42 * 60e3, 800);
    expect((1e6 - fromMs) / (toMs - fromMs)).toBeCloseTo(NOW_AT, 9);
  });
});
