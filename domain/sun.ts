import {
  Body,
  EquatorFromVector,
  GeoVector,
  MakeTime,
  RotateVector,
  Rotation_EQJ_EQD,
  SiderealTime,
} from 'astronomy-engine';
import { DEG, enuAxes, geodeticToEcef, type LatLon, type Vec3, wrapLon } from './geodesy';

/** From the epoch of times to noon of 1 January 2000, days. */
const J2000_DAYS = 10_957.5;

/**
 * Where the Sun stands in the zenith, degrees: its apparent place of date (light time, aberration, precession, nutation) by
 * astronomy-engine (VSOP87, within 1' of arc), under apparent sidereal time.
 */
export function subsolarPoint(atMs: number): LatLon {
  const time = MakeTime(atMs / 86_400e3 - J2000_DAYS);
  const ofDate = RotateVector(Rotation_EQJ_EQD(time), GeoVector(Body.Sun, time, true));
  const { ra, dec } = EquatorFromVector(ofDate);
  return { lat: dec, lon: wrapLon(15 * (ra - SiderealTime(time))) };
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
