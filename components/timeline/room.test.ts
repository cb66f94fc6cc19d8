import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Room } from './room';

describe('room for texts', () => {
  it('UX-205 no text is written over another, nor out of the axis, nor where something is kept free', () => {
    const text = fc.record({
      row: fc.nat({ max: 2 }),
      wide: fc.integer({ min: 1, max: 120 }),
      begins: fc.array(fc.integer({ min: -50, max: 420 }), { minLength: 1, maxLength: 3 }),
    });
    fc.assert(
      fc.property(fc.array(text, { maxLength: 40 }), (texts) => {
        const room = new Room(400);
        room.block(100, 140);
        room.take(1, 0, 50);
        const placed = texts.flatMap(({ row, wide, begins }) => {
          const x0 = room.place(row, wide, begins);
          return x0 === null ? [] : [{ row, x0, x1: x0 + wide }];
        });
        for (const a of placed) {
          expect(a.x0 >= 0 && a.x1 <= 400).toBe(true);
          expect(a.x1 <= 100 || a.x0 >= 140).toBe(true);
          if (a.row === 1) expect(a.x0).toBeGreaterThanOrEqual(50);
          for (const b of placed)
            if (a !== b && a.row === b.row) expect(a.x1 <= b.x0 || b.x1 <= a.x0).toBe(true);
        }
      }),
    );
  });

  it('UX-205 takes the first place that is free', () => {
    const room = new Room(400);
    expect(room.place(0, 50, [20, 200])).toBe(20);
    expect(room.place(0, 50, [30, 200])).toBe(200);
    expect(room.place(0, 50, [40, 220])).toBeNull();
    expect(room.place(1, 50, [30])).toBe(30);
  });
});
