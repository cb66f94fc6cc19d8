/** How busy the live world is, and how it tells of itself. */
import { HOUR_MS } from '../time';

export type Pace = 'brisk' | 'realistic';

export interface LiveSettingsInput {
  seed: number;
  pace: Pace;
  /** Session time at which the feed begins; the world before and after it is the same whenever it begins. */
  startMs: number;
  /** Messages received up to this time are known already and not given again (a restart). */
  sinceMs?: number;
  /** Mean time between launches, seconds (brisk only). */
  meanGapS?: number;
  /** Share of launches that nobody announced. */
  unannouncedShare?: number;
  /** Share of notifications after which nothing flies. */
  scrubbedShare?: number;
}
export type LiveSettings = Required<LiveSettingsInput>;

export interface PaceFigures {
  /** Length of the pieces in which the world is drawn. */
  slotMs: number;
  /** Two launches of one site are at least this far apart. */
  apartMs: number;
  /** A window keeps this far away from the other launches of its site, so that none of them fits it too. */
  clearMs: number;
  /** Share of notifications that do not: two may then fit one launch. */
  looseShare: number;
  /** Seconds between filing and the opening of the window, drawn evenly in the logarithm. */
  leadS: readonly [number, number];
  /** Seconds from a launch to the notice after it, drawn evenly; it is due so long after. */
  postS: readonly [number, number];
  postDueS: number;
  /** Share of these notices that come after they were due. */
  lateShare: number;
  /** Length of the launch window in seconds: share of windows, from, to (drawn evenly). */
  windows: readonly (readonly [share: number, fromS: number, toS: number])[];
  /** What a programme weighs, by its launches a year. */
  weight: (perYear: number) => number;
}

export const PACES: Record<Pace, PaceFigures> = {
  /** For a watch that should have something to do: the mix is evened out, so that small sites get their turn. */
  brisk: {
    slotMs: HOUR_MS,
    apartMs: 12 * 60_000,
    clearMs: 7 * 60_000,
    looseShare: 0.1,
    leadS: [1.5 * 3600, 4 * 3600],
    postS: [8 * 60, 50 * 60],
    postDueS: 3600,
    lateShare: 0.03,
    windows: [
      [0.7, 8 * 60, 25 * 60],
      [0.25, 25 * 60, 80 * 60],
      [0.05, 2 * 3600, 3 * 3600],
    ],
    weight: Math.sqrt,
  },
  /** Rates of the table. Notifications 24 h to 30 days ahead (Brussels memorandum of 16 December 2000, recalled). */
  realistic: {
    slotMs: 120 * HOUR_MS,
    apartMs: 4 * HOUR_MS,
    clearMs: 30 * 60_000,
    looseShare: 0.1,
    leadS: [24 * 3600, 30 * 24 * 3600],
    postS: [3600, 40 * 3600],
    postDueS: 48 * 3600,
    lateShare: 0.03,
    windows: [
      [0.5, 10 * 60, 3600],
      [0.4, 3600, 4 * 3600],
      [0.1, 4 * 3600, 24 * 3600],
    ],
    weight: (perYear) => perYear,
  },
};

/** Notices that come late come between these multiples of the time in which they are due. */
export const LATE = [1.1, 1.5] as const;

/**
 * What the senders of a brisk world have agreed: how long ahead they announce, until when they tell of it afterwards. By the
 * times of a regime, which are days, all of them would be late. The realistic world keeps to the regime.
 */
export const agreedTimes = (pace: Pace): { leadS?: number; postS?: number } =>
  pace === 'brisk' ? { leadS: PACES.brisk.leadS[0], postS: PACES.brisk.postDueS } : {};

/** Longest time from a launch to the notice after it, ms. */
export const afterMs = (p: PaceFigures): number => p.postDueS * LATE[1] * 1000;

/** Longest time from a filing to the end of its window, ms. */
export const aheadMs = (p: PaceFigures): number =>
  (p.leadS[1] + Math.max(...p.windows.map((w) => w[2]))) * 1000;

export function fullSettings(s: LiveSettingsInput): LiveSettings {
  return {
    meanGapS: 240,
    unannouncedShare: 0.08,
    scrubbedShare: 0.04,
    sinceMs: Number.NEGATIVE_INFINITY,
    ...s,
  };
}
