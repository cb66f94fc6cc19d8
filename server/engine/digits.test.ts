import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EPOCH, launch } from '../../domain/testing/samples';
import { published } from './digits';

describe('published numbers', () => {
  it('EN-42 a number keeps ten significant digits, whatever its size and sign', () => {
    const size = fc.double({ min: 1e-30, max: 9e9, noNaN: true });
    fc.assert(
      fc.property(size, fc.boolean(), (v, negative) => {
        const given = negative ? -v : v;
        const got = published(given);
        expect(Math.abs(got - given)).toBeLessThanOrEqual(Math.abs(given) * 5.001e-10);
        expect(String(Math.abs(got)).replace(/e.*|^0\.0*|\./g, '').length).toBeLessThanOrEqual(11);
        expect(published(got)).toBe(got);
      }),
    );
    expect([1 / 3, -2e6 / 3, 1e-20 / 3, 0, -0.4e-30].map(published)).toEqual([
      ...[0.3333333333, -666666.6667, 3.333333333e-21, 0, -4e-31],
    ]);
  });

  it('EN-42 regions, places, probabilities and directions keep fewer, a state and its covariance all', () => {
    const third = 100 / 3;
    const given = {
      launchPoint: { lat: third, lon: -third, cov: [third, third, third], sigmaS: third },
      classes: { SRBM: third },
      kinematics: { x: [third], P: [third] },
      azimuthDeg: third,
      corridor: [{ lat: third, lon: -third }],
    };
    expect(published(given)).toEqual({
      launchPoint: { lat: 33.333333, lon: -33.333333, cov: [33.3333, 33.3333, 33.3333], sigmaS: 33.33 },
      classes: { SRBM: 33.33 },
      kinematics: { x: [33.33333333], P: [33.33333333] },
      azimuthDeg: 33.33333,
      corridor: [{ lat: 33.333, lon: -33.333 }],
    });
  });

  it('EN-42 times keep thousandths of a millisecond; whole numbers, words and the shape of a record stay', () => {
    const atMs = EPOCH + 0.123456;
    expect(
      published({ atMs, n: 12345678901, list: [null, true, 'x', { y: 0.1 }], none: Number.NaN }),
    ).toEqual({
      ...{ atMs: EPOCH + 0.123, n: 12345678901, list: [null, true, 'x', { y: 0.1 }], none: Number.NaN },
    });
    const given = launch();
    const { kinematics: k } = published(given);
    expect(Object.keys(published(given))).toEqual(Object.keys(given));
    expect(k.x.map((v, i) => Math.abs(v - (given.kinematics.x[i] ?? 0)) < 0.001)).toEqual(
      Array(6).fill(true),
    );
    // What is given is not written into.
    published(given).reports.push({} as never);
    expect(given.reports).toEqual([]);
  });
});
