import type { LaunchNotification, NotificationStatus } from '../../domain/records';

const GROUP: Record<NotificationStatus, number> = {
  OPEN: 0,
  PLANNED: 1,
  MATCHED: 2,
  NOT_OBSERVED: 2,
  CANCELLED: 2,
};

/** What is open now, then what comes, soonest first; then what is over, latest first. Of one status, or all. */
export function listed(
  all: readonly LaunchNotification[],
  status: NotificationStatus | null,
): LaunchNotification[] {
  return all
    .filter((n) => status === null || n.status === status)
    .toSorted((a, b) => {
      const group = GROUP[a.status] - GROUP[b.status];
      if (group !== 0) return group;
      const later = a.window.fromMs - b.window.fromMs || a.number - b.number;
      return GROUP[a.status] === 2 ? -later : later;
    });
}
