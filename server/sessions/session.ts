import type { Compartment, SessionId } from '../../domain/labels';
import { compartmentOf, nationalOwner } from '../../domain/labels';
import type { SessionClock } from '../../domain/protocol/socket';
import type { StoredEvent } from '../../domain/records';
import { isFounding } from '../../domain/regime-now';
import { type CompartmentView, pruneView } from '../../domain/view';
import { foldGiven, type GivenBook, pruneGiven } from '../release/given';
import { type Audience, heldFrom, type Members } from '../release/members';
import { type Folded, foldProjected, freshFold, projectClock, projectView } from '../release/project';
import type { SessionMeta } from './meta';

/** Events of a stream that stay in memory, so that a console that was away shortly resumes without the journal. */
const RECENT_EVENTS = 2000;
const PRUNE_EVERY_MS = 600_000;

export interface Stream extends Folded {
  /** Highest sequence that is committed and folded. */
  seq: number;
  /** Sequence up to which its fold is stored. */
  storedSeq: number;
  /** Projected events with their spans, oldest first; contiguous up to `seq`. */
  recent: { after: number; to: number; event: StoredEvent | null }[];
  /** Of a Party's own stream: what it has released, as its receivers hold it. */
  given: GivenBook;
}

/** One open session on the main thread: what is committed, folded by compartment. It never shows what is not committed. */
export class OpenSession {
  readonly meta: SessionMeta;
  readonly streams = new Map<Compartment, Stream>();
  clock: SessionClock;
  ready = false;
  /** Why no engine runs it; null while one does or could. */
  stopped: string | null = null;
  /** Records of its streams that may not leave: release holds them back from everybody. */
  withheld = 0;
  #prunedMs = 0;

  constructor(meta: SessionMeta, clock: SessionClock) {
    this.meta = meta;
    this.clock = clock;
    for (const c of meta.compartments)
      this.streams.set(c, { ...freshFold(c), seq: 0, storedSeq: 0, recent: [], given: new Map() });
  }

  get id(): SessionId {
    return this.meta.id;
  }
  /** Members: those of the session's beginning, and who has joined and left since. */
  get members(): Members {
    const { participants, info } = this.meta.config;
    return {
      participants: participants.map((p) => ({
        ...{ id: p.id, kind: p.kind, founding: isFounding(p, info.parties) },
      })),
      steps: {
        SHARED: this.streams.get('SHARED')?.view.members ?? [],
        NOTIF: this.streams.get('NOTIF')?.view.members ?? [],
      },
    };
  }
  /** What an audience holds of a compartment now; null if nothing. */
  viewOf(audience: Audience, compartment: Compartment): CompartmentView | null {
    const stream = this.streams.get(compartment);
    return stream ? projectView(stream, audience, this.members) : null;
  }

  /** Session time at a moment of the wall clock, both epoch ms. */
  timeAt(wallMs: number): number {
    return this.clock.nowMs + (wallMs - this.clock.wallMs) * this.clock.speed;
  }

  /** The session's clock as an audience may have it. */
  clockFor(audience: Audience, clock = this.clock): SessionClock {
    return projectClock(clock, audience, this.members, this.streams.get('SHARED'));
  }

  /** Folds committed events; gives back what each compartment's room is to be sent: spans and projected events. */
  fold(
    events: StoredEvent[],
    heads: Map<Compartment, number>,
  ): { compartment: Compartment; after: number; to: number; events: StoredEvent[] }[] {
    const out: { compartment: Compartment; after: number; to: number; events: StoredEvent[] }[] = [];
    for (const [compartment, stream] of this.streams) {
      const to = heads.get(compartment);
      if (to === undefined || to <= stream.seq) continue;
      const mine: StoredEvent[] = [];
      const after = stream.seq;
      for (const event of events) {
        if (compartmentOf(event.label) !== compartment) continue;
        const sent = foldProjected(stream, event);
        stream.recent.push({ after: stream.seq, to: event.seq, event: sent });
        stream.seq = event.seq;
        if (sent) {
          mine.push(sent);
          if (nationalOwner(compartment) !== null)
            foldGiven(stream.given, this.meta.config.session, stream.view, sent);
        } else this.withheld++;
      }
      if (to > stream.seq) {
        stream.recent.push({ after: stream.seq, to, event: null });
        stream.seq = to;
      }
      if (stream.recent.length > RECENT_EVENTS) stream.recent.splice(0, stream.recent.length - RECENT_EVENTS);
      out.push({ compartment, after, to, events: mine });
    }
    if (this.clock.nowMs - this.#prunedMs > PRUNE_EVERY_MS) {
      this.#prunedMs = this.clock.nowMs;
      for (const s of this.streams.values()) {
        for (const view of [s.view, ...s.later.values()]) pruneView(view, this.clock.nowMs);
        pruneGiven(s.given, s.view);
      }
    }
    return out;
  }

  /**
   * Projected events after `seq`, or null if a snapshot is needed: that is too far back, or ahead (another journal), or
   * before what the audience may hold.
   */
  since(
    audience: Audience,
    compartment: Compartment,
    seq: number,
  ): { to: number; events: StoredEvent[] } | null {
    const stream = this.streams.get(compartment);
    const from = heldFrom(audience, compartment, this.members);
    if (!stream || !from || seq < from.seq || seq > stream.seq) return null;
    if (seq === stream.seq) return { to: seq, events: [] };
    const at = stream.recent.findIndex((r) => r.after === seq);
    if (at < 0) return null;
    const events = stream.recent.slice(at).flatMap((r) => (r.event ? [r.event] : []));
    return { to: stream.seq, events };
  }
}
