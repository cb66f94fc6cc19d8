import { bearingDeg, distanceM, ecefToGeodetic } from '../../domain/geodesy';
import type { Impact, Launch, LaunchReport } from '../../domain/records';
import type { Phenomenology } from '../../domain/sensors';
import { descentOf } from '../fusion/kernels/impact';
import { packLower } from '../fusion/kernels/matrix';
import { burns, carries, isEarly, strays } from './associate';
import { differences } from './compare';
import { otherClock } from './cover';
import { type Fused, type FuseOptions, fuse, separation } from './fuse';
import { fuseRegions, poolClasses } from './regions';
import { rateOf, type StateAt, stateAt, withDrag } from './state';

/** What `joint` knows of a launch: all but what assessment and numbering add. */
export type JointLaunch = Omit<
  Launch,
  'match' | 'notification' | 'notificationNumber' | 'finding' | 'number' | 'rev' | 'materialRev'
>;

/** Part of the information that is common to Parties' states: process noise between reports, much of it while it burns. */
const COMMON_BOOST = 0.5;
const COMMON_COAST = 0.1;
/** χ² with six degrees of freedom, one in ten thousand: beyond it two states are not simply put together. */
const STATE_GATE = 28;
const STATE_BLOCKS = [
  [0, 3],
  [3, 6],
] as const;

/** What was held of a launch before. */
export interface Held {
  before: JointLaunch | null;
  /** Since when each coasting series has said so. */
  coastSinceMs: Readonly<Record<string, number>>;
  /** Series that went over from another object, whose launch they tell. */
  wentOver: Readonly<Record<string, true>>;
}

/** One launch out of the newest reports about it. */
export function fuseReports(
  id: string,
  reports: readonly LaunchReport[],
  { before, coastSinceMs, wentOver }: Held,
  nowMs: number,
  reason: Launch['reason'],
): JointLaunch {
  const current = oneOfEachParty(reports);
  const newestMs = Math.max(...current.map((r) => r.kinematics.epochMs));
  const alike = seenFirst(
    inPhase(
      current.filter((r) => carries(r, newestMs)),
      coastSinceMs,
    ),
  );
  const lead = leadOf(alike);
  const burning = burns(lead);
  const epochMs = Math.max(...alike.map((r) => r.kinematics.epochMs));
  const how: FuseOptions = {
    ...{ common: burning ? COMMON_BOOST : COMMON_COAST, gate: STATE_GATE },
    ...{ blocks: STATE_BLOCKS, rate: rateOf },
  };
  const fused: Fused = fuse(
    alike.map((r) => ({ ...stateAt(r.kinematics, burning, epochMs), early: isEarly(r) })),
    how,
  ) ?? { ...stateAt(lead.kinematics, burning, epochMs), method: 'single' };
  const sawLaunch = current.filter((r) => !wentOver[r.series]);
  const launchPoint = fuseRegions((sawLaunch.length > 0 ? sawLaunch : current).map((r) => r.launchPoint));
  const kinds = [
    ...new Set([...(before?.phenomenologies ?? []), ...reports.flatMap((r) => r.phenomenologies)]),
  ];
  const dual = kinds.length > 1;
  const apart = differences(current, epochMs, how);
  const impact = burning ? null : impactFrom(alike, fused, epochMs);
  return {
    id,
    reason,
    lifecycle: 'open',
    status: dual ? 'corroborated' : 'probable',
    corroboration: dual ? 'DUAL' : 'SINGLE',
    phase: lead.phase,
    kinematics: {
      epochMs,
      x: [...fused.x],
      P: packLower(fused.P, 6),
      a: burning ? [...lead.kinematics.a] : [0, 0, 0],
    },
    launchPoint,
    azimuthDeg: azimuthOf(launchPoint, fused, lead),
    impact,
    corridor: impact === null ? lead.corridor : null,
    classes: poolClasses(alike),
    phenomenologies: kinds.sort() as Phenomenology[],
    method: fused.method,
    reports: current.map((r, i) => ({
      party: r.party,
      series: r.series,
      reportNo: r.reportNo,
      givenMs: r.givenMs,
      launchPoint: r.launchPoint,
      azimuthDeg: r.azimuthDeg,
      impact: r.impact,
      phenomenologies: r.phenomenologies,
      looksIn30s: r.looksIn30s,
      ...(r.coarse && { coarse: r.coarse }),
      difference: apart[i] ?? null,
    })),
    firstReportMs: before?.firstReportMs ?? nowMs,
    updatedMs: nowMs,
    endedMs: null,
  };
}

