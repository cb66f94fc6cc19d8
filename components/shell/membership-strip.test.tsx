import { describe, expect, it } from 'vitest';
import { event, PARTIES, T0 } from '../../client/testing';
import type { Membership } from '../../domain/protocol/socket';
import { Dossier } from '../dossier/dossier';
import { MembershipStrip } from './membership-strip';
import { fakeConsole, html, words } from './testing';

const shown = (membership: Membership | null, language: 'en' | 'ru' = 'en') =>
  words(html(<MembershipStrip />, fakeConsole({ membership }), { language }));

describe('the console of who is no member', () => {
  it('RL-95 says that it waits for a decision, or since when it has left and where the rest is; a member reads nothing of it', () => {
    expect([shown(null), shown({ is: 'MEMBER' })]).toEqual(['', '']);
    expect(shown({ is: 'WAITS' })).toMatch(/^First Party is not a member .* nothing from before\.$/);
    expect(shown({ is: 'LEFT', atMs: T0 })).toMatch(
      /^First Party left the center, .* 06:00:28Z .* in the history\.$/,
    );
    expect(shown({ is: 'WAITS' }, 'ru')).toMatch(/^В центре не участвует: /);
    expect(shown({ is: 'LEFT', atMs: T0 }, 'ru')).toMatch(/^Выход из центра: .*06:00:28Z/);
  });

  it('RL-95 what a Party that has left said and reported is read under its own letter', () => {
    const regime = {
      ...{ scope: 3 as const, scopeSinceMs: T0, membership: 'BIG8' as const, membershipSinceMs: T0 },
      members: PARTIES.filter((p) => p.id !== 'P2').map((p) => ({
        ...{ participant: p.id, kind: p.kind, sinceMs: T0 },
      })),
    };
    const report = {
      ...{ party: 'P2', reportNo: 2, phenomenologies: ['IR' as const], looksIn30s: 3, givenMs: T0 },
      ...{ validUntilMs: T0 + 60e3, positionSigmaM: 50, difference: null },
    };
    const source = fakeConsole({}, { launch: { reports: [report as never] } });
    source.give('SHARED', event(9, 'regime.changed', regime));
    const initial = { selection: { kind: 'launch' as const, id: 'launch-1' } };
    const markup = html(<Dossier layout="wide" />, source, { initial });
    expect(markup).toMatch(/aria-label="Second Party"/);
    expect(words(markup)).toMatch(/ B infrared no. 2/i);
  });
});
