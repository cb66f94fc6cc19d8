import { OpenAPIHono, type z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { HTTPException } from 'hono/http-exception';
import { routePath } from 'hono/route';
import type { Participant, Principal } from '../../domain/participants';
import type { Auth, Users } from '../auth';
import { type EdgeRules, hostAllowed } from '../auth/edge';
import { isBearer } from '../auth/tokens';
import type { Sessions } from '../sessions/manager';
import { adminRoutes } from './admin-routes';
import { credentialsOf } from './credentials';
import { historyRoutes, type ReadHistory } from './history-routes';
import type { Metrics } from './metrics';
import { noticeRoutes } from './notice-routes';
import { operationsRoutes } from './operations';
import { performanceRoutes } from './performance-routes';
import { previewRoutes } from './preview-routes';
import { receiptRoutes } from './receipt-routes';
import { type ReadRecording, recordingRoutes } from './recording-routes';
import type { configSchema, libraryEventSchema, openSessionSchema } from './schemas';
import { seriesRoutes } from './series-routes';
import { sessionRoutes } from './session-routes';
import { signInRoutes } from './sign-in-routes';
import { userRoutes } from './user-routes';

/** Sign-in as the API needs it. */
export type HttpAuth = Pick<
  Auth,
  'seats' | 'closedSeats' | 'principalFor' | 'signInByPassword' | 'signOut' | 'ownSignIns' | 'endOwn'
> & {
  /** Gives the Set-Cookie header of the new sign-in. */
  signIn(...given: Parameters<Auth['signIn']>): Promise<{ principal: Principal; setCookie: string } | null>;
  users: Pick<
    Users,
    'list' | 'acts' | 'head' | 'add' | 'disable' | 'enable' | 'setRole' | 'setPassword' | 'endSignIn'
  >;
};
export type LibraryEvent = z.infer<typeof libraryEventSchema>;

export interface HttpOptions {
  sessions: Pick<Sessions, 'get' | 'list' | 'desks' | 'live'>;
  auth: HttpAuth;
  /** Addresses of proxies whose word about where a request came from is taken. */
  proxies: ReadonlySet<string>;
  participants: Participant[];
  edge: EdgeRules;
  config: z.infer<typeof configSchema>;
  metrics: Metrics;
  library: LibraryEvent[];
  /** The wall clock, epoch ms. */
  nowMs(): number;
  /** What the journal holds of a range, as the reader may have it. */
  history: ReadHistory;
  recording: ReadRecording;
  openExercise(
    request: z.infer<typeof openSessionSchema>,
    by: Principal,
  ): Promise<{ id: string } | { error: string; field: string; message: string }>;
  /** Why commands are not taken; empty when they are. */
  unready(): string[];
  /** True of an error that says that the store took or gave nothing. */
  isStorage(error: Error): boolean;
  onError(error: Error): void;
  /** A sign-in by password that was refused: why and from where, and nothing of what was typed. */
  onSignInRefused(refused: { code: string; address: string }): void;
}

const MAX_BODY_BYTES = 256 * 1024;
/** What changes nothing: a probe may ask with HEAD. */
const READS: ReadonlySet<string> = new Set(['GET', 'HEAD']);

/** The REST API of the routes that exist so far; errors everywhere are `{error, message, field?}`. */
export function createApi(o: HttpOptions): OpenAPIHono {
  const malformed = (c: Context, field: string, message: string): Response => {
    o.metrics.httpMalformed.inc({ route: routePath(c, -1) });
    return c.json({ error: 'BAD_REQUEST', field, message }, 400);
  };
  const app = new OpenAPIHono({
    defaultHook: (result, c) => {
      if (result.success) return;
      const issue = result.error.issues[0];
      const unknown = issue?.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [];
      return malformed(c, [...(issue?.path ?? []), ...unknown].join('.'), issue?.message ?? 'malformed');
    },
  });

  app.use(async (c, next) => {
    const started = performance.now();
    if (!hostAllowed({ headers: { host: c.req.header('host') } }, o.edge))
      return c.json({ error: 'WRONG_HOST', message: 'this server answers its own names only' }, 421);
    const given = credentialsOf(c);
    if (isBearer(given) && given.cookie !== undefined) {
      const message = 'a token or a cookie, never both';
      return c.json({ error: 'BAD_REQUEST', field: 'authorization', message }, 400);
    }
    if (!READS.has(c.req.method) && !isBearer(given) && !sameSite(c, o.edge))
      return c.json({ error: 'FORBIDDEN', message: 'cross-site request' }, 403);
    c.header('cache-control', 'no-store');
    await next();
    // The route's own pattern, or all unknown paths would be figures of their own.
    const route = c.res.status === 404 ? 'none' : routePath(c, -1);
    o.metrics.httpSeconds.observe(
      { route, status: String(c.res.status) },
      (performance.now() - started) / 1000,
    );
  });
  app.use(
    bodyLimit({
      maxSize: MAX_BODY_BYTES,
      onError: (c) =>
        c.json({ error: 'TOO_LARGE', message: `a body has ${MAX_BODY_BYTES} bytes at most` }, 413),
    }),
  );
  app.onError((error, c) => {
    const status = error instanceof HTTPException ? error.status : null;
    if (status === 400 || error instanceof SyntaxError) return malformed(c, 'body', 'not JSON');
    if (status === 415) {
      const message = 'a body is application/json';
      return c.json({ error: 'UNSUPPORTED_MEDIA_TYPE', field: 'content-type', message }, 415);
    }
    if (o.isStorage(error))
      return c.json({ error: 'ENGINE_READONLY', message: 'the store takes nothing at present' }, 503);
    o.onError(error);
    return c.json({ error: 'INTERNAL', message: 'the request failed; it is in the log' }, 500);
  });
  app.notFound((c) => c.json({ error: 'NOT_FOUND', message: 'no such route' }, 404));

  operationsRoutes(app, o);
  signInRoutes(app, o);
  userRoutes(app, o);
  adminRoutes(app, o);
  sessionRoutes(app, o);
  noticeRoutes(app, o);
  historyRoutes(app, o);
  recordingRoutes(app, o);
  performanceRoutes(app, o);
  seriesRoutes(app, o);
  previewRoutes(app, o);
  receiptRoutes(app, o);
  app.doc31('/api/openapi.json', {
    openapi: '3.1.0',
    info: { title: 'Joint Warning Center', version: o.config.version },
  });
  // It names itself too.
  app.openAPIRegistry.registerPath({
    method: 'get',
    path: '/api/openapi.json',
    responses: { 200: { description: 'This document' } },
  });
  return app;
}

/**
 * State changes of a page come from our own pages only: same-site fetch metadata, an exact Origin, and a header that a form
 * cannot set. A program's token stands in such a header itself.
 */
function sameSite(c: Context, { origins }: EdgeRules): boolean {
  const [site, origin] = [c.req.header('sec-fetch-site'), c.req.header('origin')];
  return (
    c.req.header('x-jwc') === '1' &&
    (site === undefined || site === 'same-origin' || site === 'none') &&
    (origin === undefined || origins.has(origin))
  );
}
