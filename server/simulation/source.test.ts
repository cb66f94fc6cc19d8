import { describe, expect, it } from 'vitest';
import type { FeedInput } from '../../domain/inputs';
import type { RadarSensor } from '../../domain/sensors';
import { createSource, type FeedSource } from './source';
import { utcMs } from './time';

const START = utcMs(2019, 12, 31, 23);
const radar = (id: string, serviceToMs: number | null): RadarSensor => ({
  kind: 'radar',
  id,
  name: { en: id, ru: id },
  system: 'test',
  assignedTo: 'P1',
  serviceFromMs: START - 1e10,
  serviceToMs,
  revisitS: 1,
  phaseS: 0,
  pd: 1,
  clutterPerScan: 0,
  latencyS: 0,
  assumed: [],
  lat: 0,
  lon: 0,
  heightM: 0,
  azMinDeg: 0,
  azMaxDeg: 360,
  elMinDeg: 0,
  elMaxDeg: 90,
  rangeMaxM: 1e6,
  sigma: [1, 1, 1],
});
const of = (...sensors: RadarSensor[]): FeedSource =>
  createSource({ seed: 1, epochMs: START, endMs: null, sensors, flights: () => [], told: () => [] });

describe('source', () => {
  it('SI-06 has no looks of a sensor that is out of service', () => {
    const midnight = utcMs(2020);
    const times = of(radar('A', midnight), radar('B', null))
      .advance(midnight + 100_000)
      .filter((i): i is Extract<FeedInput, { kind: 'scan' }> => i.kind === 'scan');
    const last = (id: string) => Math.max(...times.filter((s) => s.sensor === id).map((s) => s.atMs));
    expect(last('A')).toBe(midnight - 1000);
    expect(last('B')).toBeGreaterThan(midnight);
  });

  it('SI-11 puts what is received in the same millisecond into one order, however cut', () => {
    const sensors = [radar('A', null), radar('B', null), radar('C', null)];
    const endMs = START + 20_000_000;
    const name = (i: FeedInput) =>
      `${i.receivedMs} ${'sensor' in i ? i.sensor : ''} ${'scan' in i ? i.scan : ''}`;
    const whole = of(...sensors)
      .advance(endMs)
      .map(name);
    const cut = of(...sensors);
    const parts: string[] = [];
    for (let t = START; t < endMs; t += 1700) parts.push(...cut.advance(t + 1700).map(name));
    expect(parts.slice(0, whole.length).join('\n') === whole.join('\n')).toBe(true);
    // There are looks that came late into the millisecond of another sensor's look: else this proves nothing.
    const late = whole.filter((n, i) => n.split(' ')[0] === whole[i + 1]?.split(' ')[0]);
    expect(late.length).toBeGreaterThan(1000);
  });
});
