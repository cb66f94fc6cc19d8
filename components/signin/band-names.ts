/** Where the names on the band stand: beside their paths, over no other name and no launch place. All in CSS pixels. */

interface Point {
  x: number;
  y: number;
}
/** What gets a name: the place it starts from, and the place on its path that the name points to. */
export interface Named {
  start: Point;
  at: Point;
  widthPx: number;
}
interface Room {
  left: number;
  top: number;
  right: number;
  bottom: number;
}
/** Upper left corner of a name, and its leader. */
export interface Place extends Point {
  from: Point;
  to: Point;
}

const NAME_HEIGHT_PX = 22;
const APART_PX = 6;
const MARK_PX = 8;
/** `N-0048` in the fixed face, a space and the frame; and one letter of the other face, on the generous side. */
const NUMBER_PX = 66;
const LETTER_PX = 6.9;

/** Width of a name whose text beside the number has this many letters. */
export const nameWidthPx = (letters: number): number => NUMBER_PX + letters * LETTER_PX;

/** Beside the path before above and below it, near before far, right before left. */
function* spotsOf({ at, widthPx: w }: Named): Generator<Point> {
  for (const away of [14, 44, 76])
    for (const y of [at.y - away - NAME_HEIGHT_PX + 8, at.y + away - 2])
      for (const x of [at.x + 14, at.x - 14 - w]) yield { x, y };
  for (const away of [44, 76])
    for (const y of [at.y - away - NAME_HEIGHT_PX, at.y + away]) yield { x: at.x - w / 2, y };
}

/** A place for each, in order; null for what finds none. */
export function placeNames(things: readonly Named[], room: Room): (Place | null)[] {
  const taken: (Point & { w: number })[] = [];
  return things.map((thing) => {
    const w = thing.widthPx;
    const covers = ({ x, y }: Point, mark: Point) =>
      mark.x > x - MARK_PX &&
      mark.x < x + w + MARK_PX &&
      mark.y > y - MARK_PX &&
      mark.y < y + NAME_HEIGHT_PX + MARK_PX;
    for (const spot of spotsOf(thing)) {
      const { x, y } = spot;
      const inside =
        x >= room.left && x + w <= room.right && y >= room.top && y + NAME_HEIGHT_PX <= room.bottom;
      if (!inside || things.some((other) => covers(spot, other.start) || covers(spot, other.at))) continue;
      const free = taken.every(
        (q) =>
          x > q.x + q.w + APART_PX ||
          x + w + APART_PX < q.x ||
          Math.abs(q.y - y) >= NAME_HEIGHT_PX + APART_PX,
      );
      if (!free) continue;
      taken.push({ x, y, w });
      const { at } = thing;
      const to = { x: Math.max(x, Math.min(x + w, at.x)), y: y > at.y ? y : y + NAME_HEIGHT_PX };
      return { x, y, from: at, to };
    }
    return null;
  });
}
