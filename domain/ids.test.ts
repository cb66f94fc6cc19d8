import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeId, shortNumber } from './ids';

describe('ids', () => {
  it('EN-01 an id is a function of its parts: the same in every run', () => {
    expect(makeId('launch', 's1', 'report', 3)).toBe(makeId('launch', 's1', 'report', 3));
    expect(makeId('launch', 's1', 'report', 3)).toMatch(/^launch_[0-9a-z]{22}$/);
    // As first given out: stored sessions name things by it.
    expect(makeId('launch', 'live', 'a')).toBe('launch_1wc7aqw9gx40u6c8vph91o');
  });

  it('EN-01 kind, value and order of every part count, and where one part ends', () => {
    const ids = [
      makeId('a', 'b', 'c'),
      makeId('a', 'c', 'b'),
      makeId('b', 'a', 'c'),
      makeId('a', 'bc'),
      makeId('a', 'b|1:c'),
      makeId('a', 'b', 'c', ''),
      makeId('a', 'b', ''),
      makeId('a', 'b'),
      makeId('a'),
    ];
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('EN-01 no two of 50,000 neighbours share an id, nor a half of it', () => {
    const ids = Array.from({ length: 50_000 }, (_, i) => makeId('t', 'session', i));
    expect(new Set(ids).size).toBe(ids.length);
    expect(new Set(ids.map((id) => id.slice(2, 13))).size).toBe(ids.length);
    expect(new Set(ids.map((id) => id.slice(13))).size).toBe(ids.length);
  });

  it('EN-01 an id says nothing of its parts', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 4 }), (part) => !makeId('k', part).slice(2).includes(part)),
      { numRuns: 200 },
    );
  });

  it('EN-02 short numbers have four digits or more', () => {
    expect(shortNumber('L', 42)).toBe('L-0042');
    expect(shortNumber('TK', 12345)).toBe('TK-12345');
  });
});
