/** What both libraries' maps have in common, and the engine made of it. */
import { lonNear } from '../geometry/antimeridian';
import type { Pixel } from '../geometry/projection';
import type { EngineKind, MapEngine, MapEvents, ProjectionName } from './engine';

interface GlEvent {
  point?: Pixel;
  /** Set when a person moved the camera. */
  originalEvent?: unknown;
}
/** The part of a map of maplibre-gl or mapbox-gl that the engine uses. */
export interface GlMap {
  on(type: string, listener: (event: GlEvent) => void): unknown;
  off(type: string, listener: (event: GlEvent) => void): unknown;
  project(at: [number, number]): Pixel;
  getCenter(): { lng: number; lat: number };
  getZoom(): number;
  getCanvas(): HTMLCanvasElement;
  fitBounds(bounds: [number, number, number, number], options: object): unknown;
  easeTo(options: { center: [number, number]; duration: number }): unknown;
  loaded(): boolean;
  resize(): unknown;
  remove(): void;
}

const MAX_FIT_ZOOM = 6;

/** `setProjection` is null where there is no globe. */
export function engineOf(
  kind: EngineKind,
  map: GlMap,
  setProjection: ((projection: ProjectionName) => void) | null,
): MapEngine {
  return {
    kind,
    hasGlobe: setProjection !== null,
    setProjection: (next) => setProjection?.(next),
    fitBounds: ({ west, south, east, north }, padding, ms) =>
      void map.fitBounds([west, south, east, north], {
        padding,
        duration: ms,
        maxZoom: MAX_FIT_ZOOM,
        linear: true,
      }),
    panTo: ({ lat, lon }, ms) =>
      void map.easeTo({ center: [lonNear(lon, map.getCenter().lng), lat], duration: ms }),
    project({ lat, lon }) {
      const { x, y } = map.project([lonNear(lon, map.getCenter().lng), lat]);
      return { x, y };
    },
    view() {
      const { lng, lat } = map.getCenter();
      return { lat, lon: lonNear(lng, 0), zoom: map.getZoom() };
    },
    on(event, listener) {
      const stops = LISTEN[event](map, listener as never);
      return () => {
        for (const [type, fn] of stops) map.off(type, fn);
      };
    },
    settled: () => map.loaded(),
    setCursor(cursor) {
      map.getCanvas().style.cursor = cursor;
    },
    resize: () => void map.resize(),
    remove: () => map.remove(),
  };
}

type Listened = [type: string, fn: (event: GlEvent) => void][];
/** Each of the seam's events by the events of the libraries. */
const LISTEN: { [K in keyof MapEvents]: (map: GlMap, listener: MapEvents[K]) => Listened } = {
  move: (map, fn) => listen(map, ['move', 'resize'], () => fn()),
  moved: (map, fn) => listen(map, ['moveend'], () => fn()),
  panned: (map, fn) => [
    ...listen(map, ['dragstart'], () => fn()),
    ...listen(map, ['movestart'], (e) => {
      if (e.originalEvent instanceof KeyboardEvent) fn();
    }),
  ],
  click: (map, fn) => listen(map, ['click'], (e) => e.point && fn({ x: e.point.x, y: e.point.y })),
  hover: (map, fn) => [
    ...listen(map, ['mousemove'], (e) => e.point && fn({ x: e.point.x, y: e.point.y })),
    ...listen(map, ['mouseout'], () => fn(null)),
  ],
};

function listen(map: GlMap, types: string[], fn: (event: GlEvent) => void): Listened {
  return types.map((type) => {
    map.on(type, fn);
    return [type, fn];
  });
}
