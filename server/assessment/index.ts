import { canonicalJson } from '../../domain/canonical';
import { makeId } from '../../domain/ids';
import { type NotificationInput, notificationInputSchema, type Rejection } from '../../domain/inputs';
import type { ParticipantId, SessionId } from '../../domain/labels';
import type { Finding, Match } from '../../domain/records';
import type { Regime } from '../../domain/regime';
import { concludeFinding } from './finding';
import type { AssessableLaunch } from './launch-facts';
import { type MatchScore, type NotificationBody, scoreMatch } from './match';

export type { AssessableLaunch } from './launch-facts';
export type { MatchScore, NotificationBody } from './match';

export interface Assessed {
  match: Match;
  notificationId: string | null;
  finding: Finding;
  /** Scores of every notification that came near, best first: why this one, or none. */
  candidates: MatchScore[];
  notificationChanges: NotificationBody[];
}
export type Taken = { ok: true; changes: NotificationBody[] } | { ok: false; rejection: Rejection };

export interface Assessment {
  takeNotification(input: unknown, at: { nowMs: number }): Taken;
  cancelNotification(reference: string, by: string, nowMs: number): Taken;
  assess(launch: AssessableLaunch, nowMs: number): Assessed;
  advance(nowMs: number): NotificationBody[];
  snapshot(): unknown;
  restore(stored: unknown): void;
}
interface State {
  notifications: Record<string, NotificationBody>;
  /** Launch → notification; a match once made stays. */
  matched: Record<string, { notification: string; match: Match }>;
  /** When what a notification now says came in: one that is changed to fit a launch is as late as the change. */
  saidMs: Record<string, number>;
}
/** Notifications whose window closed longer ago than this are no candidates any more. */
const FORGET_MS = 24 * 3600_000;

/** Matches launches with launch notifications and states findings. Pure: the same inputs give the same statements. */
export function createAssessment(o: {
  session: SessionId;
  parties: ParticipantId[];
  regime: Regime;
}): Assessment {
  const { regime, session } = o;
  let state: State = { notifications: {}, matched: {}, saidMs: {} };

  const put = (n: NotificationBody): NotificationBody => {
    state.notifications[n.id] = n;
    return n;
  };

  return {
    takeNotification(input, { nowMs }) {
      const parsed = notificationInputSchema.safeParse(input);
      if (!parsed.success) {
        const issue = parsed.error.issues[0];
        const field = ['notification', ...(issue?.path ?? [])].join('.');
        return {
          ok: false,
          rejection: { error: 'MALFORMED', field, message: issue?.message ?? 'malformed' },
        };
      }
      const body: NotificationInput = parsed.data;
      const id = makeId('notif', session, body.by, body.reference);
      const known = state.notifications[id];
      if (known && sameContent(known, body)) return { ok: true, changes: [] };
      state.saidMs[id] = nowMs;
      const fresh = { matchedMs: null, receivedMs: nowMs, rev: 1, status: 'PLANNED' as const };
      const made = put(known ? { ...known, ...body, rev: known.rev + 1 } : { ...fresh, ...body, id });
      return { ok: true, changes: [put({ ...made, status: statusAt(made, nowMs, regime) })] };
    },

    cancelNotification(reference, by, nowMs) {
      const known = state.notifications[makeId('notif', session, by, reference)];
      if (!known)
        return {
          ok: false,
          rejection: { error: 'OUT_OF_RANGE', field: 'reference', message: 'no such notification' },
        };
      if (known.status === 'CANCELLED' || known.status === 'MATCHED' || nowMs > known.window.toMs)
        return { ok: true, changes: [] };
      return { ok: true, changes: [put({ ...known, rev: known.rev + 1, status: 'CANCELLED' })] };
    },

    assess(launch, nowMs) {
      const held = state.matched[launch.id];
      const taken = new Set(
        Object.entries(state.matched).flatMap(([l, m]) => (l === launch.id ? [] : [m.notification])),
      );
      const candidates = Object.values(state.notifications)
        .filter((n) => n.status !== 'CANCELLED' && !taken.has(n.id))
        .filter((n) => isNear(n.window, launch.launchPoint.atMs))
        .map((n) => scoreMatch(launch, n, regime.match))
        .filter((s) => s.score > 0.01)
        .sort((a, b) => b.score - a.score || (a.notification < b.notification ? -1 : 1));
      const changes: NotificationBody[] = [];
      let match: Match = held?.match ?? 'NONE';
      let notification = held ? (state.notifications[held.notification] ?? null) : null;
      const best = candidates[0];
      const second = candidates[1];
      if (!held && best && best.score >= regime.match.threshold) {
        if (
          second &&
          second.score >= regime.match.threshold &&
          best.score - second.score < regime.match.ambiguity
        )
          match = 'AMBIGUOUS';
        else {
          notification = state.notifications[best.notification] ?? null;
          match = (state.saidMs[best.notification] ?? 0) > launch.firstReportMs ? 'LATE' : 'ON_FILE';
          if (notification) {
            state.matched[launch.id] = { notification: notification.id, match };
            notification = put({
              ...notification,
              rev: notification.rev + 1,
              status: 'MATCHED',
              matchedMs: nowMs,
            });
            changes.push(notification);
          }
        }
      }
      const score = notification ? scoreMatch(launch, notification, regime.match) : null;
      const finding = concludeFinding(launch, match, notification, score, regime);
      return {
        match,
        notificationId: notification?.id ?? null,
        finding,
        candidates: candidates.slice(0, 5),
        notificationChanges: changes,
      };
    },

    advance(nowMs) {
      const changes: NotificationBody[] = [];
      for (const n of Object.values(state.notifications)) {
        const status = statusAt(n, nowMs, regime);
        if (status !== n.status) changes.push(put({ ...n, status, rev: n.rev + 1 }));
        else if (n.window.toMs < nowMs - FORGET_MS) {
          delete state.notifications[n.id];
          delete state.saidMs[n.id];
        }
      }
      return changes;
    },

    snapshot: () => structuredClone(state),
    restore: (stored) => {
      state = structuredClone(stored as State);
    },
  };
}

/** Within a day of the window: all others are no candidates. A window may last for days. */
function isNear(window: NotificationInput['window'], atMs: number): boolean {
  return atMs > window.fromMs - FORGET_MS && atMs < window.toMs + FORGET_MS;
}

function statusAt(n: NotificationBody, nowMs: number, regime: Regime): NotificationBody['status'] {
  if (n.status === 'CANCELLED' || n.status === 'MATCHED') return n.status;
  if (nowMs >= n.window.toMs + regime.match.notObservedAfterS * 1000) return 'NOT_OBSERVED';
  return nowMs >= n.window.fromMs ? 'OPEN' : 'PLANNED';
}

function sameContent(known: NotificationBody, input: NotificationInput): boolean {
  const {
    reference,
    by,
    byName,
    vehicle,
    window,
    launchArea,
    azimuthDeg,
    azimuthToleranceDeg,
    impactArea,
    purpose,
  } = known;
  const was = {
    reference,
    by,
    byName,
    vehicle,
    window,
    launchArea,
    azimuthDeg,
    azimuthToleranceDeg,
    impactArea,
    purpose,
  };
  return canonicalJson(was) === canonicalJson(input);
}
