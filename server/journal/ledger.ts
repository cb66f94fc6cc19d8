import type { CompiledQuery, Kysely, Transaction } from 'kysely';
import { genesisHash, linkHash, rowHash } from './chain';
import { packBody } from './codec';
import { JournalError } from './errors';
import { LINK_VERSION, type LinkType, type Schema } from './schema';

/** Where a stream stands, as the writer knows it. */
export interface StreamState {
  id: number;
  name: string;
  seq: number;
  hash: Uint8Array;
  lastMs: number;
  droppedSeq: number;
}
export interface SessionState {
  id: string;
  meta: string;
  engineVersion: string;
  lastStep: number;
  lastMs: number;
  streams: Map<string, StreamState>;
}
export interface NewLink {
  type: LinkType;
  atMs: number;
  body: string | Uint8Array;
  steps?: [first: number, last: number];
}

/**
 * The writer's book: where every session and stream stands, kept in memory beside the tables so that a link costs one
 * insert. After a failed transaction it is no longer true and must be loaded again.
 */
export class Ledger {
  readonly #sessions = new Map<string, SessionState>();
  readonly #insertLink: CompiledQuery;
  readonly #dirtyStreams = new Set<StreamState>();
  readonly #dirtySessions = new Set<SessionState>();
  #lastStreamId = 0;
  links = 0;

  private constructor(db: Kysely<Schema>) {
    // Compiled once: Kysely's own work would cost more than the insert.
    this.#insertLink = db
      .insertInto('link')
      .values({
        ...{
          stream: 0,
          seq: 0,
          at_ms: 0,
          v: 0,
          type: 'event',
          enc: 0,
          body: NO_BYTES,
          first_step: 0,
          last_step: 0,
        },
        hash: NO_BYTES,
      })
      .compile();
  }

  /** Reads the book from the tables. Throws JournalError `BROKEN` where the end of a chain is not what its head names. */
  static async load(db: Kysely<Schema>): Promise<Ledger> {
    const ledger = new Ledger(db);
    for (const s of await db.selectFrom('session').selectAll().execute()) {
      const { id, meta, engine_version, last_step, last_ms } = s;
      ledger.#sessions.set(id, {
        id,
        meta,
        engineVersion: engine_version,
        lastStep: last_step,
        lastMs: last_ms,
        streams: new Map(),
      });
    }
    for (const s of await db.selectFrom('stream').selectAll().orderBy('id').execute()) {
      const session = ledger.#sessions.get(s.session);
      if (!session) throw new JournalError('BROKEN', `stream ${s.name} of ${s.session} has no session`);
      await checkEnd(db, session, s);
      session.streams.set(s.name, {
        ...{ id: s.id, name: s.name, seq: s.seq, hash: s.hash, lastMs: s.last_ms, droppedSeq: s.dropped_seq },
      });
      ledger.#lastStreamId = Math.max(ledger.#lastStreamId, s.id);
    }
    return ledger;
  }

  has(session: string): boolean {
    return this.#sessions.has(session);
  }

  session(id: string): SessionState {
    const session = this.#sessions.get(id);
    if (!session) throw new JournalError('NO_SESSION', `no session ${id}`);
    return session;
  }

  add(session: SessionState): void {
    this.#sessions.set(session.id, session);
  }

  /** Sets how far the session's engine has come. */
  advance(session: SessionState, to: { step: number; atMs: number; engineVersion: string }): void {
    session.lastStep = to.step;
    session.lastMs = to.atMs;
    session.engineVersion = to.engineVersion;
    this.#dirtySessions.add(session);
  }

  /** Adds a link to a chain; the stream begins with its first link. */
  async link(
    trx: Transaction<Schema>,
    session: SessionState,
    name: string,
    l: NewLink,
  ): Promise<StreamState> {
    const stream = session.streams.get(name) ?? (await this.#begin(trx, session, name));
    const seq = stream.seq + 1;
    const [firstStep, lastStep] = l.steps ?? [null, null];
    const { enc, body } = packBody(l.body);
    const head = { v: LINK_VERSION, session: session.id, stream: name, seq, atMs: l.atMs, type: l.type, enc };
    const hash = linkHash(stream.hash, { ...head, firstStep, lastStep }, body);
    const parameters = [stream.id, seq, l.atMs, LINK_VERSION, l.type, enc, body, firstStep, lastStep, hash];
    await trx.executeQuery({ ...this.#insertLink, parameters });
    stream.seq = seq;
    stream.hash = hash;
    stream.lastMs = l.atMs;
    this.#dirtyStreams.add(stream);
    this.links++;
    return stream;
  }

  /** Writes the heads of what was touched; the last thing in a transaction. */
  async flush(trx: Transaction<Schema>): Promise<void> {
    for (const { id, seq, hash, lastMs } of this.#dirtyStreams)
      await trx.updateTable('stream').set({ seq, hash, last_ms: lastMs }).where('id', '=', id).execute();
    for (const s of this.#dirtySessions)
      await trx
        .updateTable('session')
        .set({ engine_version: s.engineVersion, last_step: s.lastStep, last_ms: s.lastMs })
        .where('id', '=', s.id)
        .execute();
    this.#dirtyStreams.clear();
    this.#dirtySessions.clear();
  }

  async #begin(trx: Transaction<Schema>, session: SessionState, name: string): Promise<StreamState> {
    const id = ++this.#lastStreamId;
    const hash = genesisHash(session.id, name, session.meta);
    await trx
      .insertInto('stream')
      .values({
        id,
        session: session.id,
        name,
        seq: 0,
        hash,
        last_ms: 0,
        dropped_seq: 0,
        dropped_hash: NO_BYTES,
      })
      .execute();
    const stream: StreamState = { id, name, seq: 0, hash, lastMs: session.lastMs, droppedSeq: 0 };
    session.streams.set(name, stream);
    return stream;
  }
}
const NO_BYTES = new Uint8Array();

/** Cheap look at the end of a chain, so that nothing is ever added to one that was cut or changed there. */
async function checkEnd(db: Kysely<Schema>, session: SessionState, s: Schema['stream']): Promise<void> {
  const name = `${session.id} ${s.name}`;
  const ends = await db
    .selectFrom('link')
    .selectAll()
    .where('stream', '=', s.id)
    .orderBy('seq', 'desc')
    .limit(2)
    .execute();
  const [last, before] = ends;
  if (!last) {
    if (s.seq !== s.dropped_seq)
      throw new JournalError('BROKEN', `${name}: the links up to ${s.seq} are missing`);
    return;
  }
  if (last.seq !== s.seq)
    throw new JournalError('BROKEN', `${name}: ends at ${last.seq}, its head names ${s.seq}`);
  if (!before && s.dropped_seq !== s.seq - 1)
    throw new JournalError('BROKEN', `${name}: link ${s.seq - 1} is missing`);
  const start = s.dropped_seq > 0 ? s.dropped_hash : genesisHash(session.id, s.name, session.meta);
  const hash = rowHash(before?.hash ?? start, s.session, s.name, last);
  if (!hash.equals(last.hash) || !hash.equals(s.hash))
    throw new JournalError('BROKEN', `${name}: link ${s.seq} does not fit its hash`);
}
