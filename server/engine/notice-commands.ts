import type { CommandResult } from '../../domain/alert';
import type { Announced } from '../../domain/inputs';
import { filingFault, noticeOver } from '../../domain/notice-rules';
import type { Participant, Principal } from '../../domain/participants';
import type { AnyCommand } from '../../domain/protocol/commands';
import type { Refusal } from '../../domain/refusals';
import type { Regime } from '../../domain/regime';
import type { Assessment, NotificationBody } from '../assessment';
import type { Taken } from '../assessment/register';

export type NoticeCommand = Extract<AnyCommand, { name: `notification.${string}` }>;
type Judged = { result: CommandResult; changes: NotificationBody[] };

/**
 * What an officer of a Party enters for it: a notification, its change or cancellation, the notice after the launch. Who
 * sends it is his own participant; what is faulty is refused with its field, so that he corrects it.
 */
export function takeNotice(
  assessment: Assessment,
  command: NoticeCommand,
  by: Principal,
  nowMs: number,
  o: { participants: readonly Participant[]; regime: Regime },
): Judged {
  const sender = o.participants.find((p) => p.id === by.participant);
  if (!sender) return refuse({ code: 'FORBIDDEN', reason: 'membersOnly' satisfies Refusal });
  const { notify } = o.regime;
  const file = (reference: string, announced: Announced): Judged => {
    const input = { ...announced, reference, by: sender.id, byName: sender.name };
    return judged(assessment.takeNotification(input, { nowMs }));
  };
  if (command.name === 'notification.file') {
    const { reference, announced } = command.payload;
    const fault = filingFault(announced.window, nowMs, notify);
    if (fault) return faulty(`announced.${fault.field}`, fault.fault);
    if (assessment.notificationOf(reference, sender.id)) return faulty('reference', 'referenceTaken');
    return file(reference, announced);
  }
  const known = assessment.notification(command.payload.notification);
  if (!known) return refuse({ code: 'NOT_FOUND' });
  if (known.by !== sender.id) return refuse({ code: 'FORBIDDEN', reason: 'notOwnNotice' satisfies Refusal });
  if (command.name === 'notification.postLaunch')
    return judged(assessment.postLaunch(known.reference, known.by, command.payload, nowMs));
  if (noticeOver(known, nowMs)) return refuse({ code: 'FORBIDDEN', reason: 'noticeOver' satisfies Refusal });
  if (command.name === 'notification.cancel')
    return judged(assessment.cancelNotification(known.reference, known.by, nowMs));
  const { announced } = command.payload;
  const fault = filingFault(announced.window, nowMs, notify);
  if (fault) return faulty(`announced.${fault.field}`, fault.fault);
  return file(known.reference, announced);
}

const refuse = (result: CommandResult): Judged => ({ result, changes: [] });
/** Fields are named as in the command's payload. */
const faulty = (field: string, message: string): Judged =>
  refuse({ code: 'BAD_REQUEST', field: `payload.${field}`, message });

function judged(taken: Taken): Judged {
  if (taken.ok) return { result: { code: 'OK' }, changes: taken.changes };
  const { field = '', message } = taken.rejection;
  return faulty(field.replace(/^notification\./, 'announced.'), message);
}
