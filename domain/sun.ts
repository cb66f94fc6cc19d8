import { DEG, enuAxes, geodeticToEcef, type LatLon, type Vec3 } from './geodesy';

/** Direction to the sun in the Earth-fixed frame, to about a hundredth of a degree (low-precision formulae of the almanac). */
export function sunDirection(atMs: number): Vec3 {
  const days = atMs / 86_400_000 - J2000_DAYS;
  const anomaly = (357.529 + 0.98560028 * days) * DEG;
  const longitude =
    (280.459 + 0.98564736 * days + 1.915 * Math.sin(anomaly) + 0.02 * Math.sin(2 * anomaly)) * DEG;
  const obliquity = (23.439 - 3.6e-7 * days) * DEG;
  const right = Math.atan2(Math.cos(obliquity) * Math.sin(longitude), Math.cos(longitude));
  const declination = Math.asin(Math.sin(obliquity) * Math.sin(longitude));
  const turn = right - (280.46061837 + 360.98564736629 * days) * DEG;
  const c = Math.cos(declination);
  return [c * Math.cos(turn), c * Math.sin(turn), Math.sin(declination)];
}

/**
 * By how much a cloud at a place would have to be tilted (degrees) to throw sunlight at `viewer` (ECEF m): 0 is a mirror that
 * lies flat. Infinity where the sun or the viewer stands below the horizon.
 */
export function glintTiltDeg(place: LatLon, atMs: number, viewer: Vec3): number {
  const [, , up] = enuAxes(place.lat, place.lon);
  const cloud = geodeticToEcef(place.lat, place.lon, CLOUD_TOP_M);
  const sun = sunDirection(atMs);
  const away = unit([viewer[0] - cloud[0], viewer[1] - cloud[1], viewer[2] - cloud[2]]);
  if (dot(sun, up) < 0 || dot(away, up) < 0) return Number.POSITIVE_INFINITY;
  const half = unit([sun[0] + away[0], sun[1] + away[1], sun[2] + away[2]]);
  return Math.acos(Math.min(1, dot(half, up))) / DEG;
}
/** Days from 1970 to the noon of 1 January 2000 that the formulae count from. */
const J2000_DAYS = 10_957.5;
const CLOUD_TOP_M = 12e3;
const dot = (a: Vec3, b: Vec3): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
function unit(v: Vec3): Vec3 {
  const l = Math.hypot(...v);
  return [v[0] / l, v[1] / l, v[2] / l];
}
