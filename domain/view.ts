/**
 * What a console holds of one compartment: the stored events folded into a view. The server folds the same events for
 * join snapshots, so that snapshot plus tail equals the whole stream.
 */
import { type Alert, wholeAlert } from './alert';
import { isAwaited } from './alert-machine';
import type { Consultation } from './consultation';
import type { Decision } from './decision';
import { ecefToGeodetic } from './geodesy';
import { type ActMark, type HeldKey, keepAct, type PastKey, revokeKey, takeKey } from './held-keys';
import type { Compartment, ParticipantId } from './labels';
import type { LogEntry } from './log';
import { awaitsPost, NOTICE_AWAITED_MS } from './notice-rules';
import { type Outage, withState } from './outages';
import { pruneReceipts, type Receipts, takeReceipts } from './receipts';
import type {
  Claim,
  Desk,
  Kinematics,
  Launch,
  LaunchNotification,
  LaunchReport,
  NationalTrack,
  SensorState,
  SessionInfo,
  StoredEvent,
} from './records';
import type { RegimeNow } from './regime-now';
import type { Release, Released } from './release';
import type { Sensor } from './sensors';
import { isOpenShift, type Shift } from './shift';
import type { StatementDraft, WatchStatement } from './statements';
import type { Undertaking } from './undertakings';

/** Version of the fold's shape: raised with every field that events alone cannot bring. */
export const VIEW_VERSION = 10;
export interface CompartmentView {
  v: typeof VIEW_VERSION;
  compartment: Compartment;
  session: (SessionInfo & { epochMs: number; engineVersion: string }) | null;
  clock: { speed: number; heldBy: string | null; wantedSpeed: number } | null;
  finishedMs: number | null;
  sensors: Sensor[];
  undertakings: Undertaking[];
  /** The latest key of each user. */
  keys: Record<string, HeldKey>;
  /** Keys that sign nothing any more, or that another one has taken the place of, by their names. */
  pastKeys: Record<string, PastKey>;
  /** How the latest acts were signed, by who and when (`actKey`). */
  acts: Record<string, ActMark>;
  /** Who has become a member and who has left since the session was opened, each with the event that says so. */
  members: MembershipStep[];
  /** Null in streams and times that say nothing of it. */
  regime: RegimeNow | null;
  decisions: Record<string, Decision>;
  launches: Record<string, Launch>;
  tracks: Record<string, NationalTrack>;
  notifications: Record<string, LaunchNotification>;
  claims: Record<string, Claim>;
  drafts: Record<string, StatementDraft>;
  statements: Record<string, WatchStatement>;
  alerts: Record<string, Alert>;
  consultations: Record<string, Consultation>;
  shifts: Record<string, Shift>;
  /** What the Party has released of its own, and what it was given. */
  releases: Record<string, Release>;
  released: Record<string, Released>;
  /** Latest report of each series. */
  reports: Record<string, LaunchReport>;
  sensorStates: Record<string, SensorState>;
  /** When own sensors did not look: of each that ever did not, oldest first. */
  outages: Record<string, readonly Outage[]>;
  desks: Desk[];
  /** Of records of this stream and, in SHARED, of notifications. */
  receipts: Receipts;
  log: LogEntry[];
  gaps: { fromMs: number; toMs: number }[];
  /** Where a launch or track was at its revisions: [atMs, lat °, lon °, height m], oldest first, thinned to TRAIL_POINTS. */
  trails: Record<string, TrailPoint[]>;
}
export interface MembershipStep {
  participant: ParticipantId;
  is: 'JOINED' | 'LEFT';
  seq: number;
  atMs: number;
}
export type TrailPoint = [number, number, number, number];
export const TRAIL_POINTS = 160;

/** How long ended things stay in a view (the journal keeps them): one watch. */
export const VIEW_KEEP_MS = 8 * 3600e3;
export const VIEW_LOG_LINES = 500;
/** Of notifications the latest stay longer: what came of a launch may be said for 48 h after it (DOMAIN b). */
export const NOTICE_KEEP_MS = 72 * 3600e3;
export const NOTICES_KEPT = 200;

