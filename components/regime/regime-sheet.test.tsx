import { describe, expect, it } from 'vitest';
import { event, PARTIES, principal, T0 } from '../../client/testing';
import type { Decision } from '../../domain/decision';
import type { Participant, Role } from '../../domain/participants';
import type { RegimeNow } from '../../domain/regime-now';
import { decision } from '../../domain/testing/samples';
import { fakeConsole, html, words } from '../shell/testing';
import { RegimeSheet } from './regime-sheet';

const THIRD: Participant = {
  ...{ id: 'P3', kind: 'PARTY', letter: 'C', order: 2, candidate: 'BIG8' },
  name: { en: 'Third Party', ru: 'Третья Сторона' },
};
const regime = (part: Partial<RegimeNow> = {}): RegimeNow => ({
  ...{ scope: 2, scopeSinceMs: T0, membership: 'BILATERAL', membershipSinceMs: T0 },
  members: ['P1', 'P2'].map((participant) => ({ participant, kind: 'PARTY', sinceMs: T0 })),
  ...part,
});
const robot = {
  agreed: true,
  reason: 'robot-agree',
  user: 'r',
  nameEn: 'Robot',
  nameRu: 'Робот',
  robot: true,
};

function paint(
  o: { role?: Role; participant?: string; now?: RegimeNow; decision?: Decision; language?: 'en' | 'ru' } = {},
): string {
  const me = principal({ role: o.role ?? 'supervisor', participant: o.participant ?? 'P1' });
  const source = fakeConsole({ me });
  source.store.setState({ participants: [...PARTIES, THIRD], demo: true });
  source.give('SHARED', event(3, 'regime.changed', o.now ?? regime()));
  if (o.decision) source.give('SHARED', event(4, 'decision.changed', o.decision));
  return html(<RegimeSheet me={me} />, source, { language: o.language ?? 'en' });
}
const offers = (markup: string, text: string): boolean => new RegExp(`<button[^>]*>${text}`).test(markup);

describe('the sheet of the regime', () => {
  it('RL-30 shows both dials with since when, members and who is none, in both languages', () => {
    const en = words(paint());
    expect(en).toMatch(/Phase of membership Bilateral since .*Scope 2 ?, all launches of the Parties since/);
    expect(en).toMatch(/Members .*Party since .*Not members .*Third Party.* may join from “Big Eight” on/);
    expect(en).toContain('the robot of an empty desk agrees');
    const ru = words(paint({ language: 'ru' }));
    expect(ru).toMatch(/Этап участия Двусторонний с .*Охват 2/);
    expect(ru).toMatch(/Не участвуют .*Третья Сторона/);
  });

  it('RL-30 a decision says who has agreed, who as a robot and who has not answered; each is offered what is his', () => {
    const open = decision({ requiredParties: ['P1', 'P2'], proposedBy: 'P1', participant: 'P3' });
    const at = (o: Parameters<typeof paint>[0]) => {
      const markup = paint({ decision: open, ...o });
      return ['Agree', 'Refuse', 'Withdraw proposal', 'Propose to all'].map((text) => offers(markup, text));
    };
    expect(words(paint({ decision: open }))).toMatch(
      /DC-0001 Admission ?: Third Party open .* agrees agreed .* has not answered/,
    );
    expect(at({ participant: 'P1' })).toEqual([false, false, true, true]);
    expect(at({ participant: 'P2' })).toEqual([true, true, false, true]);
    expect(at({ participant: 'P2', role: 'duty' })).toEqual([false, false, false, false]);
    const over = decision({
      state: 'AGREED',
      answers: { ...open.answers, P2: { ...robot, atMs: T0 } },
    });
    expect(words(paint({ decision: over }))).toMatch(
      /agreed by all, in force .*set to agree Robot \(robot\)/,
    );
    expect(offers(paint({ decision: over, participant: 'P2' }), 'Agree')).toBe(false);
  });

  it('RL-30 only what is possible as the regime stands is offered to be proposed', () => {
    const options = (now?: RegimeNow) =>
      [...paint({ now }).matchAll(/<option[^>]*>(.*?)<\/option>/g)].map((m) => words(m[1] ?? ''));
    expect(options().map((o) => o.split(':')[0]?.trim())).toEqual(['Phase', 'Phase', 'Scope', 'Scope']);
    expect(options(regime({ membership: 'BIG8' }))[0]).toMatch(/Admission ?: Third Party/);
  });
});
