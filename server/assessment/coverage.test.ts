import { describe, expect, it } from 'vitest';
import { DEFAULT_REGIME } from '../../domain/regime';
import type { Sensor } from '../../domain/sensors';
import { EPOCH, notification } from '../../domain/testing/samples';
import { infraredOf, radarOf } from '../engine/testing/two-sensors';
import { couldHaveSeen, type Looking } from './coverage';

const { match } = DEFAULT_REGIME;
/** Due east from 0° 0°, within ten minutes of the epoch. */
const announced = notification();
const since = (sensor: Sensor, sinceMs = EPOCH - 3600e3): Looking => ({ sensor, sinceMs });
const could = (looking: Looking[], part: Parameters<typeof notification>[0] = {}): string[] =>
  couldHaveSeen(looking, { ...announced, ...part }, match).map((s) => s.id);
const near = radarOf('NEAR', 'P1', 0, 8);
const above = infraredOf('ABOVE', 'P1', 10);

describe('could we have seen it', () => {
  it('NT-39 a radar that the ascent rises over, and a satellite that looks down on it; none behind the Earth', () => {
    expect(could([since(near), since(above)])).toEqual(['NEAR', 'ABOVE']);
    expect(could([since(radarOf('FAR', 'P1', 0, 90)), since(infraredOf('BEHIND', 'P1', 180))])).toEqual([]);
    // It looks the other way, or starts too high.
    expect(could([since({ ...near, azMinDeg: 45, azMaxDeg: 135 })])).toEqual([]);
    expect(could([since({ ...above, minHeightM: 400e3 })])).toEqual([]);
  });

  it('NT-39 it counts if it looked through most of the window', () => {
    expect(could([since(near, EPOCH - 600e3)])).toEqual(['NEAR']);
    expect(could([since(near, EPOCH - 599e3)])).toEqual(['NEAR']);
    expect(could([since(near, EPOCH)])).toEqual([]);
    expect(could([since({ ...near, serviceToMs: EPOCH })])).toEqual([]);
  });

  it('NT-39 of a wide area it must see most, not the middle alone', () => {
    const wide = (radiusM: number) => ({
      launchArea: { ...announced.launchArea, ...{ lat: 0, lon: 0, radiusM } },
    });
    const short = { ...near, lon: 0, lat: 0.5, rangeMaxM: 400e3 };
    expect(could([since(short)], wide(100e3))).toEqual(['NEAR']);
    expect(could([since(short)], wide(2e6))).toEqual([]);
    expect(could([since(above)], wide(2e6))).toEqual(['ABOVE']);
  });

  it('NT-39 a direction that was not announced is taken from the impact area, else straight up', () => {
    const west = { ...near, lon: -8, azMinDeg: 180, azMaxDeg: 360, elMinDeg: 5 };
    const toWest = { azimuthDeg: null, impactArea: { lat: 0, lon: -40, radiusM: 1e5 } };
    const over = { ...radarOf('OVER', 'P1', 0, -5), elMinDeg: 30, rangeMaxM: 600e3 };
    expect(could([since(over)], toWest)).toEqual(['OVER']);
    expect(could([since(over)], { azimuthDeg: null, impactArea: null })).toEqual([]);
    expect(could([since(west)], { azimuthDeg: 90 })).toEqual([]);
  });
});
