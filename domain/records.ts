/**
 * The records that the centre makes. All times are epoch ms of the session's clock; states are ECEF metres and m/s;
 * covariances are packed lower triangles (row by row: 00, 10, 11, 20, …).
 */
import type { Alert } from './alert';
import type { ClassProbabilities } from './classes';
import type { Coarsening } from './coarsen';
import type { Consultation } from './consultation';
import type { Decision } from './decision';
import type { LatLon } from './geodesy';
import type { NotificationInput, SensorStatusWord } from './inputs';
import type { Label, ParticipantId, SessionMode } from './labels';
import type { LogEntry } from './log';
import type { NoticeDials, NoticeTime } from './notice-rules';
import type { Receipt } from './receipts';
import type { RegimeNow } from './regime-now';
import type { TimedRegion } from './regions';
import type { Release, Released } from './release';
import type { Phenomenology, Sensor } from './sensors';
import type { Shift } from './shift';
import type { Act, RegisteredKey, RevokedKey } from './signature';
import type { StatedFlight, StatementDraft, WatchStatement } from './statements';
import type { Standing, Undertaking } from './undertakings';
import type { Words } from './words';

/** State at an epoch: x = [x, y, z, vx, vy, vz]; P = 21 numbers, lower triangle; a = thrust acceleration m/s² while burning. */
export interface Kinematics {
  epochMs: number;
  x: number[];
  P: number[];
  a: [number, number, number];
}
export type FlightPhase = 'boost' | 'coast' | 'descent';
export type TrackStatus = 'tentative' | 'confirmed' | 'coasting' | 'lost' | 'ended';

/** An impact area with its time; orbital objects have none; null while nothing can be said. */
export type Impact = TimedRegion | 'orbital' | null;
/** Before burnout instead of an impact area: places that ring the corridor's 90 % (closed, antimeridian-safe by the drawer). */
export type Corridor = LatLon[] | null;

/** Why a track counts as real: what was weighed until it was confirmed. Scores are log-likelihood ratios against "false". */
export interface TrackWhy {
  /** Score from which a track is confirmed, once so many looks have hit it. */
  threshold: number;
  leastLooks: number;
  /** Each look's part: a plot by its detection's id, or null for a look that saw nothing where it should have. */
  looks: { detection: string | null; sensor: string; atMs: number; gain: number }[];
  /** What the same looks come to without one sensor: its best score, null where there would be no track at all. */
  without: { sensor: string; score: number | null; confirmed: boolean }[];
}

/** What an own sensor's last look left over against what the track predicted of it (NATIONAL). */
export interface SensorResidual {
  sensor: string;
  /** Of that look, epoch ms. */
  atMs: number;
  /** Measured less predicted in one sigma of both: range, azimuth, elevation of a radar; east, north of an infrared sensor. */
  sigmas: number[];
  /** Mean square of all its looks' components in sigmas: about 1 where noise is as it is believed to be. */
  chi2: number;
}

/** A track of one national picture (NATIONAL). `id` is a function of the founding detection. */
export interface NationalTrack {
  id: string;
  number: number;
  rev: number;
  status: TrackStatus;
  phase: FlightPhase;
  kinematics: Kinematics;
  launchPoint: TimedRegion;
  azimuthDeg: number;
  impact: Impact;
  corridor: Corridor;
  classes: ClassProbabilities;
  /** Log-likelihood ratio against "false". */
  score: number;
  phenomenologies: Phenomenology[];
  sensors: { sensor: string; looks: number; lastLookMs: number }[];
  /** Not in what was stored before engine version 20. */
  residuals?: SensorResidual[];
  firstLookMs: number;
  lastLookMs: number;
  /** Ids of detections that confirmed it (at most 12). */
  evidence: string[];
  /** Told once, when it is confirmed; null in later tellings. */
  why: TrackWhy | null;
  /** Short number of the joint launch that its reports went into, once known. */
  reportedAs: number | null;
}

