import type { Compartment, ParticipantId } from '../../domain/labels';
import { compartmentsOf, type Principal } from '../../domain/participants';
import type { EventBatch } from '../../domain/protocol/socket';
import type { CompartmentView } from '../../domain/view';

export type Audience = Pick<Principal, 'participant' | 'kind'>;

/**
 * Who is a member of SHARED: the Parties that the session was opened with, and those that `member.joined` has admitted
 * since. That is an event of SHARED itself and not a part of the stored meta: it is committed with its step, stands in the
 * chain, is read again by every restart and replay, and the sequence that the journal gives it *is* the place from which
 * the new member holds the stream. Meta would be a second truth, written beside the transaction.
 */
export interface Members {
  founders: readonly ParticipantId[];
  joined: CompartmentView['members'];
}

/** The first record of a stream that may be held, and the session time at which it was made. */
export interface From {
  seq: number;
  atMs: number;
}
export const WHOLE: From = { seq: 1, atMs: Number.NEGATIVE_INFINITY };

/**
 * From which record on an audience may hold a compartment; null if not at all. The only place that answers it: joins,
 * snapshots, resumes, batches, frames, the clock and the policy of commands ask here.
 */
export function heldFrom(audience: Audience, compartment: Compartment, members: Members): From | null {
  if (!compartmentsOf(audience).includes(compartment)) return null;
  if (compartment !== 'SHARED' || members.founders.includes(audience.participant)) return WHOLE;
  if (!Object.hasOwn(members.joined, audience.participant)) return null;
  return members.joined[audience.participant] ?? null;
}

/** The audiences of a stream, by where it begins for them; `participants` null means whoever has joined the compartment. */
export function audiencesOf(
  compartment: Compartment,
  members: Members,
): { from: From; participants: ParticipantId[] | null }[] {
  if (compartment !== 'SHARED') return [{ from: WHOLE, participants: null }];
  const bySeq = new Map<number, { from: From; participants: ParticipantId[] }>();
  for (const participant of new Set([...members.founders, ...Object.keys(members.joined)])) {
    const from = heldFrom({ participant, kind: 'PARTY' }, compartment, members);
    if (!from) continue;
    const group = bySeq.get(from.seq) ?? { from, participants: [] };
    group.participants.push(participant);
    bySeq.set(from.seq, group);
  }
  return [...bySeq.values()];
}

/** A batch as it may go to who holds its stream from there on; null if all of it lies before. */
export function projectBatch(batch: EventBatch, from: From): EventBatch | null {
  if (batch.to < from.seq) return null;
  if (batch.after >= from.seq - 1) return batch;
  return { ...batch, after: from.seq - 1, events: batch.events.filter((e) => e.seq >= from.seq) };
}
