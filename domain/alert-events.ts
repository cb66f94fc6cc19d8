/** What the alert machine takes: what the rules, the timers and the engine say, and the commands of persons. */
import type { AckPolicy, AlertCode, AlertFacts, JointAct, Severity, Verdict } from './alert';
import type { ParticipantId } from './labels';
import type { Role } from './participants';
import type { EscalationCall } from './regime';

export interface Raise {
  type: 'RAISE';
  key: string;
  grp?: string;
  seq: number;
  number: number;
  code: AlertCode;
  policy: AckPolicy;
  requiredParties: ParticipantId[];
  severity: Severity;
  facts: AlertFacts;
  /** How long its cause must be there before it alarms, s: for health alerts, none for launch alerts. */
  onDelayS?: number;
  /** How long its cause must be gone, s; the regime's where nothing is said. */
  offDelayS?: number;
  latched?: boolean;
}

/** Who acts, on which occurrence: from the server's session, never from a payload. */
interface Acting {
  commandId: string;
  party: ParticipantId;
  role: Role;
  user: string;
  nameEn: string;
  nameRu: string;
  robot: boolean;
  seq: number;
}
export interface AnswerCommand extends Acting {
  type: 'ANSWER';
  kind: 'ACK' | 'DISSENT';
  seenRev: number;
  reason: string | null;
}
/** Another Party is not there to answer: recorded, never an answer in its name. */
export interface AbsenceCommand extends Acting {
  type: 'ABSENT';
  absent: ParticipantId;
  /** Since when nobody of that Party is signed in; null while somebody is. */
  absentSinceMs: number | null;
  seenRev: number;
  reason: string;
}
export interface AssessCommand extends Acting {
  type: 'ASSESS';
  verdict: Verdict;
  reason: string;
  seenRev: number;
}
export interface ShelveCommand extends Acting {
  type: 'SHELVE';
  untilMs: number;
  reason: string;
  /** How many this Party has shelved now. */
  shelvedNow: number;
}
export interface UnshelveCommand extends Acting {
  type: 'UNSHELVE';
}
/** One Party's part in an act that needs all of them. */
export interface ProposeCommand extends Acting {
  type: 'PROPOSE';
  act: JointAct;
  reason: string;
  untilMs: number | null;
  seenRev: number;
}
/** What others propose is not to be: all proposals of that act fall. Who proposed it takes it back so. */
export interface RefuseCommand extends Acting {
  type: 'REFUSE';
  act: JointAct;
  seenRev: number;
}
export type AlertCommandEvent =
  | AnswerCommand
  | AbsenceCommand
  | AssessCommand
  | ShelveCommand
  | UnshelveCommand
  | ProposeCommand
  | RefuseCommand;

export type AlertEvent =
  /** What the rules say now. A code or policy, where given, replaces a milder one: what was notified may turn out not to be. */
  | { type: 'UPDATE'; severity: Severity; facts: AlertFacts; code?: AlertCode; policy?: AckPolicy }
  | { type: 'RTN' }
  | { type: 'BACK' }
  | { type: 'RETRACT'; reason: string }
  /** An inhibitor mutes it, or does no longer. */
  | { type: 'SUPPRESS'; byRule: string }
  | { type: 'UNSUPPRESS' }
  /** A step of its escalation; `last` once none is left. */
  | { type: 'ESCALATE'; call: EscalationCall; last: boolean }
  /** Somebody of a Party is signed in again. */
  | { type: 'RETURN'; party: ParticipantId }
  /** A Party has left the center; `heirs`: who is asked where nobody else was. */
  | { type: 'RELEASE'; party: ParticipantId; heirs: readonly ParticipantId[] }
  /** The consultation about it: asked for by the engine, opened, answered, closed. */
  | { type: 'CONSULT'; to: 'REQUESTED' | 'OPEN' | 'ANSWERED' | 'CLOSED'; by: ParticipantId | 'ENGINE' }
  | { type: 'TICK' }
  | AlertCommandEvent;
export type EventType = AlertEvent['type'];

/** What an event came to, for the watch log, the ear and the escalation. */
export type Effect =
  | 'ALARM'
  | 'REVISED'
  | 'ANSWERED'
  | 'ABSENT'
  /** An absent Party is back: the alert is its again, unacknowledged, and sounds for it. */
  | 'HANDED'
  /** A Party that has left the center is asked no more. */
  | 'RELEASED'
  /** It sounds again, nothing else. */
  | 'RESOUND'
  | 'SETTLED'
  | 'CLOSED'
  /** Its cause was gone before its on-delay was over: nobody was told, it never was. */
  | 'DROPPED'
  | 'WITHDRAWN'
  | 'SHELVED'
  | 'UNSHELVED'
  | 'PROPOSED'
  | 'REFUSED'
  | 'LAPSED'
  | 'OUT_OF_SERVICE'
  | 'IN_SERVICE'
  | 'ASSESSED'
  | 'AGREED'
  | 'DISPUTED'
  | 'ASSESS_REMINDER'
  | 'CONSULT'
  | 'CONSULT_OVERDUE';
