import { canonicalJson } from './canonical';
import type { PlacedEvent } from './history';
import type { LogEntry } from './log';
import type { LaunchNotification, NotificationStatus } from './records';

/** What happened to a notification: what its sender did, and what time and launches did to its status. */
export const NOTICE_STEPS = ['FILED', 'CHANGED', 'POST_LAUNCH', 'RELEASED'] as const;
export interface NoticeStep {
  atMs: number;
  rev: number;
  what: (typeof NOTICE_STEPS)[number] | Exclude<NotificationStatus, 'PLANNED'>;
  /** Of a change: what is announced otherwise than before. */
  fields: AnnouncedField[];
  /** The officer who did it, for members; nobody where it came from another centre or by itself. */
  by: LogEntry['by'];
}
export const ANNOUNCED_FIELDS = [
  ...(['vehicle', 'window', 'launchArea', 'azimuthDeg', 'azimuthToleranceDeg', 'impactArea'] as const),
  'purpose',
] as const;
export type AnnouncedField = (typeof ANNOUNCED_FIELDS)[number];
/** True of what its sender did, and not a launch or the clock: only such a step is somebody's. */
export const isSenders = ({ what }: Pick<NoticeStep, 'what'>): boolean =>
  ['FILED', 'CHANGED', 'POST_LAUNCH', 'CANCELLED'].includes(what);

/** The steps of one notification, oldest first, from what the reader's compartments hold of the journal. */
export function noticeSteps(events: readonly PlacedEvent[], id: string): NoticeStep[] {
  const signed = new Map<number, LogEntry['by']>();
  for (const { event } of events)
    if (event.kind === 'log.written' && event.body.about?.id === id && event.body.by)
      signed.set(event.atMs, event.body.by);
  const steps: NoticeStep[] = [];
  let before: LaunchNotification | null = null;
  for (const { event } of events) {
    if (event.kind !== 'notification.changed' || event.body.id !== id) continue;
    const { atMs, body } = event;
    for (const { what, fields = [] } of changesOf(before, body))
      steps.push({
        atMs,
        rev: body.rev,
        what,
        fields,
        by: isSenders({ what }) ? (signed.get(atMs) ?? null) : null,
      });
    before = body;
  }
  return steps;
}

type Change = { what: NoticeStep['what']; fields?: AnnouncedField[] };

function changesOf(before: LaunchNotification | null, now: LaunchNotification): Change[] {
  if (!before) return [{ what: 'FILED' }, ...statusChange('PLANNED', now.status)];
  const fields = ANNOUNCED_FIELDS.filter((f) => canonicalJson(before[f]) !== canonicalJson(now[f]));
  const post = canonicalJson(before.postLaunch ?? null) !== canonicalJson(now.postLaunch ?? null);
  return [
    ...(fields.length > 0 ? [{ what: 'CHANGED', fields } as const] : []),
    ...(post ? [{ what: 'POST_LAUNCH' } as const] : []),
    ...statusChange(before.status, now.status),
  ];
}

/** A match that ended, or a window that slipped, frees it again. */
function statusChange(before: NotificationStatus, now: NotificationStatus): Change[] {
  if (before === now) return [];
  return [{ what: now === 'PLANNED' || before === 'MATCHED' ? 'RELEASED' : now }];
}
