import { describe, expect, it } from 'vitest';
import { geodeticToEcef, type LatLon } from '../../domain/geodesy';
import { type InfraredSensor, measure, sensorFrame } from '../../domain/sensors';
import { StillSpots } from './still-spots';
import { infraredOf } from './testing/two-sensors';

const EPOCH = Date.UTC(2000, 0, 21, 12);
const still = infraredOf('S1', 'P1', -20);
const swinging: InfraredSensor = {
  ...infraredOf('S2', 'P1', 0),
  orbit: {
    ...{ kind: 'HEO', periodS: 43_082, inclinationDeg: 62.8, eccentricity: 0.74, argPerigeeDeg: 316 },
    ...{ apogeeLonDeg: 15, apogeeAtMs: EPOCH - 3600_000 },
  },
};
const SPOT = { lat: 40, lon: 10, heightM: 12e3 };

/** Looks at a place that may move, each with a wobble of half a sigma. */
function look(
  spots: StillSpots,
  sensor: InfraredSensor,
  seconds: number,
  at: (s: number) => typeof SPOT | null,
) {
  for (let s = 0; s <= seconds; s += sensor.revisitS) {
    const atMs = EPOCH + s * 1000;
    const p = at(s);
    if (p) {
      const z = measure(sensor, sensorFrame(sensor, atMs), geodeticToEcef(p.lat, p.lon, p.heightM));
      const wobbly = z.map((v, i) => v + (sensor.sigma[i] ?? 0) * 0.5 * (s % 3 ? 1 : -1));
      const when = { atMs, receivedMs: atMs };
      spots.detection({ kind: 'detection', id: `d${s}`, sensor: sensor.id, scan: s, z: wobbly, ...when });
    }
    spots.scan(sensor.id, atMs);
  }
}
const km = (a: LatLon, b: LatLon): number =>
  Math.hypot(a.lat - b.lat, (a.lon - b.lon) * Math.cos(a.lat * (Math.PI / 180))) * 111.2;

describe('spots that do not move', () => {
  it.each([still, swinging])(
    'SI-47 a spot that stays in place is found, from a satellite that hangs and from one that swings ($id)',
    (sensor) => {
      const spots = new StillSpots([sensor]);
      look(spots, sensor, 80, () => SPOT);
      expect(spots.places(90_000)).toEqual([]);
      look(spots, sensor, 120, () => SPOT);
      const [found, ...others] = spots.places(90_000);
      expect(others).toEqual([]);
      expect(found?.sensor).toBe(sensor.id);
      expect(km(found as LatLon, SPOT)).toBeLessThan(30);
      expect(spots.behind(['d8', 'd12', 'x'], 90_000)).toHaveLength(1);
      expect(spots.behind(['d8', 'x', 'y'], 90_000)).toHaveLength(0);
    },
  );

  it.each([
    ['climbs', (s: number) => ({ ...SPOT, heightM: 12e3 + 15 * s * s })],
    ['flies off level', (s: number) => ({ ...SPOT, lon: 10 + 0.012 * s })],
    ['drifts by 120 m a second', (s: number) => ({ ...SPOT, lon: 10 + 0.0014 * s })],
    ['shines for a minute', (s: number) => (s <= 60 ? SPOT : null)],
  ])('SI-47 what %s is none', (_what, at) => {
    const spots = new StillSpots([still]);
    look(spots, still, 120, at);
    expect(spots.places(90_000)).toEqual([]);
  });

  it('SI-47 a radar has no spots, and a stored watch goes on as if nothing had happened', () => {
    const spots = new StillSpots([still]);
    spots.scan('R1', EPOCH);
    look(spots, still, 100, () => SPOT);
    const stored = new StillSpots([still], JSON.parse(JSON.stringify(spots.snapshot())));
    expect(stored.places(90_000)).toEqual(spots.places(90_000));
    expect(stored.places(90_000)).toHaveLength(1);
  });
});
