/**
 * What no sensor covers: the flat world less the union of areas, exactly, by horizontal strips. Between two heights at
 * which an edge begins, ends or crosses another the free spans are trapezoids; strips that fit on each other are joined.
 */
import type { Position } from 'geojson';
import type { Rings } from './antimeridian';

interface Edge {
  area: number;
  x0: number;
  y0: number;
  x1: number;
  y1: number;
}
/** Web Mercator ends here: nothing beyond is drawn on the flat map. */
const LIMIT = 85.05;

/** `areas`: polygons of data space, each a sensor's cover or a piece of it. Gives polygons without holes. */
export function uncovered(areas: readonly Rings[]): Rings[] {
  const edges = areas.flatMap(edgesOf);
  const heights = heightsOf(edges);
  const open: Strip[] = [];
  const done: Strip[] = [];
  for (let i = 1; i < heights.length; i++) {
    const y0 = heights[i - 1] as number;
    const y1 = heights[i] as number;
    const spans = freeSpans(edges, y0, y1);
    const held = open.splice(0);
    for (const span of spans) {
      const below = held.findIndex((s) => near(s.leftTop, span.left0) && near(s.rightTop, span.right0));
      const strip = below >= 0 ? (held.splice(below, 1)[0] as Strip) : new Strip(span.left0, span.right0, y0);
      strip.raise(span.left1, span.right1, y1);
      open.push(strip);
    }
    done.push(...held);
  }
  return [...done, ...open].map((s) => [s.ring()]);
}

const near = (a: number, b: number): boolean => Math.abs(a - b) < 1e-9;

class Strip {
  readonly #left: Position[];
  readonly #right: Position[];
  constructor(
    public leftTop: number,
    public rightTop: number,
    y: number,
  ) {
    this.#left = [[leftTop, y]];
    this.#right = [[rightTop, y]];
  }
  raise(left: number, right: number, y: number): void {
    this.#left.push([left, y]);
    this.#right.push([right, y]);
    this.leftTop = left;
    this.rightTop = right;
  }
  ring(): Position[] {
    return [...this.#right, ...this.#left.toReversed(), this.#right[0] as Position];
  }
}

function edgesOf(rings: Rings, area: number): Edge[] {
  const out: Edge[] = [];
  for (const ring of rings) {
    for (let i = 1; i < ring.length; i++) {
      const [ax = 0, ay = 0] = ring[i - 1] ?? [];
      const [bx = 0, by = 0] = ring[i] ?? [];
      if (ay === by) continue;
      out.push(ay < by ? { area, x0: ax, y0: ay, x1: bx, y1: by } : { area, x0: bx, y0: by, x1: ax, y1: ay });
    }
  }
  return out;
}

/** Heights at which the order of edges may change, rising, from edge to edge of the world. */
function heightsOf(edges: readonly Edge[]): number[] {
  const heights = new Set<number>([-LIMIT, LIMIT]);
  const add = (y: number) => {
    if (y > -LIMIT && y < LIMIT) heights.add(y);
  };
  const sorted = [...edges].sort((a, b) => a.y0 - b.y0);
  for (let i = 0; i < sorted.length; i++) {
    const a = sorted[i] as Edge;
    add(a.y0);
    add(a.y1);
    for (let j = i + 1; j < sorted.length; j++) {
      const b = sorted[j] as Edge;
      if (b.y0 >= a.y1) break;
      if (Math.min(a.x0, a.x1) > Math.max(b.x0, b.x1) || Math.min(b.x0, b.x1) > Math.max(a.x0, a.x1))
        continue;
      const y = crossing(a, b);
      if (y !== null) add(y);
    }
  }
  const rising = [...heights].sort((p, q) => p - q);
  return rising.filter((y, i) => i === 0 || y - (rising[i - 1] as number) > 1e-9 || y === LIMIT);
}

function crossing(a: Edge, b: Edge): number | null {
  const lo = Math.max(a.y0, b.y0);
  const hi = Math.min(a.y1, b.y1);
  const d0 = xAt(a, lo) - xAt(b, lo);
  const d1 = xAt(a, hi) - xAt(b, hi);
  return d0 * d1 < 0 ? lo + ((hi - lo) * d0) / (d0 - d1) : null;
}

const xAt = (e: Edge, y: number): number => e.x0 + ((y - e.y0) / (e.y1 - e.y0)) * (e.x1 - e.x0);

interface Span {
  left0: number;
  left1: number;
  right0: number;
  right1: number;
}

function freeSpans(edges: readonly Edge[], y0: number, y1: number): Span[] {
  const middle = (y0 + y1) / 2;
  const here = edges
    .filter((e) => e.y0 <= middle && e.y1 > middle)
    .map((e) => ({ e, x: xAt(e, middle) }))
    .sort((p, q) => p.x - q.x);
  const inside = new Set<number>();
  const spans: Span[] = [];
  let left0 = -180;
  let left1 = -180;
  const put = (right0: number, right1: number) => {
    if (right0 - left0 > 1e-9 || right1 - left1 > 1e-9) spans.push({ left0, left1, right0, right1 });
  };
  for (const { e } of here) {
    const before = inside.size;
    if (!inside.delete(e.area)) inside.add(e.area);
    if (before === 0) put(xAt(e, y0), xAt(e, y1));
    if (inside.size === 0) [left0, left1] = [xAt(e, y0), xAt(e, y1)];
  }
  if (inside.size === 0) put(180, 180);
  return spans;
}
