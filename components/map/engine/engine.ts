/**
 * The seam between the console's map and the library that paints it. The same style and the same sources on both
 * libraries; the globe on maplibre only. Everything that moves is drawn by the overlay on top, which needs `project` alone.
 */
import type { FeatureCollection } from 'geojson';
import type { LatLon } from '../../../domain/geodesy';
import type { Bounds } from '../geometry/bounds';
import { loadMapbox } from './mapbox';
import { loadMaplibre } from './maplibre';
import type { MapColours } from './style';

export type EngineKind = 'maplibre' | 'mapbox';
export type Projection = 'flat' | 'globe';

/** Own GeoJSON sources, all in data space. */
export const SOURCES = ['night', 'uncovered', 'cover', 'notices', 'areas', 'paths'] as const;
export type SourceId = (typeof SOURCES)[number];
/** Layers that go on and off together. The own picture is none: what of it is shown is a choice of objects. */
export const GROUPS = ['night', 'coverage', 'notices', 'uncertainty', 'trails'] as const;
export type LayerGroup = (typeof GROUPS)[number];

export interface Pixel {
  x: number;
  y: number;
}
export interface MapEvents {
  /** The camera moved, for whatever reason: what is drawn over the map must be drawn again. */
  move: () => void;
  moved: () => void;
  /** The officer moved the camera himself. */
  panned: () => void;
  click: (at: Pixel) => void;
  hover: (at: Pixel | null) => void;
}

export interface MapEngine {
  readonly kind: EngineKind;
  readonly hasGlobe: boolean;
  setData(source: SourceId, data: FeatureCollection): void;
  setVisible(group: LayerGroup, visible: boolean): void;
  setProjection(projection: Projection): void;
  /** Brings a box into view. `ms` 0 is at once. */
  fitBounds(bounds: Bounds, paddingPx: Padding, ms: number): void;
  panTo(place: LatLon, ms: number): void;
  /** Pixels from the container's upper left corner; null behind the globe. */
  project(place: LatLon): Pixel | null;
  unproject(pixel: Pixel): LatLon;
  view(): LatLon & { zoom: number };
  on<K extends keyof MapEvents>(event: K, listener: MapEvents[K]): () => void;
  /** All that was given is painted. */
  settled(): boolean;
  setCursor(cursor: '' | 'pointer'): void;
  resize(): void;
  remove(): void;
}
export interface Padding {
  top: number;
  right: number;
  bottom: number;
  left: number;
}

export interface EngineOptions {
  kind: EngineKind;
  container: HTMLElement;
  /** Mapbox's access token; maplibre needs none. */
  token?: string | undefined;
  colours: MapColours;
  view: LatLon & { zoom: number; projection: Projection };
  /** Accessible name of the map's canvas. */
  label: string;
  /** The library cannot paint: no WebGL, a refused token, a missing file. */
  onError: (message: string) => void;
}

/** Loads the library and paints the basemap; resolves when own sources can be set. */
export function createMapEngine(options: EngineOptions): Promise<MapEngine> {
  return options.kind === 'mapbox' ? loadMapbox(options) : loadMaplibre(options);
}