/** What a national centre gives (SHARED). Never sensor ids, detections, sensor status or national track ids. */
export interface LaunchReport {
  id: string;
  party: ParticipantId;
  /** Opaque name of the series of reports about one object; not the national track's id. */
  series: string;
  reportNo: number;
  /** True when the Party says that its earlier reports of this series no longer hold. */
  withdrawn: boolean;
  kinematics: Kinematics;
  phase: FlightPhase;
  launchPoint: TimedRegion;
  azimuthDeg: number;
  impact: Impact;
  corridor: Corridor;
  classes: ClassProbabilities;
  phenomenologies: Phenomenology[];
  looksIn30s: number;
  /** Until when the Party holds the report valid; a newer one replaces it. */
  validUntilMs: number;
  givenMs: number;
  /** How coarse its Party's policy has made it; absent where it is as the Party's centre has it. */
  coarse?: Coarsening;
}

export type Match = 'NONE' | 'ON_FILE' | 'LATE' | 'AMBIGUOUS';
/** What `assessment` concludes by itself: the dispositions of the library of history plus UNRESOLVED. */
export const FINDING_CODES = [
  'NOTIFIED_BENIGN',
  'NOTIFIED_SLV',
  'NOTIFIED_SLV_FAILURE',
  'NOTIFIED_TEST',
  'NOTIFIED_TEST_FAILURE',
  'UNNOTIFIED_LAUNCH',
  'UNNOTIFIED_LAUNCH_SLV',
  'UNNOTIFIED_LAUNCH_PREDICTION_ERROR',
  'UNNOTIFIED_TEST_CONSULTED',
  'FALSE_NO_LAUNCH',
  'BELOW_THRESHOLD',
  'OUT_OF_SCOPE_CRUISE',
  'UNRESOLVED',
] as const;
export type FindingCode = (typeof FINDING_CODES)[number];
/** Message ids of the reasons of a finding; each has a text in both languages (a test checks it). */
export const FINDING_REASONS = [
  'finding.matched',
  'finding.ambiguous',
  'finding.noNotification',
  'finding.oneKind',
  'finding.twoKinds',
  'finding.orbital',
  'finding.impactAway',
  'finding.impactInTerritory',
  'finding.shortRange',
  'finding.stillBurning',
  'finding.stageLeft',
  'finding.directionOpen',
  'finding.notRecognised',
  'finding.oneKindLong',
  'finding.notCorroborated',
  'finding.outsideWindow',
  'finding.outsideSite',
  'finding.outsideAzimuth',
  'finding.outsideImpact',
  'finding.otherClass',
  'finding.fallen',
  'finding.retracted',
  'finding.claimOnly',
  'finding.claimSeen',
  'finding.claimWithdrawn',
  'finding.denied',
  'finding.nothingSeen',
  'finding.countsJump',
  'finding.markedTest',
  'finding.doesNotMove',
  'finding.sunGlint',
  'finding.statedShort',
  'finding.statedLevel',
  'finding.ownTest',
  'finding.ownSpaceLaunch',
  'finding.predictedElsewhere',
  'finding.noDetection',
  'finding.outage',
  'finding.silent',
] as const;
export type FindingReason = (typeof FINDING_REASONS)[number];
export interface Finding {
  code: FindingCode;
  confidence: number;
  /** Message id and parameters of each reason, so that both languages say the same. */
  reasons: { msg: FindingReason; params: Record<string, string | number> }[];
}

/** An undertaking that a launch touches, and how it stands to it as far as the record says. */
export interface LaunchUndertaking {
  id: string;
  standing: Standing;
}

export type Corroboration = 'SINGLE' | 'DUAL';
export type LaunchStatus = 'probable' | 'corroborated';

/**
 * How far a Party's solution lies from what the other Parties' say together, at one time; one sigma of each from both. Along
 * the path a clock that is off looks like this: `timeS` is how far the Party's is ahead if that explains the difference.
 */
export interface PartyDifference {
  positionM: number;
  positionSigmaM: number;
  timeS: number;
  timeSigmaS: number;
  /** Of the heading, from north clockwise. */
  azimuthDeg: number;
  azimuthSigmaDeg: number;
  /** Those that chance makes once in a thousand. */
  significant: ('position' | 'time' | 'azimuth')[];
}

