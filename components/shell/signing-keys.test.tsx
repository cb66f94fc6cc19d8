import { describe, expect, it } from 'vitest';
import { FakeSource } from '../../client/source/fake-source';
import { event, PARTIES, principal, T0 } from '../../client/testing';
import type { Participant } from '../../domain/participants';
import type { RegisteredKey } from '../../domain/signature';
import { SigningKeys } from './signing-keys';
import { html, words } from './testing';

const jwk = { kty: 'EC', crv: 'P-256', x: 'x', y: 'y' } as const;
const me = principal();
const registered = (user: string, keyId: string, participant = 'P1'): RegisteredKey => ({
  ...{ participant, user, keyId, jwk, command: 'c', value: 'v', supersedes: null },
  name: { en: `Officer ${user}`, ru: `Офицер ${user}` },
});
const party = (id: string) => PARTIES.find((p) => p.id === id) as Participant;
function console(role: 'supervisor' | 'duty') {
  const source = new FakeSource({ me: { ...me, role }, participants: PARTIES }, T0);
  const revoked = { participant: 'P1', user: 'boris', keyId: 'bbbbbbbb-old', by: 'boris', reason: 'lost' };
  source.give(
    'SHARED',
    event(1, 'key.registered', registered(me.userId, 'aaaaaaaa-and-more')),
    event(2, 'key.registered', registered('boris', 'bbbbbbbb-old')),
    event(3, 'key.registered', registered('boris', 'cccccccc-new')),
    event(4, 'key.registered', registered('clara', 'dddddddd-other', 'P2')),
    event(5, 'key.revoked', revoked),
  );
  return source;
}

describe('the list of keys', () => {
  it('UX-190 shows whose keys sign, which were replaced or revoked and why, of the own Party alone, in both languages', () => {
    const list = html(<SigningKeys party={party('P1')} />, console('supervisor'));
    expect(words(list)).toContain(`Officer ${me.userId} aaaaaaaa Revoke… Signs now`);
    expect(words(list)).toMatch(/Officer boris cccccccc Revoke… Signs now/);
    expect(words(list)).toMatch(/Officer boris bbbbbbbb Revoked \d\d:\d\d:\d\dZ, “lost”/);
    expect(list).not.toContain('dddddddd');
    const own = words(html(<SigningKeys party={party('P1')} />, console('duty'), { language: 'ru' }));
    expect(own).toContain(`Офицер ${me.userId} aaaaaaaa Отозвать… Действует`);
    expect(own).toMatch(/Офицер boris cccccccc Действует Офицер boris bbbbbbbb Отозван \S+, «lost»/);
    expect(html(<SigningKeys party={party('P2')} />, console('supervisor'))).toBe('');
  });
});
