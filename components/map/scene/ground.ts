/** What lies on the ground: day and night, cover, notice areas, regions and paths, each with its look. Bottom first. */

import type { Selection } from '../../../client/stores/console-store';
import { areaRing } from '../../../domain/area';
import { bearingDeg, type LatLon } from '../../../domain/geodesy';
import type { LaunchNotification, SensorState } from '../../../domain/records';
import { ellipseRing, Z90 } from '../../../domain/regions';
import type { RadarSensor, Sensor } from '../../../domain/sensors';
import { drawnImpact } from '../../dossier/model';
import { fanRings } from '../geometry/fan';
import { corridorRing, greatCircle, type PathPoint } from '../geometry/path';
import { clockwiseRing, edgeAcrossM } from '../geometry/region';
import { type AreaLook, faded, type LineLook, LOOKS } from './looks';
import type { MapObject } from './objects';

export interface GroundLine {
  places: readonly LatLon[];
  look: LineLook;
}
export interface GroundArea {
  /** Closed and clockwise; holes too. */
  rings: readonly (readonly LatLon[])[];
  look: AreaLook;
}
export interface Ground {
  /** Where the Sun stands in the zenith; null: day and night are off. */
  sun: LatLon | null;
  /** Fans of own sensors; what is outside of all of them is hatched. Null: cover is off. */
  fans: readonly GroundArea[] | null;
  areas: readonly GroundArea[];
  lines: readonly GroundLine[];
}

/** A sensor that is known to be off or silent covers nothing. No report yet is unknown and keeps its outline. */
export function covers(state: SensorState | undefined): boolean {
  return !state || (!state.stale && state.status !== 'OFF');
}

/** Own radars that cover now; infrared satellites see a hemisphere of burning stages and have no fan. */
export function coveringRadars(
  sensors: readonly Sensor[],
  states: Readonly<Record<string, SensorState>>,
): RadarSensor[] {
  return sensors.filter((s): s is RadarSensor => s.kind === 'radar' && covers(states[s.id]));
}

/** Fans at an altitude (m). The left Party's and the other's differ by their dash. */
export function fansOf(radars: readonly RadarSensor[], altM: number, first: boolean): GroundArea[] {
  return radars
    .map((radar) => ({ rings: fanRings(radar, altM), look: first ? LOOKS.coverFirst : LOOKS.coverSecond }))
    .filter(({ rings }) => rings.length > 0);
}

/** A window that opens within this time is on the map already. */
const NOTICE_AHEAD_MS = 15 * 60e3;
/**
 * What may fly now or soon: windows that are open or about to open and not yet matched, those that a launch under way
 * was matched with, and the selected one. All others are on the timeline and in the list.
 */
export function noticesNear(
  notices: readonly LaunchNotification[],
  nowMs: number,
  kept: ReadonlySet<string>,
): LaunchNotification[] {
  return notices.filter(
    (n) =>
      kept.has(n.id) ||
      ((n.status === 'PLANNED' || n.status === 'OPEN') &&
        n.window.fromMs < nowMs + NOTICE_AHEAD_MS &&
        n.window.toMs > nowMs),
  );
}

/** Notifications that stay on the map while they say something about what is seen: of launches under way, the selected. */
export function keptNotices(objects: readonly MapObject[], selection: Selection | null): Set<string> {
  const kept = new Set<string>();
  if (selection?.kind === 'notification') kept.add(selection.id);
  for (const o of objects)
    if (o.of === 'launch' && o.tone !== 'ended' && o.record.notification !== null)
      kept.add(o.record.notification);
  return kept;
}

export function noticeAreas(notices: readonly LaunchNotification[]): GroundArea[] {
  return notices
    .flatMap((n) => [n.launchArea, ...(n.impactArea ? [n.impactArea] : [])])
    .map((area) => ({ rings: [areaRing(area)], look: LOOKS.notice }));
}

/** Launch and impact regions and corridors of what flies. */
export function regionAreas(objects: readonly MapObject[]): GroundArea[] {
  return [...objects].sort(selectedLast).flatMap(areasOf);
}

