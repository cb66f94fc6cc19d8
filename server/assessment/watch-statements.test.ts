import { describe, expect, it } from 'vitest';
import type { Finding, Launch } from '../../domain/records';
import { DEFAULT_REGIME } from '../../domain/regime';
import type { Sensor } from '../../domain/sensors';
import type { WatchStatement } from '../../domain/statements';
import { area, EPOCH, launch, watchStatement } from '../../domain/testing/samples';
import { infraredOf, radarOf } from '../engine/testing/two-sensors';
import { coverOf, weighWatch } from './watch-statements';

const HERE = { lat: 0, lon: 0, radiusM: 100e3 };
const minute = { fromMs: EPOCH - 60_000, toMs: EPOCH + 60_000 };
const looking = (sensor: Sensor, sinceMs = EPOCH - 3600e3) => ({ sensor, sinceMs });
const radar = radarOf('R', 'P2', 0, 3);
const cover = (...sensors: Parameters<typeof coverOf>[0]) => coverOf(sensors, HERE, minute, DEFAULT_REGIME);

describe('drafting from own coverage', () => {
  it('CO-13 a sensor counts by geometry, by having looked, and by the probability of enough hits; all together 95 % at most', () => {
    // 30 looks of 0.9: sure to hit three; the share of places and moments is 0.8.
    expect(cover(looking(radar))).toEqual({ sensors: [{ sensor: 'R', p: 0.8 }], confidence: 0.8 });
    // Of six looks of 0.3 three must hit: 0.25569, of which 0.8.
    expect(cover(looking({ ...radar, revisitS: 10, pd: 0.3 })).sensors[0]?.p).toBe(0.205);
    // One look a minute needs its one hit.
    expect(cover(looking({ ...radar, revisitS: 60, pd: 0.5 })).sensors[0]?.p).toBe(0.4);
    const both = cover(looking(radar), looking({ ...radar, id: 'R2', pd: 0.3, revisitS: 10 }));
    expect(both.confidence).toBe(0.84);
    expect(
      cover(looking(radar), looking(infraredOf('S', 'P2', 10)), looking({ ...radar, id: 'R3' })),
    ).toMatchObject({ sensors: [{ sensor: 'R' }, { sensor: 'S' }, { sensor: 'R3' }], confidence: 0.95 });
  });

  it('CO-13 one that looks elsewhere, or has looked for a part of the window only, counts nothing', () => {
    expect(cover(looking(radarOf('FAR', 'P2', 0, 120)), looking(radar, EPOCH + 30_000))).toEqual({
      sensors: [],
      confidence: 0,
    });
  });
});

const OPEN: Finding = {
  code: 'UNNOTIFIED_LAUNCH',
  confidence: 0.9,
  reasons: [{ msg: 'finding.noNotification', params: {} }],
};
const ALONE: Finding = {
  code: 'UNRESOLVED',
  confidence: 0.55,
  reasons: [...OPEN.reasons, { msg: 'finding.notCorroborated', params: {} }],
};
const report = (party: string) => ({ ...launch(), party }) as unknown as Launch['reports'][number];
const by = (...parties: string[]) => launch({ reports: parties.map(report) });
const weigh = (
  finding: Finding,
  said: Partial<WatchStatement>[],
  l = by('P1'),
  catalogue: Sensor[] = [radar],
): Finding => weighWatch(l, finding, said.map(watchStatement), catalogue, DEFAULT_REGIME);
const added = (f: Finding) =>
  f.reasons.slice(f.reasons.findLastIndex((r) => /noNotif|notCorr/.test(r.msg)) + 1);

