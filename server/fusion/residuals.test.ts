import { describe, expect, it } from 'vitest';
import { createPicture, type NationalTrackBody } from '.';
import { flyTest, infrared, looks, radar } from './testing/flights';

const T0 = Date.UTC(2026, 0, 5);
const sensors = [infrared('S1', -165), infrared('S2', -120), radar('R1', { lat: -4, lon: -148 })];
const flight = flyTest({ lat: 8, lon: -152, azDeg: 150, launchMs: T0 + 20_000 });

/** What is told of the flight over 400 s of looks. */
function tellings(): NationalTrackBody[] {
  const picture = createPicture({ picture: 'national:P1', session: 'test', owner: 'P1', sensors });
  const inputs = looks([flight], sensors, { fromMs: T0, toMs: T0 + 400_000 });
  return inputs.flatMap((i) => picture.ingest(i, i.receivedMs).map((c) => c.track));
}

describe('what looks leave over', () => {
  const told = tellings();
  const last = told.at(-1);

  it('UX-215 a track tells the last look of each sensor by it, with as many components as it measures', () => {
    expect(last?.residuals?.map((r) => [r.sensor, r.sigmas.length]).sort()).toEqual([
      ['R1', 3],
      ['S1', 2],
      ['S2', 2],
    ]);
    for (const { residuals = [], sensors: seen, lastLookMs } of told)
      for (const r of residuals) {
        expect(seen.find((s) => s.sensor === r.sensor)?.lastLookMs).toBe(r.atMs);
        expect(r.atMs).toBeLessThanOrEqual(lastLookMs);
      }
  });

  it('UX-215 over a flight with the noise that sensors say they have, the mean square is near one', () => {
    // Some hundred components a sensor: a mean square of chance lies within about 0.3 of one.
    for (const r of last?.residuals ?? []) {
      expect([r.sensor, r.chi2 > 0.6 && r.chi2 < 1.5]).toEqual([r.sensor, true]);
    }
    const all = told.flatMap((t) => t.residuals ?? []).flatMap((r) => r.sigmas);
    expect(all.some((s) => s < 0) && all.some((s) => s > 0)).toBe(true);
    expect(all.every((s) => Math.abs(s) < 5)).toBe(true);
  });
});
