import { describe, expect, it } from 'vitest';
import { azDiffDeg, DEG, destination, ecefToGeodetic, enuAxes, geodeticToEcef, WGS84 } from './geodesy';
import {
  earthBlocks,
  type InfraredSensor,
  inFieldOfView,
  inSector,
  inService,
  measure,
  type Orbit,
  phenomenologyOf,
  sensorFrame,
  toSensorAxes,
} from './sensors';
import { EPOCH, radar } from './testing/samples';

const geo = (lonDeg: number): InfraredSensor => {
  const { lat: _a, lon: _b, heightM: _c, azMinDeg: _d, azMaxDeg: _e, ...base } = radar();
  const { elMinDeg: _f, elMaxDeg: _g, rangeMaxM: _h, ...rest } = base;
  return {
    ...rest,
    ...{ kind: 'ir', id: 'ir-1', orbit: { kind: 'GEO', lonDeg }, sigma: [1e-5, 1e-5], minHeightM: 10e3 },
  };
};
const HEO: Extract<Orbit, { kind: 'HEO' }> = {
  ...{ kind: 'HEO', periodS: 43082, inclinationDeg: 63.4, eccentricity: 0.7, argPerigeeDeg: 270 },
  ...{ apogeeLonDeg: 50, apogeeAtMs: EPOCH },
};
const heo: InfraredSensor = { ...geo(0), orbit: HEO };

/** The place at range, azimuth and elevation from a radar, by hand from its axes. */
function placeAt(r: ReturnType<typeof radar>, rangeM: number, azDeg: number, elDeg: number): number[] {
  const [e, n, u] = enuAxes(r.lat, r.lon);
  const p = geodeticToEcef(r.lat, r.lon, r.heightM);
  const [ca, sa] = [Math.cos(azDeg * DEG), Math.sin(azDeg * DEG)];
  const [ce, se] = [Math.cos(elDeg * DEG), Math.sin(elDeg * DEG)];
  return [0, 1, 2].map((i) => {
    const [ei, ni, ui] = [e[i] ?? 0, n[i] ?? 0, u[i] ?? 0];
    return (p[i] ?? 0) + rangeM * (ce * sa * ei + ce * ca * ni + se * ui);
  });
}

