import type { ClassCode, ClassProbabilities } from '../../domain/classes';
import { distanceM, type LatLon, MEAN_RADIUS_M, WGS84 } from '../../domain/geodesy';
import type { Impact } from '../../domain/records';
import { inertialVelocity } from './kernels/kepler';
import type { Blend } from './modes';

/** Upper ends of the generic classes by the range (km) that the burnout energy gives at the best angle. */
const LIMITS_KM: [ClassCode, number][] = [
  ['SRBM', 1000],
  ['MRBM', 3000],
  ['IRBM', 5500],
  ['ICBM', Number.POSITIVE_INFINITY],
];
/** Velocity still to come while it burns (m/s), equally likely steps: what nobody can know then. */
const STILL_TO_COME = [0, 400, 900, 1500, 2300, 3200, 4200, 5400, 6800];
/** Gauss-Hermite-like points of the speed's own error. */
const SIGMAS: [number, number][] = [
  [-2, 0.054],
  [-1, 0.242],
  [0, 0.408],
  [1, 0.242],
  [2, 0.054],
];
/** Range over best range below which a flight is steep, as sounding rockets and lofted tests are. */
const STEEP = 0.45;

/** Range (km) on a sphere that a state's energy gives at the best angle, with `addMS` more speed. */
export function energyRangeKm(x: ArrayLike<number>, addMS: number): number {
  const [vx, vy, vz] = inertialVelocity(x);
  const v = Math.max(0, Math.hypot(vx, vy, vz) + addMS);
  const r = Math.hypot(x[0] as number, x[1] as number, x[2] as number);
  const atSurface = v * v - 2 * WGS84.muM3S2 * (1 / r - 1 / MEAN_RADIUS_M);
  const q = Math.max(0, (atSurface * MEAN_RADIUS_M) / WGS84.muM3S2);
  if (q >= 1) return 20_000;
  return (2 * Math.asin(q / (2 - q)) * MEAN_RADIUS_M) / 1000;
}

/**
 * Generic class probabilities by energy; broad while it burns, `UNKNOWN` kept. A steep flight that comes down far short
 * of what its energy could reach is a sounding rocket or a lofted test: both stay possible.
 */
export function classify(b: Blend, impact: Impact, launch: LatLon): ClassProbabilities {
  const p: ClassProbabilities = {
    SRBM: 0,
    MRBM: 0,
    IRBM: 0,
    ICBM: 0,
    SLV: 0,
    SOUNDING_ROCKET: 0,
    UNKNOWN: 0,
  };
  if (impact === 'orbital') return { ...p, SLV: 0.97, ICBM: 0.01, UNKNOWN: 0.02 };
  const burning = b.pBoost;
  const { P } = b;
  const sigmaV = Math.sqrt(Math.max(1, ((P[21] as number) + (P[28] as number) + (P[35] as number)) / 3));
  const put = (km: number, weight: number, burns: boolean): void => {
    const code = LIMITS_KM.find(([, max]) => km < max)?.[0] ?? 'ICBM';
    // Towards orbital speed a space launch is the likelier thing.
    const space = km > 9000 ? 0.6 : km > 5500 ? (burns ? 0.45 : 0.15) : burns ? 0.12 : 0.02;
    p[code] += weight * (1 - space);
    p.SLV += weight * space;
  };
  if (burning > 0.02)
    for (const add of STILL_TO_COME) put(energyRangeKm(b.x, add), burning / STILL_TO_COME.length, true);
  for (const [k, weight] of SIGMAS) put(energyRangeKm(b.x, k * sigmaV), (1 - burning) * weight, false);
  const unknown = 0.2 * burning + (1 - burning) * Math.min(0.3, 0.01 + sigmaV / 4000);
  let steep = 0;
  if (impact !== null) {
    const ratio = distanceM(impact, launch) / 1000 / Math.max(100, energyRangeKm(b.x, 0));
    steep = (0.75 * (1 - burning)) / (1 + Math.exp((ratio - STEEP) / 0.06));
  }
  let sum = 0;
  for (const code of ['SRBM', 'MRBM', 'IRBM', 'ICBM', 'SLV'] as const) sum += p[code];
  for (const code of ['SRBM', 'MRBM', 'IRBM', 'ICBM', 'SLV'] as const)
    p[code] = (p[code] / sum) * (1 - steep) * (1 - unknown);
  p.SOUNDING_ROCKET = steep * (1 - unknown);
  p.UNKNOWN = unknown;
  return p;
}
