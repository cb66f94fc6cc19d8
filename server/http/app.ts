import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type { Participant, Principal } from '../../domain/participants';
import type { Words } from '../../domain/words';
import { type EdgeRules, hostAllowed } from '../auth/edge';
import type { Sessions } from '../sessions/manager';
import type { createMetrics } from './metrics';
import {
  configSchema,
  deskSchema,
  errorSchema,
  libraryEventSchema,
  notificationSchema,
  openSessionSchema,
  participantSchema,
  principalSchema,
  seatSchema,
  sessionSchema,
} from './schemas';

export interface Seat {
  id: string;
  participant: string;
  role: Principal['role'];
  name: Words;
}
/** Sign-in as the API needs it. */
export interface HttpAuth {
  seats: Seat[];
  principalFor(
    cookieHeader: string | undefined,
    desk: string,
  ): Promise<{ principal: Principal; key: string } | null>;
  /** Gives the Set-Cookie header of the new sign-in. */
  signIn(
    seat: string,
    desk: string,
    cookieHeader: string | undefined,
  ): Promise<{ principal: Principal; setCookie: string } | null>;
  signOut(cookieHeader: string | undefined, desk: string): Promise<string>;
}
export type LibraryEvent = z.infer<typeof libraryEventSchema>;

export interface HttpOptions {
  sessions: Sessions;
  auth: HttpAuth;
  participants: Participant[];
  edge: EdgeRules;
  config: z.infer<typeof configSchema>;
  metrics: ReturnType<typeof createMetrics>;
  library: LibraryEvent[];
  liveSession: string;
  openExercise(
    request: z.infer<typeof openSessionSchema>,
  ): Promise<{ id: string } | { error: string; field: string; message: string }>;
  ready(): Promise<{ ok: boolean; reasons: string[] }>;
}

const json = <T extends z.ZodType>(schema: T, description: string) => ({
  description,
  content: { 'application/json': { schema } },
});
const deskQuery = z.object({ desk: deskSchema.default('') });

