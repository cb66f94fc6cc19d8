import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { azDiffDeg, bearingDeg, distanceM, type LatLon } from '../../../domain/geodesy';
import { flightsOf, loadScenario } from './load';

/** What was published of a flight; 5 % where it is marked as recalled, else 3 %. */
interface Published {
  rangeKm?: number;
  apogeeKm?: number;
  flightS?: number;
  recalled?: 'flightS';
  /** Bearing of the impact, degrees. */
  azimuthDeg?: number;
  impact?: LatLon & { withinKm: number };
  lastBurnS?: number;
  site: LatLon & { withinKm: number };
  launchUtc: string;
}
const KURA = { lat: 57.3, lon: 161.8, withinKm: 50 };
const MUSUDAN = { lat: 40.85, lon: 129.6667, withinKm: 2 };
const SOHAE = { lat: 39.66, lon: 124.706, withinKm: 1 };
const SUNAN = { lat: 39.2674, lon: 125.675, withinKm: 3 };
const PLESETSK = { lat: 62.93, lon: 40.57, withinKm: 10 };

const FLOWN: Record<string, Published> = {
  '1995-01-25-black-brant-xii': {
    ...{ rangeKm: 1000, apogeeKm: 1453, flightS: 1440, recalled: 'flightS' },
    ...{ site: { lat: 69.2943, lon: 16.0207, withinKm: 1 }, launchUtc: '1995-01-25T06:24:00Z' },
  },
  '1998-08-31-taepodong-1': {
    ...{ rangeKm: 1380, azimuthDeg: 85, site: MUSUDAN, launchUtc: '1998-08-31T03:07:00Z' },
  },
  '2009-04-05-unha-2': {
    ...{ rangeKm: 3200, azimuthDeg: 93, impact: { lat: 33.66, lon: 164.95, withinKm: 200 } },
    ...{ site: MUSUDAN, launchUtc: '2009-04-05T02:30:15Z' },
  },
  '2009-12-09-bulava-spiral': {
    ...{ site: { lat: 65.5, lon: 38, withinKm: 100 }, launchUtc: '2009-12-09T06:45:00Z' },
  },
  '2012-12-12-unha-3': { apogeeKm: 581, site: SOHAE, launchUtc: '2012-12-12T00:49:00Z' },
  '2013-09-03-med-sparrow': {
    ...{ site: { lat: 33.6, lon: 27, withinKm: 1 }, launchUtc: '2013-09-03T06:15:00Z' },
  },
  '2014-07-09-angara-suborbital': {
    ...{ rangeKm: 5700, flightS: 1260, impact: KURA, site: PLESETSK, launchUtc: '2014-07-09T12:00:00Z' },
  },
  '2015-11-08-trident-kentucky': {
    ...{ impact: { lat: 9, lon: 167.7, withinKm: 300 }, site: { lat: 33, lon: -120.5, withinKm: 1 } },
    launchUtc: '2015-11-08T02:00:00Z',
  },
  '2017-05-25-soyuz-eks-plesetsk': {
    ...{ site: { lat: 62.93, lon: 40.46, withinKm: 10 }, launchUtc: '2017-05-25T06:33:00Z' },
  },
  '2017-08-28-hwasong-12-overflight': {
    ...{ rangeKm: 2700, apogeeKm: 550, flightS: 840, recalled: 'flightS', azimuthDeg: 73 },
    ...{ impact: { lat: 42.07, lon: 157.66, withinKm: 60 }, site: SUNAN, launchUtc: '2017-08-28T20:58:00Z' },
  },
  '2017-11-28-hwasong-15': {
    ...{ rangeKm: 950, apogeeKm: 4475, flightS: 3180, recalled: 'flightS', azimuthDeg: 76 },
    ...{ impact: { lat: 40.84, lon: 136.85, withinKm: 40 }, site: { lat: 39.28, lon: 125.87, withinKm: 10 } },
    launchUtc: '2017-11-28T18:18:00Z',
  },
  '2017-12-23-iridium-next-4': {
    ...{ lastBurnS: 543, site: { lat: 34.632, lon: -120.611, withinKm: 1 } },
    launchUtc: '2017-12-23T01:27:00Z',
  },
  '2022-03-09-brahmos': {
    ...{ rangeKm: 261, apogeeKm: 12.2, flightS: 420, impact: { lat: 30.4, lon: 72.4, withinKm: 20 } },
    ...{ site: { lat: 29.5, lon: 75, withinKm: 50 }, launchUtc: '2022-03-09T13:43:00Z' },
  },
  '2022-04-20-sarmat': {
    ...{ rangeKm: 5732, azimuthDeg: 36.1, impact: KURA, site: PLESETSK, launchUtc: '2022-04-20T12:12:00Z' },
  },
  '2022-08-16-minuteman-gt': {
    ...{ rangeKm: 7768, flightS: 1800, recalled: 'flightS', azimuthDeg: 267 },
    ...{ impact: { lat: 9, lon: 167.7, withinKm: 50 }, site: { lat: 34.88, lon: -120.63, withinKm: 8 } },
    launchUtc: '2022-08-16T07:49:00Z',
  },
  '2022-10-03-irbm-overflight': {
    ...{ rangeKm: 4600, apogeeKm: 970, flightS: 1320, azimuthDeg: 80 },
    ...{
      impact: { lat: 35.14, lon: 179.16, withinKm: 150 },
      site: { lat: 40.61, lon: 126.42, withinKm: 10 },
    },
    launchUtc: '2022-10-03T22:22:00Z',
  },
  '2022-11-18-hwasong-17': {
    ...{ rangeKm: 999.2, apogeeKm: 6040.9, flightS: 4135, azimuthDeg: 70, site: SUNAN },
    ...{ impact: { lat: 41.8, lon: 137.04, withinKm: 30 }, launchUtc: '2022-11-18T01:14:00Z' },
  },
  '2023-04-12-hwasong-18-jalert': {
    ...{ rangeKm: 1000, apogeeKm: 3000, azimuthDeg: 63, site: { lat: 39.05, lon: 126.2, withinKm: 15 } },
    launchUtc: '2023-04-12T22:22:00Z',
  },
  '2023-05-30-chollima-1': {
    ...{ rangeKm: 380, flightS: 420, azimuthDeg: 190, site: SOHAE, launchUtc: '2023-05-30T21:28:00Z' },
  },
};

