import type { Severity } from './alert';
import type { EscalationCall, Regime } from './regime';

/** Escalation as data (ALERTS §1.5): how far an alarm has got and when its next step is due. Nothing here runs by itself. */
export interface Escalation {
  /** The alarm that it counts from. */
  fromMs: number;
  severity: Severity;
  /** Steps done so far; past the last one it repeats. */
  done: number;
  repeats: number;
  /** When the next step is due; null when none is left: the alert then stays as a banner. */
  dueMs: number | null;
}

/** The escalation of an alarm at `fromMs`; null where the severity has no steps. */
export function startEscalation(
  severity: Severity,
  fromMs: number,
  config: Regime['alert'],
): Escalation | null {
  const first = config.escalation[severity][0];
  return first ? { fromMs, severity, done: 0, repeats: 0, dueMs: fromMs + first.afterS * 1000 } : null;
}

/** The same alarm at another severity: steps done stay done, the next one falls where that severity has it. */
export function retimeEscalation(
  escalation: Escalation,
  severity: Severity,
  config: Regime['alert'],
): Escalation | null {
  if (escalation.severity === severity) return escalation;
  const steps = config.escalation[severity];
  if (steps.length === 0) return null;
  const step = steps[escalation.done];
  return { ...escalation, severity, dueMs: step ? escalation.fromMs + step.afterS * 1000 : escalation.dueMs };
}

/** Fires what is due at `nowMs`: of steps that were missed each one once, in order; of missed repetitions only one. */
export function fireEscalation(
  escalation: Escalation,
  nowMs: number,
  config: Regime['alert'],
): { escalation: Escalation; calls: EscalationCall[] } {
  const steps = config.escalation[escalation.severity];
  const calls: EscalationCall[] = [];
  let { done, repeats } = escalation;
  let dueMs: number | null = escalation.dueMs;
  while (dueMs !== null && nowMs >= dueMs) {
    const step = steps[done];
    if (step) done++;
    else repeats++;
    const call = step?.call ?? 'LIAISON';
    if (!calls.includes(call)) calls.push(call);
    const next = steps[done];
    if (next) dueMs = escalation.fromMs + next.afterS * 1000;
    else dueMs = repeats < config.repeat.times ? nowMs + config.repeat.everyS * 1000 : null;
  }
  return { escalation: { ...escalation, done, repeats, dueMs }, calls };
}
