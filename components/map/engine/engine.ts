/**
 * The seam between the console's map and the library that paints the basemap and holds the camera. Everything else, what
 * stands and what moves, is drawn on top of it by `overlay/`, so that it is the same on both libraries. The globe on
 * maplibre only.
 */
import type { LatLon } from '../../../domain/geodesy';
import type { Bounds } from '../geometry/bounds';
import type { Pixel } from '../geometry/projection';
import { loadMapbox } from './mapbox';
import { loadMaplibre } from './maplibre';
import type { MapColours } from './style';

export type EngineKind = 'maplibre' | 'mapbox';
export type ProjectionName = 'flat' | 'globe';

export interface MapEvents {
  /** The camera moved, for whatever reason: what is drawn over the map must be drawn again, at once. */
  move: () => void;
  moved: () => void;
  /** The officer moved the camera himself. */
  panned: () => void;
  click: (at: Pixel) => void;
  hover: (at: Pixel | null) => void;
}
export interface Padding {
  top: number;
  right: number;
  bottom: number;
  left: number;
}

export interface MapEngine {
  readonly kind: EngineKind;
  readonly hasGlobe: boolean;
  setProjection(projection: ProjectionName): void;
  /** Brings a box into view. `ms` 0 is at once. */
  fitBounds(bounds: Bounds, paddingPx: Padding, ms: number): void;
  panTo(place: LatLon, ms: number): void;
  /** Middle (degrees) and zoom (512 px for the world at 0). */
  view(): LatLon & { zoom: number };
  /** The library's own pixel of a place: what the overlay's is tested against. */
  project(place: LatLon): Pixel;
  on<K extends keyof MapEvents>(event: K, listener: MapEvents[K]): () => void;
  /** All of the basemap that is in view is painted. */
  settled(): boolean;
  setCursor(cursor: '' | 'pointer'): void;
  resize(): void;
  remove(): void;
}

export interface EngineOptions {
  kind: EngineKind;
  container: HTMLElement;
  /** Mapbox's access token; maplibre needs none. */
  token?: string | undefined;
  colours: MapColours;
  view: LatLon & { zoom: number; projection: ProjectionName };
  /** Accessible name of the map's canvas. */
  label: string;
  /** The library cannot paint: no WebGL, a refused token, a missing file. */
  onError: (message: string) => void;
}

/** Loads the library; resolves when the camera stands. */
export function createMapEngine(options: EngineOptions): Promise<MapEngine> {
  return options.kind === 'mapbox' ? loadMapbox(options) : loadMaplibre(options);
}
