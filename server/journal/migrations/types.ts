import { type Kysely, type RawBuilder, SqliteAdapter, sql } from 'kysely';

/** Bytes, as the database at hand calls them. */
export function blobOf(db: Kysely<unknown>): RawBuilder<unknown> {
  return db.getExecutor().adapter instanceof SqliteAdapter ? sql`blob` : sql`bytea`;
}
