import type { StreamState } from './ledger';
import type { Work } from './writes';

/** What a restart may need: the newest snapshot, and the one before it should that be unreadable. */
const KEEP_SNAPSHOTS = 2;
/** Of a compartment's older folds one in this many sequences stays: what a look back has to fold at most. */
const KEYFRAME_LINKS = 2000;

/**
 * Which snapshots of a stream may go, of all that it has in rising order. A restart needs the newest; of a compartment one in
 * `KEYFRAME_LINKS` stays besides, so that a look back at any moment folds little.
 */
export function spareSnapshots(ats: readonly number[], engine: boolean): number[] {
  const older = ats.slice(0, -KEEP_SNAPSHOTS);
  if (engine) return older;
  let last = Number.NEGATIVE_INFINITY;
  return older.filter((at) => {
    if (at - last < KEYFRAME_LINKS) return true;
    last = at;
    return false;
  });
}

/** Folds that only a look back needed go with what they are folds of. */
export async function dropKeyframes({ trx }: Work, stream: StreamState, beforeMs: number): Promise<void> {
  const kept = await trx
    .selectFrom('snapshot')
    .select('at')
    .where('stream', '=', stream.id)
    .orderBy('at', 'desc')
    .limit(KEEP_SNAPSHOTS)
    .execute();
  const oldest = kept.at(-1)?.at ?? 0;
  await trx
    .deleteFrom('snapshot')
    .where('stream', '=', stream.id)
    .where('at_ms', '<', beforeMs)
    .where('at', '<', oldest)
    .execute();
}