function areasOf(o: MapObject): GroundArea[] {
  const { record, tone } = o;
  const over = o.freshness === 'ended' || o.freshness === 'lost';
  const impact = drawnImpact(record.impact);
  const launch = ellipseRing(record.launchPoint, 0.9);
  if (tone === 'own')
    return impact && !over ? [{ rings: [ellipseRing(impact, 0.9)], look: LOOKS.ownRegion }] : [];
  if (tone !== 'selected') {
    const rings = [
      ...(tone === 'other' ? [launch] : []),
      ...(impact && !over ? [ellipseRing(impact, 0.9)] : []),
    ];
    return rings.map((ring) => ({ rings: [ring], look: LOOKS.otherRegion }));
  }
  const out: GroundArea[] = [];
  const corridor = over ? [] : o.burning ? closed(record.corridor ?? []) : bandOf(o);
  if (corridor.length > 3)
    out.push({ rings: [corridor], look: o.burning ? LOOKS.burningCorridor : LOOKS.corridor });
  out.push({ rings: [launch], look: LOOKS.launchRegion });
  if (impact)
    out.push(
      { rings: [ellipseRing(impact, 0.9)], look: LOOKS.impact90 },
      { rings: [ellipseRing(impact, 0.5)], look: LOOKS.impact50 },
    );
  return out;
}

function closed(ring: readonly LatLon[]): LatLon[] {
  const first = ring[0];
  const last = ring[ring.length - 1];
  if (!first || !last) return [];
  const same = first.lat === last.lat && first.lon === last.lon;
  return clockwiseRing(same ? ring : [...ring, first]);
}

/** From the head's own uncertainty to what the impact region spans across the path. */
function bandOf(o: MapObject): LatLon[] {
  const impact = drawnImpact(o.record.impact);
  const [a, b] = o.predicted.slice(-2);
  if (!a || !b || !impact) return [];
  const P = o.record.kinematics.P;
  const headM = Z90 * Math.sqrt(Math.max(0, P[0] ?? 0, P[2] ?? 0, P[5] ?? 0));
  const endM = edgeAcrossM(impact, bearingDeg(a, b), 0.9);
  return corridorRing(o.predicted, Math.min(headM, endM), endM);
}

/** Paths of what flies: traced back, measured, predicted. Without `trails` those of the selected only. */
export function pathLines(objects: readonly MapObject[], trails: boolean): GroundLine[] {
  return [...objects]
    .sort(selectedLast)
    .filter((o) => o.detail !== 'heads' && (trails || o.tone === 'selected'))
    .flatMap(linesOf);
}

function linesOf(o: MapObject): GroundLine[] {
  const { measured, predicted } = o;
  const first = measured[0];
  const traced = first && o.record.launchPoint.atMs < first.atMs ? [o.record.launchPoint, first] : [];
  // Of many the plain styles: dots cost more than all else together.
  if (o.tone === 'own' && o.detail === 'full') {
    const over = o.freshness === 'ended' || o.freshness === 'lost';
    const look = over ? faded(LOOKS.ownPath, o.fade) : LOOKS.ownPath;
    return [{ places: [...measured, ...predicted.slice(1)], look }];
  }
  const look =
    o.tone === 'selected'
      ? { traced: LOOKS.selectedTraced, measured: LOOKS.selectedMeasured, predicted: LOOKS.selectedPredicted }
      : {
          traced: o.tone === 'ended' ? faded(LOOKS.traced, o.fade) : LOOKS.traced,
          measured: o.tone === 'ended' ? faded(LOOKS.endedMeasured, o.fade) : LOOKS.measured,
          predicted: LOOKS.predicted,
        };
  return [
    { places: traced, look: look.traced },
    { places: predicted, look: look.predicted },
    ...piecesOf(measured).map(({ places, seen }) => ({ places, look: seen ? look.measured : look.traced })),
  ];
}

/** So long without a report nobody looked: what lies between is reckoned, not measured. */
const UNSEEN_MS = 90e3;
const STEP_M = 200e3;
/** What was measured, and great circles over the times in which nobody looked, from the first to the last. */
export function piecesOf(measured: readonly PathPoint[]): { places: LatLon[]; seen: boolean }[] {
  const out: { places: LatLon[]; seen: boolean }[] = [];
  let piece: LatLon[] = [];
  measured.forEach((p, i) => {
    const before = measured[i - 1];
    if (before && p.atMs - before.atMs > UNSEEN_MS) {
      out.push({ places: piece, seen: true }, { places: greatCircle(before, p, STEP_M), seen: false });
      piece = [];
    }
    piece.push(p);
  });
  return [...out, { places: piece, seen: true }];
}

const selectedLast = (a: MapObject, b: MapObject): number =>
  Number(a.tone === 'selected') - Number(b.tone === 'selected');
