import type { FlightPhase, Impact, NationalTrack, SensorResidual, TrackWhy } from '../../domain/records';
import { anchorAt, nominalOfAnchor } from './anchor';
import { classify } from './classify';
import { reachOf, ringOf } from './corridor';
import { roughHeightM } from './kernels/flight';
import { descentOf, type Known } from './kernels/impact';
import { packLower } from './kernels/matrix';
import { type KnownErrors, widen } from './known-errors';
import { launchOf } from './launch';
import { leanAt } from './lean';
import { type Blend, blend, newBlend, newWork, predict } from './modes';
import type { Registry } from './registry';
import { CONFIRM_LOOKS, CONFIRM_SCORE } from './score';
import type { Track } from './track';

/** A national track without what its compartment adds: short number and the launch that it was reported as. */
export type NationalTrackBody = Omit<NationalTrack, 'number' | 'reportedAs'>;
export type Described = Omit<NationalTrackBody, 'rev' | 'status'>;

/**
 * Above this probability of burning it is said to burn, with a corridor instead of an impact area: what may still burn
 * may still go far, and one or two looks that miss it are no burnout.
 */
export const BURNS = 0.05;
/** What sinks below this height (m) is in its descent. */
export const DESCENT_M = 120e3;

/**
 * What an impact area's axes grow by at burnout on infrared alone and where a radar has seen it, and the time (s) in which
 * that falls to a third.
 */
const AFTER_BURNOUT = { infrared: 0.35, radar: 0.1 };
const AFTER_BURNOUT_S = 25;

const w = newWork();
const b = newBlend();
/** By index: the iterator of a typed array would cost more than the state. */
function sixOf(x: Float64Array): number[] {
  const out: number[] = [];
  for (let i = 0; i < 6; i++) out.push(x[i] as number);
  return out;
}

/** What a picture says of a track at a time: where from, where to, what, how sure, on which evidence. */
export function describeTrack(
  t: Track,
  atMs: number,
  registry: Registry,
  known: KnownErrors | null,
): Described {
  predict(t.motion, atMs, w);
  const lean = known && leanAt(t.motion, atMs);
  if (lean) widen(w, lean, known);
  blend(w, b);
  const launch = launchOf(t, b, w, atMs, registry, known);
  const reach = b.pBoost > BURNS ? reachOf(w, (atMs - launch.point.atMs) / 1000) : null;
  const sinceBurnS = (atMs - (t.lastBurnMs ?? t.firstMs)) / 1000;
  const impact = reach ? null : impactAt(t, atMs, sinceBurnS);
  return {
    id: t.id,
    phase: phaseOf(b),
    kinematics: { epochMs: atMs, x: sixOf(b.x), P: packLower(b.P, 6), a: [...b.thrust] },
    launchPoint: launch.point,
    azimuthDeg: launch.azimuthDeg,
    impact,
    corridor: reach && ringOf(reach),
    classes: classify({
      ...{ b, w, impact, launch: launch.point },
      radar: t.kinds.includes('RADAR'),
      sinceBurnS,
    }),
    score: Math.round(t.score * 100) / 100,
    phenomenologies: [...t.kinds].sort(),
    sensors: t.sensors.map(({ sensor, looks, lastLookMs }) => ({ sensor, looks, lastLookMs })),
    residuals: residualsOf(t),
    firstLookMs: t.firstMs,
    lastLookMs: t.lastMs,
    evidence: [...t.evidence],
    why: t.status === 'confirmed' ? whyOf(t) : null,
  };
}

/** What each sensor's last look left over, of those whose looks could be compared with a prediction. */
const residualsOf = (t: Track): SensorResidual[] =>
  t.sensors.flatMap(({ sensor, fit }) =>
    fit ? [{ sensor, atMs: fit.lastMs, sigmas: [...fit.last], chi2: fit.chi2 / fit.parts }] : [],
  );

/** What confirmed it; what it were without one sensor only its picture can tell (`Picture.without`). */
const whyOf = (t: Track): TrackWhy => ({
  threshold: CONFIRM_SCORE,
  leastLooks: CONFIRM_LOOKS,
  looks: [...t.weighed],
  without: [],
});

export function phaseOf(b: Blend): FlightPhase {
  if (b.pBoost > BURNS) return 'boost';
  const { x } = b;
  const climb =
    (x[0] as number) * (x[3] as number) +
    (x[1] as number) * (x[4] as number) +
    (x[2] as number) * (x[5] as number);
  return climb < 0 && roughHeightM(x) < DESCENT_M ? 'descent' : 'coast';
}

/**
 * Impact area of what coasts. Right after burnout the area is wider than straight partials say: the range is no straight
 * function of a velocity known to a tenth. By how much was fitted on the bench, and fades as it is seen to coast.
 */
function impactAt(t: Track, atMs: number, sinceBurnS: number): Impact {
  const fall = descentOf(w.xc, w.Pc, knownFlight(t, atMs));
  if (fall === null || fall === 'orbital') return fall;
  const { region, tS } = fall;
  const most = t.kinds.includes('RADAR') ? AFTER_BURNOUT.radar : AFTER_BURNOUT.infrared;
  const wider = (1 + most * Math.exp(-sinceBurnS / AFTER_BURNOUT_S)) ** 2;
  const [ee, en, nn] = region.cov;
  return { ...region, cov: [wider * ee, wider * en, wider * nn], atMs: atMs + tS * 1000 };
}

function knownFlight({ anchor }: Track, atMs: number): Known | null {
  const nominal = anchor && nominalOfAnchor(anchor);
  if (!nominal) return null;
  anchorAt(anchor, atMs, anchored);
  return { nominal, agoS: (atMs - anchor.tMs) / 1000, x: anchored };
}
const anchored = new Float64Array(7);
