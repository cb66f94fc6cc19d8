/** Lines and rings on a sphere, cut where they pass behind it. Vectors are east, north and towards the viewer, of unit length. */
import { DEG, type LatLon } from '../../../domain/geodesy';

export type Unit = readonly [e: number, n: number, u: number];
/** A sphere seen from above `lat`, `lon`; a point is in front if its third part is at least `horizon`. */
export interface Sphere extends LatLon {
  horizon: number;
}

export function unitOf({ lat, lon }: LatLon, { lat: lat0, lon: lon0 }: LatLon): Unit {
  const sl = Math.sin(lat * DEG);
  const cl = Math.cos(lat * DEG);
  const s0 = Math.sin(lat0 * DEG);
  const c0 = Math.cos(lat0 * DEG);
  const dLon = (lon - lon0) * DEG;
  const cosLon = Math.cos(dLon);
  return [cl * Math.sin(dLon), c0 * sl - s0 * cl * cosLon, s0 * sl + c0 * cl * cosLon];
}

/** Where the way from `a` to `b` crosses the horizon; one of them is in front. */
function crossing(a: Unit, b: Unit, horizon: number): Unit {
  let [front, back] = a[2] >= horizon ? [a, b] : [b, a];
  for (let i = 0; i < 20; i++) {
    const middle = halfway(front, back);
    if (middle[2] >= horizon) front = middle;
    else back = middle;
  }
  return front;
}
function halfway(a: Unit, b: Unit): Unit {
  const m = [a[0] + b[0], a[1] + b[1], a[2] + b[2]] as const;
  const length = Math.hypot(...m) || 1;
  return [m[0] / length, m[1] / length, m[2] / length];
}

/** Pieces of a line that are in front. */
export function clipLine(places: readonly LatLon[], sphere: Sphere): Unit[][] {
  return runs(
    places.map((p) => unitOf(p, sphere)),
    sphere.horizon,
  ).filter((piece) => piece.length >= 2);
}

function runs(points: readonly Unit[], horizon: number): Unit[][] {
  const out: Unit[][] = [];
  let run: Unit[] | null = null;
  for (let i = 0; i < points.length; i++) {
    const p = points[i] as Unit;
    const before = points[i - 1];
    const front = p[2] >= horizon;
    if (before && front !== before[2] >= horizon) {
      const edge = crossing(before, p, horizon);
      if (front) run = [edge];
      else run?.push(edge);
    }
    if (front) {
      run ??= [];
      run.push(p);
    } else if (run) {
      out.push(run);
      run = null;
    }
  }
  if (run) out.push(run);
  return out;
}

/**
 * The part in front of an area of at most a hemisphere, as closed loops. Its ring is closed and runs clockwise seen
 * from above: the area is on the right, so that where the ring passes behind, the loop goes on along the limb clockwise.
 */
export function clipRing(ring: readonly LatLon[], sphere: Sphere): Unit[][] {
  const { horizon } = sphere;
  const points = ring.map((p) => unitOf(p, sphere));
  const hidden = points.findIndex((p) => p[2] < horizon);
  if (hidden < 0) return points.length > 3 ? [points] : [];
  if (points.every((p) => p[2] < horizon))
    return holdsViewer(points) ? [limb(0, 2 * Math.PI - 1e-9, horizon)] : [];
  // Begin behind, so that no visible run is cut in two.
  const turned = [...points.slice(hidden, -1), ...points.slice(0, hidden + 1)];
  const pieces = runs(turned, horizon);
  const loops: Unit[][] = [];
  const left = new Set(pieces.keys());
  while (left.size > 0) {
    const loop: Unit[] = [];
    const start = left.values().next().value as number;
    let at = start;
    do {
      left.delete(at);
      const piece = pieces[at] as Unit[];
      loop.push(...piece);
      const exit = angleOf(piece[piece.length - 1] as Unit);
      at = nextEntry(exit, pieces, left, start);
      loop.push(...limb(exit, angleOf((pieces[at] as Unit[])[0] as Unit), horizon));
    } while (at !== start);
    loops.push(loop);
  }
  return loops;
}

/** Of a ring that is all behind: it goes round the viewer clockwise only if its area reaches in front on all sides. */
function holdsViewer(points: readonly Unit[]): boolean {
  let turned = 0;
  for (let i = 1; i < points.length; i++) {
    const step = clockwise(angleOf(points[i - 1] as Unit), angleOf(points[i] as Unit));
    turned += step > Math.PI ? step - 2 * Math.PI : step;
  }
  return turned > Math.PI;
}

/** Clockwise from north as seen on the screen, radians. */
const angleOf = ([e, n]: Unit): number => Math.atan2(e, n);
const clockwise = (from: number, to: number): number =>
  (((to - from) % (2 * Math.PI)) + 2 * Math.PI) % (2 * Math.PI);

function nextEntry(
  exit: number,
  pieces: readonly Unit[][],
  left: ReadonlySet<number>,
  start: number,
): number {
  let best = start;
  let least = clockwise(exit, angleOf((pieces[start] as Unit[])[0] as Unit));
  for (const i of left) {
    const way = clockwise(exit, angleOf((pieces[i] as Unit[])[0] as Unit));
    if (way < least) [least, best] = [way, i];
  }
  return best;
}

/** Points of the limb from one angle clockwise to another. */
export function limb(from: number, to: number, horizon: number): Unit[] {
  const span = clockwise(from, to);
  const n = Math.ceil(span / (4 * DEG));
  const r = Math.sqrt(1 - horizon * horizon);
  return Array.from({ length: n }, (_, i) => {
    const t = from + ((i + 1) / n) * span;
    return [r * Math.sin(t), r * Math.cos(t), horizon] as const;
  });
}
