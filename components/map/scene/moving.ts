/** Paths and regions of what flies, as features of the map's sources. */
import type { Feature, FeatureCollection } from 'geojson';
import { bearingDeg, type LatLon } from '../../../domain/geodesy';
import { ellipseRing, Z90 } from '../../../domain/regions';
import { corridorRing } from '../geometry/path';
import { edgeAcrossM } from '../geometry/region';
import { areaFeature, collection, lineFeature } from './features';
import type { MapObject } from './objects';

export function pathsOf(objects: readonly MapObject[]): FeatureCollection {
  return collection(objects.flatMap(pathFeatures));
}

function pathFeatures(o: MapObject): Feature[] {
  const { tone, measured, predicted } = o;
  const out: Feature[] = [];
  const put = (role: string, places: readonly LatLon[]) => {
    if (places.length >= 2) out.push(lineFeature(places, { tone, role }));
  };
  if (tone === 'own') {
    put('path', [...measured, ...predicted.slice(1)]);
    return out;
  }
  const first = measured[0];
  if (first && o.record.launchPoint.atMs < first.atMs) put('traced', [o.record.launchPoint, first]);
  put('measured', measured);
  put('predicted', predicted);
  return out;
}

export function areasOf(objects: readonly MapObject[]): FeatureCollection {
  return collection(objects.flatMap(areaFeatures));
}

function areaFeatures(o: MapObject): Feature[] {
  const { record, tone } = o;
  const over = o.freshness === 'ended' || o.freshness === 'lost';
  const impact = record.impact === 'orbital' ? null : record.impact;
  const out: Feature[] = [];
  const edge = (kind: string, ring: readonly LatLon[]) => out.push(lineFeature(ring, { kind }));
  const filled = (kind: string, ring: readonly LatLon[]) => {
    out.push(areaFeature([ring], { kind }));
    edge(`${kind}-edge`, ring);
  };
  if (tone !== 'selected') {
    if (impact && !over) edge(tone === 'own' ? 'own-90' : 'other-90', ellipseRing(impact, 0.9));
    if (tone === 'other') edge('other-90', ellipseRing(record.launchPoint, 0.9));
    return out;
  }
  if (!over) {
    const corridor = o.burning ? ringOf(record.corridor) : bandOf(o);
    if (corridor.length > 3) filled('corridor', corridor);
  }
  filled('launch-90', ellipseRing(record.launchPoint, 0.9));
  if (impact) {
    filled('impact-90', ellipseRing(impact, 0.9));
    filled('impact-50', ellipseRing(impact, 0.5));
  }
  return out;
}

function ringOf(places: readonly LatLon[] | null): LatLon[] {
  const first = places?.[0];
  const last = places?.[places.length - 1];
  if (!places || !first || !last) return [];
  return first.lat === last.lat && first.lon === last.lon ? [...places] : [...places, first];
}

/** From the head's own uncertainty to what the impact region spans across the path. */
function bandOf(o: MapObject): LatLon[] {
  const { impact } = o.record;
  const [a, b] = o.predicted.slice(-2);
  if (!a || !b || impact === null || impact === 'orbital') return [];
  const P = o.record.kinematics.P;
  const headM = Z90 * Math.sqrt(Math.max(0, P[0] ?? 0, P[2] ?? 0, P[5] ?? 0));
  const endM = edgeAcrossM(impact, bearingDeg(a, b), 0.9);
  return corridorRing(o.predicted, Math.min(headM, endM), endM);
}

/** Changes whenever a path must be drawn anew: not with time alone. */
export const pathSign = (objects: readonly MapObject[]): string =>
  objects
    .map((o) => `${o.key} ${o.tone} ${o.state.epochMs} ${o.measured.length} ${o.predicted.length}`)
    .join('|');
/** Changes whenever a region must be drawn anew. */
export const areaSign = (objects: readonly MapObject[]): string =>
  objects.map((o) => `${o.key} ${o.tone} ${o.record.rev} ${o.freshness} ${o.burning}`).join('|');
