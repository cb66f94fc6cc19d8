import { type CompartmentView, VIEW_VERSION } from '../../domain/view';

import type { Resume } from '../engine/messages';
import type { Journal } from '../journal';
import type { Given } from '../release/given';
import type { OpenSession, Stream } from './session';

const INPUT_CHUNKS_A_PAGE = 200;
const EVENTS_A_PAGE = 1000;

/** What an engine goes on from: its latest snapshot and the inputs after it. */
export async function readResume(journal: Journal, session: string): Promise<Resume> {
  const snapshot = await journal.latestEngineSnapshot(session);
  const from = snapshot?.step ?? 0;
  const tail: Resume['tail'] = [];
  let after = from;
  for (;;) {
    const chunks = await journal.readInputs(session, after, INPUT_CHUNKS_A_PAGE);
    if (chunks.length === 0) break;
    for (const chunk of chunks) {
      // A chunk may begin before the snapshot.
      tail.push(...(chunk.inputs as Resume['tail']).filter((i) => i.step > from));
      after = Math.max(after, chunk.lastStep);
    }
  }
  return {
    snapshot: snapshot ? { step: snapshot.step, nowMs: snapshot.atMs, state: snapshot.json } : null,
    tail,
  };
}

/**
 * A stream's fold as the journal keeps it: the whole one, those of who joined later by the sequence they begin at, and what its
 * owner has released.
 */
export interface StoredFold {
  v: typeof VIEW_VERSION;
  view: CompartmentView;
  later: [fromSeq: number, view: CompartmentView][];
  given: [release: string, given: Given][];
}
export const toStore = ({ view, later, given }: Stream): StoredFold => ({
  ...{ v: VIEW_VERSION, view, later: [...later], given: [...given] },
});

/** Brings a session's views up to what is stored: each from its latest fold and the events after it. */
export async function readViews(journal: Journal, session: OpenSession): Promise<void> {
  for (const [compartment, stream] of session.streams) {
    const stored = await journal.latestView(session.id, compartment);
    // A fold of another shape is made anew from the events.
    const fold = stored?.json as StoredFold | undefined;
    if (stored && fold?.v === VIEW_VERSION) {
      stream.view = fold.view;
      for (const [fromSeq, view] of fold.later) stream.later.set(fromSeq, view);
      for (const [release, given] of fold.given) stream.given.set(release, given);
      stream.seq = stored.seq;
      stream.storedSeq = stored.seq;
    }
    for (;;) {
      const { events, to } = await journal.readEvents(session.id, compartment, stream.seq, EVENTS_A_PAGE);
      if (to <= stream.seq) break;
      session.fold(events, new Map([[compartment, to]]));
    }
  }
}
