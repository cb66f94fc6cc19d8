import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import type { PlacedEvent } from '../../domain/history';
import { isOfficer } from '../../domain/participants';
import { RECEIPTED, type Receipt } from '../../domain/receipts';
import type { HttpOptions } from './app';
import { credentialsOf } from './credentials';
import { time } from './history-routes';
import { perUser } from './rates';
import { deskSchema, errorSchema, json } from './schemas';

/** Receipts in one answer: more than anybody reads, less than the server is slow to write. */
const MAX_RECEIPTS = 5000;

const receiptSchema = z
  .object({
    compartment: z.string(),
    kind: z.enum(RECEIPTED),
    id: z.string(),
    rev: z.number(),
    party: z.string(),
    who: z
      .union([z.number(), z.string()])
      .nullable()
      .openapi({ description: 'Number of an officer among his participant’s, to his own Party the user' }),
    deliveredMs: z.number().openapi({ description: 'Session time, epoch ms; the server says it' }),
    displayedMs: z
      .number()
      .nullable()
      .openapi({ description: 'Session time, epoch ms; the console claims it' }),
  })
  .openapi('Receipt');
type Placed = Receipt & Pick<PlacedEvent, 'compartment'>;

/** Who was given what and had it on screen, as far as the asker's compartments hold it, from the journal. */
export function receiptRoutes(app: OpenAPIHono, o: HttpOptions): void {
  const asking = perUser('GET /api/v1/sessions/:id/receipts');
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/v1/sessions/{id}/receipts',
      request: {
        params: z.strictObject({ id: z.string().min(1).max(80) }),
        query: z.strictObject({
          desk: deskSchema.default(''),
          from: time.optional(),
          to: time.optional(),
          record: z.string().min(1).max(80).optional(),
        }),
      },
      responses: {
        200: json(
          z.array(receiptSchema),
          'One a participant, record and revision, oldest first; of a time, of a record, or all',
        ),
        400: json(errorSchema, 'Malformed'),
        403: json(errorSchema, 'Not signed in as an officer'),
        404: json(errorSchema, 'No such session'),
        413: json(errorSchema, 'More than one answer holds: ask for a time or a record'),
        429: json(errorSchema, 'Asked too often'),
      },
    }),
    async (c) => {
      const { desk, from, to, record } = c.req.valid('query');
      const found = await o.auth.principalFor(credentialsOf(c), desk);
      if (!found || !isOfficer(found.principal))
        return c.json({ error: 'FORBIDDEN', message: 'officers read receipts' }, 403);
      const session = o.sessions.get(c.req.valid('param').id);
      if (!session) return c.json({ error: 'NOT_FOUND', message: 'no such session' }, 404);
      const allowed = await asking.consume(found.principal.userId).catch(() => null);
      if (!allowed) return c.json({ error: 'RATE_LIMITED', message: 'again in a minute' }, 429);
      const read = await o.history(found.principal, {
        ...{ fromMs: from ?? 0, toMs: to ?? Number.MAX_SAFE_INTEGER },
        ...{ session: session.id, kinds: ['receipt.given'] },
      });
      const receipts = read.ok ? receiptsIn(read.events, record) : [];
      if (!read.ok || receipts.length > MAX_RECEIPTS)
        return c.json({ error: 'TOO_MUCH', message: 'ask for a time or a record' }, 413);
      return c.json(receipts, 200);
    },
  );
}

/** The latest that was said of each participant, record and revision. */
function receiptsIn(events: readonly PlacedEvent[], record: string | undefined): Placed[] {
  const latest = new Map<string, Placed>();
  for (const { compartment, event } of events) {
    if (event.kind !== 'receipt.given') continue;
    for (const receipt of event.body.receipts)
      if (record === undefined || receipt.id === record)
        latest.set(JSON.stringify([compartment, receipt.id, receipt.party, receipt.rev]), {
          ...{ compartment, ...receipt },
        });
  }
  return [...latest.values()].sort((a, b) => a.deliveredMs - b.deliveredMs);
}
