import { z } from 'zod';
import { canonicalJson } from './canonical';
import type { ParticipantId, SessionId } from './labels';

/**
 * Signed acts (docs/signatures.md): ECDSA over P-256 and SHA-256, by a key of the officer's own browser. Both halves build the
 * same text of an act, so what was signed can be built again from what is stored. No clock, no chance.
 */
const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
export const KEY_ALGORITHM = { name: ALGORITHM.name, namedCurve: ALGORITHM.namedCurve } as const;
export const SIGNING_ALGORITHM = { name: ALGORITHM.name, hash: ALGORITHM.hash } as const;

/** 32 bytes in base64url. */
const bytes32 = z.string().regex(/^[A-Za-z0-9_-]{43}$/);
/** The public half of a key, as RFC 7638 has it: these members and no others. */
export const publicKeySchema = z.strictObject({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: bytes32,
  y: bytes32,
});
export type PublicKey = z.infer<typeof publicKeySchema>;
/** `value`: r and s, 64 bytes in base64url. */
export const actSignatureSchema = z.strictObject({
  keyId: bytes32,
  value: z.string().regex(/^[A-Za-z0-9_-]{86}$/),
});
export type ActSignature = z.infer<typeof actSignatureSchema>;
/** Why an act that could be signed is not. `keyUnused`: whoever acts has a key that stands, and this act does not bear it. */
export type Unsigned = 'robot' | 'token' | 'noKey' | 'keyUnused';

/**
 * Version of what is signed. 1: acts named what they sign (a draft, a joint statement, a list) by its id or number alone.
 * 2: their payload holds its content too, so that a record can be held against the act (act-content.ts).
 */
export const ACT_VERSION = 2;
export type ActVersion = 1 | typeof ACT_VERSION;

/** What is signed: who does what, once. `id` is the command's, so that one signature is good for one act of one session. */
export interface SignedWords {
  session: SessionId;
  id: string;
  name: string;
  /** As its schema gave it: what is signed is what was taken. */
  payload: unknown;
  participant: ParticipantId;
  user: string;
}
export const signedText = (
  { session, id, name, payload, participant, user }: SignedWords,
  v: ActVersion = ACT_VERSION,
): string => canonicalJson({ v, session, id, name, payload, participant, user });

/**
 * An act as it was taken, beside the record that it made: enough to check its signature from an export alone. In a copy that
 * others are given of the record it is a mark without words and value: the words name what is its author's alone.
 */
export interface Act extends Omit<SignedWords, 'session'> {
  signature: { keyId: string; value: string | null } | null;
  /** Null of a signed one. */
  unsigned: Unsigned | null;
}
/** From now on the acts of this user are signed with this key. The registration is signed with the key itself. */
export interface RegisteredKey {
  participant: ParticipantId;
  user: string;
  /** As he was called then; absent in what was stored before keys had names. */
  name?: { en: string; ru: string };
  keyId: string;
  jwk: PublicKey;
  /** The command that registered it, and its signature. */
  command: string;
  value: string;
  /** The user's key until now: another browser, or one that lost its key. */
  supersedes: string | null;
}
export interface RevokedKey {
  participant: ParticipantId;
  user: string;
  keyId: string;
  /** Who says so. */
  by: string;
  reason: string;
}

/** The name of a key: its thumbprint (RFC 7638). */
export async function keyIdOf({ kty, crv, x, y }: PublicKey): Promise<string> {
  const text = canonicalJson({ crv, kty, x, y });
  return toBase64Url(await crypto.subtle.digest(ALGORITHM.hash, new TextEncoder().encode(text)));
}

/** True if the signature is of this text, by this key. */
export async function signatureHolds(
  text: string,
  { keyId, value }: ActSignature,
  jwk: PublicKey,
): Promise<boolean> {
  try {
    if ((await keyIdOf(jwk)) !== keyId) return false;
    const key = await crypto.subtle.importKey('jwk', { ...jwk }, KEY_ALGORITHM, false, ['verify']);
    const signature = fromBase64Url(value);
    return await crypto.subtle.verify(SIGNING_ALGORITHM, key, signature, new TextEncoder().encode(text));
  } catch {
    // A point that is not on the curve is no key.
    return false;
  }
}

export function toBase64Url(buffer: ArrayBuffer): string {
  const text = btoa(String.fromCharCode(...new Uint8Array(buffer)));
  return text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (c) => c.charCodeAt(0));
}
