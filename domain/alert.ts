/**
 * Alerts: the record and its orthogonal regions (ALERTS §1.2). The reducer is in alert-machine.ts.
 */

import type { ClassCode } from './classes';
import type { ParticipantId } from './labels';
import type { Corroboration, FindingCode, Match } from './records';
import type { EscalationCall } from './regime';
import type { Words } from './words';

export const SEVERITIES = ['ADVISORY', 'HIGH', 'CRITICAL'] as const;
export type Severity = (typeof SEVERITIES)[number];
export const severityRank = (s: Severity): number => SEVERITIES.indexOf(s);

/** Codes that can be raised today; docs/alerts.md has the table of them. */
export const ALERT_CODES = [
  'LAUNCH_UNNOTIFIED',
  'LAUNCH_NOTIFIED',
  'LAUNCH_CLAIMED',
  'SINGLE_PHENOM',
  'IMPACT_PREDICTED',
  'RAID',
  'ACK_OVERDUE',
  'CONSULT_REQUESTED',
  'CONSULT_OVERDUE',
  'NOTIF_DEVIATION',
  'NOTIF_NOT_OBSERVED',
  'NOTIF_OVERDUE',
  'NOTIF_LATE',
  'NOTIF_AMBIGUOUS',
  'FEED_STALE',
  'FEED_FLOOD',
  'FEED_MALFORMED',
  'COUNT_FLAPPING',
  'CLOCK_SKEW',
  'SENSORS_DISAGREE',
  'POSSIBLE_TEST_PATTERN',
  'STORAGE_DEGRADED',
  'ENGINE_DEGRADED',
  'AUDIT_CHAIN_BROKEN',
  'RELEASE_VIOLATION_BLOCKED',
] as const;
export type AlertCode = (typeof ALERT_CODES)[number];
/** The center's own faults stand together and have a sound of their own, whatever else stands. */
export const SYSTEM_GROUP = 'SYSTEM';
export type AckPolicy = 'NOTE' | 'SINGLE' | 'OWN' | 'JOINT';

/** Who did something, as it stands in the record for ever. */
export interface Signature {
  user: string;
  nameEn: string;
  nameRu: string;
  robot: boolean;
  atMs: number;
}
/** One answer of one Party. `rev` is the revision that was painted when the button was pressed. */
export interface Answer extends Signature {
  kind: 'ACK' | 'DISSENT' | 'ABSENT';
  /** Whose answer it is; of an absence, who was absent. */
  party: ParticipantId;
  /** Of an absence alone: whose supervisor recorded it. It is never an answer of the absent Party. */
  by?: ParticipantId;
  rev: number;
  reason: string | null;
  commandId: string;
}
export const VERDICTS = ['REAL', 'NOTIFIED', 'FALSE', 'TEST', 'UNKNOWN'] as const;
export type Verdict = (typeof VERDICTS)[number];
/** What a Party's supervisor says that it is. */
export interface PartyVerdict extends Signature {
  verdict: Verdict;
  reason: string;
  rev: number;
}
/** Hidden from one Party's own list, never from the others'. */
export interface Shelf extends Signature {
  party: ParticipantId;
  untilMs: number;
  reason: string;
}
/** An act that needs every required Party; each proposal is one Party's. */
export const JOINT_ACTS = ['RESET', 'WITHDRAW', 'OUT_OF_SERVICE'] as const;
export type JointAct = (typeof JOINT_ACTS)[number];
export interface Proposal extends Signature {
  act: JointAct;
  party: ParticipantId;
  reason: string;
  /** Of OUT_OF_SERVICE alone. */
  untilMs: number | null;
}

export type ConditionRegion =
  | { state: 'PENDING'; dueMs: number }
  | { state: 'ACTIVE' }
  | { state: 'OFF_DELAY'; dueMs: number }
  | { state: 'INACTIVE'; latched: boolean };
export type AckRegion =
  | { state: 'UNACKED' }
  | { state: 'PARTIAL' }
  | { state: 'ACKED' }
  /** All have answered, not all acknowledged: escalation stops, it closes only after its consultation. */
  | { state: 'ANSWERED' };
export type SuppressionRegion =
  | { state: 'NONE' }
  /** By an inhibitor: muted, still counted, listed under it. */
  | { state: 'SUPPRESSED'; byRule: string }
  | { state: 'OUT_OF_SERVICE'; by: ParticipantId[]; untilMs: number; reason: string };
export type AssessmentRegion =
  | { state: 'NONE' }
  | { state: 'GIVEN' | 'AGREED' | 'DISPUTED'; verdicts: Record<ParticipantId, PartyVerdict> };
export type ConsultRegion =
  | { state: 'NONE' }
  | {
      state: 'REQUESTED' | 'OPEN' | 'ANSWERED' | 'OVERDUE' | 'CLOSED';
      by: ParticipantId | 'ENGINE';
      atMs: number;
      dueMs: number | null;
    };
export type LifecycleRegion =
  | { state: 'OPEN' }
  | { state: 'CLOSED'; atMs: number }
  /** `by`: the Parties that withdrew it; none where late data did. */
  | { state: 'WITHDRAWN'; atMs: number; reason: string; by?: ParticipantId[] };
