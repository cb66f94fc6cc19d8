import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import type { HttpOptions } from './app';
import { json } from './schemas';

const readySchema = z.object({ ok: z.boolean(), reasons: z.array(z.string()) }).openapi('Ready');

/** Whether the process lives, whether it can do its work, and what it counts. */
export function operationsRoutes(app: OpenAPIHono, o: HttpOptions): void {
  app.openapi(
    createRoute({
      method: 'get',
      path: '/livez',
      responses: { 200: json(z.object({ ok: z.literal(true) }), 'The process answers') },
    }),
    (c) => c.json({ ok: true as const }, 200),
  );
  app.openapi(
    createRoute({
      method: 'get',
      path: '/readyz',
      responses: {
        200: json(readySchema, 'Commands are taken'),
        503: json(readySchema, 'Commands are refused; the reasons say why'),
      },
    }),
    (c) => {
      const reasons = o.unready();
      return reasons.length === 0 ? c.json({ ok: true, reasons }, 200) : c.json({ ok: false, reasons }, 503);
    },
  );
  app.openapi(
    createRoute({
      method: 'get',
      path: '/metrics',
      responses: {
        200: { description: 'Prometheus text', content: { 'text/plain': { schema: z.string() } } },
      },
    }),
    async (c) => c.text(await o.metrics.text(), 200, { 'content-type': o.metrics.contentType }),
  );
}
