import { describe, expect, it } from 'vitest';
import { destination, geodeticToEcef } from '../../../domain/geodesy';
import { inFieldOfView, type RadarSensor, sensorFrame } from '../../../domain/sensors';
import { coverRangeM, fanRings, groundRangeM, groundRangeOfSlantM } from './fan';

const radar = (part: Partial<RadarSensor> = {}): RadarSensor => ({
  id: 'r',
  name: { en: 'r', ru: 'r' },
  system: '',
  kind: 'radar',
  assignedTo: 'P1',
  serviceFromMs: 0,
  serviceToMs: null,
  revisitS: 5,
  phaseS: 0,
  pd: 0.9,
  clutterPerScan: 0,
  latencyS: 0,
  assumed: [],
  lat: 68,
  lon: 34,
  heightM: 0,
  azMinDeg: 280,
  azMaxDeg: 340,
  elMinDeg: 5.5,
  elMaxDeg: 34.5,
  rangeMaxM: 4600e3,
  sigma: [30, 1e-3, 1e-3],
  ...part,
});

/** Sees the radar an object at this altitude above the place that lies `rangeM` along `azDeg`? */
function sees(r: RadarSensor, azDeg: number, rangeM: number, altM: number): boolean {
  const at = destination(r, azDeg, rangeM);
  return inFieldOfView(r, sensorFrame(r, 0), geodeticToEcef(at.lat, at.lon, altM), altM);
}

describe('UX-43 cover fans', () => {
  it('UX-43 overhead is no range, the horizon of 500 km is 2,446 km away', () => {
    expect(groundRangeM(90, 500e3)).toBeCloseTo(0, 3);
    expect(groundRangeM(0, 500e3) / 1000).toBeCloseTo(2445.6, 0);
    expect(groundRangeOfSlantM(499e3, 500e3)).toBe(0);
    expect(groundRangeOfSlantM(500e3 + 1, 500e3)).toBeLessThan(2000);
  });

  it.each([
    ['elevation ends it', radar()],
    ['range ends it', radar({ rangeMaxM: 2300e3 })],
    ['all round', radar({ azMinDeg: 0, azMaxDeg: 360, elMinDeg: 3, elMaxDeg: 85, rangeMaxM: 5556e3 })],
  ])('UX-43 the edge of the fan is where the simulation’s radar loses sight: %s', (_, r) => {
    for (const altM of [200e3, 500e3, 1000e3]) {
      const range = coverRangeM(r, altM);
      if (!range) throw new Error('no cover');
      const azDeg = r.azMaxDeg === 360 ? 100 : 310;
      expect(sees(r, azDeg, range.farM * 0.985, altM)).toBe(true);
      expect(sees(r, azDeg, range.farM * 1.015, altM)).toBe(false);
      expect(sees(r, azDeg, range.nearM * 1.03 + 5e3, altM)).toBe(true);
      expect(sees(r, azDeg, range.nearM * 0.97 - 5e3, altM)).toBe(false);
    }
  });

  it('UX-43 a radar whose reach ends below an altitude has no fan there', () => {
    expect(coverRangeM(radar({ rangeMaxM: 400e3 }), 500e3)).toBeNull();
    expect(fanRings(radar({ rangeMaxM: 400e3 }), 500e3)).toEqual([]);
  });

  it('UX-43 a sector over north is one closed ring, all round has its hole', () => {
    const [sector = [], ...none] = fanRings(radar({ azMinDeg: 305, azMaxDeg: 55 }), 500e3);
    expect(none).toEqual([]);
    expect(sector[0]).toEqual(sector.at(-1));
    expect(Math.max(...sector.map((p) => p.lat))).toBeGreaterThan(85);
    expect(fanRings(radar({ azMinDeg: 0, azMaxDeg: 360 }), 500e3)).toHaveLength(2);
    expect(fanRings(radar({ azMinDeg: 0, azMaxDeg: 360, elMaxDeg: 90 }), 500e3)).toHaveLength(1);
  });
});
