import type { Compartment } from '../../domain/labels';
import { compartmentsOf, type Principal } from '../../domain/participants';
import { type SeenWord, seenSchema } from '../../domain/protocol/socket';
import { type Receipted, type Revision, revisionOf, type Sighting } from '../../domain/receipts';
import type { StoredEvent } from '../../domain/records';
import type { CompartmentView } from '../../domain/view';
import type { EngineWords } from '../sessions/engine-words';
import type { Sessions } from '../sessions/manager';
import type { OpenSession } from '../sessions/session';
import { faultOf } from './malformed';
import type { SocketData } from './types';

/** Where a view holds records of each kind. */
const PARTS = {
  ...{ alert: 'alerts', notification: 'notifications', release: 'released' },
} as const satisfies Record<Receipted, keyof CompartmentView>;
const revisionsOf = (event: StoredEvent): readonly Revision[] => {
  const revision = revisionOf(event);
  return revision ? [revision] : [];
};

/** Records of a snapshot that a receipt is given for: what is open, what is still to come, and what others have released. */
function standing(session: OpenSession, principal: Principal, compartment: Compartment): Revision[] {
  const view = session.viewOf(principal, compartment);
  if (!view) return [];
  const alerts = Object.values(view.alerts).filter((a) => a.lifecycle.state === 'OPEN');
  const notices = Object.values(view.notifications).filter((n) => n.window.toMs >= session.clock.nowMs);
  return [
    ...alerts.map(({ id, rev }) => ({ kind: 'alert' as const, id, rev })),
    ...notices.map(({ id, rev }) => ({ kind: 'notification' as const, id, rev })),
    ...Object.values(view.released).map(({ id, rev }) => ({ kind: 'release' as const, id, rev })),
  ];
}

/**
 * What came to a console with the sequences in (`acked`, `seq`] of a stream. Where nothing was acknowledged before, or too long
 * ago, that is what stands; of it what has changed since `seq` is left to the acknowledgement that is still to come.
 */
function deliveredBy(
  session: OpenSession,
  principal: Principal,
  compartment: Compartment,
  [acked, seq]: [number | undefined, number],
): Revision[] | null {
  const later = session.since(principal, compartment, seq);
  if (!later) return null;
  const span = acked === undefined ? null : session.since(principal, compartment, acked);
  if (span) return span.events.filter((e) => e.seq <= seq).flatMap(revisionsOf);
  const changed = new Set(later.events.flatMap(revisionsOf).map((r) => r.id));
  return standing(session, principal, compartment).filter((r) => !changed.has(r.id));
}

/**
 * Acknowledgements and claims of consoles, gathered for a second and given to the session's queue: the engine makes receipts
 * of what is new of them. A console can acknowledge only what its own streams hold.
 */
export class SightingBook {
  readonly #nowMs: () => number;
  /** By session and user. */
  readonly #gathered = new Map<string, Map<string, Sighting>>();

  constructor(nowMs: () => number) {
    this.#nowMs = nowMs;
  }

  /** Takes the word of a console; gives back what is wrong with its shape, else null. Of a session that it has not joined it says nothing. */
  hear(
    said: unknown,
    by: Pick<SocketData, 'principal' | 'session' | 'locked' | 'acked'>,
    sessions: Pick<Sessions, 'get'>,
  ): ReturnType<typeof faultOf> | null {
    const parsed = seenSchema.safeParse(said);
    if (!parsed.success) return faultOf(parsed.error);
    const session = sessions.get(parsed.data.session);
    if (session && session.id === by.session && session.meta.config.mode !== 'REPLAY')
      this.#take(parsed.data, by, session);
    return null;
  }

  #take(
    { held, shown }: SeenWord,
    { principal, locked, acked }: Pick<SocketData, 'principal' | 'locked' | 'acked'>,
    session: OpenSession,
  ): void {
    for (const compartment of compartmentsOf(principal)) {
      const seq = Object.hasOwn(held, compartment) ? held[compartment] : undefined;
      const before = acked.get(compartment);
      if (seq === undefined || (before !== undefined && seq <= before)) continue;
      const delivered = deliveredBy(session, principal, compartment, [before, seq]);
      if (!delivered) continue;
      acked.set(compartment, seq);
      for (const revision of delivered) this.#note(session, principal, compartment, revision, false);
    }
    // Nobody sits at a locked console.
    if (locked) return;
    for (const revision of shown) {
      const compartment = compartmentsOf(principal).find((c) => {
        const records = session.viewOf(principal, c)?.[PARTS[revision.kind]] ?? {};
        return Object.hasOwn(records, revision.id) && (records[revision.id]?.rev ?? 0) >= revision.rev;
      });
      if (compartment) this.#note(session, principal, compartment, revision, true);
    }
  }

  /** Gives what was gathered since to the queues of its sessions. */
  drain(words: Pick<EngineWords, 'saw'>): void {
    for (const [session, by] of this.#gathered) words.saw(session, [...by.values()]);
    this.#gathered.clear();
  }

  #note(
    session: OpenSession,
    principal: Principal,
    compartment: Compartment,
    { kind, id, rev }: Revision,
    shown: boolean,
  ): void {
    const { participant, userId, name } = principal;
    // Receipts of notifications lie among the members.
    const stream = session.streams.get(compartment === 'NOTIF' ? 'SHARED' : compartment);
    const of = stream?.view.receipts[id]?.[participant];
    const known = (shown ? of?.shown : of?.given)?.rev ?? -1;
    if (rev <= known) return;
    const users = this.#gathered.get(session.id) ?? new Map<string, Sighting>();
    this.#gathered.set(session.id, users);
    const sighting = users.get(userId) ?? { by: { participant, userId, name }, seen: [] };
    users.set(userId, sighting);
    if (sighting.seen.some((s) => s.id === id && s.rev === rev && s.shown === shown)) return;
    const { clock } = session;
    const atMs = Math.round(clock.nowMs + (this.#nowMs() - clock.wallMs) * clock.speed);
    sighting.seen.push({ compartment, kind, id, rev, shown, atMs });
  }
}
