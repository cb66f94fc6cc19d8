import type { Alert, Severity } from '../../domain/alert';

/**
 * When each Party's answer to an alert is due, seconds after its last alarm: at that moment the deputies are called and
 * the bar stands on every console. Advisory alerts have no limit.
 */
const DUE_AFTER_S: Record<Severity, number | null> = { CRITICAL: 60, HIGH: 120, ADVISORY: null };

/** Session time (epoch ms) at which the answers to an alert are due; null without a limit. */
export function answerDueMs(alert: Pick<Alert, 'severity' | 'alarmedMs'>): number | null {
  const afterS = DUE_AFTER_S[alert.severity];
  return afterS === null ? null : alert.alarmedMs + afterS * 1000;
}

/** Share of the time for an answer that is left, 1 at the alarm, 0 from the due time on; whole seconds. */
export function shareLeft(alert: Pick<Alert, 'severity' | 'alarmedMs'>, nowMs: number): number {
  const dueMs = answerDueMs(alert);
  if (dueMs === null) return 1;
  const leftS = Math.ceil((dueMs - nowMs) / 1000);
  return Math.max(0, Math.min(1, (leftS * 1000) / (dueMs - alert.alarmedMs)));
}

/** Whole seconds to a due time: counts down to 0 and then up from 0 as overdue. */
export function countdown(dueMs: number, nowMs: number): { seconds: number; overdue: boolean } {
  const left = dueMs - nowMs;
  return left > 0
    ? { seconds: Math.ceil(left / 1000), overdue: false }
    : { seconds: Math.floor((nowMs - dueMs) / 1000), overdue: true };
}
