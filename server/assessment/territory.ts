import { DEG, destination, type LatLon } from '../../domain/geodesy';
import type { GroundRegion } from '../../domain/regions';
import { CHI2_2, ellipseAxes } from '../../domain/regions';
import type { GroundBox } from '../../domain/territory';

/** Places of equal weight over a Gaussian: rings at the middle of six equal shares of its probability (Rayleigh quantiles). */
const RINGS = [1, 3, 5, 7, 9, 11].map((k) => Math.sqrt(-2 * Math.log(1 - k / 12)));
const SPOKES = 16;

/** Places of equal weight spread over a region (96 of them: steps of one per cent). */
export function placesOver(region: GroundRegion): LatLon[] {
  const { semiMajorM, semiMinorM, azDeg } = ellipseAxes(region.cov, 0.9);
  const a = semiMajorM / Math.sqrt(CHI2_2[0.9]);
  const b = semiMinorM / Math.sqrt(CHI2_2[0.9]);
  return RINGS.flatMap((r) =>
    Array.from({ length: SPOKES }, (_, k) => {
      const t = ((k + 0.5) / SPOKES) * 2 * Math.PI;
      const along = a * r * Math.cos(t);
      const across = b * r * Math.sin(t);
      return destination(region, azDeg + Math.atan2(across, along) / DEG, Math.hypot(along, across));
    }),
  );
}

/** Probability of an impact on a participant's ground. */
export function territoryProbability(region: GroundRegion, boxes: readonly GroundBox[]): number {
  const places = placesOver(region);
  const inside = places.filter((p) =>
    boxes.some(([s, n, w, e]) => p.lat >= s && p.lat <= n && p.lon >= w && p.lon <= e),
  );
  return inside.length / places.length;
}
