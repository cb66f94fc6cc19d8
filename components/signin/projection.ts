/** An equirectangular world for the band of the first page: drawn once a minute, whole at every size. */
import { type LatLon, wrapLon } from '../../domain/geodesy';

export interface Projection {
  /** Pixels of a place, on the copy of the world that the labels stand on. */
  project(place: LatLon): { x: number; y: number };
  /** The place under a pixel; null above and below the world. */
  invert(x: number, y: number): LatLon | null;
  /** Pixels of one turn about the Earth: the world comes again left and right of itself. */
  worldPx: number;
  /** Pixels of a line whose longitudes run on beyond ±180°, from its first place on. */
  line(places: readonly LatLon[]): { x: number; y: number }[];
}

/** Every launch site lies between these; nothing south of them is shown. */
const NORTH_DEG = 84;
const SOUTH_DEG = -46;
/** Degrees of latitude against degrees of longitude: the world is stretched to its box, but not beyond these. */
const STRETCH = { least: 1, most: 1.5 };
/** The western edge lies in the Atlantic, so that both Parties and the northern Pacific between them are in one piece. */
const WEST_DEG = -30;

/** The world in a box: as wide as it, or as high. It stands at the right edge. */
export function worldIn(box: { x: number; y: number; width: number; height: number }): Projection {
  const perLatPx = Math.min(box.height / (NORTH_DEG - SOUTH_DEG), (box.width / 360) * STRETCH.most);
  const perLonPx = Math.min(box.width / 360, perLatPx / STRETCH.least);
  const worldPx = 360 * perLonPx;
  const x0 = box.x + box.width - worldPx;
  const y0 = box.y + (box.height - perLatPx * (NORTH_DEG - SOUTH_DEG)) / 2;
  const east = (lon: number) => (((lon - WEST_DEG) % 360) + 360) % 360;
  const y = (lat: number) => y0 + (NORTH_DEG - lat) * perLatPx;
  return {
    worldPx,
    project: ({ lat, lon }) => ({ x: x0 + east(lon) * perLonPx, y: y(lat) }),
    invert(px, py) {
      const lat = NORTH_DEG - (py - y0) / perLatPx;
      if (lat > 90 || lat < -90) return null;
      return { lat, lon: wrapLon(WEST_DEG + (px - x0) / perLonPx) };
    },
    line(places) {
      let lon = 0;
      return places.map((p, i) => {
        lon = i === 0 ? WEST_DEG + east(p.lon) : lon + wrapLon(p.lon - lon);
        return { x: x0 + (lon - WEST_DEG) * perLonPx, y: y(p.lat) };
      });
    },
  };
}
