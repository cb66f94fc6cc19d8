import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Detection, FeedInput, Scan } from '../../domain/inputs';
import { createPicture, type Picture } from '.';
import { cholesky, unpackLower } from './kernels/matrix';
import { received, sensors, T0, type WholeLook, wholeLooks } from './testing/world';

const list = wholeLooks(150);
const clean = received(list, [0.5]);
const END_MS = T0 + 200_000;
function fed(inputs: readonly FeedInput[]): Picture {
  const picture = createPicture({ picture: 'national:P1', session: 'test', owner: 'P1', sensors });
  for (const i of inputs) picture.ingest(i, i.receivedMs);
  return picture;
}
const bytes = (p: Picture): string => JSON.stringify(p.tracksAt(END_MS));

/** A plot like another one, spoilt. */
function spoilt(d: Detection, n: number): FeedInput {
  const id = `bad${n}`;
  const wrong: Partial<Detection>[] = [
    { id, z: d.z.map(() => Number.NaN) },
    { id, z: [Number.POSITIVE_INFINITY, ...d.z.slice(1)] },
    { id, z: [...d.z.slice(0, -1), -99] },
    { id, z: [...d.z, 0] },
    { id, z: [] },
    { id, sensor: 'nobody' },
    { id, atMs: Number.NaN },
    { id, atMs: d.receivedMs + 60_000, scan: d.scan + 1e6 },
    { id, atMs: d.atMs - 3600_000, scan: d.scan - 1e6 },
    // Once more the same.
    {},
  ];
  return { ...d, ...wrong[n % wrong.length] };
}

describe('bad input', () => {
  const plain = bytes(fed(clean));

  it('FU-26 what is not finite, out of range, unknown, future, ancient or said twice is counted and changes nothing', () => {
    const plots = clean.flatMap((i, at) => (i.kind === 'detection' ? [{ d: i, at }] : []));
    fc.assert(
      fc.property(fc.array(fc.nat(plots.length - 1), { minLength: 10, maxLength: 40 }), (where) => {
        const inputs = [...clean];
        const picks = where.map((k, n) => ({ ...(plots[k] as (typeof plots)[number]), n }));
        for (const { d, at, n } of picks.sort((a, b) => b.at - a.at)) inputs.splice(at + 1, 0, spoilt(d, n));
        const picture = fed(inputs);
        expect(bytes(picture)).toBe(plain);
        const c = picture.counters();
        const refused = c.outOfRange + c.unknownSensor + c.future + c.tooOld + c.duplicate;
        expect(refused).toBe(where.length);
      }),
      { numRuns: 15 },
    );
  });

  it('FU-27 a scan that is closed again, or at no time, or of nobody, is counted and changes nothing', () => {
    let n = 0;
    const again = (s: Scan & FeedInput): FeedInput[] => [
      s,
      [s, { ...s, scan: s.scan + 1e6, atMs: Number.NaN }, { ...s, sensor: 'nobody' }][n++ % 3] as FeedInput,
    ];
    const picture = fed(clean.flatMap((i) => (i.kind === 'scan' ? again(i) : [i])));
    expect(bytes(picture)).toBe(plain);
    const { duplicate, outOfRange, unknownSensor } = picture.counters();
    expect(duplicate + outOfRange + unknownSensor).toBe(n);
  });

  it('FU-28 a plot that a sensor repeats to the last bit counts once: it is no track, and the others are as they were', () => {
    const stuck = [1.2e6, 2.5, 0.4];
    const withStuck = (looks: readonly WholeLook[]): WholeLook[] =>
      looks.map(({ plots, scan }) => ({
        scan,
        plots:
          scan.sensor === 'R1'
            ? [...plots, { ...scan, kind: 'detection' as const, id: `stuck/${scan.scan}`, z: stuck }]
            : plots,
      }));
    const looksOfR1 = list.filter((l) => l.scan.sensor === 'R1').length;
    const kinematics = (p: Picture): unknown => p.tracksAt(END_MS).map((t) => t.kinematics);
    for (const delays of [[0.5], [0.5, 14, 3]]) {
      const picture = fed(received(withStuck(list), delays));
      expect(kinematics(picture)).toEqual(kinematics(fed(clean)));
      expect(picture.counters().repeated).toBe(looksOfR1 - 1);
    }
  });

  it('FU-29 covariances stay positive definite whatever plots come', () => {
    const rnd = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.array(fc.tuple(rnd, rnd, rnd), { minLength: 20, maxLength: 60 }), (noise) => {
        const inputs = received(
          list.map(({ plots, scan }, i) => {
            const [a, b, c] = noise[i % noise.length] as [number, number, number];
            const z = scan.sensor.startsWith('R')
              ? [1e3 + 4.4e6 * a, 6.28 * b, 1.5 * c]
              : [0.28 * (a - 0.5), 0.28 * (b - 0.5)];
            const more = { ...scan, kind: 'detection' as const, id: `n/${scan.sensor}/${scan.scan}`, z };
            return { scan, plots: [...plots, more] };
          }),
          [0.5, 7, 0, 2],
        );
        for (const t of fed(inputs).tracksAt(END_MS)) {
          expect(t.kinematics.x.every(Number.isFinite)).toBe(true);
          expect(cholesky(unpackLower(t.kinematics.P, 6), 6, new Float64Array(36))).toBe(true);
        }
      }),
      { numRuns: 10 },
    );
  });
});
