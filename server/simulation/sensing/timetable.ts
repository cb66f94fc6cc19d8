/**
 * When a sensor looks: `phaseS + k · revisitS` after every UTC midnight. A look's number is a function of its time
 * alone, so that a world entered in the middle counts as one that ran all the while.
 */
import type { Sensor } from '../../../domain/sensors';
import { DAY_MS, utcMs } from '../time';

/** Looks are numbered from here; no scenario is older. */
const DAY_ZERO_MS = utcMs(1900);

export interface Timetable {
  /** Looks a day. */
  perDay: number;
  phaseMs: number;
  revisitMs: number;
}

export function timetableOf(sensor: Sensor): Timetable {
  const phaseMs = sensor.phaseS * 1000;
  const revisitMs = sensor.revisitS * 1000;
  return { perDay: Math.ceil((DAY_MS - phaseMs) / revisitMs), phaseMs, revisitMs };
}

/** Epoch ms (whole) of look number `scan`. */
export function lookTimeMs(t: Timetable, scan: number): number {
  const day = Math.floor(scan / t.perDay);
  return DAY_ZERO_MS + day * DAY_MS + Math.round(t.phaseMs + (scan - day * t.perDay) * t.revisitMs);
}

/** Number of the first look at or after `fromMs`. */
export function firstLook(t: Timetable, fromMs: number): number {
  const day = Math.floor((fromMs - DAY_ZERO_MS) / DAY_MS);
  const inDay = fromMs - DAY_ZERO_MS - day * DAY_MS;
  let k = Math.max(0, Math.floor((inDay - t.phaseMs) / t.revisitMs) - 1);
  while (k < t.perDay && lookTimeMs(t, day * t.perDay + k) < fromMs) k++;
  return day * t.perDay + k;
}
