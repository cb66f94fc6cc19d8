/** One style for both libraries: local GeoJSON, no request to anyone, no text (the overlay writes that). */
import type {
  ExpressionSpecification,
  LayerSpecification,
  SourceSpecification,
  StyleSpecification,
} from 'maplibre-gl';
import type { LayerGroup, SourceId } from './engine';

/** Colours that a mode or theme changes come from the page; the others are the map's own. */
export interface MapColours {
  sea: string;
  land: string;
  coast: string;
  graticule: string;
  border: string;
  night: string;
  nightEdge: string;
  hatch: string;
  cover: string;
  coverEdge: string;
  notice: string;
  noticeEdge: string;
  track: string;
  bright: string;
  casing: string;
}

/** Above this zoom the finer shapes are drawn. Without a graphics card they cost a tenth of a second a picture. */
const FINE_ZOOM = 3.2;

/** A dash given in pixels for a line of this width; the libraries count in widths and stretch up to twofold between zooms. */
function dash(width: number, ...px: number[]): number[] {
  return px.map((p) => (0.75 * p) / width);
}

interface LineLook {
  colour: string;
  width: number;
  opacity?: number;
  dash?: number[];
  round?: boolean;
}
type Filter = ExpressionSpecification;

function line(
  id: string,
  source: string,
  look: LineLook,
  filter?: Filter,
  zoom?: ZoomSpan,
): LayerSpecification {
  return {
    id,
    type: 'line',
    source,
    ...(filter ? { filter } : {}),
    ...zoom,
    layout: { 'line-join': 'round', 'line-cap': look.round ? 'round' : 'butt' },
    paint: {
      'line-color': look.colour,
      'line-width': look.width,
      'line-opacity': look.opacity ?? 1,
      ...(look.dash ? { 'line-dasharray': dash(look.width, ...look.dash) } : {}),
    },
  };
}

interface FillLook {
  colour?: string;
  pattern?: string;
  opacity: number;
}
function fill(
  id: string,
  source: string,
  look: FillLook,
  filter?: Filter,
  zoom?: ZoomSpan,
): LayerSpecification {
  return {
    id,
    type: 'fill',
    source,
    ...(filter ? { filter } : {}),
    ...zoom,
    paint: {
      'fill-opacity': look.opacity,
      'fill-antialias': false,
      ...(look.pattern ? { 'fill-pattern': look.pattern } : { 'fill-color': look.colour ?? '#000000' }),
    },
  };
}
interface ZoomSpan {
  minzoom?: number;
  maxzoom?: number;
}
const COARSE: ZoomSpan = { maxzoom: FINE_ZOOM };
const FINE: ZoomSpan = { minzoom: FINE_ZOOM };

/** Every condition holds: properties of a feature by name. */
const where = (is: Record<string, string>): Filter => [
  'all',
  ...Object.entries(is).map(([name, value]): Filter => ['==', ['get', name], value]),
];

/** Layers of each group, so that a switch finds them. */
export const GROUP_LAYERS: Record<LayerGroup, string[]> = {
  night: ['twilight', 'night', 'night-edge'],
  coverage: ['uncovered', 'cover', 'cover-first', 'cover-second'],
  notices: ['notice', 'notice-edge'],
  uncertainty: [
    'corridor',
    'corridor-edge',
    'launch-90',
    'launch-90-edge',
    'impact-90',
    'impact-90-edge',
    'impact-50',
    'impact-50-edge',
    'other-90',
  ],
  trails: ['other-measured', 'other-ended', 'other-predicted', 'other-traced'],
};

function baseLayers(c: MapColours): LayerSpecification[] {
  const border = { colour: c.border, width: 0.8, dash: [3, 2] };
  const coast = { colour: c.coast, width: 0.8 };
  return [
    { id: 'sea', type: 'background', paint: { 'background-color': c.sea } },
    fill('land', 'land-110m', { colour: c.land, opacity: 1 }, undefined, COARSE),
    fill('land-fine', 'land-50m', { colour: c.land, opacity: 1 }, undefined, FINE),
    line('graticule', 'graticule', { colour: c.graticule, width: 1 }),
    line('borders', 'borders-110m', border, undefined, COARSE),
    line('borders-fine', 'borders-50m', border, undefined, FINE),
    line('coast', 'coast-110m', coast, undefined, COARSE),
    line('coast-fine', 'coast-50m', coast, undefined, FINE),
  ];
}

