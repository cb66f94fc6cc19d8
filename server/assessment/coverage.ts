import { type Area, areaCentre, areaReachM } from '../../domain/area';
import { bearingDeg, destination, geodeticToEcef, type LatLon } from '../../domain/geodesy';
import type { Regime } from '../../domain/regime';
import { inFieldOfView, inService, type Sensor, sensorFrame } from '../../domain/sensors';
import type { NotificationBody } from './match';

/** A sensor that looks, and since when without a break. */
export interface Looking {
  sensor: Sensor;
  sinceMs: number;
}
type Announced = Pick<NotificationBody, 'launchArea' | 'impactArea' | 'azimuthDeg' | 'window'>;

/** Moments of the window that stand for it. */
const MOMENTS = 5;
/** A launch area that reaches no farther is one place (m). */
const ONE_PLACE_M = 200e3;

/**
 * "Could we have seen it?": those that would have seen a launch as announced, at whatever moment of its window and from
 * wherever in its area, for at least the regime's share of these.
 */
export function couldHaveSeen(looking: readonly Looking[], n: Announced, regime: Regime['match']): Sensor[] {
  const { fromMs, toMs } = n.window;
  const moments = Array.from({ length: MOMENTS }, (_, i) => fromMs + ((toMs - fromMs) * i) / (MOMENTS - 1));
  const paths = placesOf(n.launchArea).map((from) => ascent(from, n, regime));
  return looking.flatMap(({ sensor, sinceMs }) => {
    const seen = moments
      .filter((ms) => ms >= sinceMs && inService(sensor, ms))
      .flatMap((ms) => {
        const frame = sensorFrame(sensor, ms);
        return paths.filter((path) => path.some((p) => inFieldOfView(sensor, frame, p.ecef, p.heightM)));
      });
    return seen.length >= regime.coverage.share * moments.length * paths.length ? [sensor] : [];
  });
}

function placesOf(area: Area): LatLon[] {
  const centre = areaCentre(area);
  const reachM = areaReachM(area);
  if (reachM <= ONE_PLACE_M) return [centre];
  return [centre, ...[0, 90, 180, 270].map((az) => destination(centre, az, reachM / 2))];
}

/** Where a launch as announced is while it burns; straight up where no direction was given. */
function ascent(from: LatLon, { azimuthDeg, impactArea }: Announced, { coverage }: Regime['match']) {
  const az = azimuthDeg ?? (impactArea ? bearingDeg(from, areaCentre(impactArea)) : null);
  return coverage.ascent.map(({ downM, heightM }) => {
    const { lat, lon } = az === null ? from : destination(from, az, downM);
    return { ecef: geodeticToEcef(lat, lon, heightM), heightM };
  });
}
