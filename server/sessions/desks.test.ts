import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Principal } from '../../domain/participants';
import type { Presence } from '../../domain/records';
import { officer } from '../../domain/testing/samples';
import { OBSERVER, PARTIES } from '../engine/testing/two-sensors';
import { Desks } from './desks';

const GRACE_MS = 10_000;
let told: string[] = [];
const read = (d: Presence): string => `${d.participant}/${d.role} ${d.occupant} ${d.name?.en ?? '-'}`;
const officersOf = (d: Presence): string =>
  (d.officers ?? []).map((o) => `${o.name.en} ${o.consoles}/${o.locked}`).join(', ');
let sits: string[] = [];
function make(demo = true): Desks {
  told = [];
  sits = [];
  return new Desks('s', [...PARTIES, OBSERVER], demo, (d) => {
    sits.push(officersOf(d));
    if (told.at(-1) !== read(d)) told.push(read(d));
  });
}
/** Opens a console with the user's one sign-in. */
const sit = (desks: Desks, key: string, who: Principal, locked = false): void =>
  desks.enter(key, who, { locked, signIn: `of ${who.userId}` });
const P1 = officer('P1');
const deputy = { ...P1, userId: 'user:deputy', name: { en: 'Deputy', ru: 'Заместитель' } };

describe('desks', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('SY-20 every Party has two desks and an observer none; robots keep them in demo, nobody else does', () => {
    expect(make().all().map(read)).toEqual([
      ...['P1/duty robot Robot officer', 'P1/supervisor robot Robot officer'],
      ...['P2/duty robot Robot officer', 'P2/supervisor robot Robot officer'],
    ]);
    const service = make(false).all();
    expect(service.every((d) => d.occupant === 'empty' && d.name === null)).toBe(true);
    expect(told).toEqual([]);
  });

  it('SY-21 an officer has his desk from his first console to ten seconds after his last', () => {
    const desks = make();
    sit(desks, 'a', P1);
    sit(desks, 'b', P1);
    expect(told).toEqual(['P1/supervisor person Officer P1']);
    desks.leave('a');
    vi.advanceTimersByTime(60_000);
    desks.leave('b');
    vi.advanceTimersByTime(GRACE_MS - 1);
    expect(told.length).toBe(1);
    vi.advanceTimersByTime(1);
    expect(told[1]).toBe('P1/supervisor robot Robot officer');
  });

  it('SY-21 a reload is no change of the watch, and leaves no console behind', () => {
    const desks = make();
    for (let i = 0; i < 5; i++) {
      sit(desks, `socket-${i}`, P1);
      desks.leave(`socket-${i}`);
      vi.advanceTimersByTime(3000);
    }
    expect(told.length).toBe(1);
    sit(desks, 'last', P1);
    desks.leave('last');
    vi.advanceTimersByTime(GRACE_MS);
    expect(told).toEqual(['P1/supervisor person Officer P1', 'P1/supervisor robot Robot officer']);
  });

  it('SY-21 a change of officer within the ten seconds is said', () => {
    const desks = make();
    sit(desks, 'a', P1);
    desks.leave('a');
    vi.advanceTimersByTime(2000);
    sit(desks, 'b', deputy);
    expect(sits).toEqual(['Officer P1 1/0', 'Officer P1 1/0, Deputy 1/0']);
    vi.advanceTimersByTime(60_000);
    expect(told[1]).toBe('P1/supervisor person Deputy');
    expect(sits.slice(2)).toEqual(['Deputy 1/0']);
  });

  it('SY-21 who signs out leaves his desk at once, with the last of his consoles', () => {
    const desks = make();
    sit(desks, 'a', P1);
    sit(desks, 'b', P1);
    desks.leave('a', true);
    expect(told.length).toBe(1);
    desks.leave('b', true);
    expect(told[1]).toBe('P1/supervisor robot Robot officer');
  });

  it('SY-21 who signs out from another page, within the ten seconds, leaves his desk at once too, and no colleague of his', () => {
    const desks = make();
    sit(desks, 'a', P1);
    sit(desks, 'b', deputy);
    desks.leave('a');
    desks.leave('b');
    desks.signedOut(`of ${deputy.userId}`);
    expect(sits.at(-1)).toBe('Officer P1 1/0');
    desks.signedOut(`of ${P1.userId}`);
    expect(told.at(-1)).toBe('P1/supervisor robot Robot officer');
    expect(vi.getTimerCount()).toBe(0);
    // Whose console is open has not gone: it is ended by its own line.
    sit(desks, 'c', P1);
    desks.signedOut(`of ${P1.userId}`);
    expect(sits.at(-1)).toBe('Officer P1 1/0');
  });

  it('SY-21 of two officers at one desk the first has it; when he goes it is the other', () => {
    const desks = make();
    sit(desks, 'a', P1);
    sit(desks, 'b', deputy);
    expect(told).toEqual(['P1/supervisor person Officer P1']);
    desks.leave('a');
    vi.advanceTimersByTime(GRACE_MS);
    expect(told[1]).toBe('P1/supervisor person Deputy');
  });

  it('SY-22 an observer and a socket that never entered change nothing; a closed session has no timers left', () => {
    const desks = make();
    sit(desks, 'o', officer('O1', 'observer'));
    desks.leave('nobody');
    expect(told).toEqual([]);
    sit(desks, 'a', P1);
    desks.leave('a');
    desks.close();
    expect(vi.getTimerCount()).toBe(0);
  });

  it('WL-16 says how many consoles each officer has and how many are locked; a reload changes none of it', () => {
    const desks = make();
    sit(desks, 'a', P1);
    sit(desks, 'b', P1);
    desks.lock('a', true);
    sit(desks, 'c', deputy);
    desks.lock('nobody', true);
    expect(sits).toEqual([
      'Officer P1 1/0',
      'Officer P1 2/0',
      'Officer P1 2/1',
      'Officer P1 2/1, Deputy 1/0',
    ]);
    desks.leave('b');
    expect(sits.at(-1)).toBe('Officer P1 1/1, Deputy 1/0');
    desks.leave('a');
    sit(desks, 'a2', P1, true);
    expect(sits.length).toBe(5);
    desks.lock('a2', false);
    expect(sits.at(-1)).toBe('Officer P1 1/0, Deputy 1/0');
    expect(told).toEqual(['P1/supervisor person Officer P1']);
  });
});
