import { canonicalJson } from '../../domain/canonical';
import { sha256 } from './chain';
import { dropKeyframes } from './keyframes';
import type { StreamState } from './ledger';
import { CHUNK_VERSION, ENGINE_STREAM } from './schema';
import type { Work } from './writes';

/** Links dropped in one transaction: other sessions' commits go in between. */
const SLICE_LINKS = 2000;

/**
 * Drops a slice of the oldest links of a session: older than `beforeMs` (session time) and needed by no kept snapshot. A link
 * of the chain itself says where it was cut, so that a cut by other hands is seen. Gives back how many links went.
 */
export async function dropSlice(
  { trx, ledger }: Work,
  a: { session: string; beforeMs: number },
): Promise<number> {
  const session = ledger.session(a.session);
  let left = SLICE_LINKS;
  let dropped = 0;
  for (const stream of session.streams.values()) {
    await dropKeyframes({ trx, ledger }, stream, a.beforeMs);
    const through = await lastToDrop({ trx, ledger }, stream, a.beforeMs, left);
    if (through <= stream.droppedSeq) continue;
    const cut = await trx
      .selectFrom('link')
      .select('hash')
      .where('stream', '=', stream.id)
      .where('seq', '=', through)
      .executeTakeFirstOrThrow();
    // With the first link goes what the session's meta was hashed into.
    const meta = sha256(session.meta).toString('hex');
    const hash = Buffer.from(cut.hash).toString('hex');
    const body = canonicalJson({ v: CHUNK_VERSION, through, hash, meta });
    await ledger.link(trx, session, stream.name, { type: 'dropped', atMs: stream.lastMs, body });
    await trx.deleteFrom('link').where('stream', '=', stream.id).where('seq', '<=', through).execute();
    await trx
      .updateTable('stream')
      .set({ dropped_seq: through, dropped_hash: cut.hash })
      .where('id', '=', stream.id)
      .execute();
    dropped += through - stream.droppedSeq;
    left -= through - stream.droppedSeq;
    stream.droppedSeq = through;
    if (left <= 0) break;
  }
  return dropped;
}

/** Highest sequence that may go: a prefix of the chain, before the first younger link and before what restarts need. */
async function lastToDrop(
  { trx }: Work,
  stream: StreamState,
  beforeMs: number,
  limit: number,
): Promise<number> {
  const links = () =>
    trx.selectFrom('link').where('stream', '=', stream.id).where('seq', '>', stream.droppedSeq);
  const oldestKept = await trx
    .selectFrom('snapshot')
    .select(['at', 'link'])
    .where('stream', '=', stream.id)
    .orderBy('at')
    .executeTakeFirst();
  // Without a snapshot a restart reads the chain from its beginning.
  if (!oldestKept) return 0;
  const younger = await links()
    .select('seq')
    .where('at_ms', '>=', beforeMs)
    .orderBy('seq')
    .executeTakeFirst();
  // Of ENGINE a snapshot's `at` is a step: what holds later steps stays. Of a compartment it is a sequence.
  const needed =
    stream.name === ENGINE_STREAM
      ? (await links().select('seq').where('last_step', '>', oldestKept.at).orderBy('seq').executeTakeFirst())
          ?.seq
      : oldestKept.at + 1;
  const firstKept = Math.min(younger?.seq ?? stream.seq, needed ?? stream.seq, oldestKept.link, stream.seq);
  return Math.min(firstKept - 1, stream.droppedSeq + limit);
}
