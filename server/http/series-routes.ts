import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import { isOfficer } from '../../domain/participants';
import type { Launch } from '../../domain/records';
import { type LaunchSeries, SERIES_EVENTS, seriesOf } from '../../domain/series';
import type { HttpOptions } from './app';
import { credentialsOf } from './credentials';
import { perUser } from './rates';
import { deskSchema, errorSchema, json } from './schemas';

/** Own looks come before the first report, and answers after the end: what of the journal belongs to a launch, ms. */
const BEFORE_MS = 10 * 60_000;
const AFTER_MS = 30 * 60_000;

const pointSchema = z.looseObject({ rev: z.number(), atMs: z.number(), toldMs: z.number() });
const seriesSchema = z
  .object({
    points: z.array(pointSchema.openapi({ description: 'Revisions: height, speed, classes, confidence' })),
    own: z.array(z.looseObject({}).openapi({ description: 'Tellings of own tracks, with residuals' })),
    alarms: z.array(z.looseObject({}).openapi({ description: 'Alerts raised about it, and raised again' })),
    painted: z.array(z.looseObject({}).openapi({ description: 'Which Party was given and shown them' })),
  })
  .openapi('LaunchSeries');

/** How a launch came to be what it is, for consoles that were not there: from the journal, as release lets the reader have it. */
export function seriesRoutes(app: OpenAPIHono, o: HttpOptions): void {
  const asking = perUser('GET /api/v1/sessions/:id/launches/:launch/series');
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/v1/sessions/{id}/launches/{launch}/series',
      request: {
        params: z.strictObject({ id: z.string().min(1).max(80), launch: z.string().min(1).max(80) }),
        query: z.strictObject({ desk: deskSchema.default('') }),
      },
      responses: {
        200: json(seriesSchema, 'Its revisions, own tracks, alarms and who was shown them, oldest first'),
        400: json(errorSchema, 'Malformed'),
        403: json(errorSchema, 'Not signed in as an officer'),
        404: json(errorSchema, 'No such session, or no such launch that the reader holds'),
        413: json(errorSchema, 'Its time holds more than one look can walk'),
        429: json(errorSchema, 'Asked too often'),
      },
    }),
    async (c) => {
      const { id, launch: launchId } = c.req.valid('param');
      const found = await o.auth.principalFor(credentialsOf(c), c.req.valid('query').desk);
      if (!found || !isOfficer(found.principal))
        return c.json({ error: 'FORBIDDEN', message: 'officers read the history' }, 403);
      const session = o.sessions.get(id);
      const launch = session?.viewOf(found.principal, 'SHARED')?.launches[launchId];
      if (!session || !launch) return c.json({ error: 'NOT_FOUND', message: 'no such launch' }, 404);
      const allowed = await asking.consume(found.principal.userId).catch(() => null);
      if (!allowed) return c.json({ error: 'RATE_LIMITED', message: 'again in a minute' }, 429);
      const read = await o.history(found.principal, {
        ...timeOf(launch),
        ...{ session: session.id, kinds: SERIES_EVENTS },
      });
      if (!read.ok) return c.json({ error: read.error, message: 'too long to walk' }, 413);
      const series: LaunchSeries = seriesOf(
        read.events.map((e) => e.event),
        launch,
      );
      return c.json(plain(series), 200);
    },
  );
}

/** To the end of what is stored while it flies: the clock that was told last may be from before the latest change. */
const timeOf = ({ firstReportMs, endedMs }: Launch): { fromMs: number; toMs: number } => ({
  fromMs: firstReportMs - BEFORE_MS,
  toMs: endedMs === null ? Number.MAX_SAFE_INTEGER : endedMs + AFTER_MS,
});

/** Records of the schema's open shapes. */
const plain = (series: LaunchSeries) => ({
  points: series.points.map((p) => ({ ...p })),
  own: series.own.map((p) => ({ ...p })),
  alarms: series.alarms.map((p) => ({ ...p })),
  painted: series.painted.map((p) => ({ ...p })),
});
