import { describe, expect, it } from 'vitest';
import { event, principal, T0 } from '../../client/testing';
import type { Consultation, ThreadEntry } from '../../domain/consultation';
import { consultation } from '../../domain/testing/samples';
import { AlertStrip } from '../alerts/alert-strip';
import { SidePane } from '../shell/side-pane';
import { fakeConsole, html, words } from '../shell/testing';
import { ConsultationPane } from './consultation-pane';

const initial = { selection: { kind: 'launch', id: 'launch-1' }, pane: { kind: 'consultation' } } as const;
const speaker = (party: string) => ({
  ...{ party, user: party, nameEn: `Officer ${party}`, nameRu: `Офицер ${party}`, robot: false, atMs: T0 },
});
const entry = (party: string, part: Partial<ThreadEntry>): ThreadEntry => ({
  ...{ act: 'SAID', no: null, phrases: [], text: null },
  ...speaker(party),
  ...part,
});
const subject = { kind: 'launch', id: 'launch-1', number: 117 } as const;
const talk = (part: Partial<Consultation> = {}): Consultation =>
  consultation(['P1', 'P2'], { subject, ...part });
const REAL = { msg: 'joint.real', params: { launch: 117 } } as const;

function paint(part: Partial<Consultation> | null, me = principal(), language: 'en' | 'ru' = 'en'): string {
  const source = fakeConsole({ me });
  if (part) source.give('SHARED', event(3, 'consultation.changed', talk(part)));
  return html(<ConsultationPane />, source, { initial, language });
}

describe('the consultation pane', () => {
  it('UX-130 says whose word is awaited, what was said and who has signed, in both languages', () => {
    const part: Partial<Consultation> = {
      state: 'OPEN',
      turn: { of: ['P1'], fromMs: T0, dueMs: T0 + 120e3 },
      thread: [
        entry('P2', {
          phrases: [{ msg: 'say.see', params: { launch: 117, by: 'IR' } }],
          text: { body: 'смотрим', language: 'ru' },
        }),
        entry('P2', { act: 'PROPOSED', no: 1, phrases: [REAL] }),
      ],
      joint: { no: 1, phrases: [REAL], proposedBy: 'P2', signatures: [speaker('P2')] },
    };
    const en = words(paint(part));
    expect(en).toContain('CN-0001, Open, all members');
    expect(en).toContain('Your word is awaited 01:00');
    expect(en).toContain('We see L-0117, by infrared sensors.');
    expect(en).toContain('смотрим in Russian, not translated');
    expect(en).toContain('The Parties assess L-0117 as a real launch. Signature of A missing Signed by B');
    expect(en).toContain('Sign joint statement 1 for Party A');
    expect(paint(part)).toContain('<q lang="ru"><bdi>смотрим</bdi></q>');
    const ru = words(paint(part, principal(), 'ru'));
    expect(ru).toContain('Мы наблюдаем L-0117 инфракрасными средствами.');
    expect(ru).toContain('Стороны оценивают L-0117 как действительный пуск.');
    expect(ru).toContain('смотрим на русском языке, без перевода');
    const theirs = words(paint({ ...part, turn: { of: ['P2'], fromMs: T0, dueMs: T0 + 30e3 } }));
    expect(theirs).toContain('Word of Party B awaited');
  });

  it('UX-130 a closed one says how it ended, and another may be asked for', () => {
    const closed = { state: 'CLOSED', turn: null } as const;
    const one = words(paint({ ...closed, closed: { atMs: T0, outcome: 'JOINT', by: null } }));
    expect(one).toMatch(/Closed \S+ with a joint statement/);
    expect(one).toContain('Ask for a consultation as Party A');
    expect(one).not.toContain('Speak');
    const other = words(paint({ ...closed, closed: { atMs: T0, outcome: 'NONE', by: 'P2' } }));
    expect(other).toMatch(/Closed \S+ without a joint statement/);
    expect(words(paint(null))).toContain('No consultation about L-0117 yet.');
    expect(words(paint({}))).not.toContain('Ask for a consultation');
  });

  it('UX-131 a duty officer asks but does not speak, and is told why', () => {
    const duty = principal({ role: 'duty' });
    const asks = paint(null, duty);
    expect(/<button(?![^>]*disabled)[^>]*>Ask for a consultation as Party A/.test(asks)).toBe(true);
    const open = paint({}, duty);
    expect(open.match(/<button[^>]*disabled[^>]*>/g)?.length).toBe(2);
    expect(words(open)).toContain('Only a supervisor speaks here');
    const ours = paint({ joined: ['P2'] }, principal());
    expect(words(ours)).toContain('Join for Party A');
    expect(words(paint({ joined: ['P1'] }))).not.toContain('Join for Party A');
  });

  it('UX-131 tab and row are marked while a consultation awaits the own Party', () => {
    const source = (of: string[]) => {
      const s = fakeConsole();
      const part = { alerts: ['alert-1#1'], turn: { of, fromMs: T0, dueMs: T0 + 1e5 } };
      s.give('SHARED', event(3, 'consultation.changed', talk(part)));
      return s;
    };
    const both = (of: string[]) =>
      words(html(<SidePane layout="wide" />, source(of), { initial })) +
      words(html(<AlertStrip layout="wide" />, source(of)));
    expect(both(['P1'])).toMatch(/Consultation · 1.*Consultation awaits us/);
    expect(both(['P2'])).not.toMatch(/Consultation · 1|Consultation awaits us/);
  });
});
