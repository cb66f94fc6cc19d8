import type { StyleSpecification } from 'mapbox-gl';
import type { EngineOptions, MapEngine } from './engine';
import { engineOf, type GlMap } from './gl-map';
import { buildStyle } from './style';

/** What is used of the package; a test gives its own. */
export interface MapboxModule {
  Map: new (options: {
    container: HTMLElement;
    accessToken: string;
    style: StyleSpecification;
    projection: 'mercator';
    center: [number, number];
    zoom: number;
    minZoom: number;
    maxZoom: number;
    maxPitch: number;
    dragRotate: boolean;
    pitchWithRotate: boolean;
    fadeDuration: number;
  }) => GlMap;
}

async function importMapbox(): Promise<MapboxModule> {
  await import('mapbox-gl/dist/mapbox-gl.css');
  return (await import('mapbox-gl')).default;
}

/**
 * The same layers on mapbox-gl, flat only (its globe is another one). Asked for by a token; its licence wants an account,
 * its own logo and its own requests, so nothing of it is loaded without one.
 */
export async function loadMapbox(
  options: EngineOptions,
  load: () => Promise<MapboxModule> = importMapbox,
): Promise<MapEngine> {
  if (!options.token) throw new Error('mapbox-gl needs an access token');
  const module = await load();
  const { container, view, colours } = options;
  const map = new module.Map({
    container,
    accessToken: options.token,
    // The style is written for both; the two packages only type it differently.
    style: buildStyle(location.origin, colours) as StyleSpecification,
    projection: 'mercator',
    center: [view.lon, view.lat],
    zoom: view.zoom,
    minZoom: 0,
    maxZoom: 10,
    maxPitch: 0,
    dragRotate: false,
    pitchWithRotate: false,
    fadeDuration: 0,
  });
  map.getCanvas().setAttribute('aria-label', options.label);
  map.on('error', (event) => options.onError(messageOf(event)));
  await new Promise<void>((resolve) => {
    const loaded = () => {
      map.off('style.load', loaded);
      resolve();
    };
    map.on('style.load', loaded);
  });
  return engineOf('mapbox', map, null);
}

function messageOf(event: unknown): string {
  const error = typeof event === 'object' && event !== null && 'error' in event ? event.error : event;
  return error instanceof Error ? error.message : String(error);
}
