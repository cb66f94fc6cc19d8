import {
  type ActSignature,
  type ActVersion,
  KEY_ALGORITHM,
  keyIdOf,
  type PublicKey,
  SIGNING_ALGORITHM,
  type SignedWords,
  signedText,
  toBase64Url,
} from '../signature';

/** A key as an officer's browser holds it. */
export interface TestKey {
  jwk: PublicKey;
  keyId: string;
  /** `v`: as what was signed before had it; the present version where it is not said. */
  sign(words: SignedWords, v?: ActVersion): Promise<ActSignature>;
}

export async function testKey(): Promise<TestKey> {
  const pair = await crypto.subtle.generateKey(KEY_ALGORITHM, false, ['sign', 'verify']);
  const { x = '', y = '' } = await crypto.subtle.exportKey('jwk', pair.publicKey);
  const jwk: PublicKey = { kty: 'EC', crv: 'P-256', x, y };
  const keyId = await keyIdOf(jwk);
  const sign = async (words: SignedWords, v?: ActVersion): Promise<ActSignature> => {
    const text = new TextEncoder().encode(signedText(words, v));
    return {
      keyId,
      value: toBase64Url(await crypto.subtle.sign(SIGNING_ALGORITHM, pair.privateKey, text)),
    };
  };
  return { jwk, keyId, sign };
}
