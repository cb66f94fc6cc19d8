import { statSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { Kysely, SqliteDialect, type SqliteStatement } from 'kysely';
import { Migrator } from 'kysely/migration';
import { makeDirectory } from './directory';
import { JournalError, reasonOf } from './errors';
import { MIGRATIONS } from './migrations';
import type { Schema } from './schema';

/** The database as the rest of the room knows it; the only file that knows which one it is. */
export interface OpenedDatabase {
  db: Kysely<Schema>;
  /**
   * Moves what was committed from the log into the tables; called when nothing waits. Where the disk does not take that, it
   * stays in the log and nothing is thrown: it is committed, and the next commit says how the disk is.
   */
  tidy(): void;
  bytes(): number;
  close(): Promise<void>;
}

const FILE = 'journal.db';
/** Checkpoints run when the writer is idle; this many pages of log are the net below that. */
const LOG_PAGES_MAX = 8000;
/** The log's file keeps its largest size; after a checkpoint it is cut to this. */
const LOG_BYTES_KEPT = 16 * 1024 * 1024;

export const databaseFile = (dir: string): string => join(dir, FILE);

/**
 * Opens a data directory for writing and brings its schema up to date, unless whoever has it has done so. WAL with synchronous=FULL: what is committed is on
 * the disk. Throws JournalError `NEWER_SCHEMA` on a directory of a later version, `BROKEN` where the file is no database; each
 * names the directory.
 */
export async function openDatabase(dir: string, o = { migrate: true }): Promise<OpenedDatabase> {
  const file = databaseFile(dir);
  const sqlite = opened(file);
  try {
    sqlite.pragma('journal_mode = WAL');
    sqlite.pragma('synchronous = FULL');
    sqlite.pragma('busy_timeout = 5000');
    sqlite.pragma(`wal_autocheckpoint = ${LOG_PAGES_MAX}`);
    sqlite.pragma(`journal_size_limit = ${LOG_BYTES_KEPT}`);
    const db = kyselyOver(sqlite);
    if (o.migrate) await migrate(db, dir);
    return {
      db,
      tidy: () => {
        try {
          sqlite.pragma('wal_checkpoint(PASSIVE)');
        } catch (error) {
          if (!(error instanceof Database.SqliteError)) throw error;
        }
      },
      bytes: () => sizeOf(file) + sizeOf(`${file}-wal`),
      close: () => db.destroy(),
    };
  } catch (error) {
    sqlite.close();
    throw named(file, error);
  }
}

/** Throws JournalError that names the file. */
function opened(file: string, options?: Database.Options): Database.Database {
  try {
    return new Database(file, options);
  } catch (error) {
    throw named(file, error);
  }
}

/** What SQLite says of a file names no file. */
export function named(file: string, error: unknown): unknown {
  if (!(error instanceof Database.SqliteError)) return error;
  const broken = error.code.startsWith('SQLITE_NOTADB') || error.code.startsWith('SQLITE_CORRUPT');
  return broken
    ? new JournalError('BROKEN', `${file} is damaged, or no database (${reasonOf(error)})`)
    : new JournalError('FAILED', `${file} cannot be used (${reasonOf(error)})`);
}

/** Opens for reading only, beside a running server if need be. Does not migrate. */
export function openForReading(dir: string): Kysely<Schema> {
  return kyselyOver(new Database(databaseFile(dir), { readonly: true, fileMustExist: true }));
}

/**
 * One process a data directory: a lock of the operating system on a file of its own, which it takes back when the
 * process dies, however it dies. Throws JournalError `LOCKED` when it is taken, also by another opener in this process;
 * `FAILED` where the disk or the file does not allow it.
 */
export function lockDirectory(dir: string): { release(): void } {
  makeDirectory(dir);
  const file = join(dir, 'lock.db');
  const lock = opened(file, { timeout: 0 });
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    const busy = error instanceof Database.SqliteError && error.code === 'SQLITE_BUSY';
    if (!busy) throw named(file, error);
    throw new JournalError(
      'LOCKED',
      `the data directory ${dir} is in use by another process (${reasonOf(error)}); end that one, or set JWC_DATA to another directory`,
    );
  }
  return { release: () => void lock.close() };
}

/**
 * Kysely over one SQLite handle. Statements are compiled by SQLite once for each text (Kysely's driver would do so at
 * every call), and a rollback is let pass where SQLite has already rolled back by itself (disk full, I/O error).
 */
function kyselyOver(sqlite: Database.Database): Kysely<Schema> {
  const statements = new Map<string, Database.Statement>();
  const prepare = (asked: string): SqliteStatement => {
    // At once for writing: one that begins with a look would be refused its first write if `jwc user` wrote in between.
    const text = asked === 'begin' && !sqlite.readonly ? 'begin immediate' : asked;
    if (text === 'rollback' && !sqlite.inTransaction) return NOTHING;
    const known = statements.get(text) ?? sqlite.prepare(text);
    if (statements.size < MAX_STATEMENTS) statements.set(text, known);
    return {
      reader: known.reader,
      all: (parameters) => known.all(...parameters),
      run: (parameters) => known.run(...parameters),
      iterate: (parameters) => known.iterate(...parameters),
    };
  };
  return new Kysely<Schema>({
    dialect: new SqliteDialect({ database: { close: () => void sqlite.close(), prepare } }),
  });
}
const MAX_STATEMENTS = 200;
const NOTHING: SqliteStatement = {
  reader: false,
  all: () => [],
  run: () => ({ changes: 0, lastInsertRowid: 0 }),
  iterate: () => [].values(),
};

const migratorOf = (db: Kysely<Schema>): Migrator =>
  new Migrator({ db, provider: { getMigrations: async () => MIGRATIONS } });

/** True if the tables are those that this program writes. */
export const isUpToDate = async (db: Kysely<Schema>): Promise<boolean> =>
  (await migratorOf(db).getMigrations()).every((m) => m.executedAt !== undefined);

async function migrate(db: Kysely<Schema>, dir: string): Promise<void> {
  const { error } = await migratorOf(db).migrateToLatest();
  if (!error) return;
  if (error instanceof Database.SqliteError) throw error;
  const newer = reasonOf(error).includes('is missing');
  throw new JournalError(
    newer ? 'NEWER_SCHEMA' : 'FAILED',
    newer
      ? `the data directory ${dir} was written by a later version (${reasonOf(error)})`
      : `the data directory ${dir} cannot be opened: ${reasonOf(error)}`,
  );
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}
