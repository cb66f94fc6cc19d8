import { describe, expect, it } from 'vitest';
import { destination, geodeticToEcef } from '../../domain/geodesy';
import type { Sensor } from '../../domain/sensors';
import type { TrailPoint } from '../../domain/view';
import { burntOutMs, coverNow, coverOf } from './cover';

const radar: Sensor = {
  id: 'r',
  kind: 'radar',
  name: { en: 'Radar', ru: 'РЛС' },
  system: 's',
  assignedTo: 'P1',
  serviceFromMs: 0,
  serviceToMs: null,
  revisitS: 5,
  phaseS: 0,
  pd: 1,
  clutterPerScan: 0,
  latencyS: 0,
  assumed: [],
  lat: 60,
  lon: 20,
  heightM: 0,
  azMinDeg: 0,
  azMaxDeg: 360,
  elMinDeg: 3,
  elMaxDeg: 60,
  rangeMaxM: 3e6,
  sigma: [100, 0.001, 0.001],
};
const START = 1e12;
const point = (s: number, rangeM: number, heightM: number): TrailPoint => {
  const p = destination({ lat: 60, lon: 20 }, 0, rangeM);
  return [START + s * 1000, p.lat, p.lon, heightM];
};
const at = destination({ lat: 60, lon: 20 }, 0, 800e3);
const launch = {
  kinematics: {
    epochMs: START + 120e3,
    x: [...geodeticToEcef(at.lat, at.lon, 300e3), 0, 0, 0],
    P: [],
    a: [0, 0, 0],
  },
  impact: null,
  lifecycle: 'ended',
  launchPoint: { ...at, cov: [0, 0, 0], atMs: START, sigmaS: 1 },
} as unknown as Parameters<typeof coverOf>[0];

describe('cover of a launch', () => {
  it('UX-23 says when no own sensor can see it and why, by the geometry of the catalogue', () => {
    const trail = [point(10, 800e3, 5e3), point(60, 800e3, 300e3), point(90, 30e3, 300e3)];
    const spans = coverOf(launch, START, trail, [radar], {}, START + 120e3);
    expect(spans.map((s) => s.reason)).toEqual(['below', null, 'above']);
    expect(spans.map((s) => s.fromMs - START)).toEqual([0, 60e3, 90e3]);
  });

  it('UX-23 counts an infrared sensor only while the launch burns', () => {
    const ir: Sensor = {
      ...radar,
      kind: 'ir',
      orbit: { kind: 'GEO', lonDeg: 20 },
      minHeightM: 1e4,
      sigma: [1, 1],
    } as Sensor;
    const trail = [point(30, 800e3, 100e3), point(60, 800e3, 200e3)];
    const spans = coverOf(launch, START + 50e3, trail, [ir], {}, START + 120e3);
    expect(spans.map((s) => s.reason)).toEqual(['outside', null, 'outside']);
  });

  it('UX-23 reaches to now while it burns, on along its orbit, and not past its end', () => {
    const nowMs = START + 130e3;
    const reachMs = (part: object) =>
      Math.max(
        ...coverOf({ ...launch, ...part }, START, [point(110, 800e3, 290e3)], [radar], {}, nowMs).map(
          (s) => s.toMs,
        ),
      ) - nowMs;
    expect(reachMs({ lifecycle: 'open' })).toBe(1);
    expect(reachMs({ lifecycle: 'open', impact: 'orbital' })).toBe(600e3);
    expect(reachMs({})).toBeLessThanOrEqual(0);
  });

  it('UX-23 takes the last look of an own infrared sensor as the end of burning', () => {
    const looked = {
      sensors: [
        { sensor: 'i', looks: 3, lastLookMs: START + 70e3 },
        { sensor: 'r', looks: 9, lastLookMs: START + 99e3 },
      ],
    };
    const sensors = [radar, { ...radar, id: 'i', kind: 'ir' } as unknown as Sensor];
    const place = { launchPoint: { ...launch.launchPoint, atMs: START }, kinematics: launch.kinematics };
    expect(burntOutMs({ phase: 'boost', ...place }, looked, sensors, START + 125e3)).toBeGreaterThan(
      START + 125e3,
    );
    expect(burntOutMs({ phase: 'coast', ...place }, looked, sensors, START + 120e3)).toBe(START + 70e3);
    expect(burntOutMs({ phase: 'coast', ...place }, null, sensors, START + 120e3)).toBe(START);
  });

  it('UX-23 infrared does not lose what still burns, also where a report is newer than the beat that asks', () => {
    const ir = { ...radar, id: 'i', kind: 'ir', orbit: { kind: 'GEO', lonDeg: 20 }, minHeightM: 1e4 };
    const sensors = [ir as unknown as Sensor];
    const trail = [point(30, 800e3, 100e3), point(110, 800e3, 290e3), point(117, 800e3, 298e3)];
    for (const beat of [START + 112e3, START + 120e3, START + 130e3]) {
      const burning = { ...launch, phase: 'boost', lifecycle: 'open' } as const;
      const burnt = burntOutMs(burning, null, sensors, beat);
      expect(coverNow(coverOf(burning, burnt, trail, sensors, {}, beat), beat)).toEqual({
        state: 'covered',
        endsMs: null,
      });
    }
  });

  it('UX-23 names the moment at which cover ends', () => {
    const spans = [
      { fromMs: 0, toMs: 10, reason: null, predicted: false },
      { fromMs: 10, toMs: 20, reason: null, predicted: true },
      { fromMs: 20, toMs: 30, reason: 'above' as const, predicted: true },
    ];
    expect(coverNow(spans, 5)).toEqual({ state: 'covered', endsMs: 20 });
    expect(coverNow(spans, 25)).toEqual({ state: 'out', reason: 'above' });
    expect(coverNow(spans, 35)).toEqual({ state: 'unknown' });
    expect(coverNow(spans.slice(0, 1), 5)).toEqual({ state: 'covered', endsMs: null });
  });
});
