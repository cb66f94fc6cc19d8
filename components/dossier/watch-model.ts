/** What of the Parties' statements about their watch belongs to a launch: pure. */
import { distanceM } from '../../domain/geodesy';
import type { Launch } from '../../domain/records';
import type { StatementDraft, WatchStatement, WatchSubject } from '../../domain/statements';

/** A statement is shown with a launch that it nearly speaks of, too: this far outside its place (m) or window (ms). */
const NEAR_M = 500e3;
const NEAR_MS = 900e3;

const isNear = ({ launchPoint: p }: Launch, { place, window }: WatchSubject): boolean =>
  p.atMs > window.fromMs - NEAR_MS &&
  p.atMs < window.toMs + NEAR_MS &&
  (place === null || distanceM(place, p) < place.radiusM + NEAR_M);

/** `times`: how much less likely it makes the launch; null: it counts nothing; an OUTAGE that counts is 1. */
export interface ShownStatement {
  statement: WatchStatement;
  times: number | null;
}
/** Statements near a launch, the latest first, each with the weight that the finding gives it. */
export function statementsOn(launch: Launch, all: readonly WatchStatement[]): ShownStatement[] {
  const weighed = new Map(
    launch.finding.reasons.flatMap(({ msg, params }): [unknown, number][] => {
      if (msg === 'finding.noDetection') return [[params.statement, Number(params.times)]];
      return msg === 'finding.outage' ? [[params.statement, 1]] : [];
    }),
  );
  return all
    .filter((s) => isNear(launch, s))
    .sort((a, b) => b.number - a.number)
    .map((statement) => ({ statement, times: weighed.get(statement.number) ?? null }));
}

/** The latest draft near a launch, unless it has been signed: an older one is out of date. */
export function draftOn(launch: Launch, all: readonly StatementDraft[]): StatementDraft | null {
  const [latest] = all.filter((d) => isNear(launch, d)).sort((a, b) => b.number - a.number);
  return latest?.signedAs === null ? latest : null;
}
