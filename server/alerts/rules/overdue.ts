import { type Alert, SEVERITIES, type Severity, severityRank } from '../../../domain/alert';
import { isAwaited } from '../../../domain/alert-machine';
import { type Compartment, nationalOwner, type ParticipantId } from '../../../domain/labels';
import { asked, NO_FACTS, type Ruling } from '../wanted';

/** An alert whose escalation ran out without an answer asks all Parties, one level higher. It asks for no other of
 * its kind, and a consultation has its own: CONSULT_OVERDUE. */
export function overdueRulings(
  alert: Alert,
  compartment: Compartment,
  parties: readonly ParticipantId[],
): Ruling[] {
  if (alert.code === 'ACK_OVERDUE' || alert.code.startsWith('CONSULT_')) return [];
  const key = `overdue:${alert.id}`;
  if (!isAwaited(alert)) return [{ is: 'GONE', key }];
  if (!alert.escalation.exhausted) return [];
  const { launchNumber, sensor, launchAt } = alert.facts;
  const facts = {
    ...{ ...NO_FACTS, launchNumber, sensor, launchAt },
    params: { alert: alert.number, alertId: alert.id, code: alert.code },
  };
  return [
    {
      is: 'WANTED',
      wanted: {
        ...{
          key,
          grp: alert.facts.launch ?? alert.key,
          code: 'ACK_OVERDUE',
          severity: above(alert.severity),
          facts,
        },
        ...asked(nationalOwner(compartment), parties, 'JOINT'),
        offDelayS: 0,
      },
    },
  ];
}

const above = (s: Severity): Severity => SEVERITIES[severityRank(s) + 1] ?? s;
