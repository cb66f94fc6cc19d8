import { DEG, enuAxes, geodeticToEcef, type LatLon, type Vec3, wrapLon } from './geodesy';

/**
 * Where the Sun stands in the zenith, degrees. Low-precision formulas of the Astronomical Almanac (page C5), within
 * 0.01° from 1950 to 2050; sidereal time of IAU 1982 without nutation.
 */
export function subsolarPoint(atMs: number): LatLon {
  const days = atMs / 86_400e3 - 10_957.5;
  const anomaly = (357.528 + 0.9856003 * days) * DEG;
  const ecliptic =
    (280.46 + 0.9856474 * days + 1.915 * Math.sin(anomaly) + 0.02 * Math.sin(2 * anomaly)) * DEG;
  const obliquity = (23.439 - 4e-7 * days) * DEG;
  const ascension = Math.atan2(Math.cos(obliquity) * Math.sin(ecliptic), Math.cos(ecliptic)) / DEG;
  const sidereal = 280.46061837 + 360.98564736629 * days;
  return {
    lat: Math.asin(Math.sin(obliquity) * Math.sin(ecliptic)) / DEG,
    lon: wrapLon(ascension - sidereal),
  };
}

/** Direction to the sun in the Earth-fixed frame. */
export function sunDirection(atMs: number): Vec3 {
  const { lat, lon } = subsolarPoint(atMs);
  const c = Math.cos(lat * DEG);
  return [c * Math.cos(lon * DEG), c * Math.sin(lon * DEG), Math.sin(lat * DEG)];
}

/** Height of the sun over the horizon of a place (degrees). */
export function sunElevationDeg(place: LatLon, atMs: number): number {
  const [, , up] = enuAxes(place.lat, place.lon);
  return Math.asin(dot(sunDirection(atMs), up)) / DEG;
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
const CLOUD_TOP_M = 12e3;
const dot = (a: Vec3, b: Vec3): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
function unit(v: Vec3): Vec3 {
  const l = Math.hypot(...v);
  return [v[0] / l, v[1] / l, v[2] / l];
}
