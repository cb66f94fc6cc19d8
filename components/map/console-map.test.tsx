import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { LanguageProvider } from '../../client/i18n/provider';
import { FakeSource } from '../../client/source/fake-source';
import { initialConsoleState } from '../../client/stores/console-store';
import { ConsoleProvider } from '../../client/stores/context';
import { T0 } from '../../client/testing';
import type { LaunchNotification, SessionInfo } from '../../domain/records';
import { emptyView } from '../../domain/view';
import { ConsoleMap } from './console-map';
import { flying, radar, sourceOf, track } from './testing';

const notice: LaunchNotification = {
  id: 'n1',
  number: 311,
  rev: 1,
  receivedMs: T0,
  status: 'OPEN',
  matchedMs: null,
  reference: 'r',
  by: 'P1',
  byName: { en: 'A', ru: 'А' },
  vehicle: 'SLV',
  window: { fromMs: T0 - 600e3, toMs: T0 + 3600e3 },
  launchArea: { lat: 51.8, lon: 128.3, radiusM: 100e3, name: { en: 'V', ru: 'В' } },
  azimuthDeg: 55,
  azimuthToleranceDeg: 5,
  impactArea: { lat: 57, lon: 160, radiusM: 220e3 },
  purpose: null,
};

function withViews(
  source: FakeSource,
  session: Partial<SessionInfo> = {},
  notices: LaunchNotification[] = [],
): FakeSource {
  const state = source.store.getInitialState();
  const shared = state.views.SHARED;
  if (!shared?.session) throw new Error('no session');
  const notif = emptyView('NOTIF');
  for (const n of notices) notif.notifications[n.id] = n;
  return new FakeSource(
    {
      ...state,
      views: {
        ...state.views,
        SHARED: { ...shared, session: { ...shared.session, ...session } },
        NOTIF: notif,
      },
    },
    source.atMs,
  );
}

function html(
  source: FakeSource,
  language: 'en' | 'ru' = 'en',
  mapOff = true,
  national = true,
  reported = true,
): string {
  const layers = { ...initialConsoleState().layers, national, reported };
  return renderToStaticMarkup(
    <LanguageProvider initial={language}>
      <ConsoleProvider source={source} initial={{ layers }}>
        <ConsoleMap mapOff={mapOff} />
      </ConsoleProvider>
    </LanguageProvider>,
  );
}
const text = (markup: string): string =>
  markup
    .replace(/<[^>]+>/g, ' ')
    .replace(/[\s\u00a0]+/g, ' ')
    .trim();
const world = () =>
  sourceOf({
    launches: [flying()],
    tracks: [track({ reportedAs: 117 })],
    sensors: [radar(), radar({ id: 'r2', assignedTo: 'P2', name: { en: 'Thule', ru: 'Туле' } })],
  });

