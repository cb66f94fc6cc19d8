/** What the writer answers between two commits. */
import { type Kysely, sql } from 'kysely';
import { findAccount, getAccount, getToken, listAccounts, listTokens } from './accounts';
import { actsHead, countActs, listActs } from './administration';
import { sha256 } from './chain';
import { unpackBody } from './codec';
import { JournalError } from './errors';
import { ENGINE_STREAM, type LinkType, type Schema, SNAPSHOT_VERSION } from './schema';
import { getConsoles, getSignIn, listSignIns } from './sign-ins';
import type { FrameChunk, Head } from './types';

type Db = Kysely<Schema>;
interface Page {
  session: string;
  stream: string;
  after: number;
  limit: number;
}
interface SessionRow {
  createdMs: number;
  meta: string;
  engineVersion: string;
  lastStep: number;
  lastMs: number;
}

async function findStream(db: Db, session: string, name: string): Promise<Schema['stream'] | null> {
  const found = await db
    .selectFrom('stream')
    .selectAll()
    .where('session', '=', session)
    .where('name', '=', name)
    .executeTakeFirst();
  if (found) return found;
  const known = await db.selectFrom('session').select('id').where('id', '=', session).executeTakeFirst();
  if (!known) throw new JournalError('NO_SESSION', `no session ${session}`);
  return null;
}

/** Links of one type after a sequence, with the highest sequence that the answer covers. */
async function page(db: Db, p: Page, type: LinkType): Promise<{ rows: Schema['link'][]; to: number }> {
  const stream = await findStream(db, p.session, p.stream);
  if (!stream) return { rows: [], to: p.after };
  if (p.after < stream.dropped_seq)
    throw new JournalError(
      'DROPPED',
      `${p.session} ${p.stream}: links up to ${stream.dropped_seq} were dropped`,
    );
  const rows = await db
    .selectFrom('link')
    .selectAll()
    .where('stream', '=', stream.id)
    // Written out, not bound: only so can the partial index of events answer.
    .where('type', '=', sql.lit(type))
    .where('seq', '>', p.after)
    .orderBy('seq')
    .limit(p.limit)
    .execute();
  const full = rows.length >= p.limit;
  return { rows, to: full ? (rows.at(-1)?.seq ?? p.after) : Math.max(p.after, stream.seq) };
}

/** True of a stored text of one of these kinds: `kind` and `label` stand side by side at its top, in canonical order. */
const isOfKinds = (text: string, kinds: readonly string[]): boolean =>
  kinds.some((kind) => text.includes(`"kind":"${kind}","label":{`));

/**
 * Texts, not objects: what crosses to the caller's thread is read there, at half the cost of a copy. With `kinds` only those
 * cross; the rest is walked past here.
 */
async function readEvents(
  db: Db,
  p: Page & { kinds: readonly string[] | null },
): Promise<{ events: [seq: number, atMs: number, text: string][]; to: number }> {
  const { rows, to } = await page(db, p, 'event');
  const events = rows.map((r): [number, number, string] => [
    ...([r.seq, r.at_ms, unpackBody(r.enc, r.body).toString()] as const),
  ]);
  const { kinds } = p;
  return { events: kinds === null ? events : events.filter(([, , text]) => isOfKinds(text, kinds)), to };
}

/** The last sequence whose event was made before a time; times of one stream never fall, so halving finds it. */
async function lastBefore(db: Db, a: { session: string; stream: string; atMs: number }): Promise<number> {
  const stream = await findStream(db, a.session, a.stream);
  if (!stream) return 0;
  let low = stream.dropped_seq;
  let high = stream.seq;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    const row = await db
      .selectFrom('link')
      .select(['seq', 'at_ms'])
      .where('stream', '=', stream.id)
      .where('type', '=', sql.lit('event'))
      .where('seq', '>', low)
      .where('seq', '<=', middle)
      .orderBy('seq', 'desc')
      .limit(1)
      .executeTakeFirst();
    if (!row || row.at_ms < a.atMs) low = middle;
    else high = row.seq - 1;
  }
  return low;
}

async function readFrames(db: Db, p: Page): Promise<{ chunks: FrameChunk[]; to: number }> {
  const { rows, to } = await page(db, p, 'frames');
  return {
    chunks: rows.map(frameChunk),
    to,
  };
}

/** The frames that a session time lies in or after: the last chunk before the time, if any, and the first that reaches it. */
async function framesAround(
  db: Db,
  a: { session: string; stream: string; atMs: number },
): Promise<FrameChunk[]> {
  const stream = await findStream(db, a.session, a.stream);
  if (!stream) return [];
  // A chunk is stored when its last frame was sent: one that ends at the time or after it lies behind every event before.
  const seq = await lastBefore(db, a);
  const chunks = () =>
    db
      .selectFrom('link')
      .selectAll()
      .where('stream', '=', stream.id)
      .where('type', '=', sql.lit('frames'))
      .limit(1);
  const reaching = await chunks()
    .where('seq', '>', seq)
    .where('at_ms', '>=', a.atMs)
    .orderBy('seq')
    .executeTakeFirst();
  const before = await chunks()
    .where('seq', '<', reaching?.seq ?? Number.MAX_SAFE_INTEGER)
    .orderBy('seq', 'desc')
    .executeTakeFirst();
  return [before, reaching].flatMap((r) => (r ? [frameChunk(r)] : []));
}
const frameChunk = (r: Schema['link']): FrameChunk => ({
  ...{ seq: r.seq, atMs: r.at_ms, blob: new Uint8Array(unpackBody(r.enc, r.body)) },
});

