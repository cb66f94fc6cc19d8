/** How wide a state lies on the ground, from its covariance. */
import { enuAxes } from '../../../domain/geodesy';
import type { Kinematics } from '../../../domain/records';
import { varianceAlong } from '../../../domain/state-spread';

/**
 * Covariance [east², east·north, north²] in m² of where a state lies, `dtS` seconds after its epoch, at a place: what the
 * velocity does not tell grows with time; the pull of the Earth on it is left out.
 */
export function groundCov(
  { P }: Pick<Kinematics, 'P'>,
  at: { lat: number; lon: number },
  dtS: number,
): [number, number, number] {
  const [east, north] = enuAxes(at.lat, at.lon);
  const t = Math.max(0, dtS);
  const along = (u: readonly number[]): number => {
    const direction = [...u];
    return Math.max(
      0,
      varianceAlong(P, 0, 0, direction) +
        2 * t * varianceAlong(P, 3, 0, direction) +
        t * t * varianceAlong(P, 3, 3, direction),
    );
  };
  const [e2, n2] = [along(east), along(north)];
  // Half-way between the axes the variance is half of both and their covariance.
  const both = along(east.map((v, i) => v + (north[i] ?? 0)));
  return [e2, both - (e2 + n2) / 2, n2];
}
