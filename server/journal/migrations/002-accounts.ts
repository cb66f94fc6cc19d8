import type { Kysely } from 'kysely';
import { blobOf } from './types';

/**
 * Users, programs' tokens, failed sign-ins, and the acts of administration. A sign-in names its user instead of carrying a
 * copy of who he was: what becomes of him holds at his next step. Sign-ins of before name nobody and are over.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const blob = blobOf(db);
  await db.schema
    .createTable('account')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('participant', 'text', (c) => c.notNull())
    .addColumn('login', 'text', (c) => c.notNull())
    .addColumn('name_en', 'text', (c) => c.notNull())
    .addColumn('name_ru', 'text', (c) => c.notNull())
    .addColumn('role', 'text', (c) => c.notNull())
    .addColumn('password_hash', 'text', (c) => c.notNull())
    .addColumn('must_change', 'integer', (c) => c.notNull())
    .addColumn('disabled', 'integer', (c) => c.notNull())
    .addColumn('demo', 'integer', (c) => c.notNull())
    .addColumn('created_ms', 'double precision', (c) => c.notNull())
    // Within a participant: one that is taken elsewhere must not show.
    .addUniqueConstraint('account_login', ['participant', 'login', 'demo'])
    .execute();
  await db.schema
    .createTable('access_token')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('token_hash', 'text', (c) => c.notNull().unique())
    .addColumn('participant', 'text', (c) => c.notNull())
    .addColumn('role', 'text', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('created_ms', 'double precision', (c) => c.notNull())
    .addColumn('revoked_ms', 'double precision')
    .execute();
  await db.schema
    .createTable('failed_sign_in')
    .addColumn('subject', 'text', (c) => c.primaryKey())
    .addColumn('failures', 'integer', (c) => c.notNull())
    .addColumn('last_ms', 'double precision', (c) => c.notNull())
    .addColumn('until_ms', 'double precision', (c) => c.notNull())
    .execute();
  await db.schema
    .createTable('admin_act')
    .addColumn('participant', 'text', (c) => c.notNull())
    .addColumn('seq', 'bigint', (c) => c.notNull())
    .addColumn('at_ms', 'double precision', (c) => c.notNull())
    .addColumn('v', 'integer', (c) => c.notNull())
    .addColumn('body', 'text', (c) => c.notNull())
    .addColumn('hash', blob, (c) => c.notNull())
    .addPrimaryKeyConstraint('admin_act_pk', ['participant', 'seq'])
    .execute();
  await db.schema.alterTable('sign_in').addColumn('account', 'text').execute();
  await db.schema.alterTable('sign_in').addColumn('agent', 'text').execute();
  await db.schema.alterTable('sign_in').dropColumn('principal').execute();
  await db.schema.createIndex('sign_in_account').on('sign_in').column('account').execute();
}
