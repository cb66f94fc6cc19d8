import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import { isOfficer } from '../../domain/participants';
import type { StoredEvent } from '../../domain/records';
import type { CompartmentView } from '../../domain/view';
import type { Credentials } from '../auth';
import type { Audience } from '../release/members';
import type { Looked, Picture, RecordedSpan } from '../sessions/picture';
import type { OpenSession } from '../sessions/session';
import type { HttpOptions } from './app';
import { credentialsOf } from './credentials';
import { refused } from './history-routes';
import { perUser } from './rates';
import { deskSchema, errorSchema, json } from './schemas';

/** Longest stretch of one question, ms of session time. */
const SPAN_MAX_MS = 3600_000;

/** What the journal holds of a session's past, as the reader may have it. */
export interface ReadRecording {
  /** A session by its id or name, with what is stored of it read; undefined if there is none. */
  session(id: string): Promise<OpenSession | undefined>;
  picture(session: OpenSession, audience: Audience, atMs: number): Promise<Looked<Picture>>;
  span(session: OpenSession, audience: Audience, fromMs: number, toMs: number): Promise<Looked<RecordedSpan>>;
}

const time = z.iso.datetime({ offset: true }).transform((t) => Date.parse(t));
/** A packed frame (domain/protocol/frames.ts), base64. */
const frame = z.string();
const boundsSchema = z.object({ fromMs: z.number(), toMs: z.number() });
const pictureSchema = z
  .object({
    session: z.string(),
    atMs: z.number(),
    /** What there is of the session: from its beginning to now, epoch ms of its own time. */
    bounds: boundsSchema,
    streams: z.array(
      z.object({
        compartment: z.string(),
        seq: z.number(),
        view: z.custom<CompartmentView>().openapi({ type: 'object' }),
      }),
    ),
    frames: z.array(z.object({ compartment: z.string(), frame })),
  })
  .openapi('Picture');
const spanSchema = z
  .object({
    session: z.string(),
    fromMs: z.number(),
    toMs: z.number(),
    bounds: boundsSchema,
    streams: z.array(
      z.object({
        ...{ compartment: z.string(), after: z.number(), to: z.number() },
        events: z.array(z.custom<StoredEvent>().openapi({ type: 'object' })),
      }),
    ),
    frames: z.array(z.object({ compartment: z.string(), atMs: z.number(), frame })),
  })
  .openapi('RecordedSpan');
const refusals = {
  400: json(errorSchema, 'Malformed, or a stretch that is too long or ends before it begins'),
  403: json(errorSchema, 'Not signed in as an officer'),
  404: json(errorSchema, 'No such session'),
  410: json(errorSchema, 'Retention has dropped that time'),
  429: json(errorSchema, 'Asked too often'),
};
const packed = (f: ArrayBuffer): string => Buffer.from(f).toString('base64');

/** The past of a session: the picture at a moment, and what came after it. */
export function recordingRoutes(app: OpenAPIHono, o: HttpOptions): void {
  const limits = {
    picture: perUser('GET /api/v1/sessions/:id/picture'),
    recording: perUser('GET /api/v1/sessions/:id/recording'),
  };
  const look = async (which: keyof typeof limits, given: Credentials, id: string, desk: string) => {
    const no = (status: 403 | 404 | 429, error: string, message: string) => ({
      ...{ ok: false as const, status, body: { error, message } },
    });
    const found = await o.auth.principalFor(given, desk);
    if (!found || !isOfficer(found.principal)) return no(403, 'FORBIDDEN', 'officers look back');
    const allowed = await limits[which].consume(found.principal.userId).catch(() => null);
    if (!allowed) return no(429, 'RATE_LIMITED', 'again in a minute');
    const session = await o.recording.session(id);
    if (!session) return no(404, 'NOT_FOUND', 'no such session');
    return { ok: true as const, session, audience: found.principal };
  };
  const dropped = {
    status: 410 as const,
    body: { error: 'DROPPED', message: 'that time is not kept any more' },
  };

  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/v1/sessions/{id}/picture',
      request: {
        params: z.object({ id: z.string().min(1).max(80) }),
        query: z.strictObject({ desk: deskSchema.default(''), at: time }),
      },
      responses: { 200: json(pictureSchema, 'The picture at a time of the session'), ...refusals },
    }),
    async (c) => {
      const { at, desk } = c.req.valid('query');
      const read = await look('picture', credentialsOf(c), c.req.valid('param').id, desk);
      if (!read.ok) return refused(c, read);
      const bounds = boundsOf(read.session);
      const atMs = Math.min(Math.max(at, bounds.fromMs), bounds.toMs);
      const picture = await o.recording.picture(read.session, read.audience, atMs);
      if (!picture.ok) return refused(c, dropped);
      const { streams, frames } = picture.value;
      const told = frames.map((f) => ({ compartment: f.compartment, frame: packed(f.frame) }));
      return c.json({ session: read.session.id, atMs, bounds, streams, frames: told }, 200);
    },
  );
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/v1/sessions/{id}/recording',
      request: {
        params: z.object({ id: z.string().min(1).max(80) }),
        query: z.strictObject({ desk: deskSchema.default(''), from: time, to: time }),
      },
      responses: { 200: json(spanSchema, 'What came after a time of the session'), ...refusals },
    }),
    async (c) => {
      const { from, to, desk } = c.req.valid('query');
      const read = await look('recording', credentialsOf(c), c.req.valid('param').id, desk);
      if (!read.ok) return refused(c, read);
      if (to < from || to - from > SPAN_MAX_MS) {
        const message = `a stretch ends after it begins, an hour later at most`;
        return refused(c, { status: 400, body: { error: 'BAD_REQUEST', field: 'to', message } });
      }
      const bounds = boundsOf(read.session);
      const span = await o.recording.span(read.session, read.audience, from, Math.min(to, bounds.toMs));
      if (!span.ok) return refused(c, dropped);
      const { fromMs, toMs, streams, frames } = span.value;
      const told = frames.map((f) => ({ ...f, frame: packed(f.frame) }));
      return c.json({ session: read.session.id, fromMs, toMs, bounds, streams, frames: told }, 200);
    },
  );
}

const boundsOf = ({ meta, clock }: OpenSession): { fromMs: number; toMs: number } => ({
  fromMs: meta.config.epochMs,
  toMs: Math.max(meta.config.epochMs, clock.nowMs),
});
