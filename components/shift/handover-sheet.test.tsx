import { describe, expect, it } from 'vitest';
import { event, principal, T0 } from '../../client/testing';
import type { Shift } from '../../domain/shift';
import type { ShiftList } from '../../domain/shift-list';
import { shift } from '../../domain/testing/samples';
import { fakeConsole, html, words } from '../shell/testing';
import { HandoverSheet } from './handover-sheet';

const alert = { id: 'a#1', number: 47, code: 'LAUNCH_UNNOTIFIED', national: false, launch: 117 } as const;
const list: ShiftList = {
  alerts: [
    {
      ...{ ...alert, notification: null, sensor: null, severity: 'CRITICAL', raisedMs: T0 },
      owes: [{ party: 'P2', what: 'ASSESSMENT' }],
    },
  ],
  shelved: [{ ...alert, id: 'b', number: 8, notification: null, sensor: null, untilMs: T0, reason: 'mast' }],
  outOfService: [],
  sensors: [{ id: 'R1', status: 'ON', stale: true, sinceMs: T0 }],
  consultations: [
    {
      ...{ id: 'c', number: 2, national: false, subject: { kind: 'launch', id: 'l', number: 117 } },
      ...{ awaits: ['P1'], dueMs: T0, closeByMs: T0 },
    },
  ],
  notices: [{ id: 'n', number: 12, by: 'P2', dueMs: T0 }],
};
const GOES = principal();
const COMES = principal({ userId: 'deputy', name: { en: 'Orlova', ru: 'Орлова' } });
const out = { user: GOES.userId, nameEn: 'Ivanova', nameRu: 'Иванова' };
const signedOut = { ...out, atMs: T0, rev: 1 };

function paint(part: Partial<Shift> | null, me = GOES, language: 'en' | 'ru' = 'en'): string {
  const source = fakeConsole({ me });
  const body = shift('P1', { list, outgoing: out, updatedMs: T0, ...part });
  if (part) source.give('NAT:P1', event(3, 'shift.changed', body));
  return html(<HandoverSheet me={me} />, source, { language });
}
const offers = (markup: string, text: string): boolean =>
  new RegExp(`<button(?![^>]*disabled)[^>]*>${text}`).test(markup);

describe('the handover sheet', () => {
  it('UX-142 lists what stands with who owes what and until when, in both languages', () => {
    const en = words(paint({}));
    expect(en).toContain('Shift handover, Party A');
    expect(en).toMatch(/Open alerts 1 .*AL-0047 .*L-0117 since \S+ Party B owes assessment/);
    expect(en).toMatch(/Shelves 1 AL-0008 .*mast.* ends/);
    expect(en).toContain('Out of service none');
    expect(en).toMatch(/Silent own sensors 1 R1 silent since/);
    expect(en).toMatch(/CN-0002 L-0117 awaits Party A due/);
    expect(en).toMatch(/N-0012 of Party B due/);
    const ru = words(paint({}, GOES, 'ru'));
    expect(ru).toMatch(/Открытые сигналы 1 .*AL-0047 .*за Стороной B: оценка/);
    expect(ru).toContain('Молчащие свои средства');
  });

  it('UX-143 who goes signs his draft, another officer signs after him, nobody both', () => {
    expect(offers(paint({}), 'Sign and hand over')).toBe(true);
    expect(offers(paint({}, COMES), 'Sign and')).toBe(false);
    const signed = { state: 'SIGNED', signedOut } as const;
    expect(offers(paint(signed), 'Sign and')).toBe(false);
    expect(words(paint(signed))).toContain('Another supervisor of this Party signs in on his own console');
    expect(offers(paint(signed, COMES), 'Sign and take the watch')).toBe(true);
    expect(words(paint(signed, COMES))).toMatch(/Takes over Orlova/);
  });

  it('UX-143 who takes over is shown what has changed since the first signature', () => {
    const changes: Shift['changes'] = [
      { section: 'alerts', id: 'a#1', number: 47, what: 'ADDED' },
      { section: 'sensors', id: 'R1', number: null, what: 'GONE' },
    ];
    const page = words(paint({ state: 'SIGNED', signedOut, changes }, COMES));
    expect(page).toContain('Changed since Ivanova signed');
    expect(page).toMatch(/AL-0047 new .*R1 gone/);
    expect(words(paint({ state: 'SIGNED', signedOut }, COMES))).not.toContain('Changed since');
  });

  it('UX-142 with none under way one is begun, and the last one is named; remarks stay in their language', () => {
    expect(offers(paint(null), 'Begin handover')).toBe(true);
    const last = words(paint({ state: 'HANDED_OVER', number: 3 }));
    expect(last).toContain('Last: SH-0003 handed over');
    const remarks = { body: 'следите за R1', language: 'ru' } as const;
    expect(words(paint({ remarks }))).toContain('следите за R1 untranslated');
    expect(paint({ remarks })).toContain('<q lang="ru">');
  });

  it('UX-142 the sheet follows each revision that comes', () => {
    const source = fakeConsole({ me: GOES });
    const give = (seq: number, part: Partial<Shift>) =>
      source.give('NAT:P1', event(seq, 'shift.changed', shift('P1', { list, outgoing: out, ...part })));
    give(3, { rev: 1 });
    const before = source.store.getState().views['NAT:P1']?.shifts;
    expect(words(html(<HandoverSheet me={GOES} />, source))).toContain('being drafted');
    give(4, { rev: 2, state: 'SIGNED', signedOut });
    expect(source.store.getState().views['NAT:P1']?.shifts).not.toBe(before);
    expect(words(html(<HandoverSheet me={GOES} />, source))).toContain('signed by who goes');
  });
});
