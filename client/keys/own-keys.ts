import {
  type ActSignature,
  KEY_ALGORITHM,
  keyIdOf,
  type PublicKey,
  SIGNING_ALGORITHM,
  type SignedWords,
  signedText,
  toBase64Url,
} from '../../domain/signature';

/** The key of one user in this browser. */
export interface OwnKey {
  readonly jwk: PublicKey;
  readonly keyId: string;
  sign(words: SignedWords): Promise<ActSignature>;
}
export interface OwnKeys {
  /** The user's key, made where there is none; null where this browser cannot have one. */
  of(user: string): Promise<OwnKey | null>;
  /** A new key of the user in the place of one that was revoked, unless there is another one already. */
  renew(user: string, revoked: string): Promise<OwnKey | null>;
}
/** Where key pairs lie, by user. Nobody reads the secret half, not even the page. */
export interface KeyShelf {
  get(user: string): Promise<CryptoKeyPair | null>;
  /** Puts the pair there unless one is there already; gives the one that is there then. */
  add(user: string, pair: CryptoKeyPair): Promise<CryptoKeyPair>;
  drop(user: string): Promise<void>;
}

/** `subtle` is undefined where the page came over an insecure line; `shelf` gives null where the browser keeps nothing. */
export function ownKeys(subtle: SubtleCrypto | undefined, shelf: () => Promise<KeyShelf | null>): OwnKeys {
  const held = new Map<string, Promise<OwnKey | null>>();
  const find = async (user: string): Promise<OwnKey | null> => {
    const place = subtle ? await shelf() : null;
    if (!subtle || !place) return null;
    const pair =
      (await place.get(user)) ??
      (await place.add(user, await subtle.generateKey(KEY_ALGORITHM, false, ['sign', 'verify'])));
    const { x = '', y = '' } = await subtle.exportKey('jwk', pair.publicKey);
    const jwk: PublicKey = { kty: 'EC', crv: 'P-256', x, y };
    const keyId = await keyIdOf(jwk);
    const sign = async (words: SignedWords): Promise<ActSignature> => {
      const text = new TextEncoder().encode(signedText(words));
      return { keyId, value: toBase64Url(await subtle.sign(SIGNING_ALGORITHM, pair.privateKey, text)) };
    };
    return { jwk, keyId, sign };
  };
  const of = (user: string): Promise<OwnKey | null> => {
    // A browser that refuses its storage (a private window) has no key, and its officer acts unsigned.
    const key = held.get(user) ?? find(user).catch(() => null);
    held.set(user, key);
    return key;
  };
  return {
    of,
    renew: async (user, revoked) => {
      if ((await of(user))?.keyId !== revoked) return of(user);
      held.delete(user);
      // Another window of this browser may have come to it before.
      if ((await of(user))?.keyId !== revoked) return of(user);
      held.delete(user);
      await (await shelf())?.drop(user);
      return of(user);
    },
  };
}