/** The REST API of the routes that exist so far; errors everywhere are `{error, message, field?}`. */
export function createApi(o: HttpOptions): OpenAPIHono {
  const app = new OpenAPIHono({
    defaultHook: (result, c) => {
      if (result.success) return;
      const issue = result.error.issues[0];
      return c.json(
        { error: 'BAD_REQUEST', field: issue?.path.join('.') ?? '', message: issue?.message ?? 'malformed' },
        400,
      );
    },
  });

  app.use(async (c, next) => {
    const started = performance.now();
    if (!hostAllowed({ headers: { host: c.req.header('host') } }, o.edge))
      return c.json(
        { error: 'WRONG_HOST', message: 'this server answers loopback names with its port only' },
        421,
      );
    if (c.req.method !== 'GET' && !sameSite(c))
      return c.json({ error: 'FORBIDDEN', message: 'cross-site request' }, 403);
    await next();
    o.metrics.httpSeconds.observe(
      { route: c.req.path, status: String(c.res.status) },
      (performance.now() - started) / 1000,
    );
  });
  app.onError((error, c) => {
    if (error instanceof SyntaxError)
      return c.json({ error: 'BAD_REQUEST', field: 'body', message: 'not JSON' }, 400);
    return c.json({ error: 'INTERNAL', message: 'the request failed; it is in the log' }, 500);
  });
  app.notFound((c) => c.json({ error: 'NOT_FOUND', message: 'no such route' }, 404));

  app.get('/livez', (c) => c.json({ ok: true }));
  app.get('/readyz', async (c) => {
    const state = await o.ready();
    return c.json(state, state.ok ? 200 : 503);
  });
  app.get('/metrics', async (c) =>
    c.text(await o.metrics.text(), 200, { 'content-type': o.metrics.contentType }),
  );

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
      path: '/api/v1/seats',
      responses: {
        200: json(
          z.object({
            seats: z.array(seatSchema),
            participants: z.array(participantSchema),
            mode: z.string(),
          }),
          'Demo seats',
        ),
      },
    }),
    (c) => c.json({ seats: seatList(o), participants: o.participants, mode: o.config.mode }, 200),
  );
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/v1/me',
      request: { query: deskQuery },
      responses: {
        200: json(z.object({ principal: principalSchema.nullable() }), 'Who is signed in at this desk'),
      },
    }),
    async (c) => {
      const found = await o.auth.principalFor(c.req.header('cookie'), c.req.valid('query').desk);
      return c.json({ principal: found?.principal ?? null }, 200);
    },
  );
  app.openapi(
    createRoute({
      method: 'post',
      path: '/api/v1/sign-in',
      request: {
        body: {
          content: {
            'application/json': {
              schema: z.strictObject({ seat: z.string().max(60), desk: deskSchema.default('') }),
            },
          },
        },
      },
      responses: {
        200: json(
          z.object({ ok: z.literal(true), principal: principalSchema }),
          'Signed in; a cookie is set',
        ),
        404: json(errorSchema, 'No such seat'),
        409: json(errorSchema, 'The seat is taken'),
      },
    }),
    async (c) => {
      const { seat, desk } = c.req.valid('json');
      const taken = seatList(o).find((s) => s.id === seat)?.occupant === 'person';
      const mine = await o.auth.principalFor(c.req.header('cookie'), desk);
      const wanted = o.auth.seats.find((s) => s.id === seat);
      const keeps =
        mine &&
        wanted &&
        mine.principal.participant === wanted.participant &&
        mine.principal.role === wanted.role;
      if (taken && !keeps && wanted?.role !== 'observer')
        return c.json({ error: 'SEAT_TAKEN', field: 'seat', message: 'somebody sits there' }, 409);
      const signed = await o.auth.signIn(seat, desk, c.req.header('cookie'));
      if (!signed) return c.json({ error: 'NOT_FOUND', field: 'seat', message: 'no such seat' }, 404);
      c.header('set-cookie', signed.setCookie);
      return c.json({ ok: true as const, principal: signed.principal }, 200);
    },
  );
  app.openapi(
    createRoute({
      method: 'post',
      path: '/api/v1/sign-out',
      request: {
        body: {
          content: { 'application/json': { schema: z.strictObject({ desk: deskSchema.default('') }) } },
        },
      },
      responses: { 200: json(z.object({ ok: z.literal(true) }), 'Signed out; its sockets are closed') },
    }),
    async (c) => {
      c.header('set-cookie', await o.auth.signOut(c.req.header('cookie'), c.req.valid('json').desk));
      return c.json({ ok: true as const }, 200);
    },
  );
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/v1/sessions',
      responses: { 200: json(z.array(sessionSchema), 'Open sessions') },
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
          return { id: s.id, mode, title: info.title, state: s.clock.state, nowMs: s.clock.nowMs, scenario };
        }),
        200,
      ),
  );
  app.openapi(
    createRoute({
      method: 'post',
      path: '/api/v1/sessions',
      request: { body: { content: { 'application/json': { schema: openSessionSchema } } } },
      responses: {
        201: json(z.object({ id: z.string() }), 'An exercise was opened'),
        400: json(errorSchema, 'No such scenario or variant'),
        403: json(errorSchema, 'Not signed in as an officer'),
      },
    }),
    async (c) => {
      const request = c.req.valid('json');
      const found = await o.auth.principalFor(c.req.header('cookie'), request.desk);
      if (found?.principal.kind !== 'PARTY')
        return c.json({ error: 'FORBIDDEN', message: 'officers open exercises' }, 403);
      const opened = await o.openExercise(request);
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
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/v1/launch-notifications',
      responses: {
        200: json(z.array(notificationSchema), 'Launch notifications of the live session, by window'),
      },
    }),
    (c) => {
      const view = o.sessions.get(o.liveSession)?.streams.get('NOTIF')?.view;
      const all = Object.values(view?.notifications ?? {}).sort(
        (a, b) => a.window.fromMs - b.window.fromMs || a.number - b.number,
      );
      return c.json(all, 200);
    },
  );
  app.doc31('/api/openapi.json', {
    openapi: '3.1.0',
    info: { title: 'Joint Warning Center', version: o.config.version },
  });
  return app;
}

function seatList(o: HttpOptions): z.infer<typeof seatSchema>[] {
  const desks = o.sessions.desks(o.liveSession)?.all() ?? [];
  return o.auth.seats.map((s) => {
    const desk = desks.find((d) => d.participant === s.participant && d.role === s.role);
    const letter = o.participants.find((p) => p.id === s.participant)?.letter ?? '';
    return {
      id: s.id,
      participant: s.participant,
      letter,
      role: s.role,
      name: s.name,
      occupant: desk?.occupant ?? ('empty' as const),
    };
  });
}

/** State changes come from our own pages only: same-site fetch metadata and a header that a form cannot set. */
function sameSite(c: Context): boolean {
  const site = c.req.header('sec-fetch-site');
  return c.req.header('x-jwc') === '1' && (site === undefined || site === 'same-origin' || site === 'none');
}
