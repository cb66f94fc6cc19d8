import { createHash, createPublicKey, verify } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { COMMANDS, type CommandName, signedRecordOf } from './protocol/commands';
import { keyIdOf, type SignedWords, signatureHolds, signedText } from './signature';
import { testKey } from './testing/keys';

const WORDS: SignedWords = {
  ...{ session: 's1', id: 'cmd-00001', name: 'alert.acknowledge', payload: { seq: 1, alert: 'a' } },
  ...{ participant: 'P1', user: 'u1' },
};

describe('signed acts', () => {
  it('AC-40 the words are canonical JSON and the key is named by its thumbprint, as another tool makes both', async () => {
    const key = await testKey();
    const text =
      '{"id":"cmd-00001","name":"alert.acknowledge","participant":"P1","payload":{"alert":"a","seq":1},"session":"s1","user":"u1","v":2}';
    expect(signedText(WORDS)).toBe(text);
    const { crv, kty, x, y } = key.jwk;
    const thumbprint = createHash('sha256').update(JSON.stringify({ crv, kty, x, y })).digest('base64url');
    expect(await keyIdOf(key.jwk)).toBe(thumbprint);
    const publicKey = createPublicKey({ format: 'jwk', key: { crv, kty, x, y } });
    const { value } = await key.sign(WORDS);
    const signature = Buffer.from(value, 'base64url');
    expect(
      verify('sha256', Buffer.from(text), { key: publicKey, dsaEncoding: 'ieee-p1363' }, signature),
    ).toBe(true);
  });

  it('AC-40 a signature is of these words, of this session, command and user, by this key, and of nothing else', async () => {
    const [key, other] = [await testKey(), await testKey()];
    const signature = await key.sign(WORDS);
    expect(await signatureHolds(signedText(WORDS), signature, key.jwk)).toBe(true);
    const changes: Partial<SignedWords>[] = [
      { session: 's2' },
      { id: 'cmd-00002' },
      { name: 'alert.dissent' },
      { payload: { alert: 'a', seq: 2 } },
      { participant: 'P2' },
      { user: 'u2' },
    ];
    for (const change of changes)
      expect(await signatureHolds(signedText({ ...WORDS, ...change }), signature, key.jwk)).toBe(false);
    expect(await signatureHolds(signedText(WORDS, 1), signature, key.jwk)).toBe(false);
    expect(await signatureHolds(signedText(WORDS), signature, other.jwk)).toBe(false);
    // The name of the key is part of it, and a point off the curve is no key.
    const named = { ...signature, keyId: other.keyId };
    expect(await signatureHolds(signedText(WORDS), named, key.jwk)).toBe(false);
    const off = { ...key.jwk, y: key.jwk.x };
    const offId = { ...signature, keyId: await keyIdOf(off) };
    expect(await signatureHolds(signedText(WORDS), offId, off)).toBe(false);
  });

  it('AC-41 the one table of commands says which acts are signed', () => {
    const names = Object.keys(COMMANDS) as CommandName[];
    const signed = names.filter((name) => signedRecordOf(name) !== null);
    expect(signed).toEqual(
      expect.arrayContaining([
        ...['alert.acknowledge', 'alert.dissent', 'alert.acknowledgeAbsent', 'alert.assess'],
        ...['alert.outOfService', 'alert.withdraw', 'alert.reset', 'alert.refuse'],
        ...['consultation.state', 'consultation.propose', 'consultation.sign', 'consultation.close'],
        ...['shift.sign', 'statement.sign', 'statement.withdraw'],
      ]),
    );
    for (const name of ['log.write', 'session.speed', 'robot.set', 'alert.shelve', 'shift.draft'] as const)
      expect(signed).not.toContain(name);
    // Whatever is decided or released is signed too.
    for (const name of names.filter((n) => /^(decision|release)\./.test(n))) expect(signed).toContain(name);
  });
});
