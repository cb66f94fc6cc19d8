import { canonicalJson } from '../../domain/canonical';
import { makeId } from '../../domain/ids';
import { type NotificationInput, notificationInputSchema, type Rejection } from '../../domain/inputs';
import type { ParticipantId, SessionId } from '../../domain/labels';
import type { Finding, LaunchUndertaking, Match } from '../../domain/records';
import type { Regime } from '../../domain/regime';
import { type Memory, NOTHING_KNOWN, nextDueMs, weigh } from './evidence';
import { concludeFinding } from './finding';
import type { AssessableLaunch } from './launch-facts';
import { type MatchScore, type NotificationBody, scoreMatch } from './match';
import { touchedUndertakings } from './undertakings';

export type { AssessableLaunch } from './launch-facts';
export type { MatchScore, NotificationBody } from './match';

export interface Assessed {
  match: Match;
  notificationId: string | null;
  finding: Finding;
  undertakings: LaunchUndertaking[];
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
  /** Launches whose finding waits for a time that has come: to be assessed again, though nobody has reported. */
  due(nowMs: number): string[];
  snapshot(): unknown;
  restore(stored: unknown): void;
}
interface State {
  notifications: Record<string, NotificationBody>;
  /** Launch → notification; a match once made stays while the notification says what it said then. */
  matched: Record<string, { notification: string; match: Match; saidMs: number }>;
  /** Launch → what wavering evidence said before, when it was last assessed, and when its finding may change by itself. */
  memory: Record<string, Memory & { atMs: number; dueMs: number | null }>;
  /** When what a notification now says came in: one that is changed to fit a launch is as late as the change. */
  saidMs: Record<string, number>;
}

/** Matches launches with launch notifications and states findings. Pure: the same inputs give the same statements. */
export function createAssessment(o: {
  session: SessionId;
  parties: ParticipantId[];
  regime: Regime;
}): Assessment {
  const { regime, session } = o;
  const rememberMs = regime.match.rememberS * 1000;
  let state: State = { notifications: {}, matched: {}, memory: {}, saidMs: {} };

  const put = (n: NotificationBody): NotificationBody => {
    state.notifications[n.id] = n;
    return n;
  };

  /** Notifications that nobody else has taken and that come near, best first. */
  function candidatesFor(launch: AssessableLaunch): MatchScore[] {
    const taken = new Set(
      Object.entries(state.matched).flatMap(([l, m]) => (l === launch.id ? [] : [m.notification])),
    );
    return Object.values(state.notifications)
      .filter((n) => n.status !== 'CANCELLED' && !taken.has(n.id))
      .filter((n) => isNear(n.window, launch.launchPoint.atMs, rememberMs))
      .map((n) => scoreMatch(launch, n, regime.match))
      .filter((s) => s.score > 0.01)
      .sort((a, b) => b.score - a.score || (a.notification < b.notification ? -1 : 1));
  }

  function choose([first, second]: MatchScore[]): { best: string | null; ambiguous: boolean } {
    const { threshold, ambiguity } = regime.match;
    if (!first || first.score < threshold) return { best: null, ambiguous: false };
    const ambiguous =
      second !== undefined && second.score >= threshold && first.score - second.score < ambiguity;
    return { best: ambiguous ? null : first.notification, ambiguous };
  }

  /** A match ends when late data took the launch back, or when its notification was changed and fits no more. */
  function release(launch: AssessableLaunch, nowMs: number): NotificationBody[] {
    const held = state.matched[launch.id];
    const n = held && state.notifications[held.notification];
    if (!held || !n) return [];
    const saidMs = state.saidMs[n.id] ?? 0;
    if (launch.lifecycle !== 'retracted') {
      if (saidMs === held.saidMs) return [];
      if (scoreMatch(launch, n, regime.match).score >= regime.match.threshold) {
        state.matched[launch.id] = { ...held, saidMs };
        return [];
      }
    }
    delete state.matched[launch.id];
    const freed: NotificationBody = { ...n, rev: n.rev + 1, status: 'PLANNED', matchedMs: null };
    return [put({ ...freed, status: statusAt(freed, nowMs, regime) })];
  }

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
      if (body.window.toMs - body.window.fromMs > regime.match.windowMaxS * 1000) {
        const message = `a window of more than ${Math.round(regime.match.windowMaxS / 86_400)} days says too little`;
        return {
          ok: false,
          rejection: { error: 'OUT_OF_RANGE', field: 'notification.window.toMs', message },
        };
      }
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

    assess(reported, nowMs) {
      const before = state.memory[reported.id] ?? NOTHING_KNOWN;
      const launch = { ...reported, coastingForS: (nowMs - (before.coastSinceMs ?? nowMs)) / 1000 };
      const changes: NotificationBody[] = release(launch, nowMs);
      const candidates = candidatesFor(launch);
      const held = state.matched[launch.id];
      const found = held ? null : choose(candidates);
      let notification = state.notifications[held?.notification ?? found?.best ?? ''] ?? null;
      let match: Match = held?.match ?? (found?.ambiguous ? 'AMBIGUOUS' : 'NONE');
      if (!held && notification && launch.lifecycle !== 'retracted') {
        const saidMs = state.saidMs[notification.id] ?? 0;
        match = saidMs > launch.firstReportMs ? 'LATE' : 'ON_FILE';
        state.matched[launch.id] = { notification: notification.id, match, saidMs };
        const rev = notification.rev + 1;
        notification = put({ ...notification, rev, status: 'MATCHED', matchedMs: nowMs });
        changes.push(notification);
      }
      if (launch.lifecycle === 'retracted') [match, notification] = ['NONE', null];
      const score = notification ? scoreMatch(launch, notification, regime.match) : null;
      const evidence = weigh(launch, notification, regime, before, nowMs);
      const dueMs = launch.lifecycle === 'open' ? nextDueMs(launch, evidence.memory, regime, nowMs) : null;
      state.memory[launch.id] = { ...evidence.memory, atMs: nowMs, dueMs };
      const finding = concludeFinding(launch, match, notification, score, regime, nowMs, evidence);
      return {
        match,
        notificationId: notification?.id ?? null,
        finding,
        undertakings: touchedUndertakings({ launch, match, notification }, regime),
        candidates: candidates.slice(0, 5),
        notificationChanges: changes,
      };
    },

    advance(nowMs) {
      const changes: NotificationBody[] = [];
      for (const n of Object.values(state.notifications)) {
        const status = statusAt(n, nowMs, regime);
        if (status !== n.status) changes.push(put({ ...n, status, rev: n.rev + 1 }));
        else if (n.window.toMs < nowMs - rememberMs) {
          delete state.notifications[n.id];
          delete state.saidMs[n.id];
        }
      }
      for (const [launch, { atMs }] of Object.entries(state.memory)) {
        if (atMs >= nowMs - rememberMs) continue;
        delete state.memory[launch];
        const matched = state.matched[launch];
        if (matched && !state.notifications[matched.notification]) delete state.matched[launch];
      }
      return changes;
    },

    due: (nowMs) =>
      Object.entries(state.memory).flatMap(([id, { dueMs }]) =>
        dueMs !== null && dueMs <= nowMs ? [id] : [],
      ),

    snapshot: () => structuredClone(state),
    restore: (stored) => {
      state = structuredClone(stored as State);
    },
  };
}

/** Near the window: all others are no candidates. A window may last for days. */
function isNear(window: NotificationInput['window'], atMs: number, withinMs: number): boolean {
  return atMs > window.fromMs - withinMs && atMs < window.toMs + withinMs;
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
