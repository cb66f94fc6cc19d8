// The basemap as GeoJSON, from the Natural Earth shapes of world-atlas.
import { geoArea, geoCentroid, geoEquirectangular } from 'd3-geo';
import { geoProject } from 'd3-geo-projection';
import { feature, mesh } from 'topojson-client';

const EARTH_RADIUS_KM = 6371.0088;
// The shapes are spherical: on a flat map those that cross the antimeridian would become bands from edge to edge.
// Projecting them cuts them there; `precision(0)` keeps it from adding points.
const PLATE_CARREE = geoEquirectangular()
  .scale(180 / Math.PI)
  .translate([0, 0])
  .precision(0);

const round = (degrees) => Math.round(degrees * 1000) / 1000 + 0;

/** Rounds, turns y to north, and drops the points that then coincide. */
function tidy(points) {
  const kept = [];
  for (const [x, y] of points) {
    const point = [round(x), round(-y)];
    const last = kept.at(-1);
    if (!last || last[0] !== point[0] || last[1] !== point[1]) kept.push(point);
  }
  return kept;
}

// d3 winds outer rings clockwise, GeoJSON counter-clockwise.
const tidyPolygon = (rings) => rings.map((ring) => tidy(ring).reverse()).filter((ring) => ring.length >= 4);

const asFeature = (type, coordinates, properties = {}) => ({
  type: 'Feature',
  properties,
  geometry: { type, coordinates },
});
const asCollection = (features) => ({ type: 'FeatureCollection', features });

const parts = ({ type, coordinates }) => (type.startsWith('Multi') ? coordinates : [coordinates]);
const flatParts = (geometry) => {
  const flat = geoProject(geometry, PLATE_CARREE);
  return flat ? parts(flat) : [];
};

function polygons(shape) {
  const features = shape.type === 'FeatureCollection' ? shape.features : [shape];
  return asCollection(
    features
      .flatMap(({ geometry }) => flatParts(geometry))
      .map(tidyPolygon)
      .filter((rings) => rings.length > 0)
      .map((rings) => asFeature('Polygon', rings)),
  );
}

function lines(geometry) {
  return asCollection(
    flatParts(geometry)
      .map(tidy)
      .filter((line) => line.length >= 2)
      .map((line) => asFeature('LineString', line)),
  );
}

function graticule(step) {
  const range = (from, to, by) => Array.from({ length: (to - from) / by + 1 }, (_, i) => from + i * by);
  const limit = 90 - step;
  const meridians = range(-180, 180 - step, step).map((lon) =>
    range(-limit, limit, 5).map((lat) => [lon, lat]),
  );
  const parallels = range(-limit, limit, step).map((lat) => range(-180, 180, 5).map((lon) => [lon, lat]));
  return asCollection([...meridians, ...parallels].map((line) => asFeature('LineString', line)));
}

// Natural Earth shortens these for print.
const FULL_NAMES = {
  'Antigua and Barb.': 'Antigua and Barbuda',
  'Bosnia and Herz.': 'Bosnia and Herzegovina',
  'Central African Rep.': 'Central African Republic',
  'Dem. Rep. Congo': 'DR Congo',
  'Dominican Rep.': 'Dominican Republic',
  'Eq. Guinea': 'Equatorial Guinea',
  'Falkland Is.': 'Falkland Islands',
  'Fr. Polynesia': 'French Polynesia',
  'Fr. S. Antarctic Lands': 'French Southern Lands',
  Macedonia: 'North Macedonia',
  'Marshall Is.': 'Marshall Islands',
  'N. Cyprus': 'Northern Cyprus',
  'N. Mariana Is.': 'Northern Mariana Islands',
  'S. Sudan': 'South Sudan',
  'Solomon Is.': 'Solomon Islands',
  'W. Sahara': 'Western Sahara',
  eSwatini: 'Eswatini',
};
const RANK_LIMITS_KM2 = [2_000_000, 500_000, 100_000, 20_000];

/** One label point a country, in its largest part: rank 1 for the largest countries to 5 for the smallest. */
function places(countries) {
  const features = countries.features.map(({ id, properties, geometry }) => {
    const shapes = parts(geometry).map((coordinates) => ({ type: 'Polygon', coordinates }));
    const largest = shapes.reduce((a, b) => (geoArea(b) > geoArea(a) ? b : a));
    const area = Math.round(geoArea(geometry) * EARTH_RADIUS_KM ** 2);
    const rank = 1 + RANK_LIMITS_KM2.filter((limit) => area < limit).length;
    const name = FULL_NAMES[properties.name] ?? properties.name;
    return asFeature('Point', geoCentroid(largest).map(round), { id: id ?? null, name, rank, area });
  });
  return asCollection(features.sort((a, b) => b.properties.area - a.properties.area));
}

export function makeBasemap(readAtlas) {
  const output = {};
  for (const scale of ['110m', '50m']) {
    const atlas = readAtlas(`countries-${scale}.json`);
    const { countries, land } = atlas.objects;
    output[`land-${scale}`] = polygons(feature(atlas, land));
    output[`borders-${scale}`] = lines(mesh(atlas, countries, (a, b) => a !== b));
    output[`coast-${scale}`] = lines(mesh(atlas, land, (a, b) => a === b));
    if (scale === '50m') output.places = places(feature(atlas, countries));
  }
  output['graticule-10'] = graticule(10);
  return output;
}
