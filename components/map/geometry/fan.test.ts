import { describe, expect, it } from 'vitest';
import { bearingDeg, destination, distanceM, geodeticToEcef, type LatLon } from '../../../domain/geodesy';
import { inFieldOfView, type RadarSensor, sensorFrame } from '../../../domain/sensors';
import { coverOf } from '../../timeline/cover';
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

/** By the even-odd rule, in degrees: for fans away from poles and the antimeridian. */
const inside = (rings: readonly (readonly LatLon[])[], p: LatLon): boolean =>
  rings.reduce((odd, ring) => {
    let within = odd;
    for (let i = 1; i < ring.length; i++) {
      const [a, b] = [ring[i - 1] as LatLon, ring[i] as LatLon];
      if (
        a.lat > p.lat !== b.lat > p.lat &&
        p.lon < a.lon + ((p.lat - a.lat) / (b.lat - a.lat)) * (b.lon - a.lon)
      )
        within = !within;
    }
    return within;
  }, false);

describe('UX-236 the hatch and the cover lane', () => {
  it.each([100e3, 200e3, 500e3, 1000e3])(
    'UX-236 a place at %d m is in the fan exactly when the cover lane says that the radar sees it there',
    (altM) => {
      const r = radar({
        lat: 40,
        lon: 0,
        azMinDeg: 30,
        azMaxDeg: 150,
        elMinDeg: 3,
        elMaxDeg: 60,
        rangeMaxM: 3500e3,
      });
      const rings = fanRings(r, altM);
      const laneSees = ({ lat, lon }: LatLon): boolean => {
        const launch: Parameters<typeof coverOf>[0] = {
          kinematics: { epochMs: 20e3, x: [...geodeticToEcef(lat, lon, altM), 0, 0, 0], P: [], a: [0, 0, 0] },
          launchPoint: { lat, lon, cov: [1, 0, 1], atMs: 0, sigmaS: 1 },
          impact: null,
          lifecycle: 'ended',
        };
        const spans = coverOf(launch, 0, [[10e3, lat, lon, altM]], [r], {}, 20e3);
        return spans[spans.length - 1]?.reason === null;
      };
      const verdicts = { in: 0, out: 0 };
      for (let lat = 20; lat <= 60; lat += 1.7)
        for (let lon = -12; lon <= 46; lon += 1.9) {
          const p = { lat, lon };
          const [az, far] = [bearingDeg(r, p), distanceM(r, p)];
          const near = [0.97, 1.03].map((k) => destination(r, az, far * k));
          const turned = [-1, 1].map((d) => destination(r, az + d, far));
          const within = inside(rings, p);
          // Fans lie on a sphere, sight on the ellipsoid: within a hundredth or so of an edge they may differ.
          if ([...near, ...turned].some((q) => inside(rings, q) !== within)) continue;
          expect([lat, lon, laneSees(p)]).toEqual([lat, lon, within]);
          verdicts[within ? 'in' : 'out']++;
        }
      expect(verdicts.in).toBeGreaterThan(5);
      expect(verdicts.out).toBeGreaterThan(200);
    },
  );
});
