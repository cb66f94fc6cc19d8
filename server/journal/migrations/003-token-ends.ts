import type { Kysely } from 'kysely';

/** A program's token ends by itself. One of before this has no end: it opens until it is revoked, and the list says so. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('access_token').addColumn('ends_ms', 'double precision').execute();
}
