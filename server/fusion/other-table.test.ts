import { describe, expect, it } from 'vitest';
import { createPicture } from '.';
import { flyTest, infrared, looks, radar } from './testing/flights';
import { feed, runPicture } from './testing/run';

const T0 = Date.UTC(2026, 0, 5);
const sensors = [
  infrared('S1', -165),
  radar('R1', { lat: -4, lon: -148 }),
  radar('R2', { lat: 2, lon: -140 }),
];
const flight = flyTest({ lat: 8, lon: -152, azDeg: 150, launchMs: T0 + 20_000 });
const inputs = looks([flight], sensors, { fromMs: T0, toMs: T0 + 300_000 });
const HALF_MS = T0 + 240_000;
const early = inputs.filter((i) => i.receivedMs <= HALF_MS);
const late = inputs.filter((i) => i.receivedMs > HALF_MS);
const on = (table: typeof sensors, stored: unknown) => {
  const picture = createPicture({ picture: 'national:P1', session: 'test', owner: 'P1', sensors: table });
  picture.restore(stored);
  return picture;
};

describe('a table of sensors that changes under way', () => {
  const half = runPicture(sensors, early, HALF_MS).picture;

  it('FU-06 sensors that join, wherever they stand in the order, change nothing of what the others saw and see', () => {
    const more = [
      infrared('A0', -100),
      radar('Q5', { lat: 30, lon: 20 }),
      ...sensors,
      radar('Z9', { lat: 60, lon: 20 }),
    ];
    const same = feed(on(sensors, half.snapshot()), late, T0 + 300_000);
    const other = feed(on(more, half.snapshot()), late, T0 + 300_000);
    expect(same.tracks).toHaveLength(1);
    expect(other.tracks).toEqual(same.tracks);
    expect(other.changes).toEqual(same.changes);
  });

  it('FU-06 a sensor that is taken out of service goes on explaining what it saw, and what it sends later is not taken', () => {
    const without = sensors.map((s) => (s.id === 'R1' ? { ...s, serviceToMs: HALF_MS } : s));
    const { picture, tracks } = feed(on(without, half.snapshot()), late, T0 + 300_000);
    const whole = feed(on(sensors, half.snapshot()), late, T0 + 300_000);
    expect(tracks.map((t) => t.id)).toEqual(whole.tracks.map((t) => t.id));
    const gone = late.filter((i) => 'sensor' in i && i.sensor === 'R1' && i.atMs >= HALF_MS);
    expect(picture.counters().notInService).toBe(gone.length);
    expect(gone.length).toBeGreaterThan(20);
    const looksOf = (t: (typeof tracks)[number] | undefined) =>
      t?.sensors.find((s) => s.sensor === 'R1')?.looks ?? 0;
    expect(looksOf(tracks[0])).toBeGreaterThan(0);
    expect(looksOf(tracks[0])).toBeLessThan(looksOf(whole.tracks[0]));
  });

  it('FU-06 a table in which one is missing that has looked is refused', () => {
    const missing = sensors.filter((s) => s.id !== 'R2');
    expect(() => on(missing, half.snapshot())).toThrow('sensor R2');
  });
});
