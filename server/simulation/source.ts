/**
 * A feed that the simulation makes: looks of sensors at flights, messages, statuses, in order of receipt. Forward only;
 * how `advance` is cut changes nothing.
 */
import type { FeedInput } from '../../domain/inputs';
import { inService, type Sensor } from '../../domain/sensors';
import type { Echo } from './sensing/echo';
import { type Trace, takeLook } from './sensing/look';
import { firstLook, lookTimeMs, type Timetable, timetableOf } from './sensing/timetable';
import type { Flight } from './trajectory/flight';

export interface FeedSource {
  /** Session time at which the source begins. */
  epochMs: number;
  /** Session time at which it has nothing more to say; null: endless. */
  endMs: number | null;
  /** Inputs received after the last call's time and up to `toMs` (at the first call: everything up to it), in order. */
  advance(toMs: number): FeedInput[];
}

export interface SourceParts {
  seed: number;
  epochMs: number;
  endMs: number | null;
  /** Sensors that look. */
  sensors: readonly Sensor[];
  /** Flights of which a part lies in the interval; intervals come in order and never go back. */
  flights(fromMs: number, toMs: number): readonly Flight[];
  /** Messages and statuses received up to a time; each is given once. */
  told(toMs: number): readonly FeedInput[];
  trace?: Trace | undefined;
  /** What sensors take for objects though nothing flies. */
  echoes?: readonly Echo[];
}

/** What waits to be given, with what puts it in order: receipt, then told before looks, then sensor and look number. */
interface Waiting {
  receivedMs: number;
  rank: number;
  scan: number;
  inputs: FeedInput[];
}
const before = (a: Waiting, b: Waiting): number =>
  a.receivedMs - b.receivedMs || a.rank - b.rank || a.scan - b.scan;

interface Watch {
  sensor: Sensor;
  rank: number;
  table: Timetable;
  next: number;
  nextMs: number;
}

/** Flights are asked for in blocks of this length, so that a long advance does not check every flight of the day at every look. */
const BLOCK_MS = 120_000;

export function createSource(parts: SourceParts): FeedSource {
  const { seed, epochMs, endMs } = parts;
  const watches = parts.sensors.map((sensor, i): Watch => {
    const table = timetableOf(sensor);
    const next = firstLook(table, epochMs);
    return { sensor, rank: i + 1, table, next, nextMs: lookTimeMs(table, next) };
  });
  let waiting: Waiting[] = [];
  let told = 0;
  let looksToMs = epochMs;

  const lookUntil = (toMs: number): void => {
    let flights: readonly Flight[] | null = null;
    for (const w of watches) {
      if (w.nextMs > toMs) continue;
      flights ??= parts.flights(looksToMs, toMs);
      while (w.nextMs <= toMs) {
        if (inService(w.sensor, w.nextMs)) {
          const look = takeLook(seed, w.sensor, w.next, w.nextMs, flights, parts.trace, parts.echoes);
          waiting.push({ receivedMs: look.receivedMs, rank: w.rank, scan: w.next, inputs: look.inputs });
        }
        w.next++;
        w.nextMs = lookTimeMs(w.table, w.next);
      }
    }
  };

  return {
    epochMs,
    endMs,
    advance(wantedMs) {
      const toMs = endMs === null ? wantedMs : Math.min(wantedMs, endMs);
      for (const input of parts.told(toMs))
        waiting.push({ receivedMs: input.receivedMs, rank: 0, scan: told++, inputs: [input] });
      while (looksToMs < toMs) {
        const blockMs = Math.min(toMs, looksToMs + BLOCK_MS);
        lookUntil(blockMs);
        looksToMs = blockMs;
      }
      const due = waiting.filter((w) => w.receivedMs <= toMs);
      waiting = waiting.filter((w) => w.receivedMs > toMs);
      return due.sort(before).flatMap((w) => w.inputs);
    },
  };
}
