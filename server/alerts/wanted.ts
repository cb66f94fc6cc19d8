import type { AckPolicy, Alert, AlertCode, AlertFacts, Severity } from '../../domain/alert';
import { type Compartment, national, type ParticipantId } from '../../domain/labels';

/** An alert that a rule wants to stand. Its key deduplicates occurrences; `grp` names what it belongs together with. */
export interface Wanted {
  key: string;
  grp: string;
  compartment: Compartment;
  code: AlertCode;
  severity: Severity;
  policy: AckPolicy;
  requiredParties: ParticipantId[];
  facts: AlertFacts;
  /** Its cause is there, or gone, for so long before it counts, s. */
  onDelayS?: number;
  offDelayS?: number;
  latched?: boolean;
  /** Keys that it mutes while it stands: they are listed under it. */
  inhibits?: readonly string[];
}

/** What a rule says of one key. */
export type Ruling =
  /** It holds: raised where none is open, else brought up to date. With `once` a key that was ever raised raises no more. */
  | { is: 'WANTED'; wanted: Wanted; once?: true }
  /** It holds no longer; what is open is told the last of it, where there is more to tell. Raises nothing. */
  | { is: 'GONE'; key: string; last?: Wanted }
  /** It never was: withdrawn as loudly as it was raised. */
  | { is: 'WITHDRAWN'; key: string; reason: string };

/** The open occurrence of a key, for rules that go on from what was said. */
export type OpenAlert = (key: string) => Alert | null;

export const NO_FACTS: AlertFacts = {
  launch: null,
  launchNumber: null,
  launchRev: null,
  notification: null,
  notificationNumber: null,
  sensor: null,
  corroboration: null,
  match: null,
  finding: null,
  topClass: null,
  impact: null,
  launchAt: null,
};

/** Where an alert lies and who is asked: all Parties of what is shared, one where it is one Party's own. */
export function asked(
  owner: ParticipantId | null,
  parties: readonly ParticipantId[],
  policy: AckPolicy,
): Pick<Wanted, 'compartment' | 'requiredParties' | 'policy'> {
  if (owner === null) return { compartment: 'SHARED', requiredParties: [...parties], policy };
  // JOINT and OWN need Parties that may see the alert: of a Party's own there is one.
  const own = policy === 'NOTE' ? policy : 'SINGLE';
  return { compartment: national(owner), requiredParties: [owner], policy: own };
}
