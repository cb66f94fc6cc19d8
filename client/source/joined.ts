import type { Compartment } from '../../domain/labels';
import { compartmentsOf } from '../../domain/participants';
import type { JoinAnswer } from '../../domain/protocol/socket';
import { emptyView } from '../../domain/view';
import type { SourceState } from './source';

type Held = Pick<SourceState, 'views' | 'seqs'>;

/** What is held after a join: snapshots where they came, else what was held; nothing of another officer's compartments. */
export function heldAfterJoin(
  answer: Extract<JoinAnswer, { ok: true }>,
  held: Held,
): Held & { mine: Compartment[] } {
  const mine = compartmentsOf(answer.me);
  const views: SourceState['views'] = {};
  const seqs: SourceState['seqs'] = {};
  for (const c of mine) {
    const fresh = answer.views.find((v) => v.compartment === c);
    // What is neither given nor gone on with is not held: a membership may be over.
    const goesOn = answer.resumed.some((r) => r.compartment === c);
    views[c] = fresh?.view ?? (goesOn ? held.views[c] : null) ?? emptyView(c);
    seqs[c] = fresh?.seq ?? (goesOn ? held.seqs[c] : 0) ?? 0;
  }
  return { mine, views, seqs };
}

/** What came while the line was lost, by what was held at the loss (session time `atMs`). */
export function missedSince(
  lost: { atMs: number; seqs: SourceState['seqs'] },
  now: Held,
): { events: number; alerts: number } {
  let events = 0;
  let alerts = 0;
  for (const [c, seq] of Object.entries(now.seqs) as [Compartment, number][]) {
    events += Math.max(0, seq - (lost.seqs[c] ?? seq));
    for (const a of Object.values(now.views[c]?.alerts ?? {})) if (a.raisedMs > lost.atMs) alerts++;
  }
  return { events, alerts };
}
