import { deflateSync, inflateSync } from 'node:zlib';
import type { Kysely, Transaction } from 'kysely';
import { canonicalJson } from '../../domain/canonical';
import { type Compartment, compartmentOf } from '../../domain/labels';
import { EVENT_VERSION } from '../../domain/protocol/version';
import type { StoredEvent } from '../../domain/records';
import { GENESIS, linkHash } from './chain';
import { ENGINE_STREAM, LINK_VERSION, type LinkType, type Schema } from './schema';
import type { AppendResult, Head, InputChunk, SignInRow, StepBatch } from './types';

type Db = Kysely<Schema> | Transaction<Schema>;
export type Append =
  | { kind: 'steps'; batch: StepBatch }
  | { kind: 'frames'; session: string; compartment: Compartment; atMs: number; frames: Uint8Array };

const pack = (json: unknown): Uint8Array => deflateSync(JSON.stringify(json), { level: 1 });
const unpack = (bytes: Uint8Array): unknown => JSON.parse(inflateSync(bytes).toString('utf8'));

/** The one writer's work on the database. It is called by one worker only, one call after the other. */
export class JournalWriter {
  readonly #db: Kysely<Schema>;
  readonly #heads = new Map<string, { seq: number; hash: string }>();

  constructor(db: Kysely<Schema>) {
    this.#db = db;
  }

