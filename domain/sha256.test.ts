import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { sha256 } from './sha256';

it('AC-50 the digest of a text is SHA-256 of its UTF-8 bytes, as another tool makes it, over every length of the last block', () => {
  const other = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex');
  expect(sha256('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  for (let n = 0; n <= 130; n++) expect(sha256('x'.repeat(n))).toBe(other('x'.repeat(n)));
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
      expect(sha256(text)).toBe(other(text));
    }),
  );
});
