import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPicture, type Picture } from '.';
import { packTrack } from './pack';
import { Registry } from './registry';
import { LookRing } from './ring';
import { infrared, radar } from './testing/flights';
import { received, sensors, T0, wholeLooks } from './testing/world';

const TO_S = 200;
const list = wholeLooks(TO_S);
const END_MS = T0 + (TO_S + 40) * 1000;

function fed(inputs: ReturnType<typeof received>): Picture {
  const picture = createPicture({ picture: 'national:P1', session: 'test', owner: 'P1', sensors });
  for (const i of inputs) picture.ingest(i, i.receivedMs);
  return picture;
}
/** All of the tracks but the names that they were first told under: what was told stays told. */
const bytes = (p: Picture): string => JSON.stringify(p.tracksAt(END_MS).map((t) => ({ ...t, id: '' })));

describe('late looks', () => {
  const sorted = fed(received(list, [0]));

  it('FU-20 shuffled looks within the window give the bytes of sorted looks', () => {
    expect(sorted.tracksAt(END_MS).length).toBe(2);
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 25, noNaN: true }), { minLength: 3, maxLength: 97 }),
        (delays) => {
          const shuffled = fed(received(list, delays));
          expect(shuffled.counters().tooOld).toBe(0);
          expect(bytes(shuffled)).toBe(bytes(sorted));
        },
      ),
      { numRuns: 12 },
    );
    const late = fed(received(list, [0, 20, 3, 11]));
    expect(late.counters().rollbacks).toBeGreaterThan(50);
  });

  it('FU-21 a late look works again only what it changes: other tracks stay the very same', () => {
    const far = radar('R9', { lat: 40, lon: 20 });
    const registry = new Registry([...sensors, far, infrared('S9', 20)]);
    const ring = new LookRing(registry, 'national:P1');
    const index = (id: string): number => registry.get(id)?.index as number;
    for (const { plots, scan } of list)
      ring.insert({ ...scan, sensor: index(scan.sensor), plots: [...plots] });
    const before = ring.tracks;
    // One plot of a radar on the other side of the Earth.
    const atMs = T0 + (TO_S - 15) * 1000;
    ring.insert({ sensor: index('R9'), scan: 1, atMs, plots: [{ id: 'other', z: [1e6, 1, 0.5] }] });
    expect(ring.replayed).toBeGreaterThan(5);
    expect(before.length).toBeGreaterThan(1);
    for (const t of before) expect(ring.tracks.find((o) => o.id === t.id)).toBe(t);
    expect(ring.tracks.some((t) => t.evidence[0] === 'other')).toBe(true);
    // One of a radar that sees them changes them.
    const seen = ring.tracks;
    ring.insert({ sensor: index('R1'), scan: 99_999, atMs: atMs + 1, plots: [] });
    const scores = ring.tracks.filter((t) => seen.some((o) => o.id === t.id && o !== t));
    expect(scores.length).toBeGreaterThan(0);
  });

  it('FU-22 what going back keeps of earlier work changes nothing: a ring that works everything anew has the same tracks', () => {
    const registry = new Registry(sensors);
    const kept = new LookRing(registry, 'p');
    let anew = new LookRing(registry, 'p');
    const delays = Array.from({ length: 40 }, (_, i) => (i * 7) % 23);
    const order = received(list.slice(0, 220), delays);
    let plots: { id: string; z: readonly number[] }[] = [];
    for (const i of order) {
      if (i.kind === 'detection') plots.push({ id: i.id, z: i.z });
      if (i.kind !== 'scan') continue;
      const look = { sensor: registry.get(i.sensor)?.index as number, scan: i.scan, atMs: i.atMs, plots };
      plots = [];
      kept.insert(look);
      anew.insert(look);
      // A restored ring has worked each of its looks just now.
      const fresh = new LookRing(registry, 'p');
      fresh.restore(anew.snapshot());
      anew = fresh;
    }
    const packed = (r: LookRing): string => JSON.stringify(r.tracks.map(packTrack));
    expect(packed(kept)).toBe(packed(anew));
    expect(kept.rollbacks).toBeGreaterThan(20);
  });
});
