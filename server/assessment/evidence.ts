import { distanceM, ecefToGeodetic } from '../../domain/geodesy';
import type { ParticipantId } from '../../domain/labels';
import type { Regime } from '../../domain/regime';
import { Z90 } from '../../domain/regions';
import { type AssessableLaunch, apogeeM, sigmaM } from './launch-facts';
import { type NotificationBody, offBounds, sigmas } from './match';
import { territoryProbability } from './territory';

/** What stays known of a launch between its revisions, so that what wavers about a bound does not waver about a finding. */
export interface Memory {
  /** Whose ground the impact region reaches, and since when. */
  reaches: { participant: ParticipantId; sinceMs: number } | null;
  outside: Bound[];
  fallen: boolean;
  orbital: boolean;
}
export type Bound = 'window' | 'site' | 'azimuth' | 'impact';
export const NOTHING_KNOWN: Memory = { reaches: null, outside: [], fallen: false, orbital: false };

export interface Evidence {
  memory: Memory;
  /** The participant whose ground the impact may reach, unless it was announced there. */
  hit: { participant: ParticipantId; p: number; sinceMs: number } | null;
  /** Announced bounds that a matched launch has left, and how far outside it is (m, where that is a length). */
  outside: { bound: Bound; offM: number }[];
  /** Seen coming down away from where it was to go. */
  fallen: boolean;
  orbital: boolean;
  /** Range and height that it stays below, if both are below the regime's threshold with 95 %. */
  shortRangeM: number | null;
}

/** Weighs what is seen of a launch against the ground, the bounds that were announced and the regime's threshold. */
export function weigh(
  launch: AssessableLaunch,
  notification: NotificationBody | null,
  regime: Regime,
  memory: Memory,
  nowMs: number,
): Evidence {
  const hit = hitTerritory(launch, notification, regime, memory, nowMs);
  const outside = notification ? leftBounds(launch, notification, regime, memory) : [];
  const fallen = memory.fallen || hasFallen(launch, notification, regime);
  const orbital = launch.impact === 'orbital';
  return {
    memory: {
      reaches: hit && { participant: hit.participant, sinceMs: hit.sinceMs },
      outside: outside.map((o) => o.bound),
      fallen,
      orbital: orbital || memory.orbital,
    },
    hit,
    outside,
    fallen,
    orbital,
    shortRangeM: shortRange(launch, regime),
  };
}

/** Where it comes down, once that can be said. */
function impactOf(launch: AssessableLaunch) {
  const { impact } = launch;
  return impact === null || impact === 'orbital' || launch.phase === 'boost' ? null : impact;
}

function hitTerritory(
  launch: AssessableLaunch,
  notification: NotificationBody | null,
  regime: Regime,
  memory: Memory,
  nowMs: number,
): Evidence['hit'] {
  const impact = impactOf(launch);
  if (!impact) return null;
  const area = notification?.impactArea;
  if (area && distanceM(impact, area) <= area.radiusM + 2 * sigmaM(impact)) return null;
  let worst: { participant: ParticipantId; p: number } | null = null;
  for (const [participant, boxes] of Object.entries(regime.territories)) {
    // Whoever announces a flight over its own ground is not surprised by it.
    if (participant === notification?.by) continue;
    const p = territoryProbability(impact, boxes);
    const from = memory.reaches?.participant === participant ? regime.territoryClearP : regime.territoryP;
    if (p >= from && p > (worst?.p ?? 0)) worst = { participant, p };
  }
  if (!worst) return null;
  const same = memory.reaches?.participant === worst.participant;
  return { ...worst, sinceMs: same ? (memory.reaches?.sinceMs ?? nowMs) : nowMs };
}

function leftBounds(
  launch: AssessableLaunch,
  n: NotificationBody,
  regime: Regime,
  memory: Memory,
): Evidence['outside'] {
  const { match } = regime;
  const off = offBounds(launch, n, match);
  const sigma = sigmas(launch, match);
  const bounds: [Bound, number | null, number, number][] = [
    ['window', off.windowS, match.timeToleranceS, sigma.timeS],
    ['site', off.siteM, match.siteToleranceM, sigma.siteM],
    ['azimuth', off.azimuthDeg, 0, sigma.azimuthDeg],
    ['impact', n.vehicle === 'SLV' ? null : off.impactM, match.impactToleranceM, sigma.impactM],
  ];
  return bounds.flatMap(([bound, away, tolerance, s]) => {
    const allowed = match.deviationSigmas * (memory.outside.includes(bound) ? 0.5 : 1);
    return away !== null && away > tolerance + allowed * s ? [{ bound, offM: away }] : [];
  });
}

/** Seen (not only predicted) falling, low, and not where it was to go: short of its range, or a launcher out of orbit. */
function hasFallen(launch: AssessableLaunch, n: NotificationBody | null, regime: Regime): boolean {
  const impact = impactOf(launch);
  const { fallenBelowM, shortShare } = regime.finding;
  if (!n || !impact || launch.phase !== 'descent') return false;
  if (!launch.reports.some((r) => r.looksIn30s > 0)) return false;
  if (ecefToGeodetic(launch.kinematics.x).heightM > fallenBelowM) return false;
  const off = offBounds(launch, n, regime.match).impactM;
  if (n.vehicle === 'SLV') return off === null || off > regime.match.impactToleranceM + 2 * sigmaM(impact);
  if (n.vehicle !== 'BM' || !n.impactArea || off === null || off === 0) return false;
  const announcedM = distanceM(n.launchArea, n.impactArea);
  return distanceM(launch.launchPoint, impact) + 2 * sigmaM(impact) < shortShare * announcedM;
}

function shortRange(launch: AssessableLaunch, regime: Regime): number | null {
  const impact = impactOf(launch);
  if (!impact) return null;
  const rangeM = distanceM(impact, launch.launchPoint);
  const atMostM = rangeM + Z90 * Math.hypot(sigmaM(impact), sigmaM(launch.launchPoint));
  return atMostM < regime.thresholdM && apogeeM(launch) < regime.thresholdM ? rangeM : null;
}
