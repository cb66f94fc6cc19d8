import { describe, expect, it } from 'vitest';
import { FakeSource } from '../../client/source/fake-source';
import { event, PARTIES, principal, T0 } from '../../client/testing';
import type { Membership } from '../../domain/protocol/socket';
import { AlertStrip } from '../alerts/alert-strip';
import { Dossier } from '../dossier/dossier';
import { Console } from './console';
import { MembershipStrip } from './membership-strip';
import { fakeConsole, html, words } from './testing';

const PAGE = { mapOff: true, mapboxToken: null, testHook: false };
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

  it('UX-186 nothing there says that there is none of what it is not shown; its mode is the session’s', () => {
    const console = (membership: Membership, language: 'en' | 'ru' = 'en') => {
      const source = new FakeSource(
        { me: principal(), participants: PARTIES, membership, mode: 'EXERCISE' },
        T0,
      );
      return html(<Console config={PAGE} />, source, { language });
    };
    const waits = console({ is: 'WAITS' });
    expect(words(waits)).not.toMatch(
      /nobody|No open alert|No launch|None in this watch|Nothing is written|Waiting on/,
    );
    expect(words(waits)).toMatch(/Nothing of the center is shown here.*Nothing of the center is shown here/);
    expect(waits).toContain('data-mode="EXERCISE"');
    expect(words(console({ is: 'MEMBER' }))).toMatch(/No launch.*Nothing is written/);
    expect(words(console({ is: 'LEFT', atMs: T0 }, 'ru'))).toMatch(/Данные центра здесь не показаны/);
  });

  it('UX-187 each Party has a column of its own in a row of the alerts', () => {
    const columns = (n: number, layout: 'wide' | 'small' | 'compact'): number => {
      const more = ['P3', 'P4']
        .slice(0, n - 2)
        .map((id, i) => ({ ...(PARTIES[0] as (typeof PARTIES)[number]), id, order: 2 + i }));
      const source = fakeConsole({ participants: [...PARTIES, ...more] });
      const markup = html(<AlertStrip layout={layout} />, source);
      return Number(/repeat\((\d)/.exec(markup)?.[1]);
    };
    for (const layout of ['wide', 'small', 'compact'] as const)
      expect([2, 3, 4].map((n) => columns(n, layout))).toEqual([2, 3, 4]);
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