describe('flights of history', () => {
  it.each(Object.entries(FLOWN))('SI-31 %s is flown as published: 3 %%, 5 %% where recalled', (id, p) => {
    const file = join(import.meta.dirname, `../../../scenarios/${id}.json`);
    const loaded = loadScenario(JSON.parse(readFileSync(file, 'utf8')));
    if (!loaded.ok) throw new Error(`${loaded.path}: ${loaded.message}`);
    const [planned] = loaded.scenario.flights;
    const [flight] = flightsOf(loaded.scenario);
    const t = flight?.trajectory;
    if (!planned || !flight || !t) throw new Error('nothing flies');
    const off = (flown: number | null, published: number | undefined): number =>
      published === undefined ? 0 : Math.abs((flown ?? 0) / published - 1);
    expect(off(t.rangeM, p.rangeKm && p.rangeKm * 1000)).toBeLessThan(0.03);
    expect(off(t.apogeeM, p.apogeeKm && p.apogeeKm * 1000)).toBeLessThan(0.03);
    expect(off(t.endS, p.flightS)).toBeLessThan(p.recalled ? 0.05 : 0.03);
    expect(off(t.burns.at(-1)?.toS ?? 0, p.lastBurnS)).toBeLessThan(0.03);
    const to = t.impact ?? planned.site;
    if (p.azimuthDeg !== undefined)
      expect(Math.abs(azDiffDeg(bearingDeg(planned.site, to), p.azimuthDeg))).toBeLessThan(1);
    if (p.impact) expect(distanceM(to, p.impact) / 1000).toBeLessThanOrEqual(p.impact.withinKm);
    expect(distanceM(planned.site, p.site) / 1000).toBeLessThanOrEqual(p.site.withinKm);
    expect(flight.launchMs).toBe(Date.parse(p.launchUtc));
    // Nothing is cut off: the session begins before the launch and ends after what flies has come down.
    expect(loaded.scenario.startMs).toBeLessThanOrEqual(flight.launchMs - 120_000);
    if (t.ending === 'impact') expect(loaded.scenario.endMs).toBeGreaterThan(flight.endMs + 60_000);
  });
});