describe('sensors', () => {
  it('EN-09 a sensor is in service from its first moment up to its last, or for ever', () => {
    const s = radar({ serviceFromMs: 100, serviceToMs: 200 });
    expect([99, 100, 199, 200].map((t) => inService(s, t))).toEqual([false, true, true, false]);
    expect(inService(radar({ serviceToMs: null }), 9e15)).toBe(true);
  });

  it('EN-10 a radar measures range, azimuth from north clockwise and elevation', () => {
    const r = radar();
    const frame = sensorFrame(r, EPOCH);
    for (const az of [0, 45, 135, 225, 315, 359])
      for (const el of [2, 30, 80]) {
        const z = measure(r, frame, placeAt(r, 1.5e6, az, el));
        expect(z[0]).toBeCloseTo(1.5e6, 4);
        expect(azDiffDeg((z[1] ?? 0) / DEG, az)).toBeCloseTo(0, 7);
        expect((z[2] ?? 0) / DEG).toBeCloseTo(el, 7);
      }
    expect(phenomenologyOf(r)).toBe('RADAR');
  });

  it('EN-10 a sector may go over north, and 0 to 360 is all round', () => {
    const over = radar({ azMinDeg: 300, azMaxDeg: 60 });
    expect([300, 359, 0, 60, 61, 180, 299].map((a) => inSector(over, a))).toEqual([
      ...[true, true, true, true, false, false, false],
    ]);
    expect([0, 180, 359].every((a) => inSector(radar(), a))).toBe(true);
    const east = radar({ azMinDeg: 30, azMaxDeg: 150 });
    expect([29.9, 30, 150, 150.1].map((a) => inSector(east, a))).toEqual([false, true, true, false]);
  });

  it('EN-10 a radar sees within range, elevation and sector, and not just beyond', () => {
    const r = radar({ azMinDeg: 30, azMaxDeg: 150, elMinDeg: 3, elMaxDeg: 60, rangeMaxM: 2e6 });
    const frame = sensorFrame(r, EPOCH);
    const sees = (rangeM: number, az: number, el: number): boolean =>
      inFieldOfView(r, frame, placeAt(r, rangeM, az, el), 1e5);
    expect(sees(1.99e6, 90, 20)).toBe(true);
    expect(sees(2.01e6, 90, 20)).toBe(false);
    expect([sees(1e6, 90, 2.9), sees(1e6, 90, 3.1)]).toEqual([false, true]);
    expect([sees(1e6, 90, 59.9), sees(1e6, 90, 60.1)]).toEqual([true, false]);
    expect([sees(1e6, 29, 20), sees(1e6, 31, 20), sees(1e6, 151, 20)]).toEqual([false, true, false]);
  });

  it('EN-11 an infrared sensor measures east and north about nadir', () => {
    const s = geo(40);
    const frame = sensorFrame(s, EPOCH);
    const nadir = measure(s, frame, geodeticToEcef(0, 40, 0));
    expect(Math.hypot(nadir[0] ?? 1, nadir[1] ?? 1)).toBeLessThan(1e-12);
    const [eastOf] = measure(s, frame, geodeticToEcef(0, 41, 0));
    const [, northOf] = measure(s, frame, geodeticToEcef(1, 40, 0));
    expect(eastOf).toBeCloseTo(
      Math.atan2(WGS84.aM * Math.sin(DEG), 35786e3 + WGS84.aM * (1 - Math.cos(DEG))),
      9,
    );
    expect(northOf).toBeGreaterThan(0);
    expect(phenomenologyOf(s)).toBe('IR');
  });

  it('EN-11 it sees above its least height, on its side of the Earth only', () => {
    const s = geo(40);
    const frame = sensorFrame(s, EPOCH);
    const at = (lat: number, lon: number, h: number): boolean =>
      inFieldOfView(s, frame, geodeticToEcef(lat, lon, h), h);
    expect([at(0, 40, 9.9e3), at(0, 40, 10.1e3)]).toEqual([false, true]);
    expect([at(0, 40 + 75, 50e3), at(0, 40 + 95, 50e3), at(0, -140, 50e3)]).toEqual([true, false, false]);
    expect([at(70, 40, 50e3), at(89, 40, 50e3)]).toEqual([true, false]);
  });

  it('EN-12 a highly elliptical orbit stands over its longitude at apogee, high in the north, and is periodic', () => {
    const top = sensorFrame(heo, EPOCH);
    const g = ecefToGeodetic(top.pos);
    expect(g.lon).toBeCloseTo(50, 6);
    expect(Math.asin(top.pos[2] / Math.hypot(...top.pos)) / DEG).toBeCloseTo(63.4, 6);
    const a = Math.cbrt(WGS84.muM3S2 * (HEO.periodS / (2 * Math.PI)) ** 2);
    expect(Math.hypot(...top.pos)).toBeCloseTo(a * 1.7, 0);
    const half = sensorFrame(heo, EPOCH + (HEO.periodS / 2) * 1000);
    expect(Math.hypot(...half.pos)).toBeCloseTo(a * 0.3, 0);
    const day = sensorFrame(heo, EPOCH + 2 * HEO.periodS * 1000);
    expect(Math.hypot(...day.pos)).toBeCloseTo(a * 1.7, 0);
    // Two revolutions are a sidereal day to within a second or so: the apogee stays over its longitude.
    expect(Math.abs(ecefToGeodetic(day.pos).lon - 50)).toBeLessThan(0.05);
  });

  it('EN-12 its axes are nadir, East and North of where it is', () => {
    for (const hours of [-5, -1, 0, 2, 7]) {
      const frame = sensorFrame(heo, EPOCH + hours * 3600e3);
      const down = toSensorAxes(frame, [0, 0, 0]);
      expect(down[0]).toBeCloseTo(Math.hypot(...frame.pos), 3);
      expect(Math.hypot(down[1], down[2])).toBeLessThan(1e-3);
      expect(frame.axes[1][2]).toBe(0);
      expect(frame.axes[2][2]).toBeGreaterThan(0);
    }
  });

  it('EN-12 a fixed sensor has the same frame at all times', () => {
    const r = radar();
    expect(sensorFrame(r, EPOCH)).toBe(sensorFrame(r, EPOCH + 1e9));
  });

  it('EN-13 the Earth stands between the two sides and not between places that see each other', () => {
    const up = (lat: number, lon: number, h: number) => geodeticToEcef(lat, lon, h);
    expect(earthBlocks(up(0, 0, 36e6), up(0, 180, 36e6))).toBe(true);
    expect(earthBlocks(up(0, 0, 36e6), up(0, 10, 0))).toBe(false);
    expect(earthBlocks(up(0, 10, 0), up(0, 0, 36e6))).toBe(false);
    expect(earthBlocks(up(60, 30, 10), up(destination({ lat: 60, lon: 30 }, 90, 1e6).lat, 48, 500e3))).toBe(
      false,
    );
    expect(earthBlocks(up(60, 30, 10), up(60, 80, 10e3))).toBe(true);
  });
});