async function readInputs(
  db: Db,
  a: { session: string; afterStep: number; limit: number },
): Promise<{ firstStep: number; lastStep: number; atMs: number; text: string }[]> {
  const stream = await findStream(db, a.session, ENGINE_STREAM);
  if (!stream) return [];
  const rows = await db
    .selectFrom('link')
    .selectAll()
    .where('stream', '=', stream.id)
    .where('type', '=', sql.lit('inputs'))
    .where('last_step', '>', a.afterStep)
    .orderBy('last_step')
    .limit(a.limit)
    .execute();
  const firstKept = rows[0]?.first_step ?? null;
  if (stream.dropped_seq > 0 && firstKept !== null && firstKept > a.afterStep + 1)
    throw new JournalError('DROPPED', `${a.session}: steps before ${firstKept} were dropped`);
  return rows.map((r) => ({
    ...{ firstStep: r.first_step ?? 0, lastStep: r.last_step ?? 0, atMs: r.at_ms },
    text: unpackBody(r.enc, r.body).toString(),
  }));
}

interface Vouch {
  at: number;
  sha256: string;
  enc?: number;
  engineVersion?: string;
}
/** The newest snapshot of a stream, or the newest at a sequence or before it, whose link in the chain carries its hash. */
async function latestSnapshot(
  db: Db,
  a: { session: string; stream: string; through?: number },
): Promise<{ at: number; atMs: number; engineVersion: string; json: string } | null> {
  const stream = await findStream(db, a.session, a.stream);
  if (!stream) return null;
  let below = (a.through ?? Number.MAX_SAFE_INTEGER - 1) + 1;
  for (;;) {
    // One at a time: a compartment keeps many, and each is large.
    const row = await db
      .selectFrom('snapshot')
      .selectAll()
      .where('stream', '=', stream.id)
      .where('at', '<', below)
      .orderBy('at', 'desc')
      .limit(1)
      .executeTakeFirst();
    if (!row) return null;
    const json = await vouchedFor(db, row);
    if (json !== null) return { at: row.at, atMs: row.at_ms, engineVersion: row.engine_version, json };
    below = row.at;
  }
}

/**
 * The snapshot's JSON, or null if it is unreadable or not what its link in the chain says. Links of before name no packing and
 * no engine version.
 */
export async function vouchedFor(db: Db, row: Schema['snapshot']): Promise<string | null> {
  const link = await db
    .selectFrom('link')
    .select(['enc', 'body', 'type', 'at_ms'])
    .where('stream', '=', row.stream)
    .where('seq', '=', row.link)
    .executeTakeFirst();
  if (link?.type !== 'snapshot' || link.at_ms !== row.at_ms || row.v !== SNAPSHOT_VERSION) return null;
  try {
    const vouch: Vouch = JSON.parse(unpackBody(link.enc, link.body).toString());
    const { at, sha256: hash, enc = row.enc, engineVersion = row.engine_version } = vouch;
    const named = at === row.at && enc === row.enc && engineVersion === row.engine_version;
    return named && hash === sha256(row.body).toString('hex')
      ? unpackBody(row.enc, row.body).toString()
      : null;
  } catch {
    return null;
  }
}

async function listSessions(db: Db, _: Record<string, never>): Promise<SessionRow[]> {
  const rows = await db.selectFrom('session').selectAll().orderBy('created_ms').orderBy('id').execute();
  return rows.map((r) => ({
    ...{ createdMs: r.created_ms, meta: r.meta },
    ...{ engineVersion: r.engine_version, lastStep: r.last_step, lastMs: r.last_ms },
  }));
}

async function heads(db: Db, a: { session: string }): Promise<Head[]> {
  const rows = await db
    .selectFrom('stream')
    .select(['name', 'seq', 'hash'])
    .where('session', '=', a.session)
    .orderBy('name')
    .execute();
  return rows.map((r) => ({ stream: r.name, seq: r.seq, hash: Buffer.from(r.hash).toString('hex') }));
}

export const READS = {
  ...{ readEvents, lastBefore, readFrames, framesAround, readInputs, latestSnapshot, listSessions, heads },
  ...{
    getSignIn,
    getConsoles,
    listSignIns,
    getAccount,
    findAccount,
    listAccounts,
    getToken,
    listTokens,
    listActs,
    actsHead,
    countActs,
  },
};
