/** What a console holds of keys and signatures: enough to say of each act whether it was signed. */
import type { Act, ActSignature, PublicKey, RegisteredKey, RevokedKey, Unsigned } from './signature';

interface KeyOwner {
  participant: string;
  user: string;
  /** Null of keys that were registered before they bore names. */
  name: { en: string; ru: string } | null;
}
/** A key that its user signs with now. */
export interface HeldKey extends KeyOwner {
  keyId: string;
  jwk: PublicKey;
  revoked: boolean;
}
/** A key that another one has taken the place of, or that was revoked. */
export interface PastKey extends KeyOwner {
  revoked: (Pick<RevokedKey, 'by' | 'reason'> & { atMs: number }) | null;
}
export interface KeysHeld {
  /** The latest key of each user. */
  keys: Record<string, HeldKey>;
  /** By the key's name. */
  pastKeys: Record<string, PastKey>;
}
/** Of a signed act its key's name. */
export type ActMark = Pick<ActSignature, 'keyId'> | { unsigned: Unsigned };

/** Acts that are remembered in a view; the journal keeps all. */
export const ACTS_KEPT = 500;
/** Keys that sign nothing any more, as many. */
export const PAST_KEYS_KEPT = 500;

/** An act among others: one user does one thing at a time. */
export const actKey = (user: string, atMs: number): string => `${user}@${atMs}`;

/** A key takes the place of the one that its user had until now, in place. */
export function takeKey(
  held: KeysHeld,
  { participant, user, name, keyId, jwk, supersedes }: RegisteredKey,
): void {
  const owner: KeyOwner = { participant, user, name: name ?? null };
  // Who holds a later part of the stream knows the one before by its name alone.
  const before = held.keys[user]?.keyId ?? supersedes;
  if (before !== null && before !== keyId && !held.pastKeys[before])
    held.pastKeys[before] = { ...owner, revoked: null };
  held.keys[user] = { ...owner, keyId, jwk, revoked: false };
  delete held.pastKeys[keyId];
  dropOldest(held.pastKeys, PAST_KEYS_KEPT);
}

/** The key signs nothing from then on, in place; what it has signed stays signed. */
export function revokeKey(
  held: KeysHeld,
  { participant, user, keyId, by, reason }: RevokedKey,
  atMs: number,
): void {
  const current = held.keys[user];
  const { name } = held.pastKeys[keyId] ?? current ?? NAMELESS;
  if (current?.keyId === keyId) held.keys[user] = { ...current, revoked: true };
  held.pastKeys[keyId] = { participant, user, name, revoked: { by, reason, atMs } };
}

/** Remembers how an act was signed, in place; the oldest goes when there are too many. */
export function keepAct(acts: Record<string, ActMark>, act: Act, atMs: number): void {
  acts[actKey(act.user, atMs)] = act.signature
    ? { keyId: act.signature.keyId }
    : { unsigned: act.unsigned ?? 'noKey' };
  dropOldest(acts, ACTS_KEPT);
}

const NAMELESS: Pick<KeyOwner, 'name'> = { name: null };

function dropOldest(held: Record<string, unknown>, kept: number): void {
  const keys = Object.keys(held);
  for (const oldest of keys.slice(0, Math.max(0, keys.length - kept))) delete held[oldest];
}
