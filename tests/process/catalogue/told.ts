/** Builders of what feeds bring, for stories of the catalogue. Two Parties: RU has radars, US a satellite over them. */
import type {
  CountSummary,
  ExternalReport,
  FeedInput,
  Message,
  NotificationInput,
} from '../../../domain/inputs';
import type { Sensor } from '../../../domain/sensors';
import { NOTHING_STATED, type SiteReport } from '../../../domain/statements';
import { flyTiny, looksAt, type TinyFlight } from '../../../server/engine/testing/tiny-flight';
import { infraredOf, radarOf } from '../../../server/engine/testing/two-sensors';

/** Where every story begins; whole days after the epoch of time. */
export const START_MS = Date.UTC(2026, 2, 10, 12);
export const at = (s: number): number => START_MS + s * 1000;

export const R1 = radarOf('R1', 'RU', 12, -150);
export const R2 = radarOf('R2', 'RU', 11, -149);
export const S1 = infraredOf('S1', 'US', -160);
/** A second satellite, of the radars' Party. */
export const S2 = infraredOf('S2', 'RU', -160);

/** Where `fly()` rises. */
export const SITE = { lat: 8, lon: -152 };
export const fly = (
  o: { lat?: number; lon?: number; s?: number; burnS?: number; thrust?: number } = {},
): TinyFlight =>
  flyTiny({
    ...{ lat: o.lat ?? SITE.lat, lon: o.lon ?? SITE.lon, azDeg: 60, launchMs: at(o.s ?? 30) },
    ...{ burnS: o.burnS ?? 110, thrust: o.thrust ?? 34 },
  });
/** Looks of sensors at flights, from second to second. */
export const looks = (
  flights: TinyFlight | TinyFlight[],
  sensors: Sensor[],
  toS: number,
  fromS = 0,
): FeedInput[] => looksAt(flights, sensors, at(fromS), at(toS));
export const quiet = (sensors: Sensor[], toS: number, fromS = 0): FeedInput[] =>
  looks([], sensors, toS, fromS);

/** Looks of a radar with `n` plots each, where `z` says. */
export function plots(sensor: Sensor, toS: number, n: number, z = strewn): FeedInput[] {
  return quiet([sensor], toS).flatMap((look): FeedInput[] => {
    if (look.kind !== 'scan') return [look];
    const { scan, atMs, receivedMs } = look;
    const found = Array.from({ length: n }, (_, k): FeedInput => {
      const id = `${sensor.id}-${scan}-${k}`;
      return { kind: 'detection', id, sensor: sensor.id, scan, atMs, receivedMs, z: z(scan, k) };
    });
    return [...found, { ...look, n }];
  });
}
/** Here and there, never twice in one place. */
export function strewn(scan: number, k: number): number[] {
  return [
    1e6 + ((scan * 7919 + k * 104_729) % 2e6),
    ((scan * 37 + k * 11) % 62) / 10,
    0.3 + ((scan * 13 + k) % 40) / 100,
  ];
}

const NAME = { en: 'Computer', ru: 'ЭВМ' };
export const report = (s: number, part: Partial<SiteReport> = {}): ExternalReport => ({
  ...{ kind: 'externalReport', id: `report-${s}`, party: 'RU', atMs: at(s), receivedMs: at(s) },
  report: {
    ...{
      reference: 'one',
      source: 'computer',
      sourceName: NAME,
      withdrawn: false,
      mark: 'NONE',
      kinds: ['IR'],
    },
    ...{ objects: null, place: null, flight: NOTHING_STATED },
    ...part,
  },
});
export const count = (s: number, n: number): CountSummary => ({
  ...{ kind: 'countSummary', id: `count-${s}`, party: 'RU', source: 'line', sourceName: NAME },
  ...{ atMs: at(s), receivedMs: at(s), count: n },
});

/** A notification of a launch near the place of `fly()`, in a window from second to second. */
export function notice(
  fromS: number,
  toS: number,
  part: Partial<NotificationInput> = {},
  receivedS = 0,
): Message {
  const notification: NotificationInput = {
    ...{ reference: 'N1', by: 'US', byName: { en: 'US', ru: 'США' }, vehicle: 'BM' },
    window: { fromMs: at(fromS), toMs: at(toS) },
    launchArea: { ...SITE, radiusM: 50_000, name: { en: 'Range', ru: 'Полигон' } },
    ...{ azimuthDeg: 60, azimuthToleranceDeg: 20, impactArea: null, purpose: null },
    ...part,
  };
  return {
    ...{
      kind: 'message',
      id: `notice-${notification.reference}`,
      atMs: at(-2 * 86_400),
      receivedMs: at(receivedS),
    },
    body: { type: 'NOTIFICATION', notification },
  };
}

const said = (name: string, s: number, body: Message['body']): Message => ({
  ...{ kind: 'message', id: name, atMs: at(s), receivedMs: at(s), body },
});
/** The notice after the launch of `notice()`. */
export const flown = (s: number): Message =>
  said('flown', s, {
    ...{ type: 'NOTIFICATION_POST', reference: 'N1', by: 'US', launchedMs: at(30), outcome: 'NORMAL' },
  });
export const calledOff = (s: number): Message =>
  said('called-off', s, { type: 'NOTIFICATION_CANCEL', reference: 'N1', by: 'US' });
