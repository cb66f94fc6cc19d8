import { describe, expect, it } from 'vitest';
import { geodeticToEcef } from '../../domain/geodesy';
import { launchPoint } from '../../domain/series';
import { area, classes, EPOCH, kinematics, launch } from '../../domain/testing/samples';
import {
  classesShown,
  flightSpan,
  knownAt,
  predicted,
  residualLanes,
  seenSpan,
  stepTo,
  valueAt,
} from './flight';

/** Straight up at 3 km/s from 300 km, with ±1 km and ±10 m/s (one sigma) along each axis. */
function climbing() {
  const up = kinematics();
  const P = up.P.slice();
  for (const i of [9, 14, 20]) P[i] = 100;
  return launch({
    kinematics: { ...up, x: [...geodeticToEcef(0, 0, 300e3), 3000, 0, 0], P },
    impact: area(0, 1, EPOCH + 700_000, 5000, 20),
  });
}
const revision = (rev: number, s: number, part: Parameters<typeof launch>[0] = {}) =>
  launchPoint(launch({ rev, updatedMs: EPOCH + s * 1000, ...part }));

describe('what the plots of a flight show', () => {
  it('UX-218 what is predicted is free flight from the newest state: it rises and falls as gravity says, and its ± grows', () => {
    const { height, speed } = predicted(climbing(), EPOCH + 700_000);
    expect(height[0]).toMatchObject({ atMs: EPOCH });
    expect(height[0]?.value).toBeCloseTo(300e3, -1);
    expect(height[0]?.half).toBeCloseTo(1644.9, 0);
    expect(speed[0]?.value).toBeCloseTo(3000, 6);
    const peak = height.reduce((high, s) => (s.value > high.value ? s : high));
    // r = µ / (µ/r₀ − v²/2) is 864 km up; the Earth's turning, carried by the frame, adds some five.
    expect(peak.value).toBeGreaterThan(840e3);
    expect(peak.value).toBeLessThan(880e3);
    // √(1² + (0.01·400)²) km at 90 %.
    const later = height.find((s) => s.atMs === EPOCH + 400_000);
    expect(later?.half).toBeCloseTo(1644.854 * Math.hypot(1, 4), 0);
    const slowest = speed.reduce((low, s) => (s.value < low.value ? s : low));
    expect(Math.abs(slowest.atMs - peak.atMs)).toBeLessThanOrEqual(40_000);
  });

  it('UX-218 of what still burns, or is over, nothing is predicted; nothing is drawn below the ground', () => {
    const none = { height: [], speed: [] };
    expect(predicted({ ...climbing(), phase: 'boost' }, EPOCH + 700_000)).toEqual(none);
    expect(predicted({ ...climbing(), lifecycle: 'ended' }, EPOCH + 700_000)).toEqual(none);
    const down = {
      ...climbing(),
      kinematics: { ...kinematics(), x: [...geodeticToEcef(0, 0, 50e3), -2000, 0, 0] },
    };
    const { height } = predicted(down, EPOCH + 700_000);
    expect(height.map((s) => s.atMs - EPOCH)).toEqual([0, 20_000]);
  });

  it('UX-218 motion reaches to the end of the impact window, belief to now; what is over ends where it was told last', () => {
    const flown = climbing();
    const points = [revision(1, -30, { kinematics: kinematics({ epochMs: EPOCH - 30_000 }) })];
    expect(seenSpan(flown, points, EPOCH + 300_000)).toEqual({
      fromMs: EPOCH - 30_000,
      toMs: EPOCH + 300_000,
    });
    expect(flightSpan(flown, points, EPOCH + 300_000).toMs).toBeCloseTo(EPOCH + 700_000 + 32_897, 0);
    expect(flightSpan({ ...flown, impact: 'orbital' }, points, EPOCH + 300_000).toMs).toBe(EPOCH + 300_000);
    const over = { ...flown, lifecycle: 'ended' as const, updatedMs: EPOCH + 200_000 };
    expect(flightSpan(over, points, EPOCH + 900_000).toMs).toBe(EPOCH + 200_000);
  });

  it('UX-219 what stands at the cursor is what was known then: the last revision told, never one that came later', () => {
    const points = [revision(1, 60), revision(2, 70), revision(4, 90)];
    expect(knownAt(points, EPOCH + 89_999)?.rev).toBe(2);
    expect(knownAt(points, EPOCH + 90_000)?.rev).toBe(4);
    expect(knownAt(points, EPOCH + 59_000)).toBeNull();
    expect(knownAt(points, null)?.rev).toBe(4);
  });

  it('UX-219 between revisions the last one stands; past the newest the prediction, said to be one; past its end the last again', () => {
    const at = (s: number, value: number, half: number) => ({ atMs: EPOCH + s * 1000, value, half });
    const measured = [at(0, 100, 4), at(10, 200, 4)];
    const ahead = [at(10, 200, 4), at(30, 300, 8)];
    const shown = (s: number) => valueAt(measured, ahead, EPOCH + s * 1000);
    expect(shown(-1)).toBeNull();
    expect(shown(9)).toEqual({ ...at(0, 100, 4), ahead: false });
    expect(shown(10)).toEqual({ ...at(10, 200, 4), ahead: false });
    expect(shown(15)).toEqual({ ...at(15, 225, 5), ahead: true });
    expect(shown(31)).toEqual({ ...at(10, 200, 4), ahead: false });
  });

  it('UX-219 the arrow keys lead the cursor from revision to revision and stay at the ends', () => {
    expect(stepTo([10, 20, 30], null, -1)).toBe(20);
    expect(stepTo([10, 20, 30], null, 1)).toBe(30);
    expect(stepTo([10, 20, 30], 25, -1)).toBe(20);
    expect(stepTo([10, 20, 30], 20, 1)).toBe(30);
    expect([stepTo([10, 20, 30], 10, -1), stepTo([10, 20, 30], 30, 1)]).toEqual([10, 30]);
    expect(stepTo([], 5, 1)).toBeNull();
  });

  it('UX-218 classes that were ever in question keep their place, the likeliest first, unknown last and always', () => {
    const at = (p: Parameters<typeof classes>[0]) => launchPoint(launch({ classes: classes(p) }));
    const was = at({ SLV: 0.6, UNKNOWN: 0.4 });
    expect(classesShown([was, at({ IRBM: 0.82, ICBM: 0.11, SLV: 0.065, SRBM: 0.005 })])).toEqual([
      ...['IRBM', 'ICBM', 'SLV', 'UNKNOWN'],
    ]);
    expect(classesShown([])).toEqual(['UNKNOWN']);
  });

  it('UX-220 each look stands once in the lane of its sensor, with the fit of the last telling', () => {
    const told = (toldMs: number, residuals: { sensor: string; atMs: number; chi2: number }[]) => ({
      ...{ track: 't', number: 1, rev: toldMs, toldMs, lastLookMs: 0 },
      residuals: residuals.map((r) => ({ ...r, sigmas: [1, -1] })),
    });
    const lanes = residualLanes([
      told(1, [{ sensor: 'ir', atMs: 10, chi2: 2 }]),
      told(2, [
        { sensor: 'ir', atMs: 10, chi2: 2 },
        { sensor: 'radar', atMs: 12, chi2: 0.5 },
      ]),
      told(3, [
        { sensor: 'radar', atMs: 15, chi2: 0.9 },
        { sensor: 'ir', atMs: 14, chi2: 1.25 },
      ]),
    ]);
    expect(lanes.map((l) => [l.sensor, l.chi2, l.looks.map((r) => r.atMs)])).toEqual([
      ['ir', 1.25, [10, 14]],
      ['radar', 0.9, [12, 15]],
    ]);
  });
});
