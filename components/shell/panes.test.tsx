import { describe, expect, it } from 'vitest';
import { event, principal, T0 } from '../../client/testing';
import type { LogEntry } from '../../domain/log';
import { WatchLog } from '../log/watch-log';
import { Bar } from './bar';
import { ExerciseHead } from './head';
import { LinkStrips } from './link-strips';
import { OwnSensors } from './own-lists';
import { panesOf, sizesOf } from './sizes';
import { SpeedControl } from './speed-control';
import { fakeConsole, html, words } from './testing';
import { layoutOf } from './use-layout';

const clock = { session: 's', nowMs: T0, wallMs: T0, state: 'running' as const, readonly: false };
const opened = event(8, 'session.opened', {
  id: 's',
  mode: 'EXERCISE',
  title: { en: 'Black Brant XII', ru: 'Блэк Брант XII' },
  scenario: {
    id: '1995-01-25-black-brant-xii',
    variant: 'as-it-was',
    dateMs: Date.UTC(1995, 0, 25),
    assumptions: [],
  },
  parties: ['P1', 'P2'],
  epochMs: T0 - 240e3,
  engineVersion: '1',
});

describe('the bar', () => {
  it('UX-02 says mode, time in UTC, link, own sensors, the log’s seal, who keeps the watch, sound and seat', () => {
    const source = fakeConsole({ rttMs: 42 });
    const desk = { participant: 'P2', role: 'supervisor' as const, occupant: 'robot' as const, name: null };
    source.give('SHARED', event(9, 'desk.changed', { ...desk, robot: { answer: 'agree', delayS: 20 } }));
    const text = words(html(<Bar layout="wide" headed={false} />, source));
    expect(text).toContain('Live simulated feed 06:01:28Z 24 Nov 2026 · day 328');
    expect(text).toContain('Link 42 ms');
    expect(text).toContain('Own sensors 0/0');
    expect(text).toContain('Watch log sealed #9');
    expect(text).toContain('A nobody B Robot officer');
    expect(text).toContain('Arm sound');
    expect(text).toContain('Ivanova, supervisor, Party A');
  });

  it('UX-03 an exercise on a past event has a head with event, date and variant, and its clock a face of its own', () => {
    const source = fakeConsole({ clock: { ...clock, speed: 1, wantedSpeed: 1, heldBy: null } });
    source.give('SHARED', opened);
    const markup = html(<ExerciseHead layout="wide" />, source);
    expect(words(markup)).toContain('Exercise · History 25 Jan 1995, Black Brant XII As it was');
    expect(markup).toContain('border-dashed');
    expect(words(html(<ExerciseHead layout="wide" />, source, { language: 'ru' }))).toContain(
      'Тренировка · История 25.01.1995, Блэк Брант XII Как было',
    );
  });

  it('UX-25 the speed says why it is held at 1×, what was asked for and what brings it back', () => {
    const source = fakeConsole({ clock: { ...clock, speed: 1, wantedSpeed: 5, heldBy: 'alert-1#1' } });
    const text = words(html(<SpeedControl layout="wide" />, source));
    expect(text).toContain('1× 5× 20×');
    expect(text).toContain('held at 1× while AL-0042 waits asked for 5×, returns when all have answered');
    const free = fakeConsole({ clock: { ...clock, speed: 5, wantedSpeed: 5, heldBy: null } });
    expect(words(html(<SpeedControl layout="wide" />, free))).not.toContain('held');
  });
});

describe('link', () => {
  it('UX-19 a lost link is a strip with since when, how old the picture is, and what is not confirmed', () => {
    const pending = [{ id: 'c', name: 'log.write' as const, payload: {}, sentWallMs: 0, tries: 2 }];
    const source = fakeConsole({ link: 'lost', lastHeardMs: T0, tries: 4, pending });
    source.silentMs = 23_000;
    const text = words(html(<LinkStrips />, source));
    expect(text).toContain('LINK LOST since 06:00:28Z');
    expect(text).toContain('now 00:23 old');
    expect(text).toContain('1 action not confirmed Note in the watch log');
    expect(words(html(<LinkStrips />, fakeConsole()))).toBe('');
  });

  it('UX-19 on return it says what was missed and how many alerts came', () => {
    const restored = { fromMs: T0, toMs: T0 + 42e3, events: 214, alerts: 2 };
    expect(words(html(<LinkStrips />, fakeConsole({ restored })))).toBe(
      'Link restored Missed 06:00:28–06:01:10Z, 214 events. 2 alerts were raised meanwhile.',
    );
  });
});

describe('lists and log', () => {
  const entry = (part: Partial<LogEntry>): LogEntry => ({
    id: 'l1',
    atMs: T0,
    msg: 'log.note',
    params: {},
    text: null,
    by: { user: 'u', participant: 'P2', robot: false, nameEn: 'Reed', nameRu: 'Рид' },
    about: null,
    ...part,
  });

  it('UX-24 the watch log marks free text in another language as untranslated, and a robot’s lines', () => {
    const source = fakeConsole();
    source.give('SHARED', event(9, 'log.written', entry({ text: { body: 'Вижу сам', language: 'ru' } })));
    source.give(
      'SHARED',
      event(
        10,
        'log.written',
        entry({
          id: 'l2',
          msg: 'log.session.opened',
          by: { user: 'r', participant: 'P2', robot: true, nameEn: 'Robot', nameRu: 'Робот' },
        }),
      ),
    );
    const text = words(html(<WatchLog />, source));
    expect(text).toContain('“Вижу сам” untranslated · Reed');
    expect(text).toContain('Session began · Robot robot');
    expect(words(html(<WatchLog />, source, { language: 'ru' }))).not.toContain('без перевода');
  });

  it('UX-26 an own sensor without a health report is unknown, never on', () => {
    const source = fakeConsole();
    const sensor = {
      id: 'r1',
      kind: 'radar',
      name: { en: 'North radar', ru: 'РЛС' },
      assignedTo: 'P1',
      serviceFromMs: 0,
      serviceToMs: null,
    };
    source.give(
      'SHARED',
      event(9, 'catalogue.set', {
        sensors: [
          sensor as never,
          { ...sensor, id: 'r2', assignedTo: 'P2', name: { en: 'Foreign radar', ru: 'РЛС' } } as never,
        ],
      }),
    );
    const markup = html(<OwnSensors />, source);
    expect(words(markup)).toContain('North radar Unknown');
    expect(markup).toContain('data-status="off"');
    expect(markup).not.toContain('Foreign radar');
  });

  it('UX-29 three layouts by the width of the console itself, so that two fit in one window', () => {
    expect([1920, 1904, 1600, 1599, 1280, 1264, 1200, 956].map(layoutOf)).toEqual([
      'wide',
      'wide',
      'wide',
      'small',
      'small',
      'small',
      'small',
      'compact',
    ]);
    expect(sizesOf(panesOf('wide', false))).toMatchObject({
      '--bar-height': '44px',
      '--strip-height': '104px',
      '--timeline-height': '212px',
    });
    expect(sizesOf(panesOf('wide', true))).toMatchObject({
      '--head-height': '48px',
      '--timeline-height': '188px',
    });
  });

  it('UX-30 a duty officer’s first row calls the supervisor and has no acknowledge button', async () => {
    const { AlertStrip } = await import('../alerts/alert-strip');
    const text = words(html(<AlertStrip layout="wide" />, fakeConsole({ me: principal({ role: 'duty' }) })));
    expect(text).toContain('Call supervisor…');
    expect(text).toContain('Open dossier');
    expect(text).not.toMatch(/Acknowledge r\d/);
  });
});
