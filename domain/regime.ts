import type { Severity } from './alert';
import type { Coarsening } from './coarsen';
import type { ParticipantId } from './labels';
import type { SystemFault } from './system';
import type { GroundBox } from './territory';
import type { Undertaking } from './undertakings';
import type { Words } from './words';

export type EscalationCall = 'REPEAT' | 'SUPERVISORS' | 'DEPUTIES' | 'CONSULTATION' | 'LIAISON';
export interface EscalationStep {
  afterS: number;
  call: EscalationCall;
}

/** How the reports of one source begin in a stored scenario: the words of the first two, and the time between them (ms). */
export interface Tape {
  scenario: Words;
  source: string;
  says: [string, string];
  stepMs: number;
}

/**
 * Parameters of the regime: what the Parties agreed, or what the demo assumes. Configuration, never constants in rules.
 * Sources: the 2000 notification memorandum as recalled (30 days to 24 h before, 48 h after, range or height above
 * 500 km) and the design proposals for response times; recalled values are configuration for that reason.
 */
export interface Regime {
  scope: 1 | 2 | 3;
  membership: 'BILATERAL' | 'BIG8' | 'OPEN';
  /** How coarse each Party gives its launch reports; who is not named gives them as they are. */
  reports?: Record<ParticipantId, Coarsening>;
  match: {
    /** A launch fits a window if its time lies in it, widened by this (s) and by its own uncertainty. */
    timeToleranceS: number;
    /** Distance to the announced area beyond its radius and the launch region that still fits (m). */
    siteToleranceM: number;
    /** Distance to the announced impact area beyond its radius that is still within its bounds (m). */
    impactToleranceM: number;
    /** One sigma of the direction of a launch is never taken for less than this (degrees): reports do not carry it. */
    azimuthSigmaMinDeg: number;
    /**
     * Worse known than this (degrees) a direction says nothing: a vehicle rises straight up for its first seconds. It is
     * then asked for neither a match nor a deviation, and the finding says that it is open.
     */
    azimuthSigmaMaxDeg: number;
    /** A launch that is known badly must not match by that alone: its own sigma counts up to these. */
    sigmaMax: { timeS: number; siteM: number };
    /** Coasts between stages last up to this (s): until then what falls short may go on. */
    stageCoastS: number;
    /** A matched launch leaves the announced bounds beyond the tolerance and this many sigma; half as many bring it back. */
    deviationSigmas: number;
    /** It has left them once it was outside for this long (s): one odd solution is no deviation. */
    deviationForS: number;
    /** A longer window says too little to match anything with: the notification is refused (s). */
    windowMaxS: number;
    /** Notifications are candidates this long before and after their window (s), and are then forgotten. */
    rememberS: number;
    /** Below this score a notification does not match; two within `ambiguity` of each other are ambiguous. */
    threshold: number;
    ambiguity: number;
    /**
     * "Could we have seen it?": where a launch is while it burns, from the launch area along the announced direction (a
     * nominal ascent, no vehicle's), and the share of moments and places from which a sensor must have seen one.
     */
    coverage: { ascent: { downM: number; heightM: number }[]; share: number };
    /** After a window closed with nothing seen the notification reads "not observed" this much later (s). */
    notObservedAfterS: number;
  };
  /** Deadlines of notifications (Brussels memorandum of 16 December 2000, recalled; another regime has others). */
  notify: {
    /** Not earlier than this before the window opens (s). */
    notBeforeS: number;
    /** Not later than this before the window opens (s). */
    leadS: number;
    /** The notice after a launch comes within this (s). */
    postS: number;
  };
  finding: {
    /** How sure a finding is that rests on one kind of sensor, on two, on several notifications, on a withdrawn launch. */
    confidence: { oneKind: number; twoKinds: number; ambiguous: number; retracted: number };
    /** A notified vehicle that is seen falling below this height (m) away from where it was to go has failed. */
    fallenBelowM: number;
    /** One that reaches farther than this is no statement about any ground: a quarter of the way round the Earth (m, 95 %). */
    reachWithinM: number;
    /** A region that reaches farther than this from its centre (m, 95 %) does not say where an impact will not be. */
    awayWithinM: number;
    /** A test that comes down nearer than this share of its announced range fell short. */
    shortShare: number;
    /** A notified launch reaches ground that was not announced only after its region lay there for this long (s). */
    reachForS: number;
    /** Probability from which a space launcher that nobody announced is called one. */
    spaceP: number;
  };
  claim: {
    /**
     * What nobody sees by then (s) did not fly: by infrared sensors, which see any burning; by radars, which see it once it
     * rises over their horizon. The second pair holds for a source that shows a known fault.
     */
    unseen: { IR: number; RADAR: number };
    unseenOfSuspect: { IR: number; RADAR: number };
    /** A track belongs to a claim if it was launched at most this long before it (s). */
    launchedWithinS: number;
    /** A count that goes up and down in turn so often within so many seconds is a fault of its line, no launches. */
    jumps: { times: number; withinS: number };
    /** What one infrared satellite alone sees in one place for so long does not fly (s). */
    stillForS: number;
    /** Sunlight reaches a satellite off clouds if they would have to be tilted by no more than this (degrees). */
    glintDeg: number;
    /** How sure a finding on a claim is, by what it rests on. */
    confidence: { unseen: number; withdrawn: number; denied: number; stated: number; open: number };
    /** Ended claims are known this long (s). */
    keepS: number;
  };
  /** What a Party says, or does not say, of its own watch. */
  watch: {
    /** A launch is taken to burn in sight for this long (s); a sensor must hit it in so many looks to have seen it. */
    inSightS: number;
    looks: number;
    /** No coverage is taken for surer than this: geometry and probability are not all that can go wrong. */
    mostP: number;
    /** Coverage of less than this makes no NO_DETECTION. */
    leastP: number;
    /** What the silence of a Party counts that by the catalogue could have seen a launch: nobody knows whether it looked. */
    silenceP: number;
    /** A statement reaches back this far (s). */
    backS: number;
  };
  feed: {
    /** Records a second of one sensor above which it floods. */
    quotaPerS: number;
    /** More than this share of refused records within so long (s) is a faulty feed. */
    refused: { share: number; withinS: number };
    /** Times of a source are off if the middle of so many looks is, by more than this (s) and this share of its usual delay. */
    skew: { looks: number; offS: number; latencyShare: number };
    /** So many looks in a row that were all there before are no looks but a recording. */
    repeatedLooks: number;
    /** So many reports in a row of one source, all with the same step between them, may be a machine that plays. */
    evenReports: number;
    /** What the watch knows a played recording by; from the library of scenarios, and in an exercise none. */
    tapes: readonly Tape[];
    /** So many looks in a row a sensor must miss what another of its Party sees. */
    missedLooks: number;
    /** So many objects that one source alone claims, and no other sensor sees, may be a test pattern. */
    patternObjects: number;
    /** How long a fault must be there before it alarms, and be gone before it is over (s). */
    delayS: Record<
      'FLOOD' | 'MALFORMED' | 'SKEW' | 'REPEATED' | 'EVEN' | 'STORED' | 'DISAGREE' | 'FLAPPING',
      { on: number; off: number }
    >;
  };
  system: {
    /** A step that waits longer than this for the disk makes the store degraded (s). */
    slowCommitS: number;
    /** More than one in a hundred of the beats of so long (s) late by more than this (s): the engine is degraded. */
    lag: { lateS: number; withinS: number };
    /** So is one that says nothing for so long, or stands so far behind the clock (s). */
    silentS: number;
    behindS: number;
    /** The clock that the center goes by moves more than this against the steady one of its machine within so long (s). */
    drift: { offS: number; withinS: number };
    /** How long a fault must be there before it alarms, and be gone before it is over (s). */
    delayS: Record<SystemFault, { on: number; off: number }>;
  };
  alert: {
    /** A moved impact region is material beyond its own semi-major axis (90 %) and beyond this (m). */
    impactMovedM: number;
    /** Probability from which a class is named; a named one stays until another reaches it. */
    classNamedP: number;
    offDelayS: number;
    /** Seconds until each Party's answer is due, by severity. */
    answerWithinS: { CRITICAL: number; HIGH: number; ADVISORY: number | null };
    /** What an alert that awaits an answer calls up, by severity, each so long after its alarm. */
    escalation: Record<Severity, readonly EscalationStep[]>;
    /** After the last step it sounds again so often, then stays as a banner. */
    repeat: { everyS: number; times: number };
    /** Without anyone of a Party signed in for so long, another Party's supervisor may record its absence (s). */
    absenceAfterS: number;
    /** Acknowledged, but not assessed by all: a reminder after the first, the answers are taken back after the second (s). */
    assess: { remindAfterS: number; unackAfterS: number };
    /** A Party hides an alert from its own list for at most so long (s), and so many at a time. */
    shelve: { longestS: number; most: number };
    /** A sensor's alerts are out of service for at most so long (s). */
    outOfServiceLongestS: number;
    /** What one Party proposes falls if the others do not follow within this (s). */
    proposalStandsS: number;
    /** A consultation that was asked for is taken up within this (s). */
    consultWithinS: number;
    /** A closed alert is known this long to commands that come late (s). */
    keepClosedS: number;
    /** So many launches within so many seconds, from places so near each other (m), are a raid. */
    raid: { launches: number; withinS: number; radiusM: number };
    /** An impact region must be off a ground for this long (s) before its alert is over; launches of a raid likewise. */
    impactOffS: number;
    raidOffS: number;
    /**
     * Whether the notification of who takes no part settles a launch's alert as a participant's does. In 1995 the sender took
     * part in nothing, and it would have been the answer.
     */
    unrecognisedExplains: boolean;
    /** So long after the first report one kind of sensor alone is no longer what is usual (s). */
    corroborateWithinS: number;
    /** So long after burnout one kind of sensor alone reads "not corroborated", and an assessment is asked for (s). */
    corroborateAfterBurnoutS: number;
    /** No launch burns longer (s): one that seems to is taken to have burnt out. */
    burnAtMostS: number;
  };
  consult: {
    /** A request, a question and a proposal are answered within this (s), the whole is closed within that (ALERTS §1.4). */
    answerWithinS: number;
    closeWithinS: number;
  };
  /** A drafted handover of a watch lapses without both signatures after this (s): a design proposal, no agreed figure. */
  shift: { signWithinS: number };
  /** A proposed change of the regime that not all have agreed to lapses after this (s): a design proposal, no agreed figure. */
  decision?: { standsS: number };
  /**
   * A console that nobody touches is locked after the first, with a warning so long before (s): as a sign-in that is not used
   * ends (ASVS 3.3.2, as TRUST.md recalls it).
   */
  console: { lockAfterS: number; warnS: number };
  /** Range and height below which a ballistic launch need not be notified (m). */
  thresholdM: number;
  /** Ground that belongs to a participant, by its id; comes with the participants, from a table. */
  territories: Record<ParticipantId, GroundBox[]>;
  /** Probability of an impact in a territory from which a launch counts as going there, and below which no longer. */
  territoryP: number;
  territoryClearP: number;
  /** What participants have taken upon themselves about launches, from a table. */
  undertakings: Undertaking[];
  /** Probability of having risen from a participant's ground from which its undertakings are asked. */
  undertakingFromP: number;
  /** Below `unlike` a launch is not of an undertaking's classes, from `like` on it is; between them that is open. */
  undertakingClassP: { unlike: number; like: number };
}

