import { describe, expect, it } from 'vitest';
import {
  beginToShow,
  following,
  NARROWEST_MS,
  NOW_AT,
  placeOf,
  ticksOf,
  timeAt,
  WIDEST_MS,
  zoomed,
} from './axis';

const MIDNIGHT = Date.UTC(2026, 10, 25);

describe('the axis of the timeline', () => {
  it('UX-22 zooms about the moment under the pointer, between two minutes and four days', () => {
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

  it('UX-201 each midnight in view is a boundary of its own, and no time of day stands there as well', () => {
    const two = ticksOf({ fromMs: MIDNIGHT - 3600e3, toMs: MIDNIGHT + 25 * 3600e3, widthPx: 1600 }).ticks;
    const days = two.filter((t) => t.kind === 'day').map((t) => t.atMs);
    expect(days).toEqual([MIDNIGHT, MIDNIGHT + 24 * 3600e3]);
    expect(two.filter((t) => t.kind !== 'day' && days.includes(t.atMs))).toEqual([]);
    const minutes = ticksOf({ fromMs: MIDNIGHT - 60e3, toMs: MIDNIGHT + 60e3, widthPx: 1600 });
    expect(minutes.ticks.filter((t) => t.kind === 'day').map((t) => t.atMs)).toEqual([MIDNIGHT]);
    expect(minutes.seconds).toBe(true);
  });

  it('UX-201 texts are about 160 px apart and have no seconds where they need none', () => {
    const { ticks, seconds } = ticksOf({
      fromMs: MIDNIGHT + 60e3,
      toMs: MIDNIGHT + 43 * 60e3,
      widthPx: 1772,
    });
    const named = ticks.filter((t) => t.kind === 'time').length;
    expect(named).toBeGreaterThanOrEqual(7);
    expect(named).toBeLessThanOrEqual(15);
    expect(seconds).toBe(false);
  });

  it('UX-204 shows a moment without moving where it is well in view, else with the moment in the middle', () => {
    const view = { fromMs: 0, toMs: 1000, widthPx: 500 };
    expect(beginToShow(view, 300)).toBe(0);
    for (const atMs of [-1, 5, 990, 4000]) expect(beginToShow(view, atMs)).toBe(atMs - 500);
    expect(timeAt(view, placeOf(view, 321))).toBeCloseTo(321, 9);
  });
});
