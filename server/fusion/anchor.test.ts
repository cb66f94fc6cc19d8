import { describe, expect, it } from 'vitest';
import { distanceM, geodeticToEcef } from '../../domain/geodesy';
import { anchorAt, newAnchor, nominalOfAnchor } from './anchor';
import { stepCoastMean } from './kernels/coast';
import { descentOf } from './kernels/impact';

/** A coasting state high up, and its covariance. */
const start = Float64Array.from([...geodeticToEcef(6, -150, 300e3), 30, -4031, 1200, 0.05]);
const P = new Float64Array(49);
for (const [i, s] of [200, 200, 200, 3, 3, 3, 0.2].entries()) P[i * 8] = s * s;

describe('an impact area by a known flight', () => {
  it('FU-34 is that of the full flight, for another state and later on', () => {
    const anchor = newAnchor(0, 3, start);
    const nominal = nominalOfAnchor(anchor);
    if (!nominal) throw new Error('stays up');
    const now = start.slice();
    const known = new Float64Array(7);
    // Another state than the anchor's: by some sigmas, in place, speed and drag.
    for (const [i, d] of [300, -200, 400, 6, -5, 4, 0.3].entries()) now[i] = (now[i] as number) + d;
    for (let s = 0; s <= 120; s += 40) {
      anchorAt(anchor, s * 1000, known);
      const quick = descentOf(now, P, { nominal, agoS: s, x: known });
      const full = descentOf(now, P);
      if (!quick || !full || quick === 'orbital' || full === 'orbital') throw new Error('no impact');
      const sigmaM = Math.sqrt(full.region.cov[0] + full.region.cov[2]);
      expect(distanceM(quick.region, full.region)).toBeLessThan(0.05 * sigmaM);
      expect(Math.abs(quick.tS - full.tS)).toBeLessThan(0.1);
      for (let k = 0; k < 3; k++)
        expect(Math.abs((quick.region.cov[k] as number) - (full.region.cov[k] as number))).toBeLessThan(
          0.02 * sigmaM ** 2,
        );
      for (let k = 0; k < 4; k++) stepCoastMean(now, 10);
    }
    // Not near enough to be known by it: flown itself.
    now[3] = (now[3] as number) + 900;
    anchorAt(anchor, 160_000, known);
    expect(descentOf(now, P, { nominal, agoS: 160, x: known })).toEqual(descentOf(now, P));
  });
});
