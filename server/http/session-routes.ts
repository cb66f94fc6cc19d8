import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import type { RateLimiterRes } from 'rate-limiter-flexible';
import { isOfficer } from '../../domain/participants';
import type { HttpOptions } from './app';
import { credentialsOf } from './credentials';
import { perUser } from './rates';
import {
  body,
  configSchema,
  errorSchema,
  json,
  libraryEventSchema,
  openSessionSchema,
  participantSchema,
  sessionSchema,
} from './schemas';

/** What a console needs to know before it opens its socket, and opening an exercise. */
export function sessionRoutes(app: OpenAPIHono, o: HttpOptions): void {
  const opening = perUser('POST /api/v1/sessions');
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/v1/config',
      responses: { 200: json(configSchema, 'What a console needs to know of the server') },
    }),
    (c) => c.json(o.config, 200),
  );
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/v1/participants',
      responses: { 200: json(z.array(participantSchema), 'Participants') },
    }),
    (c) => c.json(o.participants, 200),
  );
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/v1/sessions',
      responses: { 200: json(z.array(sessionSchema), 'Sessions') },
    }),
    (c) =>
      c.json(
        o.sessions.list().map((s) => {
          const { info, mode } = s.meta.config;
          const scenario = info.scenario && {
            id: info.scenario.id,
            variant: info.scenario.variant,
            dateMs: info.scenario.dateMs,
          };
          const { state, nowMs } = s.clock;
          const live = s.id === o.sessions.live?.id;
          return { id: s.id, live, mode, title: info.title, state, nowMs, scenario };
        }),
        200,
      ),
  );
  app.openapi(
    createRoute({
      method: 'post',
      path: '/api/v1/sessions',
      request: body(openSessionSchema),
      responses: {
        201: json(z.object({ id: z.string() }), 'An exercise was opened'),
        400: json(errorSchema, 'Malformed, or no such scenario or variant'),
        403: json(errorSchema, 'Not signed in as an officer'),
        429: json(errorSchema, 'Too many exercises opened within a minute'),
      },
    }),
    async (c) => {
      const request = c.req.valid('json');
      const found = await o.auth.principalFor(credentialsOf(c), request.desk);
      if (!found || !isOfficer(found.principal))
        return c.json({ error: 'FORBIDDEN', message: 'officers open exercises' }, 403);
      const wait = await opening.consume(found.principal.userId).then(
        () => null,
        (refused: RateLimiterRes) => Math.ceil(refused.msBeforeNext / 1000),
      );
      if (wait !== null) {
        c.header('retry-after', String(wait));
        return c.json({ error: 'RATE_LIMITED', message: `again in ${wait} s` }, 429);
      }
      const opened = await o.openExercise(request, found.principal);
      return 'id' in opened ? c.json(opened, 201) : c.json(opened, 400);
    },
  );
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/v1/events',
      responses: { 200: json(z.array(libraryEventSchema), 'The library of past events') },
    }),
    (c) => c.json(o.library, 200),
  );
}
