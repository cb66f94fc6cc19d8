import { expect, it } from 'vitest';
import { KeptText } from './kept-text';

it('UX-179 a text that was left is found again in its place by the same officer in the same session, and by nobody else', () => {
  const held = new Map<string, string>();
  const storage = {
    getItem: (key: string) => held.get(key) ?? null,
    setItem: (key: string, value: string) => void held.set(key, value),
    removeItem: (key: string) => void held.delete(key),
  };
  const at = (place: string, session: string, user: string) =>
    new KeptText(place, session, user, () => storage);
  at('cn-1', 's1', 'u1').write('half a word');
  const found = [
    at('cn-1', 's1', 'u1'),
    at('cn-2', 's1', 'u1'),
    at('cn-1', 's2', 'u1'),
    at('cn-1', 's1', 'u2'),
  ];
  expect(found.map((k) => k.read())).toEqual(['half a word', null, null, null]);
  at('cn-1', 's1', 'u1').write('');
  expect(held.size).toBe(0);
  const shut = new KeptText('x', 's', 'u', () => {
    throw new Error('no storage');
  });
  shut.write('a');
  expect(shut.read()).toBeNull();
});
