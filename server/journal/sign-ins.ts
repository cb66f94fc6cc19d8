import type { Kysely } from 'kysely';
import type { Schema } from './schema';
import type { SignInRow } from './store';
import type { Work } from './writes';

export async function putSignIn({ trx }: Work, r: SignInRow): Promise<void> {
  const { tokenHash, principal, desk, createdMs, seenMs, endsMs } = r;
  await trx
    .insertInto('sign_in')
    .values({
      token_hash: tokenHash,
      principal,
      desk,
      created_ms: createdMs,
      seen_ms: seenMs,
      ends_ms: endsMs,
    })
    .execute();
}

export async function touchSignIn({ trx }: Work, a: { tokenHash: string; seenMs: number }): Promise<void> {
  await trx.updateTable('sign_in').set({ seen_ms: a.seenMs }).where('token_hash', '=', a.tokenHash).execute();
}

export async function dropSignIn({ trx }: Work, a: { tokenHash: string }): Promise<boolean> {
  const { numDeletedRows } = await trx
    .deleteFrom('sign_in')
    .where('token_hash', '=', a.tokenHash)
    .executeTakeFirstOrThrow();
  return numDeletedRows > 0;
}

export async function dropEndedSignIns(
  { trx }: Work,
  a: { seenBeforeMs: number; nowMs: number },
): Promise<string[]> {
  const rows = await trx
    .deleteFrom('sign_in')
    .where((e) => e.or([e('seen_ms', '<=', a.seenBeforeMs), e('ends_ms', '<=', a.nowMs)]))
    .returning('token_hash')
    .execute();
  return rows.map((r) => r.token_hash);
}

export async function getSignIn(db: Kysely<Schema>, a: { tokenHash: string }): Promise<SignInRow | null> {
  const r = await db
    .selectFrom('sign_in')
    .selectAll()
    .where('token_hash', '=', a.tokenHash)
    .executeTakeFirst();
  if (!r) return null;
  const { token_hash, principal, desk, created_ms, seen_ms, ends_ms } = r;
  return { tokenHash: token_hash, principal, desk, createdMs: created_ms, seenMs: seen_ms, endsMs: ends_ms };
}
