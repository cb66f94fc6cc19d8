import type { Compartment, ParticipantId } from '../../domain/labels';
import { compartmentsOf, type Participant, type Principal } from '../../domain/participants';
import type { EventBatch, Membership } from '../../domain/protocol/socket';
import type { MembershipStep } from '../../domain/view';

export type Audience = Pick<Principal, 'participant' | 'kind'>;

/**
 * Who is a member: those that the session was opened with, less those that `member.left` has told of, and those that
 * `member.joined` has admitted. These are events of the streams themselves and no part of the stored meta: they are committed
 * with their step, stand in the chain, are read again by every restart and replay, and the sequence that the journal gives
 * them *is* the place at which the stream is held. Meta would be a second truth, written beside the transaction.
 */
export interface Members {
  participants: readonly (Pick<Participant, 'id' | 'kind'> & { founding: boolean })[];
  /** Of each stream that is held by membership, oldest first. */
  steps: Record<'SHARED' | 'NOTIF', readonly MembershipStep[]>;
}

/** Who reads the open register: nobody in particular. What it shows of NOTIF it shows to anybody, whoever is a member. */
export const REGISTER: Audience = { participant: '', kind: 'OBSERVER' };

/** The first record of a stream that may be held, and the session time at which it was made. */
export interface From {
  seq: number;
  atMs: number;
}
export const WHOLE: From = { seq: 1, atMs: Number.NEGATIVE_INFINITY };
/** Records of a stream that are held: from one on, up to before `to`; null while the membership lasts. */
export interface Span {
  from: From;
  to: number | null;
}

/**
 * What an audience holds of a compartment, oldest first; none if nothing. The only place that answers it: joins, snapshots,
 * resumes, batches, frames, the clock, the policy of commands and the history ask here.
 */
export function spansOf(audience: Audience, compartment: Compartment, members: Members): Span[] {
  if (!compartmentsOf(audience).includes(compartment)) return [];
  if (compartment !== 'SHARED' && compartment !== 'NOTIF') return [{ from: WHOLE, to: null }];
  if (audience.participant === REGISTER.participant) return [{ from: WHOLE, to: null }];
  const founding = members.participants.some((p) => p.id === audience.participant && p.founding);
  const spans: Span[] = founding ? [{ from: WHOLE, to: null }] : [];
  for (const { participant, is, seq, atMs } of members.steps[compartment]) {
    if (participant !== audience.participant) continue;
    const last = spans.at(-1);
    // Said again it takes nothing away: the first one stands.
    const within = last !== undefined && last.to === null;
    if (is === 'JOINED' && !within) spans.push({ from: { seq, atMs }, to: null });
    // What says that it has left is the last that it holds.
    if (is === 'LEFT' && within) last.to = seq + 1;
  }
  return spans;
}
export const holds = (spans: readonly Span[], seq: number): boolean =>
  spans.some(({ from, to }) => seq >= from.seq && (to === null || seq < to));

/** From which record on an audience holds a compartment now; null if not at all. */
export function heldFrom(audience: Audience, compartment: Compartment, members: Members): From | null {
  const last = spansOf(audience, compartment, members).at(-1);
  return last && last.to === null ? last.from : null;
}

/** What an audience is told of its own membership: a member, one that was one, or none yet. */
export function membershipOf(audience: Audience, members: Members): Membership {
  const stream = audience.kind === 'OBSERVER' ? 'NOTIF' : 'SHARED';
  const last = spansOf(audience, stream, members).at(-1);
  if (!last) return { is: 'WAITS' };
  if (last.to === null) return { is: 'MEMBER' };
  const left = members.steps[stream].find(({ seq }) => seq + 1 === last.to);
  return { is: 'LEFT', atMs: left?.atMs ?? last.from.atMs };
}

/** Where the memberships began that have come by a decision and last. */
export function joinedSince(steps: readonly MembershipStep[]): From[] {
  const since = new Map<ParticipantId, From>();
  for (const { participant, is, seq, atMs } of steps) {
    if (is === 'LEFT') since.delete(participant);
    else if (!since.has(participant)) since.set(participant, { seq, atMs });
  }
  return [...since.values()];
}

/**
 * The audiences of a stream, by what they hold of it; `participants` null means whoever has joined the compartment. Of a batch
 * that begins after a sequence, those too that leave in it.
 */
export function audiencesOf(
  compartment: Compartment,
  members: Members,
  after = Number.POSITIVE_INFINITY,
): (Span & { participants: ParticipantId[] | null })[] {
  if (compartment !== 'SHARED' && compartment !== 'NOTIF')
    return [{ from: WHOLE, to: null, participants: null }];
  const bySpan = new Map<string, Span & { participants: ParticipantId[] }>();
  for (const { id, kind } of members.participants) {
    const spans = spansOf({ participant: id, kind }, compartment, members);
    for (const span of spans.filter(({ to }) => to === null || to > after + 1)) {
      const key = `${span.from.seq} ${span.to}`;
      const group = bySpan.get(key) ?? { ...span, participants: [] };
      group.participants.push(id);
      bySpan.set(key, group);
    }
  }
  return [...bySpan.values()];
}

/** The part of a batch that lies in the span; null if none does. */
export function projectBatch(batch: EventBatch, { from, to }: Span): EventBatch | null {
  const last = to === null ? batch.to : Math.min(batch.to, to - 1);
  const after = Math.max(batch.after, from.seq - 1);
  if (last <= after) return null;
  if (after === batch.after && last === batch.to) return batch;
  return { ...batch, after, to: last, events: batch.events.filter((e) => e.seq > after && e.seq <= last) };
}
