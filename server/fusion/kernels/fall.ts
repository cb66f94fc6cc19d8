/**
 * The flight of a coasting state to the ground, with J2 and drag: 60 s steps above the air, 2 s in it, the last one to the
 * ground itself. Against 0.1 s steps it is good to a few metres.
 */
import { AIR_TOP_M, flightStep, roughHeightM } from './flight';

/** Nothing is followed longer than this (s). */
const LONGEST_S = 3 * 3600;
const STEP_S = 60;
const AIR_STEP_S = 2;
/** What skips out of the air again is soon back. */
const SKIP_STEP_S = 10;
/** Change of the drag exponent by which its part in the fall is found. */
const DRAG_CHANGE = 0.3;

/** Place on the ground (ECEF m) and time (s): [x, y, z, t]. */
export type Fall = Float64Array;
/** A fall, and how it changes with the drag exponent: the same four by its unit. */
export interface Nominal {
  readonly fall: Fall;
  readonly byDrag: Float64Array;
}

const x = new Float64Array(6);
const entry = new Float64Array(6);

/** Where a coasting state comes down with `dragFactor` times the reference drag; null if it does not. */
export function fallOf(state: ArrayLike<number>, dragFactor: number): Fall | null {
  for (let i = 0; i < 6; i++) x[i] = state[i] as number;
  const t = toAir(dragFactor);
  return t === null ? null : toGround(t, dragFactor);
}

/** The same with what the drag exponent does: down to the air both flights are one. */
export function nominalOf(state: ArrayLike<number>, dragFactor: number): Nominal | null {
  for (let i = 0; i < 6; i++) x[i] = state[i] as number;
  const t = toAir(dragFactor);
  if (t === null) return null;
  entry.set(x);
  const fall = toGround(t, dragFactor);
  x.set(entry);
  const other = toGround(t, dragFactor * Math.exp(DRAG_CHANGE));
  const byDrag = new Float64Array(4);
  if (!fall) return null;
  if (other)
    for (let i = 0; i < 4; i++) byDrag[i] = ((other[i] as number) - (fall[i] as number)) / DRAG_CHANGE;
  return { fall, byDrag };
}

const climbOf = (): number =>
  ((x[0] as number) * (x[3] as number) +
    (x[1] as number) * (x[4] as number) +
    (x[2] as number) * (x[5] as number)) /
  Math.sqrt((x[0] as number) ** 2 + (x[1] as number) ** 2 + (x[2] as number) ** 2);

/** Flies on until it is in the air and sinks; seconds, or null if that takes for ever. */
function toAir(dragFactor: number): number | null {
  let t = 0;
  while (t < LONGEST_S) {
    const h = roughHeightM(x);
    const climb = climbOf();
    if (h < AIR_TOP_M && climb <= 0) return t;
    // A long step may end in the upper air, where there is hardly any, but not deeper.
    let step = STEP_S;
    if (h < AIR_TOP_M) step = AIR_STEP_S;
    else if (climb < 0) step = Math.min(STEP_S, Math.max(AIR_STEP_S, (h - 0.8 * AIR_TOP_M) / -climb));
    flightStep(x, step, 0, 0, 0, dragFactor);
    t += step;
  }
  return null;
}

/** From in the air to the ground. */
function toGround(fromS: number, dragFactor: number): Fall | null {
  let t = fromS;
  let h = roughHeightM(x);
  while (t < LONGEST_S) {
    const step = h < AIR_TOP_M ? AIR_STEP_S : SKIP_STEP_S;
    flightStep(x, step, 0, 0, 0, dragFactor);
    t += step;
    const after = roughHeightM(x);
    if (after > 0) {
      h = after;
      continue;
    }
    // Back by the share that lies under the ground, and the rest along a straight line.
    const back = h > after ? (after / (after - h)) * step : 0;
    flightStep(x, -back, 0, 0, 0, dragFactor);
    const climb = climbOf();
    const rest = Math.abs(climb) > 1 ? -roughHeightM(x) / climb : 0;
    const out = new Float64Array(4);
    for (let i = 0; i < 3; i++) out[i] = (x[i] as number) + rest * (x[3 + i] as number);
    out[3] = t - back + rest;
    return out;
  }
  return null;
}
