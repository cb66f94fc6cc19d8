import { bearingDeg, ecefToGeodetic } from '../../domain/geodesy';
import type { FlightPhase, Impact, Kinematics } from '../../domain/records';
import type { TimedRegion } from '../../domain/regions';
import { classify } from './classify';
import { boostCorridor, predictImpact } from './impact';
import { roughHeightM } from './kernels/ekf';
import { estimateLaunch } from './launch-point';
import type { NationalTrackBody } from './picture';
import { blended, isOrbital, type TrackData } from './track';

export type Described = Omit<NationalTrackBody, 'id' | 'rev' | 'status'>;

/** What a national picture says of a track: where from, where to, what, how sure, on which evidence. */
export function describeTrack(t: TrackData): Described {
  const kinematics = kinematicsOf(t);
  const orbital = isOrbital(t);
  const burning = t.pBoost > 0.1;
  const launch = t.launch ?? estimateLaunch(t) ?? vagueLaunch(t);
  const here = ecefToGeodetic(kinematics.x);
  const azimuthDeg = t.launch ? bearingDeg(launch.point, here) : launch.azimuthDeg;
  const impact: Impact = orbital ? 'orbital' : burning ? null : predictImpact(t);
  return {
    phase: phaseOf(t),
    kinematics,
    launchPoint: launch.point,
    azimuthDeg,
    impact,
    corridor: burning ? boostCorridor(t, azimuthDeg) : null,
    classes: classify(t, impact, launch.point),
    score: Math.round(t.score * 100) / 100,
    phenomenologies: [...t.kinds].sort(),
    sensors: t.sensors.map((s) => ({ ...s })),
    firstLookMs: t.firstMs,
    lastLookMs: t.lastMs,
    evidence: [...t.evidence],
  };
}

export function kinematicsOf(t: TrackData): Kinematics {
  const { x, P, thrust } = blended(t);
  const packed: number[] = [];
  for (let i = 0; i < 6; i++) for (let j = 0; j <= i; j++) packed.push(P[i * 6 + j] as number);
  return { epochMs: t.tMs, x, P: packed, a: thrust };
}

export function phaseOf(t: TrackData): FlightPhase {
  if (t.pBoost > 0.5) return 'boost';
  const [x = 0, y = 0, z = 0, vx = 0, vy = 0, vz = 0] = t.x6;
  return x * vx + y * vy + z * vz < 0 && roughHeightM(t.x6) < 120e3 ? 'descent' : 'coast';
}

/** First seen too late or too vaguely to trace it back: somewhere within what it could have flown. */
function vagueLaunch(t: TrackData): { point: TimedRegion; azimuthDeg: number } {
  const { x, P } = blended(t);
  const g = ecefToGeodetic(x);
  const spread = Math.max(300e3 ** 2, 4 * Math.max(P[0] as number, P[7] as number, P[14] as number));
  return {
    point: { lat: g.lat, lon: g.lon, cov: [spread, 0, spread], atMs: t.firstMs - 60_000, sigmaS: 120 },
    azimuthDeg: 0,
  };
}
