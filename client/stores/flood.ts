import { ALARM_LIMITS } from '../../domain/performance';

/** Alarms that come within so long are counted together (EEMUA 191), ms. */
export const FLOOD_WITHIN_MS = 600_000;
/** A flood is over once fewer than this came in that time (ISA-18.2). */
const OVER_BELOW = 5;

export interface Flood {
  /** Since when more came than one can take in; null while they do not. */
  sinceMs: number | null;
  /** How many came within the last ten minutes. */
  count: number;
}

/**
 * Whether this console is flooded: it is from the eleventh alert within ten minutes until fewer than five are. By the times of
 * the alerts alone, so that both desks of a Party and a console that comes back say the same.
 */
export function floodOf(raisedMs: readonly number[], nowMs: number): Flood {
  const come = raisedMs.filter((ms) => ms <= nowMs).sort((a, b) => a - b);
  const steps = [
    ...come.map((ms) => ({ ms, by: 1 })),
    ...come.map((ms) => ({ ms: ms + FLOOD_WITHIN_MS, by: -1 })),
  ].sort((a, b) => a.ms - b.ms || a.by - b.by);
  let count = 0;
  let sinceMs: number | null = null;
  for (const { ms, by } of steps) {
    if (ms > nowMs) break;
    count += by;
    if (count > ALARM_LIMITS.flood) sinceMs ??= ms;
    if (count < OVER_BELOW) sinceMs = null;
  }
  return { sinceMs, count };
}