/** The report of each Party, in the order of Parties' ids: of several series the one that goes with the others, the newest. */
function oneOfEachParty(reports: readonly LaunchReport[]): LaunchReport[] {
  const by = new Map<string, LaunchReport>();
  for (const r of reports) {
    const o = by.get(r.party);
    if (!o || rank(r, reports) > rank(o, reports)) by.set(r.party, r);
    else if (rank(r, reports) === rank(o, reports) && isNewer(r, o)) by.set(r.party, r);
  }
  return [...by.values()].sort((a, b) => (a.party < b.party ? -1 : 1));
}
const rank = (r: LaunchReport, all: readonly LaunchReport[]): number =>
  strays(
    r,
    all.filter((o) => o.party !== r.party),
  )
    ? 0
    : 1;
const isNewer = (a: LaunchReport, b: LaunchReport): boolean =>
  a.givenMs > b.givenMs || (a.givenMs === b.givenMs && a.id > b.id);

/**
 * Reports whose states may be put together: all burning or all not. Burnout is seen by one before the other, so a
 * coasting report outweighs burning ones at first; where another still sees a plume long after, it had lost it to view.
 * What a radar measures coasting, coasts.
 */
function inPhase(
  current: readonly LaunchReport[],
  coastSinceMs: Readonly<Record<string, number>>,
): LaunchReport[] {
  const coasting = current.filter((r) => !burns(r));
  const burning = current.filter(burns);
  if (coasting.length === 0 || burning.length === 0) return [...current];
  if (coasting.some((r) => r.phenomenologies.includes('RADAR') && r.looksIn30s > 0)) return coasting;
  const since = Math.min(...coasting.map((r) => coastSinceMs[r.series] ?? r.kinematics.epochMs));
  const seen = Math.max(...burning.filter((r) => r.looksIn30s > 0).map((r) => r.kinematics.epochMs));
  return seen - since > STILL_BURNS_MS ? burning : coasting;
}
const STILL_BURNS_MS = 15_000;

/** What nobody has seen for a while is left out if it contradicts those who still see it and no clock explains that. */
function seenFirst(alike: readonly LaunchReport[]): LaunchReport[] {
  const seen = alike.filter((r) => r.looksIn30s > 0);
  if (seen.length === 0 || seen.length === alike.length) return [...alike];
  return alike.filter((r) => r.looksIn30s > 0 || seen.every((s) => agree(r, s)));
}

function agree(a: LaunchReport, b: LaunchReport): boolean {
  const atMs = Math.max(a.kinematics.epochMs, b.kinematics.epochMs);
  const [one, other] = [a, b].map((r) => stateAt(r.kinematics, burns(r), atMs)) as [StateAt, StateAt];
  const s = separation(one, other);
  if (s === null || s.d2 <= STATE_GATE) return s !== null;
  return otherClock(one, other, rateOf(one.x), STATE_GATE) !== null;
}

/** The report that knows the velocity best. */
function leadOf(reports: readonly LaunchReport[]): LaunchReport {
  const spread = ({ kinematics: { P } }: LaunchReport): number => (P[9] ?? 0) + (P[14] ?? 0) + (P[20] ?? 0);
  return [...reports].sort(
    (a, b) => spread(a) - spread(b) || (a.party < b.party ? -1 : 1),
  )[0] as LaunchReport;
}

/** Impact area of the fused state; one Party's own stands as it gave it. */
function impactFrom(alike: readonly LaunchReport[], fused: Fused, epochMs: number): Impact {
  if (alike.length === 1) return (alike[0] as LaunchReport).impact;
  const { x, P } = withDrag(fused);
  const fall = descentOf(x, P);
  return fall === null || fall === 'orbital' ? fall : { ...fall.region, atMs: epochMs + fall.tS * 1000 };
}

/** From the launch point to where it is, once that is away; before that the best report's own. */
function azimuthOf(launchPoint: { lat: number; lon: number }, fused: Fused, lead: LaunchReport): number {
  const g = ecefToGeodetic(fused.x);
  const here = { lat: g.lat, lon: g.lon };
  return distanceM(launchPoint, here) > 40e3 ? bearingDeg(launchPoint, here) : lead.azimuthDeg;
}
