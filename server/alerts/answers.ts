import type { CommandResult } from '../../domain/alert';
import type { AlertEvent } from '../../domain/alert-machine';
import { compartmentsOf, type Principal } from '../../domain/participants';
import type { AnyCommand } from '../../domain/protocol/commands';
import type { Refusal } from '../../domain/refusals';
import { type AlertBook, type AlertsOutput, none } from './book';
import { callLine } from './lines';

export type AlertCommand = Extract<
  AnyCommand,
  { name: 'alert.acknowledge' | 'alert.dissent' | 'supervisor.call' }
>;

/** The key of an occurrence's id `key#seq`. */
export const keyOf = (alertId: string): string => alertId.slice(0, alertId.lastIndexOf('#'));

/** A person's act on an occurrence that he may see: what he may not see is not there. */
export function takeCommand(
  book: AlertBook,
  id: string,
  principal: Principal,
  asked: AlertCommand,
  nowMs: number,
): AlertsOutput & { result: CommandResult } {
  const refuse = (result: CommandResult) => ({ ...none(), result });
  const held = book.latest(keyOf(asked.payload.alert));
  if (!held || !compartmentsOf(principal).includes(held.compartment)) return refuse({ code: 'NOT_FOUND' });
  const { alert } = held;
  if (alert.id !== asked.payload.alert)
    return refuse({ code: 'WRONG_SEQ', open: alert.lifecycle.state === 'OPEN' ? alert.seq : null });
  if (asked.name === 'supervisor.call') {
    if (principal.role !== 'duty')
      return refuse({ code: 'FORBIDDEN', reason: 'notForRole' satisfies Refusal });
    if (alert.lifecycle.state === 'CLOSED')
      return refuse({ code: 'NOT_ACKABLE', reason: 'closed' satisfies Refusal });
    return { alerts: [], log: [callLine(alert, principal, nowMs)], result: { code: 'OK' } };
  }
  const dissent = asked.name === 'alert.dissent';
  const event: AlertEvent = {
    type: 'ANSWER',
    kind: dissent ? 'DISSENT' : 'ACK',
    commandId: id,
    party: principal.participant,
    role: principal.role,
    user: principal.userId,
    nameEn: principal.name.en,
    nameRu: principal.name.ru,
    robot: principal.robot,
    seq: asked.payload.seq,
    seenRev: asked.payload.seenRev,
    reason: dissent ? asked.payload.reason : null,
  };
  return book.drive(held, event, nowMs, principal);
}
