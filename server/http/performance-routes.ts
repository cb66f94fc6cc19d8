import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import { performanceOf } from '../../domain/performance';
import type { HttpOptions } from './app';
import { credentialsOf } from './credentials';
import { createLook, rangeQuery, refusals, refused } from './history-routes';
import { json } from './schemas';

/** The whole of it is in domain/performance.ts; here is what a reader of the API begins with. */
const performanceSchema = z
  .looseObject({ fromMs: z.number(), toMs: z.number(), alarms: z.number(), slots: z.array(z.number()) })
  .openapi('Performance');

/** The key figures of the alarm system between two times, from what the reader's compartments hold. */
export function performanceRoutes(app: OpenAPIHono, o: HttpOptions): void {
  const look = createLook(o);
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/v1/performance',
      request: { query: z.strictObject(rangeQuery) },
      responses: { 200: json(performanceSchema, 'Figures of ISA-18.2 and EEMUA 191'), ...refusals },
    }),
    async (c) => {
      const q = c.req.valid('query');
      const read = await look(credentialsOf(c), q);
      if (!read.ok) return refused(c, read);
      return c.json({ ...performanceOf(read.value.events, { fromMs: q.from, toMs: q.to }) }, 200);
    },
  );
}
