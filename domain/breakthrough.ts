import type { Alert } from './alert';
import { isAwaited, ownAnswer, shelfOf } from './alert-machine';
import { type Compartment, nationalOwner, type ParticipantId } from './labels';

/** Whose answer an alert awaits: of one in a Party's own stream that Party's alone. */
export function awaitedOf(alert: Alert, compartment: Compartment): ParticipantId[] {
  if (!isAwaited(alert)) return [];
  const owner = nationalOwner(compartment);
  const required = owner === null ? alert.requiredParties : [owner];
  return required.filter((p) => !ownAnswer(alert, p) && !alert.absent.includes(p));
}

/** True of an alert that calls a Party's officers out of whatever else they look at: critical, sounding, their answer awaited. */
export function breaksThrough(alert: Alert, compartment: Compartment, party: ParticipantId): boolean {
  if (alert.severity !== 'CRITICAL' || alert.suppression.state !== 'NONE') return false;
  return shelfOf(alert, party) === undefined && awaitedOf(alert, compartment).includes(party);
}
