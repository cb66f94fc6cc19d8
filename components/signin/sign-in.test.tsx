import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it, vi } from 'vitest';
import type { Seat, SeatsAnswer } from '../../client/api';
import { LanguageProvider } from '../../client/i18n/provider';
import { PARTIES, T0 } from '../../client/testing';
import { words } from '../shell/testing';
import { SignIn } from './sign-in';

vi.mock('next/navigation', () => ({ useRouter: () => ({ push: () => undefined }) }));

const seat = (party: string, letter: string, role: Seat['role'], occupant: Seat['occupant']): Seat => ({
  id: `${party}:${role}`,
  participant: party,
  letter,
  role,
  name: { en: 'N', ru: 'Н' },
  second: false,
  occupant,
});
const seats: SeatsAnswer = {
  mode: 'demo',
  participants: PARTIES,
  seats: [
    seat('P1', 'A', 'duty', 'person'),
    seat('P1', 'A', 'supervisor', 'robot'),
    { ...seat('P1', 'A', 'supervisor', 'empty'), id: 'P1:deputy', second: true },
    seat('P2', 'B', 'duty', 'robot'),
    seat('P2', 'B', 'supervisor', 'empty'),
    seat('OBS', 'O', 'observer', 'empty'),
  ],
};
const page = (answer: SeatsAnswer | null, language: 'en' | 'ru' = 'en') =>
  renderToStaticMarkup(
    <LanguageProvider initial={language}>
      <SignIn seats={answer} nowMs={T0} notifications={[]} me={null} />
    </LanguageProvider>,
  );

describe('the first page', () => {
  it('UX-32 a seat says who keeps it; both desks are the one main button; what is taken cannot be taken', () => {
    const markup = page(seats);
    const text = words(markup);
    expect(text).toContain('Duty officer taken by a visitor');
    expect(text).toContain('Supervisor free, robot keeps it');
    expect(text).toContain('Second supervisor free');
    expect(markup).toContain('aria-label="Take seat, Second supervisor, Party A"');
    expect(markup.match(/bg-primary text-on-primary font-semibold/g)).toHaveLength(1);
    expect(text).toContain('Open both desks');
    expect(markup).toMatch(/disabled=""[^>]*aria-label="Taken, Duty officer, Party A"/);
    expect(text.indexOf('First Party')).toBeLessThan(text.indexOf('Second Party'));
  });

  it('RL-31 who is no member yet stands apart from the Parties, with one seat to wait in', () => {
    const third = {
      ...(PARTIES[1] as (typeof PARTIES)[number]),
      id: 'P3',
      letter: 'C',
      candidate: 'BIG8' as const,
    };
    const named = { ...third, name: { en: 'Third Party', ru: 'Третья Сторона' } };
    const markup = page({
      ...seats,
      participants: [...PARTIES, named],
      seats: [...seats.seats, ...(['duty', 'supervisor'] as const).map((r) => seat('P3', 'C', r, 'robot'))],
    });
    expect(words(markup)).toMatch(/Without a Party .*Not a member yet Third Party/);
    expect(markup).not.toContain('<section aria-label="Third Party"');
    expect(markup).not.toContain('Party C');
    expect(words(page(seats))).not.toContain('Not a member yet');
  });

  it('UX-32 it says in both languages that everything is simulated, and what to do when the server is silent', () => {
    expect(words(page(seats, 'ru'))).toContain('Все пуски, имена и числа здесь смоделированы');
    expect(words(page(null))).toContain('The server does not answer');
  });
});
