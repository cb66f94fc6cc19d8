import { describe, expect, it } from 'vitest';
import { event, launch, principal, T0 } from '../../client/testing';
import type { Consultation } from '../../domain/consultation';
import { consultation } from '../../domain/testing/samples';
import type { Undertaking } from '../../domain/undertakings';
import { ConsultationPane } from '../consultation/consultation-pane';
import { fakeConsole, html, words } from '../shell/testing';
import { UndertakingsBlock } from './undertakings-block';

const initial = { selection: { kind: 'launch', id: 'launch-1' } } as const;
const both = (text: string) => ({ en: text, ru: text });
const moratorium: Undertaking = {
  ...{ id: 'u', by: 'P1', byName: both('First'), kind: 'TEST_MORATORIUM', title: both('No tests') },
  ...{ text: both('x'), fromMs: T0, toMs: null, classes: ['IRBM'], leadS: null, source: both('s') },
};
const touched = launch({ undertakings: [{ id: 'u', standing: 'NOT_KEPT' }] });
const subject = { kind: 'launch', id: 'launch-1', number: 117, undertaking: 'u' } as const;

describe('an undertaking that a launch touches', () => {
  const painted = (part: Partial<Consultation> | null, me = principal(), fold = false) => {
    const source = fakeConsole({ me });
    source.give('SHARED', event(3, 'undertaking.set', { undertakings: [moratorium] }));
    if (part)
      source.give(
        'SHARED',
        event(4, 'consultation.changed', consultation(['P1', 'P2'], { subject, ...part })),
      );
    return {
      block: words(html(<UndertakingsBlock launch={touched} fold={fold} />, source, { initial })),
      pane: words(html(<ConsultationPane />, source, { initial })),
    };
  };

  it('UX-124 lets an officer of either role ask for a consultation about it', () => {
    for (const role of ['duty', 'supervisor'] as const)
      expect(painted(null, principal({ role })).block).toContain('Consult about it as Party A');
    expect(painted(null, principal({ kind: 'OBSERVER' })).block).not.toContain('Consult');
    expect(painted({ state: 'CLOSED' }).block).toContain('Consult about it as Party A');
  });

  it('UX-124 leads to the consultation that is under way, which says what it is about', () => {
    const open = painted({});
    expect(open.block).toContain('Consultation about this launch');
    expect(open.block).not.toContain('Consult about it');
    expect(open.pane).toContain('About the undertaking: No tests');
    expect(painted({ subject: { ...subject, undertaking: undefined } }).pane).not.toContain(
      'About the undertaking',
    );
  });
});
