import type { ThrottleRule } from './store';
import type { Work } from './writes';

/** Doubling further than this changes nothing: the wait has long reached its bound. */
const DOUBLINGS_MAX = 30;

/**
 * Counts an attempt as failed before it is judged: many at once are counted one after another, so that none slips past the
 * wait of the one before. Nothing is counted while a subject waits; gives how long yet, ms.
 */
export async function attemptSignIn(
  { trx }: Pick<Work, 'trx'>,
  a: { rules: ThrottleRule[]; nowMs: number },
): Promise<number> {
  const { nowMs } = a;
  const known = await trx
    .selectFrom('failed_sign_in')
    .selectAll()
    .where(
      'subject',
      'in',
      a.rules.map((r) => r.subject),
    )
    .execute();
  const waitMs = Math.max(0, ...known.map((k) => k.until_ms - nowMs));
  if (waitMs > 0) return waitMs;
  for (const { subject, free, baseMs, maxMs, forgetMs } of a.rules) {
    const before = known.find((k) => k.subject === subject);
    const failures = (before && nowMs - before.last_ms < forgetMs ? before.failures : 0) + 1;
    const over = failures - free;
    const delayMs = over <= 0 ? 0 : Math.min(maxMs, baseMs * 2 ** Math.min(over - 1, DOUBLINGS_MAX));
    const row = { failures, last_ms: nowMs, until_ms: nowMs + delayMs };
    await trx
      .insertInto('failed_sign_in')
      .values({ subject, ...row })
      .onConflict((c) => c.column('subject').doUpdateSet(row))
      .execute();
  }
  return 0;
}

export async function signInSucceeded(
  { trx }: Pick<Work, 'trx'>,
  a: { subject: string; others: string[] },
): Promise<void> {
  await trx.deleteFrom('failed_sign_in').where('subject', '=', a.subject).execute();
  for (const other of a.others)
    await trx
      .updateTable('failed_sign_in')
      .set((e) => ({ failures: e('failures', '-', 1), until_ms: 0 }))
      .where('subject', '=', other)
      .where('failures', '>', 0)
      .execute();
}

export async function forgetFailures({ trx }: Pick<Work, 'trx'>, a: { beforeMs: number }): Promise<void> {
  await trx.deleteFrom('failed_sign_in').where('last_ms', '<', a.beforeMs).execute();
}
