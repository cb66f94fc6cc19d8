import type { ClassCode, ClassProbabilities } from '../../domain/classes';
import { distanceM, MEAN_RADIUS_M, WGS84 } from '../../domain/geodesy';
import type { Impact } from '../../domain/records';
import { blended, type TrackData } from './track';

/** Upper ends of the generic classes by range at the best angle (km). */
const LIMITS_KM: [ClassCode, number][] = [
  ['SRBM', 1000],
  ['MRBM', 3000],
  ['IRBM', 5500],
  ['ICBM', Number.POSITIVE_INFINITY],
];

/** Inertial speed that the state would have at the surface, and the range (km) that its energy gives at the best angle. */
function energyRangeKm(x: ArrayLike<number>, addMS: number): number {
  const [X = 0, Y = 0, Z = 0, vx = 0, vy = 0, vz = 0] = [0, 1, 2, 3, 4, 5].map((i) => x[i] as number);
  const v = Math.max(0, Math.hypot(vx - WGS84.omegaRadS * Y, vy + WGS84.omegaRadS * X, vz) + addMS);
  const r = Math.hypot(X, Y, Z);
  const v2 = v * v - 2 * WGS84.muM3S2 * (1 / r - 1 / MEAN_RADIUS_M);
  const q = Math.min(0.9999, Math.max(0, (v2 * MEAN_RADIUS_M) / WGS84.muM3S2));
  return (2 * Math.asin(q / (2 - q)) * MEAN_RADIUS_M) / 1000;
}

/**
 * Generic class probabilities by energy; broad while it burns (it may go on), `UNKNOWN` kept. A steep flight that comes
 * down far short of what its energy could reach is a sounding rocket or a lofted test: both stay possible.
 */
export function classify(
  t: TrackData,
  impact: Impact,
  launch: { lat: number; lon: number } | null,
): ClassProbabilities {
  const p: ClassProbabilities = {
    SRBM: 0,
    MRBM: 0,
    IRBM: 0,
    ICBM: 0,
    SLV: 0,
    SOUNDING_ROCKET: 0,
    UNKNOWN: 0,
  };
  const { x, P } = blended(t);
  const sigmaV = Math.sqrt(Math.max(1, ((P[21] as number) + (P[28] as number) + (P[35] as number)) / 3));
  if (impact === 'orbital') return { ...p, SLV: 0.97, ICBM: 0.01, UNKNOWN: 0.02 };
  const burning = t.pBoost > 0.1;
  const weights = burning
    ? [0, 400, 900, 1500, 2300, 3200, 4200, 5400, 6800].map((add) => [add, 1] as const)
    : [-2, -1, 0, 1, 2].map((k) => [k * sigmaV, Math.exp((-k * k) / 2)] as const);
  let sum = 0;
  for (const [add, w] of weights) {
    const km = energyRangeKm(x, add);
    const code = LIMITS_KM.find(([, max]) => km < max)?.[0] ?? 'ICBM';
    // Towards orbital speed a space launch is the likelier thing.
    const space = km > 5500 ? (burning ? 0.5 : km > 12_000 ? 0.6 : 0.2) : burning ? 0.15 : 0.03;
    p[code] += w * (1 - space);
    p.SLV += w * space;
    sum += w;
  }
  const keep = burning ? 0.25 : Math.min(0.3, 0.02 + sigmaV / 3000);
  for (const code of ['SRBM', 'MRBM', 'IRBM', 'ICBM', 'SLV'] as const) p[code] = (p[code] / sum) * (1 - keep);
  p.UNKNOWN = keep;
  if (!burning && impact !== null && launch) {
    const ratio = distanceM(impact, launch) / 1000 / Math.max(100, energyRangeKm(x, 0));
    const steep = 1 / (1 + Math.exp((ratio - 0.45) / 0.06));
    const take = 0.7 * steep;
    for (const code of Object.keys(p) as ClassCode[]) if (code !== 'UNKNOWN') p[code] *= 1 - take;
    p.SOUNDING_ROCKET += take * (1 - keep);
  }
  return p;
}
