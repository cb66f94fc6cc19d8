import { describe, expect, it } from 'vitest';
import type { Innovation } from './kernels/update';
import { leftOver } from './left-over';

/** S⁻¹ and ln |S| of a covariance that is given by its inverse and determinant. */
const innovation = (inverse: number[], det: number): Innovation => ({
  Si: Float64Array.from([...inverse, ...new Array(9 - inverse.length).fill(0)]),
  logDet: Math.log(det),
  PHt: new Float64Array(27),
});

describe('what a plot leaves over', () => {
  it('UX-215 is told in one sigma of each component, and its distance by both together', () => {
    // S = [[4, 1], [1, 9]]: sigmas 2 and 3, |S| = 35.
    const S2 = innovation([9 / 35, -1 / 35, -1 / 35, 4 / 35], 35);
    const two = leftOver(S2, Float64Array.of(-4, 1.5, 0), 2);
    expect(two.sigmas).toHaveLength(2);
    expect(two.sigmas[0]).toBeCloseTo(-2, 12);
    expect(two.sigmas[1]).toBeCloseTo(0.5, 12);
    // νᵀ S⁻¹ ν = (9·16 + 2·6 + 4·2.25) / 35.
    expect(two.d2).toBeCloseTo(165 / 35, 12);
    // S = [[100², 10, 0], [10, 0.04, 0], [0, 0, 0.25]]: sigmas 100, 0.2 and 0.5; |upper| = 400 − 100 = 300.
    const S3 = innovation([0.04 / 300, -10 / 300, 0, -10 / 300, 1e4 / 300, 0, 0, 0, 4], 75);
    const three = leftOver(S3, Float64Array.of(150, -0.1, 1), 3);
    [1.5, -0.5, 2].forEach((sigma, i) => {
      expect(three.sigmas[i]).toBeCloseTo(sigma, 10);
    });
  });
});
