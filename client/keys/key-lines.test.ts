import { describe, expect, it } from 'vitest';
import { type KeysHeld, PAST_KEYS_KEPT, revokeKey, takeKey } from '../../domain/held-keys';
import type { RegisteredKey } from '../../domain/signature';
import { officer } from '../../domain/testing/samples';
import { keyLines } from './key-lines';

const jwk = { kty: 'EC', crv: 'P-256', x: 'x', y: 'y' } as const;
const registered = (
  user: string,
  keyId: string,
  supersedes: string | null = null,
  participant = 'P1',
): RegisteredKey => ({
  ...{ participant, user, keyId, jwk, command: 'c', value: 'v', supersedes },
  name: { en: user, ru: user },
});
function held(): KeysHeld {
  const keys: KeysHeld = { keys: {}, pastKeys: {} };
  takeKey(keys, registered('zoe', 'z1'));
  takeKey(keys, registered('anna', 'a1'));
  takeKey(keys, registered('zoe', 'z2', 'z1'));
  takeKey(keys, registered('boris', 'b1', null, 'P2'));
  revokeKey(keys, { participant: 'P1', user: 'anna', keyId: 'a1', by: 'zoe', reason: 'lost' }, 5);
  return keys;
}
const me = (userId: string, role: 'supervisor' | 'duty') => ({ ...officer('P1', role), userId });
const shown = (keys: KeysHeld, userId: string, role: 'supervisor' | 'duty') =>
  keyLines(keys, me(userId, role)).map((l) => `${l.user} ${l.keyId} ${l.is}${l.mine ? ' mine' : ''}`);

describe('the keys of a Party', () => {
  it('UX-190 each reads those of his Party, his own first; a supervisor may revoke all of them, others their own, nobody a revoked one', () => {
    expect(shown(held(), 'zoe', 'duty')).toEqual([
      'zoe z2 PRESENT mine',
      'zoe z1 REPLACED mine',
      'anna a1 REVOKED',
    ]);
    expect(shown(held(), 'anna', 'supervisor')).toEqual([
      ...['anna a1 REVOKED', 'zoe z2 PRESENT mine', 'zoe z1 REPLACED mine'],
    ]);
    expect(shown(held(), 'anna', 'duty')).toEqual(['anna a1 REVOKED', 'zoe z2 PRESENT', 'zoe z1 REPLACED']);
    expect(keyLines(held(), me('zoe', 'duty')).at(-1)?.revoked).toEqual({
      by: 'zoe',
      reason: 'lost',
      atMs: 5,
    });
  });

  it('UX-190 a key that comes back is the present one again; what another took the place of is known by its name alone', () => {
    const keys = held();
    takeKey(keys, registered('zoe', 'z1', 'z2'));
    expect(shown(keys, 'zoe', 'duty').slice(0, 2)).toEqual(['zoe z1 PRESENT mine', 'zoe z2 REPLACED mine']);
    const later: KeysHeld = { keys: {}, pastKeys: {} };
    takeKey(later, registered('zoe', 'z2', 'z1'));
    expect(shown(later, 'zoe', 'duty')).toEqual(['zoe z2 PRESENT mine', 'zoe z1 REPLACED mine']);
    for (let i = 0; i < PAST_KEYS_KEPT + 9; i++) takeKey(later, registered('zoe', `k${i}`));
    expect(Object.keys(later.pastKeys).length).toBe(PAST_KEYS_KEPT);
  });
});
