import type { Kysely } from 'kysely';

/** Which consoles of a sign-in are locked outlasts the server: a new window after a restart is no way round a lock. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('sign_in').addColumn('consoles', 'text').execute();
}
