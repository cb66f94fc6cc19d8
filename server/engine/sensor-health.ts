import type { FeedInput, SensorStatusWord } from '../../domain/inputs';
import type { SensorState } from '../../domain/records';
import { inService, type Sensor } from '../../domain/sensors';

/** Periods without a word after which a sensor is stale, and good looks in a row that make it fresh again (ALERTS §1.4). */
const STALE_PERIODS = 3;
/** On top of the periods: what a look takes to arrive, and room for two late ones of a fast sensor. */
const allowanceMs = (sensor: Sensor): number => 5000 + 4000 * sensor.latencyS;
const GOOD_LOOKS = 3;
/** Consoles hear of a healthy sensor's last look this often, not at each look. */
const TELL_EVERY_MS = 60_000;

interface Health {
  sensor: Sensor;
  status: SensorStatusWord;
  stale: boolean;
  lastLookMs: number | null;
  lastHeardMs: number | null;
  good: number;
  sinceMs: number;
  toldMs: number;
}
type Stored = Omit<Health, 'sensor'> & { sensor: string };

/** Freshness and status of one national centre's sensors, as its own people see them. Unknown is not normal. */
export class SensorHealth {
  readonly #all = new Map<string, Health>();

  constructor(sensors: Sensor[], epochMs: number, stored: Stored[] = []) {
    const known = new Map(stored.map((s) => [s.sensor, s]));
    for (const sensor of sensors) {
      const blank = {
        status: 'UNKNOWN' as const,
        stale: false,
        lastLookMs: null,
        lastHeardMs: null,
        good: 0,
        sinceMs: epochMs,
        toldMs: Number.NEGATIVE_INFINITY,
      };
      const from = known.get(sensor.id);
      this.#all.set(sensor.id, { ...blank, ...from, toldMs: from?.toldMs ?? -1e15, sensor });
    }
  }

  /** A look or a status word came; gives back the state if consoles should hear of it. */
  take(input: FeedInput, nowMs: number): SensorState[] {
    if (input.kind === 'sensorStatus') {
      const h = this.#all.get(input.sensor);
      if (!h || h.status === input.status) return [];
      h.status = input.status;
      // One that was switched off is silent for a reason.
      if (input.status === 'OFF') h.stale = false;
      h.sinceMs = nowMs;
      h.lastHeardMs = nowMs;
      return [this.#tell(h, nowMs)];
    }
    if (input.kind !== 'scan') return [];
    const h = this.#all.get(input.sensor);
    if (!h) return [];
    h.lastHeardMs = nowMs;
    h.lastLookMs = Math.max(h.lastLookMs ?? Number.NEGATIVE_INFINITY, input.atMs);
    h.good++;
    if (h.status === 'UNKNOWN') {
      h.status = 'ON';
      h.sinceMs = nowMs;
      return [this.#tell(h, nowMs)];
    }
    if (h.stale && h.good >= GOOD_LOOKS) {
      h.stale = false;
      h.sinceMs = nowMs;
      return [this.#tell(h, nowMs)];
    }
    return nowMs - h.toldMs >= TELL_EVERY_MS ? [this.#tell(h, nowMs)] : [];
  }

  /** Time alone: who has been silent for too long. */
  advance(nowMs: number): SensorState[] {
    const out: SensorState[] = [];
    for (const h of this.#all.values()) {
      if (h.status === 'OFF' || h.lastHeardMs === null) continue;
      const allowedMs = STALE_PERIODS * h.sensor.revisitS * 1000 + allowanceMs(h.sensor);
      if (nowMs - h.lastHeardMs <= allowedMs || !inService(h.sensor, nowMs)) continue;
      h.good = 0;
      if (h.stale) continue;
      h.stale = true;
      h.sinceMs = nowMs;
      out.push(this.#tell(h, nowMs));
    }
    return out;
  }

  /** Sensors in service that have looked and are neither silent nor switched off. */
  looking(nowMs: number): Sensor[] {
    return this.lookingSince(nowMs).map((l) => l.sensor);
  }

  /** The same, each with since when it has been so. */
  lookingSince(nowMs: number): { sensor: Sensor; sinceMs: number }[] {
    return [...this.#all.values()]
      .filter((h) => !h.stale && h.lastLookMs !== null && (h.status === 'ON' || h.status === 'DEGRADED'))
      .filter(({ sensor }) => inService(sensor, nowMs))
      .map(({ sensor, sinceMs }) => ({ sensor, sinceMs }));
  }

  /** After an outage of the centre itself nobody is to blame for silence; what they saw meanwhile nobody heard. */
  forgive(nowMs: number): void {
    for (const h of this.#all.values()) {
      if (h.lastHeardMs === null) continue;
      h.lastHeardMs = nowMs;
      h.sinceMs = nowMs;
    }
  }

  snapshot(): Stored[] {
    return [...this.#all.values()].map((h) => ({ ...h, sensor: h.sensor.id }));
  }

  #tell(h: Health, nowMs: number): SensorState {
    h.toldMs = nowMs;
    return {
      sensor: h.sensor.id,
      status: h.status,
      stale: h.stale,
      lastLookMs: h.lastLookMs,
      sinceMs: h.sinceMs,
    };
  }
}
