import { describe, expect, it } from 'vitest';
import type { Launch } from '../../domain/records';
import { DEFAULT_REGIME } from '../../domain/regime';
import { EPOCH } from '../../domain/testing/samples';
import { infraredOf } from '../engine/testing/two-sensors';
import { glintAnnotations } from './rules/glint';

/** Noon at the equinox over 0° E: a flat cloud at the equator throws the sun straight up, at a satellite over it. */
const NOON = Date.UTC(2000, 2, 20, 12, 7);
const launch = (part: Partial<Launch> = {}): Launch =>
  ({
    ...{ phenomenologies: ['IR'], reports: [{ party: 'P2' }] },
    launchPoint: { lat: 0, lon: 0, cov: [1, 0, 1], atMs: NOON, sigmaS: 1 },
    ...part,
  }) as unknown as Launch;
const over = infraredOf('S1', 'P2', 0);
const notes = (l: Launch, sensors = [over]) => glintAnnotations(l, sensors, DEFAULT_REGIME.claim.glintDeg);

describe('sunlight off clouds', () => {
  it('AL-76 is told with its numbers where the sun, a cloud and a satellite of a Party that reported it stand so', () => {
    const [note] = notes(launch());
    expect(note).toMatchObject({ code: 'POSSIBLE_FALSE_GLINT', params: { elevation: 90 } });
    expect(Number(note?.params.degrees)).toBeLessThanOrEqual(1);
    // All members read it: whose look it was is not theirs to know.
    expect(JSON.stringify(note)).not.toContain('S1');
  });

  it.each<[string, Partial<Launch>, ReturnType<typeof infraredOf>[]]>([
    ['at night', { launchPoint: { ...launch().launchPoint, atMs: NOON + 12 * 3600e3 } }, [over]],
    [
      'three hours on, with the sun low',
      { launchPoint: { ...launch().launchPoint, atMs: NOON + 4 * 3600e3 } },
      [over],
    ],
    ['a radar sees it too', { phenomenologies: ['IR', 'RADAR'] }, [over]],
    ['the satellite is of a Party that did not report it', {}, [infraredOf('S1', 'P1', 0)]],
    ['the satellite is out of service', {}, [{ ...over, serviceToMs: EPOCH - 1e12 }]],
    ['the satellite looks from the side', {}, [infraredOf('S1', 'P2', 60)]],
  ])('AL-76 no glint: %s', (_what, part, sensors) => {
    expect(notes(launch(part), sensors)).toEqual([]);
  });
});