/** What a match is weighed by; each part 0 to 1, their product is the score. */
export const MATCH_PARTS = ['site', 'window', 'azimuth', 'impact', 'vehicle'] as const;
export type MatchPart = (typeof MATCH_PARTS)[number];
/** How well a notification fits a launch: why it was taken, or not. */
export interface MatchCandidate {
  notification: string;
  number: number;
  score: number;
  parts: Record<MatchPart, number>;
  /** How far outside what was announced it lies; 0 is inside, null was not announced or cannot be said yet. */
  off: { siteM: number; windowS: number; azimuthDeg: number | null; impactM: number | null };
  /** Scored high enough to be a match; of several such that are nearly alike none is taken. */
  fits: boolean;
  /** Another launch was matched with it. */
  taken: boolean;
}

/** The joint, assessed event (SHARED). Its id is a function of SHARED records only. */
export interface Launch {
  id: string;
  number: number;
  rev: number;
  /** Last revision that was a material change (ALERTS §1.2). */
  materialRev: number;
  reason: 'first' | 'report' | 'late data' | 'match' | 'time' | 'ended' | 'retracted';
  lifecycle: 'open' | 'ended' | 'retracted';
  /** Of a retracted one that turned out to be another launch: that one's id. */
  aliasOf?: string;
  status: LaunchStatus;
  corroboration: Corroboration;
  phase: FlightPhase;
  kinematics: Kinematics;
  launchPoint: TimedRegion;
  azimuthDeg: number;
  impact: Impact;
  corridor: Corridor;
  classes: ClassProbabilities;
  phenomenologies: Phenomenology[];
  match: Match;
  notification: string | null;
  notificationNumber: number | null;
  /** Notifications that come near, best first; not in what was stored before they were told. */
  candidates?: MatchCandidate[];
  finding: Finding;
  /** Not in what was stored before there were any. */
  undertakings?: LaunchUndertaking[];
  /** How the Parties' solutions were put together; a covariance-intersection fallback is marked. */
  method: 'single' | 'information' | 'covariance-intersection';
  reports: {
    party: ParticipantId;
    series: string;
    reportNo: number;
    givenMs: number;
    launchPoint: TimedRegion;
    azimuthDeg: number;
    impact: Impact;
    phenomenologies: Phenomenology[];
    looksIn30s: number;
    coarse?: Coarsening;
    /** Null where no other Party says enough to compare; not in what was stored before it was computed. */
    difference?: PartyDifference | null;
  }[];
  firstReportMs: number;
  updatedMs: number;
  endedMs: number | null;
}

/**
 * A launch that somebody says there is, without a track that shows it (yet): a site's own report, a count, a statement. What
 * a Party's own site says lies in that Party's compartment, what is said to the centre or in public is SHARED.
 */
export interface Claim {
  id: string;
  number: number;
  rev: number;
  form: 'REPORT' | 'COUNT' | 'STATEMENT';
  /** The Party whose site it is, or who makes the statement. */
  by: string;
  /** Site, computer or speaker, as people know it. */
  source: string;
  sourceName: Words;
  kinds: Phenomenology[];
  /** Objects last said to be there; null where nobody says how many. */
  objects: number | null;
  place: (LatLon & { radiusM: number }) | null;
  flight: StatedFlight;
  lifecycle: 'open' | 'seen' | 'withdrawn' | 'concluded';
  finding: Finding;
  firstMs: number;
  updatedMs: number;
  /** When it was taken back or concluded; null while it is open. */
  endedMs: number | null;
}

export type NotificationStatus = 'PLANNED' | 'OPEN' | 'MATCHED' | 'NOT_OBSERVED' | 'CANCELLED';
/** What the sender says after the launch. */
export interface PostLaunch {
  launchedMs: number;
  outcome: 'NORMAL' | 'FAILURE';
  givenMs: number;
  /** Given after the regime's time. */
  late: boolean;
}
/** UI "notification", in dense places "notice" (NOTIFICATION). */
export interface LaunchNotification extends NotificationInput {
  id: string;
  number: number;
  rev: number;
  receivedMs: number;
  status: NotificationStatus;
  /** When a launch was matched with it; the launch itself is not named here: observers see notifications only. */
  matchedMs: number | null;
  /** False of one from a sender who takes no part: recorded as received, without recognition. Absent in older records. */
  recognised?: boolean;
  /** How long ahead its window was given. Absent in older records. */
  ahead?: NoticeTime;
  postLaunch?: PostLaunch | null;
}

