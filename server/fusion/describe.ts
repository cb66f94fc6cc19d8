import type { FlightPhase, Impact, NationalTrack } from '../../domain/records';
import type { GroundRegion, TimedRegion } from '../../domain/regions';
import { classify } from './classify';
import { gaussOf, type Reach, reachOf, ringOf } from './corridor';
import { roughHeightM } from './kernels/flight';
import { impactOf, staysUp } from './kernels/impact';
import { packLower } from './kernels/matrix';
import { launchOf } from './launch';
import { type Blend, blend, newWork, predict, type Work } from './modes';
import type { Registry } from './registry';
import type { Track } from './track';

/** A national track without what its compartment adds: short number and the launch that it was reported as. */
export type NationalTrackBody = Omit<NationalTrack, 'number' | 'reportedAs'>;
export type Described = Omit<NationalTrackBody, 'rev' | 'status'>;

/** Above this probability of burning no impact area is given, but a corridor. */
const BURNS = 0.5;
/** Below this probability the possibility that it still burns is left out of the impact area. */
const MAY_BURN = 0.02;
const DESCENT_M = 120e3;

const w = newWork();

/** What a picture says of a track at a time: where from, where to, what, how sure, on which evidence. */
export function describeTrack(t: Track, atMs: number, registry: Registry): Described {
  predict(t.motion, atMs, w);
  const b = blend(w);
  const launch = launchOf(t, b, w, atMs, registry);
  const reach = b.pBoost > MAY_BURN ? reachOf(w) : null;
  const impact = b.pBoost > BURNS ? null : impactAt(w, b, reach, atMs);
  return {
    id: t.id,
    phase: phaseOf(b),
    kinematics: { epochMs: atMs, x: [...b.x], P: packLower(b.P, 6), a: b.thrust },
    launchPoint: launch.point,
    azimuthDeg: launch.azimuthDeg,
    impact,
    corridor: reach && b.pBoost > BURNS ? ringOf(reach) : null,
    classes: classify(b, impact, launch.point),
    score: Math.round(t.score * 100) / 100,
    phenomenologies: [...t.kinds].sort(),
    sensors: t.sensors.map((s) => ({ ...s })),
    firstLookMs: t.firstMs,
    lastLookMs: t.lastMs,
    evidence: [...t.evidence],
  };
}

/** While it burns: its reach as one region, for whoever needs a place at all; null once it coasts. */
export function burningRegion(t: Track, atMs: number): GroundRegion | null {
  predict(t.motion, atMs, w);
  return w.pBoost > BURNS ? gaussOf(reachOf(w)) : null;
}

export function phaseOf(b: Blend): FlightPhase {
  if (b.pBoost > BURNS) return 'boost';
  const { x } = b;
  const climb =
    (x[0] as number) * (x[3] as number) +
    (x[1] as number) * (x[4] as number) +
    (x[2] as number) * (x[5] as number);
  return climb < 0 && roughHeightM(x) < DESCENT_M ? 'descent' : 'coast';
}

/** Impact area of what coasts; a remaining chance that it burns widens it towards where that would lead. */
function impactAt(work: Work, b: Blend, reach: Reach | null, atMs: number): Impact {
  if (staysUp(work.xc, work.Pc)) return 'orbital';
  const fall = impactOf(work.xc, work.Pc);
  if (!fall) return null;
  const area: TimedRegion = { ...fall.region, atMs: atMs + fall.tS * 1000 };
  if (!reach) return area;
  return { ...area, cov: widened(area, gaussOf(reach), b.pBoost) };
}

/** Covariance about the first area of a mixture of both, the second with weight p. */
function widened(a: GroundRegion, o: GroundRegion, p: number): [number, number, number] {
  const metres = 111_195;
  const de = ((((o.lon - a.lon + 540) % 360) + 360) % 360) - 180;
  const e = de * metres * Math.max(0.05, Math.cos((a.lat * Math.PI) / 180));
  const n = (o.lat - a.lat) * metres;
  return [
    (1 - p) * a.cov[0] + p * (o.cov[0] + e * e),
    (1 - p) * a.cov[1] + p * (o.cov[1] + e * n),
    (1 - p) * a.cov[2] + p * (o.cov[2] + n * n),
  ];
}