describe('UX-58 the list holds what the map shows', () => {
  it('UX-58 a launch with class, state, place, course, height, speed, regions', () => {
    const shown = text(html(withViews(world())));
    expect(shown).toContain('L-0117');
    expect(shown).toContain('IRBM 0.80');
    expect(shown).toMatch(/4\d\.\dN 13\d\.\dE 0\d\d° \d+ ±\d+ km \d\.\d\d km\/s/);
    expect(shown).toMatch(/40\.6N 126\.4E, .* km, 06:00:28Z ±7 s/);
    expect(shown).toMatch(/36\.\dN 160\.\dE|37N 160E/);
    expect(shown).toContain('06:14:35–06:15:40Z');
  });

  it('UX-58 tracks of the own picture, notices with both areas, sensors with the own status only', () => {
    const shown = text(html(withViews(world(), {}, [notice])));
    expect(shown).toContain('TK-0311');
    expect(text(html(withViews(world()), 'en', true, false))).not.toContain('TK-0311');
    expect(shown).toContain(
      'N-0311 Window open 05:50:28–07:00:28Z 51.8N 128.3E, radius 100 km 57.0N 160.0E, radius 220 km',
    );
    expect(shown).toContain('A Shariki, Japan, Radar 40.9N 140.3E 230°–350° Unknown');
    expect(shown).toContain('B Thule, Radar 40.9N 140.3E 230°–350° not shared');
  });

  it('UX-233 what each Party reported, while the map shows it', () => {
    const { launchPoint, azimuthDeg } = flying();
    const said = (party: string, reportNo: number) => ({
      ...{
        party,
        series: `s-${party}`,
        reportNo,
        givenMs: T0 + 120e3,
        launchPoint,
        azimuthDeg,
        impact: null,
      },
      ...{ phenomenologies: ['RADAR' as const], looksIn30s: 4 },
      difference: {
        ...{ positionM: 18e3, positionSigmaM: 2e3, timeS: 1, timeSigmaS: 1 },
        ...{ azimuthDeg: 1, azimuthSigmaDeg: 1, significant: [] },
      },
    });
    const source = sourceOf({ launches: [flying({ reports: [said('P1', 3), said('P2', 9)] })] });
    const list = text(html(source));
    expect(list).toContain('Reported by the Parties');
    expect(list).toMatch(/L-0117 A reported, no\. 3, 06:02:28Z .*4 looks in last 30 s 18 ±3 km/);
    expect(list).toMatch(/L-0117 B reported, no\. 9/);
    expect(text(html(source, 'ru'))).toContain('Донесения Сторон');
    expect(text(html(source, 'en', true, true, false))).not.toContain('Reported by the Parties');
  });

  it('UX-58 in Russian too', () => {
    const shown = text(html(withViews(world()), 'ru'));
    expect(shown).toContain('БРПД 0,80');
    expect(shown).toContain('40,6 с.ш. 126,4 в.д.');
    expect(shown).toContain('Сярики, Япония');
    expect(shown).not.toMatch(/Launch|Radar|Unknown/);
  });

  it('UX-58 with nothing in the air it says what is there', () => {
    expect(text(html(withViews(sourceOf({ sensors: [radar()] }))))).toContain(
      'Nothing flies now. 1 sensor in the catalogue.',
    );
  });

  it('UX-58 with the map off the list stands in its place; else it is there for assistive techniques, without stops for the focus', () => {
    const off = html(withViews(world()));
    expect(off).toContain('Map switched off on this server');
    expect(off).toContain('aria-label="Select L-0117"');
    expect(off).not.toContain('<canvas');
    const on = html(withViews(world()), 'en', false);
    expect(on).toContain('<canvas');
    expect(on).toContain('sr-only');
    expect(on).toContain('L-0117');
    expect(on).not.toContain('aria-label="Select L-0117"');
  });
});

describe('UX-59 the map says what it is', () => {
  it('UX-59 an exercise has its watermark, on a past event with the year; live has none', () => {
    const mark = (session: Partial<SessionInfo>, language: 'en' | 'ru' = 'en') =>
      /class="watermark">([^<]*)/.exec(html(withViews(world(), session), language))?.[1] ?? null;
    const past = {
      id: '1995-01-25-black-brant-xii',
      variant: 'as-it-was',
      dateMs: Date.UTC(1995, 0, 25),
      assumptions: [],
    };
    expect(mark({})).toBeNull();
    expect(mark({ mode: 'EXERCISE' })).toBe('EXERCISE');
    expect(mark({ mode: 'EXERCISE', scenario: past })).toBe('EXERCISE 1995');
    expect(mark({ mode: 'REPLAY', scenario: past })).toBe('REPLAY 1995');
    expect(mark({ mode: 'EXERCISE' }, 'ru')).toBe('ТРЕНИРОВКА');
  });

  it('UX-59 what a scenario assumes is on the map, in the reader’s language', () => {
    const assumptions = [{ en: 'azimuth 349°', ru: 'азимут 349°' }];
    const scenario = { id: 'x', variant: 'y', dateMs: T0, assumptions };
    expect(text(html(withViews(world(), { scenario })))).toContain('Assumed for this scenario azimuth 349°');
    expect(text(html(withViews(world(), { scenario }), 'ru'))).toContain('азимут 349°');
    expect(html(withViews(world()))).not.toContain('Assumed');
  });
});
