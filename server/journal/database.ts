import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { Kysely, SqliteDialect } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import * as first from './migrations/001-first';
import type { Schema } from './schema';

/** Numbered, never edited once on main: a data directory of every version opens. */
const MIGRATIONS: Record<string, Migration> = { '001-first': first };

const fileIn = (dir: string): string => join(dir, 'journal.db');

/** The only place that knows which database it is. WAL and synchronous=FULL: a commit is on the disk when it returns. */
export async function openDatabase(dir: string): Promise<Kysely<Schema>> {
  mkdirSync(dir, { recursive: true });
  const sqlite = new Database(fileIn(dir));
  sqlite.pragma('journal_mode = WAL');
  sqlite.pragma('synchronous = FULL');
  sqlite.pragma('busy_timeout = 5000');
  const db = new Kysely<Schema>({ dialect: new SqliteDialect({ database: sqlite }) });
  await migrate(db);
  return db;
}

/** Read-only, beside a running server: for `verify`. */
export function openForReading(dir: string): Kysely<Schema> {
  const sqlite = new Database(fileIn(dir), { readonly: true, fileMustExist: true });
  return new Kysely<Schema>({ dialect: new SqliteDialect({ database: sqlite }) });
}

async function migrate(db: Kysely<Schema>): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => MIGRATIONS } });
  const { error } = await migrator.migrateToLatest();
  if (!error) return;
  const why = error instanceof Error ? error.message : String(error);
  throw new Error(`journal: this data directory cannot be opened: ${why}`);
}

/**
 * One process a data directory: an exclusive lock that the operating system takes back when the process dies.
 * Throws when another process has it.
 */
export function lockDirectory(dir: string): { release(): void } {
  mkdirSync(dir, { recursive: true });
  const lock = new Database(join(dir, 'lock.db'), { timeout: 0 });
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch {
    lock.close();
    throw new Error(`journal: ${dir} is in use by another process`);
  }
  return { release: () => void lock.close() };
}
