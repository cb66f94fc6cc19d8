import { describe, expect, it } from 'vitest';
import type { LaunchNotification, NotificationStatus } from '../../domain/records';
import { listed } from './order';

const notice = (number: number, fromMs: number, status: NotificationStatus): LaunchNotification =>
  ({ number, window: { fromMs, toMs: fromMs + 1 }, status }) as LaunchNotification;

describe('the observer’s list', () => {
  it('UX-34 has the latest window first, of one status or all', () => {
    const all = [notice(1, 5, 'PLANNED'), notice(2, 9, 'MATCHED'), notice(3, 5, 'CANCELLED')];
    expect(listed(all, null).map((n) => n.number)).toEqual([2, 3, 1]);
    expect(listed(all, 'PLANNED').map((n) => n.number)).toEqual([1]);
  });
});
