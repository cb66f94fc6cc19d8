import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import { isOfficer } from '../../domain/participants';
import type { Preview } from '../../domain/preview';
import { oneLine } from '../../domain/text';
import { previewOf } from '../release/preview';
import type { HttpOptions } from './app';
import { credentialsOf } from './credentials';
import { perUser } from './rates';
import { deskSchema, errorSchema, json } from './schemas';

/** The whole of it is in domain/preview.ts; here is what a reader of the API begins with. */
const previewSchema = z
  .object({
    of: z.string(),
    nowMs: z.number(),
    views: z.array(z.object({ compartment: z.string(), view: z.looseObject({}) })),
    given: z.array(z.looseObject({})),
  })
  .openapi('Preview');

/** What another participant is given, as far as the officer who asks may know it. It changes nothing and leaves no record. */
export function previewRoutes(app: OpenAPIHono, o: HttpOptions): void {
  const asking = perUser('GET /api/v1/sessions/:id/preview');
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/v1/sessions/{id}/preview',
      request: {
        params: z.strictObject({ id: oneLine(80) }),
        query: z.strictObject({ as: oneLine(80), desk: deskSchema.default('') }),
      },
      responses: {
        200: json(previewSchema, 'What the other is given, as far as the reader may know it'),
        400: json(errorSchema, 'Malformed, or nobody else of this session'),
        403: json(errorSchema, 'Not signed in as an officer'),
        404: json(errorSchema, 'No such session'),
        429: json(errorSchema, 'Asked too often'),
        503: json(errorSchema, 'The session is being opened'),
      },
    }),
    async (c) => {
      const { id } = c.req.valid('param');
      const q = c.req.valid('query');
      const found = await o.auth.principalFor(credentialsOf(c), q.desk);
      if (!found || !isOfficer(found.principal))
        return c.json({ error: 'FORBIDDEN', message: 'officers look at what others are given' }, 403);
      const by = found.principal;
      const allowed = await asking.consume(by.userId).catch(() => null);
      if (!allowed) return c.json({ error: 'RATE_LIMITED', message: 'again in a minute' }, 429);
      const session = o.sessions.get(id);
      if (!session) return c.json({ error: 'NOT_FOUND', message: 'no such session' }, 404);
      if (!session.ready) return c.json({ error: 'NOT_READY', message: 'the session is being opened' }, 503);
      const { config } = session.meta;
      const of = config.participants.find((p) => p.id === q.as && p.id !== by.participant);
      if (!of) {
        const message = 'nobody else of this session';
        return c.json({ error: 'BAD_REQUEST', field: 'as', message }, 400);
      }
      const { streams, members } = session;
      const nowMs = session.timeAt(o.nowMs());
      const whose = { participant: of.id, kind: of.kind };
      const preview: Preview = previewOf(by, whose, { session: config.session, streams, members, nowMs });
      return c.json({ ...preview }, 200);
    },
  );
}
