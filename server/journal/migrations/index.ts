import type { Migration } from 'kysely/migration';
import * as journal from './001-journal';
import * as accounts from './002-accounts';
import * as tokenEnds from './003-token-ends';
import * as consoleLocks from './004-console-locks';

/** Numbered, run in order at open, never edited once on main: a data directory of every version must open. */
export const MIGRATIONS: Record<string, Migration> = {
  '001-journal': journal,
  '002-accounts': accounts,
  '003-token-ends': tokenEnds,
  '004-console-locks': consoleLocks,
};