/** T + 15, 30, 60, 120 and 300 s, stretched by severity: a design proposal, no agreed figure. */
const steps = (stretch: number): EscalationStep[] => [
  { afterS: 15 * stretch, call: 'REPEAT' },
  { afterS: 30 * stretch, call: 'SUPERVISORS' },
  { afterS: 60 * stretch, call: 'DEPUTIES' },
  { afterS: 120 * stretch, call: 'CONSULTATION' },
  { afterS: 300 * stretch, call: 'LIAISON' },
];

/** Three days: of sessions whose stored regime says nothing too. */
export const DECISION_STANDS_S = 3 * 86_400;

export const DEFAULT_REGIME: Regime = {
  scope: 3,
  membership: 'BILATERAL',
  match: {
    timeToleranceS: 300,
    siteToleranceM: 50_000,
    impactToleranceM: 100_000,
    azimuthSigmaMinDeg: 4,
    azimuthSigmaMaxDeg: 20,
    sigmaMax: { timeS: 60, siteM: 50_000 },
    stageCoastS: 60,
    deviationSigmas: 3,
    deviationForS: 10,
    windowMaxS: 30 * 86_400,
    rememberS: 86_400,
    threshold: 0.25,
    ambiguity: 0.1,
    notObservedAfterS: 1800,
    coverage: {
      ascent: [
        { downM: 5e3, heightM: 20e3 },
        { downM: 60e3, heightM: 60e3 },
        { downM: 250e3, heightM: 150e3 },
        { downM: 600e3, heightM: 250e3 },
      ],
      share: 0.8,
    },
  },
  notify: { notBeforeS: 30 * 86_400, leadS: 86_400, postS: 48 * 3600 },
  finding: {
    confidence: { oneKind: 0.55, twoKinds: 0.9, ambiguous: 0.5, retracted: 0.8 },
    fallenBelowM: 120_000,
    reachWithinM: 10_000_000,
    awayWithinM: 2_000_000,
    shortShare: 0.8,
    reachForS: 20,
    spaceP: 0.8,
  },
  claim: {
    unseen: { IR: 300, RADAR: 900 },
    unseenOfSuspect: { IR: 120, RADAR: 300 },
    launchedWithinS: 600,
    jumps: { times: 3, withinS: 60 },
    stillForS: 90,
    glintDeg: 20,
    confidence: { unseen: 0.9, withdrawn: 0.8, denied: 0.6, stated: 0.7, open: 0.3 },
    keepS: 7200,
  },
  // Design proposals: burn times of DOMAIN (f), three looks as fusion asks for a track; none is an agreed figure.
  watch: { inSightS: 60, looks: 3, mostP: 0.95, leastP: 0.05, silenceP: 0.3, backS: 6 * 3600 },
  // Delays: ALERTS §1.4; the quota is ten times what the densest scenario sends.
  feed: {
    quotaPerS: 2000,
    refused: { share: 0.01, withinS: 60 },
    skew: { looks: 20, offS: 0.5, latencyShare: 0.5 },
    repeatedLooks: 3,
    evenReports: 6,
    tapes: [],
    missedLooks: 6,
    patternObjects: 3,
    delayS: {
      FLOOD: { on: 10, off: 60 },
      MALFORMED: { on: 10, off: 60 },
      SKEW: { on: 5, off: 60 },
      REPEATED: { on: 0, off: 60 },
      EVEN: { on: 0, off: 60 },
      STORED: { on: 0, off: 60 },
      DISAGREE: { on: 20, off: 60 },
      FLAPPING: { on: 0, off: 120 },
    },
  },
  // ALERTS §1.4 (lag, drift, delays); the others are assumed.
  system: {
    slowCommitS: 2,
    lag: { lateS: 0.2, withinS: 60 },
    silentS: 5,
    behindS: 5,
    drift: { offS: 0.25, withinS: 60 },
    delayS: {
      STORAGE: { on: 0, off: 60 },
      ENGINE: { on: 0, off: 60 },
      CLOCK: { on: 5, off: 60 },
      CHAIN: { on: 0, off: 0 },
      RELEASE: { on: 0, off: 0 },
    },
  },
  alert: {
    impactMovedM: 100_000,
    classNamedP: 0.6,
    offDelayS: 30,
    answerWithinS: { CRITICAL: 60, HIGH: 120, ADVISORY: null },
    escalation: { CRITICAL: steps(1), HIGH: steps(2), ADVISORY: [] },
    repeat: { everyS: 60, times: 5 },
    // Design proposals (ALERTS §1.2): no agreed figures. Out of service for one watch at most.
    absenceAfterS: 60,
    assess: { remindAfterS: 600, unackAfterS: 1200 },
    shelve: { longestS: 1800, most: 5 },
    outOfServiceLongestS: 8 * 3600,
    proposalStandsS: 600,
    consultWithinS: 120,
    keepClosedS: 86_400,
    raid: { launches: 3, withinS: 120, radiusM: 500_000 },
    impactOffS: 20,
    raidOffS: 60,
    unrecognisedExplains: true,
    corroborateWithinS: 90,
    // The source names no figure: as long as the second kind has had while it burned.
    corroborateAfterBurnoutS: 90,
    // Space launchers burn 480 to 600 s, all else less (recalled).
    burnAtMostS: 600,
  },
  consult: { answerWithinS: 120, closeWithinS: 600 },
  shift: { signWithinS: 3600 },
  decision: { standsS: DECISION_STANDS_S },
  console: { lockAfterS: 1800, warnS: 60 },
  thresholdM: 500_000,
  territories: {},
  territoryP: 0.1,
  territoryClearP: 0.05,
  undertakings: [],
  undertakingFromP: 0.5,
  undertakingClassP: { unlike: 0.2, like: 0.8 },
};
