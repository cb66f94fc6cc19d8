import { areaDistanceM } from '../../domain/area';
import { distanceM, ecefToGeodetic } from '../../domain/geodesy';
import type { ParticipantId } from '../../domain/labels';
import type { Regime } from '../../domain/regime';
import { ellipseAxes, Z90 } from '../../domain/regions';
import { type AssessableLaunch, apogeeM, mayBurnOn, sigmaM } from './launch-facts';
import { announcedRangeM, type NotificationBody, offBounds, sigmas } from './match';
import { territoryProbability } from './territory';

/** What stays known of a launch between its revisions, so that what wavers about a bound does not waver about a finding. */
export interface Memory {
  /** Whose grounds the impact region reaches, and since when. */
  reaches: { participant: ParticipantId; sinceMs: number }[];
  /** Since when it lies outside which bound. */
  outside: { bound: Bound; sinceMs: number }[];
  fallen: boolean;
  orbital: boolean;
  /** Since when it is not seen burning. */
  coastSinceMs: number | null;
}
export type Bound = 'window' | 'site' | 'azimuth' | 'impact';
export const NOTHING_KNOWN: Memory = {
  ...{ reaches: [], outside: [], fallen: false, orbital: false, coastSinceMs: null },
};

export interface Hit {
  participant: ParticipantId;
  p: number;
  sinceMs: number;
}
export interface Evidence {
  memory: Memory;
  /** The participants whose grounds the impact may reach, the likeliest first, unless it was announced there. */
  hits: Hit[];
  /** No place of its impact region lies on anybody's ground, and the region is small enough to say so. */
  away: boolean;
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
  const { hits, away } = hitTerritories(launch, notification, regime, memory, nowMs);
  const beyond = notification ? leftBounds(launch, notification, regime, memory, nowMs) : [];
  const fallen = memory.fallen || hasFallen(launch, notification, regime);
  const orbital = launch.impact === 'orbital';
  return {
    memory: {
      reaches: hits.map(({ participant, sinceMs }) => ({ participant, sinceMs })),
      outside: beyond.map(({ bound, sinceMs }) => ({ bound, sinceMs })),
      fallen,
      orbital: orbital || memory.orbital,
      coastSinceMs: launch.phase === 'boost' ? null : (memory.coastSinceMs ?? nowMs),
    },
    hits,
    away,
    outside: beyond.filter((o) => nowMs - o.sinceMs >= regime.match.deviationForS * 1000),
    fallen,
    orbital,
    shortRangeM: shortRange(launch, regime),
  };
}

/** The next time after `nowMs` at which a wait of this launch runs out, or null. */
export function nextDueMs(
  launch: AssessableLaunch,
  memory: Memory,
  regime: Regime,
  nowMs: number,
): number | null {
  const { match, finding, alert } = regime;
  const ends = [
    ...memory.outside.map((o) => o.sinceMs + match.deviationForS * 1000),
    ...memory.reaches.map((r) => r.sinceMs + finding.reachForS * 1000),
    ...(memory.coastSinceMs === null ? [] : [memory.coastSinceMs + match.stageCoastS * 1000]),
    ...(launch.corroboration === 'SINGLE' ? aloneUntilMs(launch, memory, alert) : []),
  ].filter((ms) => ms > nowMs);
  return ends.length > 0 ? Math.min(...ends) : null;
}

/** Since when it has burnt out (epoch ms); while it burns, when it must have. */
export const burntOutMs = (
  { launchPoint }: Pick<AssessableLaunch, 'launchPoint'>,
  { coastSinceMs }: Memory,
  { burnAtMostS }: Regime['alert'],
): number => coastSinceMs ?? launchPoint.atMs + burnAtMostS * 1000;

/** When one kind of sensor alone is said to be so for long, and not corroborated: past these times, not at them. */
const aloneUntilMs = (launch: AssessableLaunch, memory: Memory, alert: Regime['alert']): number[] => [
  launch.firstReportMs + alert.corroborateWithinS * 1000 + 1,
  burntOutMs(launch, memory, alert) + alert.corroborateAfterBurnoutS * 1000 + 1,
];

/** Where it comes down, once that can be said. */
function impactOf(launch: AssessableLaunch) {
  const { impact } = launch;
  return impact === null || impact === 'orbital' || launch.phase === 'boost' ? null : impact;
}

function hitTerritories(
  launch: AssessableLaunch,
  notification: NotificationBody | null,
  regime: Regime,
  memory: Memory,
  nowMs: number,
): Pick<Evidence, 'hits' | 'away'> {
  const impact = impactOf(launch);
  const halfM = impact ? ellipseAxes(impact.cov, 0.95).semiMajorM : Number.POSITIVE_INFINITY;
  if (!impact || halfM > regime.finding.reachWithinM) return { hits: [], away: false };
  const area = notification?.impactArea;
  const announced = area && areaDistanceM(area, impact) <= 2 * sigmaM(impact);
  let away = halfM <= regime.finding.awayWithinM;
  const hits: Hit[] = [];
  for (const [participant, boxes] of Object.entries(regime.territories)) {
    // Whoever announces a flight over its own ground is not surprised by it.
    if (participant === notification?.by) continue;
    const p = territoryProbability(impact, boxes);
    if (p > 0) away = false;
    const known = memory.reaches.find((r) => r.participant === participant);
    const from = known ? regime.territoryClearP : regime.territoryP;
    if (p >= from && p > 0) hits.push({ participant, p, sinceMs: known?.sinceMs ?? nowMs });
  }
  return { hits: announced ? [] : hits.sort((a, b) => b.p - a.p), away };
}

function leftBounds(
  launch: AssessableLaunch,
  n: NotificationBody,
  regime: Regime,
  memory: Memory,
  nowMs: number,
): { bound: Bound; offM: number; sinceMs: number }[] {
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
    const was = memory.outside.find((o) => o.bound === bound);
    const allowed = match.deviationSigmas * (was ? 0.5 : 1);
    const sinceMs = was?.sinceMs ?? nowMs;
    return away !== null && away > tolerance + allowed * s ? [{ bound, offM: away, sinceMs }] : [];
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
  const announcedM = announcedRangeM(n.launchArea, n.impactArea);
  return distanceM(launch.launchPoint, impact) + 2 * sigmaM(impact) < shortShare * announcedM;
}

function shortRange(launch: AssessableLaunch, regime: Regime): number | null {
  const impact = impactOf(launch);
  if (!impact || mayBurnOn(launch, regime.match)) return null;
  const rangeM = distanceM(impact, launch.launchPoint);
  const atMostM = rangeM + Z90 * Math.hypot(sigmaM(impact), sigmaM(launch.launchPoint));
  return atMostM < regime.thresholdM && apogeeM(launch) < regime.thresholdM ? rangeM : null;
}
