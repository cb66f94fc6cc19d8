import { describe, expect, it } from 'vitest';
import { event, T0 } from '../../client/testing';
import type { LaunchSeries } from '../../domain/series';
import { launchPoint, mergeSeries, NO_SERIES } from '../../domain/series';
import { launch as sample, track } from '../../domain/testing/samples';
import { AlertStrip } from '../alerts/alert-strip';
import { LaunchList } from '../shell/launch-list';
import { fakeConsole, html, words } from '../shell/testing';
import { EvidencePane } from './evidence-pane';
import { SeriesProvider } from './series-context';
import { Rows } from './series-table';

const selection = { kind: 'launch' as const, id: 'launch-1' };
/** ±40 s of one sigma: the earliest is 65.8 s before. */
const area = {
  ...{ lat: 35.1, lon: 179.2, cov: [1e10, 0, 1e10] as [number, number, number] },
  ...{ atMs: T0 + 1320e3, sigmaS: 40 },
};
const pane = (language: 'en' | 'ru', number = 117) => {
  const source = fakeConsole({}, { launch: { impact: area, reports: [] } });
  const residuals = [{ sensor: 'radar-7', atMs: T0 + 20e3, sigmas: [0.5, -1.25, 2], chi2: 1.03 }];
  source.give(`NAT:P1`, event(1, 'track.changed', track({ reportedAs: number, residuals })));
  const node = (
    <SeriesProvider>
      <EvidencePane />
    </SeriesProvider>
  );
  return html(node, source, { language, initial: { selection } });
};

describe('the evidence of a launch', () => {
  it('UX-223 has belief, motion, what own looks left over and how long everything took, in either language', () => {
    const titles = (markup: string) => [...markup.matchAll(/<h[34][^>]*>([^<]+)</g)].map((m) => m[1]);
    expect(titles(pane('en'))).toEqual([
      ...['Over time', 'Confidence in the finding', 'Class over time', 'Altitude, km', 'Speed, km/s'],
      ...['Residuals of own sensors', 'From look to acknowledgement'],
    ]);
    expect(titles(pane('ru'))).toEqual([
      ...['Ход во времени', 'Уверенность в выводе', 'Класс во времени', 'Высота, км', 'Скорость, км/с'],
      ...['Невязки своих средств', 'От наблюдения до квитирования'],
    ]);
    expect(html(<EvidencePane />, fakeConsole())).toContain('Select a launch');
  });

  it('UX-223 every plot can be led by keys and says its figures with their ±; other marks are of own sensors alone', () => {
    const markup = pane('en');
    const plots = [
      ...markup.matchAll(/role="slider"[^>]*aria-label="([^"]+)"[^>]*aria-valuetext="([^"]*)"/g),
    ];
    const said = Object.fromEntries(plots.map((m) => [m[1], m[2]]));
    expect(Object.keys(said)).toHaveLength(5);
    expect(said['Altitude, km']).toMatch(/^\d\d:\d\d:\d\dZ [\d,]+ ±\d+\u00a0km$/);
    expect(said['Speed, km/s']).toMatch(/ ±[\d.]+\u00a0km\/s$/);
    expect(said['Residuals of own sensors']).toMatch(/^radar-7 \d\d:\d\d:\d\dZ \+0\.5 -1\.3 \+2\.0 σ$/);
    expect(words(markup)).toContain('χ²/n 1.03');
    // A track that was not reported as this launch has no part in it.
    expect(words(pane('en', 9))).toContain('No look of an own sensor');
  });

  it('UX-223 hovering a figure says whose it is, the revision and when it was told', () => {
    expect(pane('en')).toMatch(/title="joint, r\d+, told \d\d:\d\d:\d\dZ/);
    expect(pane('ru')).toMatch(/title="общее, ред\. \d+, сообщено \d\d:\d\d:\d\dZ/);
  });

  it('UX-223 the same figures stand in a table, the newest first', () => {
    const point = (rev: number) => launchPoint(sample({ rev, updatedMs: T0 + rev * 1000 }));
    const series: LaunchSeries = mergeSeries(NO_SERIES, { ...NO_SERIES, points: [point(1), point(2)] });
    const rows = html(<Rows series={series} />, fakeConsole()).match(/<tr>.*?<\/tr>/g) ?? [];
    expect(rows.map(words).slice(1)).toEqual([
      expect.stringMatching(/^r2 .* 100 ±2 km 3\.00 ±0\.01 km\/s Unknown 1\.00 0\.50$/),
      expect.stringMatching(/^r1 /),
    ]);
  });
});

describe('time left to the earliest impact', () => {
  const both = (
    impact: typeof area | 'orbital' | null,
    nowMs = T0 + 60e3,
    lifecycle: 'open' | 'ended' = 'open',
  ) => {
    const source = fakeConsole({}, { nowMs, launch: { impact, lifecycle } });
    return [<LaunchList key="l" layout="wide" />, <AlertStrip key="s" layout="small" />].map((node) =>
      words(html(node, source)),
    );
  };

  it('UX-222 counts down in the list and in the strip, and says when it is due and when it has passed', () => {
    // 1,320 − 65.8 − 60 s, rounded up to the second.
    for (const text of both(area)) expect(text).toContain('impact in 19:55');
    for (const text of both(area, T0 + 1300e3)) expect(text).toContain('impact now due');
    for (const text of both(area, T0 + 1400e3)) expect(text).toContain('impact time passed');
  });

  it('UX-222 on a narrow list the time that runs out stands in the place of the time since the launch', () => {
    const list = (impact: typeof area | null) =>
      words(html(<LaunchList layout="small" />, fakeConsole({}, { nowMs: T0 + 60e3, launch: { impact } })));
    expect(list(area)).toMatch(/impact 19:55$/);
    expect(list(null)).toMatch(/T\+\d\d:\d\d$/);
  });

  it('UX-222 of what is over, burns or stays in orbit it says nothing', () => {
    for (const text of [...both(null), ...both('orbital'), ...both(area, T0 + 60e3, 'ended')])
      expect(text).not.toMatch(/impact (in|now|time)/);
  });
});
