/** What a supervisor can do about an alert beside answering it: pure, by what stands. */
import type { AlertRow } from '../../client/stores/select';
import { type Alert, JOINT_ACTS, type JointAct, type Proposal } from '../../domain/alert';
import { ownAnswer, shelfOf } from '../../domain/alert-machine';
import { nationalOwner, type ParticipantId } from '../../domain/labels';
import type { Desk } from '../../domain/records';

export type ActName = 'absent' | 'shelve' | 'unshelve' | 'outOfService' | 'reset' | 'withdraw';
/** `party`: of `absent` alone, whose absence it records. */
export interface Act {
  name: ActName;
  party?: ParticipantId;
}

/** Half an hour is what the center allows a shelf, a watch what it allows a sensor. */
export const MINUTES: Partial<Record<ActName, readonly number[]>> = {
  shelve: [10, 20, 30],
  outOfService: [60, 240, 480],
};

export function actsOn(row: AlertRow, own: ParticipantId, desks: readonly Desk[]): Act[] {
  const { alert } = row;
  const open = alert.lifecycle.state === 'OPEN';
  const asked = nationalOwner(row.compartment) ?? (alert.requiredParties.includes(own) ? own : null);
  const proposed = (act: Alert['proposals'][number]['act']): boolean =>
    alert.proposals.some((p) => p.act === act && p.party === own);
  const acts: Act[] = missingParties(alert, own, desks).map((party) => ({ name: 'absent', party }));
  if (open && shelfOf(alert, own)) acts.push({ name: 'unshelve' });
  else if (open && alert.severity !== 'CRITICAL') acts.push({ name: 'shelve' });
  if (!open || asked !== own) return acts;
  const { facts, suppression, condition } = alert;
  const health = facts.sensor !== null && facts.launch === null && alert.severity !== 'CRITICAL';
  if (health && suppression.state !== 'OUT_OF_SERVICE' && !proposed('OUT_OF_SERVICE'))
    acts.push({ name: 'outOfService' });
  if (condition.state === 'INACTIVE' && condition.latched && !proposed('RESET')) acts.push({ name: 'reset' });
  if (!proposed('WITHDRAW')) acts.push({ name: 'withdraw' });
  return acts;
}

/** What is proposed about an alert, act by act, and whether the own Party has proposed it too. */
export interface Proposed {
  act: JointAct;
  by: Proposal[];
  ours: boolean;
  /** Its answer counts: it is asked, and the alert is open. */
  asked: boolean;
}
export function proposedOn({ alert }: AlertRow, own: ParticipantId | undefined): Proposed[] {
  if (alert.lifecycle.state !== 'OPEN') return [];
  const asked = own !== undefined && alert.requiredParties.includes(own);
  return JOINT_ACTS.flatMap((act) => {
    const by = alert.proposals.filter((p) => p.act === act);
    return by.length > 0 ? [{ act, by, ours: by.some((p) => p.party === own), asked }] : [];
  });
}

/** Parties that have not answered, whose absence is not on record, and at whose desks nobody is. */
function missingParties(alert: Alert, own: ParticipantId, desks: readonly Desk[]): ParticipantId[] {
  const needsAll = alert.policy === 'JOINT' || alert.policy === 'OWN';
  if (alert.lifecycle.state === 'CLOSED' || !needsAll || !ownAnswer(alert, own)) return [];
  return alert.requiredParties.filter(
    (p) => p !== own && !ownAnswer(alert, p) && !alert.absent.includes(p) && !isAttended(p, desks),
  );
}

/** As the center counts it: a person at any desk, or a robot that answers; one that is set to silence is nobody. */
const isAttended = (party: ParticipantId, desks: readonly Desk[]): boolean =>
  desks.some(
    (d) =>
      d.participant === party &&
      (d.occupant === 'person' ||
        (d.role === 'supervisor' && d.robot !== null && d.robot.answer !== 'silent')),
  );
