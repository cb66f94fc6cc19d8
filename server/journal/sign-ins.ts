import type { Kysely, Selectable } from 'kysely';
import { accountOf } from './accounts';
import { appendAct } from './administration';
import type { Schema } from './schema';
import type { Account, Act, SignInRow } from './store';
import type { Work } from './writes';

type In = Pick<Work, 'trx'>;

export async function putSignIn({ trx }: In, r: SignInRow): Promise<void> {
  const { tokenHash, account, agent, desk, createdMs, seenMs, endsMs } = r;
  await trx
    .insertInto('sign_in')
    .values({
      ...{ token_hash: tokenHash, account, agent, desk },
      ...{ created_ms: createdMs, seen_ms: seenMs, ends_ms: endsMs },
    })
    .execute();
}

export async function touchSignIn({ trx }: In, a: { tokenHash: string; seenMs: number }): Promise<void> {
  await trx.updateTable('sign_in').set({ seen_ms: a.seenMs }).where('token_hash', '=', a.tokenHash).execute();
}

export async function keepConsoles(
  { trx }: In,
  a: { tokenHash: string; consoles: [name: string, locked: boolean][] },
): Promise<void> {
  const consoles = JSON.stringify(a.consoles);
  await trx.updateTable('sign_in').set({ consoles }).where('token_hash', '=', a.tokenHash).execute();
}

export async function getConsoles(
  db: Kysely<Schema>,
  a: { tokenHash: string },
): Promise<[name: string, locked: boolean][]> {
  const row = await db
    .selectFrom('sign_in')
    .select('consoles')
    .where('token_hash', '=', a.tokenHash)
    .executeTakeFirst();
  return row?.consoles ? JSON.parse(row.consoles) : [];
}

export async function dropSignIn({ trx }: In, a: { tokenHash: string; act?: Act }): Promise<boolean> {
  const { numDeletedRows } = await trx
    .deleteFrom('sign_in')
    .where('token_hash', '=', a.tokenHash)
    .executeTakeFirstOrThrow();
  if (numDeletedRows > 0 && a.act) await appendAct(trx, a.act);
  return numDeletedRows > 0;
}

export async function dropEndedSignIns(
  { trx }: In,
  a: { seenBeforeMs: number; nowMs: number },
): Promise<string[]> {
  const rows = await trx
    .deleteFrom('sign_in')
    .where((e) => e.or([e('seen_ms', '<=', a.seenBeforeMs), e('ends_ms', '<=', a.nowMs)]))
    .returning('token_hash')
    .execute();
  return rows.map((r) => r.token_hash);
}

function signInOf(r: Omit<Selectable<Schema['sign_in']>, 'consoles'>): SignInRow {
  return {
    ...{ tokenHash: r.token_hash, account: r.account ?? '', agent: r.agent ?? '', desk: r.desk },
    ...{ createdMs: r.created_ms, seenMs: r.seen_ms, endsMs: r.ends_ms },
  };
}

export async function getSignIn(
  db: Kysely<Schema>,
  a: { tokenHash: string },
): Promise<(SignInRow & { holder: Account }) | null> {
  const row = await db
    .selectFrom('sign_in')
    .innerJoin('account', 'account.id', 'sign_in.account')
    .selectAll('account')
    .select([
      'token_hash',
      'account',
      'agent',
      'desk',
      'seen_ms',
      'ends_ms',
      'sign_in.created_ms as since_ms',
    ])
    .where('token_hash', '=', a.tokenHash)
    .executeTakeFirst();
  return row ? { ...signInOf({ ...row, created_ms: row.since_ms }), holder: accountOf(row) } : null;
}

export async function listSignIns(db: Kysely<Schema>, a: { account: string }): Promise<SignInRow[]> {
  const rows = await db
    .selectFrom('sign_in')
    .selectAll()
    .where('account', '=', a.account)
    .orderBy('created_ms', 'desc')
    .execute();
  return rows.map(signInOf);
}
