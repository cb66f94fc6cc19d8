/** The live world as a feed: endless, from real launch sites, mostly announced. */
import { destination } from '../../../domain/geodesy';
import type { FeedInput, Message, NotificationInput } from '../../../domain/inputs';
import type { Sensor } from '../../../domain/sensors';
import { createSource, type FeedSource } from '../source';
import { HOUR_MS } from '../time';
import { fitRange } from '../trajectory/fit';
import { type Flight, flightOf } from '../trajectory/flight';
import { fly, type Trajectory } from '../trajectory/fly';
import { TEMPLATES } from '../trajectory/templates';
import { type LiveSettings, LONGEST_AHEAD_MS, type Planned, plannedIn, SLOT_MS } from './schedule';
import type { SitesTable } from './sites';

export type { LiveSettings } from './schedule';
export interface LiveSettingsInput {
  seed: number;
  pace: LiveSettings['pace'];
  startMs: number;
  unannouncedShare?: number;
  scrubbedShare?: number;
}
/** Longest that a flight is followed. */
const LONGEST_FLIGHT_MS = 1.5 * HOUR_MS;

export function createLiveWorld(
  input: LiveSettingsInput,
  sensors: readonly Sensor[],
  table: SitesTable,
): FeedSource {
  const settings: LiveSettings = {
    seed: input.seed,
    pace: input.pace,
    unannouncedShare: input.unannouncedShare ?? 0.08,
    scrubbedShare: input.scrubbedShare ?? 0.04,
  };
  const flown = new Map<string, Flight | null>();
  const slots = new Map<number, Planned[]>();
  const planned = (slot: number): Planned[] => {
    const plan = slots.get(slot) ?? plannedIn(slot, settings, table);
    slots.set(slot, plan);
    return plan;
  };
  const flightOfPlan = (p: Planned): Flight | null => {
    let f = flown.get(p.key);
    if (f === undefined) {
      const trajectory = p.scrubbed === 'no' ? trajectoryOf(p) : null;
      f = trajectory && flightOf(p.key, p.launchMs, trajectory);
      flown.set(p.key, f);
    }
    return f;
  };
  let toldSlot = Math.floor((input.startMs - LONGEST_FLIGHT_MS) / SLOT_MS);
  let waiting: FeedInput[] = [];

  return createSource({
    seed: input.seed,
    epochMs: input.startMs,
    endMs: null,
    sensors,
    flights: (fromMs, toMs) => {
      const out: Flight[] = [];
      for (let slot = Math.floor((fromMs - LONGEST_FLIGHT_MS) / SLOT_MS); slot * SLOT_MS <= toMs; slot++)
        for (const p of planned(slot)) {
          if (p.launchMs > toMs) continue;
          const f = flightOfPlan(p);
          if (f && f.endMs >= fromMs) out.push(f);
        }
      for (const slot of slots.keys())
        if ((slot + 1) * SLOT_MS < fromMs - LONGEST_FLIGHT_MS) slots.delete(slot);
      for (const [key, f] of flown) if (f && f.endMs < fromMs - 2 * LONGEST_FLIGHT_MS) flown.delete(key);
      return out;
    },
    told: (toMs) => {
      for (; toldSlot * SLOT_MS <= toMs + LONGEST_AHEAD_MS[settings.pace]; toldSlot++)
        for (const p of planned(toldSlot)) if (p.announced) waiting.push(...messagesOf(p, input.startMs));
      if (waiting.every((m) => m.receivedMs > toMs)) return [];
      waiting.sort((a, b) => a.receivedMs - b.receivedMs);
      const now = waiting.filter((m) => m.receivedMs <= toMs);
      waiting = waiting.filter((m) => m.receivedMs > toMs);
      return now;
    },
  });
}

function trajectoryOf(p: Planned): Trajectory | null {
  const { site, template } = p.programme;
  const vehicle = TEMPLATES[template];
  if (p.programme.vehicle === 'SLV') {
    const t = fly(vehicle, site, p.azimuthDeg);
    return t.ending === 'orbit' ? t : null;
  }
  return fitRange(vehicle, site, p.azimuthDeg, p)?.trajectory ?? null;
}

/** The notification and, where it is called off, its cancellation. What was on file before the start arrives at the start. */
function messagesOf(p: Planned, startMs: number): Message[] {
  const reference = `W-${p.key}`;
  const message = (name: string, atMs: number, body: Message['body']): Message => ({
    kind: 'message',
    id: `${reference}-${name}`,
    atMs,
    receivedMs: Math.max(atMs, startMs),
    body,
  });
  const out = [
    message('file', p.filedMs, { type: 'NOTIFICATION', notification: notificationOf(p, reference) }),
  ];
  if (p.scrubbed === 'cancelled') {
    const atMs = Math.round(p.window.fromMs - 0.2 * (p.window.fromMs - p.filedMs));
    out.push(message('cancel', atMs, { type: 'NOTIFICATION_CANCEL', reference, by: p.programme.by }));
  }
  return out;
}

function notificationOf(p: Planned, reference: string): NotificationInput {
  const { site, by, byName, vehicle, purpose } = p.programme;
  const impact = vehicle === 'SLV' ? null : destination(site, p.azimuthDeg, p.rangeM);
  return {
    reference,
    by,
    byName,
    vehicle,
    window: p.window,
    launchArea: { lat: site.lat, lon: site.lon, radiusM: 15_000, name: site.name },
    azimuthDeg: Math.round(p.azimuthDeg * 10) / 10,
    azimuthToleranceDeg: 5,
    impactArea: impact && {
      lat: Math.round(impact.lat * 100) / 100,
      lon: Math.round(impact.lon * 100) / 100,
      radiusM: Math.max(40_000, p.rangeM * 0.04),
    },
    purpose,
  };
}
