import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Kysely } from 'kysely';
import { GENESIS, linkHash } from './chain';
import { openForReading } from './database';
import type { Schema } from './schema';

export interface ChainReport {
  session: string;
  stream: string;
  links: number;
  head: string;
  /** The first fault of the chain, or null. */
  fault: { seq: number; what: string } | null;
}

const PAGE = 500;

/** Re-computes every chain of a data directory, beside a running server if need be. */
export async function verifyDirectory(dir: string): Promise<ChainReport[]> {
  const db = openForReading(dir);
  try {
    const heads = await db.selectFrom('heads').selectAll().orderBy('session').orderBy('stream').execute();
    const present = await db.selectFrom('links').select(['session', 'stream']).distinct().execute();
    const reports: ChainReport[] = [];
    for (const h of heads) reports.push(await verifyChain(db, h));
    for (const p of present) {
      if (heads.some((h) => h.session === p.session && h.stream === p.stream)) continue;
      reports.push({ ...p, links: 0, head: '', fault: { seq: 0, what: 'links without a head' } });
    }
    return reports;
  } finally {
    await db.destroy();
  }
}

async function verifyChain(
  db: Kysely<Schema>,
  head: { session: string; stream: string; seq: number; hash: string },
): Promise<ChainReport> {
  const { session, stream } = head;
  let seq = 0;
  let hash = GENESIS;
  const report = (fault: ChainReport['fault']): ChainReport => ({
    session,
    stream,
    links: seq,
    head: hash,
    fault,
  });
  while (seq < head.seq) {
    const rows = await db
      .selectFrom('links')
      .selectAll()
      .where('session', '=', session)
      .where('stream', '=', stream)
      .where('seq', '>', seq)
      .orderBy('seq')
      .limit(PAGE)
      .execute();
    if (rows.length === 0) return report({ seq: seq + 1, what: 'missing: the chain ends before its head' });
    for (const r of rows) {
      if (r.seq !== seq + 1) return report({ seq: seq + 1, what: 'missing' });
      if (r.seq > head.seq) return report({ seq: r.seq, what: 'beyond the head' });
      const parts = {
        v: r.v,
        session,
        stream,
        seq: r.seq,
        atMs: r.at_ms,
        type: r.type,
        firstStep: r.first_step,
        lastStep: r.last_step,
      };
      if (linkHash(hash, parts, r.text ?? r.packed ?? '') !== r.hash)
        return report({ seq: r.seq, what: 'does not fit its hash' });
      seq = r.seq;
      hash = r.hash;
    }
  }
  if (hash !== head.hash) return report({ seq, what: 'is not what the head names' });
  const beyond = await db
    .selectFrom('links')
    .select('seq')
    .where('session', '=', session)
    .where('stream', '=', stream)
    .where('seq', '>', head.seq)
    .executeTakeFirst();
  return report(beyond ? { seq: beyond.seq, what: 'beyond the head' } : null);
}

/** `jwc verify`: a line a chain; exit code 1 on a break, 2 where there is no journal. */
export async function runVerify(dir: string, print: (line: string) => void): Promise<number> {
  if (!existsSync(join(dir, 'journal.db'))) {
    print(`no journal in ${dir}`);
    return 2;
  }
  const reports = await verifyDirectory(dir);
  for (const r of reports) {
    const state = r.fault ? `BROKEN at ${r.fault.seq}: ${r.fault.what}` : `ok ${r.head.slice(0, 16)}`;
    print(`${r.session} ${r.stream} ${r.links} links ${state}`);
  }
  const broken = reports.filter((r) => r.fault).length;
  print(broken === 0 ? `${reports.length} chains verified` : `${broken} of ${reports.length} chains broken`);
  return broken === 0 ? 0 : 1;
}
