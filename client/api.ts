/** The HTTP API as the pages use it: typed, same origin, errors as `{error, message, field}`. */
import type { HistoryRow } from '../domain/history';
import type { ParticipantId, SessionMode } from '../domain/labels';
import type { NoticeStep } from '../domain/notice-history';
import type { Participant, Principal, Role } from '../domain/participants';
import type { Performance } from '../domain/performance';
import type { Preview } from '../domain/preview';
import type { LaunchNotification } from '../domain/records';
import type { ChosenRegime } from '../domain/regime-choice';
import type { LaunchSeries } from '../domain/series';
import type { Words } from '../domain/words';
import type { UsersAnswer } from './api-users';

export interface Seat {
  id: string;
  participant: ParticipantId;
  letter: string;
  role: Role;
  name: Words;
  /** `closed`: by the administrator of its participant. */
  occupant: 'empty' | 'person' | 'robot' | 'closed';
  second: boolean;
}
export interface SeatsAnswer {
  seats: Seat[];
  participants: Participant[];
  mode: 'demo' | 'service';
}
export interface SessionEntry {
  id: string;
  /** The watch that runs now, which `live` names in addresses. */
  live: boolean;
  mode: SessionMode;
  title: Words;
  state: 'preparing' | 'running' | 'finished';
  nowMs: number;
  scenario: { id: string; variant: string; dateMs: number } | null;
}
/** An event of the library of history that can be run as an exercise. */
export interface LibraryEvent {
  id: string;
  title: Words;
  dateMs: number;
  place: Words | null;
  summary: Words | null;
  variants: { id: string; title: Words }[];
  assumptions: Words[];
  /** Under which it is played, unless who opens it chooses otherwise. */
  regime: ChosenRegime;
}
export interface ServerConfig {
  mode: 'demo' | 'service';
  version: string;
  mapboxToken: string | null;
  mapOff: boolean;
  testHook: boolean;
}
/** What the API answers at each path that pages read. */
export interface Answers {
  '/api/v1/config': ServerConfig;
  '/api/v1/seats': SeatsAnswer;
  '/api/v1/sessions': SessionEntry[];
  '/api/v1/participants': Participant[];
  '/api/v1/events': LibraryEvent[];
  '/api/v1/launch-notifications': LaunchNotification[];
  '/api/v1/admin/users': UsersAnswer;
}
export interface ApiError {
  error: string;
  message: string;
  field?: string;
}
export type Result<T> = { ok: true; value: T } | { ok: false; problem: ApiError };

/** Reads one path in the browser. Never throws: a broken line is a problem like any other. */
export function getApi<P extends keyof Answers>(path: P): Promise<Result<Answers[P]>> {
  return call<Answers[P]>(path, { cache: 'no-store' });
}

/** Signs a desk of this window in; its cookie is named by the desk. */
export const signIn = (seat: string, desk: string): Promise<Result<{ principal: Principal }>> =>
  post('/api/v1/sign-in', { seat, desk });
export const signOut = (desk: string): Promise<Result<unknown>> => post('/api/v1/sign-out', { desk });
export const openExercise = (request: {
  scenario: string;
  variant: string;
  speed: number;
  desk: string;
  regime: Partial<ChosenRegime>;
}): Promise<Result<{ id: string }>> => post('/api/v1/sessions', request);

/** What the history is asked for; times are ISO 8601, what is not asked for is left out or empty. */
export interface HistoryQuestion {
  desk: string;
  from: string;
  to: string;
  session: string;
  kind: string;
  severity: string;
  participant: string;
  code: string;
  text: string;
}
export interface HistoryPage {
  rows: HistoryRow[];
  total: number;
  next: string | null;
}
/** The address of a file of the history. */
export const historyFile = (q: HistoryQuestion, format: 'csv' | 'jsonl'): string =>
  `/api/v1/history/export?${queryOf({ ...q, format })}`;
export const getHistory = (q: HistoryQuestion, after: string): Promise<Result<HistoryPage>> =>
  call(`/api/v1/history?${queryOf({ ...q, after })}`, { cache: 'no-store' });
export function getPerformance({ desk, from, to, session }: HistoryQuestion): Promise<Result<Performance>> {
  return call(`/api/v1/performance?${queryOf({ desk, from, to, session })}`, { cache: 'no-store' });
}
/** How a launch came to be what it is, as far as the reader of this desk may know. */
export const getSeries = (session: string, launch: string, desk: string): Promise<Result<LaunchSeries>> =>
  call(
    `/api/v1/sessions/${encodeURIComponent(session)}/launches/${encodeURIComponent(launch)}/series?${queryOf({ desk })}`,
    { cache: 'no-store' },
  );
/** What another participant of a session is given, as far as the officer of this desk may know it. */
export const getPreview = (session: string, of: ParticipantId, desk: string): Promise<Result<Preview>> =>
  call(`/api/v1/sessions/${encodeURIComponent(session)}/preview?${queryOf({ as: of, desk })}`, {
    cache: 'no-store',
  });
/** What happened to one notification, as far as the reader of this desk may know. */
export const getNoticeHistory = (
  notification: string,
  o: { desk: string; session: string },
): Promise<Result<NoticeStep[]>> =>
  call(`/api/v1/launch-notifications/history?${queryOf({ notification, ...o })}`, { cache: 'no-store' });
const queryOf = (q: object): string =>
  new URLSearchParams(Object.entries(q).filter(([, value]) => value !== '')).toString();

export function post<T>(path: string, body: unknown): Promise<Result<T>> {
  // The header is one that a form of another site cannot set.
  const headers = { 'content-type': 'application/json', 'x-jwc': '1' };
  return call<T>(path, { method: 'POST', headers, body: JSON.stringify(body) });
}

export async function call<T>(path: string, init: RequestInit): Promise<Result<T>> {
  try {
    const response = await fetch(path, init);
    const body: unknown = await response.json();
    return response.ok ? { ok: true, value: body as T } : { ok: false, problem: problemOf(body) };
  } catch (cause) {
    return { ok: false, problem: { error: 'UNREACHABLE', message: String(cause) } };
  }
}

function problemOf(body: unknown): ApiError {
  if (typeof body === 'object' && body !== null && 'error' in body && 'message' in body)
    return {
      error: String(body.error),
      message: String(body.message),
      ...('field' in body && { field: String(body.field) }),
    };
  return { error: 'UNKNOWN', message: '' };
}