export function emptyView(compartment: Compartment): CompartmentView {
  return {
    v: VIEW_VERSION,
    compartment,
    session: null,
    clock: null,
    finishedMs: null,
    sensors: [],
    undertakings: [],
    keys: {},
    pastKeys: {},
    acts: {},
    members: [],
    regime: null,
    decisions: {},
    launches: {},
    tracks: {},
    notifications: {},
    claims: {},
    drafts: {},
    statements: {},
    alerts: {},
    consultations: {},
    shifts: {},
    releases: {},
    released: {},
    reports: {},
    sensorStates: {},
    outages: {},
    desks: [],
    receipts: {},
    log: [],
    gaps: [],
    trails: {},
  };
}

/** Folds one event into the view, in place. Unknown kinds are ignored (a newer server). */
export function applyEvent(view: CompartmentView, event: StoredEvent): void {
  switch (event.kind) {
    case 'session.opened':
      view.session = event.body;
      return;
    case 'session.clock':
      view.clock = event.body;
      return;
    case 'session.gap':
      view.gaps.push(event.body);
      return;
    case 'session.finished':
      view.finishedMs = event.body.atMs;
      return;
    case 'catalogue.set':
      view.sensors = event.body.sensors;
      return;
    case 'undertaking.set':
      view.undertakings = event.body.undertakings;
      return;
    case 'member.joined':
    case 'member.left': {
      const { seq, atMs } = event;
      const is = event.kind === 'member.joined' ? 'JOINED' : 'LEFT';
      view.members = [...view.members, { participant: event.body.participant, is, seq, atMs }];
      return;
    }
    case 'key.registered':
      takeKey(view, event.body);
      return;
    case 'key.revoked':
      revokeKey(view, event.body, event.atMs);
      return;
    case 'act.taken':
      keepAct(view.acts, event.body, event.atMs);
      return;
    case 'regime.changed':
      view.regime = event.body;
      return;
    case 'decision.changed':
      view.decisions[event.body.id] = event.body;
      return;
    case 'notification.changed':
      view.notifications[event.body.id] = event.body;
      return;
    case 'report.given':
      view.reports[event.body.series] = event.body;
      return;
    case 'launch.changed':
      view.launches[event.body.id] = event.body;
      if (event.body.lifecycle === 'open') extendTrail(view, event.body.id, event.body.kinematics);
      return;
    case 'claim.changed':
      view.claims[event.body.id] = event.body;
      return;
    case 'statement.drafted':
      view.drafts[event.body.id] = event.body;
      return;
    case 'statement.changed':
      view.statements[event.body.id] = event.body;
      return;
    case 'alert.changed':
      view.alerts[event.body.id] = wholeAlert(event.body);
      return;
    case 'consultation.changed':
      view.consultations[event.body.id] = event.body;
      return;
    case 'shift.changed':
      view.shifts[event.body.id] = event.body;
      return;
    case 'release.changed':
      view.releases[event.body.id] = event.body;
      return;
    case 'released.changed':
      view.released[event.body.id] = event.body;
      return;
    case 'track.changed':
      // Why it was confirmed is told once.
      view.tracks[event.body.id] = {
        ...event.body,
        why: event.body.why ?? view.tracks[event.body.id]?.why ?? null,
      };
      if (event.body.status !== 'ended') extendTrail(view, event.body.id, event.body.kinematics);
      return;
    case 'sensor.changed':
      view.sensorStates[event.body.sensor] = event.body;
      keepOutages(view, event.body);
      return;
    case 'desk.changed': {
      const rest = view.desks.filter(
        (d) => d.participant !== event.body.participant || d.role !== event.body.role,
      );
      view.desks = [...rest, event.body];
      return;
    }
    case 'receipt.given':
      takeReceipts(view.receipts, event.body.receipts);
      return;
    case 'log.written':
      view.log.push(event.body);
      if (view.log.length > VIEW_LOG_LINES) view.log.splice(0, view.log.length - VIEW_LOG_LINES);
      return;
  }
}

