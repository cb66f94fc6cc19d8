/** The basemap for both libraries: local GeoJSON, no request to anyone, no text (the overlay writes that). */
import type { LayerSpecification, SourceSpecification, StyleSpecification } from 'maplibre-gl';

/** Colours by the console's tokens; a mode or theme changes some of them. */
export interface MapColours {
  sea: string;
  land: string;
  coast: string;
  border: string;
  graticule: string;
}

/** Above this zoom the finer shapes are drawn. Without a graphics card they cost a tenth of a second a picture. */
const FINE_ZOOM = 3.2;
const COARSE = { maxzoom: FINE_ZOOM };
const FINE = { minzoom: FINE_ZOOM };
/** Pixels to widths of the line; the libraries stretch dashes up to twofold between zooms. */
const dash = (width: number, px: readonly number[]): number[] => px.map((p) => (0.75 * p) / width);

type Zooms = typeof COARSE | typeof FINE | Record<string, never>;

function line(
  id: string,
  source: string,
  colour: string,
  width: number,
  zooms: Zooms,
  dashPx?: number[],
): LayerSpecification {
  return {
    id,
    type: 'line',
    source,
    ...zooms,
    layout: { 'line-join': 'round' },
    paint: {
      'line-color': colour,
      'line-width': width,
      ...(dashPx ? { 'line-dasharray': dash(width, dashPx) } : {}),
    },
  };
}

function land(id: string, source: string, colour: string, zooms: Zooms): LayerSpecification {
  return { id, type: 'fill', source, ...zooms, paint: { 'fill-color': colour, 'fill-antialias': false } };
}

function layers(c: MapColours): LayerSpecification[] {
  return [
    { id: 'sea', type: 'background', paint: { 'background-color': c.sea } },
    land('land', 'land-110m', c.land, COARSE),
    land('land-fine', 'land-50m', c.land, FINE),
    line('graticule', 'graticule', c.graticule, 1, {}),
    line('borders', 'borders-110m', c.border, 0.8, COARSE, [3, 2]),
    line('borders-fine', 'borders-50m', c.border, 0.8, FINE, [3, 2]),
    line('coast', 'coast-110m', c.coast, 0.8, COARSE),
    line('coast-fine', 'coast-50m', c.coast, 0.8, FINE),
  ];
}

/** The whole style. `origin` makes addresses absolute, as workers need them. */
export function buildStyle(origin: string, colours: MapColours): StyleSpecification {
  const base = (name: string): SourceSpecification => ({
    type: 'geojson',
    data: `${origin}/basemap/${name}.json`,
  });
  const sources: Record<string, SourceSpecification> = { graticule: base('graticule-10') };
  for (const name of ['land', 'borders', 'coast'])
    for (const scale of ['110m', '50m']) sources[`${name}-${scale}`] = base(`${name}-${scale}`);
  return { version: 8, sources, layers: layers(colours) };
}
