/** What stands in the timeline's lanes, taken out of a console's views. */
import type { AlertRow } from '../../client/stores/select';
import { type Alert, severityRank } from '../../domain/alert';
import { isAwaited } from '../../domain/alert-machine';
import type { Compartment, ParticipantId } from '../../domain/labels';
import type { LogEntry } from '../../domain/log';
import type { Launch, LaunchNotification, NationalTrack } from '../../domain/records';
import type { CompartmentView } from '../../domain/view';
import { isArea, timeWindow } from '../dossier/model';
import type { LaneItem } from './layout';

export interface NoticeItem extends LaneItem {
  notification: LaunchNotification;
}
export interface LaunchItem extends LaneItem {
  launch: Launch;
  /** Up to here it was measured, from there on it is predicted. */
  measuredToMs: number;
  impact: { fromMs: number; toMs: number } | null;
}
export interface AlertItem extends LaneItem {
  alert: Alert;
  compartment: Compartment;
  /** Until when an answer is awaited; null where none is. */
  dueMs: number | null;
}
export interface LogItem extends LaneItem {
  entry: LogEntry;
  compartment: Compartment;
}
export type Views = Partial<Record<Compartment, CompartmentView>>;

export function noticeItems(notifications: readonly LaunchNotification[]): NoticeItem[] {
  return notifications.map((notification) => ({
    notification,
    fromMs: notification.window.fromMs,
    toMs: notification.window.toMs,
    rank: notification.status === 'CANCELLED' ? 0 : 1,
  }));
}

export function launchItems(launches: readonly Launch[]): LaunchItem[] {
  return launches
    .filter((launch) => launch.lifecycle !== 'retracted')
    .map((launch) => {
      const impact = isArea(launch.impact) && launch.lifecycle === 'open' ? timeWindow(launch.impact) : null;
      const measuredToMs = launch.endedMs ?? launch.kinematics.epochMs;
      return {
        launch,
        measuredToMs,
        impact,
        fromMs: launch.launchPoint.atMs,
        toMs: Math.max(measuredToMs, impact?.toMs ?? 0),
        rank: 1,
      };
    });
}

/** Alerts as spans from raise to close; one that is open reaches to `nowMs`. */
export function alertItems(rows: readonly AlertRow[], nowMs: number): AlertItem[] {
  return rows.map(({ alert, compartment }) => ({
    alert,
    compartment,
    dueMs: isAwaited(alert) ? alert.dueMs : null,
    fromMs: alert.raisedMs,
    toMs: alert.lifecycle.state === 'OPEN' ? nowMs : alert.lifecycle.atMs,
    rank: severityRank(alert.mostSevere),
  }));
}

export function logItems(entries: readonly (LogEntry & { compartment: Compartment })[]): LogItem[] {
  return entries.map((entry) => ({
    ...{ entry, compartment: entry.compartment },
    ...{ fromMs: entry.atMs, toMs: entry.atMs, rank: entry.by ? 1 : 0 },
  }));
}

/** The own track that stands behind a launch, if the own picture has one. */
export function ownTrackOf(
  views: Views,
  party: ParticipantId,
  launch: Pick<Launch, 'number'>,
): NationalTrack | null {
  const tracks = Object.values(views[`NAT:${party}`]?.tracks ?? {});
  return tracks.find((t) => t.reportedAs === launch.number) ?? null;
}
