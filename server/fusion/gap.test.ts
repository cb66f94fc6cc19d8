import { describe, expect, it } from 'vitest';
import { distanceM } from '../../domain/geodesy';
import { ellipseAxes } from '../../domain/regions';
import { flyTest, infrared, isDetection, looks, moved, radar } from './testing/flights';
import { runPicture } from './testing/run';

const T0 = Date.UTC(2026, 0, 5);
const SITE = { lat: 8, lon: -152 };
const flight = flyTest({ ...SITE, azDeg: 150, launchMs: T0 + 20_000, burnS: 110, thrust: 30 });
const near = (id: string, at: { lat: number; lon: number }, rangeMaxM: number) => ({
  ...radar(id, at),
  rangeMaxM,
});
/** A satellite for the burn, a radar at the launch and one at the impact: between them nobody sees it. */
const sensors = [
  infrared('S1', -165),
  near('R1', { lat: 6, lon: -147 }, 800e3),
  near('R2', moved(flight.impact, 200e3, 0), 500e3),
];
const toMs = flight.impact.atMs + 120_000;
const inputs = looks([flight], sensors, { fromMs: T0, toMs });
const plotsOf = (sensor: string) =>
  inputs.filter(isDetection).filter((d) => d.sensor === sensor && !d.id.endsWith('/false'));

describe('a flight that nobody sees for a while', () => {
  const { changes } = runPicture(sensors, inputs, toMs);
  /** The one track as it stands at a time, by what had come by then. */
  const picture = (atMs: number) => {
    const [t] = runPicture(sensors, inputs, atMs).picture.tracksAt(atMs);
    if (!t) throw new Error('it was given up');
    return t;
  };
  const told = changes.filter((c) => c.track.status !== 'tentative');

  it('FU-07 it coasts, grows, is never given up, and comes back with its id', () => {
    expect(new Set(told.map((c) => c.track.id)).size).toBe(1);
    const at = told.findIndex((c) => c.reason === 'coasting');
    const away = told[at]?.track;
    const back = told[at + 1]?.track;
    if (!away || !back) throw new Error('it never coasts, or never comes back');
    expect([away.status, back.status]).toEqual(['coasting', 'confirmed']);
    expect(back.kinematics.epochMs - away.kinematics.epochMs).toBeGreaterThan(300_000);
    expect(told.at(-1)?.reason).toBe('ended');
    const during = (ms: number) => Math.sqrt(picture(ms).kinematics.P[0] ?? 0);
    expect(during(away.kinematics.epochMs + 300_000)).toBeGreaterThan(2 * during(away.kinematics.epochMs));
    expect(back.sensors.map((s) => s.sensor)).toContain('R2');
  });

  it('FU-07 without anybody to see it again it lives until its predicted impact', () => {
    const alone = runPicture(
      sensors,
      inputs.filter((i) => !('sensor' in i) || i.sensor !== 'R2'),
      toMs + 300_000,
    );
    const last = alone.changes.filter((c) => c.track.status !== 'tentative');
    expect(new Set(last.map((c) => c.track.id)).size).toBe(1);
    const end = last.at(-1);
    expect(end?.reason).toBe('ended');
    const coasting = last.find((c) => c.reason === 'coasting')?.track;
    const impact = coasting?.impact;
    if (!coasting || !impact || impact === 'orbital') throw new Error('no impact area');
    expect(coasting.kinematics.epochMs).toBeLessThan(impact.atMs - 120_000);
    // Nobody looks at where it comes down any more: it holds the truth still.
    expect(distanceM(impact, flight.impact)).toBeLessThan(2 * ellipseAxes(impact.cov, 0.95).semiMajorM);
    expect(plotsOf('R2').length).toBeGreaterThan(20);
  });
});
