/**
 * Where labels go. Each has eight places round its anchor, near and, with a leader, farther out; it moves to another
 * place before it is dropped. Pure: pixels in, pixels out.
 */
export interface Box {
  x: number;
  y: number;
  w: number;
  h: number;
}
export interface Candidate {
  id: string;
  /** Anchor, pixels. */
  x: number;
  y: number;
  w: number;
  h: number;
  /** Radius round the anchor that the label's own thing takes up. */
  clear: number;
  /** Lower goes first. */
  priority: number;
  /** May stand away from its anchor, with a leader. */
  leader: boolean;
  /** Fixed in the middle of its anchor: it is there or not. */
  centred?: boolean;
}
export interface Placed {
  box: Box;
  slot: number;
  leader: boolean;
}
export interface Obstacles {
  /** Never covered. */
  hard: readonly Box[];
  /** Points better not covered: region edges, paths. */
  soft: readonly { x: number; y: number }[];
  /** Labels stay within. */
  frame: Box;
}

/** East, west, then the corners, then above and below: beside a thing a name reads best. */
const DIRECTIONS: readonly [dx: number, dy: number][] = [
  [1, 0],
  [-1, 0],
  [1, -1],
  [1, 1],
  [-1, -1],
  [-1, 1],
  [0, -1],
  [0, 1],
];
const GAPS_PX = [4, 26, 52, 84];
/** What a slot farther down the list costs against a point that it covers, or its former place. */
const COST = { slot: 0.4, gap: 2, soft: 2, kept: 5 };

export function placeLabels(
  candidates: readonly Candidate[],
  obstacles: Obstacles,
  former: ReadonlyMap<string, number>,
): Map<string, Placed> {
  const placed = new Map<string, Placed>();
  const taken = [...obstacles.hard];
  const inOrder = [...candidates].sort((a, b) => a.priority - b.priority || (a.id < b.id ? -1 : 1));
  for (const candidate of inOrder) {
    const best = bestPlace(candidate, taken, obstacles, former.get(candidate.id));
    if (!best) continue;
    placed.set(candidate.id, best);
    taken.push(best.box);
  }
  return placed;
}

function bestPlace(
  c: Candidate,
  taken: readonly Box[],
  { soft, frame }: Obstacles,
  former: number | undefined,
): Placed | null {
  let best: Placed | null = null;
  let least = Number.POSITIVE_INFINITY;
  const slots = c.centred ? 1 : DIRECTIONS.length * (c.leader ? GAPS_PX.length : 1);
  for (let slot = 0; slot < slots; slot++) {
    const box = c.centred ? { x: c.x - c.w / 2, y: c.y - c.h / 2, w: c.w, h: c.h } : boxAt(c, slot);
    if (!within(box, frame) || taken.some((t) => overlap(t, box))) continue;
    const gap = Math.floor(slot / DIRECTIONS.length);
    let cost = COST.slot * (slot % DIRECTIONS.length) + COST.gap * gap;
    for (const p of soft) if (holds(box, p)) cost += COST.soft;
    if (slot === former) cost -= COST.kept;
    if (cost < least) [least, best] = [cost, { box, slot, leader: gap > 0 }];
  }
  return best;
}

function boxAt(c: Candidate, slot: number): Box {
  const [dx, dy] = DIRECTIONS[slot % DIRECTIONS.length] ?? [1, 0];
  const gap = c.clear + (GAPS_PX[Math.floor(slot / DIRECTIONS.length)] ?? 0);
  const reach = dx !== 0 && dy !== 0 ? gap * 0.8 : gap;
  return {
    x: c.x + dx * reach + (dx > 0 ? 0 : dx < 0 ? -c.w : -c.w / 2),
    y: c.y + dy * reach + (dy > 0 ? 0 : dy < 0 ? -c.h : -c.h / 2),
    w: c.w,
    h: c.h,
  };
}

export function overlap(a: Box, b: Box): boolean {
  return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}
function within(a: Box, frame: Box): boolean {
  return a.x >= frame.x && a.y >= frame.y && a.x + a.w <= frame.x + frame.w && a.y + a.h <= frame.y + frame.h;
}
export function holds(box: Box, p: { x: number; y: number }): boolean {
  return p.x >= box.x && p.x <= box.x + box.w && p.y >= box.y && p.y <= box.y + box.h;
}
/** The point of a box that lies nearest: where a leader ends. */
export function nearestPoint(box: Box, p: { x: number; y: number }): { x: number; y: number } {
  return {
    x: Math.max(box.x, Math.min(box.x + box.w, p.x)),
    y: Math.max(box.y, Math.min(box.y + box.h, p.y)),
  };
}
