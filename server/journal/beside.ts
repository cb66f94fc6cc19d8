/** The small tables for a tool, whether the server runs or not. */
import { isUpToDate, lockDirectory, openDatabase } from './database';
import { JournalError } from './errors';
import type { WriterPort } from './port';
import { READS } from './reads';
import type { Store } from './store';
import { storeOver } from './store-over';
import { WRITES } from './writes';

/**
 * Opens the store beside a running server: its tables have no memory in the writer, so that a second process may write
 * them in short transactions of its own. Without a server the schema is brought up to date first, which makes the directory
 * if need be. Throws JournalError.
 */
export async function openStoreBeside(dir: string): Promise<{ store: Store; close(): Promise<void> }> {
  const lock = lockIfFree(dir);
  const { db, close } = await openDatabase(dir, { migrate: lock !== null }).finally(() => lock?.release());
  if (!(await isUpToDate(db))) {
    await close();
    throw new JournalError(
      'FAILED',
      `${dir} is held by a server of an earlier version, or one that is starting`,
    );
  }
  const call = (name: string, args: unknown): Promise<unknown> => {
    const read = (READS as Record<string, unknown>)[name] as Read | undefined;
    if (read) return read(db, args);
    const write = (WRITES as Record<string, unknown>)[name] as Write;
    return db.transaction().execute((trx) => write({ trx }, args));
  };
  return { store: storeOver({ call } as Pick<WriterPort, 'call'>), close };
}
type Read = (db: unknown, args: unknown) => Promise<unknown>;
type Write = (work: { trx: unknown }, args: unknown) => Promise<unknown>;

function lockIfFree(dir: string): { release(): void } | null {
  try {
    return lockDirectory(dir);
  } catch (error) {
    if (error instanceof JournalError && error.code === 'LOCKED') return null;
    throw error;
  }
}
