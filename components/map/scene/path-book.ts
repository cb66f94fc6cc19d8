/** Predictions that are kept as long as they hold, by the key of what flies. */
import { propagateFreeFlight, stepFreeFlight } from '../../../domain/ballistics';
import { type FlightState, type PathPoint, pointOfState, predictPath } from '../geometry/path';

/** Whole paths, a point each ten seconds. */
export class PathBook {
  readonly #paths = new Map<string, { sign: string; path: PathPoint[] }>();

  path(key: string, sign: string, state: FlightState, untilMs: number): PathPoint[] {
    const held = this.#paths.get(key);
    if (held?.sign === sign) return held.path;
    const path = predictPath(state, untilMs);
    this.#paths.set(key, { sign, path });
    return path;
  }

  keep(keys: ReadonlySet<string>): void {
    for (const key of this.#paths.keys()) if (!keys.has(key)) this.#paths.delete(key);
  }
}

/** A head between two looks moves evenly; after so long it is reckoned anew. */
const STRETCH_MS = 4000;
const LEFT_MS = 1500;

interface Stretch {
  epochMs: number;
  x: Float64Array;
  ends: [PathPoint, PathPoint];
}

/** Two points of each path, now and some seconds on: all that a head alone needs. Reckoned on from the last, not anew. */
export class StretchBook {
  readonly #held = new Map<string, Stretch>();

  /** It ends at `untilMs`, or a little below the ground, and stays there. */
  stretch(key: string, state: FlightState, nowMs: number, untilMs: number): [PathPoint, PathPoint] {
    const held = this.#held.get(key);
    const same = held?.epochMs === state.epochMs && held.ends[0].atMs <= nowMs;
    if (held && same) {
      const [, end] = held.ends;
      if (nowMs + LEFT_MS <= end.atMs || end.atMs >= untilMs || end.heightM < 0) return held.ends;
    }
    const fromMs = Math.min(Math.max(nowMs, state.epochMs), untilMs);
    let x: Float64Array;
    let first: PathPoint;
    if (held && same && fromMs - held.ends[1].atMs < STRETCH_MS) {
      x = held.x;
      first = held.ends[1];
    } else {
      x = propagateFreeFlight(state.x, (fromMs - state.epochMs) / 1000, state.a);
      first = pointOfState(x, fromMs);
    }
    const toMs = Math.min(fromMs + STRETCH_MS, Math.max(untilMs, fromMs));
    stepFreeFlight(x, (toMs - first.atMs) / 1000, state.a);
    const ends: [PathPoint, PathPoint] = [first, pointOfState(x, toMs)];
    this.#held.set(key, { epochMs: state.epochMs, x, ends });
    return ends;
  }

  keep(keys: ReadonlySet<string>): void {
    for (const key of this.#held.keys()) if (!keys.has(key)) this.#held.delete(key);
  }
}
