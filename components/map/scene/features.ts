import type { Feature, FeatureCollection, GeoJsonProperties } from 'geojson';
import type { LatLon } from '../../../domain/geodesy';
import { type Rings, splitArea, splitLine } from '../geometry/antimeridian';

/** Features in data space. An area's outline is a feature of its own: the cut at the antimeridian is no edge. */
export function lineFeature(places: readonly LatLon[], properties: GeoJsonProperties): Feature {
  return {
    type: 'Feature',
    properties,
    geometry: { type: 'MultiLineString', coordinates: splitLine(places) },
  };
}
export function polygonsFeature(polygons: Rings[], properties: GeoJsonProperties): Feature {
  return { type: 'Feature', properties, geometry: { type: 'MultiPolygon', coordinates: polygons } };
}
export function areaFeature(rings: readonly (readonly LatLon[])[], properties: GeoJsonProperties): Feature {
  return polygonsFeature(splitArea(rings), properties);
}
export const collection = (features: Feature[]): FeatureCollection => ({
  type: 'FeatureCollection',
  features,
});
