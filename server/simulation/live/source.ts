/** The live world as a feed: endless, the same for a seed and a time whenever it is entered. */
import type { FeedInput, Message, SensorStatusInput } from '../../../domain/inputs';
import { inService, type Sensor } from '../../../domain/sensors';
import type { Trace } from '../sensing/look';
import { createSource, type FeedSource } from '../source';
import type { Flight } from '../trajectory/flight';
import { flyPlanned } from './launch';
import { messagesOf } from './notices';
import { createSchedule, type Schedule } from './schedule';
import { afterMs, aheadMs, fullSettings, type LiveSettings, type LiveSettingsInput } from './settings';
import type { SitesTable } from './sites';

export type { LiveSettings, LiveSettingsInput } from './settings';

/** No flight of the table lasts longer; an object in orbit is followed for 45 min. */
const LONGEST_FLIGHT_MS = 75 * 60_000;

export function createLiveWorld(
  input: LiveSettingsInput,
  catalogue: readonly Sensor[],
  sites: SitesTable,
  trace?: Trace,
): FeedSource {
  const settings = fullSettings(input);
  const { seed, startMs } = settings;
  const schedule = createSchedule(settings, sites);
  return createSource({
    seed,
    epochMs: startMs,
    endMs: null,
    sensors: catalogue.filter((s) => s.serviceToMs === null || s.serviceToMs > startMs),
    flights: flights(schedule, settings),
    told: told(schedule, settings, catalogue),
    trace,
  });
}

/** Flights are flown when the world comes to them, and forgotten when they end. */
function flights(schedule: Schedule, { seed, startMs }: LiveSettings) {
  let knownToMs = startMs - LONGEST_FLIGHT_MS;
  let flying: Flight[] = [];
  return (fromMs: number, toMs: number): readonly Flight[] => {
    if (toMs >= knownToMs) {
      for (const plan of schedule.between(knownToMs, toMs + 1)) {
        const flight = plan.fate === 'flown' ? flyPlanned(seed, plan) : null;
        if (flight) flying.push(flight);
      }
      knownToMs = toMs + 1;
    }
    flying = flying.filter((f) => f.endMs >= fromMs);
    return flying;
  };
}

/** At first what is on file for windows that are still open, or of which more is to come, then each message when it is received. */
function told(schedule: Schedule, settings: LiveSettings, catalogue: readonly Sensor[]) {
  const { seed, startMs, sinceMs } = settings;
  const reach = aheadMs(schedule.figures);
  const oldestMs = startMs - Math.max(LONGEST_FLIGHT_MS, afterMs(schedule.figures));
  let plannedToMs = oldestMs - reach;
  let queue: FeedInput[] = catalogue.filter((s) => inService(s, startMs)).map((s) => on(s, startMs));
  return (toMs: number): FeedInput[] => {
    if (toMs + reach >= plannedToMs) {
      const nextMs = toMs + reach + schedule.figures.slotMs;
      const messages: Message[] = [];
      for (const plan of schedule.between(plannedToMs, nextMs))
        if (plan.notice && plan.notice.windowToMs >= oldestMs)
          messages.push(...messagesOf(seed, plan, schedule.figures));
      plannedToMs = nextMs;
      queue = [...queue, ...messages.filter((m) => m.receivedMs > sinceMs)].sort(byReceipt);
    }
    const due = queue.findIndex((m) => m.receivedMs > toMs);
    const out = due < 0 ? queue : queue.slice(0, due);
    queue = due < 0 ? [] : queue.slice(due);
    return out;
  };
}

const on = (sensor: Sensor, atMs: number): SensorStatusInput => ({
  kind: 'sensorStatus',
  sensor: sensor.id,
  status: 'ON',
  atMs,
  receivedMs: atMs,
});
const byReceipt = (a: FeedInput, b: FeedInput): number =>
  a.receivedMs - b.receivedMs || (nameOf(a) < nameOf(b) ? -1 : 1);
const nameOf = (m: FeedInput): string => ('id' in m ? m.id : m.sensor);
