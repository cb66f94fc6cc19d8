/**
 * Geodesy on WGS-84. Frames: ECEF (rotating, metres), geodetic latitude and longitude in degrees,
 * height in metres above the ellipsoid. Great-circle helpers use the mean sphere and say so.
 * Source: NIMA TR8350.2 (WGS-84 defining parameters).
 */

export type Vec3 = readonly [number, number, number];
export interface LatLon {
  lat: number;
  lon: number;
}

export const WGS84 = {
  aM: 6378137,
  f: 1 / 298.257223563,
  muM3S2: 3.986004418e14,
  j2: 1.08262668e-3,
  omegaRadS: 7.292115e-5,
} as const;
export const MEAN_RADIUS_M = 6371008.8;
export const DEG = Math.PI / 180;
const E2 = WGS84.f * (2 - WGS84.f);

/** Geodetic degrees and metres to ECEF metres. */
export function geodeticToEcef(latDeg: number, lonDeg: number, heightM: number): [number, number, number] {
  const la = latDeg * DEG;
  const lo = lonDeg * DEG;
  const s = Math.sin(la);
  const n = WGS84.aM / Math.sqrt(1 - E2 * s * s);
  return [
    (n + heightM) * Math.cos(la) * Math.cos(lo),
    (n + heightM) * Math.cos(la) * Math.sin(lo),
    (n * (1 - E2) + heightM) * s,
  ];
}

/** ECEF metres to geodetic degrees and metres. Iterative (Bowring start), below 1 mm for |h| < 40,000 km. */
export function ecefToGeodetic(p: ArrayLike<number>): { lat: number; lon: number; heightM: number } {
  const x = p[0] ?? 0;
  const y = p[1] ?? 0;
  const z = p[2] ?? 0;
  const r = Math.hypot(x, y);
  const b = WGS84.aM * (1 - WGS84.f);
  const u = Math.atan2(z * WGS84.aM, r * b);
  const ep2 = E2 / (1 - E2);
  let la = Math.atan2(z + ep2 * b * Math.sin(u) ** 3, r - E2 * WGS84.aM * Math.cos(u) ** 3);
  let heightM = 0;
  for (let i = 0; i < 3; i++) {
    const s = Math.sin(la);
    const n = WGS84.aM / Math.sqrt(1 - E2 * s * s);
    heightM = Math.abs(la) < 1.2 ? r / Math.cos(la) - n : z / s - n * (1 - E2);
    la = Math.atan2(z, r * (1 - (E2 * n) / (n + heightM)));
  }
  return { lat: la / DEG, lon: Math.atan2(y, x) / DEG, heightM };
}

/** Unit vectors East, North, Up (rows, in ECEF) at a geodetic place in degrees. */
export function enuAxes(latDeg: number, lonDeg: number): [Vec3, Vec3, Vec3] {
  const sl = Math.sin(latDeg * DEG);
  const cl = Math.cos(latDeg * DEG);
  const so = Math.sin(lonDeg * DEG);
  const co = Math.cos(lonDeg * DEG);
  return [
    [-so, co, 0],
    [-sl * co, -sl * so, cl],
    [cl * co, cl * so, sl],
  ];
}

/** Longitude brought into [-180, 180). */
export function wrapLon(lonDeg: number): number {
  return ((((lonDeg + 180) % 360) + 360) % 360) - 180;
}

/** Azimuth brought into [0, 360). */
export function wrapAz(azDeg: number): number {
  return ((azDeg % 360) + 360) % 360;
}

/** Great-circle distance in metres on the mean sphere (error below 0.6 %). */
export function distanceM(a: LatLon, b: LatLon): number {
  const s1 = Math.sin(((b.lat - a.lat) * DEG) / 2);
  const s2 = Math.sin(((b.lon - a.lon) * DEG) / 2);
  const h = s1 * s1 + Math.cos(a.lat * DEG) * Math.cos(b.lat * DEG) * s2 * s2;
  return 2 * MEAN_RADIUS_M * Math.asin(Math.min(1, Math.sqrt(h)));
}

/** Initial great-circle bearing from a to b, degrees clockwise from north. */
export function bearingDeg(a: LatLon, b: LatLon): number {
  const d = (b.lon - a.lon) * DEG;
  const y = Math.sin(d) * Math.cos(b.lat * DEG);
  const x =
    Math.cos(a.lat * DEG) * Math.sin(b.lat * DEG) -
    Math.sin(a.lat * DEG) * Math.cos(b.lat * DEG) * Math.cos(d);
  return wrapAz(Math.atan2(y, x) / DEG);
}

/** The place reached from `from` after `rangeM` along a great circle that starts at `azDeg`. */
export function destination(from: LatLon, azDeg: number, rangeM: number): LatLon {
  const d = rangeM / MEAN_RADIUS_M;
  const la = from.lat * DEG;
  const sl2 = Math.sin(la) * Math.cos(d) + Math.cos(la) * Math.sin(d) * Math.cos(azDeg * DEG);
  const la2 = Math.asin(Math.max(-1, Math.min(1, sl2)));
  const lo2 =
    from.lon * DEG +
    Math.atan2(Math.sin(azDeg * DEG) * Math.sin(d) * Math.cos(la), Math.cos(d) - Math.sin(la) * sl2);
  return { lat: la2 / DEG, lon: wrapLon(lo2 / DEG) };
}

/** Smallest signed difference a − b of two azimuths in degrees, in (−180, 180]. */
export function azDiffDeg(a: number, b: number): number {
  const d = wrapAz(a - b);
  return d > 180 ? d - 360 : d;
}
