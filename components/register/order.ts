import type { LaunchNotification, NotificationStatus } from '../../domain/records';

/** Latest window first, as a register is read; of one status, or all. */
export function listed(
  all: readonly LaunchNotification[],
  status: NotificationStatus | null,
): LaunchNotification[] {
  return all
    .filter((n) => status === null || n.status === status)
    .toSorted((a, b) => b.window.fromMs - a.window.fromMs || b.number - a.number);
}
