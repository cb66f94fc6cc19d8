import type { Migration } from 'kysely/migration';
import * as journal from './001-journal';
import * as accounts from './002-accounts';

/** Numbered, run in order at open, never edited once on main: a data directory of every version must open. */
export const MIGRATIONS: Record<string, Migration> = { '001-journal': journal, '002-accounts': accounts };
