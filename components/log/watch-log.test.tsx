import { describe, expect, it } from 'vitest';
import { event, principal, T0 } from '../../client/testing';
import type { LogEntry } from '../../domain/log';
import { fakeConsole, html, words } from '../shell/testing';
import { WatchLog } from './watch-log';

const note = (id: string, user: string, part: Partial<LogEntry> = {}): LogEntry => ({
  ...{ id, atMs: T0, msg: 'log.note', params: {}, about: null },
  text: { body: `said in ${id}`, language: 'en' },
  by: { user, participant: 'P1', robot: false, nameEn: 'Ivanova', nameRu: 'Иванова' },
  ...part,
});
function shown(language: 'en' | 'ru', ...entries: LogEntry[]): string[] {
  const source = fakeConsole();
  source.give('SHARED', ...entries.map((e, i) => event(3 + i, 'log.written', e)));
  const markup = html(<WatchLog />, source, { language });
  return [...markup.matchAll(/<li[\s\S]*?<\/li>/g)].map(([li]) => words(li));
}

describe('the watch log', () => {
  it('WL-01 a line says what its author had on screen', () => {
    const seen = { kind: 'alert' as const, id: 'alert-1#1', rev: 3 };
    expect(shown('en', note('a', 'u2', { seen }))[0]).toContain('AL-0042 r3 on screen');
    expect(shown('ru', note('a', 'u2', { seen }))[0]).toContain('на экране AL-0042 r3');
    expect(shown('en', note('a', 'u2'))[0]).not.toContain('on screen');
  });

  it('RL-97 a supervisor is offered the release of a line of his own Party, and of no shared line nor of what was given to him', () => {
    const offered = (role: 'supervisor' | 'duty', language: 'en' | 'ru' = 'en') => {
      const source = fakeConsole({ me: principal({ role }) });
      const line = (id: string, msg: string): LogEntry => ({
        ...{
          id,
          atMs: T0,
          msg,
          params: { party: 'P2', copy: 1, sensor: 'R1' },
          text: null,
          by: null,
          about: null,
        },
      });
      source.give('SHARED', event(3, 'log.written', line('a', 'log.sensor.stale')));
      source.give(
        'NAT:P1',
        event(1, 'log.written', line('b', 'log.sensor.stale')),
        event(2, 'log.written', line('c', 'log.release.received')),
      );
      const markup = html(<WatchLog />, source, { language });
      return [...markup.matchAll(/<li[\s\S]*?<\/li>/g)].map(([li]) => /Release…|Передать…/.test(li));
    };
    expect(offered('supervisor').filter(Boolean)).toHaveLength(1);
    expect(offered('supervisor', 'ru').filter(Boolean)).toHaveLength(1);
    expect(offered('supervisor')).toHaveLength(3);
    expect(offered('duty')).toEqual([false, false, false]);
  });

  it('WL-02 a corrected entry stays and says so; only its author is offered to correct, and only what stands', () => {
    const lines = shown(
      'en',
      note('a', 'u1'),
      note('b', 'u1', { msg: 'log.correction', params: { ofMs: T0 }, corrects: 'a' }),
      note('c', 'u2'),
    );
    expect(lines[0]).toMatch(/said in a.*corrected below/);
    expect(lines[0]).not.toMatch(/Correct$/);
    expect(lines[1]).toMatch(/Correction of the entry of 06:00:28Z.*said in b.*Correct$/);
    expect(lines[2]).toMatch(/said in c/);
    expect(lines[2]).not.toMatch(/Correct$/);
  });
});
