import type { NotificationInput } from './inputs';
import type { LaunchNotification } from './records';
import type { Regime } from './regime';

/** How long ahead a notification came: within the regime's time, later than that (of less notice), or sooner than it may. */
export type NoticeTime = 'IN_TIME' | 'SHORT' | 'EARLY';
type Dials = Regime['notify'];
/** What an officer is told of the regime: its times, and how long a window may be (s). */
export type NoticeDials = Dials & { windowMaxS: number };
export const noticeDials = ({ notify, match }: Pick<Regime, 'notify' | 'match'>): NoticeDials => ({
  ...notify,
  windowMaxS: match.windowMaxS,
});

/** By what its window was, when it was given (epoch ms): the window counts from when it was first said. */
export function noticeTime(
  window: NotificationInput['window'],
  givenMs: number,
  { notBeforeS, leadS }: Dials,
): NoticeTime {
  const aheadS = (window.fromMs - givenMs) / 1000;
  if (aheadS > notBeforeS) return 'EARLY';
  return aheadS < leadS ? 'SHORT' : 'IN_TIME';
}

/** Why a notification is no use as it stands; each has a text in both languages (a test checks it). */
export const NOTICE_FAULTS = [
  'windowBackwards',
  'cornersTooClose',
  'areaTooWide',
  'windowTooLong',
  'windowOver',
  'windowTooEarly',
  'referenceTaken',
  'notFlownYet',
  'launchedOutside',
] as const;
export type NoticeFault = (typeof NOTICE_FAULTS)[number];
export interface FieldFault {
  /** Path of the field in the notification. */
  field: string;
  fault: NoticeFault;
}

/** What the regime does not take of a window, whoever says it: one so long says nothing. */
export function windowFault(window: NotificationInput['window'], windowMaxS: number): FieldFault | null {
  const tooLong = window.toMs - window.fromMs > windowMaxS * 1000;
  return tooLong ? { field: 'window.toMs', fault: 'windowTooLong' } : null;
}

/** What an officer is told to correct; the same from another centre is taken as it came, and marked. */
export function filingFault(
  window: NotificationInput['window'],
  nowMs: number,
  dials: Dials,
): FieldFault | null {
  if (window.toMs <= nowMs) return { field: 'window.toMs', fault: 'windowOver' };
  if (noticeTime(window, nowMs, dials) === 'EARLY')
    return { field: 'window.fromMs', fault: 'windowTooEarly' };
  return null;
}

/** True once a notification can be neither changed nor cancelled. */
export const noticeOver = (n: Pick<LaunchNotification, 'status' | 'window'>, nowMs: number): boolean =>
  n.status === 'MATCHED' || n.status === 'CANCELLED' || n.window.toMs <= nowMs;

/** So long after its window a notification keeps its number and is shown while the notice after it is awaited (ms): its 48 h, and as long again for one that comes late. */
export const NOTICE_AWAITED_MS = 5 * 24 * 3600_000;

/** A participant has announced it, it flew, and he has not told of it since. */
export const awaitsPost = (n: Pick<LaunchNotification, 'status' | 'recognised' | 'postLaunch'>): boolean =>
  n.status === 'MATCHED' && n.recognised === true && !n.postLaunch;

/** Until when the notice after a launch is due (epoch ms). */
export const postDueMs = (launchedMs: number, { postS }: Dials): number => launchedMs + postS * 1000;
