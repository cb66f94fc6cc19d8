import type { Compartment, ParticipantId } from './labels';
import type { StoredEvent } from './records';
import type { Words } from './words';

/** Records of which it is told who was given them and who had them on screen; a release is the marked copy of one receiver. */
export const RECEIPTED = ['alert', 'notification', 'release'] as const;
export type Receipted = (typeof RECEIPTED)[number];
export interface Revision {
  kind: Receipted;
  id: string;
  rev: number;
}

/** The revision that an event brings, if receipts are kept of such records. */
export function revisionOf(event: StoredEvent): Revision | null {
  switch (event.kind) {
    case 'alert.changed':
      return { kind: 'alert', id: event.body.id, rev: event.body.rev };
    case 'notification.changed':
      return { kind: 'notification', id: event.body.id, rev: event.body.rev };
    case 'released.changed':
      return { kind: 'release', id: event.body.id, rev: event.body.rev };
    default:
      return null;
  }
}

/**
 * That a participant was given a revision of a record, and had it on screen: one a participant, record and revision, of the
 * first of its consoles. `deliveredMs` the server says (a console acknowledged what it was sent), `displayedMs` the console
 * claims (it was painted); session time, epoch ms.
 */
export interface Receipt {
  kind: Receipted;
  /** Of a release: to its owner the release, to its receiver the copy; the revision is the copy's. */
  id: string;
  rev: number;
  party: ParticipantId;
  /**
   * Whose console: to others the how-manieth officer of that participant, null while no shared receipt has numbered him; in its
   * own stream the user.
   */
  who: number | string | null;
  deliveredMs: number;
  displayedMs: number | null;
}

/** What consoles of one user said within a second; the engine makes receipts of what is new of it. */
export interface Sighting {
  by: { participant: ParticipantId; userId: string; name: Words };
  seen: {
    compartment: Compartment;
    kind: Receipted;
    id: string;
    rev: number;
    shown: boolean;
    atMs: number;
  }[];
}

/** The latest revision that a participant was given, and the latest that it had on screen. */
export interface ReceiptsOf {
  given: Receipt;
  shown: Receipt | null;
}
/** By record, then by participant. */
export type Receipts = Record<string, Record<ParticipantId, ReceiptsOf>>;

/** Takes receipts in; a record's own object is new, so that what looks at it sees that it changed. */
export function takeReceipts(held: Receipts, receipts: readonly Receipt[]): void {
  for (const receipt of receipts) {
    const { id, party, rev, displayedMs } = receipt;
    const before = Object.hasOwn(held, id) ? held[id]?.[party] : undefined;
    const given = before && before.given.rev > rev ? before.given : receipt;
    const newer = displayedMs !== null && rev >= (before?.shown?.rev ?? 0);
    held[id] = { ...held[id], [party]: { given, shown: newer ? receipt : (before?.shown ?? null) } };
  }
}

/** The receipts of a record that nothing has been said of for this long are dropped from a view: one watch. */
export function pruneReceipts(held: Receipts, oldMs: number): void {
  for (const [id, of] of Object.entries(held)) {
    const latest = Object.values(of).map((r) => Math.max(r.given.deliveredMs, r.shown?.displayedMs ?? 0));
    if (Math.max(...latest) < oldMs) delete held[id];
  }
}
