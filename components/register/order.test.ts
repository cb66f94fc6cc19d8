import { describe, expect, it } from 'vitest';
import type { LaunchNotification, NotificationStatus } from '../../domain/records';
import { listed } from './order';

const notice = (number: number, fromMs: number, status: NotificationStatus): LaunchNotification =>
  ({ number, window: { fromMs, toMs: fromMs + 1 }, status }) as LaunchNotification;

describe('the observer’s list', () => {
  it('UX-34 has open windows first, then the next to open, then the latest that are over; of one status or all', () => {
    const all = [
      notice(1, 5, 'PLANNED'),
      notice(2, 1, 'MATCHED'),
      notice(3, 2, 'CANCELLED'),
      notice(4, 4, 'PLANNED'),
      notice(5, 3, 'OPEN'),
    ];
    expect(listed(all, null).map((n) => n.number)).toEqual([5, 4, 1, 3, 2]);
    expect(listed(all, 'PLANNED').map((n) => n.number)).toEqual([4, 1]);
  });
});
