/**
 * The scenario file. It says what flies, who looks and what is told when; never what the event was: no verdict,
 * category, lesson or class. Times are UTC texts, other units are in the names.
 * scenarios/scenario.schema.json is made from this (a test holds them in step).
 */
import { z } from 'zod';
import { notificationInputSchema, SENSOR_STATUSES } from '../../../domain/inputs';
import { regimeChoiceSchema } from '../../../domain/regime-choice';
import { siteReportSchema, statementSchema } from '../../../domain/statements';
import { guestRadarSchema } from '../catalogue';
import { parseUtc, UTC_PATTERN } from '../time';
import { TEMPLATE_NAMES } from '../trajectory/templates';

const words = z.strictObject({ en: z.string().min(1).max(600), ru: z.string().min(1).max(600) });
const name = z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'must be lower-case letters, digits and hyphens');
const utc = z
  .string()
  .regex(UTC_PATTERN, 'must be a UTC time as 1995-01-25T06:24:00Z')
  .refine((t) => parseUtc(t) !== null, 'is no day or time of the calendar')
  .transform((t) => parseUtc(t) ?? Number.NaN);
const sensorIds = z.array(z.string().min(1)).min(1);
const degrees = (low: number, high: number) => z.number().min(low).max(high);
const positive = (most: number) => z.number().positive().max(most);

const stage = z.strictObject({
  burnS: positive(1200),
  propellantKg: positive(5e6),
  dryKg: positive(5e5),
  exhaustMS: positive(5000),
  coastS: z.number().min(0).max(3600),
  dragAreaM2: positive(100),
});
const steering = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('rail'), elevationDeg: degrees(10, 90) }),
  z.strictObject({
    kind: z.literal('programme'),
    verticalS: z.number().min(0).max(60),
    finalDeg: degrees(0, 90),
    untilShare: degrees(0.05, 1),
    shape: degrees(0.2, 3),
  }),
]);
const beta = positive(50_000);

const vehicle = z.discriminatedUnion('by', [
  /** Stages as given, flown as they are. */
  z.strictObject({
    by: z.literal('stages'),
    stages: z.array(stage).min(1).max(6),
    payloadKg: positive(2e5),
    payloadBetaKgM2: beta,
    steering,
  }),
  /** A generic vehicle, its tanks and steering fitted to range and apogee. */
  z.strictObject({
    by: z.literal('fit'),
    template: z.enum(TEMPLATE_NAMES),
    rangeM: positive(19e6),
    apogeeM: positive(9e6),
    payloadBetaKgM2: beta.optional(),
  }),
  /** A generic launcher, guided into an orbit. */
  z.strictObject({
    by: z.literal('orbit'),
    template: z.enum(TEMPLATE_NAMES),
    perigeeM: positive(2e6),
    apogeeM: positive(2e6),
    payloadKg: positive(2e5).optional(),
  }),
  /** A level flight in the air: no ballistic one. */
  z
    .strictObject({
      by: z.literal('level'),
      rangeM: positive(5e6),
      heightM: positive(30e3),
      flightS: positive(7200),
      climbS: positive(600),
      burnS: positive(600),
    })
    .refine((v) => 2 * v.climbS <= v.flightS, { path: ['climbS'], message: 'leaves no time to fly level' }),
]);

const flight = z.strictObject({
  id: name,
  launchUtc: utc,
  site: z.strictObject({
    name: words,
    lat: degrees(-90, 90),
    lon: degrees(-180, 180),
    /** Over the ellipsoid; an aircraft's for what is launched from one. */
    heightM: z.number().min(-500).max(15_000),
  }),
  azimuthDeg: degrees(0, 360),
  vehicle,
});

const notification = z
  .strictObject({
    ...notificationInputSchema.shape,
    window: z.strictObject({ fromUtc: utc, toUtc: utc }),
  })
  .refine((n) => n.window.toUtc > n.window.fromUtc, {
    path: ['window', 'toUtc'],
    message: 'window ends before it begins',
  });

const statement = z.strictObject({
  ...statementSchema.omit({ aboutMs: true }).shape,
  /** When the launch was that it speaks of; null where it does not say. */
  aboutUtc: utc.nullable(),
});
const id = z.string().min(1).max(80);

