import { describe, expect, it } from 'vitest';
import { bearingDeg, distanceM } from '../../domain/geodesy';
import type { Impact } from '../../domain/records';
import { ellipseAxes, type GroundRegion } from '../../domain/regions';
import { flyTest, infrared, isDetection, looks, moved, radar } from './testing/flights';
import { runPicture } from './testing/run';

const T0 = Date.UTC(2026, 0, 5);
const SITE = { lat: 8, lon: -152 };
const plan = { ...SITE, azDeg: 150, launchMs: T0 + 20_000 };
const sensors = [
  infrared('S1', -165),
  infrared('S2', -120),
  radar('R1', { lat: -4, lon: -148 }),
  radar('R2', { lat: 2, lon: -140 }),
];
const flight = flyTest(plan);
const toMs = T0 + 300_000;
const options = { fromMs: T0, toMs };

const majorKm = (r: GroundRegion): number => ellipseAxes(r.cov, 0.9).semiMajorM / 1000;
const area = (i: Impact | undefined): GroundRegion => {
  if (!i || i === 'orbital') throw new Error('no impact area');
  return i;
};
const solve = (inputs: ReturnType<typeof looks>, with_ = sensors) => {
  const { tracks } = runPicture(with_, inputs, toMs);
  expect(tracks).toHaveLength(1);
  const [t] = tracks;
  if (!t) throw new Error('no track');
  return t;
};

describe('one flight seen otherwise', () => {
  const base = solve(looks([flight], sensors, options));

  it('FU-01 a flight gives one track whose launch point, azimuth and impact area hold the truth', () => {
    expect(distanceM(base.launchPoint, SITE)).toBeLessThan(1000 * majorKm(base.launchPoint));
    expect(majorKm(base.launchPoint)).toBeLessThan(8);
    expect(Math.abs(base.launchPoint.atMs - plan.launchMs)).toBeLessThan(3500 * base.launchPoint.sigmaS);
    expect(Math.abs(base.azimuthDeg - 150)).toBeLessThan(3);
    const impact = area(base.impact);
    expect(distanceM(impact, flight.impact)).toBeLessThan(1000 * majorKm(impact));
    expect(majorKm(impact)).toBeLessThan(20);
  });

  it('FU-02 everything moved by 50 km moves the launch point by 50 km', () => {
    const there = moved(SITE, 30e3, 40e3);
    const away = (p: { lat: number; lon: number }): { lat: number; lon: number } => moved(p, 30e3, 40e3);
    const shifted = flyTest({ ...plan, ...there });
    const along = sensors.map((s) => (s.kind === 'radar' ? { ...s, ...away(s) } : s));
    const t = solve(looks([shifted], along, options), along);
    const d = distanceM(base.launchPoint, t.launchPoint);
    expect(d).toBeGreaterThan(48e3);
    expect(d).toBeLessThan(52e3);
    expect(Math.abs(bearingDeg(base.launchPoint, t.launchPoint) - bearingDeg(SITE, there))).toBeLessThan(2);
  });

  it('FU-03 three times the noise makes regions about three times as large', () => {
    const noisy = sensors.map((s) =>
      s.kind === 'radar'
        ? { ...s, sigma: s.sigma.map((v) => 3 * v) as typeof s.sigma }
        : { ...s, sigma: s.sigma.map((v) => 3 * v) as typeof s.sigma },
    );
    const t = solve(looks([flight], noisy, options), noisy);
    for (const [small, large] of [
      [base.launchPoint, t.launchPoint],
      [area(base.impact), area(t.impact)],
    ] as const) {
      const ratio = majorKm(large) / majorKm(small);
      expect(ratio).toBeGreaterThan(2);
      expect(ratio).toBeLessThan(4);
    }
  });

  it('FU-04 without one radar the impact area grows, without a satellite the launch area', () => {
    const oneRadar = sensors.filter((s) => s.id !== 'R2');
    expect(majorKm(area(solve(looks([flight], oneRadar, options), oneRadar).impact))).toBeGreaterThan(
      1.1 * majorKm(area(base.impact)),
    );
    const oneSatellite = sensors.filter((s) => s.id !== 'S2' && s.kind === 'ir');
    expect(majorKm(solve(looks([flight], oneSatellite, options), oneSatellite).launchPoint)).toBeGreaterThan(
      1.5 * majorKm(base.launchPoint),
    );
  });

  it('FU-05 ids of detections and the order of plots within a look mean nothing', () => {
    const two = [flight, flyTest({ ...plan, ...moved(SITE, 8e3, 5e3), azDeg: 160, launchMs: T0 + 24_000 })];
    const inputs = looks(two, sensors, options);
    let n = 0;
    const renamed = inputs.map((i) => (isDetection(i) ? { ...i, id: `x${(n++ * 7919) % 104729}` } : i));
    const turned: typeof inputs = [];
    let plots: typeof inputs = [];
    for (const i of renamed) {
      if (isDetection(i)) plots.unshift(i);
      else {
        turned.push(...plots, i);
        plots = [];
      }
    }
    const plain = runPicture(sensors, inputs, toMs).tracks;
    const other = runPicture(sensors, turned, toMs).tracks;
    expect(plain).toHaveLength(2);
    const bare = (t: (typeof plain)[number]) => {
      const looks = t.why?.looks.map((l) => ({ ...l, detection: l.detection === null }));
      return { ...t, id: '', evidence: t.evidence.length, why: { ...t.why, looks } };
    };
    expect(other.map(bare)).toEqual(plain.map(bare));
    expect(other.map((t) => t.id)).not.toEqual(plain.map((t) => t.id));
  });
});
