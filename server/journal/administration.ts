/** The acts of administration: one hash chain a participant, written in the transaction of what was done. */
import type { Kysely, Transaction } from 'kysely';
import { canonicalJson } from '../../domain/canonical';
import { sha256 } from './chain';
import type { Schema } from './schema';
import type { Act } from './store';

const ACT_VERSION = 1;
const GENESIS = (participant: string): Buffer => sha256(canonicalJson({ v: ACT_VERSION, participant }));

/** hash(n) = SHA-256(hash(n-1) ‖ canonical {v, participant, seq, atMs, body: hex SHA-256 of the stored body}). */
function actHash(previous: Uint8Array, row: Omit<Schema['admin_act'], 'hash'>): Buffer {
  const { v, participant, seq, at_ms: atMs, body } = row;
  const head = canonicalJson({ v, participant, seq, atMs, body: sha256(body).toString('hex') });
  return sha256(Buffer.concat([previous, Buffer.from(head)]));
}

const lastAct = (db: Kysely<Schema>, participant: string) =>
  db
    .selectFrom('admin_act')
    .select(['seq', 'hash'])
    .where('participant', '=', participant)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();

export async function appendAct(
  trx: Transaction<Schema>,
  { participant, atMs, ...body }: Act,
): Promise<void> {
  const last = await lastAct(trx, participant);
  const row = {
    participant,
    seq: (last?.seq ?? 0) + 1,
    at_ms: atMs,
    v: ACT_VERSION,
    body: canonicalJson(body),
  };
  const hash = actHash(last?.hash ?? GENESIS(participant), row);
  await trx
    .insertInto('admin_act')
    .values({ ...row, hash })
    .execute();
}

export async function listActs(
  db: Kysely<Schema>,
  a: { participant: string; limit: number },
): Promise<(Act & { seq: number })[]> {
  const rows = await db
    .selectFrom('admin_act')
    .selectAll()
    .where('participant', '=', a.participant)
    .orderBy('seq', 'desc')
    .limit(a.limit)
    .execute();
  return rows.map((r) => ({ ...JSON.parse(r.body), participant: r.participant, atMs: r.at_ms, seq: r.seq }));
}

export async function actsHead(
  db: Kysely<Schema>,
  a: { participant: string },
): Promise<{ seq: number; hash: string } | null> {
  const last = await lastAct(db, a.participant);
  return last ? { seq: last.seq, hash: Buffer.from(last.hash).toString('hex') } : null;
}

export async function countActs(db: Kysely<Schema>): Promise<number> {
  const { n } = await db
    .selectFrom('admin_act')
    .select((e) => e.fn.countAll<number | string>().as('n'))
    .executeTakeFirstOrThrow();
  return Number(n);
}

export interface ActsReport {
  participant: string;
  /** The last act that holds, and its hash, hexadecimal. */
  seq: number;
  hash: string;
  /** The first act that does not fit its chain, or null. */
  brokenAt: number | null;
}
/** False of a directory of before users were stored. */
export const hasActs = async (db: Kysely<Schema>): Promise<boolean> =>
  (await db.introspection.getTables()).some((t) => t.name === 'admin_act');

/** Re-computes the acts of every participant. */
export async function checkActs(db: Kysely<Schema>): Promise<ActsReport[]> {
  const rows = await db.selectFrom('admin_act').selectAll().orderBy('participant').orderBy('seq').execute();
  const reports = new Map<string, ActsReport>();
  const last = new Map<string, Uint8Array>();
  for (const { hash, ...row } of rows) {
    const { participant, seq } = row;
    const report = reports.get(participant) ?? { participant, seq: 0, hash: '', brokenAt: null };
    reports.set(participant, report);
    if (report.brokenAt !== null) continue;
    const fits = actHash(last.get(participant) ?? GENESIS(participant), row).equals(hash);
    if (seq !== report.seq + 1 || !fits) report.brokenAt = report.seq + 1;
    else [report.seq, report.hash] = [seq, Buffer.from(hash).toString('hex')];
    last.set(participant, hash);
  }
  return [...reports.values()];
}
