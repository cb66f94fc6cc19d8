/**
 * Alerts: the record and its orthogonal regions (ALERTS §1.2). The reducer is in alert-machine.ts.
 */

import type { ClassCode } from './classes';
import type { ParticipantId } from './labels';
import type { Corroboration, FindingCode, Match } from './records';
import type { Words } from './words';

export const SEVERITIES = ['ADVISORY', 'HIGH', 'CRITICAL'] as const;
export type Severity = (typeof SEVERITIES)[number];
export const severityRank = (s: Severity): number => SEVERITIES.indexOf(s);

/** Codes that can be raised today; the catalogue of ALERTS §1.4 grows here. */
export type AlertCode = 'LAUNCH_UNNOTIFIED' | 'LAUNCH_NOTIFIED' | 'LAUNCH_CLAIMED' | 'FEED_STALE';
export type AckPolicy = 'NOTE' | 'SINGLE' | 'OWN' | 'JOINT';

/** One answer of one Party. `rev` is the revision that was painted when the button was pressed. */
export interface Answer {
  kind: 'ACK' | 'DISSENT' | 'ABSENT';
  party: ParticipantId;
  user: string;
  nameEn: string;
  nameRu: string;
  robot: boolean;
  atMs: number;
  rev: number;
  reason: string | null;
  commandId: string;
}
export type Verdict = 'REAL' | 'NOTIFIED' | 'FALSE' | 'TEST' | 'UNKNOWN';

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
  | { state: 'SHELVED'; by: string; party: ParticipantId; untilMs: number; reason: string }
  | { state: 'SUPPRESSED'; byRule: string }
  | { state: 'OUT_OF_SERVICE'; by: string; untilMs: number; reason: string };
export type AssessmentRegion =
  | { state: 'NONE' }
  | {
      state: 'GIVEN' | 'AGREED' | 'DISPUTED';
      verdicts: Record<ParticipantId, { verdict: Verdict; reason: string; user: string; atMs: number }>;
    };
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
  | { state: 'WITHDRAWN'; atMs: number; reason: string };

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
  /** Names and figures that the text of its code needs; absent where it needs none. */
  params?: Record<string, string | number>;
}
/** Names of facts that differ between two revisions, with both values as shown. */
export interface FactChange {
  field: 'severity' | 'corroboration' | 'match' | 'finding' | 'topClass' | 'impact' | 'retracted';
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
  ack: AckRegion;
  answers: Answer[];
  /** Answers that a material change made stale, oldest first. */
  archivedAnswers: Answer[];
  suppression: SuppressionRegion;
  assessment: AssessmentRegion;
  consult: ConsultRegion;
  lifecycle: LifecycleRegion;
}

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
