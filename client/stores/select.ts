/** Pure readings of what a source holds. Lists are remembered by the parts they come from, so that they are stable. */
import { type Alert, severityRank } from '../../domain/alert';
import { isAwaited } from '../../domain/alert-machine';
import { awaitedOf } from '../../domain/breakthrough';
import type { Consultation } from '../../domain/consultation';
import { shortNumber } from '../../domain/ids';
import type { Compartment, ParticipantId, SessionMode } from '../../domain/labels';
import type { LogEntry } from '../../domain/log';
import type { Participant } from '../../domain/participants';
import type { Launch, LaunchNotification, NationalTrack, SessionInfo } from '../../domain/records';
import type { RegimeNow } from '../../domain/regime-now';
import type { Shift } from '../../domain/shift';
import type { CompartmentView } from '../../domain/view';
import type { SourceState } from '../source/source';
import type { Selection } from './console-store';

/** An alert with the compartment that it came in: only there is said whose it is. */
export interface AlertRow {
  alert: Alert;
  compartment: Compartment;
}
type Views = SourceState['views'];

/** As many results are kept as a window may have desks, twice. */
const KEPT = 4;

/** Remembers what it made of the parts of the views that it reads: an event of another part gives the same object again. */
function byParts<T>(
  partsOf: (views: Views) => readonly unknown[],
  make: (views: Views) => T,
): (state: Pick<SourceState, 'views'>) => T {
  let kept: { parts: readonly unknown[]; value: T }[] = [];
  return ({ views }) => {
    const parts = partsOf(views);
    const held = kept.find((k) => k.parts.length === parts.length && k.parts.every((p, i) => p === parts[i]));
    if (held) return held.value;
    const value = make(views);
    kept = [{ parts, value }, ...kept].slice(0, KEPT);
    return value;
  };
}
const each =
  (part: 'alerts' | 'consultations' | 'shifts' | 'tracks' | 'notifications' | 'log') =>
  (views: Views): readonly unknown[] =>
    all(views).map((v) => v[part]);
const all = (views: Views): CompartmentView[] => Object.values(views).filter((v) => v !== undefined);

export const isOpen = (alert: Alert): boolean => alert.lifecycle.state === 'OPEN';
/** An answer of some Party is still awaited; a withdrawn alert is acknowledged like the raise was. */
export { isAwaited };

/** Every alert of these views, in no order. */
export const alertsIn = (views: Views): AlertRow[] =>
  all(views).flatMap((v) => Object.values(v.alerts).map((alert) => ({ alert, compartment: v.compartment })));
export const selectAlerts = byParts(each('alerts'), (views): readonly AlertRow[] => alertsIn(views));

/** Alerts that are open or still await an answer: awaited first, then severity, then oldest. */
export const selectOpenAlerts = byParts(each('alerts'), (views): readonly AlertRow[] =>
  alertsIn(views)
    .filter((row) => isOpen(row.alert) || isAwaited(row.alert))
    .sort(byUrgency),
);

export function byUrgency(a: AlertRow, b: AlertRow): number {
  return (
    Number(isAwaited(b.alert)) - Number(isAwaited(a.alert)) ||
    severityRank(b.alert.severity) - severityRank(a.alert.severity) ||
    a.alert.raisedMs - b.alert.raisedMs ||
    (a.alert.id < b.alert.id ? -1 : 1)
  );
}

/** Parties whose answer is still missing. Of a national alert that is its owner alone. */
export const awaitedParties = ({ alert, compartment }: AlertRow): ParticipantId[] =>
  awaitedOf(alert, compartment);

/** A consultation with the compartment that it came in: one of some members only lies in the own one. */
export interface ConsultationRow {
  consultation: Consultation;
  compartment: Compartment;
}
/** Consultations: those that are not closed first, then newest. */
export const selectConsultations = byParts(each('consultations'), (views): readonly ConsultationRow[] =>
  all(views)
    .flatMap((v) =>
      Object.values(v.consultations).map((consultation) => ({ consultation, compartment: v.compartment })),
    )
    .sort(
      (a, b) =>
        Number(a.consultation.state === 'CLOSED') - Number(b.consultation.state === 'CLOSED') ||
        b.consultation.requestedMs - a.consultation.requestedMs,
    ),
);
/** True while the word of this Party is awaited in it. */
export const awaitsWord = ({ consultation }: ConsultationRow, party: ParticipantId | undefined): boolean =>
  party !== undefined && (consultation.turn?.of.includes(party) ?? false);

