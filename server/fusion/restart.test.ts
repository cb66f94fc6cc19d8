import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPicture, type Picture, type TrackChange } from '.';
import { received, sensors, T0, wholeLooks } from './testing/world';

const inputs = received(wholeLooks(160), [0, 2, 9, 0.5, 17, 1]);
const END_MS = T0 + 220_000;
const create = (): Picture =>
  createPicture({ picture: 'national:P1', session: 'test', owner: 'P1', sensors });

/** What a picture says of inputs from a place on, and what it holds at the end. */
function goOn(p: Picture, from: number): string {
  const said: TrackChange[] = [];
  for (const i of inputs.slice(from)) said.push(...p.ingest(i, i.receivedMs));
  said.push(...p.advance(END_MS));
  return JSON.stringify([said, p.tracksAt(END_MS), p.counters(), p.snapshot()]);
}

describe('the same bytes again', () => {
  it('FU-23 a picture restored from its snapshot after any input goes on as if nothing had happened', () => {
    fc.assert(
      fc.property(fc.nat(inputs.length - 1), (cut) => {
        const picture = create();
        for (const i of inputs.slice(0, cut)) picture.ingest(i, i.receivedMs);
        const stored = JSON.stringify(picture.snapshot());
        const restored = create();
        restored.restore(JSON.parse(stored));
        expect(JSON.stringify(restored.snapshot())).toBe(stored);
        expect(goOn(restored, cut)).toBe(goOn(picture, cut));
      }),
      { numRuns: 10 },
    );
  });

  it('FU-24 the same inputs give the same bytes', () => {
    const once = goOn(create(), 0);
    expect(once).toContain('"confirmed"');
    expect(goOn(create(), 0)).toBe(once);
  });

  it('FU-25 what is told of a track reads the same at once and later', () => {
    const [a, b] = [create(), create()];
    const atOnce: string[] = [];
    const later: TrackChange[] = [];
    for (const i of inputs) {
      atOnce.push(...a.ingest(i, i.receivedMs).map((c) => JSON.stringify(c)));
      later.push(...b.ingest(i, i.receivedMs));
    }
    expect(atOnce.length).toBeGreaterThan(30);
    expect(
      later
        .reverse()
        .map((c) => JSON.stringify(c))
        .reverse(),
    ).toEqual(atOnce);
  });
});
