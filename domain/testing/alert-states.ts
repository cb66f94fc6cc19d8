/** One alert in each of the states that matter, and one event of each kind: what tables and products of tests are made of. */
import type { Alert, Verdict } from '../alert';
import { type AlertEvent, type Raise, raiseAlert } from '../alert-machine';
import {
  absenceOf,
  ack,
  answerOf,
  assessmentOf,
  back,
  critical,
  dissent,
  follow,
  matched,
  proposalOf,
  RULES,
  reduceAt,
  refusalOf,
  retract,
  rtn,
  shelveOf,
  unshelveOf,
  updateOf,
} from './alert-driver';
import { EPOCH, LAUNCH_FACTS, launchAlert, NO_FACTS } from './samples';

export const TWO = launchAlert(['P1', 'P2']);
/** Later than any timer of these states. */
export const LATE_S = 3600;
export const raised = (part: Partial<Raise>): Alert =>
  raiseAlert(
    {
      ...{ type: 'RAISE', key: 'launch:launch_a', seq: 1, number: 1, code: 'LAUNCH_UNNOTIFIED' },
      ...{ policy: 'JOINT', requiredParties: ['P1', 'P2'], severity: 'HIGH', facts: LAUNCH_FACTS, ...part },
    },
    { nowMs: EPOCH, regime: RULES },
  );
const SENSOR = raised({
  ...{ key: 'feed:R1', code: 'FEED_STALE', policy: 'SINGLE', requiredParties: ['P1'], severity: 'ADVISORY' },
  facts: { ...NO_FACTS, sensor: 'R1' },
});
const absent = (by: string, of: string) => (a: Alert) => absenceOf(a, by, of);
const assessed = (party: string, verdict: Verdict) => (a: Alert) => assessmentOf(a, party, verdict);
const suppress = (): AlertEvent => ({ type: 'SUPPRESS', byRule: 'raid:a' });
export const offDelayed = (a: Alert): Alert => follow(a, rtn);
export const gone = (a: Alert, ...then: ((a: Alert) => AlertEvent)[]): Alert =>
  follow(reduceAt(offDelayed(a), { type: 'TICK' }, 1 + RULES.offDelayS).state, ...then);

export const STATES: Record<string, Alert> = {
  pending: raised({ onDelayS: 10 }),
  open: TWO,
  part: follow(TWO, ack('P1')),
  absent: follow(TWO, ack('P1'), absent('P1', 'P2')),
  handed: follow(TWO, ack('P1'), absent('P1', 'P2'), () => ({ type: 'RETURN', party: 'P2' })),
  acked: follow(TWO, ack('P1'), ack('P2')),
  given: follow(TWO, ack('P1'), ack('P2'), assessed('P1', 'REAL')),
  disputed: follow(TWO, ack('P1'), ack('P2'), assessed('P1', 'REAL'), assessed('P2', 'TEST')),
  answered: follow(TWO, ack('P1'), dissent('P2')),
  shelved: follow(TWO, (a) => shelveOf(a, 'P2', 1800)),
  suppressed: follow(TWO, suppress),
  offDelay: offDelayed(TWO),
  gone: gone(TWO),
  gonePart: gone(follow(TWO, ack('P1'))),
  goneAway: gone(follow(TWO, ack('P1'), absent('P1', 'P2'))),
  latched: gone(follow(raised({ latched: true }), ack('P1'), ack('P2'))),
  proposed: gone(follow(raised({ latched: true }), ack('P1'), ack('P2')), (a) =>
    proposalOf(a, 'P1', 'RESET'),
  ),
  closed: gone(follow(TWO, ack('P1'), ack('P2'))),
  withdrawn: follow(TWO, ack('P1'), retract),
  wdPart: follow(TWO, retract, ack('P1')),
  sensor: SENSOR,
  out: follow(SENSOR, (a) => proposalOf(a, 'P1', 'OUT_OF_SERVICE', { untilMs: EPOCH + 60_000 })),
};
export const EVENTS: Record<string, (a: Alert) => AlertEvent> = {
  ackP1: (a) => answerOf(a, 'P1'),
  ackP2: (a) => answerOf(a, 'P2'),
  disP2: (a) => answerOf(a, 'P2', { kind: 'DISSENT' }),
  ackP3: (a) => answerOf(a, 'P3'),
  duty: (a) => answerOf(a, 'P2', { role: 'duty' }),
  stale: (a) => answerOf(a, 'P2', { seenRev: 0 }),
  absent: absent('P1', 'P2'),
  return: () => ({ type: 'RETURN', party: 'P2' }),
  assess: assessed('P2', 'TEST'),
  shelve: (a) => shelveOf(a, 'P2', LATE_S + 60),
  unshelve: (a) => unshelveOf(a, 'P2'),
  reset: (a) => proposalOf(a, 'P2', 'RESET'),
  recall: (a) => proposalOf(a, 'P2', 'WITHDRAW'),
  service: (a) => proposalOf(a, 'P2', 'OUT_OF_SERVICE', { untilMs: EPOCH + (LATE_S + 60) * 1000 }),
  refuse: (a) => refusalOf(a, 'P2', 'RESET'),
  suppress,
  free: () => ({ type: 'UNSUPPRESS' }),
  worse: critical,
  match: matched,
  same: (a) => updateOf(a, a.severity, {}),
  rtn,
  back,
  retract,
  call: () => ({ type: 'ESCALATE', call: 'LIAISON', last: false }),
  consult: () => ({ type: 'CONSULT', to: 'REQUESTED', by: 'ENGINE' }),
  tick: () => ({ type: 'TICK' }),
};
/** Letters of ack, condition and lifecycle; of suppression, shelves, proposals, assessment and consultation where they are. */
export const regions = (a: Alert): string =>
  [
    { UNACKED: 'u', PARTIAL: 'p', ACKED: 'a', ANSWERED: 'n' }[a.ack.state],
    {
      PENDING: '?',
      ACTIVE: 'A',
      OFF_DELAY: 'd',
      INACTIVE: 'latched' in a.condition && a.condition.latched ? 'l' : 'i',
    }[a.condition.state],
    { OPEN: 'O', CLOSED: 'C', WITHDRAWN: 'W' }[a.lifecycle.state],
    { NONE: '', SUPPRESSED: 'H', OUT_OF_SERVICE: 'I' }[a.suppression.state],
    a.shelves.length > 0 ? 'G' : '',
    a.proposals.length > 0 ? 'P' : '',
    { NONE: '', GIVEN: 'g', AGREED: 'e', DISPUTED: 'x' }[a.assessment.state],
    { NONE: '', REQUESTED: 'r', OVERDUE: 'v', OPEN: 'o', ANSWERED: 's', CLOSED: 'z' }[a.consult.state],
  ].join('');
