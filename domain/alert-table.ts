/**
 * The alert machine's transitions as data (ALERTS §1.2): a table a region, from the state it is in by what happens to the
 * state it comes to. What a table does not name leaves the region as it is.
 */
import type { Alert } from './alert';
import type { AlertCommandEvent, EventType } from './alert-events';

type Moves<State extends string, On extends string> = {
  readonly [S in State]: { readonly [E in On]?: State };
};
export type ConditionState = Alert['condition']['state'];
export type SuppressionState = Alert['suppression']['state'];
export type ConsultState = Alert['consult']['state'];
export type LifecycleState = Alert['lifecycle']['state'];

/** `WORSE`: a material change for the worse. `DUE`: its delay is over. `TAKEN_BACK`: retracted or withdrawn. */
export const CONDITION: Moves<ConditionState, 'DUE' | 'RTN' | 'BACK' | 'WORSE' | 'TAKEN_BACK'> = {
  PENDING: { DUE: 'ACTIVE', RTN: 'INACTIVE', TAKEN_BACK: 'INACTIVE' },
  ACTIVE: { RTN: 'OFF_DELAY', TAKEN_BACK: 'INACTIVE' },
  OFF_DELAY: { DUE: 'INACTIVE', BACK: 'ACTIVE', WORSE: 'ACTIVE', TAKEN_BACK: 'INACTIVE' },
  INACTIVE: { BACK: 'ACTIVE', WORSE: 'ACTIVE' },
};

/** `CRITICAL`: it has become critical. */
export const SUPPRESSION: Moves<
  SuppressionState,
  'SUPPRESS' | 'UNSUPPRESS' | 'OUT_OF_SERVICE' | 'DUE' | 'CRITICAL' | 'TAKEN_BACK'
> = {
  NONE: { SUPPRESS: 'SUPPRESSED', OUT_OF_SERVICE: 'OUT_OF_SERVICE' },
  SUPPRESSED: { UNSUPPRESS: 'NONE', OUT_OF_SERVICE: 'OUT_OF_SERVICE', TAKEN_BACK: 'NONE' },
  OUT_OF_SERVICE: { DUE: 'NONE', CRITICAL: 'NONE', TAKEN_BACK: 'NONE' },
};

/** It goes forward only; another one may be asked for after it is closed. */
export const CONSULT: Moves<ConsultState, 'REQUESTED' | 'OVERDUE' | 'OPEN' | 'ANSWERED' | 'CLOSED'> = {
  NONE: { REQUESTED: 'REQUESTED' },
  REQUESTED: { OVERDUE: 'OVERDUE', OPEN: 'OPEN', ANSWERED: 'ANSWERED', CLOSED: 'CLOSED' },
  OVERDUE: { OPEN: 'OPEN', ANSWERED: 'ANSWERED', CLOSED: 'CLOSED' },
  OPEN: { ANSWERED: 'ANSWERED', CLOSED: 'CLOSED' },
  ANSWERED: { CLOSED: 'CLOSED' },
  CLOSED: { REQUESTED: 'REQUESTED' },
};

/** `DONE`: gone, said by all, and nothing left to talk about. `DROPPED`: gone before it alarmed. */
export const LIFECYCLE: Moves<LifecycleState, 'DONE' | 'DROPPED' | 'RESET' | 'TAKEN_BACK'> = {
  OPEN: { DONE: 'CLOSED', DROPPED: 'CLOSED', RESET: 'CLOSED', TAKEN_BACK: 'WITHDRAWN' },
  WITHDRAWN: { DONE: 'CLOSED' },
  CLOSED: {},
};

const EVERY: readonly EventType[] = [
  ...([
    'UPDATE',
    'RTN',
    'BACK',
    'RETRACT',
    'SUPPRESS',
    'UNSUPPRESS',
    'ESCALATE',
    'RETURN',
    'RELEASE',
    'CONSULT',
  ] as const),
  ...(['TICK', 'ANSWER', 'ABSENT', 'ASSESS', 'SHELVE', 'UNSHELVE', 'PROPOSE', 'REFUSE'] as const),
];
/** Which events mean anything: what was taken back is answered, talked about and escalated like the raise was. */
export const ACCEPTS: Readonly<Record<LifecycleState, readonly EventType[]>> = {
  OPEN: EVERY,
  WITHDRAWN: ['ESCALATE', 'RETURN', 'RELEASE', 'CONSULT', 'TICK', 'ANSWER', 'ABSENT'],
  CLOSED: [],
};

/** Who gives a command: `required` only those whose answer is needed, else whoever sees the alert. */
export const COMMANDS_BY: Readonly<
  Record<AlertCommandEvent['type'], { role: 'supervisor' | 'asked'; required: boolean; bound: boolean }>
> = {
  // A duty officer answers what asks for policy NOTE.
  ANSWER: { role: 'asked', required: true, bound: true },
  ABSENT: { role: 'supervisor', required: true, bound: true },
  ASSESS: { role: 'supervisor', required: true, bound: true },
  SHELVE: { role: 'supervisor', required: false, bound: false },
  UNSHELVE: { role: 'supervisor', required: false, bound: false },
  PROPOSE: { role: 'supervisor', required: true, bound: true },
  REFUSE: { role: 'supervisor', required: true, bound: true },
};
