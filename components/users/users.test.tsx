import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it, vi } from 'vitest';
import type { User, UsersAnswer } from '../../client/api-users';
import { LanguageProvider } from '../../client/i18n/provider';
import { PARTIES, T0 } from '../../client/testing';
import type { Principal } from '../../domain/participants';
import type { Language } from '../../domain/words';
import { words } from '../shell/testing';
import { AdminPage } from './admin-page';
import { OwnSignIns } from './own-sign-ins';

vi.mock('next/navigation', () => ({ useRouter: () => ({ push: () => undefined }) }));

const me: Principal = {
  ...{ userId: 'u-1', participant: 'P1', kind: 'PARTY', role: 'administrator', robot: false },
  name: { en: 'Belova', ru: 'Белова' },
};
const signIn = { id: 's1', desk: '', agent: 'Console 7', createdMs: T0, seenMs: T0 };
const user = (part: Partial<User>): User => ({
  ...{ id: 'u-2', participant: 'P1', login: 'sokolov', role: 'duty', mustChange: false, disabled: false },
  ...{ name: { en: 'Sokolov', ru: 'Соколов' }, createdMs: T0, signIns: [signIn] },
  ...part,
});
const answer: UsersAnswer = {
  users: [
    user({ id: 'u-1', login: 'belova', role: 'administrator', name: me.name, signIns: [] }),
    user({}),
    user({ id: 'u-3', login: 'orlova', disabled: true, mustChange: true, signIns: [] }),
  ],
  acts: [
    { seq: 2, atMs: T0, act: 'ROLE_CHANGED', by: 'u-1', subject: 'sokolov', to: 'duty' },
    { seq: 1, atMs: T0, act: 'USER_ADDED', by: 'jwc', subject: 'belova', to: 'administrator' },
  ],
  head: { seq: 2, hash: 'ab12'.repeat(16) },
};
const markup = (who: Principal | null, o: { demo?: boolean; language?: Language } = {}) =>
  renderToStaticMarkup(
    <LanguageProvider initial={o.language ?? 'en'}>
      <AdminPage
        me={who}
        participant={who ? (PARTIES.find((p) => p.id === who.participant) ?? null) : null}
        demo={o.demo ?? false}
        first={who ? answer : null}
      />
    </LanguageProvider>,
  );
/** The opening tag of the control of this name. */
const control = (html: string, name: string): string =>
  [...html.matchAll(/<(?:button|select)[^>]*>/g)]
    .map(([tag]) => tag)
    .find((tag) => tag.includes(`"${name}"`)) ?? `no ${name}`;

describe('the page of administrators', () => {
  it('UX-161 nobody shuts himself out; whom he may disable or enable is said by name', () => {
    const html = markup(me);
    expect(control(html, 'Disable belova')).toContain('disabled=""');
    expect(control(html, 'Role of belova')).toContain('disabled=""');
    for (const name of ['Disable sokolov', 'Role of sokolov', 'Set password, sokolov…', 'Enable orlova'])
      expect(control(html, name)).not.toMatch(/ disabled=""|^no /);
    expect(words(html)).toContain('orlova');
    expect(words(html)).toContain('first password');
  });

  it('UX-161 a seat of the demo keeps its role and has no password, but can be closed', () => {
    const html = markup(me, { demo: true });
    expect(control(html, 'Role of sokolov')).toContain('disabled=""');
    expect(control(html, 'Set password, sokolov…')).toContain('disabled=""');
    expect(control(html, 'Disable sokolov')).not.toMatch(/ disabled=""|^no /);
    expect(words(html)).toContain('This is the demo');
  });

  it('UX-161 acts are said in words of both languages, with who did them', () => {
    const said = (language: Language) => words(markup(me, { language }));
    expect(said('en')).toMatch(
      /2 .*Belova made sokolov duty officer.* 1 .*command line added belova as administrator/,
    );
    expect(said('ru')).toMatch(/Белова новая должность, sokolov, оперативный дежурный/);
    expect(said('ru')).toMatch(/командная строка добавлен belova, администратор/);
  });

  it('UX-199 the page says where the chain of the acts stands, whole, as the command prints it', () => {
    for (const language of ['en', 'ru'] as const)
      expect(words(markup(me, { language }))).toContain(`2 ${'ab12'.repeat(16)}`);
  });

  it('UX-161 who is none is told so and sees no user', () => {
    const text = words(markup(null));
    expect(text).toContain('Sign in as one');
    expect(text).not.toMatch(/sokolov|Sokolov/);
  });
});

it('UX-162 the sign-in that is looked from cannot be ended there, others can, each by the name of its browser', () => {
  const first = [
    { ...signIn, here: true },
    { ...signIn, id: 's2', agent: '', desk: 'B', here: false },
  ];
  const html = renderToStaticMarkup(
    <LanguageProvider initial="en">
      <OwnSignIns desk="" me={me} first={first} />
    </LanguageProvider>,
  );
  expect(html.match(/<button[^>]*aria-label="End the sign-in/g)).toHaveLength(1);
  expect(words(html)).toMatch(/Console 7 .* this one .*browser not named .* desk B End/);
});
