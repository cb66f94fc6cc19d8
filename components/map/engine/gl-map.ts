/** What both libraries' maps have in common, and the engine made of it. */
import type { FeatureCollection } from 'geojson';
import type { LatLon } from '../../../domain/geodesy';
import { lonNear } from '../geometry/antimeridian';
import type { EngineKind, LayerGroup, MapEngine, MapEvents, Pixel, Projection } from './engine';
import { GROUP_LAYERS } from './style';

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
  unproject(at: [number, number]): { lng: number; lat: number };
  getCenter(): { lng: number; lat: number };
  getZoom(): number;
  getCanvas(): HTMLCanvasElement;
  getSource(id: string): unknown;
  setLayoutProperty(layer: string, name: 'visibility', value: 'visible' | 'none'): unknown;
  fitBounds(bounds: [number, number, number, number], options: object): unknown;
  easeTo(options: { center: [number, number]; duration: number }): unknown;
  loaded(): boolean;
  resize(): unknown;
  remove(): void;
}
interface DataSource {
  setData(data: FeatureCollection): unknown;
}

/** How far a place may be from where its own pixel leads back to before it counts as behind the globe, degrees. */
const BEHIND_DEG = 2;
const MAX_FIT_ZOOM = 6;

export function engineOf(
  kind: EngineKind,
  map: GlMap,
  setProjection: ((projection: Projection) => void) | null,
  projection: Projection,
): MapEngine {
  let shown = projection;
  return {
    kind,
    hasGlobe: setProjection !== null,
    setData(source, data) {
      (map.getSource(source) as DataSource | undefined)?.setData(data);
    },
    setVisible(group: LayerGroup, visible: boolean) {
      for (const layer of GROUP_LAYERS[group])
        map.setLayoutProperty(layer, 'visibility', visible ? 'visible' : 'none');
    },
    setProjection(next) {
      if (!setProjection || next === shown) return;
      shown = next;
      setProjection(next);
    },
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
      if (shown === 'globe' && isBehind({ lat, lon }, map.unproject([x, y]))) return null;
      return { x, y };
    },
    unproject({ x, y }) {
      const { lng, lat } = map.unproject([x, y]);
      return { lat, lon: lonNear(lng, 0) };
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

function isBehind(place: LatLon, front: { lng: number; lat: number }): boolean {
  const dLon = lonNear(front.lng, place.lon) - place.lon;
  return Math.hypot(front.lat - place.lat, dLon * Math.cos((place.lat * Math.PI) / 180)) > BEHIND_DEG;
}

type Listened = [type: string, fn: (event: GlEvent) => void][];
/** Each of the seam's events by the events of the libraries. */
const LISTEN: { [K in keyof MapEvents]: (map: GlMap, listener: MapEvents[K]) => Listened } = {
  move: (map, fn) => listen(map, ['move', 'resize', 'projectiontransition'], () => fn()),
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
