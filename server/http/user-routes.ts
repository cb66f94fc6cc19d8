import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import { oneLine } from '../../domain/text';
import type { HttpOptions } from './app';
import { credentialsOf } from './credentials';
import { body, deskSchema, errorSchema, json } from './schemas';

export const signInSchema = z.object({
  id: z.string(),
  desk: z.string(),
  /** What his browser says of itself. */
  agent: z.string(),
  createdMs: z.number(),
  seenMs: z.number(),
});

/** What a user sees and ends of his own. */
export function userRoutes(app: OpenAPIHono, o: HttpOptions): void {
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/v1/my/sign-ins',
      request: { query: z.object({ desk: deskSchema.default('') }) },
      responses: {
        200: json(z.array(signInSchema.extend({ here: z.boolean() })), 'Own open sign-ins, newest first'),
        400: json(errorSchema, 'No such desk'),
        403: json(errorSchema, 'Not signed in'),
      },
    }),
    async (c) => {
      const found = await o.auth.principalFor(credentialsOf(c), c.req.valid('query').desk);
      if (!found) return c.json(NOBODY, 403);
      return c.json(await o.auth.ownSignIns(found.principal.userId, found.key), 200);
    },
  );
  app.openapi(
    createRoute({
      method: 'post',
      path: '/api/v1/my/sign-ins/end',
      request: body(z.strictObject({ id: oneLine(40), desk: deskSchema.default('') })),
      responses: {
        200: json(z.object({ ok: z.literal(true) }), 'Ended; its sockets are closed'),
        400: json(errorSchema, 'Malformed'),
        403: json(errorSchema, 'Not signed in'),
        404: json(errorSchema, 'No such sign-in of his'),
      },
    }),
    async (c) => {
      const { id, desk } = c.req.valid('json');
      const found = await o.auth.principalFor(credentialsOf(c), desk);
      if (!found) return c.json(NOBODY, 403);
      return (await o.auth.endOwn(found.principal.userId, id))
        ? c.json({ ok: true as const }, 200)
        : c.json({ error: 'NOT_FOUND', field: 'id', message: 'no such sign-in' }, 404);
    },
  );
}
const NOBODY = { error: 'FORBIDDEN', message: 'nobody is signed in at this desk' };
