import { z } from '@hono/zod-openapi';
import { regimeChoiceSchema } from '../../domain/regime-choice';
import { MEMBERSHIPS } from '../../domain/regime-now';
import { oneLine } from '../../domain/text';

/** An answer of a route. */
export const json = <T extends z.ZodType>(schema: T, description: string) => ({
  description,
  content: { 'application/json': { schema } },
});
/** A request's body; required, or one of another content type would not be looked at. */
export const body = <T extends z.ZodType>(schema: T) => ({
  body: { required: true, content: { 'application/json': { schema } } },
});

/** Shapes of the API's answers, one place; OpenAPI is made from them. */
export const errorSchema = z
  .object({ error: z.string(), message: z.string(), field: z.string().optional() })
  .openapi('Error');
export const wordsSchema = z.object({ en: z.string(), ru: z.string() }).openapi('Words');
export const roleSchema = z.enum(['duty', 'supervisor', 'observer', 'administrator']);
export const deskSchema = z
  .string()
  .regex(/^[A-Za-z0-9]{0,8}$/)
  .openapi({ description: 'Which desk of the window; names its cookie' });

export const principalSchema = z
  .object({
    userId: z.string(),
    name: wordsSchema,
    participant: z.string(),
    kind: z.enum(['PARTY', 'OBSERVER']),
    role: roleSchema,
    robot: z.boolean(),
  })
  .openapi('Principal');
export const participantSchema = z
  .object({
    id: z.string(),
    kind: z.enum(['PARTY', 'OBSERVER']),
    name: wordsSchema,
    letter: z.string(),
    order: z.number(),
    candidate: z.enum(['BIG8', 'OPEN']).optional(),
  })
  .openapi('Participant');
export const seatSchema = z
  .object({
    id: z.string(),
    participant: z.string(),
    letter: z.string(),
    role: roleSchema,
    name: wordsSchema,
    second: z.boolean(),
    occupant: z.enum(['empty', 'person', 'robot', 'closed']),
  })
  .openapi('Seat');
export const sessionSchema = z
  .object({
    id: z.string(),
    /** The watch that runs now, which `live` names. */
    live: z.boolean(),
    mode: z.enum(['LIVE', 'EXERCISE', 'REPLAY']),
    title: wordsSchema,
    state: z.enum(['preparing', 'running', 'finished']),
    nowMs: z.number(),
    scenario: z.object({ id: z.string(), variant: z.string(), dateMs: z.number() }).nullable(),
  })
  .openapi('Session');
export const libraryEventSchema = z
  .object({
    id: z.string(),
    title: wordsSchema,
    dateMs: z.number(),
    place: wordsSchema.nullable(),
    summary: wordsSchema.nullable(),
    variants: z.array(z.object({ id: z.string(), title: wordsSchema })),
    assumptions: z.array(wordsSchema),
    /** Under which it is played unless who opens it chooses otherwise. */
    regime: z.object({
      scope: z.literal([1, 2, 3]),
      membership: z.enum(MEMBERSHIPS),
      reports: z
        .record(
          z.string(),
          z.object({ gridM: z.number(), delayS: z.number(), withheld: z.array(z.string()) }),
        )
        .optional(),
    }),
  })
  .openapi('LibraryEvent');
export const openSessionSchema = z.strictObject({
  scenario: oneLine(80),
  variant: oneLine(60),
  speed: z.union([z.literal(1), z.literal(5), z.literal(20)]).default(1),
  desk: deskSchema.default(''),
  /** What of the regime is other than the scenario has it. */
  regime: regimeChoiceSchema.default({}),
});
export const configSchema = z
  .object({
    mode: z.enum(['demo', 'service']),
    version: z.string(),
    mapboxToken: z.string().nullable(),
    mapOff: z.boolean(),
    testHook: z.boolean(),
  })
  .openapi('Config');
/** A circle, a polygon with great-circle edges, or a body of water, whole or a quarter. */
const areaSchema = z.union([
  z.object({
    lat: z.number(),
    lon: z.number(),
    radiusM: z.number(),
    name: wordsSchema.optional(),
  }),
  z.object({
    kind: z.literal('POLYGON'),
    points: z.array(z.object({ lat: z.number(), lon: z.number() })),
    name: wordsSchema.optional(),
  }),
  z.object({
    kind: z.literal('WATERS'),
    waters: z.string(),
    quadrant: z.enum(['NE', 'SE', 'SW', 'NW']).nullable(),
    name: wordsSchema.optional(),
  }),
]);
export const notificationSchema = z
  .object({
    id: z.string(),
    number: z.number(),
    rev: z.number(),
    status: z.enum(['PLANNED', 'OPEN', 'MATCHED', 'NOT_OBSERVED', 'CANCELLED']),
    reference: z.string(),
    by: z.string(),
    byName: wordsSchema,
    vehicle: z.enum(['BM', 'SLV', 'SOUNDING_ROCKET']),
    window: z.object({ fromMs: z.number(), toMs: z.number() }),
    launchArea: areaSchema,
    azimuthDeg: z.number().nullable(),
    azimuthToleranceDeg: z.number(),
    impactArea: areaSchema.nullable(),
    purpose: wordsSchema.nullable(),
    receivedMs: z.number(),
    matchedMs: z.number().nullable(),
    recognised: z.boolean().optional(),
    ahead: z.enum(['IN_TIME', 'SHORT', 'EARLY']).optional(),
    postLaunch: z
      .object({
        launchedMs: z.number(),
        outcome: z.enum(['NORMAL', 'FAILURE']),
        givenMs: z.number(),
        late: z.boolean(),
      })
      .nullable()
      .optional(),
  })
  .openapi('LaunchNotification');
