import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { distanceM } from '../../domain/geodesy';
import { worldIn } from './projection';

const boxes = [
  { x: 620, y: 8, width: 660, height: 262 },
  { x: 800, y: 8, width: 1120, height: 620 },
  { x: 900, y: 8, width: 1660, height: 980 },
];

describe('the map band', () => {
  it('UX-31 comes back to the place that it drew', () => {
    const p = worldIn(boxes[0] as (typeof boxes)[0]);
    fc.assert(
      fc.property(
        fc.double({ min: -80, max: 89, noNaN: true }),
        fc.double({ min: -180, max: 179, noNaN: true }),
        (lat, lon) => {
          const { x, y } = p.project({ lat, lon });
          const back = p.invert(x, y);
          expect(back && distanceM(back, { lat, lon })).toBeLessThan(10);
        },
      ),
    );
  });

  it('UX-31 holds every launch site of the world at every size', () => {
    const sites = {
      kourou: [5.2, -52.8],
      mahia: [-39.3, 177.9],
      vandenberg: [34.7, -120.6],
      plesetsk: [62.9, 40.6],
    };
    for (const box of boxes) {
      const p = worldIn(box);
      for (const [lat, lon] of Object.values(sites) as [number, number][]) {
        const { x, y } = p.project({ lat, lon });
        expect(x).toBeGreaterThanOrEqual(box.x);
        expect(x).toBeLessThanOrEqual(box.x + box.width);
        expect(y).toBeGreaterThanOrEqual(box.y);
        expect(y).toBeLessThanOrEqual(box.y + box.height);
      }
    }
  });

  it('UX-31 draws a path over the antimeridian in one piece', () => {
    const p = worldIn(boxes[1] as (typeof boxes)[0]);
    const xs = p.line([170, 175, -180, -175, -170].map((lon) => ({ lat: 50, lon }))).map(({ x }) => x);
    for (let i = 1; i < xs.length; i++)
      expect((xs[i] ?? 0) - (xs[i - 1] ?? 0)).toBeCloseTo(p.worldPx / 72, 6);
  });
});
