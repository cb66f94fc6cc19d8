import { describe, expect, it } from 'vitest';
import type { FeedInput } from '../../domain/inputs';
import { createPicture, type NationalTrackBody, type Picture } from '.';
import { flyTest, infrared, isDetection, looks, radar } from './testing/flights';

const T0 = Date.UTC(2026, 0, 5);
const sensors = [infrared('S1', -165), infrared('S2', -120), radar('R1', { lat: -4, lon: -148 })];
const flight = flyTest({ lat: 8, lon: -152, azDeg: 150, launchMs: T0 + 20_000 });
const inputs = looks([flight], sensors, { fromMs: T0, toMs: T0 + 200_000 });

/** Runs until something is confirmed: the picture as it is then, and what it told. */
function untilConfirmed(list: readonly FeedInput[]) {
  const picture = createPicture({ picture: 'national:P1', session: 'test', owner: 'P1', sensors });
  for (const input of list) {
    const change = picture.ingest(input, input.receivedMs).find((c) => c.reason === 'confirmed');
    if (change) return { picture, track: change.track, atMs: input.receivedMs };
  }
  return null;
}
const whyOf = (t: NationalTrackBody) => {
  if (!t.why) throw new Error('a confirmed track says why');
  return t.why;
};
const upTo = (list: readonly FeedInput[], atMs: number, leaveOut: (i: FeedInput) => boolean): Picture => {
  const picture = createPicture({ picture: 'national:P1', session: 'test', owner: 'P1', sensors });
  for (const i of list) if (i.receivedMs <= atMs && !leaveOut(i)) picture.ingest(i, i.receivedMs);
  return picture;
};
const found = untilConfirmed(inputs);
if (!found) throw new Error('nothing was confirmed');

describe('why a track was confirmed', () => {
  const { track, atMs, picture } = found;
  const why = whyOf(track);

  it('FU-70 the parts of the named looks sum to the score that passed the threshold', () => {
    const sum = why.looks.reduce((s, l) => s + l.gain, 0);
    expect(sum).toBeCloseTo(track.score, 1);
    expect(sum).toBeGreaterThan(why.threshold);
    expect(why.looks.length).toBeGreaterThan(2);
    expect(why.looks.filter((l) => l.detection).map((l) => l.detection)).toEqual(track.evidence);
  });

  it('FU-70 the named detections alone, with the looks that they came by, give the same score', () => {
    const named = new Set(why.looks.map((l) => l.detection));
    const again = untilConfirmed(inputs.filter((i) => !isDetection(i) || named.has(i.id)));
    expect(again?.atMs).toBe(atMs);
    expect(again?.track.score).toBe(track.score);
    expect(again && whyOf(again.track)).toEqual(why);
    // And with one of them less it is another.
    const [gone] = [...named].filter((d) => d !== null).slice(-1);
    const less = untilConfirmed(inputs.filter((i) => !isDetection(i) || (named.has(i.id) && i.id !== gone)));
    expect(less?.atMs ?? Number.POSITIVE_INFINITY).toBeGreaterThan(atMs);
  });

  it('FU-71 what it were without a sensor is what a picture without that sensor has', () => {
    const told: string[] = [];
    for (const laterMs of [0, 4000, 8000, 12_000]) {
      const whole = upTo(inputs, atMs + laterMs, () => false);
      const without = whole.without(track.id);
      const [seen] = whole.tracksAt(atMs + laterMs);
      expect(without.map((w) => w.sensor)).toEqual(seen?.sensors.map((s) => s.sensor));
      for (const { sensor, score, confirmed } of without) {
        const other = upTo(inputs, atMs + laterMs, (i) => 'sensor' in i && i.sensor === sensor);
        const [left] = other.tracksAt(atMs + laterMs);
        expect(confirmed).toBe(left !== undefined);
        if (left) expect(score).toBe(left.score);
        told.push(confirmed ? 'confirmed' : 'no alert');
      }
    }
    expect(new Set(told)).toEqual(new Set(['confirmed', 'no alert']));
  });

  it('FU-71 asking changes nothing of the picture', () => {
    const before = JSON.stringify(picture.snapshot());
    picture.without(track.id);
    expect(JSON.stringify(picture.snapshot())).toBe(before);
    expect(picture.without('nobody')).toEqual([]);
  });
});
