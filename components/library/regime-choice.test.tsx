import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { LanguageProvider } from '../../client/i18n/provider';
import { PARTIES } from '../../client/testing';
import { type ChosenRegime, REPORT_POLICIES } from '../../domain/regime-choice';
import type { Language } from '../../domain/words';
import { words } from '../shell/testing';
import { changedOf, RegimeChoice } from './regime-choice';

const [asIs, coarse, noImpact] = REPORT_POLICIES as [
  (typeof REPORT_POLICIES)[number],
  (typeof REPORT_POLICIES)[number],
  (typeof REPORT_POLICIES)[number],
];
const OWN = { gridM: 50_000, delayS: 60, withheld: ['class'] };
const event: ChosenRegime = { scope: 2, membership: 'BIG8', reports: { P2: OWN } };
const markup = (value: ChosenRegime, language: Language = 'en') =>
  renderToStaticMarkup(
    <LanguageProvider initial={language}>
      <RegimeChoice event={event} value={value} parties={PARTIES} onChange={() => undefined} />
    </LanguageProvider>,
  );
/** What each list has chosen. */
const chosen = (html: string): string[] =>
  [...html.matchAll(/<option[^>]*selected=""[^>]*>([^<]*)/g)].map(([, text]) => text ?? '');

it('UX-195 begins with what the event says, a policy of its own among what is offered', () => {
  const [phase, scope, ...reports] = chosen(markup(event));
  expect([phase, scope]).toEqual(['Big Eight', '2: all launches of the Parties']);
  expect(reports).toEqual(['as they are', 'grid 50 km, 60 s later, without class']);
  const offered = words(markup(event)).match(/grid 20 km, 10 s later/g);
  expect(offered).toHaveLength(PARTIES.length);
  expect(words(markup(event))).toContain('without impact area');
});

it('UX-195 in both languages, with what was chosen', () => {
  const value = { ...event, scope: 3, reports: { P1: coarse, P2: OWN } } as const;
  expect(chosen(markup(value)).slice(1, 3)).toEqual([
    '3: launches of third states too',
    'grid 20 km, 10 s later',
  ]);
  const russian = words(markup(value, 'ru'));
  expect(russian).toContain('Донесения Стороны A о пусках');
  expect(russian).toContain('сетка 20 км, позже на 10 с');
});

it('UX-195 asks the server for what was changed and for nothing else', () => {
  expect(changedOf(event, event)).toEqual({});
  expect(changedOf(event, { ...event, reports: { P1: asIs, P2: OWN } })).toEqual({});
  const value = { scope: 1, membership: 'BIG8', reports: { P1: noImpact, P2: asIs } } as const;
  expect(changedOf(event, value)).toEqual({ scope: 1, reports: { P1: noImpact, P2: asIs } });
});
