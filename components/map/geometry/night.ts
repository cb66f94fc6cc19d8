/** Day and night on the ground, for the mean sphere and without refraction. */
import { DEG, destination, type LatLon, wrapLon } from '../../../domain/geodesy';
import { type Rings, splitArea } from './antimeridian';

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

/** Sine of the Sun's altitude at a place, given where it stands in the zenith. */
export function sunSine(place: LatLon, sun: LatLon): number {
  return (
    Math.sin(place.lat * DEG) * Math.sin(sun.lat * DEG) +
    Math.cos(place.lat * DEG) * Math.cos(sun.lat * DEG) * Math.cos((place.lon - sun.lon) * DEG)
  );
}

const EDGE_POINTS = 180;
/** The closed ring on which the Sun stands `altitudeDeg` above the horizon. */
export function sunRing(sun: LatLon, altitudeDeg: number): LatLon[] {
  const rangeM = (90 - altitudeDeg) * DEG * 6371008.8;
  return Array.from({ length: EDGE_POINTS + 1 }, (_, i) =>
    destination(sun, (360 * i) / EDGE_POINTS + 0.3, rangeM),
  );
}

/** Where the Sun stands lower than `altitudeDeg`, as polygons of data space. */
export function darkArea(sun: LatLon, altitudeDeg: number): Rings[] {
  const limit = Math.sin(altitudeDeg * DEG);
  const northDark = Math.sin(sun.lat * DEG) < limit;
  const southDark = -Math.sin(sun.lat * DEG) < limit;
  const ring = sunRing(sun, altitudeDeg);
  if (northDark !== southDark) return splitArea([ring]).map((rings) => onSide(rings, northDark));
  // Both poles dark: all the world but a cap round the Sun; both light: a cap round the point opposite.
  return northDark ? lessCap(splitArea([ring])) : splitArea([ring]);
}

/** A ring round a pole closes over the pole on its own side; the dark may be the other one. */
function onSide(rings: Rings, north: boolean): Rings {
  return rings.map((ring) =>
    ring.map(([lon = 0, lat = 0]) => (Math.abs(lat) === 90 ? [lon, north ? 90 : -90] : [lon, lat])),
  );
}

function lessCap(caps: Rings[]): Rings[] {
  const world = [
    [-180, -90],
    [180, -90],
    [180, 90],
    [-180, 90],
    [-180, -90],
  ];
  return [[world, ...caps.flatMap((rings) => rings.slice(0, 1))]];
}
