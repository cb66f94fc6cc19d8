/** Lambert's azimuthal equal-area projection on the sphere: the band's only map, drawn once a minute. */
import { DEG, type LatLon, wrapLon } from '../../domain/geodesy';

export interface Projection {
  /** Pixels of a place. */
  project(place: LatLon): { x: number; y: number };
  /** The place under a pixel; null outside the sphere. */
  invert(x: number, y: number): LatLon | null;
  /** Angle of a place from the middle, degrees. */
  angleDeg(place: LatLon): number;
}

/** `radiusPx` is the radius of the sphere; the middle of the map stands at (x0, y0). */
export function azimuthalEqualArea(middle: LatLon, radiusPx: number, x0: number, y0: number): Projection {
  const s0 = Math.sin(middle.lat * DEG);
  const c0 = Math.cos(middle.lat * DEG);
  const cosAngle = (p: LatLon) =>
    s0 * Math.sin(p.lat * DEG) + c0 * Math.cos(p.lat * DEG) * Math.cos((p.lon - middle.lon) * DEG);
  return {
    project(p) {
      const dLon = (p.lon - middle.lon) * DEG;
      const s = Math.sin(p.lat * DEG);
      const c = Math.cos(p.lat * DEG);
      const k = radiusPx * Math.sqrt(2 / Math.max(1e-9, 1 + s0 * s + c0 * c * Math.cos(dLon)));
      return { x: x0 + k * c * Math.sin(dLon), y: y0 - k * (c0 * s - s0 * c * Math.cos(dLon)) };
    },
    invert(x, y) {
      const dx = (x - x0) / radiusPx;
      const dy = (y0 - y) / radiusPx;
      const rho = Math.hypot(dx, dy);
      if (rho > 2) return null;
      if (rho === 0) return middle;
      const angle = 2 * Math.asin(rho / 2);
      const sin = Math.sin(angle);
      const cos = Math.cos(angle);
      const lat = Math.asin(Math.max(-1, Math.min(1, cos * s0 + (dy * sin * c0) / rho))) / DEG;
      const lon = middle.lon + Math.atan2(dx * sin, rho * c0 * cos - dy * s0 * sin) / DEG;
      return { lat, lon: wrapLon(lon) };
    },
    angleDeg: (p) => Math.acos(Math.max(-1, Math.min(1, cosAngle(p)))) / DEG,
  };
}
