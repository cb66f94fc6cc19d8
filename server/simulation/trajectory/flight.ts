/** A trajectory put on the session's clock: where the object is at a time, and whether a stage burns then. */
import type { Trajectory } from './fly';

export interface Flight {
  /** Name of the flight inside the simulation; never leaves it. */
  key: string;
  launchMs: number;
  endMs: number;
  trajectory: Trajectory;
}

export function flightOf(key: string, launchMs: number, trajectory: Trajectory): Flight {
  return { key, launchMs, endMs: launchMs + trajectory.endS * 1000, trajectory };
}

/** The last knot at or before `tS`. */
function knotAt(times: Float64Array, tS: number): number {
  let low = 0;
  let high = times.length - 1;
  while (high - low > 1) {
    const mid = (low + high) >> 1;
    if ((times[mid] as number) <= tS) low = mid;
    else high = mid;
  }
  return low;
}

/**
 * State (ECEF m, m/s) at epoch ms by cubic Hermite interpolation, written into `out`; false when it does not fly then.
 * Against a ten times finer integration: below 2 m and 2 m/s while burning, below 0.1 m in vacuum.
 */
export function stateAt(flight: Flight, atMs: number, out: Float64Array): boolean {
  const { timesS, states, endS } = flight.trajectory;
  const t = (atMs - flight.launchMs) / 1000;
  if (t < 0 || t > endS) return false;
  const i = knotAt(timesS, t);
  const a = timesS[i] as number;
  const h = (timesS[i + 1] as number) - a;
  const f = (t - a) / h;
  const f2 = f * f;
  const f3 = f2 * f;
  const p0 = 2 * f3 - 3 * f2 + 1;
  const m0 = (f3 - 2 * f2 + f) * h;
  const p1 = 3 * f2 - 2 * f3;
  const m1 = (f3 - f2) * h;
  const d0 = (6 * f2 - 6 * f) / h;
  const e0 = 3 * f2 - 4 * f + 1;
  const e1 = 3 * f2 - 2 * f;
  for (let k = 0; k < 3; k++) {
    const x0 = states[6 * i + k] as number;
    const v0 = states[6 * i + 3 + k] as number;
    const x1 = states[6 * i + 6 + k] as number;
    const v1 = states[6 * i + 9 + k] as number;
    out[k] = p0 * x0 + m0 * v0 + p1 * x1 + m1 * v1;
    out[3 + k] = d0 * (x0 - x1) + e0 * v0 + e1 * v1;
  }
  return true;
}

/** True while a stage burns. */
export function isBurning(flight: Flight, atMs: number): boolean {
  const t = (atMs - flight.launchMs) / 1000;
  for (const b of flight.trajectory.burns) if (t >= b.fromS && t < b.toS) return true;
  return false;
}

/** Epoch ms after which nothing burns any more. */
export function lastBurnEndMs(flight: Flight): number {
  return flight.launchMs + (flight.trajectory.burns.at(-1)?.toS ?? 0) * 1000;
}