/** State of one sensor as its owner sees it (NATIONAL). No health report yet is UNKNOWN, never ON. */
export interface SensorState {
  sensor: string;
  status: SensorStatusWord;
  /** Nothing heard for more than three periods. */
  stale: boolean;
  lastLookMs: number | null;
  sinceMs: number;
}

/** A person at a desk, by his open consoles; one who reloads or whose line is cut counts as there for some seconds. */
export interface DeskOfficer {
  user: string;
  name: Words;
  consoles: number;
  /** Of these: locked, so that nobody can act there. */
  locked: number;
}

export interface Desk {
  participant: ParticipantId;
  role: 'duty' | 'supervisor';
  occupant: 'empty' | 'person' | 'robot';
  name: Words | null;
  /** Everybody who sits there, first come first; absent in older records. */
  officers?: DeskOfficer[];
  robot: { answer: 'agree' | 'dissent' | 'silent'; delayS: number } | null;
}

/** Nobody who sits there can act: every console of each is locked. */
export const isLockedDesk = ({ officers = [] }: Pick<Desk, 'officers'>): boolean =>
  officers.length > 0 && officers.every(isLockedOfficer);
export const isLockedOfficer = ({ consoles, locked }: DeskOfficer): boolean => locked >= consoles;

/** Who is present at a desk, as the open consoles tell it; what a robot does there is the session's state. */
export type Presence = Omit<Desk, 'robot'>;

/** What a console needs to know of its session (SHARED, and in NOTIF without desks). */
export interface SessionInfo {
  id: SessionId;
  mode: SessionMode;
  title: Words;
  scenario: { id: string; variant: string; dateMs: number; assumptions: Words[] } | null;
  parties: ParticipantId[];
  /** What the regime asks of notifications, so that a form can say it. Absent in older sessions. */
  notify?: NoticeDials;
}
type SessionId = string;

/** Events: facts in past tense. The kind names the body. */
export interface EventBodies {
  'session.opened': SessionInfo & { epochMs: number; engineVersion: string };
  'session.clock': { speed: number; heldBy: string | null; wantedSpeed: number };
  'session.gap': { fromMs: number; toMs: number };
  'session.finished': { atMs: number };
  'catalogue.set': { sensors: Sensor[] };
  /** What participants have taken upon themselves, all of it. */
  'undertaking.set': { undertakings: Undertaking[] };
  /** A participant has become a member: from this very event on it holds the stream. */
  'member.joined': { participant: ParticipantId };
  'key.registered': RegisteredKey;
  'key.revoked': RevokedKey;
  /** What an officer did, as he signed it: beside each record that it made, in that record's compartment. */
  'act.taken': Act;
  /** A member has left: this is the last that it holds of the stream. */
  'member.left': { participant: ParticipantId };
  /** The dials and the members from now on. */
  'regime.changed': RegimeNow;
  'decision.changed': Decision;
  'notification.changed': LaunchNotification;
  'report.given': LaunchReport;
  'launch.changed': Launch;
  'claim.changed': Claim;
  /** A Party's own draft of what it may say of its watch (NATIONAL), and what it has signed (SHARED). */
  'statement.drafted': StatementDraft;
  'statement.changed': WatchStatement;
  'alert.changed': Alert;
  'consultation.changed': Consultation;
  'track.changed': NationalTrack;
  /** A handover of the Party's watch: national. */
  'shift.changed': Shift;
  'sensor.changed': SensorState;
  /** What a Party has released of its own (NATIONAL), and the marked copies that others are given. */
  'release.changed': Release;
  'released.changed': Released;
  'desk.changed': Desk;
  /** Who was given what and had it on screen, of about a second; in the stream of those who may hold the records. */
  'receipt.given': { receipts: Receipt[] };
  'log.written': LogEntry;
}
export type EventKind = keyof EventBodies;
export type EventOf<K extends EventKind> = { kind: K; label: Label; body: EventBodies[K] };
/** What an engine makes: a labelled fact. The journal gives it a sequence and its place in the chain. */
export type EngineEvent = { [K in EventKind]: EventOf<K> }[EventKind];
/** An event as stored and as sent. `v` is the version of this shape. */
export type StoredEvent = EngineEvent & { v: 1; seq: number; atMs: number };
