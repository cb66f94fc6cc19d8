import type { Kinematics } from './records';
import { Z90 } from './regions';

/**
 * Half of the 90 % interval of speed (m/s) and height (m), `dtS` seconds after the state's epoch, from its covariance
 * (packed lower triangle, ECEF). What the velocity does not tell grows into the height as time goes on; the pull of the
 * Earth on it is left out.
 */
export function stateSpread(
  { x, P }: Pick<Kinematics, 'x' | 'P'>,
  dtS = 0,
): { speedMS: number; heightM: number } {
  const up = x.slice(0, 3);
  const position = varianceAlong(P, 0, 0, up);
  const both = varianceAlong(P, 3, 0, up);
  const velocity = varianceAlong(P, 3, 3, up);
  const t = Math.max(0, dtS);
  return {
    heightM: Z90 * Math.sqrt(Math.max(0, position + 2 * t * both + t * t * velocity)),
    speedMS: Z90 * Math.sqrt(Math.max(0, varianceAlong(P, 3, 3, x.slice(3, 6)))),
  };
}

/** A 3×3 block of a packed 6×6 covariance, from a row and a column on, along a direction on both sides. */
export function varianceAlong(
  packed: number[],
  fromRow: number,
  fromColumn: number,
  direction: number[],
): number {
  const length = Math.hypot(...direction);
  if (length === 0) return 0;
  let variance = 0;
  for (let i = 0; i < 3; i++) {
    for (let j = 0; j < 3; j++) {
      const row = Math.max(fromRow + i, fromColumn + j);
      const column = Math.min(fromRow + i, fromColumn + j);
      const value = packed[(row * (row + 1)) / 2 + column] ?? 0;
      variance += (value * (direction[i] ?? 0) * (direction[j] ?? 0)) / (length * length);
    }
  }
  return variance;
}
