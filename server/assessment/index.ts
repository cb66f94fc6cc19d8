import type { NotificationInput } from '../../domain/inputs';
import type { ParticipantId, SessionId } from '../../domain/labels';
import { awaitsPost, postDueMs } from '../../domain/notice-rules';
import type { Finding, LaunchUndertaking, Match, PostLaunch } from '../../domain/records';

import type { Regime } from '../../domain/regime';
import { type Memory, NOTHING_KNOWN, nextDueMs, weigh } from './evidence';
import { concludeFinding } from './finding';
import type { AssessableLaunch } from './launch-facts';
import { type MatchScore, type NotificationBody, scoreMatch } from './match';
import { Register, type RegisterState, type Taken } from './register';
import { touchedUndertakings } from './undertakings';

export { couldHaveSeen, type Looking } from './coverage';
export type { AssessableLaunch } from './launch-facts';
export type { MatchScore, NotificationBody } from './match';

export interface Assessed {
  match: Match;
  notificationId: string | null;
  finding: Finding;
  undertakings: LaunchUndertaking[];
  /** The notifications that come nearest, best first: why this one, or none. */
  candidates: (Candidate & { fits: boolean })[];
  notificationChanges: NotificationBody[];
}

type Candidate = MatchScore & { taken: boolean };
/** So many are told with a launch. */
const CANDIDATES_TOLD = 3;

export interface Assessment {
  /** `givenMs`: when its sender gave it, if it came to the centre later. */
  /** Whose notifications are recognised from now on. */
  takePart(participants: readonly ParticipantId[]): void;
  takeNotification(input: unknown, at: { nowMs: number; givenMs?: number }): Taken;
  cancelNotification(reference: string, by: string, nowMs: number): Taken;
  postLaunch(
    reference: string,
    by: string,
    said: Pick<PostLaunch, 'launchedMs' | 'outcome'>,
    nowMs: number,
  ): Taken;
  notification(id: string): NotificationBody | null;
  notificationOf(reference: string, by: string): NotificationBody | null;
  assess(launch: AssessableLaunch, nowMs: number): Assessed;
  advance(nowMs: number): NotificationBody[];
  /**
   * Launches of participants whose notice afterwards has become overdue, or no longer is: it came after all, or the
   * notification is so old that it is forgotten.
   */
  posts(nowMs: number): { launch: string; notification: NotificationBody | null; overdue: boolean }[];
  /** Launches whose finding waits for a time that has come: to be assessed again, though nobody has reported. */
  due(nowMs: number): string[];
  snapshot(): unknown;
  restore(stored: unknown): void;
}
interface State {
  /** Launch → notification; a match once made stays while the notification says what it said then. */
  matched: Record<
    string,
    { notification: string; match: Match; saidMs: number; launchedMs: number; overdue: boolean }
  >;
  /** Launch → what wavering evidence said before, when it was last assessed, and when its finding may change by itself. */
  memory: Record<string, Memory & { atMs: number; dueMs: number | null }>;
}

