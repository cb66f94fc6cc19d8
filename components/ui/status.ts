import type { Severity } from '../../domain/alert';
import type { SensorStatusWord } from '../../domain/inputs';

/** The six statuses: each has a colour, a shape and a word, and is always shown by all three. */
export const STATUSES = ['critical', 'serious', 'caution', 'normal', 'standby', 'off'] as const;
export type Status = (typeof STATUSES)[number];

const OF_SEVERITY: Record<Severity, Status> = { CRITICAL: 'critical', HIGH: 'serious', ADVISORY: 'caution' };
export const statusOfSeverity = (severity: Severity): Status => OF_SEVERITY[severity];

/** Stale is shown as serious; no report yet is off, never normal. */
export function statusOfSensor(status: SensorStatusWord, stale: boolean): Status {
  if (status === 'OFF' || status === 'UNKNOWN') return 'off';
  if (stale) return 'serious';
  return status === 'ON' ? 'normal' : 'caution';
}
