import { DEG, ecefToGeodetic, enuAxes, geodeticToEcef, type Vec3 } from '../../domain/geodesy';
import { inFieldOfView, type Sensor, sensorFrame } from '../../domain/sensors';

/** Where a sensor's cover is looked at: what burns or flies at this height (m). */
const HEIGHT_M = 200e3;
/** Bearings and distances of the places (degrees, m from below the sensor). */
const BEARINGS = [0, 45, 90, 135, 180, 225, 270, 315];
const DISTANCES_M = [800e3, 1800e3];

/** True if a sensor looks at places at which none of the others looks. */
export function leavesGap(sensor: Sensor, others: readonly Sensor[], atMs: number): boolean {
  const frame = sensorFrame(sensor, atMs);
  const rest = others.map((s) => ({ s, frame: sensorFrame(s, atMs) }));
  const below = ecefToGeodetic(frame.pos);
  const [east, north, up] = enuAxes(below.lat, below.lon);
  const ground = geodeticToEcef(below.lat, below.lon, 0);
  const r = Math.hypot(...ground);
  return BEARINGS.some((azDeg) =>
    DISTANCES_M.some((awayM) => {
      const [s, c] = [Math.sin(azDeg * DEG), Math.cos(azDeg * DEG)];
      const away = awayM / r;
      const k = (r + HEIGHT_M) / r;
      const at = [0, 1, 2].map((i) => {
        const level = s * (east[i] ?? 0) + c * (north[i] ?? 0);
        return k * r * (Math.cos(away) * (up[i] ?? 0) + Math.sin(away) * level);
      }) as unknown as Vec3;
      const { heightM } = ecefToGeodetic(at);
      return (
        inFieldOfView(sensor, frame, at, heightM) &&
        !rest.some((o) => inFieldOfView(o.s, o.frame, at, heightM))
      );
    }),
  );
}
