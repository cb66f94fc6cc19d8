import { describe, expect, it } from 'vitest';
import { geodeticToEcef } from '../../domain/geodesy';
import { COAST_Q, DRAG_Q, stepCoast } from './kernels/coast';
import { mergeTwins } from './merge';
import { newWork } from './modes';
import { storeMotion } from './store';
import type { Track } from './track';

const w = newWork();
/** A coasting track of one flight as it was known `agoS` seconds ago, moved by `offM` metres. */
function trackOf(id: string, agoS: number, offM: number): Track {
  const P = new Float64Array(49);
  for (let i = 0; i < 7; i++) P[i * 8] = i < 3 ? 300 ** 2 : i < 6 ? 20 ** 2 : 0.1;
  const x = Float64Array.from([...geodeticToEcef(10, -150, 600e3), 4000, -5000, 1500, 0]);
  for (let s = -60; s < -agoS; s++) stepCoast(x, P, 1, COAST_Q, DRAG_Q);
  x[0] = (x[0] as number) + offM;
  const atMs = -agoS * 1000;
  return {
    ...{ id, status: 'confirmed', anchor: null, score: 20, best: 20, looks: 5, firstMs: -60e3, lastMs: atMs },
    motion: storeMotion(atMs, 0, w.xb, w.Pb, x, P, null),
    ...{ lastBurnMs: null, kinds: ['RADAR'], sensors: [], evidence: [], weighed: [], sight: null },
    ...{ aliases: [], twin: null },
  };
}

/** What is left of a hit track and a missed one after so many looks that say the same. */
function leftAfter(looks: number, agoS: number, offM: number): readonly Track[] {
  let tracks = [trackOf('hit', 0, 0), trackOf('missed', agoS, offM)];
  for (let n = 0; n < looks && tracks.length > 1; n++) {
    const [hit, missed] = tracks as [Track, Track];
    tracks = mergeTwins([...tracks], [hit], [missed], 0, null);
  }
  return tracks;
}

describe('two tracks of one object', () => {
  it('FU-80 are found to be one however long ago the missed one was hit, and only where both are near', () => {
    for (const agoS of [1, 10, 30, 50]) {
      expect(leftAfter(2, agoS, 500), `${agoS} s`).toHaveLength(2);
      const [one, ...others] = leftAfter(3, agoS, 500);
      expect(others, `${agoS} s`).toEqual([]);
      expect([one?.id, ...(one?.aliases ?? [])].sort()).toEqual(['hit', 'missed']);
      expect(leftAfter(3, agoS, 60e3), `${agoS} s, elsewhere`).toHaveLength(2);
    }
  });
});
