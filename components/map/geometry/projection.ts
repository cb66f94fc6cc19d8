/**
 * From places to pixels, as both map libraries do it with bearing and pitch at nought: Web Mercator with a world of
 * 512 px at zoom 0; and the globe of maplibre, a sphere of the mean radius seen with a field of view of 36.87°. Done here
 * and not by the library because thousands of points are projected for a picture, and because only here a line over the
 * antimeridian, the pole or the horizon comes out right.
 */
import { DEG, type LatLon, MEAN_RADIUS_M } from '../../../domain/geodesy';
import { lonNear, unwrap, unwrapRing } from './antimeridian';
import { clipLine, clipRing, type Sphere, unitOf } from './horizon';

export interface Pixel {
  x: number;
  y: number;
}
export interface Camera extends LatLon {
  zoom: number;
  width: number;
  height: number;
  globe: boolean;
}
export interface Projector {
  readonly camera: Camera;
  /** Null behind the globe. On the flat map the copy of the world nearest to the middle. */
  point(place: LatLon): Pixel | null;
  /** Pieces of a line, all copies that are in view. */
  line(places: readonly LatLon[]): Pixel[][];
  /** Loops of an area to fill by the even-odd rule. Rings run clockwise seen from above, holes as well. */
  area(rings: readonly (readonly LatLon[])[], pole?: 1 | -1): Pixel[][];
  /** Metres a pixel in the middle of the map. */
  metresPerPixel(): number;
}

const WORLD_PX = 512;
/** Beyond it Mercator runs away; the flat map ends at 85.05°. */
const MERCATOR_LIMIT = 89.5;
/** Of the camera's distance to the height of the map: half of the cotangent of half the field of view. */
const DISTANCE = 0.5 / Math.tan(0.6435011087932844 / 2);

type Middle = Pick<Camera, 'lat' | 'zoom'>;
const worldPx = ({ zoom }: Pick<Camera, 'zoom'>): number => WORLD_PX * 2 ** zoom;
/** In the middle of a map, on either projection. */
export const metresPerPixelAt = (camera: Middle): number =>
  (2 * Math.PI * MEAN_RADIUS_M * Math.cos(camera.lat * DEG)) / worldPx(camera);

export function projectorOf(camera: Camera): Projector {
  return camera.globe ? globe(camera) : flat(camera);
}

function mercatorY(latDeg: number): number {
  const lat = Math.max(-MERCATOR_LIMIT, Math.min(MERCATOR_LIMIT, latDeg)) * DEG;
  return 0.5 - Math.log(Math.tan(Math.PI / 4 + lat / 2)) / (2 * Math.PI);
}

/** The place under a point of the flat map, pixels from its middle. */
export function unprojectFlat(camera: LatLon & Pick<Camera, 'zoom'>, fromMiddle: Pixel): LatLon {
  const world = worldPx(camera);
  const y = Math.max(0, Math.min(1, mercatorY(camera.lat) + fromMiddle.y / world));
  const lat = (2 * Math.atan(Math.exp((0.5 - y) * 2 * Math.PI)) - Math.PI / 2) / DEG;
  return { lat, lon: camera.lon + (360 * fromMiddle.x) / world };
}

function flat(camera: Camera): Projector {
  const world = worldPx(camera);
  const { width, height } = camera;
  const middleY = mercatorY(camera.lat);
  const pixel = ({ lat, lon }: LatLon): Pixel => ({
    x: width / 2 + ((lon - camera.lon) / 360) * world,
    y: height / 2 + (mercatorY(lat) - middleY) * world,
  });
  /** A line in render space, in each copy of the world that is in view. */
  const copies = (line: readonly LatLon[]): Pixel[][] => {
    const pixels = line.map(pixel);
    let least = Number.POSITIVE_INFINITY;
    let most = Number.NEGATIVE_INFINITY;
    for (const { x } of pixels) {
      if (x < least) least = x;
      if (x > most) most = x;
    }
    const out: Pixel[][] = [];
    for (let k = Math.ceil(-most / world); k <= Math.floor((width - least) / world); k++)
      out.push(k === 0 ? pixels : pixels.map(({ x, y }) => ({ x: x + k * world, y })));
    return out;
  };
  return {
    camera,
    point: ({ lat, lon }) => pixel({ lat, lon: lonNear(lon, camera.lon) }),
    line: (places) => (places.length < 2 ? [] : copies(unwrap(places))),
    area: (rings, pole) => rings.flatMap((ring) => copies(unwrapRing(ring, pole))),
    metresPerPixel: () => metresPerPixelAt(camera),
  };
}

function globe(camera: Camera): Projector {
  const sphere = sphereOf(camera);
  const { centre, radiusPx, distancePx } = sphere;
  const pixel = ([e, n, u]: readonly [number, number, number]): Pixel => {
    const scale = distancePx / (distancePx + radiusPx * (1 - u));
    return { x: centre.x + radiusPx * e * scale, y: centre.y - radiusPx * n * scale };
  };
  return {
    camera,
    point(place) {
      const at = unitOf(place, sphere);
      return at[2] >= sphere.horizon ? pixel(at) : null;
    },
    line: (places) => clipLine(places, sphere).map((piece) => piece.map(pixel)),
    area: (rings) => rings.flatMap((ring) => clipRing(ring, sphere).map((loop) => loop.map(pixel))),
    metresPerPixel: () => metresPerPixelAt(camera),
  };
}

/** The globe in pixels as a camera sees it. */
export function sphereOf(camera: Camera): Sphere & { centre: Pixel; radiusPx: number; distancePx: number } {
  const radiusPx = worldPx(camera) / (2 * Math.PI * Math.cos(camera.lat * DEG));
  const distancePx = DISTANCE * camera.height;
  return {
    lat: camera.lat,
    lon: camera.lon,
    horizon: radiusPx / (radiusPx + distancePx),
    centre: { x: camera.width / 2, y: camera.height / 2 },
    radiusPx,
    distancePx,
  };
}

/** The globe's outline: a circle in pixels. */
export function limbOf(camera: Camera): { centre: Pixel; radiusPx: number } {
  const { centre, radiusPx, distancePx, horizon } = sphereOf(camera);
  const e = Math.sqrt(1 - horizon * horizon);
  return { centre, radiusPx: (radiusPx * e * distancePx) / (distancePx + radiusPx * (1 - horizon)) };
}
