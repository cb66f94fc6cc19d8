import { expect, it } from 'vitest';
import { nameWidthPx, placeNames } from './band-names';

const ROOM = { left: 600, top: 8, right: 1272, bottom: 268 };
const W = nameWidthPx(14);
const thing = (x: number, y: number) => ({ start: { x, y }, at: { x, y: y + 30 }, widthPx: W });

it('UX-90 a name on the first page covers no launch place and no other name, and stays in its room', () => {
  // Three paths from one place, and a launch place where the first of their names would stand.
  const things = [thing(800, 100), thing(800, 100), thing(800, 100), thing(860, 108), thing(1250, 60)];
  const places = placeNames(things, ROOM).flatMap((p) => p ?? []);
  expect(places).toHaveLength(5);
  for (const [i, { x, y }] of places.entries()) {
    expect(x >= ROOM.left && x + W <= ROOM.right && y >= ROOM.top && y + 22 <= ROOM.bottom).toBe(true);
    for (const { start } of things)
      expect(start.x > x && start.x < x + W && start.y > y && start.y < y + 22).toBe(false);
    for (const other of places.slice(i + 1))
      expect(Math.abs(other.x - x) >= W || Math.abs(other.y - y) >= 22).toBe(true);
  }
});

it('UX-90 a name stands beside its own path where there is room, and is left out where there is none', () => {
  const [place] = placeNames([thing(1035, 130)], ROOM);
  expect(Math.abs((place?.x ?? 0) - 1035)).toBeLessThan(40);
  expect(placeNames([thing(100, 100)], ROOM)).toEqual([null]);
});
