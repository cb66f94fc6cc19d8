import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Presence } from '../../domain/records';
import { officer } from '../../domain/testing/samples';
import { OBSERVER, PARTIES } from '../engine/testing/two-sensors';
import { Desks } from './desks';

const GRACE_MS = 10_000;
let told: string[] = [];
const read = (d: Presence): string => `${d.participant}/${d.role} ${d.occupant} ${d.name?.en ?? '-'}`;
function make(demo = true): Desks {
  told = [];
  return new Desks('s', [...PARTIES, OBSERVER], demo, (d) => told.push(read(d)));
}
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
    desks.enter('a', P1);
    desks.enter('b', P1);
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
      desks.enter(`socket-${i}`, P1);
      desks.leave(`socket-${i}`);
      vi.advanceTimersByTime(3000);
    }
    expect(told.length).toBe(1);
    desks.enter('last', P1);
    desks.leave('last');
    vi.advanceTimersByTime(GRACE_MS);
    expect(told).toEqual(['P1/supervisor person Officer P1', 'P1/supervisor robot Robot officer']);
  });

  it('SY-21 a change of officer within the ten seconds is said', () => {
    const desks = make();
    desks.enter('a', P1);
    desks.leave('a');
    vi.advanceTimersByTime(2000);
    desks.enter('b', deputy);
    expect(told[1]).toBe('P1/supervisor person Deputy');
    vi.advanceTimersByTime(60_000);
    expect(told.length).toBe(2);
  });

  it('SY-21 who signs out leaves his desk at once, with the last of his consoles', () => {
    const desks = make();
    desks.enter('a', P1);
    desks.enter('b', P1);
    desks.leave('a', true);
    expect(told.length).toBe(1);
    desks.leave('b', true);
    expect(told[1]).toBe('P1/supervisor robot Robot officer');
  });

  it('SY-21 of two officers at one desk the first has it; when he goes it is the other', () => {
    const desks = make();
    desks.enter('a', P1);
    desks.enter('b', deputy);
    expect(told).toEqual(['P1/supervisor person Officer P1']);
    desks.leave('a');
    vi.advanceTimersByTime(GRACE_MS);
    expect(told[1]).toBe('P1/supervisor person Deputy');
  });

  it('SY-22 an observer and a socket that never entered change nothing; a closed session has no timers left', () => {
    const desks = make();
    desks.enter('o', officer('O1', 'observer'));
    desks.leave('nobody');
    expect(told).toEqual([]);
    desks.enter('a', P1);
    desks.leave('a');
    desks.close();
    expect(vi.getTimerCount()).toBe(0);
  });
});
