import { type Area, areaCentre, areaReachM, areaRing, insideArea } from './area';
import { bearingDeg, destination, distanceM, type LatLon, wrapLon } from './geodesy';

/** A box of latitudes and longitudes; from `west` eastward to `east`, also over the antimeridian. A point is one too. */
export interface Box {
  south: number;
  north: number;
  west: number;
  east: number;
}

/** An edge of an area is looked at this often (m): what is narrower where it crosses a box may be missed. */
const LOOK_EVERY_M = 10_000;

/** True if an area and a box have a place in common; an area touches a point that it contains. */
export function areaTouches(area: Area, box: Box): boolean {
  const centre = centreOf(box);
  const corners = cornersOf(box);
  const boxReachM = Math.max(...corners.map((p) => distanceM(centre, p)));
  // Boxes as wide as the Earth have no near corner; nothing is far from them.
  if (widthOf(box) < 90 && distanceM(centre, areaCentre(area)) > areaReachM(area) + boxReachM + LOOK_EVERY_M)
    return false;
  if (inBox(box, areaCentre(area)) || [centre, ...corners].some((p) => insideArea(area, p))) return true;
  const ring = areaRing(area);
  return ring.some((p, i) => inBox(box, p) || between(p, ring[i + 1] ?? p).some((q) => inBox(box, q)));
}

const widthOf = ({ west, east }: Box): number => (east - west + 360) % 360;
const inBox = (box: Box, { lat, lon }: LatLon): boolean =>
  lat >= box.south && lat <= box.north && (lon - box.west + 720) % 360 <= widthOf(box);
const centreOf = (box: Box): LatLon => ({
  lat: (box.south + box.north) / 2,
  lon: wrapLon(box.west + widthOf(box) / 2),
});
const cornersOf = ({ south, north, west, east }: Box): LatLon[] => [
  { lat: south, lon: west },
  { lat: south, lon: east },
  { lat: north, lon: west },
  { lat: north, lon: east },
];

/** Places between two, along the great circle. */
function between(p: LatLon, q: LatLon): LatLon[] {
  const lengthM = distanceM(p, q);
  const n = Math.floor(lengthM / LOOK_EVERY_M);
  const azDeg = bearingDeg(p, q);
  return Array.from({ length: n }, (_, k) => destination(p, azDeg, (lengthM * (k + 1)) / (n + 1)));
}
