import 'maplibre-gl/dist/maplibre-gl.css';
import { reducedMotion } from '../motion';
import type { EngineOptions, MapEngine } from './engine';
import { engineOf } from './gl-map';
import { buildStyle } from './style';

/** A copy of the package's own worker: a plain file of this origin, as the content security policy asks. */
const WORKER_URL = '/maplibre/maplibre-gl-worker.mjs';

/** The default engine: no token, no request but to this origin. Its code comes only when a map is shown. */
export async function loadMaplibre(options: EngineOptions): Promise<MapEngine> {
  const { Map: MapLibreMap, setWorkerUrl } = await import('maplibre-gl');
  setWorkerUrl(WORKER_URL);
  const { container, view, colours } = options;
  const map = new MapLibreMap({
    container,
    style: {
      ...buildStyle(location.origin, colours),
      projection: { type: view.projection === 'globe' ? 'globe' : 'mercator' },
    },
    center: [view.lon, view.lat],
    zoom: view.zoom,
    minZoom: 0,
    maxZoom: 10,
    maxPitch: 0,
    dragRotate: false,
    pitchWithRotate: false,
    attributionControl: false,
    fadeDuration: 0,
    reduceMotion: reducedMotion(),
    locale: { 'Map.Title': options.label },
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  map.on('error', ({ error }) => options.onError(error.message));
  await new Promise<void>((resolve) => map.once('style.load', () => resolve()));
  return engineOf('maplibre', map, (p) => map.setProjection({ type: p === 'globe' ? 'globe' : 'mercator' }));
}
