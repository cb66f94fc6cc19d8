import type { CommandResult } from '../../domain/alert';
import type { AlertCommandEvent } from '../../domain/alert-events';
import { shelfOf } from '../../domain/alert-machine';
import type { ParticipantId } from '../../domain/labels';
import { compartmentsOf, type Principal } from '../../domain/participants';
import type { AlertCommand } from '../../domain/protocol/commands';
import type { Refusal } from '../../domain/refusals';
import { type AlertBook, type AlertsOutput, none } from './book';
import { callLine } from './lines';

/** Since when nobody of a Party is there; null while somebody is. */
export type AbsentSince = (party: ParticipantId) => number | null;
interface Taken {
  id: string;
  principal: Principal;
  nowMs: number;
  absentSinceMs: AbsentSince;
}

/** The key of an occurrence's id `key#seq`. */
export const keyOf = (alertId: string): string => alertId.slice(0, alertId.lastIndexOf('#'));

/** A person's act on an occurrence that he may see: what he may not see is not there. */
export function takeCommand(
  book: AlertBook,
  taken: Taken,
  asked: AlertCommand,
): AlertsOutput & { result: CommandResult } {
  const { principal, nowMs } = taken;
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
  return book.drive(held, eventOf(book, taken, asked), nowMs, principal);
}

/** What the machine is told: who acts comes from the server's session, when from the session's clock. */
function eventOf(
  book: AlertBook,
  { id, principal, nowMs, absentSinceMs }: Taken,
  asked: Exclude<AlertCommand, { name: 'supervisor.call' }>,
): AlertCommandEvent {
  const { participant: party, role, userId: user, name, robot } = principal;
  const by = {
    ...{ commandId: id, party, role, user, nameEn: name.en, nameRu: name.ru, robot },
    seq: asked.payload.seq,
  };
  const after = (minutes: number): number => nowMs + minutes * 60_000;
  switch (asked.name) {
    case 'alert.acknowledge':
      return { type: 'ANSWER', kind: 'ACK', ...by, seenRev: asked.payload.seenRev, reason: null };
    case 'alert.dissent': {
      const { seenRev, reason } = asked.payload;
      return { type: 'ANSWER', kind: 'DISSENT', ...by, seenRev, reason };
    }
    case 'alert.acknowledgeAbsent': {
      const { participant: absent, seenRev, reason } = asked.payload;
      return { type: 'ABSENT', ...by, absent, absentSinceMs: absentSinceMs(absent), seenRev, reason };
    }
    case 'alert.assess': {
      const { verdict, seenRev, reason } = asked.payload;
      return { type: 'ASSESS', ...by, verdict, seenRev, reason };
    }
    case 'alert.shelve': {
      const { minutes, reason } = asked.payload;
      const shelvedNow = book.all().filter((h) => shelfOf(h.alert, party)).length;
      return { type: 'SHELVE', ...by, untilMs: after(minutes), reason, shelvedNow };
    }
    case 'alert.unshelve':
      return { type: 'UNSHELVE', ...by };
    case 'alert.outOfService': {
      const { minutes, seenRev, reason } = asked.payload;
      return { type: 'PROPOSE', act: 'OUT_OF_SERVICE', ...by, untilMs: after(minutes), seenRev, reason };
    }
    case 'alert.refuse': {
      const { act, seenRev } = asked.payload;
      return { type: 'REFUSE', act, ...by, seenRev };
    }
    case 'alert.withdraw':
    case 'alert.reset': {
      const act = asked.name === 'alert.reset' ? 'RESET' : 'WITHDRAW';
      const { seenRev, reason } = asked.payload;
      return { type: 'PROPOSE', act, ...by, untilMs: null, seenRev, reason };
    }
  }
}
