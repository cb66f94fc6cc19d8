import { freeFlightAcceleration } from '../../domain/ballistics';
import type { Kinematics } from '../../domain/records';
import { predictBoost } from '../fusion/kernels/boost';
import { COAST_Q, coastStepS, DRAG_Q, DRAG_SIGMA, stepCoast } from '../fusion/kernels/coast';
import { unpackLower } from '../fusion/kernels/matrix';

/** Uncertainty of the thrust that a report gives, one sigma in each axis (m/s²): reports carry its value alone. */
const THRUST_SIGMA = 10;

/** A state brought to a time: 6 numbers and a full 6×6 covariance, ECEF m and m/s. */
export interface StateAt {
  x: Float64Array;
  P: Float64Array;
}

/** Predicts a report's state; while it burned the thrust goes on, and what that leaves open is in the covariance. */
export function stateAt(k: Kinematics, burning: boolean, atMs: number): StateAt {
  const dt = Math.max(0, (atMs - k.epochMs) / 1000);
  const n = burning ? 9 : 7;
  const x = new Float64Array(n);
  const P = new Float64Array(n * n);
  const P6 = unpackLower(k.P, 6);
  for (let i = 0; i < 6; i++) {
    x[i] = k.x[i] as number;
    for (let j = 0; j < 6; j++) P[i * n + j] = P6[i * 6 + j] as number;
  }
  if (burning) {
    for (let i = 0; i < 3; i++) {
      x[6 + i] = k.a[i] as number;
      P[(6 + i) * 10] = THRUST_SIGMA ** 2;
    }
    if (dt > 0) predictBoost(x, P, dt);
  } else {
    P[48] = DRAG_SIGMA ** 2;
    let left = dt;
    while (left > 1e-9) {
      const h = Math.min(left, coastStepS(x));
      stepCoast(x, P, h, COAST_Q, DRAG_Q);
      left -= h;
    }
  }
  const out: StateAt = { x: x.slice(0, 6), P: new Float64Array(36) };
  for (let i = 0; i < 6; i++) for (let j = 0; j < 6; j++) out.P[i * 6 + j] = P[i * n + j] as number;
  return out;
}

/** The seven states and covariance of a coasting 6-state, with a drag that nobody knows: for the impact area. */
export function withDrag(s: StateAt): { x: Float64Array; P: Float64Array } {
  const x = new Float64Array(7);
  const P = new Float64Array(49);
  x.set(s.x);
  for (let i = 0; i < 6; i++) for (let j = 0; j < 6; j++) P[i * 7 + j] = s.P[i * 6 + j] as number;
  P[48] = DRAG_SIGMA ** 2;
  return { x, P };
}

/** How fast a free flight's state changes, m/s and m/s². */
export function rateOf(x: ArrayLike<number>): Float64Array {
  freeFlightAcceleration(x, acceleration);
  return Float64Array.of(x[3] as number, x[4] as number, x[5] as number, ...acceleration);
}
const acceleration = new Float64Array(3);
