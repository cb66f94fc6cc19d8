import { destination } from '../../domain/geodesy';
import type { Regime } from '../../domain/regime';
import type { GroundRegion } from '../../domain/regions';
import { ellipseAxes } from '../../domain/regions';

/** Places of equal weight over a Gaussian: 12 on each of three rings that hold 1/3, 2/3 and all but the tail. */
const RINGS = [0.42, 1.18, 2.1];
const SPOKES = 12;

/** Probability of an impact on a participant's ground, by places spread over the region (a coarse 36-point rule). */
export function territoryProbability(region: GroundRegion, boxes: Regime['territories'][string]): number {
  const { semiMajorM, semiMinorM, azDeg } = ellipseAxes(region.cov, 0.9);
  const a = semiMajorM / Math.sqrt(4.60517);
  const b = semiMinorM / Math.sqrt(4.60517);
  let inside = 0;
  for (const r of RINGS) {
    for (let k = 0; k < SPOKES; k++) {
      const t = ((k + 0.5) / SPOKES) * 2 * Math.PI;
      const along = a * r * Math.cos(t);
      const across = b * r * Math.sin(t);
      const p = destination(
        region,
        azDeg + (Math.atan2(across, along) * 180) / Math.PI,
        Math.hypot(along, across),
      );
      if (boxes.some(([s, n, w, e]) => p.lat >= s && p.lat <= n && p.lon >= w && p.lon <= e)) inside++;
    }
  }
  return inside / (RINGS.length * SPOKES);
}
