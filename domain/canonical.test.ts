import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from './canonical';

/** The same value with the keys of every object put in another order. */
function shuffled(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shuffled);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([k, v]) => [k, shuffled(v)]),
  );
}
const plain = fc.jsonValue({ maxDepth: 4 });

describe('canonical JSON', () => {
  it('JO-01 gives one text for equal values, whatever the order of their keys', () => {
    fc.assert(fc.property(plain, (v) => canonicalJson(v) === canonicalJson(shuffled(v))));
    expect(canonicalJson({ b: [1, -0, 1e21], a: { d: null, c: 'é\u0001' } })).toBe(
      '{"a":{"c":"é\\u0001","d":null},"b":[1,0,1e+21]}',
    );
  });

  it('JO-01 is read back as the same value by JSON.parse', () => {
    fc.assert(fc.property(plain, (v) => canonicalJson(JSON.parse(canonicalJson(v))) === canonicalJson(v)));
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (n) => {
        expect(JSON.parse(canonicalJson([n]))).toEqual([n === 0 ? 0 : n]);
      }),
    );
  });

  it.each([
    [{ a: [1, Number.NaN] }, 'a.1: NaN has no JSON'],
    [{ a: Number.NEGATIVE_INFINITY }, 'a: -Infinity has no JSON'],
    [{ a: { b: undefined } }, 'a.b: undefined has no JSON'],
    [[1, 2n], '1: bigint has no JSON'],
    [{ f: () => 0 }, 'f: function has no JSON'],
    [{ when: new Date(0) }, 'when: Date is no plain object'],
    [{ m: new Map() }, 'm: Map is no plain object'],
    [new Float64Array(2), 'Float64Array is no plain object'],
  ])('JO-02 refuses what JSON would bend and names the place: %#', (value, message) => {
    expect(() => canonicalJson(value)).toThrow(message);
  });

  it('JO-02 refuses a cycle instead of running out of stack', () => {
    const loop: Record<string, unknown> = {};
    loop.self = loop;
    expect(() => canonicalJson(loop)).toThrow('nested too deep');
  });
});
