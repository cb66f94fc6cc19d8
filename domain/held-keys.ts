/** What a console holds of keys and signatures: enough to say of each act whether it was signed. */
import type { Act, ActSignature, PublicKey, RegisteredKey, Unsigned } from './signature';

export interface HeldKey {
  participant: string;
  keyId: string;
  jwk: PublicKey;
  revoked: boolean;
}
/** Of a signed act its key's name. */
export type ActMark = Pick<ActSignature, 'keyId'> | { unsigned: Unsigned };

/** Acts that are remembered in a view; the journal keeps all. */
export const ACTS_KEPT = 500;

/** An act among others: one user does one thing at a time. */
export const actKey = (user: string, atMs: number): string => `${user}@${atMs}`;

export const heldKey = ({ participant, keyId, jwk }: RegisteredKey): HeldKey => ({
  ...{ participant, keyId, jwk, revoked: false },
});

/** Remembers how an act was signed, in place; the oldest goes when there are too many. */
export function keepAct(acts: Record<string, ActMark>, act: Act, atMs: number): void {
  const key = actKey(act.user, atMs);
  acts[key] = act.signature ? { keyId: act.signature.keyId } : { unsigned: act.unsigned ?? 'noKey' };
  const keys = Object.keys(acts);
  for (const oldest of keys.slice(0, Math.max(0, keys.length - ACTS_KEPT))) delete acts[oldest];
}
