import { describe, expect, it } from 'vitest';
import { propagateFreeFlight } from '../../../domain/ballistics';
import { bearingDeg, distanceM, ecefToGeodetic, enuAxes, geodeticToEcef } from '../../../domain/geodesy';
import { CHI2_2 } from '../../../domain/regions';
import { corridorRing, type FlightState, pointAt, predictPath, tickAt, ticksOf } from './path';
import { edgeAcrossM } from './region';

const T0 = Date.UTC(2026, 10, 24, 6, 3, 17);
/** A lob from 40.6N 126.4E on 080° with 5.2 km/s at 45°. */
function lob(): FlightState {
  const [e, n, u] = enuAxes(40.6, 126.4);
  const [az, el, v] = [(80 * Math.PI) / 180, Math.PI / 4, 5200];
  const dir = [0, 1, 2].map(
    (i) =>
      Math.cos(el) * (Math.sin(az) * (e[i] ?? 0) + Math.cos(az) * (n[i] ?? 0)) + Math.sin(el) * (u[i] ?? 0),
  );
  return { epochMs: T0, x: [...geodeticToEcef(40.6, 126.4, 50e3), ...dir.map((d) => d * v)], a: [0, 0, 0] };
}

describe('UX-46 the predicted path', () => {
  const path = predictPath(lob(), T0 + 3600e3);
  const end = path.at(-1);

  it('UX-46 ends on the ground, where and when the state’s own flight does', () => {
    if (!end) throw new Error('no path');
    expect(Math.abs(end.heightM)).toBeLessThan(200);
    const there = ecefToGeodetic(propagateFreeFlight(lob().x, (end.atMs - T0) / 1000));
    expect(distanceM(there, end)).toBeLessThan(500);
    expect(distanceM({ lat: 40.6, lon: 126.4 }, end) / 1000).toBeGreaterThan(2500);
  });

  it('UX-46 stops at the time asked for, and has the state itself at its start', () => {
    const short = predictPath(lob(), T0 + 45e3);
    expect(short.at(-1)?.atMs).toBe(T0 + 45e3);
    expect(short[0]).toMatchObject({ atMs: T0 });
    expect(predictPath(lob(), T0)).toHaveLength(1);
  });

  it('UX-46 a place between its points is within 150 m of the true one', () => {
    for (const s of [4, 33, 305, 611]) {
      const p = pointAt(path, T0 + s * 1000);
      const truth = ecefToGeodetic(propagateFreeFlight(lob().x, s, [0, 0, 0], 5));
      if (!p) throw new Error('no place');
      expect(distanceM(p, truth)).toBeLessThan(150);
      expect(Math.abs(p.heightM - truth.heightM)).toBeLessThan(150);
    }
    expect(pointAt(path, T0 - 1)).toBeNull();
    expect(pointAt(path, (end?.atMs ?? 0) + 1)).toBeNull();
  });

  it('UX-46 ticks stand at whole five minutes', () => {
    const ticks = ticksOf(path);
    expect(ticks.length).toBeGreaterThan(1);
    expect(ticks[0]?.atMs).toBe(Date.UTC(2026, 10, 24, 6, 5));
    expect(ticks.every((t) => t.atMs % 300e3 === 0)).toBe(true);
    expect(ticksOf([])).toEqual([]);
    const tick = tickAt(path, T0 + 100e3);
    const [before, after] = [pointAt(path, T0 + 99e3), pointAt(path, T0 + 101e3)];
    if (!tick || !before || !after) throw new Error('no tick');
    expect(bearingDeg(tick.place, tick.ahead)).toBeCloseTo(bearingDeg(before, after), 0);
  });

  it('UX-46 a path over the antimeridian has its places between, not round the world', () => {
    const over = [
      { atMs: 0, lat: 50, lon: 179, heightM: 1 },
      { atMs: 10, lat: 50, lon: -179, heightM: 1 },
    ];
    expect(pointAt(over, 5)?.lon).toBeCloseTo(180, 9);
  });

  it('UX-46 the corridor widens from the head’s uncertainty to the impact region’s edge', () => {
    const ring = corridorRing(path, 10e3, 120e3);
    const n = path.length;
    const width = (i: number) => distanceM(ring[i] as never, ring[2 * n - 1 - i] as never);
    expect(width(0) / 2).toBeCloseTo(10e3, -2);
    expect(width(n - 1) / 2).toBeCloseTo(120e3, -3);
    expect(ring[0]).toEqual(ring.at(-1));
    expect(corridorRing(path.slice(0, 1), 1, 1)).toEqual([]);
  });

  it('UX-46 the edge of a region across a direction', () => {
    const k = CHI2_2[0.9];
    // 380 km east, 120 km north.
    const region = { lat: 0, lon: 0, cov: [380e3 ** 2 / k, 0, 120e3 ** 2 / k] as [number, number, number] };
    expect(edgeAcrossM(region, 90, 0.9)).toBeCloseTo(120e3, 3);
    expect(edgeAcrossM(region, 0, 0.9)).toBeCloseTo(380e3, 3);
    expect(edgeAcrossM({ ...region, cov: [0, 0, 0] }, 0, 0.9)).toBe(0);
  });
});
