import type { NotificationStatus } from '../../domain/records';
import type { Status } from '../ui/status';

export const STATUSES = ['PLANNED', 'OPEN', 'MATCHED', 'NOT_OBSERVED', 'CANCELLED'] as const;
export const STATUS_SYMBOL: Record<NotificationStatus, Status> = {
  PLANNED: 'standby',
  OPEN: 'standby',
  MATCHED: 'normal',
  NOT_OBSERVED: 'caution',
  CANCELLED: 'off',
};
/** The colour of its word on the page's light ground. */
export const STATUS_WORD: Record<NotificationStatus, string> = {
  PLANNED: 'text-[#00587a]',
  OPEN: 'text-[#00587a]',
  MATCHED: 'text-[#1d6600]',
  NOT_OBSERVED: 'text-[#6b5500]',
  CANCELLED: 'text-[#56616d]',
};