describe('weighing what is said of a watch', () => {
  it('CO-14 a NO_DETECTION makes a launch less likely by its probability and how much of the place and time it covers', () => {
    const got = weigh(OPEN, [{ number: 7, confidence: 0.8 }]);
    // 0.9 / 0.1 × 0.2 = 1.8
    expect(got).toMatchObject({ code: 'UNNOTIFIED_LAUNCH', confidence: 0.643 });
    const params = { party: 'P2', statement: 7, percent: 80, covers: 100, times: 5 };
    expect(added(got)).toEqual([{ msg: 'finding.noDetection', params }]);
    const half = weigh(OPEN, [{ confidence: 0.8, window: { fromMs: EPOCH, toMs: EPOCH + 60_000 } }]);
    expect(added(half)).toMatchObject([{ params: { covers: 50, times: 1.7 } }]);
    expect(half.confidence).toBe(0.844);
  });

  it('CO-14 elsewhere, at another time, withdrawn, or of a Party that reports the launch itself it counts nothing', () => {
    for (const part of [
      { place: { lat: 5, lon: 0, radiusM: 100e3 } },
      { window: { fromMs: EPOCH + 60_000, toMs: EPOCH + 120_000 } },
      { withdrawn: { user: 'u', nameEn: '', nameRu: '', robot: false, atMs: EPOCH, reason: 'x' } },
      { by: 'P1' },
    ])
      expect(weigh(OPEN, [part])).toBe(OPEN);
  });

  it('CO-14 each of two Parties counts for itself', () => {
    const two = weigh(OPEN, [{ confidence: 0.8 }, { by: 'P3', confidence: 0.5 }]);
    expect(two.confidence).toBe(0.474);
    expect(added(two).map((r) => r.params.party)).toEqual(['P2', 'P3']);
  });

  it('CO-15 silence of a Party that by the catalogue could have seen it counts once the launch reads not corroborated', () => {
    expect(weigh({ ...ALONE, reasons: OPEN.reasons }, [])).toMatchObject({ confidence: 0.55 });
    const got = weigh(ALONE, [], by('P1'), [radar, { ...radar, id: 'R2' }, radarOf('R3', 'P1', 0, 3)]);
    expect(added(got)).toEqual([{ msg: 'finding.silent', params: { party: 'P2', looks: 2, times: 1.4 } }]);
    expect(got.confidence).toBe(0.461);
    expect(weigh(ALONE, [], by('P1'), [radarOf('FAR', 'P2', 0, 120)])).toBe(ALONE);
  });

  it('CO-15 an OUTAGE of the place, or of every sensor that could have seen it, takes the weight of the silence away', () => {
    const outage = { kind: 'OUTAGE', confidence: null } as const;
    const excused = (part: Partial<WatchStatement>, catalogue = [radar]) =>
      weigh(ALONE, [{ ...outage, ...part }], by('P1'), catalogue);
    for (const part of [{}, { place: null, sensor: 'R' }]) {
      expect(added(excused(part))).toEqual([
        { msg: 'finding.outage', params: { party: 'P2', statement: 1 } },
      ]);
      expect(excused(part).confidence).toBe(0.55);
    }
    const left = excused({ place: null, sensor: 'R' }, [radar, { ...radar, id: 'R2' }]);
    expect(added(left)).toMatchObject([{ msg: 'finding.silent', params: { looks: 1 } }]);
    const before = excused({ window: { fromMs: EPOCH - 120_000, toMs: EPOCH - 60_000 } });
    expect(added(before)).toMatchObject([{ msg: 'finding.silent' }]);
    // Who has said that it saw nothing is not silent.
    expect(added(weigh(ALONE, [{}])).map((r) => r.msg)).toEqual(['finding.noDetection']);
  });

  it('CO-16 a launch that one Party alone reports may become unresolved, one that two report does not; none becomes false', () => {
    const strong = [{ by: 'P3', confidence: 0.95 }];
    expect(weigh(OPEN, strong)).toMatchObject({ code: 'UNRESOLVED', confidence: 0.31 });
    expect(weigh(OPEN, strong, by('P1', 'P2'))).toMatchObject({
      code: 'UNNOTIFIED_LAUNCH',
      confidence: 0.31,
    });
    const notified: Finding = { ...OPEN, code: 'NOTIFIED_SLV' };
    expect(weigh(notified, strong)).toMatchObject({ code: 'NOTIFIED_SLV', confidence: 0.31 });
    const retracted: Finding = { ...OPEN, code: 'FALSE_NO_LAUNCH' };
    expect(weigh(retracted, strong)).toBe(retracted);
    expect(
      weigh({ ...OPEN, confidence: 0.6 }, strong, launch({ reports: [], launchPoint: area(0, 0) })).code,
    ).toBe('UNRESOLVED');
  });
});
