import { distanceM } from '../../domain/geodesy';
import type { Finding, FindingCode, FindingReason, Launch } from '../../domain/records';
import type { Regime } from '../../domain/regime';
import type { Statement } from '../../domain/statements';
import { sigmaM } from './launch-facts';

type StatedLaunch = Pick<Launch, 'launchPoint' | 'impact' | 'phase'>;
export interface Statements {
  take(statement: Statement, nowMs: number): void;
  /** The finding on a launch, with what was stated of it. */
  explain(launch: StatedLaunch, finding: Finding): Finding;
  snapshot(): unknown;
  restore(stored: unknown): void;
}
interface Held {
  statement: Statement;
  saidMs: number;
  withdrawn: boolean;
}
/** What only an owner can explain: a launch that nobody announced, seen by two kinds of sensor or by one alone. */
const isOpen = ({ code, reasons }: Finding): boolean =>
  (code === 'UNNOTIFIED_LAUNCH' || code === 'UNRESOLVED') &&
  reasons.some((r) => r.msg === 'finding.noNotification');
const OWNED = {
  OWN_TEST: { code: 'UNNOTIFIED_TEST_CONSULTED', reason: 'finding.ownTest' },
  OWN_SPACE_LAUNCH: { code: 'UNNOTIFIED_LAUNCH_SLV', reason: 'finding.ownSpaceLaunch' },
} as const satisfies Partial<Record<Statement['says'], { code: FindingCode; reason: FindingReason }>>;
const JUST_BEEN_MS = 3600_000;
/** A statement means a launch whose place lies no further outside than this (m) and three sigma. */
const PLACE_SLACK_M = 100e3;

/** Keeps what states say of launches; pure. A statement says what a launch was, never that it was none. */
export function createStatements(o: { regime: Regime }): Statements {
  let held: Held[] = [];
  const keepMs = o.regime.match.rememberS * 1000;
  const withinMs = o.regime.claim.launchedWithinS * 1000;

  const means = (
    { statement: { aboutMs, place, says }, saidMs }: Held,
    { launchPoint }: StatedLaunch,
  ): boolean => {
    // Without a time it speaks of what has just been.
    const off = aboutMs === null ? saidMs - launchPoint.atMs : Math.abs(aboutMs - launchPoint.atMs);
    if (off < 0 || off > (aboutMs === null ? JUST_BEEN_MS : withinMs)) return false;
    if (says === 'IMPACT' || !place) return true;
    return distanceM(place, launchPoint) <= place.radiusM + PLACE_SLACK_M + 3 * sigmaM(launchPoint);
  };

  /** Taken back, or plainly wrong by where it comes down. */
  function predictedWrongly(
    { statement: { place }, withdrawn }: Held,
    { impact, phase }: StatedLaunch,
  ): boolean {
    if (withdrawn) return true;
    if (!place || impact === null || impact === 'orbital' || phase === 'boost') return false;
    return distanceM(place, impact) > place.radiusM + 3 * sigmaM(impact);
  }

  return {
    take(statement, nowMs) {
      held = held.filter((h) => nowMs - h.saidMs <= keepMs);
      const known = held.find(
        (h) => h.statement.by === statement.by && h.statement.reference === statement.reference,
      );
      if (statement.says === 'WITHDRAWN') {
        if (known) known.withdrawn = true;
      } else if (known) Object.assign(known, { statement, saidMs: nowMs, withdrawn: false });
      else held.push({ statement, saidMs: nowMs, withdrawn: false });
    },

    explain(launch, finding) {
      if (!isOpen(finding)) return finding;
      const about = held.filter((h) => means(h, launch));
      const say = (msg: FindingReason, { byName: { en, ru } }: Statement): Finding['reasons'] => [
        ...finding.reasons,
        { msg, params: { byEn: en, byRu: ru } },
      ];
      for (const says of ['OWN_TEST', 'OWN_SPACE_LAUNCH'] as const) {
        const own = about.find((h) => h.statement.says === says && !h.withdrawn);
        const { code, reason } = OWNED[says];
        if (own) return { ...finding, code, reasons: say(reason, own.statement) };
      }
      const wrong = about.find((h) => h.statement.says === 'IMPACT' && predictedWrongly(h, launch));
      if (!wrong || finding.code !== 'UNNOTIFIED_LAUNCH') return finding;
      const code = 'UNNOTIFIED_LAUNCH_PREDICTION_ERROR';
      return { ...finding, code, reasons: say('finding.predictedElsewhere', wrong.statement) };
    },

    snapshot: () => structuredClone(held),
    restore: (stored) => {
      held = structuredClone(stored as Held[]);
    },
  };
}