/** Launches: under way first, of these what burns, then newest. */
export const selectLaunches = byParts(
  (views) => [views.SHARED?.launches],
  (views): readonly Launch[] =>
    Object.values(views.SHARED?.launches ?? {}).sort(
      (a, b) => rankOf(b) - rankOf(a) || b.firstReportMs - a.firstReportMs || b.number - a.number,
    ),
);

const rankOf = ({ lifecycle, phase }: Launch): number =>
  lifecycle === 'open' ? (phase === 'boost' ? 2 : 1) : 0;

/** Tracks of the own national picture: alive first, then newest. */
export const selectOwnTracks = byParts(each('tracks'), (views): readonly NationalTrack[] =>
  all(views)
    .flatMap((v) => Object.values(v.tracks))
    .sort((a, b) => Number(isAlive(b)) - Number(isAlive(a)) || b.firstLookMs - a.firstLookMs),
);
const isAlive = (t: NationalTrack): boolean => t.status !== 'ended' && t.status !== 'lost';

/** The latest handover of the own watch: the one under way, else the last. */
export const selectShift = byParts(each('shifts'), (views): Shift | null =>
  all(views)
    .flatMap((v) => Object.values(v.shifts))
    .reduce<Shift | null>((latest, s) => (latest && latest.number > s.number ? latest : s), null),
);

/** Launch notifications by the start of their window. */
export const selectNotifications = byParts(each('notifications'), (views): readonly LaunchNotification[] =>
  all(views)
    .flatMap((v) => Object.values(v.notifications))
    .sort((a, b) => a.window.fromMs - b.window.fromMs || a.number - b.number),
);

/** Lines of the watch log of all compartments, oldest first. */
export const selectLog = byParts(each('log'), (views): readonly (LogEntry & { compartment: Compartment })[] =>
  all(views)
    .flatMap((v) => v.log.map((entry) => ({ ...entry, compartment: v.compartment })))
    .sort((a, b) => a.atMs - b.atMs),
);

export function selectSession(state: Pick<SourceState, 'views'>): SessionInfo | null {
  return state.views.SHARED?.session ?? state.views.NOTIF?.session ?? null;
}

/** The mode as shown: an exercise on a past event (its scenario's id begins with the date) is HISTORY. */
export function selectMode(
  state: Pick<SourceState, 'views'> & Partial<Pick<SourceState, 'mode'>>,
): SessionMode | 'HISTORY' {
  const session = selectSession(state);
  if (!session) return state.mode ?? 'LIVE';
  const history = session.mode === 'EXERCISE' && /^\d{4}-\d{2}-\d{2}-/.test(session.scenario?.id ?? '');
  return history ? 'HISTORY' : session.mode;
}

/** The session’s member Parties, left to right; where nothing is said of the regime, those of the beginning. */
export function partiesOf(
  participants: readonly Participant[],
  regime: RegimeNow | null | undefined,
): Participant[] {
  const member = (p: Participant): boolean =>
    regime ? regime.members.some((m) => m.participant === p.id) : p.candidate === undefined;
  return participants.filter((p) => p.kind === 'PARTY' && member(p)).sort((a, b) => a.order - b.order);
}

/** The short number of what was released: its receiver's own, or in a preview that of the release, which its owner knows. */
export const copyNumber = (number: number, { preview }: Pick<SourceState, 'preview'>): string =>
  shortNumber(preview ? 'RE' : 'RC', number);

/** What choosing an alert selects: the launch that it is about, else the alert itself. */
export function selectionOfAlert(alert: Alert): Selection {
  const { launch, notification } = alert.facts;
  if (launch) return { kind: 'launch', id: launch };
  return notification ? { kind: 'notification', id: notification } : { kind: 'alert', id: alert.id };
}

/** The alert that a selection stands for: the most urgent open one of its launch, notification or sensor. */
export function alertOfSelection(
  state: Pick<SourceState, 'views'>,
  selection: Selection | null,
): AlertRow | null {
  if (!selection) return null;
  const { kind, id } = selection;
  const fits = ({ id: own, facts }: Alert): boolean =>
    (kind === 'alert' && own === id) ||
    (kind === 'launch' && facts.launch === id) ||
    (kind === 'notification' && facts.notification === id) ||
    (kind === 'sensor' && facts.sensor === id);
  return selectOpenAlerts(state).find((row) => fits(row.alert)) ?? null;
}

/** The notification that a launch was matched with. */
export function notificationOf(state: Pick<SourceState, 'views'>, launch: Launch): LaunchNotification | null {
  if (launch.notification === null) return null;
  return selectNotifications(state).find((n) => n.id === launch.notification) ?? null;
}
