import { describe, expect, it } from 'vitest';
import { FakeSource } from '../../client/source/fake-source';
import type { SourceState } from '../../client/source/source';
import { principal } from '../../client/testing';
import { Joined } from './joined';
import { html, words } from './testing';

const shown = (state: Partial<SourceState>, language: 'en' | 'ru' = 'en') =>
  words(html(<Joined>the console</Joined>, new FakeSource(state), { language }));

describe('before the first answer', () => {
  it('UX-36 shows no console until the center has answered', () => {
    expect(shown({})).toBe('Opening the line to the center');
    expect(shown({ problem: { code: 'NOT_READY', message: '' } })).toBe('The session is being prepared');
    expect(shown({ me: principal() })).toBe('the console');
  });

  it('UX-36 says in both languages that a session is not there, and where to go', () => {
    const problem = { code: 'NOT_FOUND', message: 'no such session' };
    expect(shown({ problem })).toMatch(
      /^Nothing here No page or session .* To the live watch To the library/,
    );
    expect(shown({ problem }, 'ru')).toContain('Здесь ничего нет');
    expect(shown({ problem, me: principal() })).toBe('the console');
  });
});
