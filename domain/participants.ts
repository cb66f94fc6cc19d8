import { type Compartment, national, type ParticipantId } from './labels';
import type { Words } from './words';

/** A participant is a record, never a constant. `PARTY` members share and acknowledge; an `OBSERVER` sees notifications. */
export interface Participant {
  id: ParticipantId;
  kind: 'PARTY' | 'OBSERVER';
  name: Words;
  /** What stands in boxes and columns: one Latin letter in both languages. */
  letter: string;
  /** Left to right on screens; a setting, no rank. */
  order: number;
  /** No member when a session begins: a decision of all member Parties admits it, a Party from this phase on. */
  candidate?: 'BIG8' | 'OPEN';
}

/** An administrator manages his participant's users and acts on nothing else. */
export type Role = 'duty' | 'supervisor' | 'observer' | 'administrator';
export const ROLES_OF: Record<Participant['kind'], readonly Role[]> = {
  PARTY: ['duty', 'supervisor', 'administrator'],
  OBSERVER: ['observer', 'administrator'],
};

/** Who acts: made from the server's own session, never from a payload. */
export interface Principal {
  userId: string;
  name: Words;
  participant: ParticipantId;
  kind: Participant['kind'];
  role: Role;
  /** A robot officer keeps an empty desk in demo; marked so on screen and in every record. */
  robot: boolean;
}

/** Who keeps a watch: he opens exercises and reads the history. */
export const isOfficer = <T extends Pick<Principal, 'role'>>(who: T | null | undefined): who is T =>
  who?.role === 'duty' || who?.role === 'supervisor';

/** A program acts as its token; see server/auth/tokens.ts. */
export const PROGRAM_PREFIX = 'token:';
export const isProgram = ({ userId }: Pick<Principal, 'userId'>): boolean =>
  userId.startsWith(PROGRAM_PREFIX);

/** The compartments that a principal's console joins. The only place that answers this question. */
export function compartmentsOf(
  principal: Pick<Principal, 'participant' | 'kind'> & Partial<Pick<Principal, 'role'>>,
): Compartment[] {
  if (principal.role === 'administrator') return [];
  return principal.kind === 'PARTY' ? ['SHARED', national(principal.participant), 'NOTIF'] : ['NOTIF'];
}
