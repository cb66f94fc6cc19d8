/** Drives the alert machine in tests: short names for events, and one alert on its way through them. */
import type { Alert, AlertFacts, Severity } from '../alert';
import { type AlertEvent, type AnswerCommand, type Reduced, reduceAlert } from '../alert-machine';
import { DEFAULT_REGIME } from '../regime';
import { EPOCH } from './samples';

export const RULES = DEFAULT_REGIME.alert;

export function answerOf(
  alert: Alert,
  party: string,
  part: Partial<AnswerCommand> & { kind?: 'ACK' | 'DISSENT' } = {},
): AnswerCommand {
  const kind = part.kind ?? 'ACK';
  return {
    ...{ type: 'ANSWER', kind, commandId: `cmd:${party}`, party, role: 'supervisor', user: `user:${party}` },
    ...{ nameEn: party, nameRu: party, robot: false, seq: alert.seq, seenRev: alert.rev },
    reason: kind === 'DISSENT' ? 'not so' : null,
    ...part,
  };
}

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