  /** Commits what all sessions have pending in one transaction; on failure nothing of it is in. */
  async commit(appends: Append[]): Promise<(AppendResult | null)[]> {
    const before = new Map(this.#heads);
    try {
      return await this.#db.transaction().execute(async (trx) => {
        const results: (AppendResult | null)[] = [];
        const touched = new Set<string>();
        for (const a of appends) {
          if (a.kind === 'steps') results.push(await this.#steps(trx, a.batch, touched));
          else {
            const { session, compartment, atMs, frames } = a;
            await this.#link(trx, touched, {
              session,
              stream: compartment,
              atMs,
              type: 'frames',
              packed: frames,
            });
            results.push(null);
          }
        }
        for (const key of touched) await this.#storeHead(trx, key);
        return results;
      });
    } catch (error) {
      this.#heads.clear();
      for (const [k, v] of before) this.#heads.set(k, v);
      throw error;
    }
  }

  async createSession(id: string, createdMs: number, meta: unknown): Promise<void> {
    await this.#db
      .insertInto('sessions')
      .values({ id, created_ms: createdMs, meta: JSON.stringify(meta) })
      .execute();
  }

  async sessions(): Promise<unknown[]> {
    const rows = await this.#db
      .selectFrom('sessions')
      .select('meta')
      .orderBy('created_ms')
      .orderBy('id')
      .execute();
    return rows.map((r) => JSON.parse(r.meta));
  }

  async readEvents(
    session: string,
    compartment: string,
    afterSeq: number,
    limit: number,
  ): Promise<{ events: StoredEvent[]; to: number }> {
    const rows = await this.#db
      .selectFrom('links')
      .select(['seq', 'type', 'text'])
      .where('session', '=', session)
      .where('stream', '=', compartment)
      .where('seq', '>', afterSeq)
      .orderBy('seq')
      .limit(limit)
      .execute();
    const events = rows.flatMap((r) =>
      r.type === 'event' && r.text !== null ? [JSON.parse(r.text) as StoredEvent] : [],
    );
    return { events, to: rows.at(-1)?.seq ?? afterSeq };
  }

  async readInputs(session: string, afterStep: number, limit: number): Promise<InputChunk[]> {
    const rows = await this.#db
      .selectFrom('links')
      .select(['first_step', 'last_step', 'packed'])
      .where('session', '=', session)
      .where('stream', '=', ENGINE_STREAM)
      .where('last_step', '>', afterStep)
      .orderBy('seq')
      .limit(limit)
      .execute();
    return rows.flatMap((r) =>
      r.packed
        ? [
            {
              firstStep: r.first_step ?? 0,
              lastStep: r.last_step ?? 0,
              inputs: unpack(r.packed) as unknown[],
            },
          ]
        : [],
    );
  }

  async putEngineSnapshot(
    session: string,
    step: number,
    engineVersion: string,
    atMs: number,
    json: unknown,
  ): Promise<void> {
    const row = { step, at_ms: atMs, engine_version: engineVersion, packed: pack(json) };
    await this.#db
      .insertInto('engine_snapshots')
      .values({ session, ...row })
      .onConflict((c) => c.column('session').doUpdateSet(row))
      .execute();
  }

  async latestEngineSnapshot(
    session: string,
  ): Promise<{ step: number; atMs: number; engineVersion: string; json: unknown } | null> {
    const r = await this.#db
      .selectFrom('engine_snapshots')
      .selectAll()
      .where('session', '=', session)
      .executeTakeFirst();
    return r
      ? { step: r.step, atMs: r.at_ms, engineVersion: r.engine_version, json: unpack(r.packed) }
      : null;
  }

  async putView(session: string, compartment: string, seq: number, json: unknown): Promise<void> {
    const row = { seq, packed: pack(json) };
    await this.#db
      .insertInto('views')
      .values({ session, compartment, ...row })
      .onConflict((c) => c.columns(['session', 'compartment']).doUpdateSet(row))
      .execute();
  }

  async latestView(session: string, compartment: string): Promise<{ seq: number; json: unknown } | null> {
    const r = await this.#db
      .selectFrom('views')
      .selectAll()
      .where('session', '=', session)
      .where('compartment', '=', compartment)
      .executeTakeFirst();
    return r ? { seq: r.seq, json: unpack(r.packed) } : null;
  }

  async heads(session: string): Promise<Head[]> {
    return this.#db
      .selectFrom('heads')
      .select(['stream', 'seq', 'hash'])
      .where('session', '=', session)
      .orderBy('stream')
      .execute();
  }

  async putSignIn(r: SignInRow): Promise<void> {
    const { tokenHash, principal, desk, createdMs, seenMs, endsMs } = r;
    await this.#db
      .insertInto('sign_ins')
      .values({
        token_hash: tokenHash,
        principal,
        desk,
        created_ms: createdMs,
        seen_ms: seenMs,
        ends_ms: endsMs,
      })
      .execute();
  }

  async signIn(tokenHash: string): Promise<SignInRow | null> {
    const r = await this.#db
      .selectFrom('sign_ins')
      .selectAll()
      .where('token_hash', '=', tokenHash)
      .executeTakeFirst();
    if (!r) return null;
    const { principal, desk, created_ms, seen_ms, ends_ms } = r;
    return { tokenHash, principal, desk, createdMs: created_ms, seenMs: seen_ms, endsMs: ends_ms };
  }

  async touchSignIn(tokenHash: string, seenMs: number): Promise<void> {
    await this.#db
      .updateTable('sign_ins')
      .set({ seen_ms: seenMs })
      .where('token_hash', '=', tokenHash)
      .execute();
  }

  async dropSignIn(tokenHash: string): Promise<void> {
    await this.#db.deleteFrom('sign_ins').where('token_hash', '=', tokenHash).execute();
  }

  async dropSignInsBefore(seenMs: number, nowMs: number): Promise<number> {
    const r = await this.#db
      .deleteFrom('sign_ins')
      .where((e) => e.or([e('seen_ms', '<', seenMs), e('ends_ms', '<', nowMs)]))
      .executeTakeFirst();
    return Number(r.numDeletedRows);
  }

  async close(): Promise<void> {
    await this.#db.destroy();
  }

  async #steps(db: Db, batch: StepBatch, touched: Set<string>): Promise<AppendResult> {
    const { session, firstStep, lastStep, atMs, inputs } = batch;
    // The inputs' link goes first: no event is committed before its inputs.
    const packed = pack(inputs);
    await this.#link(db, touched, {
      session,
      stream: ENGINE_STREAM,
      atMs,
      type: 'inputs',
      packed,
      firstStep,
      lastStep,
    });
    const events: StoredEvent[] = [];
    const heads = new Map<Compartment, number>();
    for (const { atMs: eventMs, event } of batch.events) {
      const compartment = compartmentOf(event.label);
      const seq = (await this.#head(db, session, compartment)).seq + 1;
      const stored = { v: EVENT_VERSION, seq, atMs: eventMs, ...event } as StoredEvent;
      await this.#link(db, touched, {
        session,
        stream: compartment,
        atMs: eventMs,
        type: 'event',
        text: canonicalJson(stored),
      });
      events.push(stored);
      heads.set(compartment, seq);
    }
    return { events, heads };
  }

  async #link(
    db: Db,
    touched: Set<string>,
    l: {
      session: string;
      stream: string;
      atMs: number;
      type: LinkType;
      text?: string;
      packed?: Uint8Array;
      firstStep?: number;
      lastStep?: number;
    },
  ): Promise<void> {
    const { session, stream, atMs, type } = l;
    const head = await this.#head(db, session, stream);
    const seq = head.seq + 1;
    const firstStep = l.firstStep ?? null;
    const lastStep = l.lastStep ?? null;
    const body = l.text ?? l.packed ?? '';
    const hash = linkHash(
      head.hash,
      { v: LINK_VERSION, session, stream, seq, atMs, type, firstStep, lastStep },
      body,
    );
    await db
      .insertInto('links')
      .values({
        session,
        stream,
        seq,
        at_ms: atMs,
        v: LINK_VERSION,
        type,
        text: l.text ?? null,
        packed: l.packed ?? null,
        first_step: firstStep,
        last_step: lastStep,
        hash,
      })
      .execute();
    this.#heads.set(`${session}\n${stream}`, { seq, hash });
    touched.add(`${session}\n${stream}`);
  }

  async #head(db: Db, session: string, stream: string): Promise<{ seq: number; hash: string }> {
    const key = `${session}\n${stream}`;
    const known = this.#heads.get(key);
    if (known) return known;
    const row = await db
      .selectFrom('heads')
      .select(['seq', 'hash'])
      .where('session', '=', session)
      .where('stream', '=', stream)
      .executeTakeFirst();
    const head = row ?? { seq: 0, hash: GENESIS };
    this.#heads.set(key, head);
    return head;
  }

  async #storeHead(db: Db, key: string): Promise<void> {
    const [session = '', stream = ''] = key.split('\n');
    const head = this.#heads.get(key);
    if (!head) return;
    await db
      .insertInto('heads')
      .values({ session, stream, ...head })
      .onConflict((c) => c.columns(['session', 'stream']).doUpdateSet(head))
      .execute();
  }
}
