import type { Compartment, ParticipantId } from './labels';
import type { Words } from './words';

/** Records of which it is told who was given them and who had them on screen. */
export const RECEIPTED = ['alert', 'notification'] as const;
export type Receipted = (typeof RECEIPTED)[number];

/**
 * That a participant was given a revision of a record, and had it on screen: one a participant, record and revision, of the
 * first of its consoles. `deliveredMs` the server says (a console acknowledged what it was sent), `displayedMs` the console
 * claims (it was painted); session time, epoch ms.
 */
export interface Receipt {
  kind: Receipted;
  id: string;
  rev: number;
  party: ParticipantId;
  /** Whose console: to others the how-manieth officer of that participant, in its own stream the user. */
  who: number | string;
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
