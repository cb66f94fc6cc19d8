import { CLASS_CODES, type ClassProbabilities } from '../../domain/classes';
import { AS_IS, type Coarsening, coarseKinematics, coarseRegion, isCoarse } from '../../domain/coarsen';
import type { LaunchReport } from '../../domain/records';

export type ReportPolicySnapshot = { dueMs: number; report: LaunchReport }[];

/** Nothing said for or against any class. */
const ANY_CLASS = Object.fromEntries(
  CLASS_CODES.map((c) => [c, 1 / CLASS_CODES.length]),
) as ClassProbabilities;

/**
 * A Party's own policy for its launch reports: made coarse before they leave its centre, with what was taken added to the
 * covariance, and said so in the report. What waits for its delay is the centre's own until then.
 */
export class ReportPolicy {
  readonly #coarsen: Coarsening;
  #waiting: ReportPolicySnapshot;

  constructor(coarsen: Coarsening = AS_IS, waiting: ReportPolicySnapshot = []) {
    this.#coarsen = coarsen;
    this.#waiting = [...waiting];
  }

  /** What leaves now: of these reports, and of those that waited. */
  leaving(reports: readonly LaunchReport[], nowMs: number): LaunchReport[] {
    if (!isCoarse(this.#coarsen)) return [...reports];
    const dueMs = nowMs + this.#coarsen.delayS * 1000;
    this.#waiting.push(...reports.map((report) => ({ dueMs, report })));
    const due = this.#waiting.filter((w) => w.dueMs <= nowMs);
    this.#waiting = this.#waiting.filter((w) => w.dueMs > nowMs);
    return due.map(({ report }) => coarseReport(report, this.#coarsen, nowMs));
  }

  snapshot(): ReportPolicySnapshot {
    return structuredClone(this.#waiting);
  }
}

export function coarseReport(report: LaunchReport, coarse: Coarsening, nowMs: number): LaunchReport {
  const { series, impact, corridor, givenMs, validUntilMs } = report;
  const { gridM, withheld } = coarse;
  const withoutImpact = withheld.includes('impact');
  const fall =
    impact === null || impact === 'orbital' ? impact : coarseRegion(impact, gridM, `${series} impact`);
  return {
    ...report,
    kinematics: coarseKinematics(report.kinematics, gridM, series),
    launchPoint: coarseRegion(report.launchPoint, gridM, `${series} launch`),
    impact: withoutImpact ? null : fall,
    // A ring of places has no covariance that could tell what was taken from it.
    corridor: withoutImpact || gridM > 0 ? null : corridor,
    ...(withheld.includes('class') && { classes: ANY_CLASS }),
    ...{ givenMs: nowMs, validUntilMs: validUntilMs + nowMs - givenMs, coarse },
  };
}
