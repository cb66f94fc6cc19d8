/** Day and night on the ground, for the mean sphere and without refraction. */
import { DEG, destination, type LatLon, MEAN_RADIUS_M, wrapLon } from '../../../domain/geodesy';
import { turnsRoundPole } from './antimeridian';
import type { Pixel, Projector } from './projection';

/** The point opposite on the globe. */
export const antipode = ({ lat, lon }: LatLon): LatLon => ({ lat: -lat, lon: wrapLon(lon + 180) });

const EDGE_POINTS = 180;
/** A closed ring of this angular radius round a place, clockwise seen from above. */
export function capRing(at: LatLon, radiusDeg: number): LatLon[] {
  // A third of a degree off north, so that no point falls on a pole.
  return Array.from({ length: EDGE_POINTS + 1 }, (_, i) =>
    destination(at, (360 * i) / EDGE_POINTS + 0.3, radiusDeg * DEG * MEAN_RADIUS_M),
  );
}

/** The ring on which the Sun stands `altitudeDeg` above the horizon. */
export const sunRing = (sun: LatLon, altitudeDeg: number): LatLon[] => capRing(sun, 90 - altitudeDeg);

/** Where the Sun stands lower than `altitudeDeg` (0 or more), as loops to fill by the even-odd rule. */
export function darkLoops(projector: Projector, sun: LatLon, altitudeDeg: number): Pixel[][] {
  const { width, height } = projector.camera;
  // The lit cap is at most a hemisphere: the dark is the picture without it.
  const frame = [
    { x: 0, y: 0 },
    { x: width, y: 0 },
    { x: width, y: height },
    { x: 0, y: height },
  ];
  const ring = sunRing(sun, altitudeDeg);
  const pole = turnsRoundPole(ring) === 0 ? undefined : sun.lat >= 0 ? 1 : -1;
  return [frame, ...projector.area([ring], pole)];
}
