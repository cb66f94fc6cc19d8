/** Which notifications the band names: those open now, seen just now, or next to open. */
import type { LaunchNotification } from '../../domain/records';

const HOUR_MS = 3600e3;
/** The strip's hours: a little of what was, and what comes. */
export const STRIP_BEFORE_MS = 1.5 * HOUR_MS;
const STRIP_AFTER_MS = { least: 4.5 * HOUR_MS, most: 20.5 * HOUR_MS };
/** A seen launch is named this long. */
const SEEN_MS = 0.75 * HOUR_MS;

export type NamedAs = 'seen' | 'open' | 'opens' | 'on';

/** How a notification is named on the map now; null when it is not. */
export function namedAs(n: LaunchNotification, nowMs: number): NamedAs | null {
  if (n.status === 'CANCELLED' || n.status === 'NOT_OBSERVED') return null;
  if (n.matchedMs !== null) return nowMs - n.matchedMs < SEEN_MS ? 'seen' : null;
  if (nowMs > n.window.toMs) return null;
  if (nowMs >= n.window.fromMs) return 'open';
  return n.window.fromMs - nowMs < 24 * HOUR_MS ? 'opens' : 'on';
}

/** The named ones, soonest first, at most `most`. */
export function comingUp(
  all: readonly LaunchNotification[],
  nowMs: number,
  most: number,
): LaunchNotification[] {
  return all
    .filter((n) => namedAs(n, nowMs) !== null)
    .sort((a, b) => a.window.fromMs - b.window.fromMs)
    .slice(0, most);
}

/** How far ahead the strip reaches, ms: to the last window that is announced, in whole half hours. */
export function stripAheadMs(all: readonly LaunchNotification[], nowMs: number): number {
  const last = all.reduce((max, n) => Math.max(max, n.window.toMs), 0) - nowMs;
  const { least, most } = STRIP_AFTER_MS;
  return Math.max(least, Math.min(most, Math.ceil(last / (HOUR_MS / 2)) * (HOUR_MS / 2)));
}

/** Windows that the strip of hours touches. */
export function inStrip(
  all: readonly LaunchNotification[],
  nowMs: number,
  aheadMs: number,
): LaunchNotification[] {
  return all
    .filter((n) => n.window.toMs > nowMs - STRIP_BEFORE_MS && n.window.fromMs < nowMs + aheadMs)
    .sort((a, b) => a.window.fromMs - b.window.fromMs);
}

/** Share of the strip's width at which a moment stands. */
export const stripShare = (atMs: number, nowMs: number, aheadMs: number): number =>
  (atMs - nowMs + STRIP_BEFORE_MS) / (STRIP_BEFORE_MS + aheadMs);

/** Whole hours that the strip marks: as many as have room. */
export function stripMarks(nowMs: number, aheadMs: number): number[] {
  const step = [1, 2, 3].find((h) => (STRIP_BEFORE_MS + aheadMs) / (h * HOUR_MS) <= 8) ?? 3;
  const first = Math.ceil((nowMs - STRIP_BEFORE_MS) / (step * HOUR_MS)) * step * HOUR_MS;
  const n = Math.floor((nowMs + aheadMs - first) / (step * HOUR_MS)) + 1;
  return Array.from({ length: n }, (_, i) => first + i * step * HOUR_MS);
}
