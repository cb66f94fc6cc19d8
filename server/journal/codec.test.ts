import { hash } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../domain/canonical';
import { sharedLabel } from '../../domain/labels';
import { launch } from '../../domain/testing/samples';
import { DEFLATED, DEFLATED_TEXT, PLAIN, packBody, unpackBody } from './codec';
import { DICTIONARY_1 } from './dictionary';

describe('the packing of bodies', () => {
  it('JO-19 every text and all bytes come back as they were given', () => {
    const body = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 20_000 }),
      fc.json({ maxDepth: 4 }),
      fc.uint8Array({ maxLength: 3000 }),
    );
    fc.assert(
      fc.property(body, (given) => {
        const { enc, body: packed } = packBody(given);
        const back = unpackBody(enc, packed);
        if (typeof given === 'string') expect(back.toString()).toBe(Buffer.from(given).toString());
        else expect(new Uint8Array(back)).toEqual(given);
      }),
    );
  });

  it('JO-19 the dictionary of a packing never changes: what it packed stays readable', () => {
    expect(hash('sha256', DICTIONARY_1, 'hex')).toBe(
      'ed9de9be986c2e3c5ead49d6552b3b33d4d72e212702b97e9b255973d1487fb3',
    );
  });

  it('JO-19 what was packed before there was a dictionary is read as ever; an unknown packing is refused', () => {
    const text = 'a'.repeat(500);
    expect(unpackBody(DEFLATED, deflateRawSync(text)).toString()).toBe(text);
    expect(unpackBody(PLAIN, Buffer.from(text)).toString()).toBe(text);
    expect(() => unpackBody(3, Buffer.from(text))).toThrow('unknown packing 3');
  });

  it('JO-19 a record takes half the room that it took without the dictionary', () => {
    const body = launch();
    const text = canonicalJson({ body, kind: 'launch.changed', label: sharedLabel('CENTER', 'LIVE'), v: 1 });
    const { enc, body: packed } = packBody(text);
    expect(enc).toBe(DEFLATED_TEXT);
    expect(packed.byteLength).toBeLessThan(deflateRawSync(text, { level: 9 }).byteLength / 2);
  });
});
