/** Drives the alert machine in tests: short names for events, and one alert on its way through them. */
import type { Alert, AlertFacts, JointAct, Severity, Verdict } from '../alert';
import type {
  AbsenceCommand,
  AnswerCommand,
  AssessCommand,
  ProposeCommand,
  RefuseCommand,
  ShelveCommand,
  UnshelveCommand,
} from '../alert-events';
import { type AlertEvent, type Reduced, reduceAlert } from '../alert-machine';
import { DEFAULT_REGIME } from '../regime';
import { EPOCH } from './samples';

export const RULES = DEFAULT_REGIME.alert;

export function answerOf(
  alert: Alert,
  party: string,
  part: Partial<AnswerCommand> & { kind?: 'ACK' | 'DISSENT' } = {},
): AnswerCommand {
  const kind = part.kind ?? 'ACK';
  const reason = kind === 'DISSENT' ? 'not so' : null;
  return { type: 'ANSWER', kind, ...acting(alert, party), seenRev: alert.rev, reason, ...part };
}
const acting = (alert: Alert, party: string) => ({
  ...{ commandId: `cmd:${party}`, party, role: 'supervisor' as const, user: `user:${party}` },
  ...{ nameEn: party, nameRu: party, robot: false, seq: alert.seq },
});

/** `party` records that `absent` has not been there since long before the epoch. */
export const absenceOf = (
  alert: Alert,
  party: string,
  absent: string,
  part: Partial<AbsenceCommand> = {},
): AbsenceCommand => ({
  ...{ type: 'ABSENT', absent, absentSinceMs: EPOCH - 3600_000, ...acting(alert, party) },
  ...{ seenRev: alert.rev, reason: 'nobody there', ...part },
});
export const assessmentOf = (
  alert: Alert,
  party: string,
  verdict: Verdict,
  part: Partial<AssessCommand> = {},
): AssessCommand => ({
  ...{ type: 'ASSESS', verdict, ...acting(alert, party), seenRev: alert.rev, reason: 'as seen', ...part },
});
export const shelveOf = (
  alert: Alert,
  party: string,
  untilS: number,
  part: Partial<ShelveCommand> = {},
): ShelveCommand => ({
  ...{ type: 'SHELVE', ...acting(alert, party), untilMs: EPOCH + untilS * 1000, reason: 'known' },
  ...{ shelvedNow: 0, ...part },
});
export const unshelveOf = (alert: Alert, party: string): UnshelveCommand => ({
  ...{ type: 'UNSHELVE', ...acting(alert, party) },
});
export const proposalOf = (
  alert: Alert,
  party: string,
  act: JointAct,
  part: Partial<ProposeCommand> = {},
): ProposeCommand => ({
  ...{ type: 'PROPOSE', act, ...acting(alert, party), seenRev: alert.rev, reason: 'agreed', untilMs: null },
  ...part,
});

export const refusalOf = (
  alert: Alert,
  party: string,
  act: JointAct,
  part: Partial<RefuseCommand> = {},
): RefuseCommand => ({
  ...{ type: 'REFUSE', act, ...acting(alert, party), seenRev: alert.rev },
  ...part,
});

export const updateOf = (alert: Alert, severity: Severity, facts: Partial<AlertFacts>): AlertEvent => ({
  ...{ type: 'UPDATE', severity, facts: { ...alert.facts, ...facts } },
});

export const reduceAt = (alert: Alert, event: AlertEvent, atS = 0): Reduced =>
  reduceAlert(alert, event, { nowMs: EPOCH + atS * 1000, regime: RULES });

/** The state after events that each see the one before; throws on a refusal. */
export function follow(alert: Alert, ...events: ((a: Alert) => AlertEvent)[]): Alert {
  return events.reduce((a, event, i) => {
    const { state, result } = reduceAt(a, event(a), i + 1);
    if (result.code !== 'OK') throw new Error(`event ${i}: ${result.code}`);
    return state;
  }, alert);
}
export const ack = (party: string) => (a: Alert) => answerOf(a, party);
export const dissent = (party: string) => (a: Alert) => answerOf(a, party, { kind: 'DISSENT' });
export const rtn = (): AlertEvent => ({ type: 'RTN' });
export const back = (): AlertEvent => ({ type: 'BACK' });
export const retract = (): AlertEvent => ({ type: 'RETRACT', reason: 'late data' });
export const critical = (a: Alert) => updateOf(a, 'CRITICAL', { corroboration: 'DUAL' });
export const matched = (a: Alert) => updateOf(a, 'HIGH', { match: 'LATE', finding: 'NOTIFIED_BENIGN' });