/** How far the calls for the missing answers have got; `exhausted` once none is left: it then stays as a banner. */
export interface EscalationLevel {
  call: EscalationCall | null;
  exhausted: boolean;
}

/** What an answer is bound to: the facts that a material change changes. */
export interface AlertFacts {
  launch: string | null;
  launchNumber: number | null;
  launchRev: number | null;
  notification: string | null;
  notificationNumber: number | null;
  sensor: string | null;
  /** The claim that it is about and who made it; absent where it is about none. */
  claim?: { number: number; sourceName: Words };
  corroboration: Corroboration | null;
  match: Match | null;
  finding: FindingCode | null;
  topClass: ClassCode | null;
  /** Centre (degrees) and semi-major axis (m, 90 %) of the impact region, if there is one. */
  impact: { lat: number; lon: number; semiMajorM: number; atMs: number } | null;
  launchAt: { lat: number; lon: number; atMs: number } | null;
  /** The participant whose ground the impact region reaches, if it reaches any. */
  territory?: ParticipantId | null;
  /** What may explain it as a false alarm, with evidence. It suppresses nothing and asks for no answer. */
  annotations?: { code: 'POSSIBLE_FALSE_GLINT'; params: Record<string, string | number> }[];
  /** Names and figures that the text of its code needs; absent where it needs none. */
  params?: Record<string, string | number>;
  /** The Party on whose data alone it rests, which may take it back alone; absent where several gave some. */
  source?: ParticipantId;
}
/** Names of facts that differ between two revisions, with both values as shown. */
export interface FactChange {
  field:
    | 'severity'
    | 'corroboration'
    | 'match'
    | 'finding'
    | 'topClass'
    | 'impact'
    | 'retracted'
    | 'assessment';
  from: string;
  to: string;
  /** For `impact`: how far the centre moved, metres. */
  movedM?: number;
  /** For `impact`: the participant whose ground it newly reaches. */
  territory?: ParticipantId;
}

/** One occurrence of an alert: id = key#seq. */
export interface Alert {
  id: string;
  key: string;
  /** What it belongs together with (ALERTS §1.4): a raid, a launch, a sensor's owner. Not in what older engines stored. */
  grp?: string;
  seq: number;
  number: number;
  code: AlertCode;
  policy: AckPolicy;
  /** Parties whose answer is needed, frozen at raise. Who is on duty never changes it. */
  requiredParties: ParticipantId[];
  severity: Severity;
  mostSevere: Severity;
  rev: number;
  /** The last revision that was a material change: an answer to an older one is stale. */
  materialRev: number;
  /** What the last material change changed. */
  changes: FactChange[];
  count: number;
  facts: AlertFacts;
  raisedMs: number;
  updatedMs: number;
  /** When the last sound was due: the raise, or a re-alarm. */
  alarmedMs: number;
  /** When the missing answers are due; null when none is awaited or the severity sets no time. */
  dueMs: number | null;
  condition: ConditionRegion;
  /** A cause that has gone does not close it: the Parties reset it. */
  latched: boolean;
  /** How long the cause must be gone, s. */
  offDelayS: number;
  ack: AckRegion;
  answers: Answer[];
  /** Parties whose recorded absence stands in place of an answer until somebody of theirs is back. */
  absent: ParticipantId[];
  /** Answers that a material change made stale, oldest first. */
  archivedAnswers: Answer[];
  escalation: EscalationLevel;
  suppression: SuppressionRegion;
  shelves: Shelf[];
  proposals: Proposal[];
  assessment: AssessmentRegion;
  /** When the missing assessments are asked for next; null while none is. */
  assessDue: { dueMs: number; reminded: boolean } | null;
  consult: ConsultRegion;
  lifecycle: LifecycleRegion;
}

/** What an alert of an older server lacks. */
const SINCE_ADDED = {
  latched: false,
  offDelayS: 30,
  absent: [],
  escalation: { call: null, exhausted: false },
  shelves: [],
  proposals: [],
  assessDue: null,
} satisfies Partial<Alert>;
/** An alert as it was stored, whole. */
export const wholeAlert = (stored: Alert): Alert => ({ ...SINCE_ADDED, ...stored });

/** Typed results of a command on an alert; the same command again gives DUPLICATE with the first result. */
export type CommandResult =
  | { code: 'OK' }
  | { code: 'DUPLICATE'; original: CommandResult }
  | { code: 'ALREADY'; by: string; nameEn: string; nameRu: string; atMs: number }
  | { code: 'STALE_REV'; currentRev: number; materialRev: number; changes: FactChange[] }
  | { code: 'WRONG_SEQ'; open: number | null }
  | { code: 'NOT_FOUND' }
  | { code: 'FORBIDDEN'; reason: string }
  | { code: 'NOT_ACKABLE'; reason: string }
  | { code: 'ENGINE_READONLY' }
  | { code: 'RATE_LIMITED'; retryAfterS: number }
  | { code: 'BAD_REQUEST'; field: string; message: string };
