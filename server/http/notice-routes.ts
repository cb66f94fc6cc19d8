import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import type { PlacedEvent } from '../../domain/history';
import { isSenders, type NoticeStep, noticeSteps } from '../../domain/notice-history';
import { compartmentsOf } from '../../domain/participants';
import { type Audience, REGISTER } from '../release/members';
import type { HttpOptions } from './app';
import { credentialsOf } from './credentials';
import { perUser } from './rates';
import { deskSchema, errorSchema, json, notificationSchema } from './schemas';

/** Who did it is told of the latest changes. */
const MOMENTS_MAX = 20;

const stepSchema = z
  .looseObject({ atMs: z.number(), rev: z.number(), what: z.string(), fields: z.array(z.string()) })
  .openapi('NoticeStep');

/** Launch notifications and what happened to each. */
export function noticeRoutes(app: OpenAPIHono, o: HttpOptions): void {
  const asking = perUser('GET /api/v1/launch-notifications/history');
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/v1/launch-notifications',
      responses: {
        200: json(z.array(notificationSchema), 'Launch notifications of the live session, by window'),
      },
    }),
    (c) => {
      const view = o.sessions.live?.streams.get('NOTIF')?.view;
      const all = Object.values(view?.notifications ?? {}).sort(
        (a, b) => a.window.fromMs - b.window.fromMs || a.number - b.number,
      );
      return c.json(all, 200);
    },
  );
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/v1/launch-notifications/history',
      request: {
        query: z.strictObject({
          notification: z.string().min(1).max(80),
          desk: deskSchema.default(''),
          session: z.string().min(1).max(80).default('live'),
        }),
      },
      responses: {
        200: json(z.array(stepSchema), 'Steps, oldest first; to members with the officer who did each'),
        400: json(errorSchema, 'Malformed'),
        404: json(errorSchema, 'No such session or notification'),
        413: json(errorSchema, 'Its history is longer than one look can walk'),
        429: json(errorSchema, 'Asked too often'),
      },
    }),
    async (c) => {
      const q = c.req.valid('query');
      const id = q.notification;
      const session = o.sessions.get(q.session);
      const notice = session?.streams.get('NOTIF')?.view.notifications[id];
      if (!session || !notice) return c.json({ error: 'NOT_FOUND', message: 'no such notification' }, 404);
      const found = await o.auth.principalFor(credentialsOf(c), q.desk);
      // Who keeps no watch sees what anybody sees.
      const keeps = found && compartmentsOf(found.principal).length > 0;
      const who = keeps ? found.principal : REGISTER;
      const allowed = await asking.consume(found?.principal.userId ?? '').catch(() => null);
      if (!allowed) return c.json({ error: 'RATE_LIMITED', message: 'again in a minute' }, 429);
      const steps = await readSteps(o, who, { id, sinceMs: notice.receivedMs, session: session.id });
      if (!steps) return c.json({ error: 'TOO_MUCH', message: 'too long to walk' }, 413);
      return c.json(
        steps.map((s) => ({ ...s })),
        200,
      );
    },
  );
}

/**
 * The revisions, and to members the lines of the log of those moments alone: the common stream is long, and who did what its
 * sender did stands in the very step.
 */
async function readSteps(
  o: Pick<HttpOptions, 'history'>,
  who: Audience,
  { id, sinceMs, session }: { id: string; sinceMs: number; session: string },
): Promise<NoticeStep[] | null> {
  const revisions = await o.history(REGISTER, {
    // To the end of what is stored: the clock that was told last may be from before the latest change.
    ...{ fromMs: sinceMs, toMs: Number.MAX_SAFE_INTEGER, session },
    kinds: ['notification.changed'],
  });
  if (!revisions.ok) return null;
  const { events } = revisions;
  if (who.kind !== 'PARTY') return noticeSteps(events, id);
  const moments = new Set(
    noticeSteps(events, id)
      .filter(isSenders)
      .map((s) => s.atMs),
  );
  const lines: PlacedEvent[] = [];
  for (const atMs of [...moments].slice(-MOMENTS_MAX)) {
    const said = await o.history(who, { fromMs: atMs, toMs: atMs, session, kinds: ['log.written'] });
    if (said.ok) lines.push(...said.events);
  }
  return noticeSteps([...events, ...lines], id);
}
