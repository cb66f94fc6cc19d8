import type { SensorState } from './records';

/** A time in which a sensor of one's own did not look: silent, or switched off. `toMs` null: it still does not. */
export interface Outage {
  fromMs: number;
  toMs: number | null;
  /** Switched off by its owner; else nothing was heard of it. */
  off: boolean;
}

/** How many are kept of each sensor: one that comes and goes must not grow a view without end. */
export const OUTAGES_KEPT = 64;

/**
 * The outages of a sensor after one more of its states, oldest first. A silent one began to be blind after its last look,
 * not when its silence was noticed; the same list comes back where nothing changed.
 */
export function withState(held: readonly Outage[], state: SensorState): readonly Outage[] {
  const blind = state.stale || state.status === 'OFF';
  const last = held.at(-1);
  const open = last?.toMs === null ? last : null;
  if (!blind)
    return open ? [...held.slice(0, -1), { ...open, toMs: Math.max(open.fromMs, state.sinceMs) }] : held;
  const off = state.status === 'OFF';
  if (open?.off === off) return held;
  const fromMs = off ? state.sinceMs : Math.min(state.sinceMs, state.lastLookMs ?? state.sinceMs);
  const before = open ? [...held.slice(0, -1), { ...open, toMs: Math.max(open.fromMs, fromMs) }] : held;
  return [...before, { fromMs, toMs: null, off }].slice(-OUTAGES_KEPT);
}
