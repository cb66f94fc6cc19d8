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

/**
 * Half of the 90 % interval of speed (m/s) and height (m), `dtS` seconds after the state's epoch, from its covariance
 * (packed lower triangle, ECEF). What the velocity does not tell grows into the height as time goes on; the pull of the
 * Earth on it is left out.
 */
export function stateSpread(
  launch: Pick<Launch, 'kinematics'>,
  dtS = 0,
): { speedMS: number; heightM: number } {
  const { x, P } = launch.kinematics;
  const up = x.slice(0, 3);
  const position = varianceAlong(P, 0, 0, up);
  const both = varianceAlong(P, 3, 0, up);
  const velocity = varianceAlong(P, 3, 3, up);
  const t = Math.max(0, dtS);
  return {
    heightM: Z90 * Math.sqrt(Math.max(0, position + 2 * t * both + t * t * velocity)),
    speedMS: Z90 * Math.sqrt(Math.max(0, varianceAlong(P, 3, 3, x.slice(3, 6)))),
  };
}

/** A 3×3 block of a packed 6×6 covariance, from a row and a column on, along a direction on both sides. */
function varianceAlong(packed: number[], fromRow: number, fromColumn: number, direction: number[]): number {
  const length = Math.hypot(...direction);
  if (length === 0) return 0;
  let variance = 0;
  for (let i = 0; i < 3; i++) {
    for (let j = 0; j < 3; j++) {
      const row = Math.max(fromRow + i, fromColumn + j);
      const column = Math.min(fromRow + i, fromColumn + j);
      const value = packed[(row * (row + 1)) / 2 + column] ?? 0;
      variance += (value * (direction[i] ?? 0) * (direction[j] ?? 0)) / (length * length);
    }
  }
  return variance;
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