function keepOutages(view: CompartmentView, state: SensorState): void {
  const held = view.outages[state.sensor] ?? [];
  const outages = withState(held, state);
  // The part is new only where it says something new: a healthy sensor is heard of each minute.
  if (outages !== held) view.outages = { ...view.outages, [state.sensor]: outages };
}

function extendTrail(view: CompartmentView, id: string, k: Kinematics): void {
  const trail = view.trails[id] ?? [];
  view.trails[id] = trail;
  const last = trail[trail.length - 1];
  if (last && k.epochMs <= last[0]) return;
  const g = ecefToGeodetic(k.x);
  trail.push([k.epochMs, round(g.lat, 1e4), round(g.lon, 1e4), Math.round(g.heightM)]);
  // Every second point of the older half goes, so that the head stays fine and the start stays put.
  if (trail.length > TRAIL_POINTS) {
    const half = TRAIL_POINTS / 2;
    view.trails[id] = [...trail.slice(0, half).filter((_, i) => i % 2 === 0), ...trail.slice(half)];
  }
}
const round = (v: number, k: number): number => Math.round(v * k) / k;

/** Drops what ended more than one watch ago. What is open, awaits an answer, flies or is to come always stays. */
export function pruneView(view: CompartmentView, nowMs: number): void {
  const old = nowMs - VIEW_KEEP_MS;
  for (const [id, l] of Object.entries(view.launches))
    if (l.endedMs !== null && l.endedMs < old) delete view.launches[id];
  for (const [id, t] of Object.entries(view.tracks))
    if ((t.status === 'ended' || t.status === 'lost') && t.lastLookMs < old) delete view.tracks[id];
  const awaited = (n: LaunchNotification) => awaitsPost(n) && n.window.toMs >= nowMs - NOTICE_AWAITED_MS;
  const past = Object.values(view.notifications).filter((n) => n.window.toMs < old && !awaited(n));
  past.sort((a, b) => b.window.toMs - a.window.toMs || b.number - a.number);
  past.forEach((n, i) => {
    if (i >= NOTICES_KEPT || n.window.toMs < nowMs - NOTICE_KEEP_MS) delete view.notifications[n.id];
  });
  for (const [id, c] of Object.entries(view.claims))
    if (c.lifecycle !== 'open' && c.updatedMs < old) delete view.claims[id];
  for (const [id, d] of Object.entries(view.drafts)) if (d.drafted.atMs < old) delete view.drafts[id];
  for (const [id, st] of Object.entries(view.statements)) if (st.updatedMs < old) delete view.statements[id];
  for (const [id, a] of Object.entries(view.alerts))
    if (a.lifecycle.state !== 'OPEN' && !isAwaited(a) && a.updatedMs < old) delete view.alerts[id];
  for (const [id, c] of Object.entries(view.consultations))
    if (c.closed && c.closed.atMs < old) delete view.consultations[id];
  for (const [id, d] of Object.entries(view.decisions))
    if (d.state !== 'OPEN' && d.updatedMs < old) delete view.decisions[id];
  for (const [id, s] of Object.entries(view.shifts))
    if (!isOpenShift(s) && s.updatedMs < old) delete view.shifts[id];
  for (const part of [view.releases, view.released])
    for (const [id, r] of Object.entries(part))
      if (r.state !== 'ACTIVE' && r.updatedMs < old) delete part[id];
  for (const [id, r] of Object.entries(view.reports)) if (r.validUntilMs < old) delete view.reports[id];
  pruneReceipts(view.receipts, old);
  for (const id of Object.keys(view.trails))
    if (!view.launches[id] && !view.tracks[id]) delete view.trails[id];
  view.gaps = view.gaps.filter((g) => g.toMs > old);
  const isKept = (o: Outage): boolean => o.toMs === null || o.toMs > old;
  if (Object.values(view.outages).some((of) => !of.every(isKept)))
    view.outages = Object.fromEntries(
      Object.entries(view.outages)
        .map(([id, of]) => [id, of.filter(isKept)] as const)
        .filter(([, of]) => of.length > 0),
    );
}
