import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Candidate, nearestPoint, overlap, placeLabels } from './declutter';
import { hatchTile } from './hatch';

const frame = { x: 0, y: 0, w: 600, h: 400 };
const label = (id: string, part: Partial<Candidate> = {}): Candidate => ({
  id,
  x: 300,
  y: 200,
  w: 100,
  h: 20,
  clear: 8,
  priority: 5,
  leader: true,
  ...part,
});
const free = { hard: [], soft: [], frame };
const none: ReadonlyMap<string, number> = new Map();

describe('UX-51 where labels go', () => {
  it('UX-51 a label that is alone stands to the right of its thing', () => {
    expect(placeLabels([label('a')], free, none).get('a')?.box).toEqual({ x: 312, y: 190, w: 100, h: 20 });
  });

  it('UX-51 it moves before it is dropped, then farther out with a leader', () => {
    const crowd = Array.from({ length: 20 }, (_, i) => label(`l${String(i).padStart(2, '0')}`));
    const placed = placeLabels(crowd, free, none);
    expect(placed.size).toBeGreaterThan(10);
    expect([...placed.values()].some((p) => p.leader)).toBe(true);
    const near = placeLabels(
      crowd.map((c) => ({ ...c, leader: false })),
      free,
      none,
    );
    expect(near.size).toBeLessThan(9);
    expect([...near.values()].every((p) => !p.leader)).toBe(true);
  });

  it('UX-51 the higher in rank keeps its place, the lower gives way', () => {
    const one = { ...free, frame: { x: 300, y: 180, w: 125, h: 40 } };
    const crowd = [
      label('low', { priority: 9, leader: false }),
      label('high', { priority: 0, leader: false }),
    ];
    expect([...placeLabels(crowd, one, none).keys()]).toEqual(['high']);
  });

  it('UX-51 it keeps to its former place while that is free, against a slightly better one', () => {
    const left = placeLabels([label('a')], free, new Map([['a', 1]])).get('a');
    expect(left?.box.x).toBe(188);
    const gone = { ...free, hard: [{ x: 180, y: 180, w: 110, h: 40 }] };
    expect(placeLabels([label('a')], gone, new Map([['a', 1]])).get('a')?.box.x).toBe(312);
  });

  it('UX-51 it would rather not cover a region’s edge', () => {
    const soft = [{ x: 350, y: 200 }];
    expect(placeLabels([label('a')], { ...free, soft }, none).get('a')?.box.x).toBe(188);
  });

  it('UX-51 the name of a sea stands in its middle or not at all', () => {
    const sea = label('sea', { centred: true });
    expect(placeLabels([sea], free, none).get('sea')?.box).toEqual({ x: 250, y: 190, w: 100, h: 20 });
    expect(placeLabels([sea], { ...free, hard: [{ x: 260, y: 195, w: 5, h: 5 }] }, none).size).toBe(0);
  });

  it('UX-51 whatever comes, no label covers a head or another label, or leaves the map', () => {
    const box = fc.record({ x: fc.integer({ min: 0, max: 560 }), y: fc.integer({ min: 0, max: 360 }) });
    const candidate = fc.record({
      x: fc.integer({ min: 0, max: 600 }),
      y: fc.integer({ min: 0, max: 400 }),
      w: fc.integer({ min: 10, max: 200 }),
      h: fc.integer({ min: 12, max: 60 }),
      priority: fc.integer({ min: 0, max: 10 }),
      leader: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(candidate, { maxLength: 25 }), fc.array(box, { maxLength: 8 }), (cs, bs) => {
        const hard = bs.map((b) => ({ ...b, w: 26, h: 26 }));
        const placed = [
          ...placeLabels(
            cs.map((c, i) => label(`c${i}`, c)),
            { hard, soft: [], frame },
            none,
          ).values(),
        ].map((p) => p.box);
        placed.forEach((a, i) => {
          expect(placed.some((b, j) => i !== j && overlap(a, b))).toBe(false);
          expect(hard.some((h) => overlap(a, h))).toBe(false);
          expect(a.x >= 0 && a.y >= 0 && a.x + a.w <= 600 && a.y + a.h <= 400).toBe(true);
        });
      }),
      { numRuns: 60 },
    );
  });

  it('UX-51 a leader ends at the nearest edge of its box', () => {
    const b = { x: 10, y: 10, w: 20, h: 10 };
    expect(nearestPoint(b, { x: 0, y: 15 })).toEqual({ x: 10, y: 15 });
    expect(nearestPoint(b, { x: 50, y: 50 })).toEqual({ x: 30, y: 20 });
  });
});

describe('UX-51 hatch', () => {
  it('UX-51 tiles meet: each row is the one above moved by one, round the tile', () => {
    for (const lean of [1, -1] as const) {
      const { side, data } = hatchTile(6, 1, '#f3f5f7', lean);
      const alpha = (x: number, y: number) => data[4 * (y * side + (((x % side) + side) % side)) + 3];
      for (let y = 1; y < side; y++)
        for (let x = 0; x < side; x++) expect(alpha(x, y)).toBe(alpha(x + lean, y - 1));
      expect(Math.max(...data.filter((_, i) => i % 4 === 3))).toBe(255);
      expect(Math.min(...data.filter((_, i) => i % 4 === 3))).toBe(0);
      expect([...data.slice(0, 3)]).toEqual([0xf3, 0xf5, 0xf7]);
    }
  });
});
