import type { KeysHeld, PastKey } from '../../domain/held-keys';
import type { Principal } from '../../domain/participants';
import type { Words } from '../../domain/words';

/** A key of an officer of the own Party, as the list of them shows it. */
export interface KeyLine {
  keyId: string;
  user: string;
  name: Words | null;
  is: 'PRESENT' | 'REPLACED' | 'REVOKED';
  revoked: PastKey['revoked'];
  /** The reader may revoke it: it is his own, or he is a supervisor. */
  mine: boolean;
}
const ORDER: readonly KeyLine['is'][] = ['PRESENT', 'REPLACED', 'REVOKED'];

/** The keys of the reader's Party, his own first, each officer's present one before those of before. */
export function keyLines(held: KeysHeld, me: Pick<Principal, 'participant' | 'userId' | 'role'>): KeyLine[] {
  const own = (user: string): boolean => user === me.userId;
  const mayRevoke = (user: string): boolean => own(user) || me.role === 'supervisor';
  const present = Object.values(held.keys)
    .filter((key) => !held.pastKeys[key.keyId])
    .map(({ keyId, ...of }): [string, PastKey, KeyLine['is']] => [
      keyId,
      { ...of, revoked: null },
      'PRESENT',
    ]);
  const past = Object.entries(held.pastKeys).map(([keyId, key]): [string, PastKey, KeyLine['is']] => [
    ...([keyId, key, key.revoked ? 'REVOKED' : 'REPLACED'] as const),
  ]);
  return [...present, ...past]
    .filter(([, key]) => key.participant === me.participant)
    .map(([keyId, { user, name, revoked }, is]) => ({
      ...{ keyId, user, name, is, revoked },
      mine: is !== 'REVOKED' && mayRevoke(user),
    }))
    .sort(
      (a, b) =>
        Number(own(b.user)) - Number(own(a.user)) ||
        (a.user === b.user ? ORDER.indexOf(a.is) - ORDER.indexOf(b.is) : a.user < b.user ? -1 : 1),
    );
}
