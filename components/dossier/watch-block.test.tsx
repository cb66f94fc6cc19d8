import { describe, expect, it } from 'vitest';
import { event, launch, principal, T0 } from '../../client/testing';
import { statementDraft, watchStatement } from '../../domain/testing/samples';
import { fakeConsole, html, words } from '../shell/testing';
import { WatchBlock } from './watch-block';
import { draftOn, statementsOn } from './watch-model';

const { launchPoint } = launch();
const place = { lat: launchPoint.lat, lon: launchPoint.lon, radiusM: 120e3 };
const window = { fromMs: launchPoint.atMs - 60e3, toMs: launchPoint.atMs + 60e3 };
const said = (part: Parameters<typeof watchStatement>[0] = {}) =>
  watchStatement({ place, window, number: 4, ...part });
const weighed = launch({
  finding: {
    ...{ code: 'UNRESOLVED', confidence: 0.3 },
    reasons: [{ msg: 'finding.noDetection', params: { statement: 4, times: 10 } }],
  },
});
const withdrawn = {
  user: 'u',
  nameEn: 'Officer',
  nameRu: 'Офицер',
  robot: false,
  atMs: T0,
  reason: 'too early',
};

function paint(
  language: 'en' | 'ru',
  me = principal(),
  statement = said(),
  draft = statementDraft({ place, window }),
) {
  const source = fakeConsole({ me });
  source.give('SHARED', event(3, 'statement.changed', statement));
  source.give('NAT:P1', event(1, 'statement.drafted', draft));
  return html(<WatchBlock launch={weighed} fold={false} />, source, { language });
}

describe('statements of a watch in the dossier', () => {
  it('UX-134 each stands with its figures and the weight that the finding gives it, in both languages', () => {
    const en = words(paint('en'));
    for (const part of [
      'Party B, ST-0004',
      'No launch detected 90 %',
      'within 120 km',
      '10.0 times less likely',
    ])
      expect(en).toContain(part);
    expect(words(paint('ru'))).toContain('Пуск не обнаружен 90 %');
    expect(words(paint('en', principal(), said({ number: 5 })))).toContain('counts nothing here');
  });

  it('UX-134 the own draft stands with its sensors, each with its probability; a supervisor signs it, a duty officer is told why not', () => {
    const markup = paint('en');
    for (const part of ['SD-0001', 'r, 90 %', 'Together 90 %', 'Sign for Party A'])
      expect(words(markup)).toContain(part);
    expect(markup).toContain('max="90"');
    expect(paint('en', principal({ role: 'duty' }))).toContain('Only a supervisor signs');
    const unsignable = words(paint('en', principal(), said(), statementDraft({ place, window, seen: 2 })));
    expect(unsignable).toContain('2 own tracks began there then: it cannot be signed.');
    expect(unsignable).not.toContain('Sign for');
  });

  it('UX-135 a withdrawn one stays as visible as it was, struck, with who, when and why; the own one can be withdrawn', () => {
    const markup = paint('en', principal(), said({ withdrawn }));
    expect(markup).toMatch(/line-through[^>]*>No launch detected 90 %/);
    expect(words(markup)).toMatch(/Withdrawn \S+ by Officer, “too early”/);
    expect(words(markup)).not.toContain('less likely');
    expect(words(paint('en', principal(), said({ by: 'P1' })))).toContain('Withdraw ST-0004 for Party A');
    expect(words(paint('en'))).not.toContain('Withdraw');
  });

  it('UX-134 one of another place or time is not of this launch, nor is a draft that was signed', () => {
    const far = { ...place, lat: place.lat - 40 };
    const late = { fromMs: window.toMs + 900e3, toMs: window.toMs + 960e3 };
    expect(statementsOn(weighed, [said({ place: far }), said({ window: late })])).toEqual([]);
    expect(
      statementsOn(weighed, [said({ number: 3 }), said()]).map((s) => [s.statement.number, s.times]),
    ).toEqual([
      [4, 10],
      [3, null],
    ]);
    expect(draftOn(weighed, [statementDraft({ place, window, signedAs: 2 })])).toBeNull();
    const two = [statementDraft({ place, window }), statementDraft({ place, window, number: 2 })];
    expect(draftOn(weighed, two)?.number).toBe(2);
    const done = statementDraft({ place, window, number: 3, signedAs: 1 });
    expect(draftOn(weighed, [...two, done])).toBeNull();
  });
});
