import { describe, expect, it } from 'vitest';
import { stateSpread } from './state-spread';

describe('the spread of a state', () => {
  it('UX-15 takes the spread of height and speed along the vertical and the velocity', () => {
    const P = new Array<number>(21).fill(0);
    P[0] = 4e6;
    P[14] = 100;
    const spread = stateSpread({ x: [7e6, 0, 0, 0, 5e3, 0], P });
    expect(spread.heightM).toBeCloseTo(2000 * 1.644854, 3);
    expect(spread.speedMS).toBeCloseTo(10 * 1.644854, 6);
  });

  it('UX-15 the spread of height grows with what the vertical velocity does not tell', () => {
    const P = new Array<number>(21).fill(0);
    P[0] = 4e6;
    P[9] = 100;
    const at = (dtS: number) => stateSpread({ x: [7e6, 0, 0, 0, 5e3, 0], P }, dtS).heightM;
    expect(at(0)).toBeCloseTo(2000 * 1.644854, 3);
    expect(at(300)).toBeCloseTo(Math.hypot(2000, 3000) * 1.644854, 3);
  });
});
