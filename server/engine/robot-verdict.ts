import type { Alert, PartyVerdict, Verdict } from '../../domain/alert';
import { ownAnswer, wantsAssessment } from '../../domain/alert-machine';
import type { Desk, FindingCode } from '../../domain/records';

export interface RobotVerdict {
  verdict: Verdict;
  reason: 'robot-follow' | 'robot-finding' | 'robot-dissent';
}

/**
 * What a robot says that a launch is; null where it has nothing to say. It follows what another Party's person says, or says
 * otherwise where it is set to; where nobody says anything until the reminder, it goes by the centre's finding.
 */
export function robotVerdict(alert: Alert, seat: Desk): RobotVerdict | null {
  const { participant, robot } = seat;
  if (!robot || robot.answer === 'silent' || !wantsAssessment(alert)) return null;
  if (!alert.requiredParties.includes(participant) || !ownAnswer(alert, participant)) return null;
  const given = alert.assessment.state === 'NONE' ? {} : alert.assessment.verdicts;
  const mine = given[participant];
  const theirs = Object.entries(given).flatMap(([p, v]) => (p === participant || v.robot ? [] : [v]));
  const said = theirs.reduce<PartyVerdict | null>((a, b) => (a && a.atMs > b.atMs ? a : b), null);
  if (!said) {
    if (mine || !alert.assessDue?.reminded) return null;
    return { verdict: byFinding(alert.facts.finding), reason: 'robot-finding' };
  }
  const differs = said.verdict === 'UNKNOWN' ? 'FALSE' : 'UNKNOWN';
  const verdict = robot.answer === 'dissent' ? differs : said.verdict;
  if (mine?.verdict === verdict) return null;
  return { verdict, reason: robot.answer === 'dissent' ? 'robot-dissent' : 'robot-follow' };
}

/** What the center's finding comes to in a Party's words. */
export function byFinding(finding: FindingCode | null): Verdict {
  if (finding?.startsWith('NOTIFIED')) return 'NOTIFIED';
  if (finding?.startsWith('FALSE')) return 'FALSE';
  return finding?.startsWith('UNNOTIFIED') ? 'REAL' : 'UNKNOWN';
}
