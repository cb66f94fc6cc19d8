import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { type Alert, SEVERITIES } from '../../domain/alert';
import {
  compareRows,
  HISTORY_KINDS,
  type HistoryFilter,
  type HistoryRow,
  historyRows,
  rowFits,
} from '../../domain/history';
import type { LogEntry } from '../../domain/log';
import { isOfficer } from '../../domain/participants';
import type { Shift } from '../../domain/shift';
import type { Credentials } from '../auth';
import type { Audience } from '../release/members';
import type { HistoryRange, HistoryRead } from '../sessions/history';
import type { HttpOptions } from './app';
import { credentialsOf } from './credentials';
import { historyCsv, historyJsonLines } from './history-export';
import { perUser } from './rates';
import { deskSchema, errorSchema, json } from './schemas';

/** Longest range of one question, days. */
const RANGE_MAX_D = 31;
const PAGE_MAX = 500;

export type ReadHistory = (audience: Audience, range: HistoryRange) => Promise<HistoryRead>;

/** Times are UTC, ISO 8601. */
export const time = z.iso.datetime({ offset: true }).transform((t) => Date.parse(t));
export const rangeQuery = {
  desk: deskSchema.default(''),
  from: time,
  to: time,
  session: z.string().min(1).max(80).optional(),
};
const filterQuery = {
  kind: z.enum(HISTORY_KINDS).optional(),
  severity: z.enum(SEVERITIES).optional(),
  participant: z.string().min(1).max(80).optional(),
  code: z.string().min(1).max(80).optional(),
  text: z.string().trim().min(1).max(200).optional(),
};
const cursorSchema = z.strictObject({
  atMs: z.number(),
  session: z.string(),
  compartment: z.string(),
  seq: z.number(),
});
/** Where a page ended: time, session, compartment and sequence of its last row. */
const cursor = z
  .string()
  .max(400)
  .transform((text, ctx) => {
    const parsed = cursorSchema.safeParse(unpacked(text));
    if (parsed.success) return parsed.data;
    ctx.addIssue({ code: 'custom', message: 'no page ended so' });
    return z.NEVER;
  });
function unpacked(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString());
  } catch {
    return null;
  }
}
const cursorOf = ({ atMs, session, compartment, seq }: HistoryRow): string =>
  Buffer.from(JSON.stringify({ atMs, session, compartment, seq })).toString('base64url');

const rowSchema = z
  .object({
    session: z.string(),
    mode: z.enum(['LIVE', 'EXERCISE', 'REPLAY']),
    compartment: z.string(),
    seq: z.number(),
    atMs: z.number(),
    kind: z.enum(HISTORY_KINDS),
    alert: z.custom<Alert>().optional().openapi({ type: 'object' }),
    entry: z.custom<LogEntry>().optional().openapi({ type: 'object' }),
    shift: z.custom<Shift>().optional().openapi({ type: 'object' }),
  })
  .openapi('HistoryRow');
const pageSchema = z
  .object({ rows: z.array(rowSchema), total: z.number(), next: z.string().nullable() })
  .openapi('HistoryPage');
export const refusals = {
  400: json(errorSchema, 'Malformed, or a range that is too long or ends before it begins'),
  403: json(errorSchema, 'Not signed in as an officer'),
  413: json(errorSchema, 'The range holds more than one look can walk'),
  429: json(errorSchema, 'Asked too often'),
};

type Refusal = {
  status: 400 | 403 | 404 | 410 | 413 | 429;
  body: { error: string; field?: string; message: string };
};
type Looked<T> = { ok: true; value: T } | ({ ok: false } & Refusal);
type Range = { desk: string; from: number; to: number; session?: string };

/** Any of the documented refusals; hono's types do not take the union of their codes apart. */
export const refused = (c: Context, { body, status }: Refusal) => c.json(body, status as 400);

/** Reads a range for whoever sits at the desk, or says why not. */
export function createLook(o: HttpOptions) {
  const asking = perUser('GET /api/v1/history');
  return async (given: Credentials, q: Range): Promise<Looked<Extract<HistoryRead, { ok: true }>>> => {
    const refuse = (status: Refusal['status'], error: string, message: string, field?: string) => ({
      ...{ ok: false as const, status },
      body: { error, message, ...(field !== undefined && { field }) },
    });
    const found = await o.auth.principalFor(given, q.desk);
    if (!found || !isOfficer(found.principal)) return refuse(403, 'FORBIDDEN', 'officers read the history');
    if (q.to < q.from) return refuse(400, 'BAD_REQUEST', 'the range ends before it begins', 'to');
    if (q.to - q.from > RANGE_MAX_D * 86_400_000)
      return refuse(400, 'RANGE_TOO_LONG', `a range has ${RANGE_MAX_D} days at most`, 'from');
    if (q.session !== undefined && !o.sessions.get(q.session))
      return refuse(400, 'BAD_REQUEST', 'no such session', 'session');
    const allowed = await asking.consume(found.principal.userId).catch(() => null);
    if (!allowed) return refuse(429, 'RATE_LIMITED', 'again in a minute');
    const session = q.session === undefined ? null : (o.sessions.get(q.session)?.id ?? null);
    const read = await o.history(found.principal, { fromMs: q.from, toMs: q.to, session });
    return read.ok
      ? { ok: true, value: read }
      : refuse(413, read.error, 'ask for a shorter range, or for one session', 'from');
  };
}

/** All alerts and entries between two times, by filters, in pages or as a file. */
export function historyRoutes(app: OpenAPIHono, o: HttpOptions): void {
  const look = createLook(o);
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/v1/history',
      request: {
        query: z.strictObject({
          ...rangeQuery,
          ...filterQuery,
          limit: z.coerce.number().int().min(1).max(PAGE_MAX).default(100),
          after: cursor.optional(),
        }),
      },
      responses: { 200: json(pageSchema, 'Rows, newest first, and where the next page begins'), ...refusals },
    }),
    async (c) => {
      const q = c.req.valid('query');
      const read = await look(credentialsOf(c), q);
      if (!read.ok) return refused(c, read);
      const rows = filtered(historyRows(read.value.events), q);
      const { after } = q;
      const rest = after ? rows.filter((row) => compareRows(row, after) < 0) : rows;
      const page = rest.slice(0, q.limit);
      const last = page.at(-1);
      const next = last && rest.length > page.length ? cursorOf(last) : null;
      return c.json({ rows: page, total: rows.length, next }, 200);
    },
  );
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/v1/history/export',
      request: {
        query: z.strictObject({ ...rangeQuery, ...filterQuery, format: z.enum(['csv', 'jsonl']) }),
      },
      responses: {
        200: {
          description: 'The same rows as a file, oldest first',
          content: { 'text/csv': { schema: z.string() }, 'application/jsonl': { schema: z.string() } },
        },
        ...refusals,
      },
    }),
    async (c) => {
      const q = c.req.valid('query');
      const read = await look(credentialsOf(c), q);
      if (!read.ok) return refused(c, read);
      const rows = filtered(historyRows(read.value.events), q).reverse();
      const text = q.format === 'csv' ? historyCsv(rows) : historyJsonLines(rows);
      const type = q.format === 'csv' ? 'text/csv' : 'application/jsonl';
      return c.body(text, 200, {
        'content-type': `${type}; charset=utf-8`,
        'content-disposition': `attachment; filename="simulated-history.${q.format}"`,
        'x-content-type-options': 'nosniff',
      });
    },
  );
}

const filtered = (rows: HistoryRow[], filter: HistoryFilter): HistoryRow[] =>
  rows.filter((row) => rowFits(row, filter));
