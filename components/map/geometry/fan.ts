/** Where a radar sees an object at a chosen altitude: a sector of a ring on the ground, on the mean sphere (< 1 % off). */
import { DEG, destination, type LatLon, MEAN_RADIUS_M } from '../../../domain/geodesy';
import type { RadarSensor } from '../../../domain/sensors';

/** Ground range in metres at which an object at `altM` stands at elevation `elDeg`. */
export function groundRangeM(elDeg: number, altM: number): number {
  const el = elDeg * DEG;
  return MEAN_RADIUS_M * (Math.acos((MEAN_RADIUS_M * Math.cos(el)) / (MEAN_RADIUS_M + altM)) - el);
}

/** Ground range in metres at which an object at `altM` is `slantM` away; 0 if it never comes that near. */
export function groundRangeOfSlantM(slantM: number, altM: number): number {
  const r = MEAN_RADIUS_M + altM;
  if (slantM <= altM) return 0;
  const cos = (MEAN_RADIUS_M ** 2 + r ** 2 - slantM ** 2) / (2 * MEAN_RADIUS_M * r);
  return MEAN_RADIUS_M * Math.acos(Math.max(-1, Math.min(1, cos)));
}

/** Nearest and farthest ground range in metres; null if the radar sees nothing at that altitude. */
export function coverRangeM(
  radar: Pick<RadarSensor, 'elMinDeg' | 'elMaxDeg' | 'rangeMaxM'>,
  altM: number,
): { nearM: number; farM: number } | null {
  const farM = Math.min(groundRangeM(radar.elMinDeg, altM), groundRangeOfSlantM(radar.rangeMaxM, altM));
  const nearM = radar.elMaxDeg >= 90 ? 0 : groundRangeM(radar.elMaxDeg, altM);
  return farM > nearM ? { nearM, farM } : null;
}

const STEP_DEG = 3;
const STEP_M = 250e3;

/**
 * Closed rings of the cover at `altM`, each clockwise: one, and for a radar that looks all round its hole; empty if there
 * is none.
 */
export function fanRings(radar: RadarSensor, altM: number): LatLon[][] {
  const range = coverRangeM(radar, altM);
  if (!range) return [];
  const span = (((radar.azMaxDeg - radar.azMinDeg) % 360) + 360) % 360;
  if (span === 0) {
    const outer = arc(radar, 0, 360, range.farM);
    return range.nearM > 0 ? [outer, arc(radar, 0, 360, range.nearM)] : [outer];
  }
  const { azMinDeg } = radar;
  const ring = [
    ...radial(radar, azMinDeg, range.nearM, range.farM),
    ...arc(radar, azMinDeg, azMinDeg + span, range.farM),
    ...radial(radar, azMinDeg + span, range.farM, range.nearM),
    ...arc(radar, azMinDeg + span, azMinDeg, range.nearM),
  ];
  return [[...ring, ring[0] as LatLon]];
}

function arc(at: LatLon, fromDeg: number, toDeg: number, rangeM: number): LatLon[] {
  if (rangeM === 0) return [{ lat: at.lat, lon: at.lon }];
  const n = Math.max(1, Math.ceil(Math.abs(toDeg - fromDeg) / STEP_DEG));
  return Array.from({ length: n + 1 }, (_, i) =>
    destination(at, fromDeg + (i / n) * (toDeg - fromDeg), rangeM),
  );
}

/** Points along an edge, its ends left out: the arcs have them. A hair off due north, where it would hit the pole. */
function radial(at: LatLon, azDeg: number, fromM: number, toM: number): LatLon[] {
  const n = Math.max(1, Math.ceil(Math.abs(toM - fromM) / STEP_M));
  return Array.from({ length: n - 1 }, (_, i) =>
    destination(at, azDeg + 1e-7, fromM + ((i + 1) / n) * (toM - fromM)),
  );
}
