import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  bearingDeg,
  DEG,
  destination,
  distanceM,
  enuAxes,
  geodeticToEcef,
  type LatLon,
} from '../../domain/geodesy';
import { ellipseOf, reachOf, ringOf } from './corridor';
import { newWork } from './modes';

/** A stage at 60 km that climbs eastward over the equator with these speeds (m/s) and this thrust along its velocity. */
function burning(v: { east: number; up: number; thrust: number; sigmaV: number }) {
  const w = newWork();
  const [e, , u] = enuAxes(0, 0);
  const speed = Math.hypot(v.east, v.up);
  const at = geodeticToEcef(0, 0, 60e3);
  for (let i = 0; i < 3; i++) {
    const k = i as 0 | 1 | 2;
    const along = (e[k] * v.east + u[k] * v.up) / speed;
    w.xb[i] = at[k];
    w.xb[3 + i] = speed * along;
    w.xb[6 + i] = v.thrust * along;
    w.Pb[(3 + i) * 10] = v.sigmaV ** 2;
  }
  return w;
}

/** Whether a ring holds a place, in the plane about its middle. */
function holds(ring: readonly LatLon[], p: LatLon): boolean {
  const middle = ellipseOf(ring);
  const xy = (q: LatLon): [number, number] => {
    const y = (q.lat - middle.lat) * 111e3;
    return [(q.lon - middle.lon) * 111e3 * Math.cos(middle.lat * DEG), y];
  };
  const [x, y] = xy(p);
  let inside = false;
  for (let i = 1; i < ring.length; i++) {
    const [ax, ay] = xy(ring[i - 1] as LatLon);
    const [bx, by] = xy(ring[i] as LatLon);
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
  }
  return inside;
}

describe('corridors', () => {
  it('FU-40 a corridor begins before where it would come down now and goes as far as burns go', () => {
    const reach = reachOf(burning({ east: 1500, up: 900, thrust: 30, sigmaV: 50 }), 60);
    const ring = ringOf(reach);
    const now = reach.ranges[0] as number;
    expect(now).toBeGreaterThan(300e3);
    for (const range of [now, 1e6, 2e6, 4e6])
      expect(holds(ring, destination(reach.from, 90, range))).toBe(true);
    for (const [az, range] of [
      [270, now],
      [90, now * 0.3],
      [20, 2e6],
      [160, 2e6],
    ] as const)
      expect(holds(ring, destination(reach.from, az, range))).toBe(false);
    // Straight lines between its points stay near the sides that are meant.
    for (let i = 1; i < ring.length; i++)
      expect(distanceM(ring[i - 1] as LatLon, ring[i] as LatLon)).toBeLessThan(1.5e6);
    expect(ring.at(-1)).toEqual(ring[0]);
  });

  it('FU-40 what burns so long that it may go half round the Earth keeps its direction', () => {
    const { azimuths, ranges } = reachOf(burning({ east: 6300, up: 1200, thrust: 40, sigmaV: 20 }), 200);
    for (const az of azimuths) expect(Math.abs(az - 90)).toBeLessThan(20);
    expect([...ranges].sort((a, b) => a - b)).toEqual(ranges);
  });

  it('FU-40 without a direction the corridor is all round, and not more than a hemisphere', () => {
    const ring = ringOf(reachOf(burning({ east: 100, up: 500, thrust: 25, sigmaV: 500 }), 25));
    for (const az of [0, 90, 180, 270])
      expect(holds(ring, destination({ lat: 0, lon: 0 }, az, 1e6))).toBe(true);
    for (const p of ring) expect(distanceM(p, { lat: 0, lon: 0 })).toBeLessThan(10e6);
  });

  it('FU-40 a corridor said as an ellipse has its middle and its spread', () => {
    const at = { lat: 10, lon: 179.9 };
    const corners = [45, 135, 225, 315, 45].map((az) => destination(at, az, 100e3 * Math.SQRT2));
    const { lat, lon, E } = ellipseOf(corners);
    expect(distanceM({ lat, lon }, at)).toBeLessThan(1500);
    // A square of 200 km: a twelfth of its side squared each way.
    for (const v of [E[0], E[2]]) expect(v / (200e3 ** 2 / 12)).toBeCloseTo(1, 1);
    expect(Math.abs(E[1])).toBeLessThan(0.02 * E[0]);
  });

  it('FU-40 the 95 % region of the ellipse holds the narrow near end too', () => {
    const reach = reachOf(burning({ east: 900, up: 900, thrust: 30, sigmaV: 200 }), 60);
    const ring = ringOf(reach);
    const { lat, lon, E } = ellipseOf(ring);
    const middle = { lat, lon };
    const farthest = Math.max(
      ...[...ring, destination(reach.from, 90, reach.ranges[0] as number)].map((p) => {
        const to = bearingDeg(middle, p) * DEG;
        const d = distanceM(middle, p);
        const [e, n] = [d * Math.sin(to), d * Math.cos(to)];
        return (E[2] * e * e - 2 * E[1] * e * n + E[0] * n * n) / (E[0] * E[2] - E[1] ** 2);
      }),
    );
    expect(farthest).toBeLessThan(5.9915 * 1.01);
    expect(farthest).toBeGreaterThan(5.9915 * 0.9);
  });

  it('FU-40 whatever burns has a ring of places, also what is fast enough for an orbit already, or falls', () => {
    const state = fc.record({
      east: fc.double({ min: 0, max: 12e3, noNaN: true }),
      up: fc.double({ min: -2000, max: 4000, noNaN: true }),
      thrust: fc.double({ min: 0, max: 150, noNaN: true }),
      sigmaV: fc.double({ min: 1, max: 4000, noNaN: true }),
    });
    fc.assert(
      fc.property(state, fc.double({ min: 0, max: 900, noNaN: true }), (v, burntS) => {
        const ring = ringOf(reachOf(burning({ ...v, up: v.up + 1 }), burntS));
        expect(ring.length).toBeGreaterThan(3);
        for (const { lat, lon } of ring) expect([lat, lon].every(Number.isFinite)).toBe(true);
      }),
      { examples: [[{ east: 7900, up: 100, thrust: 30, sigmaV: 5 }, 480]] },
    );
  });
});
