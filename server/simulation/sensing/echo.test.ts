import { describe, expect, it } from 'vitest';
import { geodeticToEcef } from '../../../domain/geodesy';
import type { Detection } from '../../../domain/inputs';
import { measure, type Sensor, sensorFrame } from '../../../domain/sensors';
import sensorTable from '../../../scenarios/tables/sensors.json';
import { loadCatalogue } from '../catalogue';
import { createSource } from '../source';
import type { Echo } from './echo';

const catalogue = loadCatalogue(sensorTable);
const sensor = (id: string): Sensor => catalogue.find((s) => s.id === id) as Sensor;
const EPOCH = Date.UTC(1990, 0, 1, 12);
const at = (s: number) => EPOCH + s * 1000;

/** Plots of the sensor that the echo made, false ones left out by their absence without it. */
function plots(echo: Echo, seconds = 600): Detection[] {
  const { clutterPerScan: _, ...rest } = sensor(echo.sensor);
  const quiet = { ...rest, clutterPerScan: 0 } as Sensor;
  const source = createSource({
    ...{ seed: 1, epochMs: EPOCH, endMs: at(seconds), sensors: [quiet], echoes: [echo] },
    flights: () => [],
    told: () => [],
  });
  return source.advance(at(seconds)).filter((i) => i.kind === 'detection');
}

describe('echoes', () => {
  it('SI-35 a spot is seen in its time where it is, with the noise and the gaps of its sensor', () => {
    const spot = { lat: 20, lon: -60, heightM: 12e3 };
    const seen = plots({ key: 'e', sensor: 'DSP-2', fromMs: at(100), toMs: at(400), ...spot });
    const s = sensor('DSP-2');
    expect(seen.length).toBeGreaterThan(20);
    expect(seen.length).toBeLessThan(30);
    let squares = 0;
    for (const d of seen) {
      expect(d.atMs).toBeGreaterThanOrEqual(at(100));
      expect(d.atMs).toBeLessThanOrEqual(at(400));
      const ideal = measure(s, sensorFrame(s, d.atMs), geodeticToEcef(spot.lat, spot.lon, spot.heightM));
      d.z.forEach((v, i) => {
        squares += ((v - (ideal[i] ?? 0)) / (s.sigma[i] ?? 1)) ** 2 / (2 * seen.length);
      });
    }
    expect(squares).toBeGreaterThan(0.5);
    expect(squares).toBeLessThan(1.6);
  });

  it('SI-35 the Earth hides a spot', () => {
    const echo: Echo = {
      key: 'e',
      sensor: 'DSP-2',
      fromMs: EPOCH,
      toMs: at(600),
      lat: 20,
      lon: 110,
      heightM: 12e3,
    };
    expect(plots(echo)).toEqual([]);
  });
});
