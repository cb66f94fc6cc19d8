/**
 * Parameters of the regime: what the Parties agreed, or what the demo assumes. Configuration, never constants in rules.
 * Sources: the 2000 notification memorandum as recalled (30 days to 24 h before, 48 h after, range or height above
 * 500 km) and the design proposals for response times; recalled values are configuration for that reason.
 */
export interface Regime {
  scope: 1 | 2 | 3;
  membership: 'BILATERAL' | 'BIG8' | 'OPEN';
  match: {
    /** A launch fits a window if its time lies in it, widened by this (s) and by its own uncertainty. */
    timeToleranceS: number;
    /** Distance to the announced area beyond its radius and the launch region that still fits (m). */
    siteToleranceM: number;
    /** Below this score a notification does not match; two within `ambiguity` of each other are ambiguous. */
    threshold: number;
    ambiguity: number;
    /** After a window closed with nothing seen the notification reads "not observed" this much later (s). */
    notObservedAfterS: number;
  };
  alert: {
    /** A moved impact region is material beyond its own semi-major axis (90 %) and beyond this (m). */
    impactMovedM: number;
    /** Probability from which a class is named; a named one stays until another reaches it. */
    classNamedP: number;
    offDelayS: number;
    /** Seconds until each Party's answer is due, by severity. */
    answerWithinS: { CRITICAL: number; HIGH: number; ADVISORY: number | null };
    /** Corroboration later than this after the first report: "not corroborated" is said (s). */
    corroborateWithinS: number;
  };
  /** Range below which a ballistic launch need not be notified (m). */
  thresholdM: number;
  /** Ground that belongs to a participant, as rough boxes [latMin, latMax, lonMin, lonMax]; assumed, not surveyed. */
  territories: Record<string, [number, number, number, number][]>;
  /** Probability of an impact in a Party's territory from which it is not benign. */
  territoryP: number;
}

export const DEFAULT_REGIME: Regime = {
  scope: 3,
  membership: 'BILATERAL',
  match: {
    timeToleranceS: 300,
    siteToleranceM: 50_000,
    threshold: 0.25,
    ambiguity: 0.1,
    notObservedAfterS: 1800,
  },
  alert: {
    impactMovedM: 100_000,
    classNamedP: 0.6,
    offDelayS: 30,
    answerWithinS: { CRITICAL: 60, HIGH: 120, ADVISORY: null },
    corroborateWithinS: 90,
  },
  thresholdM: 500_000,
  territories: {
    RU: [
      [50, 70, 28, 60],
      [50, 74, 60, 140],
      [59, 72, 140, 180],
      [43, 55, 130, 137],
      [43, 50, 38, 48],
      [51, 60, 156, 163],
    ],
    US: [
      [31, 48.5, -122, -97],
      [30, 46, -97, -82],
      [32, 44, -82, -75],
      [59, 70, -165, -141],
      [19, 22.2, -160, -155],
    ],
  },
  territoryP: 0.1,
};
