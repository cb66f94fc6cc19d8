/** Users and programs' tokens in the store; each change takes its act of administration into its transaction. */
import type { Kysely, Selectable } from 'kysely';
import type { Role } from '../../domain/participants';
import { appendAct } from './administration';
import type { Schema } from './schema';
import type { AccessToken, Account, AccountChange, Act } from './store';
import type { Work } from './writes';

type In = Pick<Work, 'trx'>;

export function accountOf(r: Selectable<Schema['account']>): Account {
  return {
    ...{ id: r.id, participant: r.participant, login: r.login, role: r.role as Role },
    name: { en: r.name_en, ru: r.name_ru },
    passwordHash: r.password_hash,
    mustChange: r.must_change === 1,
    disabled: r.disabled === 1,
    demo: r.demo === 1,
    createdMs: r.created_ms,
  };
}

export async function addAccount({ trx }: In, a: { account: Account; act: Act | null }): Promise<boolean> {
  const { id, participant, login, name, role, passwordHash, createdMs } = a.account;
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('account')
    .values({
      ...{ id, participant, login, role, name_en: name.en, name_ru: name.ru, password_hash: passwordHash },
      must_change: Number(a.account.mustChange),
      disabled: Number(a.account.disabled),
      demo: Number(a.account.demo),
      created_ms: createdMs,
    })
    .onConflict((c) => c.doNothing())
    .executeTakeFirstOrThrow();
  if (!numInsertedOrUpdatedRows) return false;
  if (a.act) await appendAct(trx, a.act);
  return true;
}

export async function changeAccount(
  { trx }: In,
  a: { id: string; change: AccountChange; keep: string | null; act: Act | null },
): Promise<string[]> {
  const { role, passwordHash, mustChange, disabled } = a.change;
  await trx
    .updateTable('account')
    .set({
      ...(role !== undefined && { role }),
      ...(passwordHash !== undefined && { password_hash: passwordHash }),
      ...(mustChange !== undefined && { must_change: Number(mustChange) }),
      ...(disabled !== undefined && { disabled: Number(disabled) }),
    })
    .where('id', '=', a.id)
    .execute();
  const ended = await trx
    .deleteFrom('sign_in')
    .where('account', '=', a.id)
    .where('token_hash', '!=', a.keep ?? '')
    .returning('token_hash')
    .execute();
  if (a.act) await appendAct(trx, a.act);
  return ended.map((r) => r.token_hash);
}

export async function getAccount(db: Kysely<Schema>, a: { id: string }): Promise<Account | null> {
  const row = await db.selectFrom('account').selectAll().where('id', '=', a.id).executeTakeFirst();
  return row ? accountOf(row) : null;
}

export async function findAccount(
  db: Kysely<Schema>,
  a: { participant: string; login: string; demo: boolean },
): Promise<Account | null> {
  const row = await db
    .selectFrom('account')
    .selectAll()
    .where('participant', '=', a.participant)
    .where('login', '=', a.login)
    .where('demo', '=', Number(a.demo))
    .executeTakeFirst();
  return row ? accountOf(row) : null;
}

export async function listAccounts(
  db: Kysely<Schema>,
  a: { participant: string | null; demo: boolean },
): Promise<Account[]> {
  const all = db.selectFrom('account').selectAll().where('demo', '=', Number(a.demo));
  const wanted = a.participant === null ? all : all.where('participant', '=', a.participant);
  return (await wanted.orderBy('participant').orderBy('login').execute()).map(accountOf);
}

function tokenOf(r: Selectable<Schema['access_token']>): AccessToken {
  return {
    ...{ id: r.id, tokenHash: r.token_hash, participant: r.participant, role: r.role as Role, name: r.name },
    ...{ createdMs: r.created_ms, revokedMs: r.revoked_ms, endsMs: r.ends_ms },
  };
}

export async function addToken({ trx }: In, a: { token: AccessToken; act: Act }): Promise<void> {
  const { id, tokenHash, participant, role, name, createdMs, revokedMs, endsMs } = a.token;
  await trx
    .insertInto('access_token')
    .values({
      ...{ id, token_hash: tokenHash, participant, role, name },
      ...{ created_ms: createdMs, revoked_ms: revokedMs, ends_ms: endsMs },
    })
    .execute();
  await appendAct(trx, a.act);
}

export async function revokeToken({ trx }: In, a: { id: string; act: Act }): Promise<void> {
  await trx.updateTable('access_token').set({ revoked_ms: a.act.atMs }).where('id', '=', a.id).execute();
  await appendAct(trx, a.act);
}

export async function getToken(
  db: Kysely<Schema>,
  a: { id: string } | { tokenHash: string },
): Promise<AccessToken | null> {
  const all = db.selectFrom('access_token').selectAll();
  const row = await ('id' in a
    ? all.where('id', '=', a.id)
    : all.where('token_hash', '=', a.tokenHash)
  ).executeTakeFirst();
  return row ? tokenOf(row) : null;
}

export async function listTokens(
  db: Kysely<Schema>,
  a: { participant: string | null },
): Promise<AccessToken[]> {
  const all = db.selectFrom('access_token').selectAll();
  const wanted = a.participant === null ? all : all.where('participant', '=', a.participant);
  return (await wanted.orderBy('participant').orderBy('created_ms').execute()).map(tokenOf);
}
