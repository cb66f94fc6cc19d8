/** Figures of the dossier that are derived from a launch: class shares, intervals, regions, differences of the Parties. */
import { CLASS_CODES, type ClassCode, type ClassProbabilities } from '../../domain/classes';
import type { ParticipantId } from '../../domain/labels';
import type { Impact, Launch, PartyDifference } from '../../domain/records';
import { ellipseAxes, type GroundRegion, type TimedRegion, Z90 } from '../../domain/regions';

export interface ClassShare {
  code: ClassCode;
  p: number;
}

/**
 * Shares for the class bar: the most probable first, `UNKNOWN` last and always there, what is below one per cent left out.
 */
export function classShares(p: ClassProbabilities): ClassShare[] {
  const known = CLASS_CODES.filter((code) => code !== 'UNKNOWN' && p[code] >= 0.005)
    .map((code) => ({ code, p: p[code] }))
    .sort((a, b) => b.p - a.p);
  return [...known, { code: 'UNKNOWN', p: p.UNKNOWN }];
}

export const isArea = (impact: Impact): impact is TimedRegion => impact !== null && impact !== 'orbital';

/** A region that reaches farther than this from its middle (m) says no more than "somewhere on the way". */
const DRAWN_M = 3_000e3;
/** The impact area where one can be drawn: known, and small against the way. */
export function drawnImpact(impact: Impact): TimedRegion | null {
  return isArea(impact) && ellipseAxes(impact.cov, 0.9).semiMajorM <= DRAWN_M ? impact : null;
}

/** Full axes (m) of the region that holds 90 %, the longer first. */
export function regionSizeM(region: GroundRegion): { majorM: number; minorM: number } {
  const { semiMajorM, semiMinorM } = ellipseAxes(region.cov, 0.9);
  return { majorM: 2 * semiMajorM, minorM: 2 * semiMinorM };
}

/** Half of the 90 % interval of a place along its worst axis, metres. */
export const plusMinusM = (region: GroundRegion): number => ellipseAxes(region.cov, 0.9).semiMajorM;
/** Half of the 90 % interval of a time, seconds. */
export const plusMinusS = (sigmaS: number): number => Z90 * sigmaS;

/** Earliest and latest moment of the 90 % interval of a timed region, epoch ms. */
export function timeWindow(region: TimedRegion): { fromMs: number; toMs: number } {
  const half = plusMinusS(region.sigmaS) * 1000;
  return { fromMs: region.atMs - half, toMs: region.atMs + half };
}

export type PartyReport = Launch['reports'][number];

/** The latest report of each Party, in the order of the Parties given; a Party without a report has null. */
export function reportsByParty(
  launch: Pick<Launch, 'reports'>,
  parties: readonly ParticipantId[],
): { party: ParticipantId; report: PartyReport | null }[] {
  return parties.map((party) => {
    const own = launch.reports.filter((r) => r.party === party);
    const report = own.reduce<PartyReport | null>(
      (last, r) => (last === null || r.givenMs > last.givenMs ? r : last),
      null,
    );
    return { party, report };
  });
}

/** The largest difference in place that a Party's solution has from the others; null where nothing was compared. */
export function farthestApart(reports: readonly PartyReport[]): PartyDifference | null {
  return reports.reduce<PartyDifference | null>(
    (most, { difference: d }) => (d && (!most || d.positionM > most.positionM) ? d : most),
    null,
  );
}
