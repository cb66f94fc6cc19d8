/**
 * The regime as it stands in a session: its two dials and who is a member (TRUST §5.2). What a decision would change is
 * judged and done here; how one comes about is in decision.ts.
 */
import type { ParticipantId } from './labels';
import type { Participant } from './participants';
import type { Refusal } from './refusals';
import type { Regime } from './regime';

export const MEMBERSHIPS = ['BILATERAL', 'BIG8', 'OPEN'] as const satisfies readonly Regime['membership'][];

/** What a decision is about. */
export type DecisionSubject =
  | { kind: 'JOIN' | 'LEAVE'; participant: ParticipantId }
  | { kind: 'PHASE'; membership: Regime['membership'] }
  | { kind: 'SCOPE'; scope: Regime['scope'] };

export interface Member {
  participant: ParticipantId;
  kind: Participant['kind'];
  sinceMs: number;
}
export interface RegimeNow {
  scope: Regime['scope'];
  scopeSinceMs: number;
  membership: Regime['membership'];
  membershipSinceMs: number;
  members: Member[];
}

/** What a session begins with: everybody who is no candidate; of the Parties those that it was opened with. */
export function firstRegime(o: {
  regime: Pick<Regime, 'scope' | 'membership'>;
  participants: readonly Participant[];
  parties: readonly ParticipantId[];
  atMs: number;
}): RegimeNow {
  const { scope, membership } = o.regime;
  const observers = o.participants.filter((p) => p.kind === 'OBSERVER' && isFounding(p, o.parties));
  const kindOf = (kind: Participant['kind']) => (participant: ParticipantId) => ({
    ...{ participant, kind, sinceMs: o.atMs },
  });
  return {
    ...{ scope, scopeSinceMs: o.atMs, membership, membershipSinceMs: o.atMs },
    members: [...o.parties.map(kindOf('PARTY')), ...observers.map((p) => p.id).map(kindOf('OBSERVER'))],
  };
}
export const isFounding = (p: Participant, parties: readonly ParticipantId[]): boolean =>
  p.kind === 'PARTY' ? parties.includes(p.id) : p.candidate === undefined;

/** Members that share, acknowledge and decide, in the order in which they became members. */
export const memberParties = ({ members }: Pick<RegimeNow, 'members'>): ParticipantId[] =>
  members.filter((m) => m.kind === 'PARTY').map((m) => m.participant);

/** Why the regime as it stands cannot be changed so, or null. */
export function whyNot(
  now: RegimeNow,
  subject: DecisionSubject,
  participants: readonly Participant[],
): Refusal | null {
  switch (subject.kind) {
    case 'SCOPE':
      return subject.scope === now.scope ? 'asItIs' : null;
    case 'PHASE':
      // Phases follow one another (DOMAIN e): one that has been left does not come back.
      return MEMBERSHIPS.indexOf(subject.membership) > MEMBERSHIPS.indexOf(now.membership)
        ? null
        : 'notForward';
    case 'JOIN': {
      const who = participants.find((p) => p.id === subject.participant);
      if (!who) return 'noCandidate';
      if (now.members.some((m) => m.participant === who.id)) return 'asItIs';
      const from = who.kind === 'PARTY' ? (who.candidate ?? 'BILATERAL') : 'BILATERAL';
      return MEMBERSHIPS.indexOf(now.membership) >= MEMBERSHIPS.indexOf(from) ? null : 'phaseTooNarrow';
    }
    case 'LEAVE': {
      const member = now.members.find((m) => m.participant === subject.participant);
      if (!member) return 'noMember';
      // One Party alone is no joint centre.
      return member.kind === 'PARTY' && memberParties(now).length <= 2 ? 'tooFewMembers' : null;
    }
  }
}

/** The regime after a decision that `whyNot` has nothing against. */
export function changeRegime(
  now: RegimeNow,
  subject: DecisionSubject,
  participants: readonly Participant[],
  atMs: number,
): RegimeNow {
  switch (subject.kind) {
    case 'SCOPE':
      return { ...now, scope: subject.scope, scopeSinceMs: atMs };
    case 'PHASE':
      return { ...now, membership: subject.membership, membershipSinceMs: atMs };
    case 'LEAVE':
      return { ...now, members: now.members.filter((m) => m.participant !== subject.participant) };
    case 'JOIN': {
      const kind = participants.find((p) => p.id === subject.participant)?.kind ?? 'OBSERVER';
      return { ...now, members: [...now.members, { participant: subject.participant, kind, sinceMs: atMs }] };
    }
  }
}
