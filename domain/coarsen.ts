/**
 * Coarsening with honest inflation: whoever takes accuracy away adds to the covariance what was taken, so that the 95 %
 * region still holds the truth. A place rounded to a grid of g metres is off by an even error of g²/12 in each axis.
 */
import { DEG, MEAN_RADIUS_M, wrapLon } from './geodesy';
import { makeId } from './ids';
import type { Kinematics } from './records';
import type { GroundRegion } from './regions';

export interface Coarsening {
  /** Grid of places, m; 0 leaves them as they are. */
  gridM: number;
  /** Given so much later, s. */
  delayS: number;
  /** Classes of fields that are not given at all. */
  withheld: string[];
}
export const AS_IS: Coarsening = { gridM: 0, delayS: 0, withheld: [] };
export const isCoarse = ({ gridM, delayS, withheld }: Coarsening): boolean =>
  gridM > 0 || delayS > 0 || withheld.length > 0;
export const MAX_GRID_M = 200_000;
export const MAX_DELAY_S = 3600;

const METRES_PER_DEG = MEAN_RADIUS_M * DEG;
export const gridVariance = (gridM: number): number => (gridM * gridM) / 12;

/**
 * Where a grid begins, as a share of its step, one for each axis. Each object has a grid of its own: were it one grid for all,
 * two Parties' states of one object would be rounded to the same place, and what fuses them would take one error for two.
 */
function originOf(object: string, axis: number): number {
  // The first digits of a name are not even.
  return Number.parseInt(makeId('grid', object, axis).slice(-8), 36) / 36 ** 8;
}
function rounded(value: number, step: number, object: string, axis: number): number {
  const from = originOf(object, axis);
  return (Math.round(value / step - from) + from) * step;
}

/** Index of each axis' variance in the packed lower triangle of a state's covariance. */
const PLACE_VARIANCES = [0, 2, 5];

export function coarseKinematics(k: Kinematics, gridM: number, object: string): Kinematics {
  if (gridM <= 0) return k;
  const x = k.x.map((v, i) => (i < 3 ? rounded(v, gridM, object, i) : v));
  const P = k.P.map((v, i) => (PLACE_VARIANCES.includes(i) ? v + gridVariance(gridM) : v));
  return { ...k, x, P };
}

export function coarseRegion<R extends GroundRegion>(region: R, gridM: number, object: string): R {
  if (gridM <= 0) return region;
  const lat = rounded(region.lat, gridM / METRES_PER_DEG, object, 3);
  // A degree of longitude is as long as at the rounded place, so that the step tells nothing that the place does not.
  const step = gridM / (METRES_PER_DEG * Math.max(0.02, Math.cos(lat * DEG)));
  const [ee, en, nn] = region.cov;
  const more = gridVariance(gridM);
  return {
    ...region,
    lat: Math.min(90, Math.max(-90, lat)),
    lon: wrapLon(rounded(region.lon, step, object, 4)),
    cov: [ee + more, en, nn + more],
  };
}

/** A place with a radius: the circle still holds what it held. */
export function coarsePlace<P extends { lat: number; lon: number; radiusM: number }>(
  place: P,
  gridM: number,
  object: string,
): P {
  const { lat, lon } = coarseRegion({ ...place, cov: [0, 0, 0] }, gridM, object);
  return { ...place, lat, lon, radiusM: place.radiusM + gridM * Math.SQRT1_2 };
}
