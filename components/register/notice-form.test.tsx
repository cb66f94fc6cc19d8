import { describe, expect, it } from 'vitest';
import { event, principal, T0 } from '../../client/testing';
import { noticeDials } from '../../domain/notice-rules';
import type { LaunchNotification } from '../../domain/records';
import { DEFAULT_REGIME } from '../../domain/regime';
import { filed } from '../../domain/testing/samples';
import { SidePane } from '../shell/side-pane';
import { fakeConsole, html, words } from '../shell/testing';
import { PostDeadline, WindowDeadline } from './deadline';

const HOUR = 3600e3;
const iso = (ms: number): string => new Date(ms).toISOString();
const nowMs = T0 + 60e3;
function source(me = principal(), ...on: LaunchNotification[]) {
  const s = fakeConsole({ me });
  const opened = {
    ...{ id: 's', mode: 'LIVE' as const, title: { en: 's', ru: 's' }, scenario: null, parties: ['P1', 'P2'] },
    ...{ epochMs: T0, engineVersion: '1', notify: noticeDials(DEFAULT_REGIME) },
  };
  s.give('SHARED', event(3, 'session.opened', opened));
  s.give('NOTIF', ...on.map((n, i) => event(i + 1, 'notification.changed', n)));
  return s;
}
const pane = (me = principal(), act?: 'change' | 'cancel' | 'postLaunch', on?: LaunchNotification) =>
  html(<SidePane layout="wide" />, source(me, ...(on ? [on] : [])), {
    initial: { pane: { kind: 'notice', act, notification: on?.id } },
  });
const own = filed({ by: 'P1', number: 12, window: { fromMs: nowMs + HOUR, toMs: nowMs + 3 * HOUR } });

describe('the form of a launch notification', () => {
  it('UX-120 either officer of a Party has it; an observer has not', () => {
    for (const role of ['supervisor', 'duty'] as const)
      expect(words(pane(principal({ role })))).toContain('File for Party A');
    expect(words(pane(principal({ role: 'observer', kind: 'OBSERVER' })))).not.toContain('File for Party');
  });

  it('UX-120 a change begins with what is on file; its reference stands; a cancellation says what is taken back', () => {
    const change = pane(principal(), 'change', own);
    expect(change).toContain(`value="${own.launchArea.name.ru}"`);
    expect(change).not.toContain('name="reference"');
    expect(words(change)).toContain('Send the change for Party A');
    expect(words(pane(principal(), 'cancel', own))).toMatch(/N-0012 · .* Cancel it for Party A/);
  });

  it('UX-120 nothing can be changed of another Party’s, nor of what is over', () => {
    const none = 'No notification of Party A can be changed';
    expect(
      words(html(<SidePane layout="wide" />, source(principal(), filed({ ...own, by: 'P2' })), ACT)),
    ).toContain(none);
    expect(
      words(html(<SidePane layout="wide" />, source(principal(), filed({ ...own, status: 'MATCHED' })), ACT)),
    ).toContain(none);
    expect(words(html(<SidePane layout="wide" />, source(principal(), own), ACT))).toContain('N-0012');
  });
  const ACT = { initial: { pane: { kind: 'notice', act: 'change' } } } as const;

  it('UX-121 says by when it is due as the regime of the session has it, and how late it is, in both languages', () => {
    const opens = (ms: number, language: 'en' | 'ru' = 'en') =>
      words(html(<WindowDeadline from={iso(nowMs + ms)} />, source(), { language }));
    expect(opens(27 * HOUR + 5 * 60e3)).toBe(
      '24 h before the window opens, by 24 Nov 2026 09:06Z. 3 h 5 min left',
    );
    expect(opens(21 * HOUR)).toBe(
      '24 h before the window opens, now 3 h late. It is taken and marked as short notice',
    );
    expect(opens(21 * HOUR, 'ru')).toContain('За 24 ч до начала окна, сейчас позже на 3 ч');
    expect(opens(31 * 24 * HOUR)).toContain(
      'Not earlier than 30 d before the window opens, from 25 Nov 2026',
    );
    const flown = (ms: number) => words(html(<PostDeadline launched={iso(nowMs - ms)} />, source()));
    expect(flown(HOUR)).toContain('Within 48 h after the launch, by 26 Nov 2026 05:01Z. 1 d 23 h left');
    expect(flown(50 * HOUR)).toContain('now 2 h late');
    expect(words(html(<WindowDeadline from="soon" />, source()))).toBe('');
    expect(words(html(<WindowDeadline from={iso(nowMs)} />, fakeConsole()))).toBe('');
  });
});
