import { describe, expect, it } from 'vitest';
import { event, principal } from '../../client/testing';
import type { DeskOfficer } from '../../domain/records';
import { LockStrip } from './lock-strip';
import { Officers } from './officers';
import { fakeConsole, html, words } from './testing';

function console(locked: boolean, officers: DeskOfficer[] = [], demo = true) {
  const source = fakeConsole({ me: principal(), locked, demo });
  const name = officers[0]?.name ?? null;
  const desk = {
    participant: 'P1',
    role: 'supervisor',
    occupant: 'person',
    name,
    officers,
    robot: null,
  } as const;
  source.give('SHARED', event(3, 'desk.changed', { ...desk, officers }));
  return source;
}
const sits = (user: string, consoles: number, locked: number): DeskOfficer => ({
  ...{ user, name: { en: user, ru: user }, consoles, locked },
});

describe('a locked console on screen', () => {
  it('UX-144 it says that it is locked, what goes on, and offers its own officer to unlock it, in both languages', () => {
    const en = words(html(<LockStrip />, console(true)));
    expect(en).toContain('This console is locked');
    expect(en).toMatch(/I am .*, supervisor of Party A: unlock/);
    expect(words(html(<LockStrip />, console(true), { language: 'ru' }))).toContain('Пульт заблокирован');
    const service = words(html(<LockStrip />, console(true, [], false)));
    expect(service).toContain('Sign in again to unlock');
    expect(service).not.toContain('I am');
    expect(html(<LockStrip />, console(false))).toBe('');
  });

  it('UX-145 who keeps a watch is marked where none of his consoles can act, and a second officer is counted', () => {
    const bar = (...officers: DeskOfficer[]) =>
      html(<Officers layout="wide" />, console(false, officers), { language: 'en' });
    expect(words(bar(sits('Ivanova', 2, 1), sits('Orlova', 1, 0)))).toContain('Ivanova +1');
    expect(bar(sits('Ivanova', 2, 1))).not.toContain('locked, unattended');
    expect(bar(sits('Ivanova', 1, 1))).toContain('locked, unattended');
    expect(bar(sits('Ivanova', 1, 1), sits('Orlova', 1, 0))).not.toContain('locked, unattended');
  });
});