/** Matches launches with launch notifications and states findings. Pure: the same inputs give the same statements. */
export function createAssessment(o: {
  session: SessionId;
  /** Whose notifications are recognised. */
  participants: readonly ParticipantId[];
  regime: Regime;
}): Assessment {
  const { regime, session } = o;
  const rememberMs = regime.match.rememberS * 1000;
  const register = new Register(session, o.participants, regime);
  let state: State = { matched: {}, memory: {} };

  /** Notifications that come near, best first; those that another launch has are marked. */
  function candidatesFor(launch: AssessableLaunch): Candidate[] {
    const taken = new Set(
      Object.entries(state.matched).flatMap(([l, m]) => (l === launch.id ? [] : [m.notification])),
    );
    return register
      .all()
      .filter((n) => n.status !== 'CANCELLED')
      .filter((n) => isNear(n.window, launch.launchPoint.atMs, rememberMs))
      .map((n) => ({ ...scoreMatch(launch, n, regime.match), taken: taken.has(n.id) }))
      .filter((s) => s.score > 0.01)
      .sort((a, b) => b.score - a.score || (a.notification < b.notification ? -1 : 1));
  }

  function choose(candidates: readonly Candidate[]): { best: string | null; ambiguous: boolean } {
    const { threshold, ambiguity } = regime.match;
    const [first, second] = candidates.filter((c) => !c.taken);
    if (!first || first.score < threshold) return { best: null, ambiguous: false };
    const ambiguous =
      second !== undefined && second.score >= threshold && first.score - second.score < ambiguity;
    return { best: ambiguous ? null : first.notification, ambiguous };
  }

  /** A match ends when late data took the launch back, or when its notification was changed and fits no more. */
  function release(launch: AssessableLaunch, nowMs: number): NotificationBody[] {
    const held = state.matched[launch.id];
    const n = register.get(held?.notification);
    if (!held || !n) return [];
    const saidMs = register.saidMs(n.id);
    if (launch.lifecycle !== 'retracted') {
      if (saidMs === held.saidMs) return [];
      if (scoreMatch(launch, n, regime.match).score >= regime.match.threshold) {
        state.matched[launch.id] = { ...held, saidMs };
        return [];
      }
    }
    delete state.matched[launch.id];
    const freed: NotificationBody = { ...n, rev: n.rev + 1, status: 'PLANNED', matchedMs: null };
    return [register.put({ ...freed, status: register.statusAt(freed, nowMs) })];
  }

  return {
    takePart: (participants) => register.takePart(participants),
    takeNotification: (input, { nowMs, givenMs = nowMs }) => register.take(input, givenMs, nowMs),
    cancelNotification: (reference, by, nowMs) => register.cancel(reference, by, nowMs),
    postLaunch: (reference, by, said, nowMs) => register.post(reference, by, said, nowMs),
    notification: (id) => register.get(id),
    notificationOf: (reference, by) => register.of(reference, by),

    assess(reported, nowMs) {
      const before = state.memory[reported.id] ?? NOTHING_KNOWN;
      const launch = { ...reported, coastingForS: (nowMs - (before.coastSinceMs ?? nowMs)) / 1000 };
      const changes: NotificationBody[] = release(launch, nowMs);
      const candidates = candidatesFor(launch);
      const held = state.matched[launch.id];
      const found = held ? null : choose(candidates);
      let notification = register.get(held?.notification ?? found?.best ?? '');
      let match: Match = held?.match ?? (found?.ambiguous ? 'AMBIGUOUS' : 'NONE');
      if (!held && notification && launch.lifecycle !== 'retracted') {
        const saidMs = register.saidMs(notification.id);
        match = saidMs > launch.firstReportMs ? 'LATE' : 'ON_FILE';
        const launchedMs = launch.launchPoint.atMs;
        state.matched[launch.id] = {
          notification: notification.id,
          match,
          saidMs,
          launchedMs,
          overdue: false,
        };
        const rev = notification.rev + 1;
        notification = register.put({ ...notification, rev, status: 'MATCHED', matchedMs: nowMs });
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
        candidates: candidates
          .slice(0, CANDIDATES_TOLD)
          .map((c) => ({ ...c, fits: c.score >= regime.match.threshold })),
        notificationChanges: changes,
      };
    },

    advance(nowMs) {
      const changes = register.advance(nowMs);
      for (const [launch, { atMs }] of Object.entries(state.memory))
        if (atMs < nowMs - rememberMs) delete state.memory[launch];
      return changes;
    },

    posts(nowMs) {
      return Object.entries(state.matched).flatMap(([launch, m]) => {
        const notification = register.get(m.notification);
        if (!notification) delete state.matched[launch];
        const awaited = notification !== null && awaitsPost(notification);
        const overdue = awaited && nowMs > postDueMs(m.launchedMs, regime.notify);
        if (overdue === m.overdue) return [];
        m.overdue = overdue;
        return [{ launch, notification, overdue }];
      });
    },

    due: (nowMs) =>
      Object.entries(state.memory).flatMap(([id, { dueMs }]) =>
        dueMs !== null && dueMs <= nowMs ? [id] : [],
      ),

    snapshot: () => structuredClone({ ...state, register: register.state }),
    restore: (stored) => {
      const { register: filed, ...rest } = structuredClone(stored as State & { register: RegisterState });
      register.state = filed;
      state = rest;
    },
  };
}

/** Near the window: all others are no candidates. A window may last for days. */
function isNear(window: NotificationInput['window'], atMs: number, withinMs: number): boolean {
  return atMs > window.fromMs - withinMs && atMs < window.toMs + withinMs;
}
