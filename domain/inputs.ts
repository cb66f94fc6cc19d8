import { z } from 'zod';
import { areaSchema } from './area';
import { atMs, finite, id, words } from './input-parts';
import { siteReportSchema, statementSchema } from './statements';

/**
 * What a feed yields (DESIGN §3.1): six kinds. A detection carries nothing that tells which object it came from.
 * Times are epoch ms of the session's clock (fractions allowed): `atMs` of the look, `receivedMs` at the centre.
 */
export const detectionSchema = z.strictObject({
  kind: z.literal('detection'),
  id,
  sensor: id,
  scan: z.number().int().min(0),
  atMs,
  receivedMs: atMs,
  /** Radar [range m, azimuth rad, elevation rad]; infrared [east rad, north rad] about nadir. */
  z: z.array(finite).min(2).max(3),
});
/** Closes one look of a sensor, also an empty one: only now may misses be charged. */
export const scanSchema = z.strictObject({
  kind: z.literal('scan'),
  sensor: id,
  scan: z.number().int().min(0),
  atMs,
  receivedMs: atMs,
  n: z.number().int().min(0).max(1_000_000),
});
export const SENSOR_STATUSES = ['ON', 'DEGRADED', 'OFF', 'UNKNOWN'] as const;
export type SensorStatusWord = (typeof SENSOR_STATUSES)[number];
export const sensorStatusSchema = z.strictObject({
  kind: z.literal('sensorStatus'),
  sensor: id,
  status: z.enum(SENSOR_STATUSES),
  atMs,
  receivedMs: atMs,
});

const announced = z.strictObject({
  vehicle: z.enum(['BM', 'SLV', 'SOUNDING_ROCKET']),
  window: z.strictObject({ fromMs: atMs, toMs: atMs }),
  launchArea: areaSchema(2e6, { name: words }),
  azimuthDeg: finite.min(0).max(360).nullable(),
  azimuthToleranceDeg: finite.min(0).max(180),
  impactArea: areaSchema(5e6, {}).nullable(),
  purpose: words.nullable(),
});
const inOrder = (n: { window: { fromMs: number; toMs: number } }): boolean => n.window.toMs > n.window.fromMs;
const order = { path: ['window', 'toMs'], message: 'windowBackwards' };
/** What is announced; who announces it an officer never says: the session knows. */
export const announcedSchema = announced.refine(inOrder, order);
export type Announced = z.infer<typeof announcedSchema>;
/** A launch notification as it arrives: the centre adds id, number, times of filing and status. */
export const notificationInputSchema = announced
  .extend({
    /** The sender's own reference: the same reference again is a change, not a second notification. */
    reference: id,
    by: id,
    byName: words,
  })
  .refine(inOrder, order);
export type NotificationInput = z.infer<typeof notificationInputSchema>;

/** What a sender says of a launch after it. */
export const postLaunchFields = { launchedMs: atMs, outcome: z.enum(['NORMAL', 'FAILURE']) };

export const messageSchema = z.strictObject({
  kind: z.literal('message'),
  id,
  atMs,
  receivedMs: atMs,
  body: z.discriminatedUnion('type', [
    z.strictObject({ type: z.literal('NOTIFICATION'), notification: notificationInputSchema }),
    z.strictObject({ type: z.literal('NOTIFICATION_CANCEL'), reference: id, by: id }),
    z.strictObject({ type: z.literal('NOTIFICATION_POST'), reference: id, by: id, ...postLaunchFields }),
    z.strictObject({ type: z.literal('STATEMENT'), statement: statementSchema }),
  ]),
});
/** What a site or computer of a Party reports by itself, beside the looks that the Party's own picture is made of. */
export const externalReportSchema = z.strictObject({
  kind: z.literal('externalReport'),
  id,
  atMs,
  receivedMs: atMs,
  party: id,
  report: siteReportSchema,
});
/** A source that only counts objects (1980): a sensor, or a device that is none. */
export const countSummarySchema = z.strictObject({
  kind: z.literal('countSummary'),
  id,
  party: id,
  source: id,
  sourceName: words,
  atMs,
  receivedMs: atMs,
  count: z.number().int().min(0).max(1_000_000),
});
export const feedInputSchema = z.discriminatedUnion('kind', [
  detectionSchema,
  scanSchema,
  sensorStatusSchema,
  externalReportSchema,
  countSummarySchema,
  messageSchema,
]);
export type Detection = z.infer<typeof detectionSchema>;
export type Scan = z.infer<typeof scanSchema>;
export type SensorStatusInput = z.infer<typeof sensorStatusSchema>;
export type Message = z.infer<typeof messageSchema>;
export type ExternalReport = z.infer<typeof externalReportSchema>;
export type CountSummary = z.infer<typeof countSummarySchema>;
export type FeedInput = z.infer<typeof feedInputSchema>;

/** Why an input was not taken: code, field, reason. */
export interface Rejection {
  error:
    | 'MALFORMED'
    | 'UNKNOWN_SENSOR'
    | 'OUT_OF_RANGE'
    | 'DUPLICATE'
    | 'NOT_IN_SERVICE'
    | 'TOO_OLD'
    | 'FUTURE'
    | 'UNKNOWN_PARTY'
    | 'UNKNOWN_FEED';
  field?: string;
  message: string;
}

/** Checks one feed input; a bad one is rejected by itself with the path of the fault. */
export function parseFeedInput(
  value: unknown,
): { ok: true; input: FeedInput } | { ok: false; rejection: Rejection } {
  const parsed = feedInputSchema.safeParse(value);
  if (parsed.success) return { ok: true, input: parsed.data };
  const issue = parsed.error.issues[0];
  return {
    ok: false,
    rejection: {
      error: 'MALFORMED',
      field: issue?.path.join('.') ?? '',
      message: issue?.message ?? 'malformed',
    },
  };
}
