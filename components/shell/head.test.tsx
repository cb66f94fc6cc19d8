import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { event, T0 } from '../../client/testing';
import { Bar, DeskBar } from './bar';
import { ExerciseHead } from './head';
import { fakeConsole, html, words } from './testing';

const ROOM = new URL('../../scenarios/', import.meta.url);
const scenarios = readdirSync(ROOM)
  .filter((name) => name.endsWith('.json'))
  .map((name): { id: string; variants?: { id: string }[] } =>
    JSON.parse(readFileSync(new URL(name, ROOM), 'utf8')),
  );
const variants = [...new Set(scenarios.flatMap((s) => (s.variants ?? []).map((v) => v.id)))];

it('UX-89 the head names each variant of each scenario by a short word of the reader’s language', () => {
  expect(variants.length).toBeGreaterThan(4);
  for (const language of ['en', 'ru'] as const) {
    const names = variants.map((variant) => {
      const source = fakeConsole({
        clock: {
          session: 's',
          nowMs: T0,
          wallMs: T0,
          state: 'running',
          readonly: false,
          speed: 1,
          wantedSpeed: 1,
          heldBy: null,
        },
      });
      source.give(
        'SHARED',
        event(8, 'session.opened', {
          id: 's',
          mode: 'EXERCISE',
          title: { en: 'Flight', ru: 'Полёт' },
          scenario: { id: 'x', variant, dateMs: T0, assumptions: [] },
          parties: ['P1', 'P2'],
          epochMs: T0,
          engineVersion: '1',
        }),
      );
      const text = words(html(<ExerciseHead layout="small" />, source, { language }));
      expect(text).not.toContain(variant);
      return /(?:Flight|Полёт) (.+?) \d\d:/.exec(text)?.[1];
    });
    expect(new Set(names).size, names.join()).toBe(variants.length);
    expect(names).not.toContain(undefined);
  }
});

it('UX-100 a watch that no engine runs any more says so in its bar, one that runs does not', () => {
  const text = (state: 'running' | 'finished', language: 'en' | 'ru'): string => {
    const clock = { session: 's', nowMs: T0, wallMs: T0, state, readonly: false, speed: 0, wantedSpeed: 1 };
    const source = fakeConsole({ clock: { ...clock, heldBy: null } });
    const bars = [<Bar key="1" layout="wide" headed={false} />, <DeskBar key="2" headed={false} keysHere />];
    return bars.map((bar) => words(html(bar, source, { language }))).join(' | ');
  };
  expect(text('finished', 'en').match(/This watch has ended: to be read, nobody acts/g)).toHaveLength(2);
  expect(text('finished', 'ru').match(/Эта смена закончена: только для чтения/g)).toHaveLength(2);
  expect(text('running', 'en')).not.toContain('has ended');
});

it('UX-118 the bar says that the seal of the log is broken while an alert of a broken chain is open, and no longer once it is closed', () => {
  const bar = (state: 'OPEN' | 'CLOSED', language: 'en' | 'ru' = 'en') => {
    const lifecycle = state === 'OPEN' ? { state } : { state, atMs: T0 };
    const source = fakeConsole(
      {},
      { alert: { code: 'AUDIT_CHAIN_BROKEN', severity: 'CRITICAL', lifecycle } },
    );
    return words(html(<Bar layout="wide" headed={false} />, source, { language }));
  };
  expect(bar('OPEN')).toContain('Watch log seal broken');
  expect(bar('OPEN', 'ru')).toContain('Журнал цепочка нарушена');
  expect(bar('CLOSED')).toMatch(/Watch log sealed #/);
});
