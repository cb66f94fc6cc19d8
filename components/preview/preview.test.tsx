import { describe, expect, it } from 'vitest';
import { FakeSource } from '../../client/source/fake-source';
import { PreviewSource } from '../../client/source/preview-source';
import { event, launch, PARTIES, principal, T0 } from '../../client/testing';
import { AS_IS } from '../../domain/coarsen';
import type { Participant } from '../../domain/participants';
import type { Preview } from '../../domain/preview';
import { filed, released, track } from '../../domain/testing/samples';
import { Dossier } from '../dossier/dossier';
import { fakeConsole, html, words } from '../shell/testing';
import { GivenClasses } from './given-classes';
import { PreviewLists } from './preview-lists';
import { PreviewPane } from './preview-pane';

const [, SECOND] = PARTIES as [Participant, Participant];
const OBSERVER: Participant = {
  ...{ id: 'O1', kind: 'OBSERVER', letter: 'O', order: 9 },
  name: { en: 'Observer', ru: 'Наблюдатель' },
};
const ALL = [...PARTIES, OBSERVER];
const CONFIG = { mapOff: true, mapboxToken: null, testHook: false } as never;

/** What a preview of this participant paints, of a console that holds more than is given. */
function paint(
  node: React.ReactNode,
  whose: Participant,
  part: Partial<Preview> = {},
  o: object = {},
): string {
  const outer = fakeConsole({ participants: ALL });
  outer.give('NOTIF', event(1, 'notification.changed', filed()));
  outer.give('NAT:P1', event(1, 'track.changed', track({ number: 311 })));
  const { SHARED, NOTIF } = outer.store.getState().views;
  const source = new PreviewSource(outer, whose);
  source.take({
    ...{ of: whose.id, nowMs: T0, given: [] },
    views: [
      ...(SHARED && whose.kind === 'PARTY' ? [{ compartment: 'SHARED' as const, view: SHARED }] : []),
      ...(NOTIF ? [{ compartment: 'NOTIF' as const, view: NOTIF }] : []),
    ],
    ...part,
  });
  return html(node, new FakeSource(source.store.getState(), outer.atMs), o);
}

describe('the preview as another participant', () => {
  it('UX-177 its frame says in both languages at once what it is, whose picture, that it is read only and how to leave', () => {
    for (const language of ['en', 'ru'] as const) {
      const source = fakeConsole({ participants: ALL });
      const markup = html(<PreviewPane me={principal()} of={null} layout="wide" config={CONFIG} />, source, {
        language,
      });
      expect(markup).toContain('preview-frame');
      expect(words(markup)).toContain('PREVIEW · ПРОСМОТР');
      expect(words(markup)).toMatch(
        language === 'en'
          ? /What Second Party \(B\) sees of what we hold .*Leave the preview.*Esc.* Read only/
          : /Что видит Вторая Сторона \(B\) из того, что есть у нас .*Выйти из просмотра.*Esc.* Только чтение/,
      );
      // Everybody else can be chosen, and oneself cannot.
      const options = [...markup.matchAll(/<option[^>]*value="([^"]+)"/g)].map((m) => m[1]);
      expect(options).toEqual(['P2', 'O1']);
    }
  });

  it('UX-178 it lists alerts, launches, notifications and what we have released, and of our own picture nothing', () => {
    const given = [released({ id: 'release_a', number: 7, reason: 'look at it' })];
    const text = words(paint(<PreviewLists whose={SECOND} layout="wide" />, SECOND, { given }));
    expect(text).toMatch(
      /AL-0042 .* L-0117 .*Released by us RE-0007 .*released by Party A, as it is.* N-\d{4}/,
    );
    expect(text).not.toMatch(/TK-|RC-|Released to us/);
    const none = words(paint(<PreviewLists whose={SECOND} layout="wide" />, SECOND));
    expect(none).toContain('We have released nothing to it.');
    const observer = words(paint(<PreviewLists whose={OBSERVER} layout="wide" />, OBSERVER));
    expect(observer).toMatch(/^Launch notifications N-/);
  });

  it('UX-178 what is given and what is withheld is said by class, as the regime has it: a Party, an observer, who is no member', () => {
    const says = (whose: Participant, part: Partial<Preview> = {}) =>
      [...paint(<GivenClasses whose={whose} />, whose, part).matchAll(/<dd[^>]*>([^<]*)/g)].map((m) => m[1]);
    expect(says(SECOND)).toEqual(['given', 'given', 'what we release', 'not given']);
    expect(says(SECOND, { views: [] })).toEqual(['not given', 'not given', 'what we release', 'not given']);
    expect(says(OBSERVER)).toEqual(['not given', 'given', 'not given', 'not given']);
  });

  it('UX-178 its dossiers offer no act and say nothing of what the other finds itself', () => {
    const launched = { kind: 'launch' as const, id: launch().id };
    const own = words(html(<Dossier layout="wide" />, fakeConsole(), { initial: { selection: launched } }));
    const shown = words(paint(<Dossier layout="wide" />, SECOND, {}, { initial: { selection: launched } }));
    for (const offer of ['Consultation…', 'Seen by own sensors']) {
      expect([offer, own.includes(offer)]).toEqual([offer, true]);
      expect([offer, shown.includes(offer)]).toEqual([offer, false]);
    }
    const markup = paint(<Dossier layout="wide" />, SECOND, {}, { initial: { selection: launched } });
    expect(markup).not.toMatch(/<(input|textarea|select|form)/);
    const selection = { kind: 'track' as const, id: 'release_a' };
    const copy = words(
      paint(
        <Dossier layout="wide" />,
        SECOND,
        { given: [released({ id: 'release_a', number: 7, coarsen: { ...AS_IS, gridM: 20_000 } })] },
        { initial: { selection } },
      ),
    );
    expect(copy).toMatch(/^RE-0007 released by Party A, grid 20 km/);
  });
});
