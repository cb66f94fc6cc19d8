import { type FeedInput, parseFeedInput, type Rejection } from '../../domain/inputs';
import { inService, type Sensor } from '../../domain/sensors';
import { plausible } from '../fusion/registry';

/** A look may claim to be this much later than now: clocks of sensors differ a little. */
const FUTURE_MS = 5000;
/** Looks that come later than this change nothing any more: fusion goes back half a minute at most. */
const TOO_OLD_MS = 600_000;
/** The same fault of the same feed leaves a line this often; in between it is counted. */
const TELL_EVERY_MS = 60_000;

/**
 * The fault of what is no input at all, or null. Looks come by the thousand and are checked by hand; everything else, and
 * whatever does not pass, by the schema, which names the field.
 */
export function malformed(input: unknown): Rejection | null {
  if (isWellFormed(input)) return null;
  const parsed = parseFeedInput(input);
  return parsed.ok ? null : parsed.rejection;
}

/** When an input is to be taken: as received, never later than the time that its source was asked for; else at once. */
export function dueMs(input: FeedInput, nowMs: number, fedToMs: number): number {
  const { receivedMs } = Object(input) as { receivedMs?: unknown };
  return Number.isFinite(receivedMs) ? Math.min(receivedMs as number, fedToMs) : nowMs;
}

/** Why an input is not taken, by its form, its sensor and its time; null: it may be. */
export function refusalOf(
  input: FeedInput,
  sensorAt: (id: string, atMs: number) => Sensor | undefined,
  nowMs: number,
): Rejection | null {
  const fault = malformed(input);
  if (fault) return fault;
  if (!('sensor' in input)) return null;
  const sensor = sensorAt(input.sensor, input.atMs);
  if (!sensor) return { error: 'UNKNOWN_SENSOR', field: 'sensor', message: 'no such sensor' };
  if (input.kind !== 'detection' && input.kind !== 'scan') return null;
  const { atMs } = input;
  if (atMs > nowMs + FUTURE_MS)
    return { error: 'FUTURE', field: 'atMs', message: 'a look that has not been yet' };
  if (atMs < nowMs - TOO_OLD_MS)
    return { error: 'TOO_OLD', field: 'atMs', message: 'too late to change anything' };
  if (!inService(sensor, atMs))
    return { error: 'NOT_IN_SERVICE', field: 'sensor', message: 'not in service at the time of the look' };
  if (input.kind === 'detection' && !plausible(sensor, input.z))
    return { error: 'OUT_OF_RANGE', field: 'z', message: 'no measurement that this sensor can make' };
  return null;
}

/** True for a look that the schema would take: the same conditions, without its cost. */
function isWellFormed(input: unknown): boolean {
  if (typeof input !== 'object' || input === null) return false;
  const i = input as Record<string, unknown>;
  const look = isName(i.sensor) && isCount(i.scan) && isTime(i.atMs) && isTime(i.receivedMs);
  if (i.kind === 'scan') return look && isCount(i.n) && i.n <= 1_000_000 && Object.keys(i).length === 6;
  if (i.kind !== 'detection' || !look || !isName(i.id) || Object.keys(i).length !== 7) return false;
  const { z } = i;
  return Array.isArray(z) && z.length >= 2 && z.length <= 3 && z.every(Number.isFinite);
}
export const isName = (v: unknown): v is string => typeof v === 'string' && v.length > 0 && v.length <= 80;
const isCount = (v: unknown): v is number => Number.isSafeInteger(v) && (v as number) >= 0;
const isTime = (v: unknown): v is number => Number.isFinite(v) && Math.abs(v as number) <= 5e12;

interface Told {
  atMs: number;
  more: number;
}
export interface RejectionsSnapshot {
  counts: Record<string, number>;
  told: [key: string, told: Told][];
}

/** What was refused: counted by code, and named once a minute for each fault of each feed. */
export class Rejections {
  readonly #counts: Record<string, number>;
  readonly #told: Map<string, Told>;

  constructor(stored: RejectionsSnapshot = { counts: {}, told: [] }) {
    this.#counts = { ...stored.counts };
    this.#told = new Map(structuredClone(stored.told));
  }

  get counts(): Record<string, number> {
    return { ...this.#counts };
  }

  /** Counts it; gives how many a line should name, this one among them, or null while it was told of lately. */
  take(owner: string, { error, field }: Rejection, nowMs: number): number | null {
    this.#counts[error] = (this.#counts[error] ?? 0) + 1;
    for (const [key, { atMs, more }] of this.#told)
      if (more === 0 && nowMs - atMs >= TELL_EVERY_MS) this.#told.delete(key);
    const key = JSON.stringify([owner, error, field ?? '']);
    const told = this.#told.get(key);
    if (told && nowMs - told.atMs < TELL_EVERY_MS) {
      told.more++;
      return null;
    }
    this.#told.set(key, { atMs: nowMs, more: 0 });
    return 1 + (told?.more ?? 0);
  }

  snapshot(): RejectionsSnapshot {
    return { counts: this.counts, told: structuredClone([...this.#told]) };
  }
}
