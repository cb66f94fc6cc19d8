import type { AlertFacts } from '../../../domain/alert';
import type { Launch } from '../../../domain/records';
import { inService, type Sensor, sensorFrame } from '../../../domain/sensors';
import { glintTiltDeg, sunElevationDeg } from '../../../domain/sun';

/**
 * Sunlight off clouds may be what infrared alone sees (1983): by where the launch is said to be, the sun, and the catalogue's
 * satellites of the Parties that reported it, all of it known to every member. It names no satellite: a name would read as whose look it was. It takes nothing away.
 */
export function glintAnnotations(
  { phenomenologies, launchPoint, reports }: Launch,
  sensors: readonly Sensor[],
  withinDeg: number,
): NonNullable<AlertFacts['annotations']> {
  if (phenomenologies.some((p) => p !== 'IR')) return [];
  const { atMs } = launchPoint;
  const found = sensors.flatMap((s) => {
    if (s.kind !== 'ir' || !inService(s, atMs) || !reports.some((r) => r.party === s.assignedTo)) return [];
    const tilt = glintTiltDeg(launchPoint, atMs, sensorFrame(s, atMs).pos as [number, number, number]);
    return tilt <= withinDeg ? [tilt] : [];
  });
  if (found.length === 0) return [];
  const worst = Math.min(...found);
  const elevation = Math.round(sunElevationDeg(launchPoint, atMs));
  return [
    {
      code: 'POSSIBLE_FALSE_GLINT',
      params: { degrees: Math.round(worst), elevation },
    },
  ];
}