/** A bright spot that a sensor takes for an object, though nothing flies: it stays where it is. */
const echo = z.strictObject({
  sensor: id,
  fromUtc: utc,
  toUtc: utc,
  lat: degrees(-90, 90),
  lon: degrees(-180, 180),
  heightM: z.number().min(0).max(1e6),
});

const variant = z.strictObject({
  id: name,
  title: words,
  /** Sensors that look, of those in service; the others stay silent: nobody knows what they would have said. */
  looking: z.union([z.literal('in-service'), z.array(id)]),
  /** Notifications that the centre has before the session begins. */
  onFile: z.array(z.strictObject({ filedUtc: utc, notification })),
  /** What reaches the centre while the session runs. */
  messages: z.array(
    z.discriminatedUnion('type', [
      z.strictObject({ type: z.literal('NOTIFICATION'), receivedUtc: utc, notification }),
      z.strictObject({
        type: z.literal('NOTIFICATION_CANCEL'),
        receivedUtc: utc,
        reference: id,
        by: id,
      }),
      z.strictObject({ type: z.literal('STATEMENT'), receivedUtc: utc, statement }),
    ]),
  ),
  statuses: z.array(
    z.strictObject({ receivedUtc: utc, sensor: z.string().min(1), status: z.enum(SENSOR_STATUSES) }),
  ),
  /** What sites and computers of a Party report by themselves, beside their looks. */
  reports: z.array(z.strictObject({ receivedUtc: utc, party: id, report: siteReportSchema })).default([]),
  /** Counts of objects by a device that only counts. */
  counts: z
    .array(
      z.strictObject({
        party: id,
        source: id,
        sourceName: words,
        counts: z.array(z.tuple([utc, z.number().int().min(0).max(1_000_000)])).min(1),
      }),
    )
    .default([]),
  echoes: z.array(echo).default([]),
  /** Lines that are cut: nothing that the sensor sees in that time ever reaches the centre. */
  silences: z
    .array(
      z
        .strictObject({ sensor: z.string().min(1), fromUtc: utc, toUtc: utc })
        .refine((s) => s.toUtc > s.fromUtc, { path: ['toUtc'], message: 'ends before it begins' }),
    )
    .default([]),
});

export const scenarioFileSchema = z.strictObject({
  $schema: z.string().optional(),
  v: z.literal(1),
  id: name,
  title: words,
  place: words.optional(),
  summary: words.optional(),
  startUtc: utc,
  endUtc: utc,
  /** What T+ counts from; without it the first launch, or the start when nothing flies. */
  eventUtc: utc.optional(),
  seed: z.number().int().min(0).max(0xffffffff),
  /** Where published figures come from. */
  sources: z.array(z.string().min(1)),
  /** Sensors of the session: all of the catalogue that are in service at its start, or these. */
  sensors: z.union([z.literal('in-service'), sensorIds]),
  /** Radars that are in no catalogue, there for this event alone. */
  guests: z.array(guestRadarSchema).max(20).default([]),
  /** What of the regime is other than the centre's: its dials, and how coarse Parties report. Who opens it may change it. */
  regime: regimeChoiceSchema.default({}),
  flights: z.array(flight).max(200),
  variants: z.array(variant).min(1),
  /** Everything that is chosen, not known; shown to who opens the scenario. */
  assumptions: z.array(words),
});

export type ScenarioFile = z.output<typeof scenarioFileSchema>;
export type ScenarioFlight = ScenarioFile['flights'][number];
export type ScenarioEcho = ScenarioFile['variants'][number]['echoes'][number];
export type ScenarioVariant = ScenarioFile['variants'][number];
export type ScenarioStatement = z.output<typeof statement>;
export type ScenarioNotification = z.output<typeof notification>;

/** The published JSON Schema of scenario files. */
export function scenarioJsonSchema(): unknown {
  return {
    title: 'Scenario of the Joint Warning Center',
    ...z.toJSONSchema(scenarioFileSchema, {
      io: 'input',
      unrepresentable: 'any',
      // What a circle must not carry (its `kind`) has a word of its own in a JSON schema.
      override: ({ zodSchema, jsonSchema }) => {
        if (zodSchema._zod.def.type === 'undefined') jsonSchema.not = {};
      },
    }),
  };
}
