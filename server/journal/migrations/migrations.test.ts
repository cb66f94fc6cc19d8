import { DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely';
import { expect, it } from 'vitest';
import { MIGRATIONS } from '.';

/** SQL types that both databases have, beside the bytes of each. */
const PORTABLE = ['text', 'integer', 'bigint', 'double precision', 'bytea'];

it('JO-36 migrations ask another database for types that it has', async () => {
  const said: string[] = [];
  const db = new Kysely<unknown>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => new DummyDriver(),
      createIntrospector: (d) => new PostgresIntrospector(d),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
    log: (e) => {
      said.push(e.query.sql);
    },
  });
  for (const migration of Object.values(MIGRATIONS)) await migration.up(db);
  const columns = said
    .filter((q) => q.startsWith('create table'))
    .flatMap((q) => [...q.matchAll(/"\w+" ([a-z ]+?)(?= not null| primary key|,|\)|$)/g)].map((m) => m[1]));
  expect(columns.length).toBeGreaterThan(30);
  expect(columns.filter((type) => !PORTABLE.includes(type ?? ''))).toEqual([]);
});
