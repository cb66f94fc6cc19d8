import { type Kysely, sql } from 'kysely';

/** Sessions, chains and their heads, snapshots, sign-ins. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const blob = sql`blob`;
  await db.schema
    .createTable('sessions')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('created_ms', 'double precision', (c) => c.notNull())
    .addColumn('meta', 'text', (c) => c.notNull())
    .execute();
  await db.schema
    .createTable('links')
    .addColumn('session', 'text', (c) => c.notNull())
    .addColumn('stream', 'text', (c) => c.notNull())
    .addColumn('seq', 'integer', (c) => c.notNull())
    .addColumn('at_ms', 'double precision', (c) => c.notNull())
    .addColumn('v', 'integer', (c) => c.notNull())
    .addColumn('type', 'text', (c) => c.notNull())
    .addColumn('text', 'text')
    .addColumn('packed', blob)
    .addColumn('first_step', 'integer')
    .addColumn('last_step', 'integer')
    .addColumn('hash', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('links_pk', ['session', 'stream', 'seq'])
    .execute();
  await db.schema
    .createTable('heads')
    .addColumn('session', 'text', (c) => c.notNull())
    .addColumn('stream', 'text', (c) => c.notNull())
    .addColumn('seq', 'integer', (c) => c.notNull())
    .addColumn('hash', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('heads_pk', ['session', 'stream'])
    .execute();
  await db.schema
    .createTable('engine_snapshots')
    .addColumn('session', 'text', (c) => c.primaryKey())
    .addColumn('step', 'integer', (c) => c.notNull())
    .addColumn('at_ms', 'double precision', (c) => c.notNull())
    .addColumn('engine_version', 'text', (c) => c.notNull())
    .addColumn('packed', blob, (c) => c.notNull())
    .execute();
  await db.schema
    .createTable('views')
    .addColumn('session', 'text', (c) => c.notNull())
    .addColumn('compartment', 'text', (c) => c.notNull())
    .addColumn('seq', 'integer', (c) => c.notNull())
    .addColumn('packed', blob, (c) => c.notNull())
    .addPrimaryKeyConstraint('views_pk', ['session', 'compartment'])
    .execute();
  await db.schema
    .createTable('sign_ins')
    .addColumn('token_hash', 'text', (c) => c.primaryKey())
    .addColumn('principal', 'text', (c) => c.notNull())
    .addColumn('desk', 'text', (c) => c.notNull())
    .addColumn('created_ms', 'double precision', (c) => c.notNull())
    .addColumn('seen_ms', 'double precision', (c) => c.notNull())
    .addColumn('ends_ms', 'double precision', (c) => c.notNull())
    .execute();
}
