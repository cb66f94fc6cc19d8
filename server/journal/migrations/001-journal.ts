import { type Kysely, sql } from 'kysely';
import { blobOf } from './types';

/** Sessions, streams with their heads, links, snapshots, sign-ins. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const blob = blobOf(db);
  await db.schema
    .createTable('session')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('created_ms', 'double precision', (c) => c.notNull())
    .addColumn('meta', 'text', (c) => c.notNull())
    .addColumn('engine_version', 'text', (c) => c.notNull())
    .addColumn('last_step', 'bigint', (c) => c.notNull())
    .addColumn('last_ms', 'double precision', (c) => c.notNull())
    .execute();
  await db.schema
    .createTable('stream')
    .addColumn('id', 'integer', (c) => c.primaryKey())
    .addColumn('session', 'text', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('seq', 'bigint', (c) => c.notNull())
    .addColumn('hash', blob, (c) => c.notNull())
    .addColumn('last_ms', 'double precision', (c) => c.notNull())
    .addColumn('dropped_seq', 'bigint', (c) => c.notNull())
    .addColumn('dropped_hash', blob, (c) => c.notNull())
    .addUniqueConstraint('stream_name', ['session', 'name'])
    .execute();
  await db.schema
    .createTable('link')
    .addColumn('stream', 'integer', (c) => c.notNull())
    .addColumn('seq', 'bigint', (c) => c.notNull())
    .addColumn('at_ms', 'double precision', (c) => c.notNull())
    .addColumn('v', 'integer', (c) => c.notNull())
    .addColumn('type', 'text', (c) => c.notNull())
    .addColumn('enc', 'integer', (c) => c.notNull())
    .addColumn('body', blob, (c) => c.notNull())
    .addColumn('first_step', 'bigint')
    .addColumn('last_step', 'bigint')
    .addColumn('hash', blob, (c) => c.notNull())
    .addPrimaryKeyConstraint('link_pk', ['stream', 'seq'])
    .execute();
  // A resume reads events only, a restart reads inputs only: neither walks past the frames.
  await db.schema
    .createIndex('link_event')
    .on('link')
    .columns(['stream', 'seq'])
    .where(sql.ref('type'), '=', sql.lit('event'))
    .execute();
  await db.schema
    .createIndex('link_step')
    .on('link')
    .columns(['stream', 'last_step'])
    .where(sql.ref('type'), '=', sql.lit('inputs'))
    .execute();
  await db.schema
    .createTable('snapshot')
    .addColumn('stream', 'integer', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('link', 'bigint', (c) => c.notNull())
    .addColumn('v', 'integer', (c) => c.notNull())
    .addColumn('at_ms', 'double precision', (c) => c.notNull())
    .addColumn('engine_version', 'text', (c) => c.notNull())
    .addColumn('enc', 'integer', (c) => c.notNull())
    .addColumn('body', blob, (c) => c.notNull())
    .addPrimaryKeyConstraint('snapshot_pk', ['stream', 'at'])
    .execute();
  await db.schema
    .createTable('sign_in')
    .addColumn('token_hash', 'text', (c) => c.primaryKey())
    .addColumn('principal', 'text', (c) => c.notNull())
    .addColumn('desk', 'text', (c) => c.notNull())
    .addColumn('created_ms', 'double precision', (c) => c.notNull())
    .addColumn('seen_ms', 'double precision', (c) => c.notNull())
    .addColumn('ends_ms', 'double precision', (c) => c.notNull())
    .execute();
  await db.schema
    .createTable('probe')
    .addColumn('id', 'integer', (c) => c.primaryKey())
    .addColumn('filler', blob, (c) => c.notNull())
    .execute();
}