function slowLayers(c: MapColours): LayerSpecification[] {
  const edge = { colour: c.coverEdge, width: 1, opacity: 0.75 };
  return [
    // The dusk lies under the night too: together they come to 30 %.
    fill('twilight', 'night', { colour: c.night, opacity: 0.13 }, where({ kind: 'twilight' })),
    fill('night', 'night', { colour: c.night, opacity: 0.2 }, where({ kind: 'night' })),
    line(
      'night-edge',
      'night',
      { colour: c.nightEdge, width: 1, opacity: 0.55, dash: [14, 4, 2, 4] },
      where({ kind: 'edge' }),
    ),
    fill('uncovered', 'uncovered', { pattern: 'hatch-uncovered', opacity: 0.34 }),
    fill('cover', 'cover', { colour: c.cover, opacity: 0.035 }, where({ kind: 'area' })),
    line('cover-first', 'cover', { ...edge, dash: [8, 3] }, where({ kind: 'edge', party: 'first' })),
    line('cover-second', 'cover', { ...edge, dash: [2, 3] }, where({ kind: 'edge', party: 'second' })),
    fill('notice', 'notices', { colour: c.notice, opacity: 0.06 }, where({ kind: 'area' })),
    line(
      'notice-edge',
      'notices',
      { colour: c.noticeEdge, width: 1.5, dash: [0.1, 3.5], round: true },
      where({ kind: 'edge' }),
    ),
  ];
}

function areaLayers(c: MapColours): LayerSpecification[] {
  return [
    fill('corridor', 'areas', { colour: '#e8ecf0', opacity: 0.11 }, where({ kind: 'corridor' })),
    line(
      'corridor-edge',
      'areas',
      { colour: '#e8ecf0', width: 0.8, opacity: 0.35 },
      where({ kind: 'corridor-edge' }),
    ),
    fill('impact-90', 'areas', { pattern: 'hatch-impact', opacity: 0.28 }, where({ kind: 'impact-90' })),
    line(
      'impact-90-edge',
      'areas',
      { colour: c.bright, width: 1.5, dash: [6, 3] },
      where({ kind: 'impact-90-edge' }),
    ),
    fill('impact-50', 'areas', { colour: c.bright, opacity: 0.1 }, where({ kind: 'impact-50' })),
    line('impact-50-edge', 'areas', { colour: c.bright, width: 1 }, where({ kind: 'impact-50-edge' })),
    line(
      'other-90',
      'areas',
      { colour: c.track, width: 1.5, opacity: 0.75, dash: [6, 3] },
      where({ kind: 'other-90' }),
    ),
    line(
      'own-90',
      'areas',
      { colour: c.track, width: 1.6, dash: [0.1, 4], round: true },
      where({ kind: 'own-90' }),
    ),
    fill('launch-90', 'areas', { colour: '#ffffff', opacity: 0.14 }, where({ kind: 'launch-90' })),
    line('launch-90-edge', 'areas', { colour: '#ffffff', width: 1.5 }, where({ kind: 'launch-90-edge' })),
  ];
}

function pathLayers(c: MapColours): LayerSpecification[] {
  const other = { colour: c.track, width: 1.6 };
  const path = (tone: string, role: string) => where({ tone, role });
  return [
    line('other-traced', 'paths', { ...other, opacity: 0.75, dash: [3, 4] }, path('other', 'traced')),
    line('other-predicted', 'paths', { ...other, opacity: 0.75, dash: [5, 4] }, path('other', 'predicted')),
    line('other-ended', 'paths', { ...other, opacity: 0.6 }, path('ended', 'measured')),
    line('other-measured', 'paths', { ...other, opacity: 0.9 }, path('other', 'measured')),
    line('own-path', 'paths', { ...other, dash: [0.1, 4], round: true }, where({ tone: 'own' })),
    line(
      'selected-predicted-casing',
      'paths',
      { colour: c.casing, width: 4.5, opacity: 0.6 },
      path('selected', 'predicted'),
    ),
    line(
      'selected-measured-casing',
      'paths',
      { colour: c.casing, width: 6, opacity: 0.7 },
      path('selected', 'measured'),
    ),
    line(
      'selected-traced',
      'paths',
      { colour: c.bright, width: 1.6, dash: [3, 4] },
      path('selected', 'traced'),
    ),
    line(
      'selected-predicted',
      'paths',
      { colour: c.bright, width: 1.8, dash: [7, 5] },
      path('selected', 'predicted'),
    ),
    line('selected-measured', 'paths', { colour: '#ffffff', width: 2.6 }, path('selected', 'measured')),
  ];
}

const OWN: readonly SourceId[] = ['night', 'uncovered', 'cover', 'notices', 'areas', 'paths'];

/** The whole style. `origin` makes addresses absolute, as workers need them. */
export function buildStyle(origin: string, colours: MapColours): StyleSpecification {
  const base = (name: string): SourceSpecification => ({
    type: 'geojson',
    data: `${origin}/basemap/${name}.json`,
  });
  const sources: Record<string, SourceSpecification> = { graticule: base('graticule-10') };
  for (const name of ['land', 'borders', 'coast'])
    for (const scale of ['110m', '50m']) sources[`${name}-${scale}`] = base(`${name}-${scale}`);
  for (const id of OWN) sources[id] = { type: 'geojson', data: { type: 'FeatureCollection', features: [] } };
  return {
    version: 8,
    sources,
    layers: [...baseLayers(colours), ...slowLayers(colours), ...areaLayers(colours), ...pathLayers(colours)],
  };
}
