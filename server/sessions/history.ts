import { HISTORY_EVENTS, type PlacedEvent } from '../../domain/history';
import type { Compartment } from '../../domain/labels';
import { compartmentsOf } from '../../domain/participants';
import type { EventKind } from '../../domain/records';
import type { Journal } from '../journal';
import { type Audience, holds, spansOf } from '../release/members';
import { project } from '../release/project';
import type { OpenSession } from './session';

/** Links of the journal that one look into it walks at most: some days of a busy watch. */
const WALK_MAX = 400_000;
/** The writer's thread reads this many at a time, so that no commit waits long. */
const LINKS_A_PAGE = 500;

export interface HistoryRange {
  /** Session times, both included. */
  fromMs: number;
  toMs: number;
  /** One session only. */
  session: string | null;
  /** What is read; alerts and entries if it is not said. */
  kinds?: readonly EventKind[];
}
export type HistoryRead = { ok: true; events: PlacedEvent[] } | { ok: false; error: 'TOO_MUCH' };

/**
 * Alerts and entries of all sessions between two times, ended ones too, as the journal has them and as release lets the
 * audience have them: of each stream in the order of its sequence.
 */
export async function readHistory(
  journal: Pick<Journal, 'readEvents' | 'lastBefore'>,
  sessions: readonly OpenSession[],
  audience: Audience,
  range: HistoryRange,
): Promise<HistoryRead> {
  const events: PlacedEvent[] = [];
  let left = WALK_MAX;
  for (const session of sessions) {
    const { config } = session.meta;
    if (range.session !== null && session.id !== range.session) continue;
    if (config.epochMs > range.toMs) continue;
    for (const compartment of compartmentsOf(audience)) {
      if (!session.streams.has(compartment)) continue;
      const read = await readStream(journal, session, compartment, audience, range, left);
      if (!read) return { ok: false, error: 'TOO_MUCH' };
      left -= read.walked;
      for (const event of read.events)
        events.push({ session: session.id, mode: config.mode, compartment, event });
    }
  }
  return { ok: true, events };
}

/** The range of one stream, or null if it is longer than what is left to walk. */
async function readStream(
  journal: Pick<Journal, 'readEvents' | 'lastBefore'>,
  session: OpenSession,
  compartment: Compartment,
  audience: Audience,
  { fromMs, toMs, kinds = HISTORY_EVENTS }: HistoryRange,
  left: number,
): Promise<{ events: PlacedEvent['event'][]; walked: number } | null> {
  const spans = spansOf(audience, compartment, session.members);
  const events: PlacedEvent['event'][] = [];
  if (spans.length === 0) return { events, walked: 0 };
  const first = await journal.lastBefore(session.id, compartment, fromMs);
  const last = await journal.lastBefore(session.id, compartment, toMs + 1);
  if (last - first > left) return null;
  for (let after = first; after < last; ) {
    const page = await journal.readEvents(session.id, compartment, after, LINKS_A_PAGE, kinds);
    for (const event of page.events) {
      const told = event.seq > last || !holds(spans, event.seq) ? null : project(event, compartment);
      if (told) events.push(told);
    }
    if (page.to <= after) break;
    after = page.to;
  }
  return { events, walked: last - first };
}
